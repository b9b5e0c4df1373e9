//! What people do in a story: each goes through the rules, and is tried a second time.

use super::*;

impl World {
    pub(super) fn consult(&mut self, n: u128) -> ConsultId {
        let consult = ConsultId(id(n));
        let held_on = self.today;
        self.act(coach(), &Command::RecordConsult { consult, held_on, form: ConsultKind::Office, minutes: None })
            .unwrap();
        consult
    }

    pub(super) fn send(&mut self, consult: ConsultId, words: &[&str]) -> Result<usize, Refusal> {
        let replaces = self.dossier.consult(consult).unwrap().version();
        self.act(coach(), &Command::SendSummary { consult, replaces, passages: passages(words) })
    }

    /// What the phone signs: everything as the page shows it.
    pub(super) fn statement(&mut self, consult: ConsultId, version: u32) -> (Given, Statement) {
        let shown = self.shown(consult);
        let sent = shown.versions.iter().find(|sent| sent.number == version).unwrap();
        let ticket = shown.question.as_ref().map_or(Hash::default(), |question| question.ticket);
        let sentence = approval_sentence(Lang::Nl, shown.held_on, version);
        self.said(Decision::ApproveSummary, &sentence, consult, version, sent.commitment, ticket)
    }

    /// What the phone signs under her last dispute: everything as the page shows it.
    pub(super) fn dispute_statement(&mut self, consult: ConsultId) -> (Given, Statement) {
        let shown = self.shown(consult);
        let last = shown.disputes.last().unwrap();
        let sentence = dispute_sentence(Lang::Nl, shown.held_on, last.version);
        self.said(Decision::DisputeSummary, &sentence, consult, last.version, last.commitment, last.ticket)
    }

    pub(super) fn shown(&self, consult: ConsultId) -> ConsultView {
        let page = self.seen(client()).unwrap();
        page.consults.into_iter().find(|shown| shown.id == consult).unwrap()
    }

    pub(super) fn said(
        &mut self,
        decision: Decision,
        sentence: &str,
        consult: ConsultId,
        version: u32,
        commitment: Hash,
        ticket: Hash,
    ) -> (Given, Statement) {
        let given = self.given();
        let statement = Statement {
            v: 1,
            sentence: Sentence::new(sentence).unwrap(),
            lang: Lang::Nl,
            decision,
            item: consult.into(),
            version,
            commitment,
            dossier: DossierId(id(DOSSIER)),
            actor: client().person,
            entry: given.entry,
            device_at: Timestamp(self.now.0 - 7_200_000),
            app_build: Bytes(vec![1, 2, 3]),
            ticket,
            head: self.dossier.opened().unwrap().head,
        };
        (given, statement)
    }

    pub(super) fn approve(&mut self, key: &SoftKey, consult: ConsultId, version: u32) -> Result<usize, Refusal> {
        let (given, statement) = self.statement(consult, version);
        let evidence = Box::new(key.sign(self.entry_of(key), statement));
        self.act_as(client(), &Command::ApproveSummary { consult, version, evidence }, given)
    }

    /// She takes a key away, signed in with another or with that one.
    pub(super) fn remove(&mut self, key: &SoftKey, by: &SoftKey) -> Result<usize, Refusal> {
        let command = Command::RemoveKey { key: self.entry_of(key), by: self.entry_of(by) };
        self.act(client(), &command)
    }

    pub(super) fn entry_of(&self, key: &SoftKey) -> EntryId {
        let keys = &self.dossier.opened().unwrap().keys;
        keys.iter().find(|known| known.key.credential_id == key.credential).unwrap().entry
    }

    pub(super) fn dispute(&mut self, consult: ConsultId, version: u32, passage: u16) -> Result<usize, Refusal> {
        let marks = vec![Marking { passage, proposed: Some(text("Zo was het.")), why: None }];
        self.act(client(), &Command::DisputeSummary { consult, version, marks, remark: None })
    }

    /// She signs what she disputed last.
    pub(super) fn sign_dispute(&mut self, key: &SoftKey, consult: ConsultId) -> Result<usize, Refusal> {
        let (given, statement) = self.dispute_statement(consult);
        let dispute = self.dossier.consult(consult).unwrap().disputes.last().unwrap().entry;
        let evidence = Box::new(key.sign(self.entry_of(key), statement));
        self.act_as(client(), &Command::SignDispute { consult, dispute, evidence }, given)
    }

    pub(super) fn answer(
        &mut self,
        consult: ConsultId,
        verdict: Verdict,
        revision: Option<&[&str]>,
    ) -> Result<usize, Refusal> {
        let dispute = self.dossier.consult(consult).unwrap().disputes.last().unwrap().entry;
        let reason = (verdict != Verdict::Accepted).then(|| Remark::new("Ik weet het anders.").unwrap());
        let answers = vec![PassageAnswer { verdict, reason }];
        let revision = revision.map(passages);
        self.act(coach(), &Command::AnswerDispute { consult, dispute, answers, revision })
    }

    pub(super) fn status(&self, consult: ConsultId) -> Status {
        self.dossier.consult(consult).unwrap().status().0
    }

    pub(super) fn pass_days(&mut self, days: i64) {
        self.now = self.now.plus_hours(24 * days);
        self.today = self.today.plus_days(days);
    }
}

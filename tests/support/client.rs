//! What clients do in a story: they read, approve with a signature, dispute, vouch for a new key, and see who looked.

use serde_json::Value;
use shared::access::Relation;
use shared::api::{
    CaseLine, CaseList, CasePage, CasePost, ConsultPage, DossierPage, LooksPage, NewAbout, NewCase, path,
};
use shared::cases::CaseCommand;
use shared::dossier::Command;
use shared::dossier::summaries::Marking;
use shared::dossier::view::KeyView;
use shared::evidence::Evidence;
use shared::ids::{Bytes, CaseId, ConsultId, DossierId, EntryId};
use shared::statement::{Decision, Statement, approval_sentence, dispute_sentence, for_her, key_sentence};
use shared::text::{PassageText, Sentence};
use shared::words::Lang;

use crate::answer::Answer;
use crate::person::{Person, new_entry};
use crate::staff::remark;

/// A passage that is not right, and what should be there.
#[must_use]
pub fn mark(passage: u16, proposed: &str, why: &str) -> Marking {
    Marking { passage, proposed: Some(PassageText::new(proposed).expect("a passage")), why: Some(remark(why)) }
}

/// Her own words, or those of who acts for her.
fn said_by(page: &ConsultPage, sentence: &str) -> Sentence {
    let hers = page.you == Relation::Client;
    let said = if hers { sentence.to_owned() } else { for_her(Lang::Nl, sentence) };
    Sentence::new(&said).expect("a sentence")
}

impl Person {
    /// Who looked into her dossier, and who can now: the newest.
    pub async fn looks(&self) -> LooksPage {
        self.looks_where("").await
    }

    /// The same, narrowed or further back.
    pub async fn looks_where(&self, query: &str) -> LooksPage {
        self.gets(&format!("{}{query}", path::to(path::LOOKS, &[&self.own()]))).await.gives()
    }

    /// She says that a look is not right.
    pub async fn questions(&self, look: EntryId, words: Option<&str>) -> Answer {
        self.questions_in(self.own(), look, words).await
    }

    /// The same about a dossier that may not be hers.
    pub async fn questions_in(&self, dossier: DossierId, look: EntryId, words: Option<&str>) -> Answer {
        let (entry, about, words) = (new_entry(), NewAbout::Look(look), words.map(remark));
        self.posts(path::CASES, &NewCase { entry, dossier, about, words }).await
    }

    /// The cases she sees.
    pub async fn cases(&self) -> Vec<CaseLine> {
        let list: CaseList = self.gets(path::CASES).await.gives();
        list.cases
    }

    /// A case as she sees it.
    pub async fn case(&self, case: CaseId) -> CasePage {
        self.gets(&path::to(path::CASE, &[&case])).await.gives()
    }

    /// Wants something to happen in a case.
    pub async fn wants_of_case(&self, case: CaseId, command: CaseCommand) -> Answer {
        self.posts(&path::to(path::CASE_COMMANDS, &[&case]), &CasePost { entry: new_entry(), command }).await
    }

    /// Her own dossier.
    #[must_use]
    pub fn own(&self) -> DossierId {
        *self.me.dossiers.first().expect("a client has a dossier")
    }

    /// The client confirms that the regulation was discussed.
    pub async fn confirms_the_regulation(&self) {
        self.does(self.own(), Command::ConfirmRegulation {}).await;
    }

    /// Her own dossier as she sees it.
    pub async fn own_page(&self) -> DossierPage {
        self.dossier(self.own()).await
    }

    /// Opens a version.
    pub async fn reads(&self, consult: ConsultId) -> ConsultPage {
        let page = self.consult(self.own(), consult).await;
        self.wants(self.own(), Command::SeeSummary { consult, version: page.view.version }).await.is_done();
        page
    }

    /// Approves the version that counts, with the key on her phone.
    pub async fn approves(&self, consult: ConsultId) -> Answer {
        let page = self.consult(self.own(), consult).await;
        let version = page.view.version;
        let entry = new_entry();
        let command = self.approval(&page, version, entry).await;
        self.sends_entry(self.own(), entry, command).await
    }

    /// The approval of a version on a page that she has before her, signed.
    pub async fn approval(&self, page: &ConsultPage, version: u32, entry: EntryId) -> Command {
        let statement = self.approval_statement(page, version, entry);
        let evidence = Box::new(self.signs(statement).await);
        Command::ApproveSummary { consult: page.view.id, version, evidence }
    }

    /// What she would sign, made from the page as the phone makes it.
    #[must_use]
    pub fn approval_statement(&self, page: &ConsultPage, version: u32, entry: EntryId) -> Statement {
        let sent = page.view.versions.iter().find(|sent| sent.number == version).expect("the version was sent");
        Statement {
            v: 1,
            sentence: said_by(page, &approval_sentence(Lang::Nl, page.view.held_on, version)),
            lang: Lang::Nl,
            decision: Decision::ApproveSummary,
            item: page.view.id.into(),
            version,
            commitment: sent.commitment,
            dossier: self.own(),
            actor: page.signs,
            entry,
            device_at: self.bureau.at.clock.now(),
            app_build: Bytes(vec![7; 32]),
            ticket: page.view.question.as_ref().map(|question| question.ticket).unwrap_or_default(),
            head: page.head,
        }
    }

    /// Signs what she disputed last, with the key on her phone.
    pub async fn signs_dispute(&self, consult: ConsultId) -> Answer {
        let (page, entry) = (self.consult(self.own(), consult).await, new_entry());
        let command = self.signature(&page, entry).await;
        self.sends_entry(self.own(), entry, command).await
    }

    /// Her signature under the last dispute on a page that she has before her.
    pub async fn signature(&self, page: &ConsultPage, entry: EntryId) -> Command {
        let dispute = page.view.disputes.last().expect("she disputed it").entry;
        let evidence = Box::new(self.signs(self.dispute_statement(page, entry)).await);
        Command::SignDispute { consult: page.view.id, dispute, evidence }
    }

    /// What she would sign under her last dispute, made from the page as the phone makes it.
    #[must_use]
    pub fn dispute_statement(&self, page: &ConsultPage, entry: EntryId) -> Statement {
        let said = page.view.disputes.last().expect("she disputed it");
        let sentence = dispute_sentence(Lang::Nl, page.view.held_on, said.version);
        Statement {
            sentence: said_by(page, &sentence),
            decision: Decision::DisputeSummary,
            version: said.version,
            commitment: said.commitment,
            ticket: said.ticket,
            ..self.approval_statement(page, said.version, entry)
        }
    }

    /// Signs with the newest of her standing keys that is on this phone.
    pub async fn signs(&self, statement: Statement) -> Evidence {
        let page = self.own_page().await;
        let here = self.phone.credentials();
        let usable = |key: &&KeyView| here.contains(&key.credential_id) && key.removed_at.is_none();
        let key = page.view.keys.iter().rev().find(usable).expect("a key of hers is on this phone");
        self.signs_with(key, statement).await
    }

    /// Signs with one key.
    pub async fn signs_with(&self, key: &KeyView, statement: Statement) -> Evidence {
        let answer =
            self.phone.signs(self.bureau.origin(), statement.challenge(), &key.credential_id).await["response"].take();
        evidence(key, statement, &answer)
    }

    /// Disputes the version that counts.
    pub async fn disputes(&self, consult: ConsultId, marks: Vec<Marking>) -> Answer {
        let version = self.consult(self.own(), consult).await.view.version;
        self.wants(self.own(), Command::DisputeSummary { consult, version, marks, remark: None }).await
    }

    /// Vouches for a newer key with one that is on this phone.
    pub async fn vouches_for(&self, newer: &KeyView) -> Answer {
        let entry = new_entry();
        let command = self.confirmation(newer, entry).await;
        self.sends_entry(self.own(), entry, command).await
    }

    /// The confirmation of a newer key, signed.
    pub async fn confirmation(&self, newer: &KeyView, entry: EntryId) -> Command {
        let page = self.own_page().await;
        let statement = Statement {
            v: 1,
            sentence: Sentence::new(&key_sentence(Lang::Nl, newer.on, newer.minute)).expect("a sentence"),
            lang: Lang::Nl,
            decision: Decision::ConfirmKey,
            item: newer.entry.into(),
            version: 1,
            commitment: newer.commitment,
            dossier: self.own(),
            actor: page.view.client,
            entry,
            device_at: self.bureau.at.clock.now(),
            app_build: Bytes(vec![7; 32]),
            ticket: newer.ticket,
            head: page.view.head,
        };
        Command::ConfirmKey { key: newer.entry, evidence: Box::new(self.signs(statement).await) }
    }
}

/// The signature of a browser's answer over a statement.
#[must_use]
pub fn evidence(key: &KeyView, statement: Statement, answer: &Value) -> Evidence {
    let bytes = |name: &str| -> Bytes {
        let text = answer[name].as_str().unwrap_or_else(|| panic!("{name} in {answer}"));
        text.parse().expect("base64url")
    };
    Evidence {
        statement,
        key_entry: key.entry,
        credential_id: key.credential_id.clone(),
        public_key: key.public_key.clone(),
        authenticator_data: bytes("authenticatorData"),
        client_data_json: bytes("clientDataJSON"),
        signature: bytes("signature"),
    }
}

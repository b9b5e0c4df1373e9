//! What people do with forms on paper, for the tests of every noun.

use super::coaches::why;
use super::*;
use crate::dossier::forms::{Asked, FormAnswer, Held, Returned, Scan, ScanKind};
use crate::ids::{FormId, ScanId};
use crate::statement::form_sentence;

pub(super) fn form_of(n: u128) -> FormId {
    FormId(id(0xF0 << 8 | n))
}

pub(super) fn summary() -> Asked {
    Asked::Summary { consult: consult_of(0), version: 1 }
}

impl World {
    pub(super) fn prints(&mut self, by: Actor, form: FormId, asked: Asked) -> Result<usize, Refusal> {
        self.act(by, &Command::PrintForm { form, asked })
    }

    /// Somebody records it, with a scan that the server has.
    pub(super) fn records(&mut self, by: Actor, form: FormId, answer: FormAnswer) -> Result<usize, Refusal> {
        let asked = self.dossier.form(form)?.asked;
        let scan = ScanId(id(self.next));
        let mut given = self.given();
        given.scans = vec![Scan { id: scan, hash: Hash::of(&[b"scan"]), kind: ScanKind::Pdf, bytes: 4 }];
        let (original, words) = (Place::new("Kast 2").unwrap(), Remark::new("Ik kan niet tillen.").ok());
        let command = Command::RecordForm(Box::new(Returned {
            form,
            asked,
            answer,
            signed_on: self.today,
            scan,
            original,
            words,
        }));
        self.act_as(by, &command, given)
    }

    pub(super) fn holds(&mut self, by: Actor, form: FormId, answer: FormAnswer) -> Result<usize, Refusal> {
        let asked = self.dossier.form(form)?.asked;
        self.act(by, &Command::SeeForm(Held { form, asked, answer, signed_on: self.today }))
    }

    /// Printed, recorded, and held by a second.
    pub(super) fn decides_on_paper(&mut self, asked: Asked, answer: FormAnswer) -> FormId {
        let form = form_of(self.next);
        self.prints(coach(), form, asked).unwrap();
        self.records(coach(), form, answer).unwrap();
        self.holds(third(), form, answer).unwrap();
        form
    }

    pub(super) fn contests(&mut self, form: FormId) -> Result<usize, Refusal> {
        let asked = self.dossier.form(form)?.asked;
        self.act(client(), &Command::ContestForm { form, asked, words: None })
    }

    pub(super) fn confirms_form(&mut self, key: &SoftKey, form: FormId, says: FormAnswer) -> Result<usize, Refusal> {
        let known = self.dossier.form(form)?.clone();
        let recorded = known.recorded.ok_or(Refusal::NoQuestion)?;
        let (given, core) = (self.given(), self.dossier.opened()?);
        let statement = Statement {
            v: 1,
            sentence: Sentence::new(&form_sentence(Lang::Nl, known.number, recorded.signed_on, says)).unwrap(),
            lang: Lang::Nl,
            decision: Decision::ConfirmForm,
            item: form.into(),
            version: 1,
            commitment: recorded.commitment,
            dossier: core.id,
            actor: core.client,
            entry: given.entry,
            device_at: self.now,
            app_build: Bytes::default(),
            ticket: recorded.ticket,
            head: core.head,
        };
        let evidence = Box::new(key.sign(self.entry_of(key), statement));
        self.act_as(client(), &Command::ConfirmForm { form, asked: known.asked, evidence }, given)
    }

    pub(super) fn with_a_sent_summary() -> (Self, SoftKey) {
        let (mut world, key) = Self::started();
        let held_on = world.today;
        let command =
            Command::RecordConsult { consult: consult_of(0), held_on, form: ConsultKind::Office, minutes: None };
        world.act(coach(), &command).unwrap();
        world.send(consult_of(0), &["U kunt tillen."]).unwrap();
        (world, key)
    }

    /// A coach is proposed, and they met: she is asked.
    pub(super) fn asks_about(&mut self, coming: Actor) -> EntryId {
        let guide = self.guide();
        self.act(guide, &Command::ProposeCoach { coach: coming.person, why: why() }).unwrap();
        self.meets(coming).unwrap();
        self.proposal()
    }
}

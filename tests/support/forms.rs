//! What people decide on paper, and what staff make of it.

use shared::api::{FormsPage, HeldForm, path};
use shared::dossier::Command;
use shared::dossier::forms::{Asked, FormAnswer, FormNumber, Returned, Scan};
use shared::ids::{ConsultId, DossierId, FormId, Uuid};
use shared::log::Role;
use shared::statement::{Decision, Statement, form_sentence};
use shared::text::{Place, Sentence};
use shared::words::Lang;

use crate::answer::Answer;
use crate::person::{Person, new_entry};
use crate::staff::remark;

/// A scan, as a scanner sends it.
pub const SCAN: &str = "%PDF-1.4\n% een formulier met een handtekening\n%%EOF\n";

impl Person {
    /// The forms of a dossier.
    pub async fn forms(&self, dossier: DossierId) -> FormsPage {
        self.gets(&path::to(path::FORMS, &[&dossier])).await.gives()
    }

    /// Makes a form; it has a number from then on.
    pub async fn prints(&self, dossier: DossierId, asked: Asked) -> (FormId, FormNumber) {
        let form = FormId(Uuid::new_v4());
        self.wants(dossier, Command::PrintForm { form, asked }).await.is_done();
        let page = self.forms(dossier).await;
        let made = page.forms.iter().find(|line| line.view.id == form).expect("it was made");
        (form, made.view.number)
    }

    /// Makes a form about the version of a summary that counts.
    pub async fn prints_about(&self, dossier: DossierId, consult: ConsultId) -> (FormId, FormNumber) {
        let version = self.consult(dossier, consult).await.view.version;
        self.prints(dossier, Asked::Summary { consult, version }).await
    }

    /// Uploads what the scanner made.
    pub async fn scans(&self, dossier: DossierId, form: FormId, bytes: impl Into<Vec<u8>>) -> Answer {
        let path = path::to(path::FORM_SCAN, &[&dossier, &form]);
        let request = self.request(reqwest::Method::POST, &path).body(bytes.into());
        self.hears(&path, request).await
    }

    /// Records what came back today, with a scan.
    pub async fn records_form(&self, dossier: DossierId, form: FormId, answer: FormAnswer) -> Answer {
        let scan: Scan = self.scans(dossier, form, SCAN).await.gives();
        let page = self.forms(dossier).await;
        let asked = page.forms.iter().find(|line| line.view.id == form).expect("it was made").view.asked;
        let (signed_on, original) = (self.bureau.at.clock.today(), Place::new("Kast 2").expect("a place"));
        let words = (answer == FormAnswer::No).then(|| remark("Ik kan niet tillen."));
        let command =
            Command::RecordForm(Box::new(Returned { form, asked, answer, signed_on, scan: scan.id, original, words }));
        self.wants(dossier, command).await
    }

    /// Types what she reads on the paper in her hand.
    pub async fn holds_form(&self, number: FormNumber, answer: FormAnswer) -> Answer {
        let signed_on = self.bureau.at.clock.today();
        self.posts(path::BUREAU_FORMS, &HeldForm { entry: new_entry(), number, answer, signed_on }).await
    }

    /// The client confirms a form with her key.
    pub async fn confirms_form(&self, form: FormId) -> Answer {
        let (page, entry) = (self.forms(self.own()).await, new_entry());
        let view = &page.forms.iter().find(|line| line.view.id == form).expect("it is hers").view;
        let recorded = view.recorded.expect("it came back");
        let sentence = form_sentence(Lang::Nl, view.number, recorded.signed_on, recorded.answer);
        let statement = Statement {
            v: 1,
            sentence: Sentence::new(&sentence).expect("a sentence"),
            lang: Lang::Nl,
            decision: Decision::ConfirmForm,
            item: form.into(),
            version: 1,
            commitment: recorded.commitment,
            dossier: self.own(),
            actor: page.client,
            entry,
            device_at: self.bureau.at.clock.now(),
            app_build: shared::ids::Bytes(vec![7; 32]),
            ticket: recorded.ticket,
            head: page.head,
        };
        let evidence = Box::new(self.signs(statement).await);
        self.sends_entry(self.own(), entry, Command::ConfirmForm { form, asked: view.asked, evidence }).await
    }

    /// The client says that it is not so.
    pub async fn contests_form(&self, form: FormId, words: &str) -> Answer {
        let page = self.forms(self.own()).await;
        let asked = page.forms.iter().find(|line| line.view.id == form).expect("it is hers").view.asked;
        self.wants(self.own(), Command::ContestForm { form, asked, words: Some(remark(words)) }).await
    }

    /// A coach takes on somebody who has no device, and what is needed to begin is done on paper.
    pub async fn takes_on_by_paper(&self, called: &str, second: &Self) -> DossierId {
        assert_eq!(self.me.role, Role::Coach);
        let case = self.takes_on(called).await;
        let on = self.bureau.at.clock.today();
        self.wants(case.dossier, Command::DiscussRegulation { on }).await.is_done();
        let (form, number) = self.prints(case.dossier, Asked::Start {}).await;
        self.records_form(case.dossier, form, FormAnswer::Yes).await.is_done();
        second.holds_form(number, FormAnswer::Yes).await.is_done();
        case.dossier
    }
}

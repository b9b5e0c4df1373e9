//! What goes on another ground than her yes, over HTTP: she is told before with the very pages, it waits for her where the
//! regulation says so, and her objection holds it (F32, F34).

use shared::access::Act;
use shared::api::{DoorState, GroundLine};
use shared::bureau::recipients::RecipientKind;
use shared::dossier::Command;
use shared::dossier::consents::{GroundCommand, NewGround, OtherGround, Status, Until, WhichConsent};
use shared::ids::{ConsentId, DocumentId, DossierId, RecipientId};
use shared::policy::presets::Preset;
use support::answer::Answer;
use support::bureau::Bureau;
use support::consents::new_consent;
use support::person::Person;
use support::recipients::reached;
use support::regulation::shipped;
use support::sendings::AtTheDoor;
use support::staff::remark;

const WHY: &str = "Wie betaalt wil weten hoe het gaat.";
const ILSE: &str = "ilse@pers.example";

struct Story {
    bureau: Bureau,
    samira: Person,
    noor: Person,
    document: DocumentId,
    payer: RecipientId,
}

impl Story {
    async fn under(preset: Preset) -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        administrator.publishes(shipped(preset)).await.is_done();
        let samira = bureau.coach(&administrator, "Samira").await;
        let noor = bureau.client(&samira, "Noor").await;
        // Where she first says yes to who guides her (R4.1).
        if preset == Preset::ClientJudges {
            noor.says_yes_to_the_coach().await.is_done();
        }
        let (document, _) = samira.adds_report(noor.own(), &["Zij werkt vier uur"]).await;
        let payer = samira.adds_recipient(RecipientKind::Payer, "Drukkerij De Pers").await;
        Self { bureau, samira, noor, document, payer }
    }

    fn dossier(&self) -> DossierId {
        self.noor.own()
    }

    async fn tells(&self) -> (ConsentId, Answer) {
        let made = self.samira.makes_pages(self.dossier(), self.document, self.payer).await;
        let what = new_consent(&made, self.payer, Until::Trajectory {}, WHY);
        let tell = NewGround { what, ground: OtherGround::Payer, law: None };
        let answer = self.samira.wants(self.dossier(), Command::Ground(GroundCommand::Tell(Box::new(tell)))).await;
        (made.consent, answer)
    }

    fn which(&self, consent: ConsentId) -> WhichConsent {
        WhichConsent { document: self.document, consent }
    }

    async fn status(&self, consent: ConsentId) -> Status {
        self.noor.consent_line(self.dossier(), consent).await.view.status
    }

    async fn objects(&self, consent: ConsentId) -> Answer {
        let object = GroundCommand::Object { which: self.which(consent), why: remark("Er staat een fout in.") };
        self.noor.wants(self.dossier(), Command::Ground(object)).await
    }

    async fn answers(&self, consent: ConsentId, goes: bool) -> Answer {
        let answer = GroundCommand::Answer { which: self.which(consent), goes, why: remark("Nagekeken.") };
        self.samira.wants(self.dossier(), Command::Ground(answer)).await
    }
}

// Keeps: P12, G5.1a
// Part of: P11
#[tokio::test]
async fn f32_under_copy_first_a_report_waits_for_her_and_goes_to_who_pays_without_her_yes() {
    let story = Story::under(Preset::CopyFirst).await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let ilse = samira.adds_contact(story.payer, reached("Ilse", ILSE)).await;
    let mails = story.bureau.mails().await.len();
    let (consent, answer) = story.tells().await;
    answer.is_done();
    assert_eq!(story.bureau.mails().await.len(), mails + 1, "she gets a notice by mail");
    assert!(noor.own_page().await.view.allowed.contains(&Act::ObjectToGround), "and finds it on her first page");
    let page = noor.consent(dossier, consent).await;
    assert_eq!((page.consent.view.status, page.consent.view.ground), (Status::Told, Some(OtherGround::Payer)));
    assert_eq!(page.consent.why.as_ref().unwrap().as_str(), WHY);
    let new = samira.new_sending(dossier, consent, ilse).await;
    samira.sends_document(dossier, new).await.is_refused(422, "sending_not_live");
    let from = page.consent.view.from.expect("a day");
    let days = story.bureau.at.clock.today().days_until(from);
    story.bureau.days_pass(u32::try_from(days).unwrap()).await;
    samira.unlocks().await;
    let which = samira.sends_out(dossier, consent, ilse).await;
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    let code = samira.sending(dossier, which).await.1.code.expect("the code");
    let room = door.enters(&code).await;
    assert_eq!(door.takes(room.pass).await.0, 200);
    // Her objection shuts the door at once; the answer opens it, or has it asked back.
    noor.unlocks().await;
    story.objects(consent).await.is_done();
    assert_eq!((story.status(consent).await, door.opens().await.state), (Status::Objected, DoorState::Closed));
    assert_eq!(door.takes(room.pass).await.0, 422);
    story.objects(consent).await.is_done();
    story.answers(consent, true).await.is_done();
    assert_eq!(door.opens().await.state, DoorState::Open);
    story.objects(consent).await.is_done();
    story.answers(consent, false).await.is_done();
    assert_eq!((story.status(consent).await, door.opens().await.state), (Status::TakenBack, DoorState::Asked));
    let line = noor.consent_line(dossier, consent).await.ground.expect("what was said");
    let GroundLine { objection, answer, .. } = line;
    assert_eq!((objection.unwrap().as_str(), answer.unwrap().as_str()), ("Er staat een fout in.", "Nagekeken."));
    story.bureau.is_sound().await;
}

// Keeps: P12
#[tokio::test]
async fn f32_when_she_says_that_she_read_it_a_report_need_not_wait() {
    let story = Story::under(Preset::CopyFirst).await;
    let (consent, answer) = story.tells().await;
    answer.is_done();
    let seen = Command::Ground(GroundCommand::Seen(story.which(consent)));
    story.samira.wants(story.dossier(), seen.clone()).await.is_refused(403, "not_yours");
    story.noor.wants(story.dossier(), seen).await.is_done();
    assert_eq!(story.status(consent).await, Status::OnGround);
    assert!(!story.noor.own_page().await.view.allowed.contains(&Act::ObjectToGround), "nothing waits");
    story.bureau.is_sound().await;
}

// Keeps: S9a, M3a, R5.1
// Part of: W10a
#[tokio::test]
async fn f34_under_each_regulation_who_pays_gets_a_report_without_her_yes_or_does_not() {
    for (preset, goes) in [
        (Preset::WrittenOnly, None),
        (Preset::OralCv, None),
        (Preset::ClientJudges, None),
        (Preset::CopyFirst, Some(Status::Told)),
        (Preset::JointExecutors, Some(Status::OnGround)),
    ] {
        let story = Story::under(preset).await;
        let (consent, answer) = story.tells().await;
        match goes {
            None => drop(answer.is_refused(403, "not_by_regulation")),
            Some(status) => {
                answer.is_done();
                assert_eq!(story.status(consent).await, status, "{preset:?}");
            }
        }
        story.bureau.is_sound().await;
    }
}

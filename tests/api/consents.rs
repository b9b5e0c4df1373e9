//! Consents over HTTP: what would go is made before she is asked, she sees and signs exactly that, and it ends.

use std::time::Duration;

use shared::access::Act;
use shared::api::{FileText, Frozen, NewFrozen, path};
use shared::bureau::BureauCommand;
use shared::bureau::recipients::RecipientKind;
use shared::dossier::Command;
use shared::dossier::consents::{QUIET_DAYS, Status, Until};
use shared::dossier::documents::FileFormat;
use shared::dossier::looks::LookKind;
use shared::ids::{ConsentId, DocumentId, DossierId, FileId, Hash, RecipientId, Uuid};
use shared::text::Sentence;
use support::bureau::Bureau;
use support::documents::report;
use support::person::{Person, new_entry};
use support::phone::Phone;

const WHY: &str = "De werkgever wil weten hoe het gaat.";

/// A client with a report, her coach, and who pays.
struct Story {
    bureau: Bureau,
    samira: Person,
    noor: Person,
    document: DocumentId,
    recipient: RecipientId,
}

impl Story {
    async fn begin() -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        let samira = bureau.coach(&administrator, "Samira").await;
        let noor = bureau.client(&samira, "Noor").await;
        let (document, _) = samira.adds_report(noor.own(), &["Het gaat goed", "Zij werkt vier uur"]).await;
        let recipient = samira.adds_recipient(RecipientKind::Payer, "Drukkerij De Pers").await;
        Self { bureau, samira, noor, document, recipient }
    }

    fn dossier(&self) -> DossierId {
        self.noor.own()
    }

    async fn asked(&self) -> ConsentId {
        self.samira.asks_consent(self.dossier(), self.document, self.recipient, WHY).await
    }

    async fn status(&self, consent: ConsentId) -> Status {
        self.noor.consent_line(self.dossier(), consent).await.view.status
    }
}

// Keeps: M3a, M9b
// Part of: G7.1
#[tokio::test]
async fn she_sees_signs_and_saves_exactly_the_pages_that_would_go_stamped_for_whom_and_for_what() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let made = samira.makes_pages(dossier, story.document, story.recipient).await;
    assert_eq!((made.file.format, made.file.pages), (FileFormat::Pdf, 2));
    let text = path::to(path::CONSENT_TEXT, &[&dossier, &made.consent, &made.file.id]);
    let pages: FileText = samira.gets(&text).await.gives();
    assert!(pages.pages.len() == 2 && !pages.cut);
    for page in &pages.pages {
        assert!(page.contains("Voor: Drukkerij De Pers") && page.contains("Alleen voor dit doel:"), "{page}");
        assert!(page.contains("Toestemming gevraagd op"), "{page}");
    }
    let file = path::to(path::CONSENT_FILE, &[&dossier, &made.consent, &made.file.id]);
    assert_eq!(samira.takes(&file).await.0, 200, "who asks looks at it first");
    for way in [&file, &text] {
        assert_eq!(noor.takes(way).await.0, 404, "nobody has asked her yet");
    }
    let until = Until::On { date: story.bureau.at.clock.today().plus_days(30) };
    samira.asks_with(dossier, (&made, story.recipient), (until, WHY)).await.is_done();
    assert!(noor.own_page().await.view.allowed.contains(&Act::GrantConsent), "she finds it on her first page");
    let page = noor.consent(dossier, made.consent).await;
    assert_eq!(page.consent.view.terms.file, made.file);
    assert_eq!(noor.gets(&text).await.gives::<FileText>(), pages);
    let line = &page.consent;
    assert_eq!(line.recipient.as_ref().unwrap().as_str(), "Drukkerij De Pers");
    assert_eq!((line.why.as_ref().unwrap().as_str(), line.view.allowed.len()), (WHY, 2));
    let picture = path::to(path::CONSENT_PICTURE, &[&dossier, &made.consent, &made.file.id, &2]);
    let (status, kind, png) = noor.takes(&picture).await;
    assert!(status == 200 && kind == "image/png" && png.starts_with(b"\x89PNG"));
    noor.grants(dossier, made.consent).await.is_done();
    assert_eq!(story.status(made.consent).await, Status::Granted);
    for reader in [noor, samira] {
        let (status, kind, saved) = reader.takes(&file).await;
        assert_eq!((status, kind.as_str()), (200, "application/pdf"));
        assert_eq!(Hash::of(&[&saved]), made.file.hash, "byte for byte what she signed");
    }
    story.bureau.is_sound().await;
}

#[tokio::test]
async fn no_other_pages_than_those_made_for_this_question_are_asked_about_or_handed_out() {
    let story = Story::begin().await;
    let (samira, noor, dossier, document) = (&story.samira, &story.noor, story.dossier(), story.document);
    let other = samira.adds_recipient(RecipientKind::OtherCoach, "Bureau Elders").await;
    let made = samira.makes_pages(dossier, document, story.recipient).await;
    let once = (Until::Once {}, WHY);
    samira.asks_with(dossier, (&made, other), once).await.is_refused(422, "consent_file");
    let mine = samira.documents(dossier).await.documents[0].view.versions[0].file;
    let raw = Frozen { file: mine, ..made.clone() };
    samira.asks_with(dossier, (&raw, story.recipient), once).await.is_refused(422, "consent_file");
    // What somebody brings under the id of such pages is none.
    let consent = ConsentId(Uuid::new_v4());
    let brought = samira.brings_file(dossier, DocumentId(consent.0), &support::documents::pdf_of(&["Anders"])).await;
    let brought = Frozen { consent, file: brought.gives(), ..made.clone() };
    samira.asks_with(dossier, (&brought, story.recipient), once).await.is_refused(422, "consent_file");
    let path = path::to(path::CONSENT_FILE, &[&dossier, &consent, &brought.file.id]);
    assert_eq!(samira.takes(&path).await.0, 404);
    let again: Frozen = samira
        .freezes(dossier, document, NewFrozen { consent: made.consent, version: 1, recipient: story.recipient })
        .await
        .gives();
    assert_eq!(again, made, "made twice is made once");
    samira.asks_with(dossier, (&made, story.recipient), once).await.is_done();
    let path = path::to(path::CONSENT_FILE, &[&dossier, &made.consent, &mine.id]);
    assert_eq!(noor.takes(&path).await.0, 404, "only its own file");
    let (consent, recipient) = (made.consent, story.recipient);
    let taken = samira.freezes(dossier, document, NewFrozen { consent, version: 1, recipient }).await;
    taken.is_refused(409, "entry_taken");
    // What was made yesterday bears another day.
    let old = samira.makes_pages(dossier, document, other).await;
    story.bureau.days_pass(1).await;
    samira.unlocks().await;
    samira.asks_with(dossier, (&old, other), once).await.is_refused(422, "consent_file");
    let nothing = FileId(Uuid::new_v4());
    let path = path::to(path::CONSENT_FILE, &[&dossier, &ConsentId(Uuid::new_v4()), &nothing]);
    assert_eq!(samira.takes(&path).await.0, 404);
}

// Keeps: M3a, R5.1, R1.4, G28
// Part of: S1a, W10a
#[tokio::test]
async fn nothing_is_made_for_whom_nothing_may_go_to() {
    let story = Story::begin().await;
    let (samira, dossier, document) = (&story.samira, story.dossier(), story.document);
    let pages = async |recipient, version| {
        let consent = ConsentId(Uuid::new_v4());
        samira.freezes(dossier, document, NewFrozen { consent, version, recipient }).await
    };
    let stranger = samira.adds_recipient(RecipientKind::Uwv, "UWV Waterkant").await;
    pages(stranger, 1).await.is_refused(403, "not_by_regulation");
    let surveyor = samira.adds_recipient(RecipientKind::Surveyor, "Vragers").await;
    pages(surveyor, 1).await.is_refused(403, "agreement_missing");
    samira.wants_of_the_bureau(BureauCommand::EndRecipient { recipient: surveyor }).await.is_done();
    pages(surveyor, 1).await.is_refused(409, "recipient_ended");
    pages(RecipientId(Uuid::new_v4()), 1).await.is_refused(404, "unknown");
    pages(story.recipient, 2).await.is_refused(409, "stale");
    story
        .noor
        .freezes(
            dossier,
            document,
            NewFrozen { consent: ConsentId(Uuid::new_v4()), version: 1, recipient: story.recipient },
        )
        .await
        .is_refused(403, "not_yours");
}

// Part of: G7.1
#[tokio::test]
async fn a_signature_over_other_bytes_another_recipient_or_other_words_is_no_yes() {
    let story = Story::begin().await;
    let (noor, dossier, consent) = (&story.noor, story.dossier(), story.asked().await);
    let page = noor.consent(dossier, consent).await;
    let right = noor.yes_to(&page, new_entry());
    assert!(right.sentence.as_str().contains("Drukkerij De Pers") && right.sentence.as_str().contains("Voortgang"));
    let mut bytes = right.clone();
    bytes.commitment = Hash::of(&[b"other bytes"]);
    noor.grants_by(&page, bytes).await.is_refused(422, "statement_differs");
    let mut words = right.clone();
    words.sentence = Sentence::new(&right.sentence.as_str().replace("De Pers", "De Andere")).unwrap();
    noor.grants_by(&page, words).await.is_refused(422, "statement_differs");
    assert_eq!(story.status(consent).await, Status::Asked);
    // Nor is it a yes to whom it names beside what was signed.
    let other = story.samira.adds_recipient(RecipientKind::OtherCoach, "Bureau Elders").await;
    let mut elsewhere = page.clone();
    elsewhere.consent.view.terms.recipient = other;
    assert!(noor.grants_by(&elsewhere, right.clone()).await.status >= 400);
    assert_eq!(story.status(consent).await, Status::Asked);
    noor.grants_by(&page, right).await.is_done();
    noor.grants(dossier, consent).await.is_refused(409, "no_question");
}

// Keeps: M3a
// Part of: G7.1
#[tokio::test]
async fn she_says_yes_to_nobody_who_ended_or_is_called_something_else_meanwhile() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let consent = story.asked().await;
    let renamed = support::recipients::details("Drukkerij De Nieuwe");
    let command = BureauCommand::ChangeRecipient { recipient: story.recipient, details: renamed };
    samira.wants_of_the_bureau(command).await.is_done();
    noor.grants(dossier, consent).await.is_refused(422, "consent_recipient");
    let other = samira.adds_recipient(RecipientKind::OtherCoach, "Bureau Elders").await;
    let second = samira.asks_consent(dossier, story.document, other, WHY).await;
    samira.wants_of_the_bureau(BureauCommand::EndRecipient { recipient: other }).await.is_done();
    noor.grants(dossier, second).await.is_refused(409, "recipient_ended");
    for asked in [consent, second] {
        assert_eq!(story.status(asked).await, Status::Asked);
        noor.wants_of_consent(dossier, asked, Command::DeclineConsent).await.is_done();
    }
    story.bureau.is_sound().await;
}

// Keeps: M3a
#[tokio::test]
async fn what_she_said_yes_to_is_not_asked_again_while_it_counts() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let consent = story.asked().await;
    noor.grants(dossier, consent).await.is_done();
    let made = samira.makes_pages(dossier, story.document, story.recipient).await;
    let again = (Until::Once {}, "Nog eens, voor de zekerheid.");
    samira.asks_with(dossier, (&made, story.recipient), again).await.is_refused(422, "consent_granted");
    noor.wants_of_consent(dossier, consent, Command::WithdrawConsent).await.is_done();
    samira.asks_with(dossier, (&made, story.recipient), again).await.is_done();
}

// Keeps: G7.4
#[tokio::test]
async fn a_no_is_told_to_nobody_by_mail_and_a_yes_and_its_end_to_her_coach() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let her = samira.dossier(dossier).await.contact.unwrap().email.unwrap();
    let since = story.bureau.mails().await.len();
    let told = async |from: usize| {
        let mails = story.bureau.mails().await.split_off(from);
        let to: Vec<String> = mails.iter().map(|mail| mail.to.clone()).collect();
        for mail in &mails {
            assert!(!mail.text.contains("Pers") && !mail.text.contains("Noor"), "no mail says more: {}", mail.text);
        }
        (to, from + mails.len())
    };
    let first = story.asked().await;
    let (to, since) = told(since).await;
    assert_eq!(to, [her.as_str()], "she is told that she is asked");
    noor.wants_of_consent(dossier, first, Command::DeclineConsent).await.is_done();
    let (to, since) = told(since).await;
    assert!(to.is_empty(), "{to:?}");
    assert_eq!(samira.consent_line(dossier, first).await.view.status, Status::Declined, "it stands in the product");
    let made = samira.makes_pages(dossier, story.document, story.recipient).await;
    let same = samira.asks_with(dossier, (&made, story.recipient), (Until::Once {}, WHY)).await;
    same.is_refused(422, "consent_repeated");
    samira.asks_with(dossier, (&made, story.recipient), (Until::Once {}, "Voor de omscholing.")).await.is_done();
    let (_, since) = told(since).await;
    noor.grants(dossier, made.consent).await.is_done();
    let (to, since) = told(since).await;
    assert!(to.len() == 1 && to[0].starts_with("samira"), "{to:?}");
    noor.wants_of_consent(dossier, made.consent, Command::WithdrawConsent).await.is_done();
    let (to, _) = told(since).await;
    assert!(to.len() == 1 && to[0].starts_with("samira"), "{to:?}");
    for _ in 0..QUIET_DAYS {
        story.bureau.days_pass(1).await;
    }
    samira.unlocks().await;
    assert_ne!(story.asked().await, first, "after some days the same can be asked again");
}

// Keeps: G7.3
#[tokio::test]
async fn she_withdraws_at_once_and_what_ends_by_itself_is_told_apart() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let consent = story.asked().await;
    noor.grants(dossier, consent).await.is_done();
    samira.wants_of_consent(dossier, consent, Command::WithdrawConsent).await.is_refused(403, "not_yours");
    samira.wants_of_consent(dossier, consent, Command::TakeBackConsent).await.is_refused(409, "no_question");
    noor.wants_of_consent(dossier, consent, Command::WithdrawConsent).await.is_done();
    let line = samira.consent_line(dossier, consent).await;
    assert_eq!(line.view.status, Status::Withdrawn);
    assert!(line.view.withdrawn_at.is_some() && line.view.answered_at.is_some());
    let made = samira.makes_pages(dossier, story.document, story.recipient).await;
    let until = Until::On { date: story.bureau.at.clock.today().plus_days(1) };
    samira.asks_with(dossier, (&made, story.recipient), (until, "Kort, voor het gesprek.")).await.is_done();
    noor.unlocks().await;
    noor.grants(dossier, made.consent).await.is_done();
    story.bureau.days_pass(2).await;
    noor.unlocks().await;
    assert_eq!(story.status(made.consent).await, Status::Ended);
    assert_eq!(story.status(consent).await, Status::Withdrawn);
    story.bureau.is_sound().await;
}

#[tokio::test]
async fn f63_staff_who_read_a_question_looked_at_the_document_and_nobody_else_finds_it() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let made = samira.makes_pages(dossier, story.document, story.recipient).await;
    let (consent, file) = (made.consent, made.file.id);
    let before_asking = [path::CONSENT_FILE, path::CONSENT_TEXT, path::CONSENT_PICTURE];
    let mut known = noor.looks().await.lines.len();
    let mut looked = async |way: &str, kind: LookKind| {
        story.bureau.passes(Duration::from_mins(31));
        samira.unlocks().await;
        noor.unlocks().await;
        let path = path::to(way, &[&dossier, &consent, &file, &1]);
        assert_eq!(samira.takes(&path).await.0, 200, "{path}");
        let lines = noor.looks().await.lines;
        assert_eq!((lines.len(), lines[0].kind), (known + 1, kind), "{path}");
        known = lines.len();
    };
    // No question says yet of which document they are.
    for way in before_asking {
        looked(way, LookKind::Documents).await;
    }
    samira.asks_with(dossier, (&made, story.recipient), (Until::Once {}, WHY)).await.is_done();
    looked(path::CONSENTS, LookKind::Documents).await;
    for way in [path::CONSENT].into_iter().chain(before_asking) {
        looked(way, LookKind::Document).await;
    }
    let yara = story.bureau.client(samira, "Yara").await;
    for path in [path::to(path::CONSENTS, &[&dossier]), path::to(path::CONSENT, &[&dossier, &consent])] {
        yara.gets(&path).await.is_refused(404, "unknown");
    }
    yara.gets(&path::to(path::CONSENT, &[&yara.own(), &consent])).await.is_refused(404, "unknown");
}

// Part of: W10a
#[tokio::test]
async fn who_acts_for_her_answers_for_her_and_she_is_told() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    samira.registers(dossier, &samira.new_representative(30)).await.is_done();
    noor.agrees_to_the_representative().await.is_done();
    let mies = samira.lets_the_representative_in(dossier, Phone::new()).await;
    let consent = story.asked().await;
    mies.grants(dossier, consent).await.is_done();
    let line = noor.consent_line(dossier, consent).await;
    assert_eq!((line.view.status, line.view.answered_by), (Status::Granted, Some(mies.id())));
    noor.wants_of_consent(dossier, consent, Command::WithdrawConsent).await.is_done();
    assert_eq!(story.status(consent).await, Status::Withdrawn);
}

#[tokio::test]
async fn a_new_version_ends_the_question_and_leaves_a_yes_as_it_was() {
    let story = Story::begin().await;
    let (samira, noor, dossier, document) = (&story.samira, &story.noor, story.dossier(), story.document);
    let consent = story.asked().await;
    let other = samira.adds_recipient(RecipientKind::OtherCoach, "Bureau Elders").await;
    let open = samira.asks_consent(dossier, document, other, "Voor later.").await;
    noor.grants(dossier, consent).await.is_done();
    let file = samira.brings_file(dossier, document, &support::documents::pdf_of(&["Nieuw"])).await.gives();
    samira.adds_document(dossier, (document, 1), report(file)).await.is_done();
    assert_eq!((story.status(consent).await, story.status(open).await), (Status::Granted, Status::Replaced));
    noor.grants(dossier, open).await.is_refused(409, "stale");
    assert!(!noor.own_page().await.view.allowed.contains(&Act::GrantConsent));
}

//! What a machine finds in the very bytes that would go, over HTTP: nobody is asked before somebody decided about each of it,
//! and she reads what was decided (F36, F37).

use shared::api::Frozen;
use shared::bureau::recipients::RecipientKind;
use shared::dossier::Command;
use shared::dossier::consents::{Finding, NewConsent, Sought, Until};
use shared::dossier::documents::{DocumentContent, DocumentKind, StoredFile};
use shared::dossier::purposes::Purpose;
use shared::ids::{DocumentId, RecipientId, Uuid};
use shared::policy::presets::Preset;
use shared::text::Label;
use support::bureau::Bureau;
use support::consents::new_consent;
use support::documents::{noise_png, pdf_of, report};
use support::person::Person;
use support::regulation::shipped;

const WHY: &str = "Zij wil weten hoe het gaat.";

struct Story {
    bureau: Bureau,
    samira: Person,
    noor: Person,
}

impl Story {
    async fn begin() -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        administrator.publishes(shipped(Preset::OralCv)).await.is_done();
        let samira = bureau.coach(&administrator, "Samira").await;
        let noor = bureau.client(&samira, "Noor").await;
        Self { bureau, samira, noor }
    }

    async fn document(&self, file: &[u8], content: impl Fn(StoredFile) -> DocumentContent) -> DocumentId {
        let document = DocumentId(Uuid::new_v4());
        let file: StoredFile = self.samira.brings_file(self.noor.own(), document, file).await.gives();
        self.samira.adds_document(self.noor.own(), (document, 0), content(file)).await.is_done();
        document
    }

    async fn made(&self, document: DocumentId, recipient: RecipientId) -> Frozen {
        self.samira.makes_pages(self.noor.own(), document, recipient).await
    }
}

fn found(made: &Frozen) -> Vec<(Sought, &str, u32)> {
    made.check.hits.iter().map(|hit| (hit.finding.what, hit.finding.found.as_str(), hit.count)).collect()
}

// Keeps: W7e
#[tokio::test]
async fn f37_a_number_and_words_about_health_wait_for_a_decision_and_she_reads_it() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.noor.own());
    let payer = samira.adds_recipient(RecipientKind::Payer, "Kliniek De Pers").await;
    let uwv = samira.adds_recipient(RecipientKind::Uwv, "UWV").await;
    let pages = ["Noor was depressief. Nummer 1112.22.333", "Zij is niet meer depressief."];
    let document = story.document(&pdf_of(&pages), report).await;
    let made = story.made(document, payer).await;
    let hits = [(Sought::CitizenNumber, "111222333", 1), (Sought::Health, "depressief", 2)];
    assert_eq!(found(&made), hits, "and not the name of who gets it");
    assert_eq!((made.check.hits[1].page, made.check.unread), (1, false));
    assert!(made.check.hits[1].around.contains("Noor was depressief"));
    let asked = new_consent(&made, payer, Until::Trajectory {}, WHY);
    let asks = async |new: NewConsent| samira.wants(dossier, Command::AskConsent(Box::new(new))).await;
    asks(NewConsent { decided: Vec::new(), ..asked.clone() }).await.is_refused(422, "consent_undecided");
    let mut other = asked.clone();
    other.decided[0].finding = Finding { what: Sought::BirthDate, ..other.decided[0].finding.clone() };
    asks(other).await.is_refused(422, "consent_undecided");
    asks(asked.clone()).await.is_done();
    let line = noor.consent_line(dossier, made.consent).await;
    let check = line.check.expect("she reads it");
    let mut shown = asked.decided.clone();
    shown[0].finding.found = Label::new("••••••333").unwrap();
    assert_eq!((check.decided, check.read_by_person), (shown, false), "W7e: the last digits of a number alone");
    assert!(check.sought.contains(&Sought::BirthDate), "also what was looked for and not found");
    // UWV may have the number: it is not looked for.
    let made = story.made(document, uwv).await;
    assert_eq!(found(&made), [(Sought::Health, "depressief", 2)]);
    story.bureau.is_sound().await;
}

// Part of: W7d, W10a
#[tokio::test]
async fn f36_a_cv_is_looked_at_for_where_she_lives_and_how_she_is_reached() {
    let story = Story::begin().await;
    let employer = story.samira.adds_recipient(RecipientKind::NewEmployer, "Bakkerij Korst").await;
    let cv = |file| DocumentContent { kind: DocumentKind::Cv, purpose: Purpose::Work, ..report(file) };
    let pages = ["Noor de Graaf, Kerkstraat 12, geboren 12 maart 1975, 06-12345678. Planner."];
    let document = story.document(&pdf_of(&pages), cv).await;
    let made = story.made(document, employer).await;
    let what: Vec<Sought> = made.check.hits.iter().map(|hit| hit.finding.what).collect();
    assert_eq!(what, [Sought::BirthDate, Sought::Contact, Sought::Contact], "{:#?}", made.check.hits);
    let plain = story.document(&pdf_of(&["Noor de Graaf. Planner bij een bakkerij, 2019 tot 2024."]), cv).await;
    assert_eq!(found(&story.made(plain, employer).await), []);
    story.bureau.is_sound().await;
}

// Keeps: W7e
// Part of: W7d
#[tokio::test]
async fn f37_what_no_machine_can_read_somebody_has_to_have_read_and_she_is_told() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.noor.own());
    let test = samira.adds_recipient(RecipientKind::OtherCoach, "Bureau Elders").await;
    let document = story.document(&noise_png(40), report).await;
    let made = story.made(document, test).await;
    assert!(made.check.unread && made.check.hits.is_empty());
    let asked = new_consent(&made, test, Until::Once {}, WHY);
    let asks = async |new: NewConsent| samira.wants(dossier, Command::AskConsent(Box::new(new))).await;
    asks(NewConsent { read_by_person: false, ..asked.clone() }).await.is_refused(422, "consent_unread");
    asks(asked).await.is_done();
    let check = noor.consent_line(dossier, made.consent).await.check.expect("she reads it");
    assert!(check.read_by_person);
    story.bureau.is_sound().await;
}

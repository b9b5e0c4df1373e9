//! The sheet of a yes and the receipts: made by the server, kept by her, and collected with the document.

use lopdf::{Document, Object};
use serde_json::Value;
use server::log::load::{self, Items};
use shared::api::{NewContact, path};
use shared::dossier::consents::Until;
use shared::dossier::sendings::{Deletion, SentFile};
use shared::dossier::{Command, Dossier};
use shared::evidence::Evidence;
use shared::ids::{ConsentId, Hash};
use shared::log::canonical;
use shared::words::Lang;
use support::bureau::{Bureau, email};
use support::person::new_entry;
use support::sendings::AtTheDoor;

use super::sendings::{ILSE, Story};

const NOOR: &str = "noor@client.example";

/// As `sha256sum` writes it.
fn hex(hash: Hash) -> String {
    hash.0.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// The files inside a PDF, by name.
fn inside(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let doc = Document::load_mem(file).expect("a PDF");
    let files = doc.catalog().unwrap().get(b"AF").map(|files| doc.dereference(files).unwrap().1.as_array().unwrap());
    let one = |file: &Object| {
        let spec = doc.dereference(file).unwrap().1.as_dict().unwrap();
        let embedded = doc.dereference(spec.get(b"EF").unwrap()).unwrap().1.as_dict().unwrap();
        let stream = doc.dereference(embedded.get(b"F").unwrap()).unwrap().1.as_stream().unwrap();
        let name = String::from_utf8_lossy(spec.get(b"F").unwrap().as_str().unwrap()).into_owned();
        (name, stream.get_plain_content().unwrap())
    };
    files.map(|files| files.iter().map(one).collect()).unwrap_or_default()
}

impl Story {
    fn at(&self, way: &str, consent: ConsentId) -> String {
        path::to(way, &[&self.dossier(), &consent])
    }

    /// The file of the sheet, as the log has it.
    async fn logged(&self) -> Option<Hash> {
        let (ctx, items) = (self.bureau.ctx(), [self.consent.into()]);
        let log = self.dossier().into();
        let known = load::load::<Dossier>(ctx, &ctx.db.read, self.bureau.id, log, Items::These(&items)).await;
        known.expect("the dossier").subject.consent(self.consent).unwrap().sheet.map(|file| file.hash)
    }

    async fn record(&self, consent: ConsentId) -> Value {
        let (status, kind, bytes) = self.noor.takes(&self.at(path::CONSENT_RECORD, consent)).await;
        assert_eq!((status, kind.as_str()), (200, "application/ld+json"));
        serde_json::from_slice(&bytes).unwrap()
    }
}

/// What the record says became of the question, in its order.
fn events(record: &Value) -> Vec<String> {
    let events = record["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"].as_array().unwrap();
    let first = |kinds: &Value| kinds.as_str().or_else(|| kinds[0].as_str()).unwrap().to_owned();
    events.iter().map(|event| first(&event["@type"])).collect()
}

// Keeps: M3b, M3c
#[tokio::test]
async fn m3c_f33_after_her_yes_there_is_a_sheet_with_the_document_her_signature_and_the_record_inside() {
    let story = Story::begin().await;
    let (noor, consent) = (&story.noor, story.consent);
    let (status, kind, sheet) = noor.takes(&story.at(path::CONSENT_SHEET, consent)).await;
    assert_eq!((status, kind.as_str()), (200, "application/pdf"));
    assert_eq!(story.logged().await, Some(Hash::of(&[&sheet])), "an entry says which file it is");
    let again = noor.takes(&story.at(path::CONSENT_SHEET, consent)).await.2;
    assert_eq!(again, sheet, "it is made once");
    let files = inside(&sheet);
    let [(document, bytes), (evidence, signed), (record, said)] = &files[..] else { panic!("three files") };
    assert_eq!([document, evidence, record], ["document.pdf", "evidence.json", "record.jsonld"]);
    let file = noor.consent_line(story.dossier(), consent).await.view.terms.file;
    assert_eq!(Hash::of(&[bytes]), file.hash, "byte for byte what she signed");
    let signed: Evidence = serde_json::from_slice(signed).unwrap();
    signed.verify(story.bureau.ctx().webauthn.site()).expect("her signature, without server or network");
    assert_eq!(signed.statement.commitment, file.hash);
    let said: Value = serde_json::from_slice(said).unwrap();
    assert_eq!(events(&said), ["dpv:ConsentRequested", "dpv:ConsentGiven"]);
    let record = &said["dpv:hasRecordOfActivity"];
    assert_eq!(record["dpv:hasProcess"]["dpv:hasPersonalData"]["schema:sha256"], hex(file.hash));
    let signature = &record["dpv:hasConsentStatus"][1]["dpv:hasTechnicalMeasure"]["schema:sha256"];
    assert_eq!(*signature, hex(Hash::of(&[&canonical(&signed)])), "it names the signature beside it");
    // What she signed stays hers after she withdrew it.
    story.withdraws().await;
    assert_eq!(noor.takes(&story.at(path::CONSENT_SHEET, consent)).await.2, sheet);
    story.bureau.is_sound().await;
}

#[tokio::test]
async fn f39_of_each_yes_no_and_withdrawal_there_is_a_receipt_and_of_a_question_none() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let is_a_receipt = async |consent| {
        let (status, kind, file) = noor.takes(&story.at(path::CONSENT_RECEIPT, consent)).await;
        assert_eq!((status, kind.as_str(), &file[..5]), (200, "application/pdf", &b"%PDF-"[..]));
        inside(&file).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(is_a_receipt(story.consent).await, ["evidence.json", "record.jsonld"]);
    assert_eq!(events(&story.record(story.consent).await), ["dpv:ConsentRequested", "dpv:ConsentGiven"]);
    story.withdraws().await;
    assert_eq!(is_a_receipt(story.consent).await, ["evidence.json", "record.jsonld"]);
    let withdrawn = ["dpv:ConsentRequested", "dpv:ConsentGiven", "dpv:ConsentWithdrawn"];
    assert_eq!(events(&story.record(story.consent).await), withdrawn);
    // Asked anew, with another reason.
    let document = noor.consent_line(dossier, story.consent).await.view.terms.document;
    let made = samira.makes_pages(dossier, document, story.recipient).await;
    let why = "De werkgever betaalt ook de opleiding.";
    samira.asks_with(dossier, (&made, story.recipient), (Until::Once {}, why)).await.is_done();
    for way in [path::CONSENT_SHEET, path::CONSENT_RECEIPT, path::CONSENT_RECORD] {
        assert_eq!(noor.takes(&story.at(way, made.consent)).await.0, 404, "{way}: nothing was answered");
    }
    noor.wants_of_consent(dossier, made.consent, Command::DeclineConsent).await.is_done();
    assert_eq!(is_a_receipt(made.consent).await, ["record.jsonld"]);
    assert_eq!(events(&story.record(made.consent).await), ["dpv:ConsentRequested", "dpv:ConsentRefused"]);
    assert_eq!(noor.takes(&story.at(path::CONSENT_SHEET, made.consent)).await.0, 404, "a no has no sheet");
    let yara = story.bureau.client(samira, "Yara").await;
    for way in [path::CONSENT_SHEET, path::CONSENT_RECEIPT, path::CONSENT_RECORD] {
        assert_eq!(yara.takes(&story.at(way, story.consent)).await.0, 404, "{way}: another's");
    }
}

// Keeps: M3a
#[tokio::test]
async fn f33_f30_the_recipient_collects_the_sheet_through_the_same_door_and_not_after_she_withdrew_her_yes() {
    let story = Story::of(Bureau::start().await, Until::Once {}).await;
    let contact = path::to(path::DOSSIER_CONTACT, &[&story.dossier()]);
    let reached = NewContact { entry: new_entry(), email: Some(email(NOOR)), phone: None, lang: Lang::Nl };
    story.samira.puts(&contact, &reached).await.is_done();
    let before = story.bureau.mails_to(NOOR).await.len();
    let which = story.sent().await;
    let mails = story.bureau.mails_to(NOOR).await.len();
    assert_eq!(mails, before + 1, "M3c: she is told where her copy is, without asking");
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    let room = door.enters(&story.code(which).await).await;
    let sheet = room.sheet.expect("the sheet of her yes");
    assert_eq!((sheet.left, room.left), (3, 3));
    let (status, bytes) = door.takes_the_sheet(room.pass).await;
    let logged = story.logged().await.unwrap();
    assert_eq!(
        (status, Hash::of(&[&bytes]), sheet.hash, sheet.bytes),
        (200, logged, logged, u32::try_from(bytes.len()).unwrap())
    );
    assert_eq!(story.given(which).await, [Some(sheet.bytes)]);
    let (view, _) = story.noor.sending(story.dossier(), which).await;
    assert_eq!(
        (view.downloads[0].what, view.downloads[0].bytes),
        (SentFile::Sheet, sheet.bytes),
        "F35: she reads which"
    );
    assert_eq!(door.takes(room.pass).await.0, 200, "the document beside it");
    story.withdraws().await;
    assert_eq!(door.takes_the_sheet(room.pass).await.0, 422, "F27: the document is inside it");
    door.answers(Deletion::Deleted {}).await.is_done();
    story.bureau.is_sound().await;
}

//! Another implementation of JSON-LD reads each record, and every term in it is one of the vocabulary.

use std::collections::BTreeSet;

use oxjsonld::JsonLdParser;
use shared::bureau::recipients::RecipientKind;
use shared::dossier::documents::{FileFormat, StoredFile};
use shared::ids::{ConsentId, DocumentId, EntryId, FileId, RecipientId, Ticket, Uuid};

use super::context::PREFIXES;
use super::*;

/// Every term of the vocabulary.
const TERMS: &str = include_str!("dpv.txt");
/// What the guide takes from other vocabularies.
const OTHERS: [&str; 20] = [
    "http://purl.org/dc/terms/conformsTo",
    "http://purl.org/dc/terms/created",
    "http://purl.org/dc/terms/date",
    "http://purl.org/dc/terms/description",
    "http://purl.org/dc/terms/identifier",
    "http://purl.org/dc/terms/language",
    "http://purl.org/dc/terms/publisher",
    "http://purl.org/dc/terms/title",
    "https://schema.org/ContactPoint",
    "https://schema.org/contactPoint",
    "https://schema.org/email",
    "https://schema.org/recipient",
    "https://schema.org/sha256",
    "https://schema.org/telephone",
    "https://schema.org/url",
    "https://schema.org/version",
    "http://www.w3.org/2004/02/skos/core#broader",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "https://w3id.org/dpv#hasAddress",
];

const CLIENT: PersonId = PersonId(Uuid::from_u128(1));
const AGENT: PersonId = PersonId(Uuid::from_u128(2));
const BUREAU: BureauId = BureauId(Uuid::from_u128(3));

fn day(n: u8) -> CivilDate {
    CivilDate::new(2026, 12, i8::try_from(n).unwrap()).unwrap()
}

fn consent(state: State, until: Until) -> Consent {
    let answered = (state != State::Open).then_some((Timestamp(1_780_000_060_000), CLIENT));
    let file = FileId(Uuid::from_u128(8));
    Consent {
        id: ConsentId(Uuid::from_u128(4)),
        terms: shared::dossier::consents::ConsentTerms {
            document: DocumentId(Uuid::from_u128(5)),
            version: 2,
            file: StoredFile { id: file, hash: Hash::of(&[b"file"]), format: FileFormat::Pdf, bytes: 9, pages: 1 },
            recipient: RecipientId(Uuid::from_u128(6)),
            named: EntryId(Uuid::from_u128(7)),
            kind: RecipientKind::NewEmployer,
            purpose: Purpose::Work,
            until,
        },
        entry: EntryId(Uuid::from_u128(9)),
        asked_at: Timestamp(1_780_000_000_000),
        asked_on: day(1),
        asked_by: AGENT,
        ticket: Ticket::default(),
        state,
        answered,
        withdrawn_at: (state == State::Withdrawn).then_some(Timestamp(1_780_000_120_000)),
        sheet: None,
        ground: None,
        ground_seen: false,
        objection: None,
        sendings: Vec::new(),
    }
}

fn said(consent: &Consent, class: Class) -> Value {
    let contact: Contact = serde_json::from_value(json!({
        "phone": "+31 10 123 45 67",
        "email": "bureau@akker.example",
        "address": "Kade 1, Rotterdam",
    }))
    .unwrap();
    let (bureau, title) = (Name::new("Bureau Akker").unwrap(), Label::new("Mijn cv").unwrap());
    let (recipient, regulation) = (Name::new("Bakkerij Deeg").unwrap(), Name::new("Reglement").unwrap());
    record(&Facts {
        client: CLIENT,
        bureau: (BUREAU, &bureau),
        contact: &contact,
        origin: "https://akker.example",
        regulation: Some((3, &regulation)),
        consent,
        class,
        title: &title,
        recipient: &recipient,
        asked_on: day(1),
        evidence: None,
        withdrawn_by: (consent.state == State::Withdrawn).then_some(AGENT),
        lang: Lang::Nl,
    })
}

/// What another implementation makes of it: a line for each triple, in order.
fn triples(record: &Value) -> BTreeSet<String> {
    let bytes = canonical(record);
    JsonLdParser::new().for_slice(&bytes).map(|quad| quad.unwrap().to_string()).collect()
}

fn has(triples: &BTreeSet<String>, subject: &str, predicate: &str, object: &str) -> bool {
    triples.contains(&format!("<{subject}> <{predicate}> {object}"))
}

/// Each name between angle brackets that is no thing of ours.
fn names(triples: &BTreeSet<String>) -> BTreeSet<&str> {
    let all = triples.iter().flat_map(|line| line.split('<').skip(1)).filter_map(|rest| rest.split('>').next());
    let ours = |name: &&str| name.starts_with("urn:uuid:") || name.starts_with("http://www.w3.org/2001/XMLSchema#");
    all.filter(|name| !ours(name)).collect()
}

const RUNS: [(State, Until); 5] = [
    (State::Granted, Until::Once {}),
    (State::Granted, Until::Trajectory {}),
    (State::Declined, Until::Once {}),
    (State::Withdrawn, Until::Once {}),
    (State::Open, Until::Once {}),
];

#[test]
fn f39_every_term_of_a_record_is_in_the_vocabulary_and_none_is_lost() {
    let known: BTreeSet<&str> = TERMS.lines().chain(OTHERS).collect();
    let dated = (State::Granted, Until::On { date: day(31) });
    for (state, until) in RUNS.into_iter().chain([dated]) {
        for class in
            [Class::Ordinary, Class::Personal, Class::Special, Class::Belief, Class::ReceivedMedical, Class::Number]
        {
            let record = said(&consent(state, until), class);
            let triples = triples(&record);
            let strange: Vec<&str> = names(&triples).into_iter().filter(|name| !known.contains(name)).collect();
            assert_eq!(strange, Vec::<&str>::new(), "{state:?}");
            // What maps to nothing is dropped without a word, and what is no link would be a text.
            assert!(no_key_is_lost(&record), "{record}");
            let texts = triples.iter().filter(|line| line.contains("\"dpv:") || line.contains("\"eu-gdpr:"));
            assert_eq!(texts.collect::<Vec<_>>(), Vec::<&String>::new(), "a term that stayed a text");
        }
    }
}

/// Whether each member has a prefix that the context knows.
fn no_key_is_lost(value: &Value) -> bool {
    let fits = |key: &str| {
        let prefix = key.split(':').next().unwrap_or_default();
        key.starts_with('@') || PREFIXES.iter().any(|(known, _)| *known == prefix)
    };
    match value {
        Value::Array(all) => all.iter().all(no_key_is_lost),
        Value::Object(members) => {
            members.iter().all(|(key, value)| key == "@context" || (fits(key) && no_key_is_lost(value)))
        }
        _ => true,
    }
}

#[test]
fn f39_a_yes_a_no_and_a_withdrawal_say_what_they_are() {
    const DPV: &str = "https://w3id.org/dpv#";
    const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    let of = |state| triples(&said(&consent(state, Until::Once {}), Class::Special));
    let (yes, no, withdrawn) = (of(State::Granted), of(State::Declined), of(State::Withdrawn));
    let id = urn(ConsentId(Uuid::from_u128(4)));
    let event = |n: u8| urn(derived(Uuid::from_u128(4), format!("event {n}").as_bytes()));
    let is =
        |triples: &BTreeSet<String>, n: u8, status: &str| has(triples, &event(n), TYPE, &format!("<{DPV}{status}>"));
    for all in [&yes, &no, &withdrawn] {
        assert!(has(all, &id, TYPE, &format!("<{DPV}ConsentRecord>")));
        assert!(is(all, 0, "ConsentRequested"));
        assert!(has(all, &event(1), &format!("{DPV}isAfter"), &format!("<{}>", event(0))));
        assert!(has(all, &event(1), &format!("{DPV}isIndicatedBy"), &format!("<{}>", urn(CLIENT))));
        let at = "\"2026-05-28T20:27:40.000Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>";
        assert!(has(all, &event(1), &format!("{DPV}isIndicatedAtTime"), at), "{all:#?}");
        let explicit = "<https://w3id.org/dpv/legal/eu/gdpr#A9-2-a>";
        assert!(has(all, &id, &format!("{DPV}hasLegalBasis"), explicit), "what is special needs an explicit yes");
        assert!(has(
            all,
            &format!("{id}#process"),
            &format!("{DPV}hasRecipient"),
            "<urn:uuid:00000000-0000-0000-0000-000000000006>"
        ));
    }
    assert!(is(&yes, 1, "ConsentGiven") && is(&yes, 1, "ExplicitlyExpressedConsent") && !is(&yes, 1, "ConsentRefused"));
    assert!(is(&no, 1, "ConsentRefused") && !is(&no, 1, "ConsentGiven"));
    assert!(is(&withdrawn, 1, "ConsentGiven") && is(&withdrawn, 2, "ConsentWithdrawn"));
    let by = format!("<{}>", urn(AGENT));
    assert!(has(&withdrawn, &event(2), &format!("{DPV}isIndicatedBy"), &by), "who acts for her withdrew it");
    assert!(!is(&yes, 2, "ConsentWithdrawn"));
    let ordinary = triples(&said(&consent(State::Granted, Until::Once {}), Class::Ordinary));
    assert!(!ordinary.iter().any(|line| line.contains("A9-2-a") || line.contains("SpecialCategory")));
}

#[test]
fn f39_who_acts_for_her_stands_in_it() {
    let mut known = consent(State::Granted, Until::Once {});
    known.answered = known.answered.map(|(at, _)| (at, AGENT));
    let triples = triples(&said(&known, Class::Ordinary));
    let agent = format!("<{}>", urn(AGENT));
    assert!(has(&triples, &urn(CLIENT), "https://w3id.org/dpv#hasRepresentative", &agent));
    let event = urn(derived(Uuid::from_u128(4), b"event 1"));
    assert!(has(&triples, &event, "https://w3id.org/dpv#isIndicatedBy", &agent));
}

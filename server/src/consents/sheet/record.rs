//! What she answered, for computers: a consent record and its receipt by ISO/IEC TS 27560:2023, in the terms of the W3C Data
//! Privacy Vocabulary (F39; <https://w3id.org/dpv/guides/consent-27560>). The context stands in it, so that nothing is
//! fetched to read it.

mod context;

use serde_json::{Value, json};
use shared::bureau::Contact;
use shared::dossier::consents::{Consent, State, Until};
use shared::dossier::purposes::Purpose;
use shared::dossier::records::Class;
use shared::evidence::Evidence;
use shared::ids::{BureauId, Hash, PersonId, derived};
use shared::log::canonical;
use shared::statement::consent_sentence;
use shared::text::{Label, Name};
use shared::time::{CivilDate, Timestamp};
use shared::words::{Lang, SheetWord};

use self::context::context;

const PROFILE: &str = "https://w3id.org/dpv/schema/dpv-27560#";
const AUTHORITY: &str = "https://www.autoriteitpersoonsgegevens.nl/";

/// What she answered last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Yes, and she withdrew it.
    Withdrawn,
}

impl Outcome {
    /// None where she was not asked, or has not answered.
    pub(super) fn of(consent: &Consent) -> Option<Self> {
        match consent.state {
            State::Granted => Some(Self::Yes),
            State::Declined => Some(Self::No),
            State::Withdrawn => Some(Self::Withdrawn),
            State::Open | State::TakenBack | State::Told | State::Objected => None,
        }
    }
}

/// What a record is made of.
pub(super) struct Facts<'a> {
    /// Whose consent it is.
    pub client: PersonId,
    /// The controller.
    pub bureau: (BureauId, &'a Name),
    /// How that is reached.
    pub contact: &'a Contact,
    /// Where the product is.
    pub origin: &'a str,
    /// The version of the regulation that she was told of, and what it is called.
    pub regulation: Option<(u32, &'a Name)>,
    /// The question and its answer.
    pub consent: &'a Consent,
    /// How sensitive the document is.
    pub class: Class,
    /// What it is called.
    pub title: &'a Label,
    /// What the recipient was called when she was asked.
    pub recipient: &'a Name,
    /// On which day she was asked.
    pub asked_on: CivilDate,
    /// The signature, where she said yes.
    pub evidence: Option<&'a Evidence>,
    /// Who withdrew it: she, or who acts for her.
    pub withdrawn_by: Option<PersonId>,
    /// Her language.
    pub lang: Lang,
}

/// As every other program writes a hash.
pub(super) fn hex(hash: Hash) -> String {
    hash.0.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn urn(id: impl std::fmt::Display) -> String {
    format!("urn:uuid:{id}")
}

/// The receipt, with the record inside it. The same answer gives the same bytes.
pub(super) fn record(facts: &Facts<'_>) -> Value {
    let events = facts.events();
    let last = facts.consent.withdrawn_at.or(facts.consent.answered.map(|(at, _)| at));
    let id = derived(facts.consent.id.0, format!("receipt {}", events.len()).as_bytes());
    json!({
        "@context": context(),
        "@id": urn(id),
        "@type": "dpv:ConsentReceipt",
        "dct:identifier": id.to_string(),
        "dct:conformsTo": format!("{PROFILE}receipt-eu-gdpr"),
        "dct:created": last.unwrap_or(facts.consent.asked_at),
        "dct:language": facts.lang.code(),
        "dct:publisher": urn(facts.bureau.0),
        "schema:recipient": urn(facts.client),
        "dpv:hasRecordOfActivity": {
            "@id": urn(facts.consent.id),
            "@type": "dpv:ConsentRecord",
            "dct:identifier": facts.consent.id.to_string(),
            "dct:conformsTo": format!("{PROFILE}record-eu-gdpr"),
            "dpv:hasDataSubject": facts.data_subject(),
            "dpv:hasJurisdiction": ["loc:NL", "loc:EU"],
            "dpv:hasApplicableLaw": "legal-eu:law-GDPR",
            "dpv:hasLegalBasis": facts.legal_bases(),
            "dpv:hasAuthority": {
                "@id": "legal-nl:DPA-NL",
                "dpv:hasName": "Autoriteit Persoonsgegevens",
                "schema:url": AUTHORITY,
            },
            "dpv:hasProcess": facts.process(),
            "dpv:hasConsentControl": {
                "@type": "dpv:WithdrawConsent",
                "dct:description": facts.said(SheetWord::BackText),
                "dpv:isExercisedAt": facts.origin,
            },
            "dpv:hasRight": facts.rights(),
            "dpv:hasNotice": facts.notices(),
            "dpv:hasConsentStatus": events,
        },
    })
}

impl Facts<'_> {
    fn text(&self, text: &str) -> Value {
        json!({ "@value": text, "@language": self.lang.code() })
    }

    /// A word in her language, with the bureau in it.
    fn said(&self, word: SheetWord) -> Value {
        self.text(&self.lang.fill_later(word, &[("bureau", self.bureau.1.as_str())]))
    }

    /// Who answered, where that was not she.
    fn by(&self) -> Option<PersonId> {
        self.consent.answered.map(|(_, by)| by).filter(|by| *by != self.client)
    }

    fn data_subject(&self) -> Value {
        let mut subject = json!({
            "@id": urn(self.client),
            "@type": "dpv:DataSubject",
            "skos:broader": "dpv:Client",
            "dct:identifier": self.client.to_string(),
        });
        if let (Some(by), Some(known)) = (self.by(), subject.as_object_mut()) {
            let agent =
                json!({ "@id": urn(by), "@type": "dpv:LegalAgent", "dpv:isRepresentativeFor": urn(self.client) });
            known.insert("dpv:hasRepresentative".to_owned(), agent);
        }
        subject
    }

    /// Her consent; and to what is special, her explicit consent (AVG 9).
    fn legal_bases(&self) -> Vec<&'static str> {
        match self.class {
            Class::Special | Class::Belief | Class::ReceivedMedical => vec!["eu-gdpr:A6-1-a", "eu-gdpr:A9-2-a"],
            Class::Ordinary | Class::Personal | Class::Number => vec!["eu-gdpr:A6-1-a"],
        }
    }

    fn process(&self) -> Value {
        let terms = self.consent.terms;
        json!({
            "@id": format!("{}#process", urn(self.consent.id)),
            "@type": "dpv:Process",
            "dpv:hasDataController": self.controller(),
            "dpv:hasRecipient": {
                "@id": urn(terms.recipient),
                "@type": ["dpv:Recipient", "dpv:ThirdParty", "dpv:Organisation"],
                "dpv:hasIdentifier": terms.recipient.to_string(),
                "dpv:hasName": self.recipient,
                "dct:description": self.text(self.lang.say_later(terms.kind.word())),
            },
            "dpv:hasPurpose": {
                "@id": format!("{}#purpose", urn(self.consent.id)),
                "@type": "dpv:Purpose",
                "skos:broader": broader(terms.purpose),
                "dct:description": self.text(self.lang.say_later(terms.purpose.word())),
            },
            "dpv:hasPersonalData": {
                "@id": urn(terms.document),
                "@type": data_types(self.class),
                "dct:identifier": terms.document.to_string(),
                "dct:title": self.text(self.title.as_str()),
                "schema:version": terms.version.to_string(),
                "schema:sha256": hex(terms.file.hash),
                "dpv:hasNecessity": "dpv:Optional",
            },
            "dpv:hasProcessing": "dpv:Disclose",
            "dpv:hasStorageCondition": {
                "@type": "dpv:StorageDuration",
                "dpv:hasDuration": {
                    "@type": "dpv:UntilEventDuration",
                    "rdf:value": self.said(SheetWord::Kept),
                },
            },
        })
    }

    fn controller(&self) -> Value {
        let point = json!({
            "@type": "schema:ContactPoint",
            "schema:email": self.contact.email,
            "schema:telephone": self.contact.phone,
        });
        let mut controller = json!({
            "@id": urn(self.bureau.0),
            "@type": ["dpv:DataController", "dpv:Organisation"],
            "dpv:hasIdentifier": self.bureau.0.to_string(),
            "dpv:hasName": self.bureau.1,
            "schema:contactPoint": without_nothing(point),
            "schema:url": self.origin,
        });
        if let (Some(address), Some(known)) = (&self.contact.address, controller.as_object_mut()) {
            known.insert("dpv:hasAddress".to_owned(), json!(address));
        }
        controller
    }

    /// Withdrawing, access, erasure, and a complaint.
    fn rights(&self) -> Vec<Value> {
        let rights = [
            ("eu-gdpr:A7-3", SheetWord::Back, self.origin),
            ("eu-gdpr:A15", SheetWord::RightAccess, self.origin),
            ("eu-gdpr:A17", SheetWord::RightErasure, self.origin),
            ("eu-gdpr:A77", SheetWord::Complaint, AUTHORITY),
        ];
        let right = |(right, word, at): (&str, SheetWord, &str)| {
            json!({
                "@type": ["dpv:DataSubjectRight", right],
                "dct:title": self.text(self.lang.say_later(word)),
                "dpv:isExercisedAt": at,
            })
        };
        rights.into_iter().map(right).collect()
    }

    /// The sentence that she was asked to sign, and the regulation that she was told of.
    fn notices(&self) -> Vec<Value> {
        let sentence = match self.evidence {
            Some(evidence) => evidence.statement.sentence.to_string(),
            None => consent_sentence(self.lang, self.title, self.recipient, &self.consent.terms),
        };
        let lang = self.evidence.map_or(self.lang, |evidence| evidence.statement.lang);
        let asked = json!({
            "@id": urn(self.consent.entry),
            "@type": "dpv:ConsentNotice",
            "dct:language": lang.code(),
            "dct:date": self.asked_on,
            "dct:description": { "@value": sentence, "@language": lang.code() },
        });
        let regulation = self.regulation.map(|(version, title)| {
            json!({
                "@type": "dpv:PrivacyNotice",
                "dct:title": title,
                "dct:language": "nl",
                "schema:version": version.to_string(),
                "schema:url": format!("{}/regulation", self.origin),
            })
        });
        [asked].into_iter().chain(regulation).collect()
    }

    /// She was asked, she answered, she withdrew it: each after the one before.
    fn events(&self) -> Vec<Value> {
        let consent = self.consent;
        let bureau = urn(self.bureau.0);
        let mut events = vec![self.event(0, ("dpv:ConsentRequested", consent.asked_at), &bureau)];
        let Some((at, by)) = consent.answered else { return events };
        let given = consent.state != State::Declined;
        let status = if given { "dpv:ConsentGiven" } else { "dpv:ConsentRefused" };
        let mut answer = self.event(1, (status, at), &urn(by));
        if let (true, Some(answer)) = (given, answer.as_object_mut()) {
            answer.insert("@type".to_owned(), json!([status, "dpv:ExplicitlyExpressedConsent"]));
            answer.insert("dpv:hasDuration".to_owned(), self.duration());
            if let Some(evidence) = self.evidence {
                answer.insert("dpv:hasTechnicalMeasure".to_owned(), signature(evidence));
            }
        }
        events.push(answer);
        if let Some(at) = consent.withdrawn_at {
            let by = self.withdrawn_by.unwrap_or(self.client);
            events.push(self.event(2, ("dpv:ConsentWithdrawn", at), &urn(by)));
        }
        events
    }

    fn event(&self, number: u8, (status, at): (&str, Timestamp), by: &str) -> Value {
        let id = |number: u8| urn(derived(self.consent.id.0, format!("event {number}").as_bytes()));
        let after = number.checked_sub(1).map(id);
        without_nothing(json!({
            "@id": id(number),
            "@type": status,
            "dpv:isAfter": after,
            "dpv:isIndicatedAtTime": at,
            "dpv:isIndicatedBy": by,
            "dpv:hasDuration": { "@type": "dpv:EndlessDuration" },
        }))
    }

    /// For how long a yes counts.
    fn duration(&self) -> Value {
        match self.consent.terms.until {
            Until::Once {} => json!({ "@type": "dpv:FixedOccurrencesDuration", "rdf:value": 1 }),
            Until::On { date } => {
                json!({ "@type": "dpv:UntilTimeDuration", "rdf:value": { "@value": date, "@type": "xsd:date" } })
            }
            until @ Until::Trajectory {} => {
                json!({ "@type": "dpv:UntilEventDuration", "rdf:value": self.text(&until.in_words(self.lang)) })
            }
        }
    }
}

/// Her signature: by the hash of the file with the evidence, as that stands beside the record.
fn signature(evidence: &Evidence) -> Value {
    let entry = evidence.statement.entry;
    json!({
        "@id": urn(entry),
        "@type": "dpv:DigitalSignatures",
        "dct:identifier": entry.to_string(),
        "schema:sha256": hex(Hash::of(&[&canonical(evidence)])),
    })
}

fn without_nothing(mut value: Value) -> Value {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, member| !member.is_null());
    }
    value
}

const fn data_types(class: Class) -> &'static [&'static str] {
    match class {
        Class::Ordinary | Class::Personal => &["dpv:PersonalData"],
        Class::Special | Class::ReceivedMedical => &["dpv:SpecialCategoryPersonalData", "eu-gdpr:HealthData"],
        Class::Belief => &["dpv:SpecialCategoryPersonalData"],
        Class::Number => &["dpv:SensitivePersonalData", "pd:OfficialID"],
    }
}

/// What the vocabulary calls a purpose of that kind.
const fn broader(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Finance => "dpv:PaymentManagement",
        Purpose::Uwv => "dpv:FulfilmentOfObligation",
        Purpose::Contact => "dpv:CommunicationManagement",
        Purpose::Guidance
        | Purpose::Possibilities
        | Purpose::Tests
        | Purpose::Advice
        | Purpose::Purchase
        | Purpose::Report
        | Purpose::Work
        | Purpose::Training => "dpv:RequestedServiceProvision",
    }
}

#[cfg(test)]
mod tests;

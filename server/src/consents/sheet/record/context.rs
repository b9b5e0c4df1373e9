//! How the terms of a record are read: which vocabularies they are of, and what is a link.

use serde_json::{Value, json};

pub(super) const PREFIXES: [(&str, &str); 11] = [
    ("dpv", "https://w3id.org/dpv#"),
    ("pd", "https://w3id.org/dpv/pd#"),
    ("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"),
    ("legal-eu", "https://w3id.org/dpv/legal/eu#"),
    ("legal-nl", "https://w3id.org/dpv/legal/nl#"),
    ("loc", "https://w3id.org/dpv/loc#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// What names another thing, where it is given as a text.
const LINKS: [&str; 26] = [
    "dct:conformsTo",
    "dct:publisher",
    "schema:recipient",
    "skos:broader",
    "dpv:hasRecordOfActivity",
    "dpv:hasDataSubject",
    "dpv:hasDataController",
    "dpv:hasRecipient",
    "dpv:hasAuthority",
    "dpv:hasRepresentative",
    "dpv:isRepresentativeFor",
    "dpv:hasProcess",
    "dpv:hasPurpose",
    "dpv:hasPersonalData",
    "dpv:hasProcessing",
    "dpv:hasLegalBasis",
    "dpv:hasNecessity",
    "dpv:hasJurisdiction",
    "dpv:hasApplicableLaw",
    "dpv:hasNotice",
    "dpv:hasRight",
    "dpv:hasConsentControl",
    "dpv:hasConsentStatus",
    "dpv:hasTechnicalMeasure",
    "dpv:isIndicatedBy",
    "dpv:isAfter",
];

/// The kinds of plain values.
const VALUES: [(&str, &str); 5] = [
    ("dct:created", "xsd:dateTime"),
    ("dct:date", "xsd:date"),
    ("schema:url", "xsd:anyURI"),
    ("dpv:isExercisedAt", "xsd:anyURI"),
    ("dpv:isIndicatedAtTime", "xsd:dateTime"),
];

/// The context of a record.
pub(super) fn context() -> Value {
    let prefixes = PREFIXES.map(|(name, at)| (name.to_owned(), json!(at)));
    let links = LINKS.map(|name| (name.to_owned(), json!({ "@type": "@id" })));
    let values = VALUES.map(|(name, kind)| (name.to_owned(), json!({ "@type": kind })));
    prefixes.into_iter().chain(links).chain(values).collect()
}

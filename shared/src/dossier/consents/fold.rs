//! What an entry means for the consents, and for the document that each is about.

use std::collections::BTreeMap;

use super::{AskedMark, Consent, ConsentEvent, State};
use crate::dossier::documents::Document;
use crate::dossier::{DossierEvent, Item};
use crate::ids::{DocumentId, ItemId};
use crate::log::Header;

/// What an entry means for the consents; returns the one it changed.
pub(in crate::dossier) fn fold(
    items: &mut BTreeMap<ItemId, Item>,
    header: &Header,
    event: &DossierEvent,
) -> Option<ItemId> {
    let DossierEvent::Consent(event) = event else { return None };
    let id = event.item();
    if let ConsentEvent::ConsentAsked { consent, terms, ticket, on, .. } = event {
        let asked = Consent {
            id: *consent,
            terms: **terms,
            entry: header.entry,
            asked_at: header.at,
            asked_on: *on,
            asked_by: header.actor,
            ticket: *ticket,
            state: State::Open,
            answered: None,
            withdrawn_at: None,
            sendings: Vec::new(),
        };
        items.insert(id, Item::Consent(asked));
        return Some(id);
    }
    let Some(Item::Consent(known)) = items.get_mut(&id) else { return None };
    match event {
        ConsentEvent::ConsentAsked { .. } => {}
        ConsentEvent::ConsentGranted { .. } => {
            known.state = State::Granted;
            known.answered = Some((header.at, header.actor));
        }
        ConsentEvent::ConsentDeclined { .. } => {
            known.state = State::Declined;
            known.answered = Some((header.at, header.actor));
        }
        ConsentEvent::ConsentWithdrawn { .. } => {
            known.state = State::Withdrawn;
            known.withdrawn_at = Some(header.at);
        }
        ConsentEvent::ConsentTakenBack { .. } => known.state = State::TakenBack,
    }
    Some(id)
}

/// What it means for the document; returns the one it changed.
pub(in crate::dossier) fn on_document(
    items: &mut BTreeMap<ItemId, Item>,
    header: &Header,
    event: &DossierEvent,
) -> Option<ItemId> {
    let DossierEvent::Consent(event) = event else { return None };
    let (document, state, refused_on) = match event {
        ConsentEvent::ConsentAsked { consent, terms, .. } => {
            let known = document_in(items, terms.document)?;
            known.asked.push(AskedMark {
                consent: *consent,
                entry: header.entry,
                version: terms.version,
                recipient: terms.recipient,
                until: terms.until,
                state: State::Open,
                refused_on: None,
                taken: false,
                link: None,
            });
            return Some(known.id.into());
        }
        ConsentEvent::ConsentGranted { document, .. } => (*document, State::Granted, None),
        ConsentEvent::ConsentDeclined { document, on, .. } => (*document, State::Declined, Some(*on)),
        ConsentEvent::ConsentWithdrawn { document, on, .. } => (*document, State::Withdrawn, Some(*on)),
        ConsentEvent::ConsentTakenBack { document, .. } => (*document, State::TakenBack, None),
    };
    let (known, id) = (document_in(items, document)?, event.item());
    for mark in known.asked.iter_mut().filter(|mark| ItemId::from(mark.consent) == id) {
        (mark.state, mark.refused_on) = (state, refused_on);
    }
    Some(document.into())
}

fn document_in(items: &mut BTreeMap<ItemId, Item>, id: DocumentId) -> Option<&mut Document> {
    match items.get_mut(&id.into()) {
        Some(Item::Document(known)) => Some(known),
        _ => None,
    }
}

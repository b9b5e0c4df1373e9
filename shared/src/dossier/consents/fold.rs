//! What an entry means for the consents, and for the document that each is about.

use std::collections::BTreeMap;

use super::{AskedMark, Consent, ConsentEvent, State};
use crate::dossier::documents::Document;
use crate::dossier::{DossierEvent, Item};
use crate::ids::{DocumentId, ItemId, Ticket};
use crate::log::Header;

/// What an entry means for the consents; returns the one it changed.
pub(in crate::dossier) fn fold(
    items: &mut BTreeMap<ItemId, Item>,
    header: &Header,
    event: &DossierEvent,
) -> Option<ItemId> {
    let DossierEvent::Consent(event) = event else { return None };
    let id = event.item();
    if let Some(new) = begun(header, event) {
        items.insert(id, Item::Consent(new));
        return Some(id);
    }
    let Some(Item::Consent(known)) = items.get_mut(&id) else { return None };
    match event {
        ConsentEvent::ConsentAsked { .. } | ConsentEvent::GroundTold { .. } => {}
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
        ConsentEvent::SheetMade { file, .. } => known.sheet = Some(*file),
        ConsentEvent::GroundSeen { on, .. } => {
            known.ground = known.ground.map(|(ground, from)| (ground, from.min(*on)));
            known.ground_seen = true;
        }
        ConsentEvent::GroundObjected { .. } => {
            known.state = State::Objected;
            known.objection = Some((header.entry, None));
        }
        // The answer is new to her, and what was left of her days is hers still.
        ConsentEvent::ObjectionAnswered { goes, .. } => {
            known.state = if *goes { State::Told } else { State::TakenBack };
            known.ground_seen = false;
            known.objection = known.objection.map(|(objection, _)| (objection, Some(header.entry)));
        }
        ConsentEvent::ConsentTakenBack { .. } => known.state = State::TakenBack,
    }
    Some(id)
}

/// A consent that begins: she is asked, or told.
fn begun(header: &Header, event: &ConsentEvent) -> Option<Consent> {
    let (id, terms, ticket, on, ground) = match event {
        ConsentEvent::ConsentAsked { consent, terms, ticket, on, .. } => (*consent, **terms, *ticket, *on, None),
        ConsentEvent::GroundTold { consent, terms, ground, from, on, .. } => {
            (*consent, **terms, Ticket::default(), *on, Some((*ground, *from)))
        }
        _ => return None,
    };
    Some(Consent {
        id,
        terms,
        entry: header.entry,
        asked_at: header.at,
        asked_on: on,
        asked_by: header.actor,
        ticket,
        state: if ground.is_some() { State::Told } else { State::Open },
        answered: None,
        withdrawn_at: None,
        sheet: None,
        ground,
        ground_seen: false,
        objection: None,
        sendings: Vec::new(),
    })
}

/// What it means for the document; returns the one it changed.
pub(in crate::dossier) fn on_document(
    items: &mut BTreeMap<ItemId, Item>,
    header: &Header,
    event: &DossierEvent,
) -> Option<ItemId> {
    let DossierEvent::Consent(event) = event else { return None };
    let (document, state, refused_on) = match event {
        ConsentEvent::ConsentAsked { consent, terms, .. } | ConsentEvent::GroundTold { consent, terms, .. } => {
            let told = matches!(event, ConsentEvent::GroundTold { .. });
            let known = document_in(items, terms.document)?;
            known.asked.push(AskedMark {
                consent: *consent,
                entry: header.entry,
                version: terms.version,
                recipient: terms.recipient,
                until: terms.until,
                state: if told { State::Told } else { State::Open },
                refused_on: None,
                taken: false,
                link: None,
            });
            return Some(known.id.into());
        }
        ConsentEvent::ConsentGranted { document, .. } => (*document, State::Granted, None),
        ConsentEvent::ConsentDeclined { document, on, .. } => (*document, State::Declined, Some(*on)),
        ConsentEvent::ConsentWithdrawn { document, on, .. } => (*document, State::Withdrawn, Some(*on)),
        ConsentEvent::SheetMade { .. } | ConsentEvent::GroundSeen { .. } => return None,
        ConsentEvent::GroundObjected { document, .. } => (*document, State::Objected, None),
        ConsentEvent::ObjectionAnswered { document, goes: true, .. } => (*document, State::Told, None),
        ConsentEvent::ObjectionAnswered { document, .. } | ConsentEvent::ConsentTakenBack { document, .. } => {
            (*document, State::TakenBack, None)
        }
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

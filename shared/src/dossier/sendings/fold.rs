//! What an entry means for the sendings of a consent.

use std::collections::BTreeMap;

use super::{Answered, Deletion, Download, Sending, SendingEvent, SentFile};
use crate::dossier::{DossierEvent, Item};
use crate::ids::ItemId;
use crate::log::Header;

/// What an entry means for the sendings, and for the document they are of; returns what it changed.
pub(in crate::dossier) fn fold(
    items: &mut BTreeMap<ItemId, Item>,
    header: &Header,
    event: &DossierEvent,
) -> Vec<ItemId> {
    let DossierEvent::Sending(event) = event else { return Vec::new() };
    on_consent(items, header, event).into_iter().chain(on_document(items, event)).collect()
}

/// The document knows whether something was taken by a yes, and what is left of its link: one for once is used up then
/// (F29).
fn on_document(items: &mut BTreeMap<ItemId, Item>, event: &SendingEvent) -> Option<ItemId> {
    let (id, _) = event.of();
    let Some(Item::Consent(consent)) = items.get(&id.into()) else { return None };
    let document = ItemId::from(consent.terms.document);
    let Some(Item::Document(known)) = items.get_mut(&document) else { return None };
    let mark = known.asked.iter_mut().find(|mark| mark.consent == id)?;
    match *event {
        SendingEvent::DocumentSent { until, downloads, .. } => mark.link = Some((until, downloads)),
        SendingEvent::DownloadBegun { what, .. } => {
            mark.taken = true;
            let used = u32::from(what == SentFile::Document);
            mark.link = mark.link.map(|(until, left)| (until, left.saturating_sub(used)));
        }
        SendingEvent::SendingStopped { .. } | SendingEvent::DoorBlocked { .. } => mark.link = None,
        SendingEvent::DownloadEnded { .. }
        | SendingEvent::DoorKeyMade { .. }
        | SendingEvent::DeletionAsked { .. }
        | SendingEvent::DeletionAnswered { .. } => return None,
    }
    Some(document)
}

fn on_consent(items: &mut BTreeMap<ItemId, Item>, header: &Header, event: &SendingEvent) -> Option<ItemId> {
    let id = event.item();
    let Some(Item::Consent(consent)) = items.get_mut(&id) else { return None };
    if let SendingEvent::DocumentSent { sending, contact, reached, until, downloads, .. } = *event {
        consent.sendings.push(Sending {
            id: sending,
            contact,
            reached,
            sent_at: header.at,
            sent_by: header.actor,
            until,
            downloads_max: downloads,
            downloads: Vec::new(),
            key_made_at: None,
            blocked_at: None,
            stopped_at: None,
            asked_at: None,
            answered: None,
        });
        return Some(id);
    }
    let known = consent.sendings.iter_mut().find(|known| known.id == event.of().1)?;
    match event {
        SendingEvent::DocumentSent { .. } => {}
        SendingEvent::DownloadBegun { proof, what, .. } => {
            let (entry, begun_at, proof, what) = (header.entry, header.at, *proof, *what);
            known.downloads.push(Download { entry, begun_at, proof, what, given: None });
        }
        SendingEvent::DoorKeyMade { .. } => known.key_made_at = Some(header.at),
        SendingEvent::DownloadEnded { download, bytes, .. } => {
            let begun = known.downloads.iter_mut().find(|begun| begun.entry == *download)?;
            begun.given = Some(*bytes);
        }
        SendingEvent::DoorBlocked { .. } => known.blocked_at = Some(header.at),
        SendingEvent::SendingStopped { .. } => known.stopped_at = Some(header.at),
        SendingEvent::DeletionAsked { .. } => known.asked_at = Some(header.at),
        SendingEvent::DeletionAnswered { deletion, .. } => {
            let deleted = matches!(deletion, Deletion::Deleted {});
            known.answered = Some(Answered { entry: header.entry, at: header.at, deleted });
        }
    }
    Some(id)
}

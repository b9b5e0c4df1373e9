//! The steps of a sending: opened by staff, gone through by the recipient, closed by whatever ends the yes.

use super::{
    DOWNLOADS_MAX, Deletion, DoorStep, LINK_DAYS_MAX, NewSending, Proof, Sending, SendingCommand, SendingEvent,
    SentFile, WhichSending,
};
use crate::bureau::Bureau;
use crate::dossier::consents::{Consent, Until, WhichConsent, may_get, sheet_made};
use crate::dossier::documents::StoredFile;
use crate::dossier::records::Class;
use crate::dossier::{Core, Dossier, DossierEvent};
use crate::ids::{ConsentId, ContactId, DocumentId, EntryId, SendingId};
use crate::refusal::{Refusal, SendingPart};
use crate::time::CivilDate;

/// That this file may be given to this recipient, as things stand in the state it was made from. Nothing else makes one, and
/// the server gives nothing to anybody outside without one (F30).
#[derive(Debug, PartialEq, Eq)]
pub struct Permit {
    which: WhichSending,
    file: StoredFile,
    sheet: Option<StoredFile>,
}

impl Permit {
    /// By which sending.
    #[must_use]
    pub const fn which(&self) -> WhichSending {
        self.which
    }

    /// What, byte for byte as she saw it (F25).
    #[must_use]
    pub const fn file(&self) -> StoredFile {
        self.file
    }

    /// The sheet of her yes; none where it goes on another ground, or is not made yet.
    #[must_use]
    pub const fn sheet(&self) -> Option<StoredFile> {
        self.sheet
    }

    /// One of the two.
    #[must_use]
    pub fn of(&self, what: SentFile) -> Option<StoredFile> {
        match what {
            SentFile::Document => Some(self.file),
            SentFile::Sheet => self.sheet,
        }
    }
}

const fn unfit(part: SendingPart) -> Refusal {
    Refusal::SendingUnfit { part }
}

/// Whether it may be given now to who proved who she is like that: her yes counts, the link is open, and the recipient may
/// still get anything (F27, F29, G28). What is about her health goes to nobody without a passkey (F30, G6).
///
/// # Errors
/// Why not; [`SendingPart::Special`] last, where a passkey is all that lacks.
pub fn permit(
    dossier: &Dossier,
    bureau: &Bureau,
    (which, proof): (WhichSending, Proof),
    today: CivilDate,
) -> Result<Permit, Refusal> {
    let (consent, sending) = known(dossier, which)?;
    counts(consent, today)?;
    if sending.stopped_at.is_some() {
        return Err(unfit(SendingPart::Stopped));
    }
    if sending.blocked_at.is_some() {
        return Err(unfit(SendingPart::Blocked));
    }
    if today > sending.until {
        return Err(unfit(SendingPart::Over));
    }
    reached(dossier.opened()?, bureau, consent, sending.contact, today)?;
    if proof != Proof::Passkey && wants_passkey(dossier, consent)? {
        return Err(unfit(SendingPart::Special));
    }
    Ok(Permit { which, file: consent.terms.file, sheet: consent.sheet })
}

/// A sending of a yes about this document to this recipient.
fn known(dossier: &Dossier, which: WhichSending) -> Result<(&Consent, &Sending), Refusal> {
    let consent = dossier.consent(which.consent)?;
    if (consent.terms.document, consent.terms.recipient) != (which.document, which.recipient) {
        return Err(Refusal::Unknown);
    }
    let sending = consent.sendings.iter().find(|known| known.id == which.sending).ok_or(Refusal::Unknown)?;
    Ok((consent, sending))
}

/// Whether her yes counts today.
fn counts(consent: &Consent, today: CivilDate) -> Result<(), Refusal> {
    if consent.is_live(today) { Ok(()) } else { Err(unfit(SendingPart::NotLive)) }
}

/// Whether only a passkey proves enough: it is about her health, her belief, or her citizen number.
fn wants_passkey(dossier: &Dossier, consent: &Consent) -> Result<bool, Refusal> {
    let document = dossier.document(consent.terms.document)?;
    let version = document.versions.iter().find(|version| version.number == consent.terms.version);
    match version.ok_or(Refusal::Unknown)?.class {
        Class::Ordinary | Class::Personal => Ok(false),
        Class::Special | Class::Belief | Class::ReceivedMedical | Class::Number => Ok(true),
    }
}

/// Whether this contact person may still be reached there; the entry that says how.
fn reached(
    core: &Core,
    bureau: &Bureau,
    consent: &Consent,
    contact: ContactId,
    today: CivilDate,
) -> Result<EntryId, Refusal> {
    let to = may_get(core, bureau, consent.terms.recipient, today)?;
    let mark = to.contacts.get(&contact).filter(|mark| mark.ended_at.is_none());
    Ok(mark.ok_or(unfit(SendingPart::Contact))?.entry)
}

/// What follows on a sending.
pub(in crate::dossier) fn decide(
    dossier: &Dossier,
    (core, bureau): (&Core, &Bureau),
    step: &SendingCommand,
    today: CivilDate,
) -> Result<Vec<DossierEvent>, Refusal> {
    match step {
        SendingCommand::Send(new) => Ok(vec![send(dossier, (core, bureau), new, today)?]),
        SendingCommand::Stop(which) => stop(dossier, *which, today),
        SendingCommand::Door(step) => at_the_door(dossier, bureau, step, today),
    }
}

/// The door is opened for one contact person, while her yes counts.
fn send(
    dossier: &Dossier,
    (core, bureau): (&Core, &Bureau),
    new: &NewSending,
    today: CivilDate,
) -> Result<DossierEvent, Refusal> {
    let consent = dossier.consent(new.consent)?;
    if (consent.terms.document, consent.terms.recipient) != (new.document, new.recipient) {
        return Err(Refusal::Unknown);
    }
    counts(consent, today)?;
    if !(1..=LINK_DAYS_MAX).contains(&new.days) || !(1..=DOWNLOADS_MAX).contains(&new.downloads) {
        return Err(unfit(SendingPart::Limits));
    }
    if consent.sendings.iter().any(|known| known.id == new.sending) {
        return Err(Refusal::Unknown);
    }
    // What has another name or place than she said yes to is asked anew.
    if may_get(core, bureau, new.recipient, today)?.entry != consent.terms.named {
        return Err(unfit(SendingPart::Recipient));
    }
    // A second link for the same person, or by a yes for once, would stay open when the first is stopped.
    let once = consent.terms.until == (Until::Once {});
    let beside = |known: &Sending| (once || known.contact == new.contact) && known.is_open(today) && known.has_left();
    if consent.sendings.iter().any(beside) {
        return Err(unfit(SendingPart::Open));
    }
    if once && consent.sendings.iter().any(Sending::was_taken) {
        return Err(unfit(SendingPart::Once));
    }
    let reached = reached(core, bureau, consent, new.contact, today)?;
    let last = today.plus_days(i64::from(new.days).saturating_sub(1));
    let until = match consent.terms.until {
        Until::On { date } => last.min(date),
        Until::Once {} | Until::Trajectory {} => last,
    };
    let (consent, sending, contact) = (new.consent, new.sending, new.contact);
    Ok(SendingEvent::DocumentSent { consent, sending, contact, reached, until, downloads: new.downloads }.into())
}

/// Staff close the door. The same again changes nothing.
fn stop(dossier: &Dossier, which: WhichSending, today: CivilDate) -> Result<Vec<DossierEvent>, Refusal> {
    let WhichSending { consent, sending, .. } = which;
    let (_, known) = known(dossier, which)?;
    if known.stopped_at.is_some() {
        return Ok(Vec::new());
    }
    if !known.is_open(today) && !known.was_taken() {
        return Err(unfit(SendingPart::Over));
    }
    let stopped = SendingEvent::SendingStopped { consent, sending }.into();
    Ok([stopped].into_iter().chain(ask_one(consent, known)).collect())
}

/// Whoever took something of it and was not asked yet is asked to delete it.
fn ask_one(consent: ConsentId, known: &Sending) -> Option<DossierEvent> {
    let asks = known.was_taken() && known.asked_at.is_none();
    asks.then_some(SendingEvent::DeletionAsked { consent, sending: known.id }.into())
}

/// Everybody who took something by this yes is asked to delete it: it was withdrawn, or is over (F28, G19).
pub(in crate::dossier) fn asked_to_delete(consent: &Consent) -> impl Iterator<Item = DossierEvent> {
    consent.sendings.iter().filter_map(|known| ask_one(consent.id, known))
}

fn at_the_door(
    dossier: &Dossier,
    bureau: &Bureau,
    step: &DoorStep,
    today: CivilDate,
) -> Result<Vec<DossierEvent>, Refusal> {
    match *step {
        DoorStep::Begin { which, proof, what } => {
            permit(dossier, bureau, (which, proof), today)?.of(what).ok_or(Refusal::Unknown)?;
            if known(dossier, which)?.1.left(what) == 0 {
                return Err(unfit(SendingPart::Used));
            }
            let WhichSending { consent, sending, .. } = which;
            Ok(vec![SendingEvent::DownloadBegun { consent, sending, proof, what }.into()])
        }
        DoorStep::KeyMade { which } => {
            let (consent, sending) = known(dossier, which)?;
            Ok(vec![SendingEvent::DoorKeyMade { consent: consent.id, sending: sending.id }.into()])
        }
        DoorStep::End { which, download, bytes } => {
            let (consent, sending) = known(dossier, which)?;
            let begun = sending.downloads.iter().find(|begun| begun.entry == download).ok_or(Refusal::Unknown)?;
            if begun.given.is_some() {
                return Ok(Vec::new());
            }
            // No more was given than there is.
            let bytes = bytes.min(consent.bytes_of(begun.what));
            let WhichSending { consent, sending, .. } = which;
            Ok(vec![SendingEvent::DownloadEnded { consent, sending, download, bytes }.into()])
        }
        DoorStep::Block { which } => {
            let (consent, sending) = known(dossier, which)?;
            let event = SendingEvent::DoorBlocked { consent: consent.id, sending: sending.id }.into();
            Ok(sending.blocked_at.is_none().then_some(event).into_iter().collect())
        }
        DoorStep::Sheet { document, consent, file } => {
            sheet_made(dossier, WhichConsent { document, consent }, file).map(|made| made.into_iter().collect())
        }
        DoorStep::Over { document, consent } => over(dossier, (document, consent), today),
        DoorStep::Answer { which, ref deletion } => answer(dossier, which, deletion),
    }
}

/// A yes that is past its last day: as if she had withdrawn it, but by itself (F29).
fn over(
    dossier: &Dossier,
    (document, consent): (DocumentId, ConsentId),
    today: CivilDate,
) -> Result<Vec<DossierEvent>, Refusal> {
    let known = dossier.consent(consent)?;
    if known.terms.document != document {
        return Err(Refusal::Unknown);
    }
    Ok(if known.is_live(today) { Vec::new() } else { asked_to_delete(known).collect() })
}

/// Who was asked answers, once. The same again changes nothing; what was deleted is not kept after all.
fn answer(dossier: &Dossier, which: WhichSending, deletion: &Deletion) -> Result<Vec<DossierEvent>, Refusal> {
    let (_, sending) = known(dossier, which)?;
    let WhichSending { consent, sending: id, .. } = which;
    if sending.asked_at.is_none() {
        return Err(Refusal::NoQuestion);
    }
    let deleted = matches!(deletion, Deletion::Deleted {});
    match sending.answered {
        Some(before) if before.deleted || !deleted => Ok(Vec::new()),
        _ => Ok(vec![SendingEvent::DeletionAnswered { consent, sending: id, deletion: deletion.clone() }.into()]),
    }
}

impl Consent {
    /// How many bytes one of the files has that are collected by it.
    #[must_use]
    pub(super) fn bytes_of(&self, what: SentFile) -> u32 {
        match what {
            SentFile::Document => self.terms.file.bytes,
            SentFile::Sheet => self.sheet.map_or(0, |sheet| sheet.bytes),
        }
    }

    /// A sending by this yes.
    #[must_use]
    pub fn sending(&self, id: SendingId) -> Option<&Sending> {
        self.sendings.iter().find(|known| known.id == id)
    }
}

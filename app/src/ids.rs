//! Fresh ids, made by the sender: the id of an entry is what makes sending it twice the same as sending it once.

use leptos::prelude::window;
#[cfg(feature = "desk")]
use shared::ids::{ConsentId, ContactId, RecipientId, SendingId};
use shared::ids::{ConsultId, DocumentId, EntryId, FileId, FormId, RecordId};

/// An id for an entry that is about to be sent.
#[must_use]
pub fn fresh_entry() -> EntryId {
    let mut random = [0_u8; 10];
    if let Ok(crypto) = window().crypto() {
        drop(crypto.get_random_values_with_u8_array(&mut random));
    }
    EntryId::new(crate::clock::device_now().0.unsigned_abs(), &random)
}

/// An id for a consult that is about to be recorded.
#[must_use]
pub fn fresh_consult() -> ConsultId {
    ConsultId(fresh_entry().0)
}

/// An id for something that is about to be recorded.
#[must_use]
pub fn fresh_record() -> RecordId {
    RecordId(fresh_entry().0)
}

/// An id for a document that is about to be added.
#[must_use]
pub fn fresh_document() -> DocumentId {
    DocumentId(fresh_entry().0)
}

/// An id for a question whether something may go to somebody.
#[cfg(feature = "desk")]
#[must_use]
pub fn fresh_consent() -> ConsentId {
    ConsentId(fresh_entry().0)
}

/// An id for something that is about to be sent to somebody.
#[cfg(feature = "desk")]
#[must_use]
pub fn fresh_sending() -> SendingId {
    SendingId(fresh_entry().0)
}

/// An id for a file that is about to be sent.
#[must_use]
pub fn fresh_file() -> FileId {
    FileId(fresh_entry().0)
}

/// An id for a form that is about to be made.
#[must_use]
pub fn fresh_form() -> FormId {
    FormId(fresh_entry().0)
}

/// An id for a recipient that is about to be added.
#[cfg(feature = "desk")]
#[must_use]
pub fn fresh_recipient() -> RecipientId {
    RecipientId(fresh_entry().0)
}

/// An id for a contact person who is about to be added.
#[cfg(feature = "desk")]
#[must_use]
pub fn fresh_contact() -> ContactId {
    ContactId(fresh_entry().0)
}

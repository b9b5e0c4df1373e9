//! Fresh ids, made by the sender: the id of an entry is what makes sending it twice the same as sending it once.

use leptos::prelude::window;
use shared::ids::{ConsultId, EntryId, FormId, RecordId};

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

/// An id for a form that is about to be made.
#[must_use]
pub fn fresh_form() -> FormId {
    FormId(fresh_entry().0)
}

//! The desk of the coach, and of the privacy officer. `board` is her first page: every client and what needs her. `client` is one client's page, with
//! `invite` (two halves, of which she sees one) and `consult_new`; `new_client` adds one, `exchange` a list of them; `purposes` is the post and the invoices, `recipients` to whom something can go. `consult` shows where a
//! summary stands, `editor` writes it, `answer` answers a remark. `cases` is the privacy officer's first page, `case` one
//! question of a client's and her answer.
//!
//! `address` says which of them an address shows, and to whom.
//!
//! What the pages share: `fetch` and `sending` are the way to the server, `said` the words for states and terms,
//! `form` what is wrong with which field, `passages` and `draft` hold what is being written.

mod address;
mod answer;
mod answer_mark;
mod answer_send;
mod board;
mod case;
mod cases;
mod client;
mod coming;
mod consents;
mod consult;
mod consult_new;
mod day_form;
mod draft;
mod edit_form;
mod editor;
mod editor_parts;
mod exchange;
mod fetch;
mod form;
mod guests;
mod guides;
mod guides_forms;
mod half;
mod intake;
mod invitations;
mod invite;
mod meeting;
mod new_client;
mod note;
mod on_paper;
mod paper;
mod paper_forms;
mod passage_fields;
mod passages;
mod preview;
mod purposes;
mod reach;
mod reasons;
mod recipients;
mod record_fields;
mod record_form;
mod records;
mod refused;
mod represents;
mod row;
mod said;
mod sending;
mod start;
mod terms;
mod thread;
mod watch;

pub use address::{
    AnswerAddress, CaseAddress, ConsultAddress, DossierAddress, NewClientAddress, PaperFormAddress, PurposesAddress,
    RecordsAddress, WriteAddress,
};
use answer::AnswerPage;
pub use board::Desk;
use case::OfficerCase;
pub use cases::CaseList;
use client::ClientPage;
pub use coming::ComingList;
pub use consents::AskConsents;
use consult::DeskConsult;
use editor::Editor;
use exchange::Exchange;
pub(super) use form::{Errors, FieldId, Wrong, Wrongs, taken};
pub(super) use guides_forms::{Colleagues, Why, chosen_of, said_why};
pub(super) use half::Half;
use new_client::AddClient;
use paper_forms::PaperForm;
pub(super) use passage_fields::focus_soon;
use purposes::Purposes;
pub use reasons::ReasonList;
pub use recipients::RecipientsAddress;
use records::Records;
pub(super) use refused::Refused;
pub(super) use said::perhaps;
pub(super) use sending::Sending;
pub use terms::TermList;

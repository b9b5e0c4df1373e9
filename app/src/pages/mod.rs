//! One file per screen.

mod desk;
mod dispute;
mod help;
mod home;
mod home_cards;
mod invite;
mod me;
mod not_found;
mod outline;
mod receipt;
mod regulation;
mod sign_in;
mod staff;
mod staff_list;
mod start;
mod styleguide;
mod styleguide_messages;
mod summary;

pub use desk::{AnswerAddress, ConsultAddress, Desk, DossierAddress, NewClientAddress, WriteAddress};
pub use dispute::DisputePage;
pub use help::Help;
pub use invite::Invite;
pub use me::MePage;
pub use not_found::NotFound;
pub use outline::Outline;
pub use receipt::ReceiptPage;
pub use regulation::Regulation;
pub use sign_in::SignIn;
pub use staff::StaffPage;
pub use start::Start;
pub use styleguide::Styleguide;
pub use summary::SummaryPage;

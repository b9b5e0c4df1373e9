//! One file per screen: the client's under `phone`, those of the staff under `desk`, the others for everybody.

mod aloud;
#[cfg(feature = "desk")]
mod bureau;
#[cfg(feature = "desk")]
mod bureau_log;
#[cfg(feature = "phone")]
mod case;
#[cfg(feature = "phone")]
mod consents;
#[cfg(feature = "desk")]
mod desk;
#[cfg(feature = "phone")]
mod dispute;
mod documents;
#[cfg(feature = "desk")]
mod door;
mod elsewhere;
#[cfg(feature = "phone")]
mod forms;
#[cfg(feature = "phone")]
mod hand_in;
#[cfg(feature = "desk")]
mod held_form;
mod help;
#[cfg(feature = "phone")]
mod home;
#[cfg(feature = "phone")]
mod home_cards;
#[cfg(feature = "phone")]
mod home_page;
#[cfg(feature = "phone")]
mod invite;
#[cfg(feature = "phone")]
mod kept;
#[cfg(feature = "phone")]
mod kept_before;
#[cfg(feature = "phone")]
mod looks;
mod me;
#[cfg(feature = "phone")]
mod new_keys;
mod new_rules;
mod not_found;
#[cfg(feature = "desk")]
mod organisations;
mod outline;
#[cfg(feature = "phone")]
mod paper;
#[cfg(feature = "phone")]
mod people;
#[cfg(feature = "desk")]
mod pledge;
#[cfg(feature = "phone")]
mod receipt;
mod regulation;
#[cfg(feature = "desk")]
mod rules;
#[cfg(feature = "desk")]
mod settings;
mod sign_in;
#[cfg(feature = "desk")]
mod staff;
#[cfg(feature = "desk")]
mod staff_contact;
#[cfg(feature = "desk")]
mod staff_list;
mod start;
#[cfg(feature = "styleguide")]
mod styleguide;
#[cfg(feature = "styleguide")]
mod styleguide_messages;
#[cfg(feature = "styleguide")]
mod styleguide_states;
#[cfg(feature = "phone")]
mod summary;
#[cfg(feature = "desk")]
mod unguided;

pub use aloud::Aloud;
#[cfg(feature = "desk")]
pub use bureau::BureauCards;
#[cfg(feature = "desk")]
pub use bureau_log::BureauLog;
#[cfg(all(feature = "phone", feature = "desk"))]
pub use case::CasePage;
#[cfg(not(feature = "desk"))]
pub use case::CasePage as CaseAddress;
#[cfg(feature = "phone")]
pub use consents::{ConsentList, OneConsent};
#[cfg(feature = "desk")]
pub use desk::{
    AnswerAddress, CaseAddress, CaseList, ComingList, ConsultAddress, Desk, DossierAddress, NewClientAddress,
    PaperFormAddress, PurposesAddress, ReasonList, RecipientsAddress, RecordsAddress, TermList, WriteAddress,
};
#[cfg(feature = "phone")]
pub use dispute::DisputePage;
pub use documents::{Documents, OneDocument};
#[cfg(feature = "desk")]
pub use door::Door;
#[cfg(not(feature = "styleguide"))]
pub use elsewhere::Elsewhere as Styleguide;
#[cfg(not(feature = "phone"))]
pub use elsewhere::{
    Elsewhere as CasePage, Elsewhere as ComeBackWay, Elsewhere as ConsentList, Elsewhere as OneConsent,
    Elsewhere as DisputePage, Elsewhere as FormsList, Elsewhere as Home, Elsewhere as Invite, Elsewhere as KeptPage,
    Elsewhere as LooksPage, Elsewhere as PeoplePage, Elsewhere as ReceiptPage, Elsewhere as SummaryPage,
};
#[cfg(not(feature = "desk"))]
pub use elsewhere::{
    Elsewhere as AnswerAddress, Elsewhere as BureauLog, Elsewhere as CaseList, Elsewhere as Desk, Elsewhere as Door,
    Elsewhere as DossierAddress, Elsewhere as HeldFormPage, Elsewhere as NewClientAddress,
    Elsewhere as PaperFormAddress, Elsewhere as Pledge, Elsewhere as PurposesAddress, Elsewhere as RecipientsAddress,
    Elsewhere as RecordsAddress, Elsewhere as RulesPage, Elsewhere as StaffPage, Elsewhere as TermList,
    Elsewhere as WriteAddress,
};
#[cfg(not(feature = "phone"))]
pub use elsewhere::{Nothing as NewKeys, Nothing as PaperLies};
#[cfg(not(feature = "desk"))]
pub use elsewhere::{Nothing as BureauCards, Nothing as ComingList, Nothing as ReasonList};
#[cfg(feature = "phone")]
pub use forms::FormsList;
#[cfg(feature = "desk")]
pub use held_form::HeldFormPage;
pub use help::Help;
#[cfg(feature = "phone")]
pub use home::Home;
#[cfg(feature = "phone")]
pub use invite::{ComeBackWay, Invite};
#[cfg(feature = "phone")]
pub use kept::KeptPage;
#[cfg(feature = "phone")]
pub use looks::LooksPage;
pub use me::MePage;
#[cfg(feature = "phone")]
pub use new_keys::NewKeys;
pub use new_rules::{NewRules, NewRulesNotice};
pub use not_found::NotFound;
pub use outline::Outline;
#[cfg(feature = "phone")]
pub use paper::PaperLies;
#[cfg(feature = "phone")]
pub use people::PeoplePage;
#[cfg(feature = "desk")]
pub use pledge::Pledge;
#[cfg(feature = "phone")]
pub use receipt::ReceiptPage;
pub use regulation::Regulation;
#[cfg(feature = "desk")]
pub use rules::RulesPage;
pub use sign_in::SignIn;
#[cfg(feature = "desk")]
pub use staff::StaffPage;
pub use start::Start;
#[cfg(feature = "styleguide")]
pub use styleguide::Styleguide;
#[cfg(all(feature = "phone", feature = "desk"))]
pub use summary::SummaryPage;
#[cfg(not(feature = "desk"))]
pub use summary::SummaryPage as ConsultAddress;

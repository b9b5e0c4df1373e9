//! What several pages share and the product knows: loading, troubles, the lock, passages, remarks, proof.

mod case_thread;
pub mod consent_words;
mod device;
pub mod document_words;
mod evidence;
mod file_pages;
mod files;
mod gate;
mod human;
mod keeper;
mod key_name;
mod last_look;
mod link_half;
mod loading;
mod passages;
mod private;
pub mod record_words;
mod rules;
mod sent;
mod status;
mod sync;
mod texts;
mod thread;
mod trajectory;
mod trouble;
mod unlock;
pub mod uploads;

pub use case_thread::CaseThread;
pub use device::device_name;
pub use evidence::EvidenceDetails;
pub use file_pages::FilePages;
pub use files::{FileLinks, Files, FilesField, file_size};
pub use gate::Gate;
pub use human::{Human, HumanFacts};
pub use keeper::{Found, Keeper, Keeping, WithDraft};
pub use key_name::{KeyName, KeyNameField, PageProblem, problem};
pub use last_look::{LastLook, Sealing, Signature, superseded};
pub use link_half::link_half;
pub use loading::{Loaded, Shown, load};
pub use passages::{ChangedPassages, PassageList};
pub use private::Private;
pub use rules::{RulesByChapter, RulesChanged, RulesFacts, RulesSaid, load_rules};
pub use sent::{Sent, SentTo, sent_by};
pub use status::{ConsultStatus, SignedTag};
pub use sync::{SyncBanner, SyncLine};
pub use texts::{Doubt, Remarked, Texts, read_texts};
pub use thread::Remarks;
pub use trajectory::{WhichTrajectory, acts_for, trajectory, trajectory_of};
pub use trouble::TroubleNotice;
pub use unlock::Lock;

use crate::ui::Text;
use crate::words::{Word, say};

/// A word where a part takes a text that may be absent.
#[must_use]
pub fn text(word: Word) -> Text {
    say(word).into()
}

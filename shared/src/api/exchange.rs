//! What goes to and comes from the system that the bureau keeps beside this one, on the wire (M2a).

use serde::{Deserialize, Serialize};

use crate::client_list::{CellFault, ListedClient};
use crate::dossier::exchange::NumberThere;
use crate::ids::{DossierId, EntryId};
use crate::text::Name;
use crate::time::Timestamp;

/// What of a client stands in the system beside this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Elsewhere {
    /// The system that the regulation names today, and who manages it.
    pub system: Option<Name>,
    /// Her number there.
    pub number: Option<NumberLine>,
    /// When how she is reached went there last.
    pub passed: Option<PassedLine>,
}

/// Her number there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberLine {
    /// The number, and in which system.
    pub there: NumberThere,
    /// When it was recorded.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<Name>,
}

/// Her number, her name and how she is reached went to the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PassedLine {
    /// What it was called.
    pub system: Name,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<Name>,
}

/// What a coach can exchange with that system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangePage {
    /// What it is called; none where the regulation names none: then nothing comes in and nothing goes out.
    pub system: Option<Name>,
    /// How many clients a list that goes out has.
    pub clients: u32,
    /// How many stay out of it, because they have yet to say yes to her.
    pub waiting: u32,
}

/// What a list would do. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListPreview {
    /// Its lines, in their order.
    pub lines: Vec<ListLine>,
    /// The columns that are not read, as the list calls them.
    pub unread: Vec<String>,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListLine {
    /// Its number in the file, from 1.
    pub line: u32,
    /// What it is.
    pub state: LineState,
}

/// What a line of a list is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum LineState {
    /// A client who is not here yet.
    New {
        /// She.
        client: ListedClient,
    },
    /// Somebody with this number is here already.
    Here {
        /// Her dossier.
        dossier: DossierId,
    },
    /// It cannot be taken.
    Wrong {
        /// What is wrong, by cell.
        faults: Vec<CellFault>,
    },
}

/// Lines of a list whose clients are taken on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TakeOn {
    /// The id of the whole list, made by the sender: the same again makes nobody twice, and goes on where it stopped.
    pub list: EntryId,
    /// Some of its lines.
    pub clients: Vec<ListedClient>,
}

/// What became of a client of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum TakenOn {
    /// She has a dossier, made by this list.
    Made {
        /// Which.
        dossier: DossierId,
    },
    /// Somebody with this number was here already.
    Here {
        /// Her dossier.
        dossier: DossierId,
    },
    /// It could not be done.
    Wrong {
        /// What is wrong, by cell.
        faults: Vec<CellFault>,
    },
}

/// A list goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HandOut {
    /// The id of this request, made by the sender: the same again is told to nobody twice.
    pub entry: EntryId,
}

/// A list that went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListFile {
    /// The text of the file.
    pub file: String,
    /// How many clients are in it.
    pub clients: u32,
}

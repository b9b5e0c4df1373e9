//! Dossiers on the wire: what is read, and the commands that are posted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ClientStart, Elsewhere};
use crate::access::Relation;
use crate::dossier::Command;
use crate::dossier::event::LinkHolder;
use crate::dossier::papers::Paper;
use crate::dossier::representatives::Power;
use crate::dossier::view::{ConsultView, DossierView};
use crate::ids::{DossierId, EntryId, Hash, LogId, PersonId};
use crate::log::{Head, Header, Role};
use crate::settings::Settings;
use crate::text::{Email, Label, Name, Phone, Remark};
use crate::time::{CivilDate, Timestamp};
use crate::words::Lang;

/// A coach takes on a client: the dossier is opened and she is invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewClient {
    /// The entry that opens the dossier, made by the sender: the same again gives the same client.
    pub entry: EntryId,
    /// Her name.
    pub name: Name,
    /// Her own mail address; this or a telephone number.
    pub email: Option<Email>,
    /// Her own telephone number.
    pub phone: Option<Phone>,
    /// Her language.
    pub lang: Lang,
}

/// The dossier of a new client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientAdded {
    /// Her dossier.
    pub dossier: DossierId,
    /// She.
    pub person: PersonId,
}

/// A dossier in her list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierLine {
    /// Which.
    pub dossier: DossierId,
    /// What you are to it.
    pub you: Relation,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// A dossier with the names that go with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierPage {
    /// What you see of it.
    pub view: DossierView,
    /// The names of the people in it.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
    /// By the bureau's clock.
    pub at: Timestamp,
    /// The civil date there.
    pub today: CivilDate,
    /// The settings in force: terms and reminders.
    pub settings: Settings,
    /// For staff: whether and how the client can be reached.
    pub contact: Option<Contact>,
    /// For her coach: who could take over or stand in.
    pub colleagues: Vec<Colleague>,
    /// For who may let somebody in: whom (P13, S6, W11b).
    pub may_come: Vec<MayCome>,
    /// Why somebody looks along.
    pub guest_why: Option<GuestWhy>,
    /// For whom of these people that is not the bureau itself: the organisation they work for (S0a, W2b).
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub organisations: BTreeMap<PersonId, Name>,
    /// How who acts for her is reached, and what was seen as proof (W9).
    pub represents: Option<Represents>,
    /// Why another coach was proposed, in the words of who did (R4.1).
    pub why: Option<Remark>,
    /// Where the paper part lies; none while nobody has said so (R3.3).
    pub paper: Option<Paper>,
    /// For her and for who records her number: what stands in the system beside this one (M2a).
    pub elsewhere: Option<Elsewhere>,
}

/// A coach who works here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: Name,
}

/// Somebody who could look along for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MayCome {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: Name,
    /// As what.
    pub role: Role,
}

/// Why somebody looks along, in the words of who let her in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestWhy {
    /// The reason.
    pub why: Remark,
    /// The number of the fault, where it is the technician.
    pub fault: Option<Label>,
}

/// Somebody is registered who is to act for her: she is asked (W9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRepresentative {
    /// The entry that registers the person, made by the sender: the same again gives the same.
    pub entry: EntryId,
    /// The name.
    pub name: Name,
    /// The person's own mail address; this or a telephone number.
    pub email: Option<Email>,
    /// The person's own telephone number.
    pub phone: Option<Phone>,
    /// The person's language.
    pub lang: Lang,
    /// By what power.
    pub power: Power,
    /// The last day, at most five years from now.
    pub until: CivilDate,
    /// The proof: what was seen.
    pub proof: Remark,
}

/// A way in is made for who acts for her.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteRepresentative {
    /// The id of this request, made by the sender: the same again makes no second invitation.
    pub entry: EntryId,
    /// Who holds the link; the code travels the other way.
    pub link: LinkHolder,
}

/// How who acts for her is reached, and by what proof it was registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Represents {
    /// The mail address.
    pub email: Option<Email>,
    /// The telephone number.
    pub phone: Option<Phone>,
    /// What was seen.
    pub proof: Remark,
}

/// How a client can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Her mail address.
    pub email: Option<Email>,
    /// Her telephone number.
    pub phone: Option<Phone>,
    /// Her language.
    pub lang: Lang,
    /// How far she has come.
    pub start: ClientStart,
}

/// How a client can be reached from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    /// The entry that says that it changed, made by the sender.
    pub entry: EntryId,
    /// Her own mail address; this or a telephone number.
    pub email: Option<Email>,
    /// Her own telephone number.
    pub phone: Option<Phone>,
    /// Her language.
    pub lang: Lang,
}

/// An entry whose content is yours to read. SHA-256 of salt and content is its commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenedEntry {
    /// The header.
    pub header: Header,
    /// The salt.
    pub salt: Hash,
    /// The stored bytes: JSON, `{"event":…,"v":…}`.
    pub content: String,
}

/// A consult with its texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsultPage {
    /// What you see of it.
    pub view: ConsultView,
    /// The entries with its texts: versions, approvals, disputes, answers; oldest first.
    pub entries: Vec<OpenedEntry>,
    /// The names of the people in it.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
    /// The last entry of the dossier.
    pub head: Head,
    /// What you are to the dossier.
    pub you: Relation,
    /// Whose it is.
    pub client: PersonId,
    /// As whom you sign: she, or who acts for her.
    pub signs: PersonId,
    /// Her language.
    pub lang: Lang,
    /// The settings in force: terms and reminders.
    pub settings: Settings,
    /// By the bureau's clock.
    pub at: Timestamp,
    /// The civil date there.
    pub today: CivilDate,
}

/// A command under the entry id that it becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// The id, made by the sender; the same again gets the same answer.
    pub entry: EntryId,
    /// What should happen.
    pub command: Command,
}

/// A command was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {
    /// The entry it became; none when there was nothing to change.
    pub seq: Option<u64>,
    /// When the bureau received it.
    pub at: Timestamp,
    /// The log's last entry after it.
    pub head: Head,
}

/// A log that changed, as the stream of changes tells it. The app then asks for what is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changed {
    /// The log.
    pub log: LogId,
    /// Its last entry.
    pub seq: u64,
}

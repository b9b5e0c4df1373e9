//! What stands or falls with an entry and is no entry itself: rows that its transaction writes too.

use shared::api::Code;
use shared::dossier::event::LinkHolder;
use shared::ids::{Bytes, FileId, InvitationId, PersonId, ScanId, Uuid};
use shared::refusal::{DocumentPart, FormPart, Refusal};
use shared::time::Timestamp;

use super::LogError;
use crate::invitations::{self, Invitation};
use crate::platform::db::Tx;
use crate::{exchange, files, passkeys, people, scans, sendings, sessions};

/// A row that is written with an entry, or not at all.
pub(crate) enum Also {
    /// A passkey can sign in from now on (F1).
    PasskeyBegins(passkeys::store::Row),
    /// A passkey signs in no more, and every session that began with it ends (F3).
    PasskeyEnds {
        /// Whose.
        person: PersonId,
        /// The credential.
        credential: Bytes,
    },
    /// A person is there from now on (F78).
    PersonComes(people::New),
    /// An invitation is open, and no other of hers (F4).
    InvitationMade {
        /// Which.
        invitation: Invitation,
        /// Who holds the link.
        link: LinkHolder,
    },
    /// An invitation opens nothing any more.
    InvitationWithdrawn(InvitationId),
    /// Somebody is reached in another way.
    PersonChanges(people::New),
    /// A dossier is found by its number in the system beside this one, or no more (M2a).
    Numbered(exchange::numbers::Numbered),
    /// An entry names a scan: it stays (F5).
    ScanKept(ScanId),
    /// An entry names a file: it stays.
    FileKept(FileId),
    /// Something was sent: there is a door to it (F30).
    DoorMade(sendings::store::Door),
    /// Somebody at a recipient can show a passkey from now on (F30).
    DoorKeyMade(sendings::keys::DoorPasskey),
    /// An invitation is used up, by one ceremony (F4).
    InvitationUsed {
        /// Which.
        invitation: InvitationId,
        /// By which.
        flow: Uuid,
    },
}

impl Also {
    pub(super) async fn write(&self, tx: &Tx, now: Timestamp) -> Result<(), LogError> {
        match self {
            Self::PasskeyBegins(row) => passkeys::store::insert(tx, row).await?,
            Self::PasskeyEnds { person, credential } => {
                passkeys::store::remove(tx, credential, now).await?;
                sessions::end_of_passkey(tx, *person, credential, now).await?;
            }
            Self::PersonComes(new) => people::insert(tx, new, now).await?,
            Self::InvitationMade { invitation, link } => invitations::make::keep(tx, invitation, *link, now).await?,
            Self::InvitationWithdrawn(id) => invitations::store::withdraw(tx, *id, now).await?,
            Self::PersonChanges(new) => people::change(tx, new).await?,
            Self::Numbered(new) => exchange::store::keep(tx, new).await?,
            Self::ScanKept(scan) => {
                if !scans::store::keep(tx, *scan).await? {
                    return Err(Refusal::FormUnfit { part: FormPart::Scan }.into());
                }
            }
            Self::DoorMade(new) => sendings::keep(tx, new).await?,
            Self::DoorKeyMade(new) => sendings::keys::keep(tx, new).await?,
            Self::FileKept(file) => {
                if !files::store::keep(tx, *file).await? {
                    return Err(Refusal::DocumentUnfit { part: DocumentPart::File }.into());
                }
            }
            Self::InvitationUsed { invitation, flow } => {
                if !invitations::store::use_up(tx, *invitation, *flow, now).await? {
                    return Err(LogError::Door(Code::InvitationUsed));
                }
            }
        }
        Ok(())
    }
}

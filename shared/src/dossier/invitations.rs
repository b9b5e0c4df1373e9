//! Ways in for the client: at most one is open, and a key that comes by one names it, and who checked that it was she.

use serde::{Deserialize, Serialize};

use super::command::{Command, Given};
use super::keys::KeyRoute;
use super::{Core, DossierEvent};
use crate::ids::{EntryId, InvitationId};
use crate::log::Header;
use crate::refusal::Refusal;

/// Who holds the link of an invitation. The code goes to the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkHolder {
    /// The link went to the invited person's own mail; the inviter sees the code.
    Invited,
    /// The inviter shows the link; the code went to the invited person's own mail.
    Inviter,
}

/// A way in that was made and neither used nor withdrawn. Whether its time is over is for the server to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenInvitation {
    /// Which.
    pub id: InvitationId,
    /// For her first key, or after a loss.
    pub route: KeyRoute,
    /// The entry of the check that it was she.
    pub check: Option<EntryId>,
}

impl Core {
    /// The invitation that is open, if it is this one.
    ///
    /// # Errors
    /// [`Refusal::InvitationClosed`].
    pub(super) fn open_invitation(&self, id: InvitationId) -> Result<OpenInvitation, Refusal> {
        self.invitation.filter(|open| open.id == id).ok_or(Refusal::InvitationClosed)
    }

    /// A key that reaches a client who has had one is a way back, whatever it was meant as (F4, F7): nobody gets around
    /// the waiting time by calling a recovery a first key.
    pub(super) fn honest(&self, route: KeyRoute) -> KeyRoute {
        match route {
            KeyRoute::First if !self.keys.is_empty() => KeyRoute::Recovered,
            route => route,
        }
    }
}

/// The coach makes a way in; the one before closes. A way back needs a word on how she was recognised (F4).
pub(super) fn invite(core: &Core, command: &Command, given: &Given) -> Result<Vec<DossierEvent>, Refusal> {
    match command {
        Command::MakeInvitation { invitation, route, link, identity } => {
            let route = core.honest(*route);
            if route == KeyRoute::Recovered && identity.is_none() {
                return Err(Refusal::IdentityMissing);
            }
            let checked = identity.clone().map(|how| DossierEvent::IdentityChecked { how });
            let former = core.invitation.map(|open| DossierEvent::InvitationWithdrawn { invitation: open.id });
            // The check comes first, and so has the id of the command's entry.
            let check = checked.is_some().then_some(given.entry);
            let made = DossierEvent::InvitationMade { invitation: *invitation, route, link: *link, check };
            Ok(checked.into_iter().chain(former).chain([made]).collect())
        }
        Command::WithdrawInvitation { invitation } => {
            let hers = core.invitation.map(|open| open.id);
            let acts_for_her = core.representative.as_ref().and_then(|known| known.invitation);
            let open = [hers, acts_for_her].into_iter().flatten().find(|open| open == invitation);
            Ok(open.map(|invitation| DossierEvent::InvitationWithdrawn { invitation }).into_iter().collect())
        }
        _ => Err(Refusal::Unknown),
    }
}

pub(super) fn fold(core: &mut Core, _header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::InvitationMade { invitation, route, check, .. } => {
            core.invitation = Some(OpenInvitation { id: *invitation, route: *route, check: *check });
        }
        DossierEvent::InvitationWithdrawn { invitation } => close(core, *invitation),
        DossierEvent::KeyRegistered { key } => {
            if let Some(invitation) = key.invitation {
                close(core, invitation);
            }
        }
        _ => {}
    }
}

fn close(core: &mut Core, invitation: InvitationId) {
    core.invitation = core.invitation.filter(|open| open.id != invitation);
}

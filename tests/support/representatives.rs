//! What people do about who acts for a client: register, agree, let in, end.

use shared::api::{InvitationMade, InviteRepresentative, NewRepresentative, path};
use shared::dossier::Command;
use shared::dossier::event::LinkHolder;
use shared::dossier::representatives::Power;
use shared::ids::DossierId;
use shared::text::Email;
use shared::words::Lang;

use crate::answer::Answer;
use crate::bureau::name;
use crate::outbox::newest_token;
use crate::person::{Person, new_entry};
use crate::phone::Phone;
use crate::staff::{code_shown, remark};

/// Where who acts for her is reached.
pub const ADDRESS: &str = "mentor@example.org";

impl Person {
    /// Who acts for a client from now on until so many days, as it is registered.
    #[must_use]
    pub fn new_representative(&self, days: i64) -> NewRepresentative {
        NewRepresentative {
            entry: new_entry(),
            name: name("Mies Mentor"),
            email: Some(Email::new(ADDRESS).expect("an address")),
            phone: None,
            lang: Lang::Nl,
            power: Power::Mentorship,
            until: self.bureau.at.clock.today().plus_days(days),
            proof: remark("Beschikking van de rechtbank, het origineel gezien."),
        }
    }

    /// Staff register who is to act for a client.
    pub async fn registers(&self, dossier: DossierId, new: &NewRepresentative) -> Answer {
        self.posts(&path::to(path::DOSSIER_REPRESENTATIVE, &[&dossier]), new).await
    }

    /// Staff make a way in for who acts for a client: the link goes to that person's mail.
    pub async fn invites_the_representative(&self, dossier: DossierId) -> Answer {
        let new = InviteRepresentative { entry: new_entry(), link: LinkHolder::Invited };
        self.posts(&path::to(path::REPRESENTATIVE_INVITATIONS, &[&dossier]), &new).await
    }

    /// Whoever acts for a client comes in by both halves, with a phone.
    pub async fn lets_the_representative_in(&self, dossier: DossierId, phone: Phone) -> Person {
        let made: InvitationMade = self.invites_the_representative(dossier).await.gives();
        let token = newest_token(&self.bureau.mails_to(ADDRESS).await);
        Self::gets_in_with(&self.bureau, phone, &token, &code_shown(&made)).await
    }

    /// Somebody ends it.
    pub async fn ends_the_representation(&self, dossier: DossierId) -> Answer {
        let known = self.dossier(dossier).await.view.representative.expect("somebody acts for her, or would");
        self.wants(dossier, Command::EndRepresentative { proposal: known.proposal }).await
    }
}

//! What administrators and coaches do in a story.

use shared::api::{
    Board, BoardClient, BureauPost, ClientAdded, ConsultPage, InvitationMade, InviterHalf, NewClient, NewInvitation,
    NewStaff, path,
};
use shared::bureau::BureauCommand;
use shared::dossier::Command;
use shared::dossier::consults::{ConsultKind, Status};
use shared::dossier::event::LinkHolder;
use shared::dossier::keys::KeyRoute;
use shared::dossier::summaries::{Passage, PassageAnswer, Verdict};
use shared::ids::{ConsultId, DossierId, PersonId, Uuid};
use shared::log::Role;
use shared::text::{PassageText, Remark, Sentence};
use shared::words::{Lang, Word};

use crate::answer::Answer;
use crate::bureau::{email, name};
use crate::outbox::newest_token;
use crate::person::{Person, new_entry};

/// A client as her coach has her: a dossier, and an address.
#[derive(Clone, Debug)]
pub struct Case {
    pub dossier: DossierId,
    pub person: PersonId,
    pub email: String,
}

/// Passages with these words, numbered from one.
#[must_use]
pub fn passages(words: &[&str]) -> Vec<Passage> {
    let passage = |(id, words): (u16, &&str)| Passage { id, text: PassageText::new(words).expect("a passage") };
    (1..).zip(words).map(passage).collect()
}

/// A remark that is one.
#[must_use]
pub fn remark(text: &str) -> Remark {
    Remark::new(text).expect("a remark")
}

/// The text stays as it is, for this reason.
#[must_use]
pub fn refused(reason: &str) -> PassageAnswer {
    PassageAnswer { verdict: Verdict::Refused, reason: Some(remark(reason)) }
}

/// The text changes as she asks.
#[must_use]
pub fn accepted() -> PassageAnswer {
    PassageAnswer { verdict: Verdict::Accepted, reason: None }
}

/// The digits on the inviter's screen.
#[must_use]
pub fn code_shown(made: &InvitationMade) -> String {
    match &made.half {
        InviterHalf::Code { code } => code.clone(),
        InviterHalf::Link { .. } => panic!("the screen shows the link"),
    }
}

/// The token of the link on the inviter's screen.
#[must_use]
pub fn token_shown(made: &InvitationMade) -> String {
    match &made.half {
        InviterHalf::Link { url, .. } => url.split_once('#').expect("a link has a token").1.to_owned(),
        InviterHalf::Code { .. } => panic!("the screen shows the code"),
    }
}

/// An invitation to be made.
#[must_use]
pub fn invitation(link: LinkHolder, route: KeyRoute, identity: Option<&str>) -> NewInvitation {
    NewInvitation { entry: new_entry(), link, route, identity: identity.map(remark) }
}

impl Person {
    /// Promises secrecy, as everybody who works here has to before anything else (F65).
    pub async fn pledges(&self) {
        let command = BureauCommand::Pledge { sentence: promise() };
        self.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await.is_done();
    }

    /// The administrator invites somebody to work here, who gets in and promises secrecy.
    pub async fn invites_staff(&self, called: &str, role: Role) -> Person {
        let staff = self.invites_unbound(called, role).await;
        staff.pledges().await;
        staff
    }

    /// The same, before the promise.
    pub async fn invites_unbound(&self, called: &str, role: Role) -> Person {
        let (token, code) = self.invites_to_work_here(called, role).await;
        Person::gets_in(&self.bureau, &token, &code).await
    }

    /// The administrator invites somebody to work here; gives the token of the link that was mailed, and the code.
    pub async fn invites_to_work_here(&self, called: &str, role: Role) -> (String, String) {
        let address = format!("{}@bureau.example", called.to_lowercase());
        let new = NewStaff { entry: new_entry(), name: name(called), email: email(&address), role, lang: Lang::Nl };
        let made: InvitationMade = self.posts(path::STAFF, &new).await.gives();
        let mails = self.bureau.mails_to(&address).await;
        (newest_token(&mails), code_shown(&made))
    }

    /// The coach takes on a client.
    pub async fn takes_on(&self, called: &str) -> Case {
        let email = format!("{}@client.example", Uuid::new_v4().simple());
        let new = new_client(called, &email);
        let ClientAdded { dossier, person } = self.posts(path::CLIENTS, &new).await.gives();
        Case { dossier, person, email }
    }

    /// The coach invites her client; gives the half on her screen.
    pub async fn invites(&self, case: &Case, link: LinkHolder) -> InvitationMade {
        let new = invitation(link, KeyRoute::First, None);
        self.wants_invitation(case.dossier, &new).await.gives()
    }

    /// The coach invites a client who lost her phone, after she checked that it is she.
    pub async fn invites_back(&self, dossier: DossierId) -> InvitationMade {
        let new = invitation(LinkHolder::Inviter, KeyRoute::Recovered, Some("Zij was hier; ik ken haar gezicht."));
        self.wants_invitation(dossier, &new).await.gives()
    }

    /// The coach asks for an invitation.
    pub async fn wants_invitation(&self, dossier: DossierId, new: &NewInvitation) -> Answer {
        let invitations = path::to(path::DOSSIER_INVITATIONS, &[&dossier]);
        self.posts(&invitations, new).await
    }

    /// The coach invites her client, who gets in.
    pub async fn lets_in(&self, case: &Case) -> Person {
        let made = self.invites(case, LinkHolder::Invited).await;
        let mails = self.bureau.mails_to(&case.email).await;
        let token = newest_token(&mails);
        Person::gets_in(&self.bureau, &token, &code_shown(&made)).await
    }

    /// The coach discussed the regulation, today.
    pub async fn discusses_the_regulation(&self, dossier: DossierId) {
        let on = self.bureau.at.clock.today();
        self.does(dossier, Command::DiscussRegulation { on }).await;
    }

    /// The coach records a consult of today.
    pub async fn records_consult(&self, dossier: DossierId) -> ConsultId {
        let consult = ConsultId(Uuid::new_v4());
        let held_on = self.bureau.at.clock.today();
        self.does(dossier, Command::RecordConsult { consult, held_on, form: ConsultKind::Office, minutes: None }).await;
        consult
    }

    /// The coach sends a version, in the place of the one that counts.
    pub async fn sends(&self, dossier: DossierId, consult: ConsultId, words: &[&str]) -> u32 {
        let replaces = self.consult(dossier, consult).await.view.version;
        self.does(dossier, Command::SendSummary { consult, replaces, passages: passages(words) }).await;
        replaces + 1
    }

    /// The coach records a consult and sends its summary.
    pub async fn asks_her(&self, dossier: DossierId, words: &[&str]) -> ConsultId {
        let consult = self.records_consult(dossier).await;
        self.sends(dossier, consult, words).await;
        consult
    }

    /// The coach answers the dispute that is open.
    pub async fn answers(
        &self,
        dossier: DossierId,
        consult: ConsultId,
        answers: Vec<PassageAnswer>,
        revision: Option<&[&str]>,
    ) -> Answer {
        let page = self.consult(dossier, consult).await;
        let dispute = page.view.disputes.last().expect("there is a dispute").entry;
        let revision = revision.map(passages);
        self.wants(dossier, Command::AnswerDispute { consult, dispute, answers, revision }).await
    }

    /// A consult with its texts, as she sees it.
    pub async fn consult(&self, dossier: DossierId, consult: ConsultId) -> ConsultPage {
        self.gets(&path::to(path::CONSULT, &[&dossier, &consult])).await.gives()
    }

    /// Where a summary stands on the coach's board.
    pub async fn board_status(&self, consult: ConsultId) -> Status {
        let board: Board = self.gets(path::BOARD).await.gives();
        let mut consults = board.clients.into_iter().flat_map(|client: BoardClient| client.consults);
        consults.find(|line| line.consult == consult).expect("the consult is on the board").status
    }
}

/// The sentence by which somebody promises secrecy.
#[must_use]
pub fn promise() -> Sentence {
    Sentence::new(Lang::Nl.say(Word::StaffPledge)).expect("a sentence")
}

/// A client to be taken on.
#[must_use]
pub fn new_client(called: &str, address: &str) -> NewClient {
    NewClient { entry: new_entry(), name: name(called), email: Some(email(address)), phone: None, lang: Lang::Nl }
}

//! Who is told by mail of what happens in a dossier. No mail says more than that there is something (F78).

use shared::bureau::Bureau;
use shared::dossier::consents::ConsentEvent;
use shared::dossier::documents::DocumentEvent;
use shared::dossier::forms::Outcome;
use shared::dossier::guests::GuestEvent;
use shared::dossier::representatives::RepresentativeEvent;
use shared::dossier::sendings::SendingEvent;
use shared::dossier::{Core, DossierEvent};
use shared::ids::PersonId;
use shared::log::{Header, Role};
use shared::time::CivilDate;

use crate::log::ledger::{Notice, NoticeKind};

/// An entry that was written, and all that telling of it follows from.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub core: &'a Core,
    pub bureau: &'a Bureau,
    pub header: &'a Header,
    pub today: CivilDate,
}

impl Telling<'_> {
    /// Who is told of it.
    pub(super) fn of(self, event: &DossierEvent) -> Vec<Notice> {
        let core = self.core;
        match event {
            DossierEvent::SummarySent { .. } | DossierEvent::DisputeAnswered { question: Some(_), .. } => {
                self.who_answers(NoticeKind::Waiting)
            }
            DossierEvent::Reminded { .. } => self.who_answers(NoticeKind::Reminder),
            // What is decided for her she hears at once (W9).
            DossierEvent::SummaryApproved { .. } if self.is_for_her() => self.her(NoticeKind::Waiting),
            DossierEvent::SummaryDisputed { .. } if self.is_for_her() => {
                self.who_guides().chain(self.her(NoticeKind::Waiting)).collect()
            }
            // What she disputes, and hands in (P3b), who guides her hears at once.
            DossierEvent::SummaryDisputed { .. } => self.who_guides().collect(),
            DossierEvent::RecordKept { content, .. } if content.kind.is_hers() => self.who_guides().collect(),
            // What others tell about her she hears at once, and once until she has seen it (G14).
            DossierEvent::RecordKept { content, .. }
                if content.source.is_others() && core.told.is_some_and(|told| told.first == self.header.seq) =>
            {
                self.her(NoticeKind::Waiting)
            }
            // What staff add to her documents she hears at once, and once until she has seen it (G14); what she adds, who
            // guides her.
            DossierEvent::Document(DocumentEvent::DocumentAdded { .. }) if self.is_hers() => {
                self.who_guides().collect()
            }
            DossierEvent::Document(DocumentEvent::DocumentAdded { .. })
                if core.new_documents.is_some_and(|told| told.first == self.header.seq) =>
            {
                self.her(NoticeKind::Waiting)
            }
            DossierEvent::Consent(event) => self.of_consent(event),
            DossierEvent::Sending(event) => self.of_sending(event),
            // What staff record of her she hears at once (F5).
            DossierEvent::FormRecorded { .. } => self.her(NoticeKind::Waiting),
            DossierEvent::RegulationAsked { .. } => self.her(NoticeKind::Regulation),
            // What is carried over from another dossier was told there.
            DossierEvent::KeyRegistered { key } if core.keys.len() > 1 && !key.carried => told_of_key(core),
            event => self.of_people(event),
        }
    }

    /// The same of who guides her, who stands in, who acts for her, and who looks along.
    fn of_people(self, event: &DossierEvent) -> Vec<Notice> {
        match event {
            DossierEvent::CoachProposed { ticket: Some(_), .. }
            | DossierEvent::CoachMet { .. }
            | DossierEvent::SubstituteProposed { .. } => self.her(NoticeKind::Waiting),
            DossierEvent::Guest(GuestEvent::GuestAdmitted { person, .. }) => self.of_guest(*person),
            DossierEvent::CoachProposed { coach, ticket: None, .. } => self.coaches([*coach]),
            DossierEvent::HandedOver { former, coach, .. }
            | DossierEvent::FormSeen { outcome: Some(Outcome::HandedOver { former, coach, .. }), .. }
            | DossierEvent::FormContested { undone: Some(Outcome::HandedOver { former, coach, .. }), .. } => {
                self.coaches([*former, *coach])
            }
            DossierEvent::SubstituteAccepted { person, .. }
            | DossierEvent::FormSeen { outcome: Some(Outcome::SubstituteAccepted { person, .. }), .. }
            | DossierEvent::FormContested { undone: Some(Outcome::SubstituteAccepted { person, .. }), .. } => {
                self.coaches([self.core.coach, *person])
            }
            DossierEvent::CoachDeclined { .. }
            | DossierEvent::SubstituteDeclined { .. }
            | DossierEvent::FormSeen { outcome: Some(Outcome::RepresentativeAccepted { .. }), .. }
            | DossierEvent::FormContested { .. } => self.coaches([self.core.coach]),
            DossierEvent::Representative(event) => self.of_representative(event),
            _ => Vec::new(),
        }
    }

    /// Who answers is told that she is asked. A yes, and its end, who guides her hears at once; a no stands in the product
    /// alone, and nobody is mailed about it (F38). What is decided for her she hears too (W9).
    fn of_consent(self, event: &ConsentEvent) -> Vec<Notice> {
        let hers = self.is_for_her().then_some(NoticeKind::Waiting).map(|kind| self.her(kind));
        match event {
            ConsentEvent::ConsentAsked { .. } | ConsentEvent::GroundTold { .. } => {
                self.who_answers(NoticeKind::Waiting)
            }
            ConsentEvent::GroundObjected { .. } => self.who_guides_of(NoticeKind::NewsOfSending).collect(),
            ConsentEvent::ObjectionAnswered { .. } => self.who_answers(NoticeKind::NewsOfSending),
            ConsentEvent::ConsentGranted { .. } | ConsentEvent::ConsentWithdrawn { .. } => {
                self.who_guides().chain(hers.into_iter().flatten()).collect()
            }
            ConsentEvent::ConsentDeclined { .. } => hers.into_iter().flatten().collect(),
            ConsentEvent::SheetMade { .. }
            | ConsentEvent::GroundSeen { .. }
            | ConsentEvent::ConsentTakenBack { .. } => Vec::new(),
        }
    }

    /// The recipient gets the link; she hears that something went, and what became of it after she withdrew it; who guides
    /// her, what the recipient did (F28, F33).
    fn of_sending(self, event: &SendingEvent) -> Vec<Notice> {
        let at_the_door = |kind| Notice { person: PersonId(event.of().1.0), kind };
        let news = NoticeKind::NewsOfSending;
        match event {
            SendingEvent::DocumentSent { .. } => {
                [at_the_door(NoticeKind::DocumentSent)].into_iter().chain(self.her(news)).collect()
            }
            SendingEvent::DeletionAsked { .. } => vec![at_the_door(NoticeKind::DeletionAsked)],
            SendingEvent::DeletionAnswered { .. } => self.who_guides_of(news).chain(self.her(news)).collect(),
            SendingEvent::DoorBlocked { .. } | SendingEvent::DoorKeyMade { .. } => self.who_guides_of(news).collect(),
            SendingEvent::DownloadBegun { .. }
            | SendingEvent::DownloadEnded { .. }
            | SendingEvent::SendingStopped { .. } => Vec::new(),
        }
    }

    /// She is asked, and hears of each key; who guides her hears what came of it, from another than herself (W9).
    fn of_representative(self, event: &RepresentativeEvent) -> Vec<Notice> {
        match event {
            RepresentativeEvent::RepresentativeProposed { .. }
            | RepresentativeEvent::RepresentativeKeyRegistered { .. } => self.her(NoticeKind::Waiting),
            RepresentativeEvent::RepresentativeAccepted { .. } | RepresentativeEvent::RepresentativeEnded { .. } => {
                let coach = Some(self.core.coach).filter(|coach| *coach != self.header.actor);
                self.coaches(coach)
            }
            RepresentativeEvent::RepresentativeInvited { .. } => Vec::new(),
        }
    }

    /// She, the officers, whoever is let in, and her coach where another did that, hear it at once (W11b, P13).
    fn of_guest(self, guest: PersonId) -> Vec<Notice> {
        let Self { core, bureau, header, .. } = self;
        let works = |coach: &PersonId| bureau.is_bound(*coach, Role::Coach).is_ok();
        let coach = Some(core.coach).filter(|coach| *coach != header.actor && works(coach));
        let told = [core.client, guest].into_iter().chain(bureau.at_work(Role::Officer)).chain(coach);
        told.map(|person| Notice { person, kind: NoticeKind::Waiting }).collect()
    }

    /// Whether she did it herself.
    fn is_hers(self) -> bool {
        self.header.role == Role::Client
    }

    /// Whether somebody did it who acts for her.
    fn is_for_her(self) -> bool {
        self.header.role == Role::Representative
    }

    fn her(self, kind: NoticeKind) -> Vec<Notice> {
        vec![Notice { person: self.core.client, kind }]
    }

    /// She, and who acts for her and has a way in.
    fn who_answers(self, kind: NoticeKind) -> Vec<Notice> {
        let known = self.core.representative_on(self.today);
        let acts_for_her = known.filter(|known| known.agreed_at.is_some() && known.key.is_some());
        let people = [Some(self.core.client), acts_for_her.map(|known| known.person)].into_iter().flatten();
        people.map(|person| Notice { person, kind }).collect()
    }

    /// Her coach, and who stands in today.
    fn who_guides(self) -> impl Iterator<Item = Notice> {
        let stands_in = self.core.circle().substitute.filter(|(_, period)| period.holds(self.today));
        let people = [Some(self.core.coach), stands_in.map(|(person, _)| person)].into_iter().flatten();
        self.coaches(people).into_iter()
    }

    /// The same, of something else.
    fn who_guides_of(self, kind: NoticeKind) -> impl Iterator<Item = Notice> {
        self.who_guides().map(move |notice| Notice { kind, ..notice })
    }

    /// Nobody who works here no more is mailed.
    fn coaches(self, people: impl IntoIterator<Item = PersonId>) -> Vec<Notice> {
        let works = people.into_iter().filter(|person| self.bureau.is_bound(*person, Role::Coach).is_ok());
        works.map(|person| Notice { person, kind: NoticeKind::Waiting }).collect()
    }
}

/// She hears of a new key, also where her first dossier reaches her: whoever changes her address here hides nothing (F4).
fn told_of_key(core: &Core) -> Vec<Notice> {
    let people = [Some(core.client), core.account].into_iter().flatten();
    people.map(|person| Notice { person, kind: NoticeKind::NewKey }).collect()
}

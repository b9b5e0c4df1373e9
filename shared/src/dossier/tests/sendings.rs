//! Nothing goes out but through the door, under a yes that counts at that very moment; and what went out is asked back.

use super::sharing::{OTHER, PAYER, REPORT, asked, pdf, report, which};
use super::*;
use crate::bureau::recipients::{Person, RecipientKind};
use crate::dossier::consents::{NewConsent, Status, Until};
use crate::dossier::documents::DocumentContent;
use crate::dossier::records::LegalGround;
use crate::dossier::sendings::{
    DOWNLOADS_MAX, Deletion, DoorStep, LINK_DAYS_MAX, NewSending, Proof, Sending, SendingCommand, SendingStatus,
    SentFile, WhichSending, permit,
};
use crate::ids::{ConsentId, ContactId, DocumentId, RecipientId, SendingId};
use crate::refusal::{ConsentPart, SendingPart};
use crate::text::Email;

pub(super) const ILSE: ContactId = ContactId(uuid::Uuid::from_u128(0xB0C1));

fn sent(n: u128) -> SendingId {
    SendingId(id(0x5E4D << 16 | n))
}

pub(super) fn refused<T>(part: SendingPart) -> Result<T, Refusal> {
    Err(Refusal::SendingUnfit { part })
}

pub(super) fn of(consent: u128, sending: u128) -> WhichSending {
    WhichSending { document: REPORT, consent: asked(consent), recipient: PAYER, sending: sent(sending) }
}

pub(super) fn new_sending(consent: u128, sending: u128) -> NewSending {
    let WhichSending { document, consent, recipient, sending } = of(consent, sending);
    NewSending { sending, document, consent, recipient, contact: ILSE, days: 14, downloads: 2 }
}

impl World {
    /// Somebody is reached at who pays.
    pub(super) fn knows_ilse(&mut self) {
        let person = Person {
            name: Name::new("Ilse de Wit").unwrap(),
            role: None,
            email: Email::new("ilse@pers.example").unwrap(),
            phone: None,
            lang: Lang::Nl,
        };
        let event = BureauEvent::ContactAdded { recipient: PAYER, contact: ILSE, person };
        at_bureau(&mut self.bureau, coach(), &event);
    }

    /// She said yes to the report going to who pays, where Ilse is reached.
    pub(super) fn with_a_yes() -> (Self, SoftKey) {
        let (mut world, key) = Self::with_a_report();
        world.knows_ilse();
        world.asks(1, "Om te laten zien hoe het gaat.").unwrap();
        world.grants(&key, 1).unwrap();
        (world, key)
    }

    pub(super) fn sends_as(&mut self, by: Actor, new: NewSending) -> Result<usize, Refusal> {
        self.act(by, &Command::Sending(SendingCommand::Send(new)))
    }

    pub(super) fn sends(&mut self, consent: u128, sending: u128) -> Result<usize, Refusal> {
        let guide = self.guide();
        self.sends_as(guide, new_sending(consent, sending))
    }

    pub(super) fn stops(&mut self, consent: u128, sending: u128) -> Result<usize, Refusal> {
        let guide = self.guide();
        self.act(guide, &Command::Sending(SendingCommand::Stop(of(consent, sending))))
    }

    pub(super) fn at_the_door(&mut self, step: DoorStep) -> Result<usize, Refusal> {
        self.act(system(), &Command::Sending(SendingCommand::Door(Box::new(step))))
    }

    pub(super) fn downloads(&mut self, consent: u128, sending: u128) -> Result<usize, Refusal> {
        self.at_the_door(DoorStep::Begin { which: of(consent, sending), proof: Proof::Code, what: SentFile::Document })
    }

    fn downloads_with_a_passkey(&mut self) -> Result<usize, Refusal> {
        self.at_the_door(DoorStep::Begin { which: of(1, 1), proof: Proof::Passkey, what: SentFile::Document })
    }

    fn answers(&mut self, deletion: Deletion) -> Result<usize, Refusal> {
        self.at_the_door(DoorStep::Answer { which: of(1, 1), deletion })
    }

    pub(super) fn sending(&self, consent: u128, n: u128) -> Sending {
        self.dossier.consent(asked(consent)).unwrap().sending(sent(n)).unwrap().clone()
    }

    fn status_of(&self, consent: u128, n: u128) -> SendingStatus {
        let views = self.consent_seen(consent).sendings;
        views.into_iter().find(|view| view.id == sent(n)).unwrap().status
    }

    fn may_be_given(&self) -> Result<(), Refusal> {
        permit(&self.dossier, &self.bureau, (of(1, 1), Proof::Code), self.today).map(|given| {
            assert_eq!((given.which(), given.file()), (of(1, 1), self.consent_seen(1).terms.file));
        })
    }
}

// Keeps: M3a, M9a, R5.1, R1.4
// Part of: W10a, G5.1b
#[test]
fn f30_nothing_is_sent_without_her_yes_to_this_document_recipient_and_version() {
    let (mut world, key) = World::with_a_report();
    world.knows_ilse();
    assert_eq!(world.sends(1, 1), Err(Refusal::Unknown), "nobody asked her");
    world.asks(1, "Om te laten zien hoe het gaat.").unwrap();
    assert_eq!(world.sends(1, 1), refused(SendingPart::NotLive), "asked is no yes");
    world.act(client(), &Command::DeclineConsent(which(1))).unwrap();
    assert_eq!(world.sends(1, 1), refused(SendingPart::NotLive), "no is no");
    world.asks(2, "Zij betaalt de omscholing.").unwrap();
    world.grants(&key, 2).unwrap();
    let new = new_sending(2, 1);
    let elsewhere = [
        NewSending { document: DocumentId(id(0xD0C0_0002)), ..new },
        NewSending { recipient: OTHER, ..new },
        NewSending { recipient: RecipientId(id(9)), ..new },
        NewSending { consent: ConsentId(id(9)), ..new },
    ];
    for other in elsewhere {
        assert_eq!(world.sends_as(coach(), other), Err(Refusal::Unknown), "{other:?}");
    }
    let stranger = NewSending { contact: ContactId(id(9)), ..new };
    assert_eq!(world.sends_as(coach(), stranger), refused(SendingPart::Contact));
    for by in [client(), other(), system()] {
        assert!(world.sends_as(by, new).is_err(), "{by:?}");
    }
    for limits in [(0, 1), (LINK_DAYS_MAX + 1, 1), (1, 0), (1, DOWNLOADS_MAX + 1)] {
        let (days, downloads) = limits;
        let other = NewSending { days, downloads, ..new };
        assert_eq!(world.sends_as(coach(), other), refused(SendingPart::Limits));
    }
    assert_eq!(world.sends_as(coach(), new), Ok(1));
    let open = NewSending { sending: sent(2), ..new };
    assert_eq!(world.sends_as(coach(), open), refused(SendingPart::Open), "one link for a person");
    // A yes to the version before stays a yes to that version's pages, and to no other.
    world.adds_report(1, report(2)).unwrap();
    world.downloads(2, 1).unwrap();
    let given = permit(&world.dossier, &world.bureau, (of(2, 1), Proof::Code), world.today).unwrap();
    assert_eq!(given.file(), world.consent_seen(2).terms.file);
}

// Keeps: M3a, G7.3, G28
// Part of: P10
#[test]
fn f27_f30_nothing_is_given_from_the_moment_that_anything_stands_against_it() {
    type Against = (&'static str, fn(&mut World), Refusal);
    let unfit = |part| Refusal::SendingUnfit { part };
    let ways: [Against; 7] = [
        (
            "withdrawn",
            |world| assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Ok(1)),
            unfit(SendingPart::NotLive),
        ),
        ("its day passed", |world| world.today = world.today.plus_days(31), unfit(SendingPart::NotLive)),
        ("the link is over", |world| world.today = world.today.plus_days(14), unfit(SendingPart::Over)),
        ("stopped", |world| assert_eq!(world.stops(1, 1), Ok(1)), unfit(SendingPart::Stopped)),
        (
            "blocked",
            |world| assert_eq!(world.at_the_door(DoorStep::Block { which: of(1, 1) }), Ok(1)),
            unfit(SendingPart::Blocked),
        ),
        (
            "the contact person ended",
            |world| {
                let event = BureauEvent::ContactEnded { recipient: PAYER, contact: ILSE };
                at_bureau(&mut world.bureau, coach(), &event);
            },
            unfit(SendingPart::Contact),
        ),
        (
            "the recipient ended",
            |world| at_bureau(&mut world.bureau, coach(), &BureauEvent::RecipientEnded { recipient: PAYER }),
            Refusal::RecipientEnded,
        ),
    ];
    for (way, happens, refusal) in ways {
        let (mut world, _) = World::with_a_yes();
        assert_eq!(world.may_be_given(), Err(Refusal::Unknown), "nothing was sent");
        world.sends(1, 1).unwrap();
        assert_eq!(world.may_be_given(), Ok(()));
        happens(&mut world);
        assert_eq!(world.may_be_given(), Err(refusal.clone()), "{way}");
        assert_eq!(world.downloads(1, 1), Err(refusal), "{way}");
        assert!(world.sending(1, 1).downloads.is_empty(), "{way}");
    }
    // Nobody but the server keeps the door.
    let (mut world, _) = World::with_a_yes();
    world.sends(1, 1).unwrap();
    for by in [client(), coach(), other()] {
        let begin = SendingCommand::Door(Box::new(DoorStep::Begin {
            which: of(1, 1),
            proof: Proof::Passkey,
            what: SentFile::Document,
        }));
        assert!(world.act(by, &Command::Sending(begin)).is_err(), "{by:?}");
    }
}

// Keeps: R1.4
#[test]
fn what_she_said_yes_to_has_another_name_now_and_is_asked_anew() {
    let (mut world, _) = World::with_a_yes();
    world.renames_payer(0xB9, "Drukkerij De Nieuwe");
    assert_eq!(world.sends(1, 1), refused(SendingPart::Recipient));
}

// Part of: P10, G5.1c
#[test]
fn f30_what_is_about_her_health_goes_through_no_door_that_a_code_opens() {
    let (mut world, key) = World::with_a_report();
    world.knows_ilse();
    let health = DocumentContent {
        about_health: true,
        ground: LegalGround::Reintegration,
        beside: Some(LegalGround::Interest),
        ..report(2)
    };
    let event = crate::dossier::documents::DocumentEvent::DocumentAdded {
        document: REPORT,
        version: 2,
        class: crate::dossier::records::Class::Special,
        content: Box::new(health),
    };
    let entry = world.given().entry;
    world.happens(coach(), &event.into(), entry);
    world.asks(1, "Dat wil zij weten.").unwrap();
    world.grants(&key, 1).unwrap();
    world.sends(1, 1).unwrap();
    assert_eq!(world.may_be_given(), Err(Refusal::SendingUnfit { part: SendingPart::Special }));
    assert_eq!(world.downloads(1, 1), refused(SendingPart::Special));
    assert_eq!(world.at_the_door(DoorStep::KeyMade { which: of(1, 1) }), Ok(1));
    assert_eq!(world.downloads(1, 1), refused(SendingPart::Special), "that there is a key opens nothing");
    assert_eq!(world.downloads_with_a_passkey(), Ok(1));
    let sending = world.sending(1, 1);
    assert!(sending.key_made_at.is_some());
    assert_eq!(sending.downloads.iter().map(|download| download.proof).collect::<Vec<_>>(), [Proof::Passkey]);
    // A passkey opens no more than her yes does.
    world.act(client(), &Command::WithdrawConsent(which(1))).unwrap();
    assert_eq!(world.downloads_with_a_passkey(), refused(SendingPart::NotLive));
}

#[test]
fn f35_each_download_is_counted_before_it_begins_and_says_how_much_was_given() {
    let (mut world, _) = World::with_a_yes();
    world.sends(1, 1).unwrap();
    assert_eq!(world.downloads(1, 1), Ok(1));
    let [first] = world.sending(1, 1).downloads[..] else { panic!("one") };
    assert_eq!(first.given, None, "it goes on, or the server was killed in it");
    let end = |download, bytes| DoorStep::End { which: of(1, 1), download, bytes };
    assert_eq!(world.at_the_door(end(EntryId(id(9)), 1)), Err(Refusal::Unknown));
    assert_eq!(world.at_the_door(end(first.entry, 5_000_000)), Ok(1));
    assert_eq!(world.at_the_door(end(first.entry, 1)), Ok(0), "the first word counts");
    assert_eq!(world.sending(1, 1).downloads[0].given, Some(900), "no more than there is");
    assert_eq!(world.downloads(1, 1), Ok(1));
    assert_eq!(world.downloads(1, 1), refused(SendingPart::Used));
    assert_eq!(world.status_of(1, 1), SendingStatus::Used);
    // What is asked for once more is another link.
    assert_eq!(world.sends(1, 2), Ok(1));
}

#[test]
fn f29_a_yes_for_once_gives_one_sending_and_can_be_asked_anew_when_that_is_used() {
    let (mut world, key) = World::with_a_report();
    world.knows_ilse();
    let once = NewConsent { until: Until::Once {}, ..world.new_consent(1, "Om te laten zien hoe het gaat.") };
    world.asks_as(coach(), once).unwrap();
    world.grants(&key, 1).unwrap();
    world.sends(1, 1).unwrap();
    assert_eq!(world.sends(1, 2), refused(SendingPart::Open));
    assert_eq!(world.consent_seen(1).allowed, [Act::WithdrawConsent], "nothing is offered that is refused");
    let granted = Refusal::ConsentUnfit { part: ConsentPart::Granted };
    assert_eq!(world.asks(2, "Voor de omscholing."), Err(granted.clone()));
    // Nobody fetched it in time: the yes is not used.
    world.today = world.today.plus_days(14);
    assert_eq!((world.sends(1, 2), world.stands(1)), (Ok(1), Status::Granted));
    world.downloads(1, 2).unwrap();
    assert_eq!(world.stands(1), Status::Granted, "it has a download left");
    assert_eq!(world.asks(2, "Voor de omscholing."), Err(granted), "a second yes beside an open link is none");
    world.downloads(1, 2).unwrap();
    assert_eq!((world.stands(1), world.sends(1, 3)), (Status::Sent, refused(SendingPart::Once)));
    assert_eq!(world.asks(2, "Voor de omscholing."), Ok(1));
    // What was taken can still be asked back.
    assert_eq!(world.consent_seen(1).allowed, [Act::WithdrawConsent]);
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Ok(2));
}

// Part of: G19
#[test]
fn f28_who_took_something_is_asked_to_delete_it_when_she_withdraws_and_answers_once() {
    let (mut world, _) = World::with_a_yes();
    world.sends(1, 1).unwrap();
    assert_eq!(world.answers(Deletion::Deleted {}), Err(Refusal::NoQuestion));
    world.downloads(1, 1).unwrap();
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Ok(2), "withdrawn, and asked back");
    assert_eq!(world.status_of(1, 1), SendingStatus::Asked, "it stands open until there is an answer");
    let why = Remark::new("Wij bewaren dit zeven jaar voor de belasting.").unwrap();
    assert_eq!(world.answers(Deletion::Kept { why: why.clone() }), Ok(1));
    assert_eq!(world.status_of(1, 1), SendingStatus::Kept);
    assert_eq!(world.answers(Deletion::Kept { why: why.clone() }), Ok(0));
    assert_eq!(world.answers(Deletion::Deleted {}), Ok(1), "what was kept can be deleted later");
    assert_eq!((world.answers(Deletion::Kept { why }), world.status_of(1, 1)), (Ok(0), SendingStatus::Deleted));
    // Of what nobody took nothing is asked back.
    let (mut world, _) = World::with_a_yes();
    world.sends(1, 1).unwrap();
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Ok(1));
    assert_eq!(
        (world.status_of(1, 1), world.answers(Deletion::Deleted {})),
        (SendingStatus::Closed, Err(Refusal::NoQuestion))
    );
}

#[test]
fn f28_f29_what_ends_by_itself_or_is_stopped_is_asked_back_too_and_once() {
    let over = || DoorStep::Over { document: REPORT, consent: asked(1) };
    let (mut world, _) = World::with_a_yes();
    world.sends(1, 1).unwrap();
    world.downloads(1, 1).unwrap();
    assert_eq!(world.at_the_door(over()), Ok(0), "it counts still");
    world.today = world.today.plus_days(31);
    assert_eq!(world.at_the_door(over()), Ok(1));
    assert_eq!((world.at_the_door(over()), world.stands(1)), (Ok(0), Status::Ended));
    assert_eq!(world.status_of(1, 1), SendingStatus::Asked);
    let (mut world, _) = World::with_a_yes();
    world.sends(1, 1).unwrap();
    world.downloads(1, 1).unwrap();
    assert_eq!(world.stops(1, 1), Ok(2));
    assert_eq!((world.stops(1, 1), world.status_of(1, 1)), (Ok(0), SendingStatus::Asked));
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Ok(1), "asked once");
}

#[test]
fn a_file_is_one_file_and_a_sending_is_one_sending() {
    let (mut world, _) = World::with_a_yes();
    world.sends(1, 1).unwrap();
    world.stops(1, 1).unwrap();
    assert_eq!(world.sends(1, 1), Err(Refusal::Unknown), "its id is taken");
    assert_ne!(pdf(world.frozen(1, 1, PAYER)).id, pdf(world.frozen(2, 1, PAYER)).id);
    assert_eq!(world.bureau.recipient(PAYER).unwrap().kind, RecipientKind::Payer);
}

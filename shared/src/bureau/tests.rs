//! A bureau's own log: what a release wrote means the same for ever, and no order of acts breaks it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::Organisation;
use super::recipients::{Agreement, AgreementKind, Details, Person, RecipientKind};
use super::{Bureau, BureauCommand, BureauEvent, Contact, Core, Recipient, Regulation};
use crate::dossier::command::{Actor, Given};
use crate::ids::{BureauId, Bytes, ContactId, EntryId, Hash, InvitationId, ItemId, LogId, PersonId, RecipientId, Uuid};
use crate::log::{Event, Header, Role, Subject, commitment, read_content, verify_chain, write_content};
use crate::policy::presets::Preset;
use crate::refusal::Refusal;
use crate::settings::Settings;
use crate::text::{Email, Name, Phone, Place, Remark, Sentence};
use crate::time::{CivilDate, Timestamp};
use crate::words::{Lang, Word};

const SALT: [u8; 32] = [7; 32];

/// The log of a bureau as it grows.
#[derive(Default)]
pub(super) struct Log {
    pub(super) bureau: Bureau,
    entries: Vec<(Header, String)>,
}

pub(super) fn person(n: u8) -> PersonId {
    PersonId(Uuid::from_u128(u128::from(n) + 1))
}

pub(super) fn operator() -> Actor {
    Actor { person: PersonId(Uuid::nil()), role: Role::Operator }
}

/// What a decision of today is given.
pub(super) fn given() -> Given {
    Given {
        entry: EntryId(Uuid::nil()),
        now: Timestamp(0),
        today: today(),
        minute: 0,
        ticket: Hash::default(),
        verified: None,
        hash_at_seen: None,
        name: None,
        current: None,
        scans: Vec::new(),
        file: None,
        spoken: None,
        number_taken: false,
        known: None,
    }
}

fn decide(bureau: &Bureau, actor: Actor, command: &BureauCommand) -> Result<Vec<BureauEvent>, Refusal> {
    super::decide(bureau, actor, command, &given())
}

pub(super) fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

impl Log {
    pub(super) fn acts(&mut self, actor: Actor, command: &BureauCommand) -> bool {
        let Ok(events) = decide(&self.bureau, actor, command) else { return false };
        self.takes(actor, &events);
        true
    }

    /// What follows is written, and means what it means.
    pub(super) fn takes(&mut self, actor: Actor, events: &[BureauEvent]) {
        for event in events {
            let seq = u64::try_from(self.entries.len()).unwrap() + 1;
            let content = write_content(event);
            let header = Header {
                bureau: BureauId(Uuid::from_u128(0xB0)),
                log: LogId(Uuid::from_u128(0xB0)),
                seq,
                entry: EntryId(Uuid::from_u128(u128::from(seq))),
                at: Timestamp(1_800_000_000_000 + i64::try_from(seq).unwrap()),
                actor: actor.person,
                role: actor.role,
                kind: event.kind().to_owned(),
                item: event.item().unwrap_or(ItemId(Uuid::from_u128(0xB0))),
                bureau_seq: seq - 1,
                commitment: commitment(&SALT, &content),
                prev: self.entries.last().map_or(Hash::default(), |(header, _)| header.hash),
                hash: Hash::default(),
            }
            .sealed();
            self.bureau.fold(&header, event);
            self.entries.push((header, String::from_utf8(content).unwrap()));
        }
    }
}

fn replayed(entries: &[(Header, String)]) -> Bureau {
    let mut bureau = Bureau::default();
    for (header, content) in entries {
        assert_eq!(commitment(&SALT, content.as_bytes()), header.commitment);
        let event: BureauEvent = read_content(content.as_bytes()).unwrap();
        assert_eq!(event.kind(), header.kind);
        bureau.fold(header, &event);
    }
    bureau
}

pub(super) fn invite(n: u8, role: Role) -> BureauCommand {
    BureauCommand::InviteStaff { person: person(n), role, invitation: InvitationId(Uuid::from_u128(u128::from(n))) }
}

fn reachable(number: &str) -> BureauCommand {
    BureauCommand::SetContact { contact: Contact { phone: Some(Phone::new(number).unwrap()), ..Contact::default() } }
}

pub(super) fn today() -> CivilDate {
    CivilDate::new(2026, 11, 28).unwrap()
}

pub(super) fn promise() -> BureauCommand {
    BureauCommand::Pledge { sentence: Sentence::new(Lang::En.say(Word::StaffPledge)).unwrap() }
}

fn regulation() -> Box<Regulation> {
    Box::new(Regulation {
        title: name("Reglement"),
        effective_on: today(),
        controller: name("De directeur"),
        record_system: None,
        dated: None,
        notification: None,
        policy: Preset::WrittenOnly.policy().unwrap(),
        arrangement: None,
        complaints: Remark::new("Schrijf ons een brief.").ok(),
        reason: None,
    })
}

#[test]
fn g24_what_is_looser_needs_an_article_or_a_reason_and_no_regulation_holds_from_yesterday() {
    let mut log = golden_story();
    let administrator = Actor { person: person(0), role: Role::Administrator };
    let mut publish = |change: &dyn Fn(&mut Regulation)| {
        let mut regulation = regulation();
        change(&mut regulation);
        let command = BureauCommand::Publish { regulation, today: today() };
        let refused = decide(&log.bureau, administrator, &command).err();
        log.acts(administrator, &command);
        refused
    };
    assert_eq!(publish(&|_| {}), None, "each looser choice has its article");
    let cited = |regulation: &mut Regulation| regulation.policy = Preset::OralCv.policy().unwrap();
    assert_eq!(publish(&cited), Some(Refusal::LooseningUnexplained));
    assert_eq!(
        publish(&|regulation| {
            cited(regulation);
            regulation.reason = Remark::new("Zo staat het in ons eigen reglement.").ok();
        }),
        None
    );
    let yesterday = today().plus_days(-1);
    assert_eq!(
        publish(&|regulation| regulation.effective_on = yesterday),
        Some(Refusal::EffectiveTooEarly { first: today() })
    );
    let versions: Vec<u32> = log.bureau.founded().unwrap().regulations.iter().map(|one| one.version).collect();
    assert_eq!(versions, [1, 2, 3]);
}

/// Another organisation, and the agreement with it.
fn partner() -> Organisation {
    Organisation { name: name("Partner BV"), agreement: name("Overeenkomst van 1 maart 2026") }
}

#[test]
fn s0a_g26_organisations_work_as_one_only_by_an_arrangement_that_everybody_reads() {
    let mut log = golden_story();
    let administrator = Actor { person: person(0), role: Role::Administrator };
    let mut together = regulation();
    together.policy = Preset::JointExecutors.policy().unwrap();
    together.reason = Remark::new("Zo staat het in ons eigen reglement.").ok();
    let publish = |regulation| BureauCommand::Publish { regulation, today: today() };
    let refused = decide(&log.bureau, administrator, &publish(together.clone()));
    assert_eq!(refused, Err(Refusal::ArrangementMissing));
    together.arrangement = Remark::new("Elk antwoordt voor haar eigen mensen.").ok();
    assert!(log.acts(administrator, &publish(together)));
}

#[test]
fn s0a_w2b_whom_somebody_works_for_is_said_by_an_administrator_and_stays_when_she_is_invited_anew() {
    let mut log = golden_story();
    let administrator = Actor { person: person(0), role: Role::Administrator };
    let place = |organisation| BureauCommand::PlaceStaff { person: person(2), organisation };
    let coach = Actor { person: person(2), role: Role::Coach };
    assert!(log.acts(coach, &promise()));
    assert!(decide(&log.bureau, coach, &place(Some(partner()))).is_err(), "not by herself");
    assert!(log.acts(administrator, &place(Some(partner()))));
    assert_eq!(decide(&log.bureau, administrator, &place(Some(partner()))), Ok(Vec::new()), "once is enough");
    assert!(log.acts(administrator, &invite(2, Role::Coach)));
    assert_eq!(log.bureau.organisation_of(person(2)), Some(&partner()));
    assert_eq!(log.bureau.organisations(), [name("Partner BV")]);
    assert!(log.acts(administrator, &place(None)));
    assert!(log.bureau.organisations().is_empty());
    let gone = BureauCommand::PlaceStaff { person: person(1), organisation: Some(partner()) };
    assert_eq!(decide(&log.bureau, administrator, &gone), Err(Refusal::StaffEnded));
}

#[test]
fn m5b_a_promise_is_the_sentence_that_is_asked() {
    let mut log = golden_story();
    let newcomer = Actor { person: person(3), role: Role::Administrator };
    assert!(log.acts(Actor { person: person(0), role: Role::Administrator }, &invite(3, Role::Administrator)));
    let rename = BureauCommand::Rename { name: name("Van mij") };
    assert_eq!(decide(&log.bureau, newcomer, &rename), Err(Refusal::PledgeMissing), "F65: she does nothing before it");
    let other = BureauCommand::Pledge { sentence: Sentence::new("Ik beloof niets.").unwrap() };
    assert_eq!(decide(&log.bureau, newcomer, &other), Err(Refusal::PledgeDiffers));
    assert!(log.acts(newcomer, &promise()));
    assert_eq!(log.bureau.is_bound(newcomer.person, newcomer.role), Ok(()));
    assert_eq!(decide(&log.bureau, newcomer, &promise()), Ok(Vec::new()), "once is enough");
    assert!(log.acts(newcomer, &rename));
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Golden {
    entries: Vec<(Header, String)>,
    core: Core,
    recipients: Vec<Recipient>,
}

fn recipient(n: u8) -> RecipientId {
    RecipientId(person(n).0)
}

fn contact(n: u8) -> ContactId {
    ContactId(person(n).0)
}

fn adds(n: u8) -> BureauCommand {
    let details = Details { name: name("Testhuis"), address: Place::new("Kade 1, Waterkant").ok() };
    BureauCommand::AddRecipient { recipient: recipient(n), kind: RecipientKind::TestProvider, details }
}

/// Somebody who is reached there.
fn ilse() -> Person {
    let email = Email::new("ilse@testhuis.example").unwrap();
    Person { name: name("Ilse"), role: None, email, phone: Phone::new("030 765 43 21").ok(), lang: Lang::Nl }
}

fn agreed(n: u8) -> BureauCommand {
    let kept = Place::new("Kast 2").unwrap();
    let agreement = Agreement { what: AgreementKind::Processor, signed_on: today(), until: None, kept };
    BureauCommand::RecordAgreement { recipient: recipient(n), agreement }
}

/// What can be done to one of them.
fn of_recipient(n: u8, which: u8) -> BureauCommand {
    let (recipient, what) = (recipient(n), AgreementKind::Processor);
    let details = Details { name: name("Testhuis Noord"), address: None };
    match which {
        0 => adds(n),
        1 => BureauCommand::ChangeRecipient { recipient, details },
        2 => BureauCommand::AddContact { recipient, contact: contact(n), person: ilse() },
        3 => BureauCommand::ChangeContact { recipient, contact: contact(n), person: ilse() },
        4 => agreed(n),
        5 => BureauCommand::EndAgreement { recipient, what },
        6 => BureauCommand::EndContact { recipient, contact: contact(n) },
        _ => BureauCommand::EndRecipient { recipient },
    }
}

/// Every kind of event there is, in a story that could happen.
fn golden_story() -> Log {
    let mut log = Log::default();
    let (administrator, coach) =
        (Actor { person: person(0), role: Role::Administrator }, Actor { person: person(1), role: Role::Coach });
    let [first, second] = [7, 8].map(|n| Bytes(vec![n; 16]));
    let story = [
        (operator(), BureauCommand::Found { name: name("Akkoord") }),
        (operator(), invite(0, Role::Administrator)),
        (administrator, promise()),
        (administrator, BureauCommand::Rename { name: name("Bureau Waterkant") }),
        (
            administrator,
            BureauCommand::SetSettings { settings: Settings { answer_days_max: 21, ..Settings::default() } },
        ),
        (administrator, reachable("030 123 45 67")),
        (administrator, invite(1, Role::Coach)),
        (administrator, BureauCommand::Publish { regulation: regulation(), today: today() }),
        (coach, promise()),
        (coach, BureauCommand::AcknowledgeRegulation { version: 1 }),
        (administrator, BureauCommand::ReviewRegulation { version: 1 }),
        (coach, BureauCommand::RegisterKey { credential_id: first.clone() }),
        (coach, BureauCommand::RegisterKey { credential_id: second }),
        (coach, BureauCommand::CountAttempt { target: ItemId(Uuid::max()) }),
        (coach, BureauCommand::RemoveKey { credential_id: first }),
        (administrator, invite(2, Role::Coach)),
        (administrator, BureauCommand::PlaceStaff { person: person(1), organisation: Some(partner()) }),
        (administrator, BureauCommand::EndStaff { person: person(1) }),
    ];
    for (actor, command) in &story {
        assert!(log.acts(*actor, command), "{command:?}");
    }
    for which in 0..8 {
        assert!(log.acts(administrator, &of_recipient(9, which)), "{which}");
    }
    log
}

#[test]
fn a_bureau_of_the_first_release_still_folds_to_what_it_meant() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/bureau-1.json");
    if std::env::var_os("MAKE_GOLDEN").is_some() && !std::path::Path::new(path).exists() {
        let Log { bureau, entries } = golden_story();
        let (core, recipients) = (bureau.founded().unwrap().clone(), bureau.recipients().cloned().collect());
        let golden = Golden { entries, core, recipients };
        std::fs::write(path, serde_json::to_string_pretty(&golden).unwrap() + "\n").unwrap();
    }
    let golden: Golden = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    verify_chain(golden.entries.iter().map(|(header, _)| header)).unwrap();
    let replayed = replayed(&golden.entries);
    assert_eq!(replayed.founded().unwrap(), &golden.core);
    assert_eq!(replayed.recipients().cloned().collect::<Vec<_>>(), golden.recipients);
    let there: BTreeSet<_> = golden.entries.iter().map(|(header, _)| header.kind.as_str()).collect();
    let named =
        include_str!("event.rs").lines().filter(|line| line.trim().starts_with("Self::") && line.contains("=> \""));
    assert_eq!(there.len(), named.count(), "each kind of event is in it: {there:?}");
}

fn tries() -> impl Strategy<Value = Vec<(u8, u8, BureauCommand)>> {
    let role = || prop_oneof![Just(Role::Administrator), Just(Role::Coach), Just(Role::Client)];
    let command = prop_oneof![
        Just(BureauCommand::Found { name: name("Nog een") }),
        (0..3_u8).prop_map(|n| BureauCommand::Rename { name: name(&format!("Bureau {n}")) }),
        (0..3_u8).prop_map(|n| reachable(&format!("030 123 45 6{n}"))),
        (0..4_u8, role()).prop_map(|(n, role)| invite(n, role)),
        (0..4_u8).prop_map(|n| BureauCommand::EndStaff { person: person(n) }),
        (0..4_u8, any::<bool>()).prop_map(|(n, placed)| BureauCommand::PlaceStaff {
            person: person(n),
            organisation: placed.then(partner),
        }),
        (0..4_u8).prop_map(|n| BureauCommand::RegisterKey { credential_id: Bytes(vec![n]) }),
        Just(BureauCommand::Publish { regulation: regulation(), today: today() }),
        (1..4_u32).prop_map(|version| BureauCommand::AcknowledgeRegulation { version }),
        (1..4_u32).prop_map(|version| BureauCommand::ReviewRegulation { version }),
        Just(promise()),
        (0..4_u8).prop_map(|n| BureauCommand::RemoveKey { credential_id: Bytes(vec![n]) }),
        (0..2_u8, 0..8_u8).prop_map(|(n, which)| of_recipient(n, which)),
        (0..4_u8).prop_map(|n| BureauCommand::CountAttempt { target: ItemId(person(n).0) }),
    ];
    prop::collection::vec((0..4_u8, 0..3_u8, command), 1..40)
}

proptest! {
    #[test]
    fn for_any_order_of_acts_a_bureau_replays_to_the_same_state_and_keeps_an_administrator(tries in tries()) {
        let mut log = Log::default();
        log.acts(operator(), &BureauCommand::Found { name: name("Akkoord") });
        log.acts(operator(), &invite(0, Role::Administrator));
        log.acts(Actor { person: person(0), role: Role::Administrator }, &promise());
        for (who, role, command) in &tries {
            let role = [Role::Administrator, Role::Coach, Role::Client][usize::from(*role)];
            log.acts(Actor { person: person(*who), role }, command);
        }
        verify_chain(log.entries.iter().map(|(header, _)| header)).unwrap();
        prop_assert_eq!(&replayed(&log.entries), &log.bureau);
        let staff = &log.bureau.founded().unwrap().staff;
        prop_assert!(staff.values().all(|staff| staff.role != Role::Client), "F7");
        prop_assert!(staff.values().any(|staff| staff.role == Role::Administrator && staff.ended_at.is_none()));
        for (header, _) in &log.entries {
            let key = header.kind == "staff_key_registered";
            prop_assert!(!key || !staff[&header.actor].keys.is_empty(), "the last key stays");
            let keeps = header.role == Role::Coach && ["recipient_", "contact_"].iter().any(|kind| header.kind.starts_with(kind));
            prop_assert!(!keeps || header.kind != "contact_set", "{header:?}");
            let may = keeps || ["attempt_refused", "staff_key_registered", "staff_key_removed", "staff_pledged", "regulation_acknowledged"].contains(&header.kind.as_str());
            prop_assert!(may || matches!(header.role, Role::Administrator | Role::Operator), "{header:?}");
        }
    }
}

//! How cases behave, told as sentences; that they hold for any order of acts; and that a release's log stays readable.

#![expect(clippy::unwrap_in_result, reason = "what a test takes for granted may end it")]

use proptest::prelude::*;

use super::{About, Case, CaseAct, CaseCommand, CaseEvent, CaseKind, CaseRelation, CaseStatus, Core, decide, may};
use crate::bureau::{Bureau, BureauEvent};
use crate::dossier::command::Actor;
use crate::dossier::looks::LookKind;
use crate::ids::{BureauId, DossierId, EntryId, Hash, InvitationId, LogId, PersonId, Uuid};
use crate::index::case_row;
use crate::log::{Event, Header, Role, Subject, commitment, read_content, verify_chain, write_content};
use crate::refusal::Refusal;
use crate::settings::Settings;
use crate::text::{Name, Remark, Sentence};
use crate::time::Timestamp;
use crate::words::{Lang, Word};

const SALT: [u8; 32] = [7; 32];
const CLIENT: u128 = 0xA1;
const OTHER_CLIENT: u128 = 0xA2;
const COACH: u128 = 0xC0;
const OFFICER: u128 = 0xF0;
const FORMER_OFFICER: u128 = 0xF1;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn actor(person: u128, role: Role) -> Actor {
    Actor { person: PersonId(id(person)), role }
}

fn client() -> Actor {
    actor(CLIENT, Role::Client)
}

fn officer() -> Actor {
    actor(OFFICER, Role::Officer)
}

fn remark(words: &str) -> Remark {
    Remark::new(words).unwrap()
}

fn header(log: u128, seq: u64, prev: Hash, by: Actor, event: &impl Event) -> (Header, String) {
    let content = write_content(event);
    let header = Header {
        bureau: BureauId(id(0xB0)),
        log: LogId(id(log)),
        seq,
        entry: EntryId(id(u128::from(seq) + (log << 64))),
        at: Timestamp(1_800_000_000_000 + i64::try_from(seq).unwrap()),
        actor: by.person,
        role: by.role,
        kind: event.kind().to_owned(),
        item: event.item().unwrap_or_else(|| LogId(id(log)).into()),
        bureau_seq: 1,
        commitment: commitment(&SALT, &content),
        prev,
        hash: Hash::default(),
    };
    (header.sealed(), String::from_utf8(content).unwrap())
}

/// A case as it grows, at a bureau with a coach, an officer, and one who was.
struct World {
    bureau: Bureau,
    case: Case,
    entries: Vec<(Header, String)>,
}

impl World {
    fn new() -> Self {
        let mut bureau = Bureau::default();
        let invited = |person, role| BureauEvent::StaffInvited {
            person: PersonId(id(person)),
            role,
            invitation: InvitationId(id(1)),
        };
        let events = [
            BureauEvent::Founded { name: Name::new("Bureau").unwrap(), settings: Settings::default() },
            invited(COACH, Role::Coach),
            invited(OFFICER, Role::Officer),
            invited(FORMER_OFFICER, Role::Officer),
            BureauEvent::StaffEnded { person: PersonId(id(FORMER_OFFICER)) },
        ];
        let sentence = Sentence::new(Lang::Nl.say(Word::StaffPledge)).unwrap();
        let pledged = BureauEvent::StaffPledged { sentence };
        let events = events.into_iter().map(|event| (actor(0, Role::Operator), event));
        let events = events.chain([(actor(OFFICER, Role::Officer), pledged)]);
        for (seq, (by, event)) in (1..).zip(events) {
            let (header, _) = header(0xB0, seq, Hash::default(), by, &event);
            bureau.fold(&header, &event);
        }
        Self { bureau, case: Case::default(), entries: Vec::new() }
    }

    /// She has said that a look is not right.
    fn opened() -> Self {
        let mut world = Self::new();
        world.acts(client(), &open(Some("Ik had geen afspraak."))).unwrap();
        world
    }

    fn acts(&mut self, by: Actor, command: &CaseCommand) -> Result<usize, Refusal> {
        let events = decide(&self.case, &self.bureau, by, command)?;
        for event in &events {
            let prev = self.entries.last().map_or(Hash::default(), |(header, _)| header.hash);
            let seq = u64::try_from(self.entries.len()).unwrap() + 1;
            let (header, content) = header(0xCA, seq, prev, by, event);
            self.case.fold(&header, event);
            self.entries.push((header, content));
        }
        Ok(events.len())
    }

    fn status(&self) -> CaseStatus {
        self.case.opened().unwrap().status().0
    }
}

fn about() -> About {
    About::Look {
        entry: EntryId(id(5)),
        person: PersonId(id(COACH)),
        role: Role::Coach,
        at: Timestamp(1_800_000_000_000),
        kind: LookKind::Page,
        consult: None,
        held_on: None,
    }
}

fn open(words: Option<&str>) -> CaseCommand {
    let (client, dossier) = (PersonId(id(CLIENT)), DossierId(id(0xD1)));
    CaseCommand::Open { client, dossier, about: about(), words: words.map(remark) }
}

fn answer(words: &str) -> CaseCommand {
    CaseCommand::Answer { words: remark(words) }
}

fn replayed(entries: &[(Header, String)]) -> Case {
    let mut case = Case::default();
    for (header, content) in entries {
        assert_eq!(commitment(&SALT, content.as_bytes()), header.commitment);
        let event: CaseEvent = read_content(content.as_bytes()).unwrap();
        assert_eq!(event.kind(), header.kind);
        case.fold(header, &event);
    }
    case
}

#[test]
fn f63_a_question_is_received_taken_up_answered_and_closed() {
    let mut world = World::opened();
    assert_eq!(world.status(), CaseStatus::Received);
    world.acts(officer(), &CaseCommand::TakeUp {}).unwrap();
    assert_eq!(world.status(), CaseStatus::TakenUp);
    assert_eq!(world.acts(officer(), &CaseCommand::TakeUp {}), Ok(0), "once");
    assert_eq!(world.acts(officer(), &CaseCommand::Close {}), Err(Refusal::CaseUnanswered));
    world.acts(officer(), &answer("Uw coach bereidde het gesprek voor.")).unwrap();
    assert_eq!(world.status(), CaseStatus::Answered);
    assert!(world.case.opened().unwrap().is_unread());
    assert_eq!(world.acts(client(), &CaseCommand::Read {}), Ok(1));
    assert_eq!(world.acts(client(), &CaseCommand::Read {}), Ok(0), "once");
    assert!(!world.case.opened().unwrap().is_unread());
    world.acts(officer(), &answer("En nog iets.")).unwrap();
    assert!(world.case.opened().unwrap().is_unread(), "another answer is unread again");
    world.acts(officer(), &CaseCommand::Close {}).unwrap();
    assert_eq!(world.status(), CaseStatus::Closed);
    assert_eq!(world.acts(officer(), &CaseCommand::Close {}), Ok(0), "once");
    assert_eq!(world.acts(officer(), &answer("Nog iets.")), Err(Refusal::CaseClosed));
}

#[test]
fn f63_she_may_ask_without_a_word_and_once_about_one_look() {
    let mut world = World::new();
    assert_eq!(world.acts(client(), &open(None)), Ok(1));
    assert_eq!(world.acts(client(), &open(Some("Nog eens."))), Err(Refusal::CaseStands));
}

#[test]
fn f63_her_words_can_be_erased_alone_and_what_the_case_is_about_stays() {
    let world = World::opened();
    let (opened, said) = (&world.entries[0], &world.entries[1]);
    let event = |entry: &(Header, String)| read_content::<CaseEvent>(entry.1.as_bytes()).unwrap();
    assert!(!event(opened).has_own_key() && event(said).has_own_key());
    assert!(!opened.1.contains("afspraak"));
}

#[test]
fn f63_for_the_coach_it_is_about_and_for_anybody_else_there_is_no_case() {
    let mut world = World::opened();
    let strangers = [
        actor(COACH, Role::Coach),
        actor(OTHER_CLIENT, Role::Client),
        actor(0xAD, Role::Administrator),
        actor(0, Role::Operator),
        actor(0, Role::System),
        // A role never stands in for a person (F7).
        actor(CLIENT, Role::Coach),
    ];
    for stranger in strangers {
        assert_eq!(world.case.opened().unwrap().relation(stranger), CaseRelation::None);
        let commands = [CaseCommand::TakeUp {}, CaseCommand::Read {}, answer("Ik mocht dat."), CaseCommand::Close {}];
        for command in commands.into_iter().chain([open(None)]) {
            assert_eq!(world.acts(stranger, &command), Err(Refusal::Unknown), "{stranger:?}");
        }
    }
    for act in [CaseAct::Open, CaseAct::See, CaseAct::TakeUp, CaseAct::Read, CaseAct::Answer, CaseAct::Close] {
        assert_eq!(may(CaseRelation::None, act), Err(Refusal::Unknown));
    }
}

#[test]
fn f63_only_the_officer_answers_and_only_while_she_works_here() {
    let mut world = World::opened();
    assert!(matches!(world.acts(client(), &answer("Zo.")), Err(Refusal::NotYours { .. })));
    assert_eq!(world.acts(actor(FORMER_OFFICER, Role::Officer), &answer("Zo.")), Err(Refusal::StaffEnded));
    assert!(world.case.opened().unwrap().allowed(client()).is_empty());
    assert_eq!(world.case.opened().unwrap().allowed(officer()), [CaseAct::Answer]);
}

#[test]
fn what_is_the_servers_own_of_a_case_never_comes_over_the_wire() {
    for raw in [r#"{"type":"take_up"}"#, r#"{"type":"read"}"#, r#"{"type":"open","words":null}"#] {
        assert!(serde_json::from_str::<CaseCommand>(raw).is_err(), "{raw}");
    }
    assert!(serde_json::from_str::<CaseCommand>(r#"{"type":"close"}"#).is_ok());
}

/// A log as a release wrote it, and what it meant then. Such a file is made once and never changed.
#[derive(serde::Serialize, serde::Deserialize)]
struct Golden {
    entries: Vec<(Header, String)>,
    core: Core,
}

#[test]
fn a_case_of_the_first_release_still_folds_to_what_it_meant() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/case-1.json");
    if std::env::var_os("MAKE_GOLDEN").is_some() && !std::path::Path::new(path).exists() {
        let mut world = World::opened();
        world.acts(officer(), &CaseCommand::TakeUp {}).unwrap();
        world.acts(officer(), &answer("Uw coach bereidde zich voor.")).unwrap();
        world.acts(client(), &CaseCommand::Read {}).unwrap();
        world.acts(officer(), &CaseCommand::Close {}).unwrap();
        let golden = Golden { core: *world.case.opened().unwrap(), entries: world.entries };
        std::fs::write(path, serde_json::to_string_pretty(&golden).unwrap()).unwrap();
    }
    let golden: Golden = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    verify_chain(golden.entries.iter().map(|(header, _)| header)).unwrap();
    let kinds: std::collections::BTreeSet<_> = golden.entries.iter().map(|(header, _)| header.kind.as_str()).collect();
    assert_eq!(kinds.len(), 6, "each kind of event is in it: {kinds:?}");
    assert_eq!(replayed(&golden.entries).opened().unwrap(), &golden.core);
}

/// Something somebody tries, sensible or not.
#[derive(Clone, Copy, Debug)]
enum Try {
    Open(bool),
    TakeUp,
    Answer(u8),
    Read,
    Close,
}

fn tries() -> impl Strategy<Value = Vec<(u8, Try)>> {
    let what = prop_oneof![
        any::<bool>().prop_map(Try::Open),
        Just(Try::TakeUp),
        any::<u8>().prop_map(Try::Answer),
        Just(Try::Read),
        Just(Try::Close),
    ];
    prop::collection::vec((0..4_u8, what), 1..30)
}

proptest! {
    #[test]
    fn for_any_order_of_acts_a_case_holds_and_replays_to_the_same_state(tries in tries()) {
        let mut world = World::new();
        for (who, what) in tries {
            let who = [client(), officer(), actor(COACH, Role::Coach), actor(FORMER_OFFICER, Role::Officer)]
                [usize::from(who)];
            let command = match what {
                Try::Open(said) => open(said.then_some("Dit klopt niet.")),
                Try::TakeUp => CaseCommand::TakeUp {},
                Try::Answer(n) => answer(&format!("Antwoord {n}.")),
                Try::Read => CaseCommand::Read {},
                Try::Close => CaseCommand::Close {},
            };
            let before = world.case.opened().map(Core::status).ok();
            let done = world.acts(who, &command);
            prop_assert!(who.role == Role::Officer || who.role == Role::Client || done.is_err(), "a coach did it");
            if done.is_err() || done == Ok(0) {
                prop_assert_eq!(before, world.case.opened().map(Core::status).ok(), "what is refused changes nothing");
            }
        }
        let head = verify_chain(world.entries.iter().map(|(header, _)| header)).unwrap();
        prop_assert_eq!(usize::try_from(head.seq).unwrap(), world.entries.len());
        prop_assert_eq!(&replayed(&world.entries), &world.case);
        if let Ok(core) = world.case.opened() {
            let row = case_row(core);
            prop_assert_eq!((row.kind, row.client, row.status), (CaseKind::Look, client().person, core.status().0));
            let answered = world.entries.iter().any(|(header, _)| header.kind == "case_answered");
            prop_assert_eq!(answered, !core.status().0.waits(), "what waits has no answer, and what does not has one");
        }
    }
}

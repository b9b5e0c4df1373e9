//! What a decision and a question of access cost in a dossier of ten entries, and in one of a thousand: the ratio of the
//! two in one run. `cargo run --release -p akkoord-shared --example cost`

#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use shared::access::{Circle, lookers, relation};
use shared::bureau::{Bureau, BureauEvent};
use shared::dossier::command::{Actor, Command, Given};
use shared::dossier::consults::ConsultKind;
use shared::dossier::{Dossier, Item, decide};
use shared::ids::{BureauId, ConsultId, EntryId, Hash, InvitationId, LogId, PersonId, Uuid};
use shared::log::{Event, Header, Role, Subject};
use shared::refusal::Refusal;
use shared::settings::Settings;
use shared::text::{Name, Sentence, TextError};
use shared::time::{CivilDate, Timestamp};
use shared::words::{Lang, Word};

const ROUNDS: u32 = 2_000;
const BATCHES: u32 = 20;

type Failed = Box<dyn std::error::Error>;

fn actor(person: u128, role: Role) -> Actor {
    Actor { person: PersonId(Uuid::from_u128(person)), role }
}

fn header(seq: u64, actor: Actor, event: &impl Event) -> Header {
    let log = Uuid::from_u128(0xD1);
    Header {
        bureau: BureauId(log),
        log: LogId(log),
        seq,
        entry: EntryId(Uuid::from_u128(u128::from(seq) << 64)),
        at: Timestamp(0),
        actor: actor.person,
        role: actor.role,
        kind: event.kind().to_owned(),
        item: event.item().unwrap_or_else(|| LogId(log).into()),
        bureau_seq: 1,
        commitment: Hash::default(),
        prev: Hash::default(),
        hash: Hash::default(),
    }
}

/// A bureau where one coach works.
fn bureau(coach: Actor) -> Result<Bureau, TextError> {
    let (mut bureau, invitation) = (Bureau::default(), InvitationId(Uuid::nil()));
    let events = [
        BureauEvent::Founded { name: Name::new("Bureau")?, settings: Settings::default() },
        BureauEvent::StaffInvited { person: coach.person, role: coach.role, invitation },
        BureauEvent::StaffPledged { sentence: Sentence::new(Lang::En.say(Word::StaffPledge))? },
    ];
    for event in &events {
        bureau.fold(&header(1, coach, event), event);
    }
    Ok(bureau)
}

fn given(seq: u64) -> Result<Given, Failed> {
    Ok(Given {
        entry: EntryId(Uuid::from_u128(u128::from(seq))),
        now: Timestamp(0),
        today: CivilDate::new(2026, 12, 1).ok_or("a date")?,
        minute: 600,
        ticket: Hash::default(),
        verified: None,
        hash_at_seen: None,
        name: None,
        scans: Vec::new(),
        file: None,
        number_taken: false,
        spoken: None,
        known: None,
        current: None,
    })
}

/// A dossier of so many entries, as a decision loads it: the core, and the one consult it is about.
fn dossier(bureau: &Bureau, coach: Actor, entries: u64) -> Result<Dossier, Failed> {
    let client = actor(0xA1, Role::Client);
    let today = given(0)?.today;
    let start = [
        (coach, Command::Open { client: client.person, number: None }),
        (coach, Command::DiscussRegulation { on: today }),
        (client, Command::ConfirmRegulation {}),
    ];
    let consult = |n: u64| Command::RecordConsult {
        consult: ConsultId(Uuid::from_u128(u128::from(n) + 1)),
        held_on: today,
        form: ConsultKind::Phone,
        minutes: None,
    };
    let mut dossier = Dossier::default();
    let acts = start.into_iter().chain((0..).map(|n| (coach, consult(n))));
    for (seq, (who, command)) in (1..=entries).zip(acts) {
        for event in decide(&dossier, bureau, who, &command, &given(seq)?).map_err(|refusal| refused(&refusal))? {
            dossier.fold(&header(seq, who, &event), &event);
        }
    }
    let core = dossier.core().cloned();
    let first = dossier.consults().next().map(|consult| (consult.id.into(), Item::Consult(consult.clone())));
    Ok(Dossier::assemble(core, first.into_iter().collect()))
}

fn refused(refusal: &Refusal) -> Failed {
    refusal.said(Lang::En).into()
}

/// The best of some batches: what else the machine does is no part of it.
fn each(mut act: impl FnMut()) -> Duration {
    let mut batch = || {
        let begun = Instant::now();
        for _ in 0..ROUNDS {
            act();
        }
        begun.elapsed() / ROUNDS
    };
    (0..BATCHES).map(|_| batch()).min().unwrap_or_default()
}

fn main() -> Result<(), Failed> {
    let coach = actor(0xC0, Role::Coach);
    let bureau = bureau(coach)?;
    let given = given(7)?;
    let mut costs = Vec::new();
    for entries in [10, 1000] {
        let dossier = dossier(&bureau, coach, entries)?;
        let circle: Circle = dossier.opened().map_err(|refusal| refused(&refusal))?.circle();
        let command = Command::Look { consult: dossier.consults().next().map(|consult| consult.id) };
        let decides = each(|| drop(black_box(decide(&dossier, &bureau, coach, &command, &given))));
        let relates = each(|| _ = black_box(relation(&circle, &bureau, coach, given.today)));
        let looks = each(|| drop(black_box(lookers(&circle, &bureau, given.today))));
        println!("{entries:>5} entries: decide {decides:?}, relation {relates:?}, who can look {looks:?}");
        costs.push([decides, relates, looks]);
    }
    if let [few, many] = costs.as_slice() {
        for (what, (few, many)) in ["decide", "relation", "who can look"].iter().zip(few.iter().zip(many)) {
            println!(
                "{what}: {:.2} times as much in the dossier of a thousand",
                many.as_secs_f64() / few.as_secs_f64()
            );
        }
    }
    Ok(())
}

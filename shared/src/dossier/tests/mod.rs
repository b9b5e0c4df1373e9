//! How the rules behave, told as sentences, from people who act; and that they hold for any order of acts.

#![expect(clippy::unwrap_in_result, reason = "what a test takes for granted may end it")]

mod acts;
mod any_order;
mod approvals;
mod check;
mod coaches;
mod consents;
mod disputes;
mod documents;
mod exchange;
mod files;
mod forms;
mod golden;
mod grounds;
mod guests;
mod invariants;
mod keys;
mod looks;
mod medical;
mod paper_acts;
mod papers;
mod purposes;
mod records;
mod regulations;
mod representatives;
mod sendings;
mod sharing;
mod sheets;
mod soft_key;
mod substitutes;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

use super::command::{Actor, Command, Given, SignedYes};
use super::consults::{Consult, ConsultKind, Status};
use super::event::LinkHolder;
use super::keys::KeyRoute;
use super::looks::LookKind;
use super::papers::Paper;
use super::summaries::{Marking, Passage, PassageAnswer, Verdict};
use super::view::{ConsultView, DossierView};
use super::{Dossier, DossierEvent, decide, spoken_of, view};
use crate::access::{Act, Relation, lookers};
use crate::bureau::{Bureau, BureauEvent};
use crate::evidence::{CoseKey, Evidence, Site, Unproven};
use crate::ids::{BureauId, Bytes, ConsultId, DossierId, EntryId, Hash, InvitationId, LogId, PersonId};
use crate::index::{ConsultRow, consult_row, look_row};
use crate::log::{Event, Header, Role, Subject, commitment, read_content, verify_chain, write_content};
use crate::refusal::{Answer, Refusal, StatementPart};
use crate::settings::Settings;
use crate::statement::{Decision, Statement, approval_sentence, dispute_sentence, key_sentence};
use crate::text::{Name, PassageText, Place, Remark, Sentence};
use crate::time::{CivilDate, Timestamp};
use crate::words::{Lang, Word};

use soft_key::SoftKey;

fn id(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

const COACH: u128 = 0xC0;
const OTHER_COACH: u128 = 0xC1;
const CLIENT: u128 = 0xA1;
const THIRD_COACH: u128 = 0xC2;
const DOSSIER: u128 = 0xD1;

fn coach() -> Actor {
    Actor { person: PersonId(id(COACH)), role: Role::Coach }
}
fn other() -> Actor {
    Actor { person: PersonId(id(OTHER_COACH)), role: Role::Coach }
}
fn third() -> Actor {
    Actor { person: PersonId(id(THIRD_COACH)), role: Role::Coach }
}
fn name_of(person: PersonId) -> Name {
    Name::new(&format!("Coach {:x}", person.0.as_u128())).unwrap()
}
fn client() -> Actor {
    Actor { person: PersonId(id(CLIENT)), role: Role::Client }
}
fn system() -> Actor {
    Actor { person: PersonId(id(0)), role: Role::System }
}

fn site() -> Site {
    Site { rp_id: "localhost".into(), origins: vec!["http://localhost:8080".into()] }
}

fn text(words: &str) -> PassageText {
    PassageText::new(words).unwrap()
}

fn passages(words: &[&str]) -> Vec<Passage> {
    words.iter().zip(1..).map(|(words, id)| Passage { id, text: text(words) }).collect()
}

/// A bureau with a coach and a dossier, and the clock of both.
struct World {
    bureau: Bureau,
    dossier: Dossier,
    headers: Vec<Header>,
    contents: Vec<Vec<u8>>,
    /// The rows of a board, kept up with what each fold says it changed.
    index: BTreeMap<ConsultId, ConsultRow>,
    now: Timestamp,
    today: CivilDate,
    next: u128,
}

fn log_header(log: u128, seq: u64, prev: Hash, at: Timestamp, actor: Actor, event: &impl Event) -> (Header, Vec<u8>) {
    let content = write_content(event);
    let header = Header {
        bureau: BureauId(id(0xB0)),
        log: LogId(id(log)),
        seq,
        entry: EntryId(id(u128::from(seq) + (log << 64))),
        at,
        actor: actor.person,
        role: actor.role,
        kind: event.kind().to_owned(),
        item: event.item().unwrap_or_else(|| LogId(id(log)).into()),
        bureau_seq: 1,
        commitment: commitment(&[7; 32], &content),
        prev,
        hash: Hash::default(),
    };
    (header.sealed(), content)
}

/// Something happens at the bureau.
fn at_bureau(bureau: &mut Bureau, actor: Actor, event: &BureauEvent) {
    let (header, _) = log_header(0xB0, 1, Hash::default(), Timestamp(0), actor, event);
    bureau.fold(&header, event);
}

impl World {
    /// Three coaches work here; one has taken on a client.
    fn new() -> Self {
        let mut world = Self::before_opening();
        world.opens();
        world
    }

    /// What somebody sees.
    fn seen(&self, who: Actor) -> Result<DossierView, Refusal> {
        view(&self.dossier, &self.bureau, who, self.now, self.today)
    }

    fn opens(&mut self) {
        self.act(coach(), &Command::Open { client: PersonId(id(CLIENT)), number: None }).unwrap();
    }

    /// Somebody else works here, and promised secrecy.
    fn works_here(&mut self, who: u128, role: Role) -> Actor {
        let (person, invitation) = (PersonId(id(who)), InvitationId(id(1)));
        let sentence = Sentence::new(Lang::Nl.say(Word::StaffPledge)).unwrap();
        let actor = Actor { person, role };
        at_bureau(&mut self.bureau, system(), &BureauEvent::StaffInvited { person, role, invitation });
        at_bureau(&mut self.bureau, actor, &BureauEvent::StaffPledged { sentence });
        actor
    }

    fn administrator(&mut self) -> Actor {
        self.works_here(0xAD, Role::Administrator)
    }

    fn before_opening() -> Self {
        let mut bureau = Bureau::default();
        let founded = BureauEvent::Founded { name: Name::new("Bureau").unwrap(), settings: Settings::default() };
        let invited = |who| BureauEvent::StaffInvited {
            person: PersonId(id(who)),
            role: Role::Coach,
            invitation: InvitationId(id(1)),
        };
        let sentence = Sentence::new(Lang::Nl.say(Word::StaffPledge)).unwrap();
        let pledged = || BureauEvent::StaffPledged { sentence: sentence.clone() };
        let story = [
            (system(), founded),
            (system(), invited(COACH)),
            (system(), invited(OTHER_COACH)),
            (system(), invited(THIRD_COACH)),
            (coach(), pledged()),
            (other(), pledged()),
            (third(), pledged()),
        ];
        for (actor, event) in &story {
            at_bureau(&mut bureau, *actor, event);
        }
        Self {
            bureau,
            dossier: Dossier::default(),
            headers: Vec::new(),
            contents: Vec::new(),
            index: BTreeMap::new(),
            now: Timestamp(1_800_000_000_000),
            today: CivilDate::new(2026, 11, 23).unwrap(),
            next: 1,
        }
    }

    /// The start is confirmed and the client has a passkey.
    fn started() -> (Self, SoftKey) {
        let (mut world, key) = (Self::new(), SoftKey::new(1));
        world.start(&key);
        (world, key)
    }

    fn start(&mut self, key: &SoftKey) {
        self.register(key, KeyRoute::First);
        self.act(coach(), &Command::DiscussRegulation { on: self.today }).unwrap();
        self.act(client(), &Command::ConfirmRegulation {}).unwrap();
    }

    /// She makes a key: by an invitation of the coach's, or beside one that she has.
    fn register(&mut self, key: &SoftKey, route: KeyRoute) -> EntryId {
        let invitation = (route != KeyRoute::Added).then(|| self.invite(route).unwrap());
        self.make_key(key, invitation).unwrap();
        self.headers.last().unwrap().entry
    }

    fn invite(&mut self, route: KeyRoute) -> Result<InvitationId, Refusal> {
        let invitation = InvitationId(id(self.next << 8));
        let back = route == KeyRoute::Recovered || !self.dossier.opened()?.keys.is_empty();
        let identity = back.then(|| Remark::new("Zij was hier.").unwrap());
        let link = LinkHolder::Inviter;
        self.act(coach(), &Command::MakeInvitation { invitation, route, link, identity })?;
        Ok(invitation)
    }

    fn make_key(&mut self, key: &SoftKey, invitation: Option<InvitationId>) -> Result<usize, Refusal> {
        let (credential_id, public_key) = (key.credential.clone(), key.public());
        self.act(client(), &Command::RegisterKey { credential_id, public_key, invitation, carried: false })
    }

    fn given(&mut self) -> Given {
        self.next += 1;
        Given {
            entry: EntryId(id(self.next << 32)),
            now: self.now,
            today: self.today,
            minute: 14 * 60 + 2,
            ticket: Hash::of(&[&self.next.to_be_bytes()]),
            verified: None,
            hash_at_seen: None,
            current: None,
            name: None,
            scans: Vec::new(),
            file: None,
            number_taken: false,
            spoken: None,
            known: None,
        }
    }

    fn act(&mut self, actor: Actor, command: &Command) -> Result<usize, Refusal> {
        let given = self.given();
        self.act_as(actor, command, given)
    }

    fn act_as(&mut self, actor: Actor, command: &Command, mut given: Given) -> Result<usize, Refusal> {
        if let Some(evidence) = command.evidence() {
            given.verified = Some(evidence.verify(&site()).map_err(|why| Refusal::Unproven { why })?);
            let seen = usize::try_from(evidence.statement.head.seq).unwrap();
            given.hash_at_seen = seen.checked_sub(1).and_then(|at| self.headers.get(at)).map(|header| header.hash);
        }
        given.current = self.current_text(command);
        given.name = self.name_spoken_of(command);
        given.spoken = given.spoken.take().or_else(|| self.spoken(command).map(Box::new));
        let events = decide(&self.dossier, &self.bureau, actor, command, &given)?;
        for event in &events {
            self.happens(actor, event, given.entry);
        }
        self.twice_is_once(actor, command, given);
        Ok(events.len())
    }

    /// What was decided is written; also what no rule decides any more.
    fn happens(&mut self, actor: Actor, event: &DossierEvent, entry: EntryId) {
        let head = self.headers.last().map_or(Hash::default(), |header| header.hash);
        let seq = u64::try_from(self.headers.len()).unwrap() + 1;
        let (mut header, content) = log_header(DOSSIER, seq, head, self.now, actor, event);
        header.entry = if self.headers.iter().any(|h| h.entry == entry) { header.entry } else { entry };
        let header = header.sealed();
        for item in self.dossier.fold(&header, event) {
            let Ok(consult) = self.dossier.consult(ConsultId(item.0)) else { continue };
            self.index.insert(consult.id, consult_row(consult));
        }
        self.headers.push(header);
        self.contents.push(content);
        self.now.0 += 1;
    }

    /// The same command on what it led to is refused, or changes nothing. What may well happen again is told apart by
    /// its entry id alone, and that is the server's to see.
    fn twice_is_once(&self, actor: Actor, command: &Command, mut given: Given) {
        given.current = self.current_text(command);
        let again = decide(&self.dossier, &self.bureau, actor, command, &given);
        let may_happen_again = matches!(
            command.act(),
            Act::DiscussRegulation
                | Act::MakeInvitation
                | Act::RegisterKey
                | Act::Look
                | Act::Remind
                | Act::ChangeContact
                | Act::PlacePaper
                | Act::NumberElsewhere
                | Act::PassToSystem
                | Act::LookAtRecords
                | Act::LookAtDocuments
                // Each download is another.
                | Act::KeepTheDoor
                | Act::SeeContactView
                | Act::SeeFinanceView
                | Act::ReadMedical
                // Until a second has held it, what was recorded can be put right.
                | Act::RecordForm
                | Act::InviteRepresentative
        );
        assert!(
            may_happen_again || again.as_ref().is_ok_and(Vec::is_empty) || again.is_err(),
            "{command:?}: {again:?}"
        );
    }

    /// The version of one of the three consults that counts; 0 where there is none.
    fn version(&self, consult: u8) -> u32 {
        self.dossier.consult(consult_of(consult)).map_or(0, Consult::version)
    }

    /// The text that counts now, as the server opens it for whoever sends another.
    fn current_text(&self, command: &Command) -> Option<Vec<Passage>> {
        let consult = command.needs().first().map(|item| ConsultId(item.0))?;
        let last = self.dossier.consult(consult).ok()?.versions.last()?.entry;
        let at = self.headers.iter().position(|header| header.entry == last)?;
        match read_content(&self.contents[at]) {
            Ok(DossierEvent::SummarySent { passages, .. }) => Some(passages),
            _ => None,
        }
    }

    /// The name in the sentence that she signs, as the server finds it.
    fn name_spoken_of(&self, command: &Command) -> Option<Name> {
        let core = self.dossier.opened().ok()?;
        spoken_of(core, command).map(name_of)
    }

    /// The log folded again from what is stored.
    fn replayed(&self) -> Dossier {
        let mut again = Dossier::default();
        for (header, content) in self.headers.iter().zip(&self.contents) {
            let event: DossierEvent = read_content(content).unwrap();
            again.fold(header, &event);
        }
        again
    }
}

fn consult_of(n: u8) -> ConsultId {
    ConsultId(id(u128::from(n) + 1))
}

fn confirm(world: &mut World, with: &SoftKey, key: EntryId) -> Result<usize, Refusal> {
    let given = world.given();
    let core = world.dossier.opened().unwrap();
    let newer = core.keys.iter().find(|known| known.entry == key).unwrap();
    let statement = Statement {
        v: 1,
        sentence: Sentence::new(&key_sentence(Lang::En, newer.key.on, newer.key.minute)).unwrap(),
        lang: Lang::En,
        decision: Decision::ConfirmKey,
        item: key.into(),
        version: 1,
        commitment: newer.commitment,
        dossier: core.id,
        actor: core.client,
        entry: given.entry,
        device_at: world.now,
        app_build: Bytes::default(),
        ticket: newer.key.ticket,
        head: core.head,
    };
    let evidence = Box::new(with.sign(world.entry_of(with), statement));
    world.act_as(client(), &Command::ConfirmKey { key, evidence }, given)
}

fn kept(place: &str, key_holder: &str) -> Paper {
    Paper::Kept { place: Place::new(place).unwrap(), key_holder: Place::new(key_holder).unwrap() }
}

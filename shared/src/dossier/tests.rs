//! How the rules behave, told as sentences, from people who act; and that they hold for any order of acts.

#![expect(clippy::unwrap_in_result, reason = "what a test takes for granted may end it")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

use super::command::{Actor, Command, Given, decide};
use super::consults::{Consult, ConsultKind, Status};
use super::event::LinkHolder;
use super::keys::KeyRoute;
use super::summaries::{Marking, Passage, PassageAnswer, Verdict};
use super::view::ConsultView;
use super::{Dossier, DossierEvent, view};
use crate::access::Act;
use crate::bureau::{Bureau, BureauEvent};
use crate::evidence::{CoseKey, Evidence, Site, Unproven};
use crate::ids::{BureauId, Bytes, ConsultId, DossierId, EntryId, Hash, InvitationId, LogId, PersonId};
use crate::index::{ConsultRow, consult_row};
use crate::log::{Event, Header, Role, Subject, commitment, read_content, verify_chain, write_content};
use crate::policy::Policy;
use crate::refusal::{Answer, Refusal, StatementPart};
use crate::statement::{Decision, Statement, approval_sentence, dispute_sentence, key_sentence};
use crate::text::{Name, PassageText, Remark, Sentence};
use crate::time::{CivilDate, Timestamp};
use crate::words::Lang;

fn id(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

const COACH: u128 = 0xC0;
const OTHER_COACH: u128 = 0xC1;
const CLIENT: u128 = 0xA1;
const DOSSIER: u128 = 0xD1;

fn coach() -> Actor {
    Actor { person: PersonId(id(COACH)), role: Role::Coach }
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

/// A passkey whose private half the test holds.
struct SoftKey {
    pair: EcdsaKeyPair,
    credential: Bytes,
}

impl SoftKey {
    fn new(name: u8) -> Self {
        let rng = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &rng).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &rng).unwrap();
        Self { pair, credential: Bytes(vec![name; 16]) }
    }

    fn public(&self) -> CoseKey {
        let point = self.pair.public_key().as_ref();
        CoseKey::Es256 { x: Bytes(point[1..33].to_vec()), y: Bytes(point[33..].to_vec()) }
    }

    fn sign(&self, key_entry: EntryId, statement: Statement) -> Evidence {
        let challenge = statement.challenge();
        let client_data = format!(
            r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"http://localhost:8080","crossOrigin":false,"other":1}}"#
        );
        let mut authenticator_data = Hash::of(&[b"localhost"]).0.to_vec();
        authenticator_data.extend([0x05, 0, 0, 0, 7]);
        let mut evidence = Evidence {
            statement,
            key_entry,
            credential_id: self.credential.clone(),
            public_key: self.public(),
            authenticator_data: Bytes(authenticator_data),
            client_data_json: Bytes(client_data.into_bytes()),
            signature: Bytes::default(),
        };
        let signature = self.pair.sign(&SystemRandom::new(), &evidence.signed_bytes()).unwrap();
        evidence.signature = Bytes(signature.as_ref().to_vec());
        evidence
    }
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

impl World {
    /// Two coaches work here; one has taken on a client.
    fn new() -> Self {
        let mut bureau = Bureau::default();
        let founded = BureauEvent::Founded { name: Name::new("Bureau").unwrap(), policy: Policy::default() };
        let invited = |who| BureauEvent::StaffInvited {
            person: PersonId(id(who)),
            role: Role::Coach,
            invitation: InvitationId(id(1)),
        };
        for (seq, event) in (1..).zip([founded, invited(COACH), invited(OTHER_COACH)]) {
            let (header, _) = log_header(0xB0, seq, Hash::default(), Timestamp(0), system(), &event);
            bureau.fold(&header, &event);
        }
        let mut world = Self {
            bureau,
            dossier: Dossier::default(),
            headers: Vec::new(),
            contents: Vec::new(),
            index: BTreeMap::new(),
            now: Timestamp(1_800_000_000_000),
            today: CivilDate::new(2026, 11, 23).unwrap(),
            next: 1,
        };
        world.act(coach(), &Command::Open { client: PersonId(id(CLIENT)) }).unwrap();
        world
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
        self.act(client(), &Command::RegisterKey { credential_id, public_key, invitation })
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
        let events = decide(&self.dossier, &self.bureau, actor, command, &given)?;
        for event in &events {
            let head = self.headers.last().map_or(Hash::default(), |header| header.hash);
            let seq = u64::try_from(self.headers.len()).unwrap() + 1;
            let (mut header, content) = log_header(DOSSIER, seq, head, self.now, actor, event);
            header.entry = if self.headers.iter().any(|h| h.entry == given.entry) { header.entry } else { given.entry };
            let header = header.sealed();
            for item in self.dossier.fold(&header, event) {
                let consult = self.dossier.consult(ConsultId(item.0)).unwrap();
                self.index.insert(consult.id, consult_row(consult, coach().person));
            }
            self.headers.push(header);
            self.contents.push(content);
            self.now.0 += 1;
        }
        self.twice_is_once(actor, command, given);
        Ok(events.len())
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

    fn consult(&mut self, n: u128) -> ConsultId {
        let consult = ConsultId(id(n));
        let held_on = self.today;
        self.act(coach(), &Command::RecordConsult { consult, held_on, form: ConsultKind::Office }).unwrap();
        consult
    }

    fn send(&mut self, consult: ConsultId, words: &[&str]) -> Result<usize, Refusal> {
        let replaces = self.dossier.consult(consult).unwrap().version();
        self.act(coach(), &Command::SendSummary { consult, replaces, passages: passages(words) })
    }

    /// What the phone signs: everything as the page shows it.
    fn statement(&mut self, consult: ConsultId, version: u32) -> (Given, Statement) {
        let shown = self.shown(consult);
        let sent = shown.versions.iter().find(|sent| sent.number == version).unwrap();
        let ticket = shown.question.as_ref().map_or(Hash::default(), |question| question.ticket);
        let sentence = approval_sentence(Lang::Nl, shown.held_on, version);
        self.said(Decision::ApproveSummary, &sentence, consult, version, sent.commitment, ticket)
    }

    /// What the phone signs under her last dispute: everything as the page shows it.
    fn dispute_statement(&mut self, consult: ConsultId) -> (Given, Statement) {
        let shown = self.shown(consult);
        let last = shown.disputes.last().unwrap();
        let sentence = dispute_sentence(Lang::Nl, shown.held_on, last.version);
        self.said(Decision::DisputeSummary, &sentence, consult, last.version, last.commitment, last.ticket)
    }

    fn shown(&self, consult: ConsultId) -> ConsultView {
        let page = view(&self.dossier, client(), self.now).unwrap();
        page.consults.into_iter().find(|shown| shown.id == consult).unwrap()
    }

    fn said(
        &mut self,
        decision: Decision,
        sentence: &str,
        consult: ConsultId,
        version: u32,
        commitment: Hash,
        ticket: Hash,
    ) -> (Given, Statement) {
        let given = self.given();
        let statement = Statement {
            v: 1,
            sentence: Sentence::new(sentence).unwrap(),
            lang: Lang::Nl,
            decision,
            item: consult.into(),
            version,
            commitment,
            dossier: DossierId(id(DOSSIER)),
            actor: client().person,
            entry: given.entry,
            device_at: Timestamp(self.now.0 - 7_200_000),
            app_build: Bytes(vec![1, 2, 3]),
            ticket,
            head: self.dossier.opened().unwrap().head,
        };
        (given, statement)
    }

    fn approve(&mut self, key: &SoftKey, consult: ConsultId, version: u32) -> Result<usize, Refusal> {
        let (given, statement) = self.statement(consult, version);
        let evidence = Box::new(key.sign(self.entry_of(key), statement));
        self.act_as(client(), &Command::ApproveSummary { consult, version, evidence }, given)
    }

    /// She takes a key away, signed in with another or with that one.
    fn remove(&mut self, key: &SoftKey, by: &SoftKey) -> Result<usize, Refusal> {
        let command = Command::RemoveKey { key: self.entry_of(key), by: self.entry_of(by) };
        self.act(client(), &command)
    }

    fn entry_of(&self, key: &SoftKey) -> EntryId {
        let keys = &self.dossier.opened().unwrap().keys;
        keys.iter().find(|known| known.key.credential_id == key.credential).unwrap().entry
    }

    fn dispute(&mut self, consult: ConsultId, version: u32, passage: u16) -> Result<usize, Refusal> {
        let marks = vec![Marking { passage, proposed: Some(text("Zo was het.")), why: None }];
        self.act(client(), &Command::DisputeSummary { consult, version, marks, remark: None })
    }

    /// She signs what she disputed last.
    fn sign_dispute(&mut self, key: &SoftKey, consult: ConsultId) -> Result<usize, Refusal> {
        let (given, statement) = self.dispute_statement(consult);
        let dispute = self.dossier.consult(consult).unwrap().disputes.last().unwrap().entry;
        let evidence = Box::new(key.sign(self.entry_of(key), statement));
        self.act_as(client(), &Command::SignDispute { consult, dispute, evidence }, given)
    }

    fn answer(&mut self, consult: ConsultId, verdict: Verdict, revision: Option<&[&str]>) -> Result<usize, Refusal> {
        let dispute = self.dossier.consult(consult).unwrap().disputes.last().unwrap().entry;
        let reason = (verdict != Verdict::Accepted).then(|| Remark::new("Ik weet het anders.").unwrap());
        let answers = vec![PassageAnswer { verdict, reason }];
        let revision = revision.map(passages);
        self.act(coach(), &Command::AnswerDispute { consult, dispute, answers, revision })
    }

    fn status(&self, consult: ConsultId) -> Status {
        self.dossier.consult(consult).unwrap().status().0
    }

    fn pass_days(&mut self, days: i64) {
        self.now = self.now.plus_hours(24 * days);
        self.today = self.today.plus_days(days);
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

#[test]
fn r3_5_a_client_approves_what_she_was_sent_with_her_own_key() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    assert_eq!(world.status(consult), Status::Missing);
    world.send(consult, &["U werkt nu twee uur per dag."]).unwrap();
    world.act(client(), &Command::SeeSummary { consult, version: 1 }).unwrap();
    assert_eq!(world.status(consult), Status::Seen);
    assert_eq!(world.approve(&key, consult, 1), Ok(1));
    assert_eq!(world.status(consult), Status::Approved);
}

type Change = fn(&mut Statement);

/// Each part of a statement, changed.
fn changes() -> [(StatementPart, Change); 10] {
    [
        (StatementPart::Format, |said| said.v = 2),
        (StatementPart::Sentence, |said| said.sentence = Sentence::new("Ik vind alles goed.").unwrap()),
        (StatementPart::Decision, |said| said.decision = Decision::ConfirmKey),
        (StatementPart::Item, |said| said.item.0 = id(99)),
        (StatementPart::Version, |said| said.version = 2),
        (StatementPart::Commitment, |said| said.commitment.0[0] ^= 1),
        (StatementPart::Dossier, |said| said.dossier.0 = id(99)),
        (StatementPart::Actor, |said| said.actor.0 = id(99)),
        (StatementPart::Entry, |said| said.entry.0 = id(99)),
        (StatementPart::Ticket, |said| said.ticket.0[0] ^= 1),
    ]
}

#[test]
fn f2_a_signature_counts_for_exactly_what_was_shown() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    for (part, change) in changes() {
        let (given, mut statement) = world.statement(consult, 1);
        change(&mut statement);
        let evidence = Box::new(key.sign(world.entry_of(&key), statement));
        let refused = world.act_as(client(), &Command::ApproveSummary { consult, version: 1, evidence }, given);
        assert_eq!(refused, Err(Refusal::StatementDiffers { part }));
    }
    assert_eq!(world.status(consult), Status::Sent);
}

#[test]
fn one_changed_bit_in_anything_signed_is_no_signature() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let (_, statement) = world.statement(consult, 1);
    let evidence = key.sign(world.entry_of(&key), statement);
    assert!(evidence.verify(&site()).is_ok());
    let flip = |bytes: &Bytes, at: usize| {
        let mut changed = bytes.clone();
        changed.0[at] ^= 1;
        changed
    };
    for at in 0..evidence.authenticator_data.0.len() {
        let changed = Evidence { authenticator_data: flip(&evidence.authenticator_data, at), ..evidence.clone() };
        assert!(changed.verify(&site()).is_err(), "authenticator data, byte {at}");
    }
    for at in 0..evidence.client_data_json.0.len() {
        let changed = Evidence { client_data_json: flip(&evidence.client_data_json, at), ..evidence.clone() };
        assert!(changed.verify(&site()).is_err(), "client data, byte {at}");
    }
    for at in 0..evidence.signature.0.len() {
        let changed = Evidence { signature: flip(&evidence.signature, at), ..evidence.clone() };
        assert_eq!(changed.verify(&site()), Err(Unproven::Signature), "signature, byte {at}");
    }
    let elsewhere = Site { rp_id: "localhost".into(), origins: vec!["https://evil.example".into()] };
    assert_eq!(evidence.verify(&elsewhere), Err(Unproven::Origin));
}

#[test]
fn f17_an_approval_belongs_to_one_version_and_is_void_for_the_next() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.approve(&key, consult, 1).unwrap();
    world.send(consult, &["Een, en nog iets."]).unwrap();
    assert_eq!(world.status(consult), Status::Sent);
    let kept = &world.dossier.consult(consult).unwrap().approvals;
    assert_eq!(kept.iter().map(|approval| approval.version).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_client_cannot_approve_a_stale_version() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let (given, statement) = world.statement(consult, 1);
    let evidence = Box::new(key.sign(world.entry_of(&key), statement));
    world.send(consult, &["Twee."]).unwrap();
    let late = world.act_as(client(), &Command::ApproveSummary { consult, version: 1, evidence }, given);
    assert_eq!(late, Err(Refusal::Stale { current: 2 }));
}

#[test]
fn a_second_approval_is_told_of_the_first() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.approve(&key, consult, 1).unwrap();
    let again = world.approve(&key, consult, 1);
    assert!(matches!(again, Err(Refusal::Answered { answer: Answer::Approved, .. })), "{again:?}");
}

#[test]
fn f7_no_coach_approves_disputes_or_makes_a_key_for_her() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let (given, statement) = world.statement(consult, 1);
    let evidence = Box::new(key.sign(world.entry_of(&key), statement));
    let commands = [
        Command::SignDispute { consult, dispute: EntryId(id(9)), evidence: evidence.clone() },
        Command::ApproveSummary { consult, version: 1, evidence },
        Command::DisputeSummary { consult, version: 1, marks: vec![], remark: Remark::new("Nee.").ok() },
        Command::RegisterKey { credential_id: Bytes(vec![9]), public_key: key.public(), invitation: None },
        Command::ConfirmRegulation {},
    ];
    for command in commands {
        let refused = world.act_as(coach(), &command, given.clone());
        assert!(matches!(refused, Err(Refusal::NotYours { .. })), "{command:?}: {refused:?}");
    }
}

#[test]
fn m7b_another_coach_finds_no_dossier() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    let other = Actor { person: PersonId(id(OTHER_COACH)), role: Role::Coach };
    assert_eq!(view(&world.dossier, other, world.now), Err(Refusal::Unknown));
    let command = Command::SendSummary { consult, replaces: 0, passages: passages(&["Een."]) };
    assert_eq!(world.act(other, &command), Err(Refusal::Unknown));
}

#[test]
fn w14_no_consult_before_the_regulation_was_discussed_and_confirmed() {
    let mut world = World::new();
    let (consult, held_on) = (ConsultId(id(1)), world.today);
    let record = Command::RecordConsult { consult, held_on, form: ConsultKind::Phone };
    assert_eq!(world.act(coach(), &record), Err(Refusal::NotStarted));
    world.act(coach(), &Command::DiscussRegulation { on: held_on }).unwrap();
    assert_eq!(world.act(coach(), &record), Err(Refusal::NotStarted));
    world.act(client(), &Command::ConfirmRegulation {}).unwrap();
    assert_eq!(world.act(coach(), &record), Ok(1));
}

#[test]
fn w14_she_alone_confirming_is_no_start() {
    let mut world = World::new();
    let confirm = Command::ConfirmRegulation {};
    assert_eq!(world.act(client(), &confirm), Err(Refusal::NotStarted));
    let allowed = |world: &World, who| view(&world.dossier, who, world.now).unwrap().allowed;
    assert!(!allowed(&world, client()).contains(&Act::ConfirmRegulation));
    let long_ago = Command::DiscussRegulation { on: world.today.plus_days(-3661) };
    assert!(matches!(world.act(coach(), &long_ago), Err(Refusal::DateTooEarly { .. })));
    let discuss = Command::DiscussRegulation { on: world.today };
    assert_eq!(world.act(coach(), &discuss), Ok(1));
    assert_eq!(world.act(coach(), &discuss), Ok(1), "the day can be put right until she confirms it");
    assert!(allowed(&world, client()).contains(&Act::ConfirmRegulation));
    assert!(!allowed(&world, coach()).contains(&Act::RecordConsult));
    assert_eq!(world.act(client(), &confirm), Ok(1));
    assert_eq!(world.act(client(), &confirm), Ok(0), "once is enough");
    assert_eq!(world.act(coach(), &discuss), Err(Refusal::Started));
    assert!(allowed(&world, coach()).contains(&Act::RecordConsult));
}

#[test]
fn r1_9_a_consult_in_the_future_has_not_taken_place() {
    let (mut world, _) = World::started();
    let held_on = world.today.plus_days(1);
    let record = Command::RecordConsult { consult: ConsultId(id(1)), held_on, form: ConsultKind::Video };
    assert_eq!(world.act(coach(), &record), Err(Refusal::FutureDate { today: world.today }));
}

#[test]
fn f13_a_dispute_counts_at_once_and_is_signed_once_after() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    assert_eq!(world.status(consult), Status::Disputed, "it counts without a signature");
    let shown = world.shown(consult);
    assert!(shown.allowed.contains(&Act::SignDispute));
    assert_eq!(shown.disputes[0].signed_at, None, "its absence is shown");
    let signed_at = world.now;
    assert_eq!(world.sign_dispute(&key, consult), Ok(1));
    assert_eq!(world.status(consult), Status::Disputed, "a signature changes nothing about where it stands");
    let shown = world.shown(consult);
    assert_eq!(shown.disputes[0].signed_at, Some(signed_at));
    assert!(!shown.allowed.contains(&Act::SignDispute));
    assert_eq!(world.sign_dispute(&key, consult), Err(Refusal::Signed { at: signed_at }));
}

#[test]
fn f2_the_signature_under_a_dispute_counts_for_exactly_what_was_shown() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    let dispute = world.dossier.consult(consult).unwrap().disputes[0].entry;
    for (part, change) in changes() {
        let (given, mut statement) = world.dispute_statement(consult);
        change(&mut statement);
        let evidence = Box::new(key.sign(world.entry_of(&key), statement));
        let refused = world.act_as(client(), &Command::SignDispute { consult, dispute, evidence }, given);
        assert_eq!(refused, Err(Refusal::StatementDiffers { part }));
    }
    // What she signed under the text is no signature under the dispute, and the other way about.
    let (given, statement) = world.statement(consult, 1);
    let evidence = Box::new(key.sign(world.entry_of(&key), statement));
    let refused = world.act_as(client(), &Command::SignDispute { consult, dispute, evidence }, given);
    assert_eq!(refused, Err(Refusal::StatementDiffers { part: StatementPart::Decision }));
    assert_eq!(world.shown(consult).disputes[0].signed_at, None);
}

#[test]
fn f13_what_was_refused_may_still_be_signed_until_she_approves_or_says_something_else() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een.", "Twee."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    let first = world.dossier.consult(consult).unwrap().disputes[0].entry;
    let (early, of_the_first) = world.dispute_statement(consult);
    world.answer(consult, Verdict::Refused, None).unwrap();
    assert!(world.shown(consult).allowed.contains(&Act::SignDispute), "her words stay attached: she may sign them");
    world.dispute(consult, 1, 2).unwrap();
    let evidence = Box::new(key.sign(world.entry_of(&key), of_the_first));
    let refused = world.act_as(client(), &Command::SignDispute { consult, dispute: first, evidence }, early);
    assert_eq!(refused, Err(Refusal::NoQuestion), "what she said last is what is asked");
    world.answer(consult, Verdict::Refused, None).unwrap();
    world.approve(&key, consult, 1).unwrap();
    assert!(!world.shown(consult).allowed.contains(&Act::SignDispute));
    let refused = world.sign_dispute(&key, consult);
    assert!(matches!(refused, Err(Refusal::Answered { answer: Answer::Approved, .. })), "{refused:?}");
}

#[test]
fn f17_a_dispute_of_a_version_that_counts_no_more_is_not_signed() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    world.answer(consult, Verdict::Accepted, Some(&["Zo was het."])).unwrap();
    assert!(!world.shown(consult).allowed.contains(&Act::SignDispute));
    assert_eq!(world.sign_dispute(&key, consult), Err(Refusal::Stale { current: 2 }));
    assert_eq!(world.shown(consult).disputes[0].signed_at, None, "and that it was not signed stays to be seen");
}

#[test]
fn f4_a_key_that_counts_for_nothing_yet_signs_no_dispute() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    let new = SoftKey::new(2);
    world.register(&new, KeyRoute::Recovered);
    let refused = world.sign_dispute(&new, consult);
    assert!(matches!(refused, Err(Refusal::KeyTooNew { .. })), "{refused:?}");
}

#[test]
fn f14_what_the_coach_accepts_is_a_new_version_and_a_new_question() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een.", "Twee."]).unwrap();
    world.dispute(consult, 1, 2).unwrap();
    assert_eq!(world.status(consult), Status::Disputed);
    assert_eq!(world.answer(consult, Verdict::Accepted, None), Err(Refusal::RevisionMissing));
    assert_eq!(world.answer(consult, Verdict::Accepted, Some(&["Een.", "Twee."])), Err(Refusal::RevisionMissing));
    let elsewhere = world.answer(consult, Verdict::Partly, Some(&["Iets anders.", "Twee."]));
    assert_eq!(elsewhere, Err(Refusal::RevisionMissing), "what was accepted must show in the passage it is about");
    assert_eq!(world.answer(consult, Verdict::Accepted, Some(&["Een.", "Zo was het."])), Ok(2));
    assert_eq!(world.status(consult), Status::Sent);
    assert!(!world.dossier.consult(consult).unwrap().disputes[0].stays_attached());
    world.approve(&key, consult, 2).unwrap();
}

#[test]
fn f14_a_passage_that_was_accepted_may_also_go() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een.", "Twee."]).unwrap();
    world.dispute(consult, 1, 2).unwrap();
    assert_eq!(world.answer(consult, Verdict::Accepted, Some(&["Een."])), Ok(2));
}

#[test]
fn f16_where_the_coach_refuses_her_words_stay_attached_to_every_later_version() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    assert_eq!(world.answer(consult, Verdict::Refused, Some(&["Anders."])), Err(Refusal::RevisionNotNeeded));
    assert_eq!(world.answer(consult, Verdict::Refused, None), Ok(1));
    assert_eq!(world.status(consult), Status::Answered);
    world.approve(&key, consult, 1).unwrap();
    world.send(consult, &["Een, nieuw."]).unwrap();
    assert!(world.dossier.consult(consult).unwrap().disputes[0].stays_attached());
}

#[test]
fn f14_a_refusal_without_a_reason_is_no_answer() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    let dispute = world.dossier.consult(consult).unwrap().disputes[0].entry;
    for (answers, refusal) in [
        (vec![], Refusal::AnswersIncomplete),
        (vec![PassageAnswer { verdict: Verdict::Refused, reason: None }], Refusal::ReasonMissing),
    ] {
        let command = Command::AnswerDispute { consult, dispute, answers, revision: None };
        assert_eq!(world.act(coach(), &command), Err(refusal));
    }
}

#[test]
fn f18_silence_is_reminded_of_twice_and_never_taken_for_a_yes() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let remind = Command::Remind { consult, version: 1 };
    let leave = Command::LeaveUnanswered { consult, version: 1 };
    assert_eq!(world.act(system(), &remind), Err(Refusal::NoQuestion));
    // The coach may remind too, once a day, and that takes nothing from the product's own.
    let by_hand = Command::RemindNow { consult, version: 1 };
    let today = world.today;
    assert_eq!(world.act(coach(), &by_hand), Ok(1));
    assert_eq!(world.act(coach(), &by_hand), Err(Refusal::RemindedToday { from: today.plus_days(1) }));
    world.pass_days(3);
    assert_eq!(world.act(system(), &remind), Ok(1));
    assert_eq!(world.act(system(), &remind), Err(Refusal::NoQuestion));
    world.pass_days(4);
    assert_eq!(world.act(system(), &remind), Ok(1));
    assert_eq!(world.act(system(), &leave), Err(Refusal::NoQuestion));
    assert!(matches!(world.act(coach(), &by_hand), Err(Refusal::RemindedToday { .. })), "the product did so today");
    world.pass_days(8);
    assert_eq!(world.act(system(), &leave), Ok(1));
    assert_eq!(world.act(coach(), &by_hand), Err(Refusal::NoQuestion));
    assert_eq!(world.status(consult), Status::Unanswered);
    assert!(world.dossier.consult(consult).unwrap().approvals.is_empty());
    assert_eq!(world.approve(&key, consult, 1), Ok(1));
}

#[test]
fn f4_a_recovered_key_opens_nothing_for_a_day_unless_an_older_one_confirms_it() {
    let (mut world, old) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let new = SoftKey::new(2);
    let entry = world.register(&new, KeyRoute::Recovered);
    let refused = world.approve(&new, consult, 1);
    assert!(matches!(refused, Err(Refusal::KeyTooNew { .. })), "{refused:?}");
    let own = confirm(&mut world, &new, entry);
    assert_eq!(own, Err(Refusal::OwnKey));
    assert_eq!(confirm(&mut world, &old, entry), Ok(1));
    assert_eq!(world.approve(&new, consult, 1), Ok(1));
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

#[test]
fn f7_a_first_key_for_somebody_who_has_one_is_a_recovery() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let planted = SoftKey::new(3);
    world.register(&planted, KeyRoute::First);
    let refused = world.approve(&planted, consult, 1);
    assert!(matches!(refused, Err(Refusal::KeyTooNew { .. })), "{refused:?}");
}

#[test]
fn f4_a_key_names_the_invitation_it_came_by_and_who_checked_that_it_was_she() {
    let mut world = World::new();
    let key = SoftKey::new(1);
    assert_eq!(world.make_key(&key, None), Err(Refusal::KeyUnknown), "the first comes by an invitation");
    let withdrawn = world.invite(KeyRoute::First).unwrap();
    assert_eq!(world.act(coach(), &Command::WithdrawInvitation { invitation: withdrawn }), Ok(1));
    assert_eq!(world.make_key(&key, Some(withdrawn)), Err(Refusal::InvitationClosed));
    let former = world.invite(KeyRoute::First).unwrap();
    let open = world.invite(KeyRoute::First).unwrap();
    assert_eq!(world.headers.iter().filter(|header| header.kind == "invitation_withdrawn").count(), 2);
    assert_eq!(world.make_key(&key, Some(former)), Err(Refusal::InvitationClosed));
    assert_eq!(world.make_key(&key, Some(open)), Ok(1));
    assert_eq!(world.make_key(&SoftKey::new(2), Some(open)), Err(Refusal::InvitationClosed), "used once");
    let (route, link) = (KeyRoute::First, LinkHolder::Inviter);
    let unchecked = Command::MakeInvitation { invitation: InvitationId(id(9)), route, link, identity: None };
    assert_eq!(world.act(coach(), &unchecked), Err(Refusal::IdentityMissing));
    let back = world.invite(KeyRoute::Recovered).unwrap();
    let check = world.headers.iter().find(|header| header.kind == "identity_checked").unwrap().entry;
    assert_eq!(world.make_key(&SoftKey::new(3), Some(back)), Ok(1));
    let keys = &world.dossier.opened().unwrap().keys;
    let came_by = |at: usize| (keys[at].key.route, keys[at].key.invitation, keys[at].key.check);
    assert_eq!(came_by(0), (KeyRoute::First, Some(open), None));
    assert_eq!(came_by(1), (KeyRoute::Recovered, Some(back), Some(check)));
}

#[test]
fn f3_two_keys_of_one_day_are_told_apart_by_the_minute() {
    let day = CivilDate::new(2026, 11, 23).unwrap();
    assert_eq!(
        key_sentence(Lang::Nl, day, 14 * 60 + 2),
        "De nieuwe sleutel van 23 november 2026 om 14:02 is van mij. Hij mag voor mij tekenen."
    );
}

#[test]
fn f4_after_a_day_a_recovered_key_counts_by_itself() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let new = SoftKey::new(2);
    world.register(&new, KeyRoute::Recovered);
    world.pass_days(1);
    assert_eq!(world.approve(&new, consult, 1), Ok(1));
}

#[test]
fn f3_a_removed_key_signs_nothing_more_and_the_last_one_stays() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    assert_eq!(world.remove(&key, &key), Err(Refusal::LastKey));
    let second = SoftKey::new(2);
    let entry = world.register(&second, KeyRoute::Added);
    assert_eq!(world.remove(&key, &key), Err(Refusal::LastKey), "the other one does not count yet");
    confirm(&mut world, &key, entry).unwrap();
    assert_eq!(world.remove(&key, &second), Ok(1));
    assert_eq!(world.remove(&key, &second), Ok(0), "what is gone stays gone");
    assert_eq!(world.remove(&second, &second), Err(Refusal::LastKey));
    let refused = world.approve(&key, consult, 1);
    assert!(matches!(refused, Err(Refusal::KeyRemoved { .. })), "{refused:?}");
    assert_eq!(world.approve(&second, consult, 1), Ok(1));
}

#[test]
fn f3_an_added_key_never_counts_unsigned() {
    let (mut world, first) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let added = SoftKey::new(2);
    let entry = world.register(&added, KeyRoute::Added);
    for _ in 0..2 {
        assert_eq!(world.approve(&added, consult, 1), Err(Refusal::KeyUnsigned));
        assert_eq!(world.remove(&first, &added), Err(Refusal::KeyUnsigned));
        world.pass_days(400);
    }
    assert_eq!(confirm(&mut world, &added, entry), Err(Refusal::OwnKey));
    assert_eq!(confirm(&mut world, &first, entry), Ok(1));
    assert_eq!(world.approve(&added, consult, 1), Ok(1));
}

#[test]
fn f4_a_waiting_key_removes_no_other_and_is_removed_by_one_that_counts() {
    let (mut world, old) = World::started();
    let (planted, back) = (SoftKey::new(2), SoftKey::new(3));
    world.register(&planted, KeyRoute::Recovered);
    let refused = world.remove(&old, &planted);
    assert!(matches!(refused, Err(Refusal::KeyTooNew { .. })), "{refused:?}");
    let alone = world.remove(&old, &old);
    assert_eq!(alone, Err(Refusal::LastKey), "else nobody could take the planted one away");
    assert_eq!(world.remove(&planted, &old), Ok(1), "who has a key that counts defends herself at once");
    // A lost phone: after the wait the new key takes the old one away, and then stays.
    world.register(&back, KeyRoute::Recovered);
    world.pass_days(1);
    assert_eq!(world.remove(&old, &back), Ok(1));
    assert_eq!(world.remove(&back, &back), Err(Refusal::LastKey));
}

#[test]
fn f4_a_waiting_key_may_give_itself_up() {
    let (mut world, _old) = World::started();
    let back = SoftKey::new(2);
    world.register(&back, KeyRoute::Recovered);
    assert_eq!(world.remove(&back, &back), Ok(1));
}

#[test]
fn another_persons_key_is_not_hers() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let (given, statement) = world.statement(consult, 1);
    let stranger = SoftKey::new(9);
    let evidence = Box::new(stranger.sign(world.entry_of(&key), statement));
    let refused = world.act_as(client(), &Command::ApproveSummary { consult, version: 1, evidence }, given);
    assert_eq!(refused, Err(Refusal::StatementDiffers { part: StatementPart::Key }));
}

#[test]
fn a_signature_over_another_history_is_refused() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let (given, mut statement) = world.statement(consult, 1);
    statement.head.hash.0[0] ^= 1;
    let evidence = Box::new(key.sign(world.entry_of(&key), statement));
    let refused = world.act_as(client(), &Command::ApproveSummary { consult, version: 1, evidence }, given);
    assert_eq!(refused, Err(Refusal::HeadUnknown));
}

/// Something somebody tries, sensible or not. Numbers choose among three consults, three texts, three keys.
#[derive(Clone, Debug)]
enum Try {
    Discuss,
    Confirm,
    AddKey(u8, bool),
    Vouch(u8, u8),
    DropKey(u8, u8),
    Record(u8),
    Send(u8, u8),
    See(u8),
    Look(u8),
    Approve(u8, u8),
    Dispute(u8, u8),
    Sign(u8, u8),
    Answer(u8, bool),
    Days(u8),
    Remind(u8),
    Leave(u8),
    AnotherCoach(u8),
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let n = || 0..3_u8;
    let one = prop_oneof![
        Just(Try::Discuss),
        Just(Try::Confirm),
        (n(), any::<bool>()).prop_map(|(k, lost)| Try::AddKey(k, lost)),
        (n(), n()).prop_map(|(by, k)| Try::Vouch(by, k)),
        (n(), n()).prop_map(|(by, k)| Try::DropKey(by, k)),
        n().prop_map(Try::Record),
        (n(), 0..4_u8).prop_map(|(c, t)| Try::Send(c, t)),
        n().prop_map(Try::See),
        n().prop_map(Try::Look),
        (n(), n()).prop_map(|(c, k)| Try::Approve(c, k)),
        (n(), 1..3_u8).prop_map(|(c, p)| Try::Dispute(c, p)),
        (n(), n()).prop_map(|(c, k)| Try::Sign(c, k)),
        (n(), any::<bool>()).prop_map(|(c, a)| Try::Answer(c, a)),
        (1..9_u8).prop_map(Try::Days),
        n().prop_map(Try::Remind),
        n().prop_map(Try::Leave),
        n().prop_map(Try::AnotherCoach),
    ];
    prop::collection::vec(one, 1..60)
}

fn consult_of(n: u8) -> ConsultId {
    ConsultId(id(u128::from(n) + 1))
}

fn disputed(world: &World, consult: ConsultId) -> bool {
    world.dossier.consult(consult).is_ok_and(|known| !known.disputes.is_empty())
}

fn attempt(world: &mut World, keys: &[SoftKey; 3], what: &Try) {
    let key = |n: u8| &keys[usize::from(n)];
    let known = |world: &World, n: u8| {
        let hers = &world.dossier.opened().unwrap().keys;
        hers.iter().any(|hers| hers.key.credential_id == key(n).credential)
    };
    match *what {
        Try::Discuss => drop(world.act(coach(), &Command::DiscussRegulation { on: world.today })),
        Try::Confirm => {
            for command in [Command::SeeRegulation {}, Command::AskRegulation {}, Command::ConfirmRegulation {}] {
                drop(world.act(client(), &command));
            }
        }
        Try::AddKey(k, lost) if !known(world, k) => {
            let invitation = lost.then(|| world.invite(KeyRoute::Recovered).unwrap());
            drop(world.make_key(key(k), invitation));
        }
        Try::Vouch(by, k) if known(world, by) && known(world, k) => {
            drop(confirm(world, key(by), world.entry_of(key(k))));
        }
        Try::DropKey(by, k) if known(world, by) && known(world, k) => {
            drop(world.remove(key(k), key(by)));
        }
        Try::Approve(c, k) if known(world, k) && world.version(c) > 0 => {
            drop(world.approve(key(k), consult_of(c), world.version(c)));
        }
        Try::Sign(c, k) if known(world, k) && disputed(world, consult_of(c)) => {
            drop(world.sign_dispute(key(k), consult_of(c)));
        }
        Try::Days(n) => world.pass_days(i64::from(n)),
        Try::AddKey(..) | Try::Vouch(..) | Try::DropKey(..) | Try::Approve(..) | Try::Sign(..) => {}
        _ => attempt_with_consult(world, what),
    }
}

fn attempt_with_consult(world: &mut World, what: &Try) {
    let (held_on, form) = (world.today, ConsultKind::Office);
    match *what {
        Try::Record(c) => {
            drop(world.act(coach(), &Command::RecordConsult { consult: consult_of(c), held_on, form }));
        }
        Try::Send(c, t) if world.dossier.consult(consult_of(c)).is_ok() => {
            let words = format!("Tekst {t}.");
            drop(world.send(consult_of(c), &[&words, "Slot."]));
        }
        Try::See(c) => {
            drop(world.act(client(), &Command::SeeSummary { consult: consult_of(c), version: world.version(c) }));
        }
        Try::Look(c) => drop(world.act(coach(), &Command::Look { consult: consult_of(c) })),
        Try::Dispute(c, p) => drop(world.dispute(consult_of(c), world.version(c), u16::from(p))),
        Try::Answer(c, accept) => {
            let disputed = disputed(world, consult_of(c));
            if disputed && accept {
                let words = format!("Nieuw {}.", world.next);
                drop(world.answer(consult_of(c), Verdict::Accepted, Some(&[&words, "Slot."])));
            } else if disputed {
                drop(world.answer(consult_of(c), Verdict::Refused, None));
            }
        }
        Try::Remind(c) => {
            let version = world.version(c);
            drop(world.act(system(), &Command::Remind { consult: consult_of(c), version }));
            drop(world.act(coach(), &Command::RemindNow { consult: consult_of(c), version }));
        }
        Try::Leave(c) => {
            drop(world.act(system(), &Command::LeaveUnanswered { consult: consult_of(c), version: world.version(c) }));
        }
        Try::AnotherCoach(c) => {
            let (consult, other) = (consult_of(c), Actor { person: PersonId(id(OTHER_COACH)), role: Role::Coach });
            let send = Command::SendSummary { consult, replaces: world.version(c), passages: passages(&["Anders."]) };
            for command in [send, Command::RecordConsult { consult, held_on, form }, Command::Look { consult }] {
                assert_eq!(world.act(other, &command), Err(Refusal::Unknown), "M7b: it does not exist for her");
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn for_any_order_of_acts_the_log_holds_and_replays_to_the_same_state(begun in any::<bool>(), tries in tries()) {
        let keys = [1, 2, 3].map(SoftKey::new);
        let mut world = World::new();
        if begun {
            world.start(&keys[0]);
        }
        for what in &tries {
            attempt(&mut world, &keys, what);
        }
        let head = verify_chain(&world.headers).unwrap();
        prop_assert_eq!(head.seq, u64::try_from(world.headers.len()).unwrap());
        let replayed = world.replayed();
        prop_assert_eq!(&replayed, &world.dossier);
        prop_assert_eq!(index(&replayed), world.index.clone());
        for consult in world.dossier.consults() {
            // F17: what is approved is the version that counts, and somebody signed it.
            if consult.status().0 == Status::Approved {
                prop_assert_eq!(consult.approvals.last().map(|approval| approval.version), Some(consult.version()));
            }
            let signed = world.headers.iter().filter(|h| h.kind == "summary_approved" && h.item == consult.id.into());
            prop_assert_eq!(signed.count(), consult.approvals.len());
        }
        every_signature_is_of_a_key_that_stood(&world)?;
    }
}

/// The rows of a board, made from nothing but the state.
fn index(dossier: &Dossier) -> BTreeMap<ConsultId, ConsultRow> {
    let row = |consult: &Consult| consult_row(consult, coach().person);
    dossier.consults().map(|consult| (consult.id, row(consult))).collect()
}

fn every_signature_is_of_a_key_that_stood(world: &World) -> Result<(), TestCaseError> {
    let mut standing = BTreeSet::new();
    for (header, content) in world.headers.iter().zip(&world.contents) {
        match read_content(content).unwrap() {
            DossierEvent::KeyRegistered { .. } => drop(standing.insert(header.entry)),
            DossierEvent::KeyRemoved { key } => prop_assert!(standing.remove(&key)),
            DossierEvent::SummaryApproved { evidence, .. }
            | DossierEvent::DisputeSigned { evidence, .. }
            | DossierEvent::KeyConfirmed { evidence, .. } => {
                prop_assert!(standing.contains(&evidence.key_entry));
                prop_assert!(evidence.verify(&site()).is_ok());
            }
            _ => {}
        }
    }
    Ok(())
}

/// A log as a release wrote it, and what it meant then. Such a file is made once and never changed.
#[derive(serde::Serialize, serde::Deserialize)]
struct Golden {
    entries: Vec<(Header, String)>,
    core: super::Core,
    consults: Vec<Consult>,
}

/// Every kind of event there is, in a story that could happen.
fn golden_story() -> World {
    let (mut world, key) = World::started();
    let (invitation, route) = (InvitationId(id(5)), KeyRoute::Recovered);
    let link = LinkHolder::Inviter;
    let identity = Remark::new("Zij belde mij op haar eigen nummer.").ok();
    world.act(coach(), &Command::MakeInvitation { invitation, route, link, identity }).unwrap();
    world.act(coach(), &Command::WithdrawInvitation { invitation }).unwrap();
    world.act(client(), &Command::SeeRegulation {}).unwrap();
    world.act(client(), &Command::AskRegulation {}).unwrap();
    let newer = SoftKey::new(2);
    let entry = world.register(&newer, KeyRoute::Recovered);
    confirm(&mut world, &key, entry).unwrap();
    let first = world.consult(1);
    world.send(first, &["Een.", "Twee."]).unwrap();
    world.act(client(), &Command::SeeSummary { consult: first, version: 1 }).unwrap();
    world.dispute(first, 1, 1).unwrap();
    world.sign_dispute(&newer, first).unwrap();
    world.act(coach(), &Command::Look { consult: first }).unwrap();
    world.answer(first, Verdict::Accepted, Some(&["Zo was het.", "Twee."])).unwrap();
    world.dispute(first, 2, 2).unwrap();
    world.answer(first, Verdict::Refused, None).unwrap();
    world.approve(&newer, first, 2).unwrap();
    world.act(coach(), &Command::ChangeContact {}).unwrap();
    let second = world.consult(2);
    world.send(second, &["Drie."]).unwrap();
    world.act(coach(), &Command::RemindNow { consult: second, version: 1 }).unwrap();
    world.pass_days(4);
    world.act(system(), &Command::Remind { consult: second, version: 1 }).unwrap();
    world.pass_days(12);
    world.act(system(), &Command::LeaveUnanswered { consult: second, version: 1 }).unwrap();
    world.remove(&key, &newer).unwrap();
    world
}

#[test]
fn a_log_of_the_first_release_still_folds_to_what_it_meant() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/dossier-1.json");
    if std::env::var_os("MAKE_GOLDEN").is_some() && !std::path::Path::new(path).exists() {
        let world = golden_story();
        let contents = world.contents.iter().map(|content| String::from_utf8(content.clone()).unwrap());
        let golden = Golden {
            entries: world.headers.iter().cloned().zip(contents).collect(),
            core: world.dossier.opened().unwrap().clone(),
            consults: world.dossier.consults().cloned().collect(),
        };
        std::fs::write(path, serde_json::to_string_pretty(&golden).unwrap()).unwrap();
    }
    let golden: Golden = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    verify_chain(golden.entries.iter().map(|(header, _)| header)).unwrap();
    let mut dossier = Dossier::default();
    let mut kinds = BTreeSet::new();
    for (header, content) in &golden.entries {
        assert_eq!(commitment(&[7; 32], content.as_bytes()), header.commitment);
        let event: DossierEvent = read_content(content.as_bytes()).unwrap();
        assert_eq!(event.kind(), header.kind);
        kinds.insert(event.kind());
        if let DossierEvent::SummaryApproved { evidence, .. }
        | DossierEvent::DisputeSigned { evidence, .. }
        | DossierEvent::KeyConfirmed { evidence, .. } = &event
        {
            assert!(evidence.verify(&site()).is_ok(), "evidence is verified years later, from its bytes alone");
        }
        dossier.fold(header, &event);
    }
    assert_eq!(kinds.len(), 22, "each kind of event is in it: {kinds:?}");
    assert_eq!(dossier.opened().unwrap(), &golden.core);
    assert_eq!(dossier.consults().cloned().collect::<Vec<_>>(), golden.consults);
}

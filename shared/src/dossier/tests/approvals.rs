//! Approving: with her own key, what she was shown, once, and for one version.

use super::*;

pub(super) type Change = fn(&mut Statement);

/// Each part of a statement, changed.
pub(super) fn changes() -> [(StatementPart, Change); 10] {
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
        Command::RegisterKey {
            credential_id: Bytes(vec![9]),
            public_key: key.public(),
            invitation: None,
            carried: false,
        },
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
    assert_eq!(world.seen(other), Err(Refusal::Unknown));
    let command = Command::SendSummary { consult, replaces: 0, passages: passages(&["Een."]) };
    assert_eq!(world.act(other, &command), Err(Refusal::Unknown));
}

#[test]
fn w14_no_consult_before_the_regulation_was_discussed_and_confirmed() {
    let mut world = World::new();
    let (consult, held_on) = (ConsultId(id(1)), world.today);
    let record = Command::RecordConsult { consult, held_on, form: ConsultKind::Phone, minutes: None };
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
    let allowed = |world: &World, who| world.seen(who).unwrap().allowed;
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
    let record = Command::RecordConsult { consult: ConsultId(id(1)), held_on, form: ConsultKind::Video, minutes: None };
    assert_eq!(world.act(coach(), &record), Err(Refusal::FutureDate { today: world.today }));
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

//! Nothing is allowed to go to anybody before she said yes to that one version, recipient and purpose; and it ends.

use super::representatives::representative;
use super::sharing::{OTHER, PAYER, REPORT, asked, grant, pdf, recipient_name, report, title, which};
use super::*;
use crate::bureau::recipients::{Agreement, AgreementKind, RecipientKind};
use crate::dossier::consents::{
    ASKED_DAYS_MAX, Check, NewConsent, QUIET_DAYS, SignedConsent, Spoken, Status, Until, frozen_file,
};
use crate::dossier::documents::{DocumentContent, FileFormat, StoredFile};
use crate::dossier::purposes::Purpose;
use crate::dossier::records::{Class, LegalGround, Source};
use crate::ids::{ConsentId, DocumentId, RecipientId};
use crate::policy::Parameter;
use crate::refusal::{AgreementPart, Article, ConsentPart};
use crate::statement::for_her;
use crate::text::Place;

/// A part of a statement, and how it can differ.
type Change = (StatementPart, fn(&mut Statement));

fn unfit(part: ConsentPart) -> Result<usize, Refusal> {
    Err(Refusal::ConsentUnfit { part })
}

// Keeps: M9a
// Part of: F23, F24, G7.1
#[test]
fn a_yes_is_to_one_version_one_recipient_and_the_purpose_of_the_document_and_to_these_very_bytes() {
    let (mut world, key) = World::with_a_report();
    world.asks(1, "Om te laten zien hoe het gaat.").unwrap();
    let terms = world.consent_seen(1).terms;
    assert_eq!((terms.version, terms.recipient, terms.kind), (1, PAYER, RecipientKind::Payer));
    assert_eq!(terms.purpose, Purpose::Report, "the document's, and no command can say another");
    assert!(!world.is_live(1), "asked is not granted");
    let (given, statement) = world.yes(1);
    for said in ["Voortgang in november", "versie 1", "Drukkerij De Pers (betaalt het traject)", "verslag"] {
        assert!(statement.sentence.as_str().contains(said), "{said}: {}", statement.sentence);
    }
    assert_eq!(statement.commitment, terms.file.hash);
    let entry = world.entry_of(&key);
    let changes: [Change; 5] = [
        (StatementPart::Commitment, |said| said.commitment = Hash::of(&[b"other bytes"])),
        (StatementPart::Version, |said| said.version = 2),
        (StatementPart::Item, |said| said.item = asked(9).into()),
        (StatementPart::Ticket, |said| said.ticket = Hash::default()),
        (StatementPart::Sentence, |said| said.sentence = Sentence::new("Ik vind alles goed.").unwrap()),
    ];
    for (part, change) in changes {
        let mut other = statement.clone();
        change(&mut other);
        let evidence = Box::new(key.sign(entry, other));
        assert_eq!(world.act_as(client(), &grant(1, evidence), given.clone()), Err(Refusal::StatementDiffers { part }));
    }
    assert!(!world.is_live(1));
    world.grants(&key, 1).unwrap();
    assert!(world.is_live(1) && world.stands(1) == Status::Granted);
    assert_eq!(world.grants(&key, 1), Err(Refusal::NoQuestion), "the first answer counts");
}

// Part of: F25
#[test]
fn what_would_go_is_made_for_this_question_today_and_is_here_before_she_is_asked() {
    let (mut world, _) = World::with_a_report();
    let new = world.new_consent(1, "Voor wie betaalt.");
    let absent = world.given();
    let command = Command::AskConsent(Box::new(new.clone()));
    assert_eq!(world.act_as(coach(), &command, absent), unfit(ConsentPart::File), "nothing is here");
    let named = world.bureau.recipient(PAYER).unwrap().entry;
    let of = |named, on| pdf(frozen_file(asked(1), (REPORT, 1), (PAYER, named), on));
    let others = [
        pdf(world.frozen(2, 1, PAYER)),
        pdf(world.frozen(1, 2, PAYER)),
        pdf(world.frozen(1, 1, OTHER)),
        of(EntryId(id(7)), world.today),
        of(named, world.today.plus_days(-1)),
        StoredFile { format: FileFormat::Text, ..new.file },
        report(1).file,
    ];
    for file in others {
        let other = NewConsent { file, ..new.clone() };
        assert_eq!(world.asks_as(coach(), other), unfit(ConsentPart::File));
    }
    assert_eq!(world.asks_as(coach(), new), Ok(1));
}

#[test]
fn nobody_asks_about_what_is_not_there_is_older_or_goes_to_nobody() {
    let (mut world, _) = World::with_a_report();
    let new = world.new_consent(1, "Voor wie betaalt.");
    for by in [client(), other(), system()] {
        assert!(world.asks_as(by, new.clone()).is_err(), "{by:?}");
    }
    let nowhere = NewConsent { document: DocumentId(id(0xD0C0_0009)), ..new.clone() };
    assert_eq!(world.asks_as(coach(), nowhere), Err(Refusal::Unknown));
    let nobody = NewConsent { recipient: RecipientId(id(9)), ..new.clone() };
    assert_eq!(world.asks_as(coach(), nobody), Err(Refusal::Unknown));
    let taken = NewConsent { consent: ConsentId(REPORT.0), ..new.clone() };
    assert!(matches!(world.asks_as(coach(), taken), Err(Refusal::EntryTaken { .. })));
    world.adds_report(1, report(2)).unwrap();
    assert_eq!(world.asks_as(coach(), new), Err(Refusal::Stale { current: 2 }));
    let health = DocumentContent {
        about_health: true,
        source: Source::Doctor,
        ground: LegalGround::Reintegration,
        beside: Some(LegalGround::Interest),
        ..report(3)
    };
    let class = Class::ReceivedMedical;
    let event = crate::dossier::documents::DocumentEvent::DocumentAdded {
        document: REPORT,
        version: 3,
        class,
        content: Box::new(health),
    };
    let entry = world.given().entry;
    world.happens(coach(), &event.into(), entry);
    assert_eq!(world.asks(1, "Voor wie betaalt."), unfit(ConsentPart::Medical));
    assert_eq!(Refusal::ConsentUnfit { part: ConsentPart::Medical }.article(), Some(Article::Special));
}

// Keeps: M3a, R5.1, R1.4, G28
// Part of: S1a, W10a
#[test]
fn she_is_asked_only_about_who_the_regulation_knows_and_the_agreements_let_in() {
    let (mut world, _) = World::with_a_report();
    let to = |world: &World, recipient| {
        let file = pdf(world.frozen(1, 1, recipient));
        NewConsent { recipient, file, ..world.new_consent(1, "Dat vraagt zij.") }
    };
    for (n, kind) in RecipientKind::ALL.iter().copied().enumerate() {
        let recipient = RecipientId(id(0xB0F0 + u128::try_from(n).unwrap()));
        world.knows(recipient, kind);
        let policy = world.bureau.policy_of(&world.dossier.opened().unwrap().regulations);
        let expected = match kind {
            // Under no regulation a stranger is known; who pays and a next coach are.
            RecipientKind::Payer | RecipientKind::OtherCoach => None,
            RecipientKind::Surveyor => Some(Refusal::Agreement { part: AgreementPart::Missing }),
            _ => Some(Refusal::not_by(Parameter::ThirdParties, &policy.third_parties)),
        };
        if let Some(refusal) = expected {
            let new = to(&world, recipient);
            assert_eq!(world.asks_as(coach(), new), Err(refusal), "{kind:?}");
        }
    }
    at_bureau(&mut world.bureau, coach(), &BureauEvent::RecipientEnded { recipient: OTHER });
    let new = to(&world, OTHER);
    assert_eq!(world.asks_as(coach(), new), Err(Refusal::RecipientEnded));
    world.asks(1, "Dat vraagt zij.").unwrap();
    let kinds: Vec<_> = world.dossier.consents().map(|known| known.terms.kind).collect();
    assert_eq!(kinds, [RecipientKind::Payer], "a yes is for one kind (R1.4)");
}

// Keeps: G7.4
// Part of: F26, F38
#[test]
fn a_no_needs_no_reason_counts_at_once_and_leads_to_nothing() {
    let (mut world, key) = World::with_a_report();
    world.asks(1, "Voor wie betaalt.").unwrap();
    let acts = world.consent_seen(1).allowed;
    assert_eq!(acts, [Act::GrantConsent, Act::DeclineConsent], "both, and nothing is chosen for her");
    assert!(world.seen(client()).unwrap().allowed.contains(&Act::GrantConsent));
    for by in [coach(), other(), system()] {
        assert!(world.act(by, &Command::DeclineConsent(which(1))).is_err(), "{by:?}: nobody answers for her (F7)");
    }
    let before = world.seen(coach()).unwrap();
    assert_eq!(world.act(client(), &Command::DeclineConsent(which(1))), Ok(1));
    assert_eq!((world.stands(1), world.is_live(1)), (Status::Declined, false));
    let after = world.seen(coach()).unwrap();
    assert_eq!((&before.allowed, &before.consults), (&after.allowed, &after.consults), "nothing else changed");
    assert!(!world.seen(client()).unwrap().allowed.contains(&Act::GrantConsent));
    assert_eq!(world.act(client(), &Command::DeclineConsent(which(1))), Ok(0));
    assert_eq!(world.grants(&key, 1), Err(Refusal::NoQuestion));
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Err(Refusal::NoQuestion));
}

// Part of: F29
#[test]
fn a_yes_ends_after_its_last_day_by_itself_and_that_is_no_withdrawal() {
    let (mut world, key) = World::with_a_report();
    for date in [world.today.plus_days(-1), world.today.plus_days(ASKED_DAYS_MAX)] {
        let new = NewConsent { until: Until::On { date }, ..world.new_consent(1, "Kort.") };
        let refusal = Refusal::LastDay { today: world.today, days: ASKED_DAYS_MAX };
        assert_eq!(world.asks_as(coach(), new), Err(refusal));
    }
    let until = world.today.plus_days(2);
    let new = NewConsent { until: Until::On { date: until }, ..world.new_consent(1, "Kort.") };
    world.asks_as(coach(), new).unwrap();
    world.grants(&key, 1).unwrap();
    let live: Vec<_> = (0..4)
        .map(|_| {
            let now = (world.is_live(1), world.stands(1));
            world.pass_days(1);
            now
        })
        .collect();
    let (yes, ended) = ((true, Status::Granted), (false, Status::Ended));
    assert_eq!(live, [yes, yes, yes, ended]);
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Err(Refusal::NoQuestion), "it has ended");
    // What was never answered in time is not answered after it.
    let new = NewConsent { until: Until::On { date: world.today }, ..world.new_consent(2, "Kort.") };
    world.asks_as(coach(), new).unwrap();
    world.pass_days(1);
    assert_eq!(world.grants(&key, 2), Err(Refusal::NoQuestion));
    assert_eq!((world.stands(2), world.consent_seen(2).allowed), (Status::Ended, Vec::new()));
    assert!(!world.seen(client()).unwrap().allowed.contains(&Act::GrantConsent));
    for (n, until) in [(3, Until::Once {}), (4, Until::Trajectory {})] {
        let new = NewConsent { until, ..world.new_consent(n, &format!("Lang, {n}.")) };
        assert_eq!(world.asks_as(coach(), new), Ok(1), "what is over stands in no way");
        world.grants(&key, n).unwrap();
        world.pass_days(40);
        assert!(world.is_live(n), "no day ends it");
        world.act(client(), &Command::WithdrawConsent(which(n))).unwrap();
    }
}

// Keeps: G7.3
// Part of: F27
#[test]
fn she_withdraws_at_once_and_without_a_signature_and_from_then_on_it_is_not_live() {
    let (mut world, key) = World::with_a_report();
    world.asks(1, "Voor wie betaalt.").unwrap();
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Err(Refusal::NoQuestion));
    world.grants(&key, 1).unwrap();
    assert_eq!(world.consent_seen(1).allowed, [Act::WithdrawConsent]);
    assert!(world.act(coach(), &Command::WithdrawConsent(which(1))).is_err(), "nobody does that for her");
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Ok(1));
    assert_eq!((world.stands(1), world.is_live(1)), (Status::Withdrawn, false));
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Ok(0), "once is enough");
    assert_eq!(world.grants(&key, 1), Err(Refusal::NoQuestion), "and it comes back by a new question alone");
}

#[test]
fn screens_18_what_she_refused_is_not_asked_again_for_some_days_but_for_another_reason() {
    let (mut world, key) = World::with_a_report();
    world.asks(1, "Voor wie betaalt.").unwrap();
    assert_eq!(world.asks(2, "Iets anders."), unfit(ConsentPart::Open), "one question at a time");
    world.act(client(), &Command::DeclineConsent(which(1))).unwrap();
    let from = world.today.plus_days(QUIET_DAYS);
    for same in ["Voor wie betaalt.", "voor wie   betaalt!"] {
        assert_eq!(world.asks(2, same), unfit(ConsentPart::Repeated { from }), "{same}");
    }
    let to_other = world.frozen(7, 1, OTHER);
    let elsewhere = NewConsent { recipient: OTHER, file: pdf(to_other), ..world.new_consent(7, "Voor wie betaalt.") };
    assert_eq!(world.asks_as(coach(), elsewhere), Ok(1), "another recipient is another question");
    let new = world.new_consent(2, "Zij betaalt de omscholing.");
    let mut given = world.given();
    given.file = Some(new.file);
    given.spoken = Some(Box::new(Spoken {
        title: title(),
        recipient: recipient_name(),
        reasons: Vec::new(),
        check: Some(Check::default()),
    }));
    let unread = world.act_as(coach(), &Command::AskConsent(Box::new(new)), given);
    assert_eq!(unread, unfit(ConsentPart::Repeated { from }), "what cannot be opened is no other reason");
    world.asks(2, "Zij betaalt de omscholing.").unwrap();
    world.grants(&key, 2).unwrap();
    world.act(client(), &Command::WithdrawConsent(which(2))).unwrap();
    assert_eq!(world.asks(3, "Zij betaalt de omscholing."), unfit(ConsentPart::Repeated { from }), "nor is that");
    world.pass_days(QUIET_DAYS - 1);
    assert_eq!(world.asks(3, "Voor wie betaalt."), unfit(ConsentPart::Repeated { from }));
    world.pass_days(1);
    assert_eq!(world.asks(3, "Voor wie betaalt."), Ok(1));
}

// Part of: F27, F30
#[test]
fn there_is_one_yes_at_a_time_so_that_a_withdrawal_leaves_none() {
    let (mut world, key) = World::with_a_report();
    world.asks(1, "Voor wie betaalt.").unwrap();
    world.grants(&key, 1).unwrap();
    assert_eq!(world.asks(2, "Iets anders."), unfit(ConsentPart::Granted));
    let elsewhere =
        NewConsent { recipient: OTHER, file: pdf(world.frozen(3, 1, OTHER)), ..world.new_consent(3, "Ook.") };
    assert_eq!(world.asks_as(coach(), elsewhere), Ok(1), "to another it is another question");
    world.adds_report(1, report(2)).unwrap();
    assert_eq!(world.asks(4, "De nieuwe versie."), Ok(1), "about another version too");
    world.pass_days(31);
    assert!(!world.is_live(1));
    assert_eq!(world.asks(5, "Nog eens."), Ok(1));
}

// Keeps: R5.1, R1.4, G28
// Part of: W10a
#[test]
fn what_became_of_who_would_get_it_counts_when_she_says_yes() {
    let began = || {
        let (mut world, key) = World::with_a_report();
        world.asks(1, "Voor wie betaalt.").unwrap();
        (world, key)
    };
    let (mut world, key) = began();
    let (given, statement) = world.yes(1);
    let evidence = Box::new(key.sign(world.entry_of(&key), statement));
    let Command::GrantConsent(yes) = grant(1, evidence) else { panic!("a yes") };
    let to_other = Command::GrantConsent(SignedConsent { recipient: OTHER, ..yes });
    assert_eq!(world.act_as(client(), &to_other, given), Err(Refusal::NoQuestion));
    at_bureau(&mut world.bureau, coach(), &BureauEvent::RecipientEnded { recipient: PAYER });
    assert_eq!(world.grants(&key, 1), Err(Refusal::RecipientEnded));
    let (mut world, key) = began();
    world.renames_payer(0xB100, "Drukkerij De Nieuwe Pers");
    assert_eq!(world.grants(&key, 1), unfit(ConsentPart::Recipient), "she read another name");
    assert!(!world.is_live(1));
    let (mut world, key) = began();
    let asker = RecipientId(id(0xB0F9));
    world.knows(asker, RecipientKind::Surveyor);
    let (what, until) = (AgreementKind::Processor, Some(world.today));
    let agreement = Agreement { what, signed_on: world.today, until, kept: Place::new("Kast 2").unwrap() };
    at_bureau(&mut world.bureau, coach(), &BureauEvent::AgreementRecorded { recipient: asker, agreement });
    let file = pdf(world.frozen(2, 1, asker));
    let new = NewConsent { recipient: asker, file, ..world.new_consent(2, "Wat vond u ervan?") };
    world.asks_as(coach(), new).unwrap();
    world.pass_days(1);
    let part = AgreementPart::Over { on: world.today.plus_days(-1) };
    let (given, statement) = world.yes(2);
    let evidence = Box::new(key.sign(world.entry_of(&key), statement));
    let (document, consent) = (REPORT, asked(2));
    let yes = Command::GrantConsent(SignedConsent { document, consent, recipient: asker, evidence });
    assert_eq!(world.act_as(client(), &yes, given), Err(Refusal::Agreement { part }));
}

#[test]
fn a_question_ends_when_it_is_taken_back_or_the_document_has_a_new_version() {
    let (mut world, key) = World::with_a_report();
    world.asks(1, "Voor wie betaalt.").unwrap();
    assert!(world.act(client(), &Command::TakeBackConsent(which(1))).is_err());
    assert!(world.act(other(), &Command::TakeBackConsent(which(1))).is_err());
    world.act(coach(), &Command::TakeBackConsent(which(1))).unwrap();
    assert_eq!(world.stands(1), Status::TakenBack);
    assert_eq!(world.grants(&key, 1), Err(Refusal::NoQuestion));
    world.asks(2, "Voor wie betaalt.").unwrap();
    world.adds_report(1, report(2)).unwrap();
    assert_eq!(world.stands(2), Status::Replaced);
    assert_eq!(world.grants(&key, 2), Err(Refusal::Stale { current: 2 }));
    assert!(!world.seen(client()).unwrap().allowed.contains(&Act::GrantConsent));
    world.asks(3, "Voor wie betaalt.").unwrap();
    world.grants(&key, 3).unwrap();
    world.adds_report(2, report(3)).unwrap();
    assert!(world.is_live(3), "what she said yes to was that version, and stays");
    assert_eq!(world.act(coach(), &Command::TakeBackConsent(which(3))), Err(Refusal::NoQuestion), "F7");
}

// Part of: W10a
#[test]
fn who_acts_for_her_answers_visibly_as_such_and_withdraws() {
    let (mut world, hers) = World::with_a_report();
    let theirs = SoftKey::new(7);
    world.registers(coach(), 30).unwrap();
    world.wants_it(&hers).unwrap();
    world.comes_in(coach(), &theirs).unwrap();
    world.asks(1, "Voor wie betaalt.").unwrap();
    let (given, mut statement) = world.yes(1);
    statement.actor = representative().person;
    let entry = world.dossier.opened().unwrap().representative.as_ref().unwrap().key.as_ref().unwrap().entry;
    let plain = Box::new(theirs.sign(entry, statement.clone()));
    let part = StatementPart::Sentence;
    let refused = world.act_as(representative(), &grant(1, plain), given.clone());
    assert_eq!(refused, Err(Refusal::StatementDiffers { part }), "that it is said for another stands in it");
    statement.sentence = Sentence::new(&for_her(Lang::Nl, statement.sentence.as_str())).unwrap();
    let evidence = Box::new(theirs.sign(entry, statement));
    world.act_as(representative(), &grant(1, evidence), given).unwrap();
    assert_eq!(world.consent_seen(1).answered_by, Some(representative().person));
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Ok(1), "and she closes it herself");
}

#[test]
fn no_name_no_title_and_no_reason_stands_in_a_state() {
    let (mut world, key) = World::with_a_report();
    world.asks(1, "Zij betaalt de omscholing.").unwrap();
    world.grants(&key, 1).unwrap();
    let states = serde_json::to_string(&world.dossier.items().collect::<Vec<_>>()).unwrap();
    for said in ["Drukkerij", "Voortgang", "omscholing"] {
        assert!(!states.contains(said), "{said}");
    }
}

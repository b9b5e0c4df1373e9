//! Recipients: kinds that are never one another, who writes them down, and that nothing goes where an agreement lacks.

use super::{
    AGREEMENT_DAYS_MAX, Agreement, AgreementKind, Details, Known, Person, Readiness, RecipientKind, allowed_kinds,
    keeps, records_agreements, sees,
};
use crate::bureau::tests::{Log, given, invite, name, operator, person, promise, today};
use crate::bureau::{Bureau, BureauCommand, BureauEvent, decide};
use crate::dossier::command::{Actor, Given};
use crate::ids::{ContactId, RecipientId, Uuid};
use crate::log::{Event, Role, Subject};
use crate::policy::choices::{HandOver, ThirdParty};
use crate::policy::presets::Preset;
use crate::policy::value::{AnyOf, Choice};
use crate::policy::{Cited, Parameter, Policy};
use crate::refusal::{AgreementPart, Article, Refusal};
use crate::text::{Cite, Email, Phone, Place};
use crate::time::CivilDate;
use crate::words::Lang;

const AT: RecipientId = RecipientId(Uuid::from_u128(0xA0));
/// What is said where nothing was agreed.
const MISSING: Refusal = Refusal::Agreement { part: AgreementPart::Missing };
const WHO: ContactId = ContactId(Uuid::from_u128(0xC0));

fn administrator() -> Actor {
    Actor { person: person(0), role: Role::Administrator }
}

fn coach() -> Actor {
    Actor { person: person(1), role: Role::Coach }
}

/// A bureau at work, with one recipient of this kind.
fn bureau(kind: RecipientKind) -> Log {
    let mut log = Log::default();
    let founded = BureauCommand::Found { name: name("Bureau Waterkant") };
    let story = [
        (operator(), founded),
        (operator(), invite(0, Role::Administrator)),
        (administrator(), promise()),
        (administrator(), invite(1, Role::Coach)),
        (coach(), promise()),
        (coach(), BureauCommand::AddRecipient { recipient: AT, kind, details: details("Testhuis") }),
    ];
    for (actor, command) in story {
        assert!(log.acts(actor, &command), "{command:?}");
    }
    log
}

fn details(called: &str) -> Details {
    Details { name: name(called), address: None }
}

fn somebody(mail: &str) -> Person {
    let email = Email::new(mail).unwrap();
    Person { name: name("Ilse"), role: None, email, phone: Phone::new("030 765 43 21").ok(), lang: Lang::Nl }
}

fn agreed(what: AgreementKind, until: Option<CivilDate>) -> BureauCommand {
    let agreement = Agreement { what, signed_on: today(), until, kept: Place::new("Kast 2").unwrap() };
    BureauCommand::RecordAgreement { recipient: AT, agreement }
}

fn may_receive(bureau: &Bureau, at: RecipientId, on: CivilDate) -> Result<(), Refusal> {
    bureau.recipient(at)?.may_receive(on)
}

fn ask(bureau: &Bureau, actor: Actor, command: &BureauCommand) -> Result<Vec<BureauEvent>, Refusal> {
    decide(bureau, actor, command, &given())
}

// Keeps: G28, R1.10
// Part of: M16b
#[test]
fn nothing_goes_to_whom_an_agreement_lacks() {
    for kind in RecipientKind::ALL.iter().copied() {
        let mut log = bureau(kind);
        let needed = kind.agreements();
        let now = may_receive(&log.bureau, AT, today());
        assert_eq!(now, if needed.is_empty() { Ok(()) } else { Err(MISSING) }, "{kind:?}");
        for what in AgreementKind::ALL.iter().copied() {
            let mut log = bureau(kind);
            assert!(log.acts(administrator(), &agreed(what, None)));
            let fits = needed.is_empty() || needed.contains(&what);
            assert_eq!(may_receive(&log.bureau, AT, today()).is_ok(), fits, "{kind:?} with {what:?}");
        }
        assert!(log.acts(coach(), &BureauCommand::EndRecipient { recipient: AT }));
        assert_eq!(may_receive(&log.bureau, AT, today()), Err(Refusal::RecipientEnded), "{kind:?}");
    }
    let processors = [RecipientKind::TestProvider, RecipientKind::Surveyor];
    assert!(processors.iter().all(|kind| kind.agreements() == [AgreementKind::Processor]));
    let none = [RecipientKind::Payer, RecipientKind::Uwv, RecipientKind::Municipality, RecipientKind::NewEmployer];
    assert!(none.iter().all(|kind| kind.agreements().is_empty()));
    assert_eq!(MISSING.article(), Some(Article::Agreement));
    assert_eq!(Article::Agreement.cited(), "AVG 28");
    let elsewhere = RecipientId(Uuid::max());
    assert_eq!(
        may_receive(&Bureau::default(), elsewhere, today()),
        Err(Refusal::Unknown),
        "what is not loaded is not there"
    );
}

#[test]
fn an_agreement_holds_to_its_last_day_and_ends_when_it_is_ended() {
    let mut log = bureau(RecipientKind::TestProvider);
    let (until, what) = (today().plus_days(9), AgreementKind::Processor);
    assert!(log.acts(administrator(), &agreed(what, Some(until))));
    assert_eq!(may_receive(&log.bureau, AT, until), Ok(()));
    let over = Err(Refusal::Agreement { part: AgreementPart::Over { on: until } });
    assert_eq!(may_receive(&log.bureau, AT, until.plus_days(1)), over);
    assert!(may_receive(&log.bureau, AT, today().plus_days(-1)).is_err(), "not before it was signed");
    let end = BureauCommand::EndAgreement { recipient: AT, what };
    assert!(log.acts(administrator(), &end));
    assert_eq!(ask(&log.bureau, administrator(), &end), Ok(Vec::new()), "once is enough");
    assert_eq!(log.bureau.recipient(AT).unwrap().readiness(today()), Readiness::AgreementMissing);
    assert!(log.acts(administrator(), &agreed(what, None)), "a new one takes its place");
    assert_eq!(may_receive(&log.bureau, AT, until.plus_days(1)), Ok(()));
    let other = BureauCommand::EndAgreement { recipient: AT, what: AgreementKind::Exchange };
    assert_eq!(ask(&log.bureau, administrator(), &other), Err(Refusal::Unknown));
    let early = agreed(what, Some(today().plus_days(-1)));
    assert_eq!(
        ask(&log.bureau, administrator(), &early),
        Err(Refusal::LastDay { today: today(), days: AGREEMENT_DAYS_MAX })
    );
    let (signed_on, kept) = (today().plus_days(1), Place::new("Kast 2").unwrap());
    let agreement = Agreement { what, signed_on, until: None, kept };
    let future = BureauCommand::RecordAgreement { recipient: AT, agreement };
    assert_eq!(ask(&log.bureau, administrator(), &future), Err(Refusal::FutureDate { today: today() }));
}

// Keeps: R1.4
#[test]
fn who_pays_and_who_leads_her_at_work_are_never_one_recipient() {
    let mut log = bureau(RecipientKind::Payer);
    let manager = RecipientId(Uuid::from_u128(0xA1));
    let twice = |recipient, kind| BureauCommand::AddRecipient { recipient, kind, details: details("Testhuis") };
    let taken = ask(&log.bureau, coach(), &twice(AT, RecipientKind::DirectManager));
    assert!(matches!(taken, Err(Refusal::EntryTaken { .. })), "what is there becomes nothing else: {taken:?}");
    assert!(
        log.acts(coach(), &twice(manager, RecipientKind::DirectManager)),
        "the same organisation, another recipient"
    );
    assert!(log.acts(coach(), &BureauCommand::EndRecipient { recipient: AT }));
    assert_eq!(may_receive(&log.bureau, AT, today()), Err(Refusal::RecipientEnded));
    assert_eq!(may_receive(&log.bureau, manager, today()), Ok(()), "the end of one is not that of the other");
    assert_eq!(ThirdParty::PayerAndManager.kinds(), [RecipientKind::Payer, RecipientKind::DirectManager]);
    let kinds = |preset: Preset| allowed_kinds(&preset.policy().unwrap().in_force());
    let both = [RecipientKind::Payer, RecipientKind::DirectManager];
    let lets_in = |preset| both.map(|kind| kinds(preset).contains(&kind));
    assert_eq!(lets_in(Preset::ClientJudges), [true, true]);
    assert_eq!(lets_in(Preset::WrittenOnly), [true, false], "the manager is nobody there");
}

// Keeps: M3a, R5.1
// Part of: P14, S9b, W10a
#[test]
fn a_regulation_knows_the_kinds_that_it_names_and_its_article_refuses_the_others() {
    let silent = Policy::default().in_force();
    let strict = [RecipientKind::Payer, RecipientKind::Surveyor, RecipientKind::OtherCoach];
    assert_eq!(allowed_kinds(&silent), strict.into_iter().collect());
    let mut every: Vec<RecipientKind> = strict.to_vec();
    for third in ThirdParty::ALL {
        let cited = Cited { is: AnyOf([*third].into()), article: Cite::new("5.1").ok() };
        let policy = Policy { third_parties: Some(cited), ..Policy::default() }.in_force();
        for kind in RecipientKind::ALL.iter().copied() {
            let known = strict.contains(&kind) || third.kinds().contains(&kind);
            assert_eq!(kind.is_known_to(&policy).is_ok(), known, "{kind:?} by {third:?}");
            if !known {
                let refused = kind.is_known_to(&policy);
                let by = Refusal::NotByRegulation { parameter: Parameter::ThirdParties, cite: Cite::new("5.1").ok() };
                assert_eq!(refused, Err(by), "the article that names others");
            }
        }
        every.extend(third.kinds());
    }
    let all = |kind: &RecipientKind| every.contains(kind);
    assert!(RecipientKind::ALL.iter().all(all), "no kind that no regulation can know: {every:?}");
    let nowhere =
        Policy { hand_over: Some(Cited { is: AnyOf([HandOver::ToUwv].into()), article: None }), ..Policy::default() };
    let nowhere = nowhere.in_force();
    assert_eq!(RecipientKind::Uwv.is_known_to(&nowhere), Ok(()));
    let refused = RecipientKind::OtherCoach.is_known_to(&nowhere);
    assert_eq!(refused, Err(Refusal::NotByRegulation { parameter: Parameter::HandOver, cite: None }));
}

#[test]
fn who_sends_writes_down_who_they_are_and_an_administrator_what_was_agreed() {
    let log = bureau(RecipientKind::Payer);
    let add = BureauCommand::AddContact { recipient: AT, contact: WHO, person: somebody("ilse@testhuis.example") };
    let agree = agreed(AgreementKind::Processor, None);
    for role in Role::ALL.iter().copied().filter(|role| *role != Role::Operator) {
        let mut log = bureau(RecipientKind::Payer);
        let actor = match role {
            Role::Coach => coach(),
            Role::Administrator => administrator(),
            role => Actor { person: person(2), role },
        };
        if Role::STAFF.contains(&role) {
            log.acts(administrator(), &invite(2, role));
            log.acts(actor, &promise());
        }
        assert_eq!(ask(&log.bureau, actor, &add).is_ok(), keeps(role), "{role:?}");
        assert_eq!(ask(&log.bureau, actor, &agree).is_ok(), records_agreements(role), "{role:?}");
        assert!(sees(role) || !keeps(role), "{role:?}: nobody writes what she does not see");
    }
    assert!(!sees(Role::Technician) && !sees(Role::Client) && sees(Role::Officer) && sees(Role::OfficeWorker));
    let mut unbound = log;
    assert!(unbound.acts(administrator(), &invite(3, Role::Coach)));
    let newcomer = Actor { person: person(3), role: Role::Coach };
    assert_eq!(ask(&unbound.bureau, newcomer, &add), Err(Refusal::PledgeMissing), "F65");
}

// Part of: R1.2, G14
#[test]
fn a_contact_person_is_told_at_each_new_address_and_stands_in_no_state() {
    let mut log = bureau(RecipientKind::Payer);
    let change = |mail: &str| BureauCommand::ChangeContact { recipient: AT, contact: WHO, person: somebody(mail) };
    let (here, there) = ("ilse@testhuis.example", "ilse@elders.example");
    assert_eq!(ask(&log.bureau, coach(), &change(here)), Err(Refusal::Unknown));
    let add = BureauCommand::AddContact { recipient: AT, contact: WHO, person: somebody(here) };
    assert!(log.acts(coach(), &add));
    assert!(matches!(ask(&log.bureau, coach(), &add), Err(Refusal::EntryTaken { .. })));
    let known = Given { known: Some(Box::new(Known::Person(somebody(here)))), ..given() };
    let changed = |command: &BureauCommand| decide(&log.bureau, coach(), command, &known).unwrap();
    assert_eq!(changed(&change(here)), [], "the same again changes nothing");
    let moved = changed(&change(there));
    assert!(matches!(moved[..], [BureauEvent::ContactChanged { moved: true, .. }]), "{moved:?}");
    let called = Person { phone: None, ..somebody(here) };
    let number = BureauCommand::ChangeContact { recipient: AT, contact: WHO, person: called };
    assert!(matches!(changed(&number)[..], [BureauEvent::ContactChanged { moved: false, .. }]));
    assert!(moved[0].has_own_key() && moved[0].item() == Some(WHO.into()), "she can be erased alone");
    log.takes(coach(), &moved);
    let state = serde_json::to_string(log.bureau.recipient(AT).unwrap()).unwrap();
    let core = serde_json::to_string(log.bureau.core().unwrap()).unwrap();
    for hers in ["Ilse", "testhuis", "elders", "765", "Testhuis"] {
        assert!(!state.contains(hers) && !core.contains(hers), "{hers} in {state} {core}");
    }
    let end = BureauCommand::EndContact { recipient: AT, contact: WHO };
    assert!(log.acts(coach(), &end));
    assert_eq!(ask(&log.bureau, coach(), &end), Err(Refusal::RecipientEnded));
    assert_eq!(ask(&log.bureau, coach(), &change(here)), Err(Refusal::RecipientEnded));
}

// Part of: G14
#[test]
fn with_an_organisation_its_contact_persons_end() {
    let mut log = bureau(RecipientKind::Payer);
    let (gone, stays) = (ContactId(Uuid::from_u128(0xC1)), somebody("ilse@testhuis.example"));
    for contact in [gone, WHO] {
        assert!(log.acts(coach(), &BureauCommand::AddContact { recipient: AT, contact, person: stays.clone() }));
    }
    assert!(log.acts(coach(), &BureauCommand::EndContact { recipient: AT, contact: gone }));
    let end = BureauCommand::EndRecipient { recipient: AT };
    let ended = ask(&log.bureau, coach(), &end).unwrap();
    assert_eq!(ended.len(), 2, "who was gone already does not end again: {ended:?}");
    assert!(matches!(ended[0], BureauEvent::ContactEnded { contact: WHO, .. }));
    log.takes(coach(), &ended);
    let known = log.bureau.recipient(AT).unwrap();
    assert!(known.ended_at.is_some() && known.contacts.values().all(|mark| mark.ended_at.is_some()));
}

#[test]
fn an_organisation_that_says_the_same_changes_nothing_and_an_ended_one_changes_no_more() {
    let mut log = bureau(RecipientKind::Training);
    let change = BureauCommand::ChangeRecipient { recipient: AT, details: details("Leerhuis") };
    let known = |called| Given { known: Some(Box::new(Known::Organisation(details(called)))), ..given() };
    assert_eq!(decide(&log.bureau, coach(), &change, &known("Leerhuis")), Ok(Vec::new()));
    assert_eq!(decide(&log.bureau, coach(), &change, &known("Testhuis")).map(|events| events.len()), Ok(1));
    assert!(log.acts(administrator(), &BureauCommand::EndRecipient { recipient: AT }));
    let add = BureauCommand::AddContact { recipient: AT, contact: WHO, person: somebody("ilse@testhuis.example") };
    let late = [change, add, agreed(AgreementKind::Exchange, None), BureauCommand::EndRecipient { recipient: AT }];
    for command in &late {
        assert_eq!(ask(&log.bureau, administrator(), command), Err(Refusal::RecipientEnded), "{command:?}");
    }
}

//! Who looked, and who can look: told from headers and state alone.

use super::*;

#[test]
fn f63_a_look_is_told_from_its_header_and_says_who_when_and_at_what() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.act(coach(), &Command::Look { consult: None }).unwrap();
    world.act(coach(), &Command::Look { consult: Some(consult) }).unwrap();
    let rows: Vec<_> = world.headers.iter().filter_map(look_row).collect();
    let [page, summary] = &rows[..] else { panic!("two looks: {rows:?}") };
    assert_eq!((page.kind, page.person, page.role), (LookKind::Page, coach().person, Role::Coach));
    assert_eq!((summary.kind, summary.item), (LookKind::Summary, consult.into()));
    assert!(page.seq < summary.seq && page.at <= summary.at);
}

#[test]
fn f63_what_the_product_did_by_itself_is_a_line_too_and_what_a_coach_did_herself_is_none() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.act(coach(), &Command::RemindNow { consult, version: 1 }).unwrap();
    world.pass_days(4);
    world.act(system(), &Command::Remind { consult, version: 1 }).unwrap();
    world.pass_days(12);
    world.act(system(), &Command::LeaveUnanswered { consult, version: 1 }).unwrap();
    let kinds: Vec<_> = world.headers.iter().filter_map(look_row).map(|row| row.kind).collect();
    assert_eq!(kinds, [LookKind::Reminder, LookKind::Unanswered]);
    assert!(kinds.iter().all(|kind| kind.is_automatic()));
}

#[test]
fn f63_there_is_no_look_at_a_consult_that_is_not_there() {
    let (mut world, _) = World::started();
    assert_eq!(world.act(coach(), &Command::Look { consult: Some(consult_of(2)) }), Err(Refusal::Unknown));
    assert!(world.act(client(), &Command::Look { consult: None }).is_err(), "her own reading is no look");
}

#[test]
fn f63_a_look_of_the_first_release_is_read_as_one_at_a_summary() {
    let event: DossierEvent =
        read_content(br#"{"event":{"looked":{"consult":"00000000-0000-0000-0000-000000000001"}},"v":1}"#).unwrap();
    assert_eq!(event, DossierEvent::Looked { consult: Some(consult_of(0)) });
    assert_eq!(event.item(), Some(consult_of(0).into()));
}

#[test]
fn f62_her_coach_can_look_since_the_dossier_was_opened() {
    let world = World::new();
    let core = world.dossier.opened().unwrap();
    let can = lookers(&core.circle(), &world.bureau, world.today);
    let [only] = &can[..] else { panic!("one: {can:?}") };
    assert_eq!((only.person, only.relation, only.since), (coach().person, Relation::Coach, core.opened_at));
    assert_eq!(only.days, None);
}

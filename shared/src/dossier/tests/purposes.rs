//! What is for the post and for the invoices: each with its own items only, for whom it is, and never unseen.

use super::coaches::is;
use super::records::of_kind;
use super::*;
use crate::dossier::purposes::PurposeView;
use crate::dossier::records::{Class, Purpose, RecordContent, RecordKind, Value};
use crate::policy::Policy;
use crate::policy::choices::WhoSees;
use crate::refusal::Article;
use crate::text::{CitizenNumber, Label};

const CLASSES: [Class; 6] =
    [Class::Ordinary, Class::Personal, Class::Special, Class::Belief, Class::ReceivedMedical, Class::Number];

/// A value of every form.
fn values() -> Vec<Value> {
    vec![
        Value::Text(Remark::new("Zo is het.").unwrap()),
        Value::Day(CivilDate::new(1985, 4, 12).unwrap()),
        Value::Number(CitizenNumber::new("111222333").unwrap()),
        Value::Masked(Label::new("••••••333").unwrap()),
    ]
}

#[test]
fn m2_w7a_of_all_kinds_purposes_classes_and_values_a_view_holds_its_own_items_only() {
    let mut held = BTreeSet::new();
    for (view, kind) in PurposeView::ALL.iter().flat_map(|view| RecordKind::ALL.iter().map(move |kind| (*view, *kind)))
    {
        for (class, purpose) in CLASSES.iter().flat_map(|class| Purpose::ALL.iter().map(move |one| (*class, *one))) {
            for value in values() {
                let text = matches!(value, Value::Text(_));
                let shown = view.item(class, RecordContent { value, purpose, ..of_kind(kind) });
                let own = match view {
                    PurposeView::Contact => purpose == Purpose::Contact && kind == RecordKind::Address,
                    PurposeView::Finance => {
                        purpose == Purpose::Finance && matches!(kind, RecordKind::Billing | RecordKind::Activity)
                    }
                };
                let expected = own && class == Class::Ordinary && text;
                assert_eq!(shown.is_some(), expected, "{view:?} {kind:?} {purpose:?} {class:?}");
                if shown.is_some() {
                    assert!(view.may_hold(kind, class), "what is shown is opened");
                    assert!(kind.purposes().contains(&purpose), "what is shown can be kept");
                    held.insert((kind, view));
                }
            }
        }
    }
    let kinds: BTreeSet<_> = held.iter().map(|(kind, _)| *kind).collect();
    assert_eq!((held.len(), kinds.len()), (3, 3), "nothing is in both");
    // Whoever adds a kind for one of these purposes decides here; who is involved stays with who guides her.
    let of = |purpose: Purpose| RecordKind::ALL.iter().copied().filter(move |kind| kind.purposes().contains(&purpose));
    assert_eq!(of(Purpose::Contact).collect::<Vec<_>>(), [RecordKind::Party, RecordKind::Address]);
    assert_eq!(of(Purpose::Finance).collect::<Vec<_>>(), [RecordKind::Activity, RecordKind::Billing]);
}

impl World {
    /// Somebody opens both views: what becomes of each.
    fn opens_views(&mut self, who: Actor) -> [Result<usize, Refusal>; 2] {
        [PurposeView::Contact, PurposeView::Finance].map(|view| self.act(who, &Command::OpenView { view }))
    }
}

#[test]
fn m2_w7a_an_office_worker_opens_both_under_every_regulation_and_nothing_else_of_it() {
    for who_sees in [WhoSees::OwnCoach, WhoSees::ApprovedCoaches, WhoSees::GuidingStaff, WhoSees::JointExecutors] {
        let (mut world, _) = World::started_under(Policy { who_sees: Some(is(who_sees)), ..Policy::default() });
        let office = world.works_here(0xE3, Role::OfficeWorker);
        assert_eq!(world.opens_views(office), [Ok(1), Ok(1)], "{who_sees:?}");
        assert!(!world.may_read(office));
        for command in [
            Command::Look { consult: None },
            Command::LookAtRecords { record: None },
            Command::ChangeContact {},
            Command::PassToSystem {},
        ] {
            assert_eq!(world.act(office, &command), Err(Refusal::Unknown), "{who_sees:?} {command:?}");
        }
    }
}

#[test]
fn m2_w7a_who_does_not_work_for_that_opens_neither() {
    let (mut world, _) = World::with_exceptions();
    let unknown = [Err(Refusal::Unknown), Err(Refusal::Unknown)];
    let others = [Role::Officer, Role::Technician, Role::EmploymentExpert].map(|role| (0xD0, role));
    for (n, (who, role)) in (0..).zip(others) {
        let person = world.works_here(who + n, role);
        assert_eq!(world.opens_views(person), unknown, "{role:?}");
    }
    let administrator = world.administrator();
    for who in [other(), administrator] {
        assert_eq!(world.opens_views(who), unknown);
    }
    let unfit = Refusal::NotYours { article: Article::OnePurpose };
    let technician = world.technician();
    world.lets_in(coach(), technician, 1).unwrap();
    world.proposes(other()).unwrap();
    for who in [technician, other(), client()] {
        assert_eq!(world.opens_views(who), [Err(unfit.clone()), Err(unfit.clone())]);
    }
    assert_eq!(world.opens_views(coach()), [Ok(1), Ok(1)]);
    // Whoever looks along does the post as well, if that is her work.
    let office = world.works_here(0xE3, Role::OfficeWorker);
    world.act(coach(), &Command::EndGuest { guest: world.guest() }).unwrap();
    world.lets_in(coach(), office, 1).unwrap();
    assert_eq!(world.opens_views(office), [Ok(1), Ok(1)]);
}

#[test]
fn m2_f63_opening_one_is_a_look_that_its_header_tells() {
    let (mut world, _) = World::started();
    let office = world.works_here(0xE3, Role::OfficeWorker);
    assert_eq!(world.opens_views(office), [Ok(1), Ok(1)]);
    let rows: Vec<_> = world.headers.iter().filter_map(look_row).collect();
    let kinds: Vec<_> = rows.iter().map(|row| (row.kind, row.person, row.role)).collect();
    let by = |kind| (kind, office.person, Role::OfficeWorker);
    assert_eq!(kinds, [by(LookKind::Contact), by(LookKind::Finance)]);
    assert!(rows.iter().all(|row| !row.kind.is_automatic()));
}

#[test]
fn f62_m2_who_does_the_post_is_told_as_one_who_can_look_since_she_could() {
    let (mut world, key) = World::started();
    world.pass_days(3);
    let office = world.works_here(0xE3, Role::OfficeWorker);
    let told = |world: &World| {
        let circle = world.dossier.opened().unwrap().circle();
        let told = lookers(&circle, &world.bureau, world.today);
        told.into_iter().filter(|looker| looker.person == office.person).collect::<Vec<_>>()
    };
    let [clerk] = told(&world)[..] else { panic!("one line: {:?}", told(&world)) };
    assert_eq!((clerk.relation, clerk.role, clerk.days), (Relation::Clerk, Role::OfficeWorker, None));
    assert_eq!(clerk.since, world.dossier.opened().unwrap().opened_at, "she worked here before");
    // Another coach is no news about her.
    world.proposes(other()).unwrap();
    world.meets(coach()).unwrap();
    world.says_yes(&key).unwrap();
    world.hands_over(&key).unwrap();
    assert_eq!(told(&world), [clerk]);
}

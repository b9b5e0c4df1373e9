//! Whatever the order of acts, the log holds and replays.

use super::coaches::{is, why};
use super::documents::attempt_with_document;
use super::exchange::attempt_exchange;
use super::invariants::{
    every_coach_came_in_the_fixed_order, every_signature_is_of_a_key_that_stood, no_term_grew_behind_her_back,
    nothing_goes_without_her_yes, nothing_is_live_without_her_yes,
};
use super::medical::attempt_to_keep;
use super::paper_acts::form_of;
use super::representatives::attempt_to_represent;
use super::sharing::attempt_to_share;
use super::*;
use crate::dossier::forms::{Asked, FormAnswer};
use crate::dossier::purposes::PurposeView;
use crate::ids::FormId;
use crate::policy::Policy;
use crate::policy::choices::{DataItem, PayerConsent, Replacement};
use crate::policy::value::{AnyOf, Choice, Years};

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
    Publish(u8),
    Acknowledge(u8),
    Paper(bool),
    Keep(u8, u8),
    Document(u8, u8),
    Propose(u8),
    Meet(u8),
    Yes(u8),
    HandOver(u8),
    NoCoach,
    StandIn(u8),
    Agree(u8),
    NoSubstitute,
    LetIn(u8),
    NoGuest,
    Goes(u8),
    OnPaper(u8, bool, u8),
    Contest(u8),
    Exchange(u8),
    Represent(u8, u8),
    Share(u8, u8),
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
        (1..9_u8).prop_map(Try::Publish),
        (1..4_u8).prop_map(Try::Acknowledge),
        any::<bool>().prop_map(Try::Paper),
        (n(), any::<u8>()).prop_map(|(record, kind)| Try::Keep(record, kind)),
        (n(), n()).prop_map(|(document, replaces)| Try::Document(document, replaces)),
        about_people(),
        (0..8_u8, any::<bool>(), 0..4_u8).prop_map(|(what, yes, how)| Try::OnPaper(what, yes, how)),
        (0..8_u8).prop_map(Try::Contest),
        n().prop_map(Try::Exchange),
        (0..5_u8, n()).prop_map(|(step, k)| Try::Represent(step, k)),
        (0..16_u8, n()).prop_map(|(step, k)| Try::Share(step, k)),
    ];
    prop::collection::vec(one, 1..60)
}

fn about_people() -> impl Strategy<Value = Try> {
    let n = || 0..3_u8;
    prop_oneof![
        n().prop_map(Try::Propose),
        n().prop_map(Try::Meet),
        n().prop_map(Try::Yes),
        n().prop_map(Try::HandOver),
        Just(Try::NoCoach),
        n().prop_map(Try::StandIn),
        n().prop_map(Try::Agree),
        Just(Try::NoSubstitute),
        n().prop_map(Try::LetIn),
        Just(Try::NoGuest),
        n().prop_map(Try::Goes),
    ]
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
            for command in
                [Command::SeeRegulation { version: None }, Command::AskRegulation {}, Command::ConfirmRegulation {}]
            {
                drop(world.act(client(), &command));
            }
        }
        Try::AddKey(k, lost) if !known(world, k) => {
            // A coach who is gone invites nobody.
            match lost.then(|| world.invite(KeyRoute::Recovered)).transpose() {
                Ok(invitation) => drop(world.make_key(key(k), invitation)),
                Err(_) => assert!(!world.guides(coach()), "who guides her can always invite her"),
            }
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
        Try::Publish(years) => attempt_publishing(world, years),
        Try::Acknowledge(version) => {
            drop(world.act(client(), &Command::AcknowledgeRegulation { version: u32::from(version) }));
        }
        Try::Days(n) => world.pass_days(i64::from(n)),
        Try::Paper(there) => {
            let paper = if there { kept("Kast 2", "Samira") } else { Paper::Absent };
            let said = world.act(coach(), &Command::PlacePaper { paper });
            assert_eq!(said.is_ok(), world.guides(coach()), "R3.3: who guides her can always say so");
        }
        Try::Keep(record, kind) => attempt_to_keep(world, record, kind),
        Try::Document(document, replaces) => attempt_with_document(world, document, replaces),
        Try::OnPaper(..) | Try::Contest(_) => attempt_on_paper(world, what),
        Try::Exchange(n) => attempt_exchange(world, n),
        Try::Represent(step, k) => attempt_to_represent(world, step, (key(k), known(world, k))),
        Try::Share(step, k) => attempt_to_share(world, step, (key(k), known(world, k))),
        Try::Yes(k) if known(world, k) && world.is_coming() => drop(world.says_yes(key(k))),
        Try::HandOver(k) if known(world, k) && world.is_coming() => drop(world.hands_over(key(k))),
        Try::Agree(k) if known(world, k) => drop(world.agrees(key(k))),
        Try::AddKey(..) | Try::Vouch(..) | Try::DropKey(..) | Try::Approve(..) | Try::Sign(..) => {}
        Try::Yes(_)
        | Try::HandOver(_)
        | Try::Agree(_)
        | Try::Propose(_)
        | Try::Meet(_)
        | Try::NoCoach
        | Try::StandIn(_)
        | Try::NoSubstitute
        | Try::LetIn(_)
        | Try::NoGuest
        | Try::Goes(_) => {
            attempt_with_people(world, what);
        }
        _ => attempt_with_consult(world, what),
    }
}

impl World {
    fn is_coming(&self) -> bool {
        self.dossier.opened().unwrap().coming.is_some()
    }

    /// Whether this coach guides her now, or stands in, and works here.
    pub(super) fn guides(&self, who: Actor) -> bool {
        let (core, bound) = (self.dossier.opened().unwrap(), self.bureau.is_bound(who.person, who.role).is_ok());
        let stands_in = core.substitute.filter(|known| known.person == who.person && known.agreed_at.is_some());
        bound
            && (core.coach == who.person
                || stands_in.is_some_and(|known| (known.from..=known.until).contains(&self.today)))
    }

    /// Who guides her now.
    pub(super) fn guide(&self) -> Actor {
        Actor { person: self.dossier.opened().unwrap().coach, role: Role::Coach }
    }
}

/// A form about whatever is asked, or is not; how far it comes; and what she contests of it.
fn attempt_on_paper(world: &mut World, what: &Try) {
    match *what {
        Try::OnPaper(about, yes, how) => {
            let core = world.dossier.opened().unwrap();
            let coming = core.coming.map_or(EntryId(id(1)), |coming| coming.proposal);
            let stands_in = core.substitute.map_or(EntryId(id(1)), |known| known.proposal);
            let asked = match about {
                0 => Asked::Start {},
                1 => Asked::Coach { proposal: coming },
                2 => Asked::HandOver { proposal: coming },
                3 => Asked::Substitute { proposal: stands_in },
                4 => Asked::Representative { proposal: world.representation().unwrap_or(EntryId(id(1))) },
                c => Asked::Summary { consult: consult_of(c - 5), version: world.version(c - 5) },
            };
            let (form, guide) = (form_of(world.next), world.guide());
            let answer = if yes { FormAnswer::Yes } else { FormAnswer::No };
            let printed = world.prints(guide, form, asked).is_ok();
            if printed && how > 0 && world.records(guide, form, answer).is_ok() && how > 1 {
                let second = if guide == other() { third() } else { other() };
                drop(world.holds(second, form, answer));
            }
        }
        Try::Contest(n) => {
            let forms: Vec<FormId> = world.dossier.forms().map(|form| form.id).collect();
            if let Some(form) = forms.get(usize::from(n)) {
                drop(world.contests(*form));
            }
        }
        _ => {}
    }
}

fn attempt_publishing(world: &mut World, years: u8) {
    let version = world.bureau.founded().unwrap().regulations.len() + 1;
    // Half of them let somebody stand in.
    let replacement = years.is_multiple_of(2).then_some(Replacement::AfterHerYes).map(is);
    let digital_years = Some(is(Years(u16::from(years))));
    let data_items = Some(is(AnyOf(DataItem::ALL.iter().copied().collect())));
    // And some have who pays kept informed.
    let payer_consent = years.is_multiple_of(3).then_some(PayerConsent::NotNeeded).map(is);
    let policy = Policy { replacement, data_items, payer_consent, digital_years, ..Policy::default() };
    // Some of them name a system beside this one.
    let system = years.is_multiple_of(3).then(|| Name::new("Rivos").unwrap());
    world.publishes_with(u32::try_from(version).unwrap(), policy, system);
}

fn attempt_with_people(world: &mut World, what: &Try) {
    let coaches = [coach(), other(), third()];
    let (guide, whom) = (world.guide(), |n: u8| coaches[usize::from(n)]);
    match *what {
        Try::Propose(n) => drop(world.act(guide, &Command::ProposeCoach { coach: whom(n).person, why: why() })),
        Try::Meet(n) if world.is_coming() => drop(world.meets(whom(n))),
        Try::NoCoach if world.is_coming() => {
            let proposal = world.proposal();
            drop(world.act(client(), &Command::DeclineCoach { proposal }));
        }
        Try::StandIn(n) => {
            let (from, until) = (world.today, world.today.plus_days(2));
            drop(world.act(guide, &Command::ProposeSubstitute { person: whom(n).person, from, until }));
        }
        Try::NoSubstitute if world.dossier.opened().unwrap().substitute.is_some() => {
            let proposal = world.substitution();
            drop(world.act(client(), &Command::DeclineSubstitute { proposal }));
            drop(world.act(client(), &Command::EndSubstitute { proposal }));
        }
        Try::LetIn(days) => {
            let technician = world.technician();
            drop(world.lets_in(guide, technician, days.into()));
        }
        Try::NoGuest if world.dossier.opened().unwrap().guest.is_some() => {
            let guest = world.guest();
            drop(world.act(client(), &Command::EndGuest { guest }));
        }
        Try::Goes(n) => at_bureau(&mut world.bureau, system(), &BureauEvent::StaffEnded { person: whom(n).person }),
        _ => {}
    }
}

fn attempt_with_consult(world: &mut World, what: &Try) {
    let (held_on, form) = (world.today, ConsultKind::Office);
    match *what {
        Try::Record(c) => {
            drop(world.act(coach(), &Command::RecordConsult { consult: consult_of(c), held_on, form, minutes: None }));
        }
        Try::Send(c, t) if world.dossier.consult(consult_of(c)).is_ok() => {
            let words = format!("Tekst {t}.");
            drop(world.send(consult_of(c), &[&words, "Slot."]));
        }
        Try::See(c) => {
            drop(world.act(client(), &Command::SeeSummary { consult: consult_of(c), version: world.version(c) }));
        }
        Try::Look(c) => {
            // Whatever is there or not: her page can be looked at, and a look is found by its header alone (F63).
            let consult = world.dossier.consult(consult_of(c)).ok().map(|known| known.id);
            if !world.guides(coach()) {
                assert!(world.act(coach(), &Command::Look { consult }).is_err(), "M8c: a former coach looks no more");
                return;
            }
            assert_eq!(world.act(coach(), &Command::Look { consult }), Ok(1));
            let kind = if consult.is_some() { LookKind::Summary } else { LookKind::Page };
            assert_eq!(LookKind::of(world.headers.last().unwrap()), Some(kind));
            assert_eq!(world.act(coach(), &Command::OpenView { view: PurposeView::Contact }), Ok(1));
        }
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
            let consult = consult_of(c);
            if world.guides(other()) {
                return;
            }
            let send = Command::SendSummary { consult, replaces: world.version(c), passages: passages(&["Anders."]) };
            let looks = [Command::Look { consult: Some(consult) }, Command::Look { consult: None }];
            for command in [send, Command::RecordConsult { consult, held_on, form, minutes: None }].iter().chain(&looks)
            {
                assert!(world.act(other(), command).is_err(), "M7b: it is not hers");
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
            if consult.status().0.is_yes() {
                prop_assert_eq!(consult.approvals.last().map(|approval| approval.version), Some(consult.version()));
            }
            let signed = world.headers.iter().filter(|h| h.kind == "summary_approved" && h.item == consult.id.into());
            let hers = consult.approvals.iter().filter(|approval| approval.form.is_none());
            prop_assert_eq!(signed.count(), hers.count());
            // F5: on paper it counts while the form that says so was held by a second, and is not contested.
            for form in consult.approvals.iter().filter_map(|approval| approval.form) {
                let form = world.dossier.form(form).unwrap();
                let (recorded, second) = (form.recorded.unwrap().by, form.seen.unwrap().0);
                prop_assert!(recorded != second && form.contested.is_none());
            }
        }
        every_signature_is_of_a_key_that_stood(&world)?;
        every_coach_came_in_the_fixed_order(&world)?;
        no_term_grew_behind_her_back(&world)?;
        nothing_is_live_without_her_yes(&world)?;
        nothing_goes_without_her_yes(&world)?;
    }
}

/// The rows of a board, made from nothing but the state.
fn index(dossier: &Dossier) -> BTreeMap<ConsultId, ConsultRow> {
    dossier.consults().map(|consult| (consult.id, consult_row(consult))).collect()
}

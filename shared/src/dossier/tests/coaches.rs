//! Another coach takes over in fixed steps, and a first coach waits for her yes where the regulation says so.

use super::*;
use crate::dossier::coaches::{NO_STANDS_DAYS, Step};
use crate::policy::choices::{CoachApproval, Transfer, WhoSees, WorkingRole};
use crate::policy::value::AnyOf;
use crate::policy::{Cited, Policy};
use crate::refusal::Article;
use crate::statement::{coach_sentence, hand_over_sentence};

pub(super) fn is<T>(is: T) -> Cited<T> {
    Cited { is, article: None }
}

/// Why another coach is proposed.
pub(super) fn why() -> Option<Remark> {
    Remark::new("Zij gaat met verlof.").ok()
}

impl World {
    pub(super) fn proposal(&self) -> EntryId {
        self.dossier.opened().unwrap().coming.unwrap().proposal
    }

    fn step(&self) -> Option<Step> {
        self.dossier.opened().unwrap().coming.map(|coming| coming.step)
    }

    pub(super) fn proposes(&mut self, whom: Actor) -> Result<usize, Refusal> {
        self.act(coach(), &Command::ProposeCoach { coach: whom.person, why: why() })
    }

    pub(super) fn meets(&mut self, said_by: Actor) -> Result<usize, Refusal> {
        let (proposal, on) = (self.proposal(), self.today);
        self.act(said_by, &Command::RecordMeeting { proposal, on })
    }

    /// What she signs about the coach who is proposed, as her page shows it.
    fn about_coach(&mut self, decision: Decision) -> (Given, Statement) {
        let page = self.seen(client()).unwrap();
        let coming = page.coming.unwrap();
        let name = name_of(coming.coach);
        let ticket = match coming.step {
            Step::Yes { ticket } | Step::HandOver { ticket } => ticket,
            Step::Meeting => Hash::default(),
        };
        let (sentence, version) = match decision {
            Decision::HandOver => (hand_over_sentence(Lang::Nl, &name), 2),
            _ => (coach_sentence(Lang::Nl, &name), 1),
        };
        let (given, mut statement) =
            self.said(decision, &sentence, ConsultId(coming.proposal.0), version, coming.commitment, ticket);
        statement.item = coming.proposal.into();
        (given, statement)
    }

    pub(super) fn says_yes(&mut self, key: &SoftKey) -> Result<usize, Refusal> {
        let (given, statement) = self.about_coach(Decision::AcceptCoach);
        let (proposal, evidence) = (self.proposal(), Box::new(key.sign(self.entry_of(key), statement)));
        self.act_as(client(), &Command::AcceptCoach(SignedYes { proposal, evidence }), given)
    }

    pub(super) fn hands_over(&mut self, key: &SoftKey) -> Result<usize, Refusal> {
        let (given, statement) = self.about_coach(Decision::HandOver);
        let (proposal, evidence) = (self.proposal(), Box::new(key.sign(self.entry_of(key), statement)));
        self.act_as(client(), &Command::HandOver(SignedYes { proposal, evidence }), given)
    }

    pub(super) fn may_read(&self, who: Actor) -> bool {
        self.seen(who).is_ok()
    }
}

#[test]
fn f60_m8_a_transfer_has_its_order_and_ends_with_everything_at_the_new_coach() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.proposes(other()).unwrap();
    // M8a: nothing before the meeting, and the new coach sees nothing.
    assert_eq!(world.says_yes(&key), Err(Refusal::NoQuestion));
    assert_eq!(world.hands_over(&key), Err(Refusal::NoQuestion));
    assert!(!world.may_read(other()));
    world.meets(other()).unwrap();
    // M8c is a signature of its own, and comes last.
    assert_eq!(world.hands_over(&key), Err(Refusal::NoQuestion));
    world.says_yes(&key).unwrap();
    assert!(matches!(world.step(), Some(Step::HandOver { .. })) && !world.may_read(other()) && world.may_read(coach()));
    world.pass_days(2);
    world.hands_over(&key).unwrap();
    assert!(world.may_read(other()) && !world.may_read(coach()));
    let send = Command::SendSummary { consult, replaces: 1, passages: passages(&["Anders."]) };
    assert_eq!(world.act(coach(), &send), Err(Refusal::Unknown), "M7b: the former coach has nothing to do here");
    world.act(other(), &send).unwrap();
    let core = world.dossier.opened().unwrap();
    let can = lookers(&core.circle(), &world.bureau, world.today);
    assert_eq!(can.iter().map(|looker| looker.person).collect::<Vec<_>>(), [other().person]);
    assert!(can[0].since > core.opened_at, "F62: since she handed over");
}

#[test]
fn m8b_a_no_ends_the_transfer_at_either_question_and_stands_for_a_month() {
    for late in [false, true] {
        let (mut world, key) = World::started();
        world.proposes(other()).unwrap();
        let proposal = world.proposal();
        assert_eq!(world.act(client(), &Command::DeclineCoach { proposal }), Err(Refusal::NoQuestion), "not asked yet");
        world.meets(coach()).unwrap();
        if late {
            world.says_yes(&key).unwrap();
        }
        world.act(client(), &Command::DeclineCoach { proposal }).unwrap();
        assert!(world.may_read(coach()) && !world.may_read(other()));
        let from = world.today.plus_days(NO_STANDS_DAYS);
        assert_eq!(world.proposes(other()), Err(Refusal::SheSaidNo { from }));
        world.proposes(third()).unwrap();
        let proposal = world.proposal();
        world.act(coach(), &Command::WithdrawCoach { proposal }).unwrap();
        world.pass_days(NO_STANDS_DAYS);
        world.proposes(other()).unwrap();
    }
}

#[test]
fn m8_a_yes_to_one_proposal_is_none_to_another() {
    let (mut world, key) = World::started();
    world.proposes(other()).unwrap();
    world.meets(coach()).unwrap();
    let (given, statement) = world.about_coach(Decision::AcceptCoach);
    let first = world.proposal();
    world.act(coach(), &Command::WithdrawCoach { proposal: first }).unwrap();
    world.proposes(third()).unwrap();
    world.meets(coach()).unwrap();
    let evidence = Box::new(key.sign(world.entry_of(&key), statement));
    let old = Command::AcceptCoach(SignedYes { proposal: first, evidence: evidence.clone() });
    assert_eq!(world.act_as(client(), &old, given.clone()), Err(Refusal::NoQuestion));
    let bent = Command::AcceptCoach(SignedYes { proposal: world.proposal(), evidence });
    let part = StatementPart::Item;
    assert_eq!(world.act_as(client(), &bent, given), Err(Refusal::StatementDiffers { part }));
}

#[test]
fn m8a_only_who_guides_her_or_is_to_says_that_they_met() {
    let (mut world, _) = World::started();
    world.proposes(other()).unwrap();
    assert_eq!(world.meets(third()), Err(Refusal::Unknown));
    assert!(world.meets(client()).is_err());
    let (proposal, on) = (world.proposal(), world.today.plus_days(1));
    let ahead = Err(Refusal::FutureDate { today: world.today });
    assert_eq!(world.act(other(), &Command::RecordMeeting { proposal, on }), ahead);
}

#[test]
fn f60_who_cannot_take_over_is_not_proposed() {
    let (mut world, _) = World::started();
    at_bureau(&mut world.bureau, system(), &BureauEvent::StaffEnded { person: other().person });
    assert_eq!(world.proposes(other()), Err(Refusal::ColleagueUnfit), "works here no more");
    assert_eq!(world.proposes(coach()), Err(Refusal::ColleagueUnfit), "guides her");
    assert_eq!(world.proposes(client()), Err(Refusal::ColleagueUnfit), "does not work here");
    world.proposes(third()).unwrap();
    assert_eq!(world.proposes(third()), Err(Refusal::ProposalOpen));
}

#[test]
fn f60_f58_when_her_coach_is_gone_an_administrator_finds_another_and_sees_nothing() {
    let (mut world, key) = World::started();
    let administrator = world.administrator();
    let propose = Command::ProposeCoach { coach: other().person, why: why() };
    assert_eq!(world.act(administrator, &propose), Err(Refusal::Unknown), "while her coach works here");
    at_bureau(&mut world.bureau, system(), &BureauEvent::StaffEnded { person: coach().person });
    world.act(administrator, &propose).unwrap();
    assert!(!world.may_read(administrator) && !world.may_read(coach()) && !world.may_read(other()));
    assert!(world.meets(administrator).is_err(), "she was not there");
    world.meets(other()).unwrap();
    world.says_yes(&key).unwrap();
    world.hands_over(&key).unwrap();
    assert!(world.may_read(other()));
    assert_eq!(
        world.act(administrator, &Command::ProposeCoach { coach: third().person, why: why() }),
        Err(Refusal::Unknown)
    );
}

#[test]
fn f60_a_regulation_without_transfers_has_none_and_says_by_which_article() {
    let (mut world, _) = World::started();
    let cite = crate::text::Cite::new("8").unwrap();
    let transfer = Some(Cited { is: Transfer::No, article: Some(cite.clone()) });
    world.is_under(1, Policy { transfer, ..Policy::default() });
    let parameter = crate::policy::Parameter::Transfer;
    assert_eq!(world.proposes(other()), Err(Refusal::NotByRegulation { parameter, cite: Some(cite) }));
}

#[test]
fn f59_r4_1_a_coach_waits_for_her_yes_where_the_regulation_wants_it_first() {
    let policy = || Policy { coach_approval: Some(is(CoachApproval::BeforeAccess)), ..Policy::default() };
    let (mut world, key) = World::started_under(policy());
    assert!(matches!(world.step(), Some(Step::Yes { .. })), "she is asked from the start");
    let page = world.seen(coach()).unwrap();
    assert_eq!(page.you, Relation::Unapproved);
    let (consult, held_on, form) = (consult_of(1), world.today, ConsultKind::Office);
    let record = Command::RecordConsult { consult, held_on, form, minutes: None };
    assert_eq!(world.act(coach(), &record), Err(Refusal::NotYours { article: Article::HerYes }));
    world.says_yes(&key).unwrap();
    world.act(coach(), &record).unwrap();
    assert!(world.step().is_none() && world.may_read(coach()));
}

#[test]
fn f59_after_her_no_to_the_first_coach_another_is_proposed() {
    let policy = Policy { who_sees: Some(is(WhoSees::ApprovedCoaches)), ..Policy::default() };
    let (mut world, key) = World::started_under(policy);
    let proposal = world.proposal();
    world.act(client(), &Command::DeclineCoach { proposal }).unwrap();
    let from = world.today.plus_days(NO_STANDS_DAYS);
    assert_eq!(world.proposes(coach()), Err(Refusal::SheSaidNo { from }));
    world.proposes(other()).unwrap();
    world.meets(other()).unwrap();
    world.says_yes(&key).unwrap();
    world.hands_over(&key).unwrap();
    assert!(world.may_read(other()) && !world.may_read(coach()));
}

#[test]
fn f59_a_yes_takes_back_the_no_she_gave_to_the_same_coach_before() {
    let policy = Policy { who_sees: Some(is(WhoSees::ApprovedCoaches)), ..Policy::default() };
    let (mut world, key) = World::started_under(policy);
    let proposal = world.proposal();
    world.act(client(), &Command::DeclineCoach { proposal }).unwrap();
    let declined = |world: &World| world.seen(client()).unwrap().declined.len();
    assert_eq!(declined(&world), 1);
    world.pass_days(NO_STANDS_DAYS);
    world.proposes(coach()).unwrap();
    world.says_yes(&key).unwrap();
    assert_eq!(declined(&world), 0);
}

#[test]
fn f59_s13_a_new_version_that_wants_her_yes_asks_for_it_when_she_is_told() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.is_under(1, Policy { coach_approval: Some(is(CoachApproval::BeforeAccess)), ..Policy::default() });
    let page = world.seen(coach()).unwrap();
    assert_eq!((page.you, page.consults.len()), (Relation::Unapproved, 0), "until then nothing of it is read");
    world.says_yes(&key).unwrap();
    let page = world.seen(coach()).unwrap();
    assert_eq!((page.you, page.consults.len()), (Relation::Coach, 1));
}

#[test]
fn w2b_s6_where_the_regulation_says_so_every_dossier_is_open_to_its_roles_and_to_no_other() {
    let roles = AnyOf([WorkingRole::Coach, WorkingRole::OfficeWorker].into());
    for who_sees in [WhoSees::ThreeRoles, WhoSees::JointExecutors] {
        let policy =
            Policy { who_sees: Some(is(who_sees)), working_roles: Some(is(roles.clone())), ..Policy::default() };
        let (mut world, _) = World::started_under(policy);
        let office = world.works_here(0xE1, Role::OfficeWorker);
        let expert = world.works_here(0xE2, Role::EmploymentExpert);
        let consult = world.consult(1);
        assert!(world.may_read(other()) && world.may_read(office) && !world.may_read(expert));
        let replaces = 0;
        let send = Command::SendSummary { consult, replaces, passages: passages(&["Een."]) };
        assert_eq!(world.act(office, &send), Err(Refusal::NotYours { article: Article::OwnCoach }));
        world.act(other(), &send).unwrap();
        let core = world.dossier.opened().unwrap();
        let can: Vec<_> = lookers(&core.circle(), &world.bureau, world.today).iter().map(|l| l.relation).collect();
        assert_eq!(can, [Relation::Coach, Relation::Colleague, Relation::Colleague, Relation::Office]);
    }
}

#[test]
fn m7b_by_every_other_regulation_a_colleague_is_nothing_to_it() {
    for who_sees in [WhoSees::OwnCoach, WhoSees::ApprovedCoaches, WhoSees::GuidingStaff] {
        let (mut world, _) = World::started_under(Policy { who_sees: Some(is(who_sees)), ..Policy::default() });
        let office = world.works_here(0xE1, Role::OfficeWorker);
        assert!(!world.may_read(other()) && !world.may_read(office));
    }
}

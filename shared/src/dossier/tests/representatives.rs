//! Somebody acts for her: with a proof and her yes, until a last day, and visibly as such.

use super::coaches::is;
use super::paper_acts::form_of;
use super::*;
use crate::dossier::forms::{Asked, FormAnswer};
use crate::dossier::representatives::{DAYS_MAX, Power, Step};
use crate::policy::Policy;
use crate::policy::choices::WhoSees;
use crate::refusal::FormPart;
use crate::statement::{for_her, representative_sentence};
use crate::text::Email;

const REPRESENTATIVE: u128 = 0xB1;

pub(super) fn representative() -> Actor {
    Actor { person: PersonId(id(REPRESENTATIVE)), role: Role::Representative }
}

fn represent(step: Step) -> Command {
    Command::Represent(Box::new(step))
}

impl World {
    /// Staff register somebody, until some days from now.
    pub(super) fn registers(&mut self, by: Actor, days: i64) -> Result<usize, Refusal> {
        let (person, until) = (representative().person, self.today.plus_days(days));
        let proof = Remark::new("Beschikking van de rechtbank, gezien.").unwrap();
        let (power, email, phone) = (Power::Mentorship, Email::new("mies@example.org").ok(), None);
        self.act(by, &represent(Step::Propose { person, power, until, proof, email, phone }))
    }

    pub(super) fn representation(&self) -> Option<EntryId> {
        self.dossier.opened().unwrap().representative.as_ref().map(|known| known.proposal)
    }

    /// She says yes to who is registered.
    pub(super) fn wants_it(&mut self, key: &SoftKey) -> Result<usize, Refusal> {
        let page = self.seen(client()).unwrap();
        let Some(asked) = page.representative else { return Err(Refusal::NoQuestion) };
        let sentence = representative_sentence(Lang::Nl, &name_of(asked.person), asked.until);
        let item = ConsultId(asked.proposal.0);
        let (given, statement) =
            self.said(Decision::AcceptRepresentative, &sentence, item, 1, asked.commitment, asked.ticket);
        let (proposal, evidence) = (asked.proposal, Box::new(key.sign(self.entry_of(key), statement)));
        self.act_as(client(), &Command::AcceptRepresentative(SignedYes { proposal, evidence }), given)
    }

    /// Who acts for her is invited, and makes a key.
    pub(super) fn comes_in(&mut self, by: Actor, key: &SoftKey) -> Result<usize, Refusal> {
        let (invitation, link) = (InvitationId(id(self.next << 8)), LinkHolder::Inviter);
        self.act(by, &represent(Step::Invite { invitation, link }))?;
        let (credential_id, public_key) = (key.credential.clone(), key.public());
        self.act(representative(), &represent(Step::RegisterKey { credential_id, public_key, invitation }))
    }

    /// A summary is approved for her: the sentence says so, and so does the name under it.
    pub(super) fn approves_for_her(&mut self, by: Actor, key: &SoftKey, consult: ConsultId) -> Result<usize, Refusal> {
        let (given, mut statement) = self.statement(consult, 1);
        statement.actor = representative().person;
        statement.sentence = Sentence::new(&for_her(Lang::Nl, statement.sentence.as_str())).unwrap();
        let known = self.dossier.opened()?.representative.as_ref().and_then(|known| known.key.as_ref());
        let evidence = Box::new(key.sign(known.ok_or(Refusal::KeyUnknown)?.entry, statement));
        self.act_as(by, &Command::ApproveSummary { consult, version: 1, evidence }, given)
    }

    /// Registered, agreed to, and with a key.
    fn represented() -> (Self, SoftKey, SoftKey) {
        let ((mut world, hers), theirs) = (Self::with_a_sent_summary(), SoftKey::new(7));
        world.registers(coach(), 30).unwrap();
        world.wants_it(&hers).unwrap();
        world.comes_in(coach(), &theirs).unwrap();
        (world, hers, theirs)
    }

    pub(super) fn has_representatives(&mut self, hers: &SoftKey) {
        self.registers(coach(), 30).unwrap();
        self.wants_it(hers).unwrap();
        self.comes_in(coach(), &SoftKey::new(7)).unwrap();
        let proposal = self.representation().unwrap();
        self.act(client(), &Command::EndRepresentative { proposal }).unwrap();
    }
}

/// Registered, agreed to, let in, deciding for her, and gone.
pub(super) fn attempt_to_represent(world: &mut World, step: u8, (key, is_hers): (&SoftKey, bool)) {
    let (guide, theirs) = (world.guide(), SoftKey::new(7));
    match (step, world.representation()) {
        (0, _) => drop(world.registers(guide, 20)),
        (1, Some(_)) if is_hers => drop(world.wants_it(key)),
        (2, Some(_)) => drop(world.comes_in(guide, &theirs)),
        (3, Some(_)) if world.version(0) == 1 => {
            drop(world.approves_for_her(representative(), &theirs, consult_of(0)));
        }
        (4, Some(proposal)) => drop(world.act(client(), &Command::EndRepresentative { proposal })),
        _ => {}
    }
}

#[test]
fn f6_without_her_yes_nobody_acts_for_her() {
    let (mut world, hers) = World::with_a_sent_summary();
    assert!(world.registers(other(), 30).is_err(), "only who works in her dossier registers somebody");
    world.registers(coach(), 30).unwrap();
    assert_eq!(world.registers(coach(), 30), Err(Refusal::ProposalOpen));
    assert!(!world.may_read(representative()));
    assert!(world.comes_in(coach(), &SoftKey::new(7)).is_err(), "and there is no way in");
    world.wants_it(&hers).unwrap();
    assert!(world.may_read(representative()));
    assert_eq!(world.wants_it(&hers), Err(Refusal::NoQuestion));
}

#[test]
fn f6_a_no_of_hers_ends_it_before_it_begins() {
    let (mut world, _) = World::with_a_sent_summary();
    world.registers(coach(), 30).unwrap();
    let proposal = world.representation().unwrap();
    world.act(client(), &Command::EndRepresentative { proposal }).unwrap();
    assert!(world.seen(client()).unwrap().representative.is_none() && !world.may_read(representative()));
}

#[test]
fn f6_there_is_a_proof_and_a_last_day_and_it_ends_by_itself() {
    let (mut world, hers) = World::with_a_sent_summary();
    let refusal = Err(Refusal::LastDay { today: world.today, days: DAYS_MAX });
    assert_eq!(world.registers(coach(), -1), refusal);
    assert_eq!(world.registers(coach(), DAYS_MAX), refusal);
    world.registers(coach(), 2).unwrap();
    world.wants_it(&hers).unwrap();
    let reads: Vec<bool> = (0..4)
        .map(|_| {
            let reads = world.may_read(representative());
            world.pass_days(1);
            reads
        })
        .collect();
    assert_eq!(reads, [true, true, true, false]);
    assert!(world.registers(coach(), 30).is_ok(), "after that it is asked anew");
}

#[test]
fn f6_what_is_approved_for_her_says_by_whom() {
    let (mut world, _, theirs) = World::represented();
    world.approves_for_her(representative(), &theirs, consult_of(0)).unwrap();
    let shown = world.shown(consult_of(0));
    assert_eq!(shown.status, Status::Approved);
    assert_eq!(shown.approvals.last().and_then(|approval| approval.by), Some(representative().person));
    assert_eq!(world.headers.last().unwrap().role, Role::Representative);
    assert_eq!(world.replayed(), world.dossier);
}

#[test]
fn f6_nobody_signs_with_anothers_key_or_another_sentence() {
    let (mut world, hers, theirs) = World::represented();
    let actor = Err(Refusal::StatementDiffers { part: StatementPart::Actor });
    assert_eq!(world.approves_for_her(client(), &theirs, consult_of(0)), actor, "her session, the other's signature");
    let (given, statement) = world.statement(consult_of(0), 1);
    let evidence = Box::new(hers.sign(world.entry_of(&hers), statement.clone()));
    let command = Command::ApproveSummary { consult: consult_of(0), version: 1, evidence };
    assert_eq!(world.act_as(representative(), &command, given), actor, "the other's session, her signature");
    let entry = world.dossier.opened().unwrap().representative.as_ref().unwrap().key.as_ref().unwrap().entry;
    let (given, mut statement) = world.statement(consult_of(0), 1);
    statement.actor = representative().person;
    let evidence = Box::new(theirs.sign(entry, statement));
    let command = Command::ApproveSummary { consult: consult_of(0), version: 1, evidence };
    let sentence = Err(Refusal::StatementDiffers { part: StatementPart::Sentence });
    assert_eq!(world.act_as(representative(), &command, given), sentence, "as if she had said it herself");
}

#[test]
fn f6_f13_what_is_disputed_for_her_says_by_whom() {
    let (mut world, ..) = World::represented();
    let marks = vec![Marking { passage: 1, proposed: Some(text("Zo was het.")), why: None }];
    let command = Command::DisputeSummary { consult: consult_of(0), version: 1, marks, remark: None };
    world.act(representative(), &command).unwrap();
    assert_eq!(world.shown(consult_of(0)).disputes.last().unwrap().by, Some(representative().person));
}

#[test]
fn f6_who_guides_her_and_her_keys_stay_hers_alone() {
    let (mut world, hers, _) = World::represented();
    let page = world.seen(representative()).unwrap();
    assert_eq!(page.you, Relation::Representative);
    assert_eq!(
        page.allowed,
        [Act::ReadTexts, Act::ReadMedical, Act::ReadDocuments, Act::ReadConsents, Act::EndRepresentative]
    );
    assert_eq!(page.keys.len(), 1, "no key of hers is shown");
    let coming = world.asks_about(other());
    let declines = Command::DeclineCoach { proposal: coming };
    assert!(world.act(representative(), &declines).is_err());
    let removes = Command::RemoveKey { key: world.entry_of(&hers), by: world.entry_of(&hers) };
    assert!(world.act(representative(), &removes).is_err());
    let proposal = world.representation().unwrap();
    let evidence = {
        let (_, statement) = world.statement(consult_of(0), 1);
        Box::new(hers.sign(world.entry_of(&hers), statement))
    };
    let again = Command::AcceptRepresentative(SignedYes { proposal, evidence });
    assert!(world.act(representative(), &again).is_err());
}

#[test]
fn f6_she_the_coach_and_the_other_end_it_at_once_and_the_key_with_it() {
    for who in [client(), coach(), representative()] {
        let (mut world, _, theirs) = World::represented();
        let proposal = world.representation().unwrap();
        assert!(world.act(other(), &Command::EndRepresentative { proposal }).is_err(), "not anybody else");
        world.act(who, &Command::EndRepresentative { proposal }).unwrap();
        assert!(!world.may_read(representative()));
        assert!(world.dossier.opened().unwrap().representative_key(&theirs.credential).is_none());
    }
}

#[test]
fn f6_a_new_key_takes_the_place_of_the_one_before() {
    let (mut world, _, theirs) = World::represented();
    let next = SoftKey::new(8);
    world.comes_in(coach(), &next).unwrap();
    let core = world.dossier.opened().unwrap();
    assert!(
        core.representative_key(&theirs.credential).is_none() && core.representative_key(&next.credential).is_some()
    );
    assert!(world.approves_for_her(representative(), &theirs, consult_of(0)).is_err());
    world.approves_for_her(representative(), &next, consult_of(0)).unwrap();
}

#[test]
fn f62_she_reads_that_the_representative_can_look() {
    let (world, ..) = World::represented();
    let core = world.dossier.opened().unwrap();
    let first = lookers(&core.circle(), &world.bureau, world.today)[0];
    let days = Some((world.today, world.today.plus_days(30)));
    assert_eq!((first.person, first.relation, first.days), (representative().person, Relation::Representative, days));
}

#[test]
fn f5_f6_she_says_yes_on_paper_and_what_she_contests_is_undone() {
    let (mut world, _) = World::with_a_sent_summary();
    world.registers(coach(), 30).unwrap();
    let asked = Asked::Representative { proposal: world.representation().unwrap() };
    let form = form_of(9);
    world.prints(coach(), form, asked).unwrap();
    world.records(coach(), form, FormAnswer::Yes).unwrap();
    assert!(!world.may_read(representative()), "a yes waits for a second pair of eyes");
    world.holds(third(), form, FormAnswer::Yes).unwrap();
    assert!(world.may_read(representative()));
    world.contests(form).unwrap();
    assert!(!world.may_read(representative()) && world.dossier.opened().unwrap().representative.is_none());
}

#[test]
fn f5_f6_who_registered_somebody_is_no_second_pair_of_eyes() {
    // Where every coach works in every dossier.
    let policy = Policy { who_sees: Some(is(WhoSees::JointExecutors)), ..Policy::default() };
    let (mut world, _) = World::started_under(policy);
    world.registers(coach(), 30).unwrap();
    let form = form_of(9);
    world.prints(coach(), form, Asked::Representative { proposal: world.representation().unwrap() }).unwrap();
    world.records(other(), form, FormAnswer::Yes).unwrap();
    let refusal = Err(Refusal::FormUnfit { part: FormPart::Concerned });
    assert_eq!(world.holds(coach(), form, FormAnswer::Yes), refusal);
}

#[test]
fn f5_f6_a_no_on_paper_ends_it_and_she_can_say_that_it_is_not_so() {
    let (mut world, _) = World::with_a_sent_summary();
    world.registers(coach(), 30).unwrap();
    let form = form_of(9);
    world.prints(coach(), form, Asked::Representative { proposal: world.representation().unwrap() }).unwrap();
    world.records(coach(), form, FormAnswer::No).unwrap();
    assert!(world.representation().is_none());
    assert!(world.seen(client()).unwrap().allowed.contains(&Act::ContestForm));
    world.contests(form).unwrap();
}

#[test]
fn f6_f13_nobody_signs_what_another_disputed() {
    let (mut world, hers, _) = World::represented();
    let marks = vec![Marking { passage: 1, proposed: Some(text("Zo was het.")), why: None }];
    let command = Command::DisputeSummary { consult: consult_of(0), version: 1, marks, remark: None };
    world.act(representative(), &command).unwrap();
    assert!(!world.shown(consult_of(0)).allowed.contains(&Act::SignDispute), "it was not she");
    let actor = Err(Refusal::StatementDiffers { part: StatementPart::Actor });
    assert_eq!(world.sign_dispute(&hers, consult_of(0)), actor);
    let page = world.seen(representative()).unwrap();
    assert!(page.consults[0].allowed.contains(&Act::SignDispute));
}

#[test]
fn f6_p10_who_only_looks_along_is_not_told_who_acts_for_her_or_why() {
    let (mut world, ..) = World::represented();
    let technician = world.technician();
    world.lets_in(coach(), technician, 1).unwrap();
    assert!(world.seen(technician).unwrap().representative.is_none());
    assert!(world.seen(coach()).unwrap().representative.is_some());
}

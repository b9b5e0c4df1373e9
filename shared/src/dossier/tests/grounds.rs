//! What goes on another ground than her yes: told before, waiting where the regulation says so, held by her objection.

use super::coaches::is;
use super::sendings::of;
use super::sharing::{OTHER, PAYER, REPORT, asked, pdf, report, which};
use super::*;
use crate::bureau::recipients::RecipientKind;
use crate::dossier::consents::{
    GroundCommand, NewConsent, NewGround, OtherGround, PayerRules, Status, frozen_file, grounds, waits,
};
use crate::dossier::documents::DocumentKind;
use crate::dossier::sendings::{Deletion, DoorStep};
use crate::ids::RecipientId;
use crate::policy::choices::{CopyFirst, PayerConsent, ThirdParty};
use crate::policy::value::AnyOf;
use crate::policy::{Parameter, Policy};
use crate::refusal::{Article, ConsentPart, SendingPart};
use crate::text::{Label, Remark};

const UWV: RecipientId = RecipientId(uuid::Uuid::from_u128(0xB0B3));

fn unfit(part: ConsentPart) -> Result<usize, Refusal> {
    Err(Refusal::ConsentUnfit { part })
}

/// Who pays is kept informed without her yes; with or without a copy first.
fn informs_payer(copy_first: CopyFirst) -> Policy {
    let third_parties = AnyOf([ThirdParty::UwvOnHerOrder].into());
    Policy {
        payer_consent: Some(is(PayerConsent::NotNeeded)),
        copy_first: Some(is(copy_first)),
        third_parties: Some(is(third_parties)),
        ..Policy::default()
    }
}

impl World {
    fn under(policy: Policy) -> (Self, SoftKey) {
        let (mut world, key) = Self::started_under(policy);
        world.knows(PAYER, RecipientKind::Payer);
        world.knows(OTHER, RecipientKind::OtherCoach);
        world.knows(UWV, RecipientKind::Uwv);
        world.adds_report(0, report(1)).unwrap();
        (world, key)
    }

    pub(super) fn tells(&mut self, by: Actor, new: NewGround) -> Result<usize, Refusal> {
        let mut given = self.given();
        given.file = Some(new.what.file);
        self.act_as(by, &Command::Ground(GroundCommand::Tell(Box::new(new))), given)
    }

    pub(super) fn new_ground(&self, n: u128) -> NewGround {
        NewGround {
            what: self.new_consent(n, "Zij betaalt en wil weten hoe het gaat."),
            ground: OtherGround::Payer,
            law: None,
        }
    }

    fn tells_payer(&mut self, n: u128) -> Result<usize, Refusal> {
        let new = self.new_ground(n);
        self.tells(coach(), new)
    }

    pub(super) fn objects(&mut self, n: u128) -> Result<usize, Refusal> {
        let why = Remark::new("Er staat een fout in.").unwrap();
        self.act(client(), &Command::Ground(GroundCommand::Object { which: which(n), why }))
    }

    pub(super) fn answers_objection(&mut self, n: u128, goes: bool) -> Result<usize, Refusal> {
        let why = Remark::new("Wij hebben het nagekeken.").unwrap();
        self.act(coach(), &Command::Ground(GroundCommand::Answer { which: which(n), goes, why }))
    }

    fn says_seen(&mut self, n: u128) -> Result<usize, Refusal> {
        self.act(client(), &Command::Ground(GroundCommand::Seen(which(n))))
    }
}

// Keeps: S9a, G5.1a, G7.4
// Part of: P11, S7a
#[test]
fn f34_who_pays_is_informed_without_her_yes_only_where_the_regulation_says_so() {
    let (mut world, _) = World::under(Policy::default());
    let refused = world.tells_payer(1);
    assert!(matches!(refused, Err(Refusal::NotByRegulation { parameter: Parameter::PayerConsent, .. })), "{refused:?}");
    let (mut world, key) = World::under(informs_payer(CopyFirst::No));
    let mut other = world.new_ground(1);
    other.what.recipient = OTHER;
    other.what.file = pdf(world.frozen(1, 1, OTHER));
    let refused = world.tells(coach(), other);
    assert!(refused.is_err(), "to nobody but who pays");
    let hers = world.new_ground(1);
    assert!(matches!(world.tells(client(), hers), Err(Refusal::NotYours { article: Article::OwnCoach })));
    assert_eq!(world.tells_payer(1), Ok(1));
    assert_eq!((world.stands(1), world.is_live(1)), (Status::OnGround, true), "she is told with the entry");
    assert_eq!(world.consent_seen(1).ground, Some(OtherGround::Payer));
    assert_eq!(world.tells_payer(2), unfit(ConsentPart::Told), "once");
    assert_eq!(world.asks(2, "Toch maar vragen."), unfit(ConsentPart::Told));
    assert_eq!(world.grants(&key, 1), Err(Refusal::NoQuestion), "it is no question");
    assert_eq!(world.act(client(), &Command::WithdrawConsent(which(1))), Err(Refusal::NoQuestion));
    let waits = |world: &World| waits(&world.dossier, Relation::Client, world.today);
    assert_eq!(waits(&world), [Act::ObjectToGround], "she finds it on her first page");
    assert_eq!((world.says_seen(1), waits(&world)), (Ok(1), Vec::new()), "until she read it");
    world.knows_ilse();
    assert_eq!(world.sends(1, 1), Ok(1), "through the one door");
    assert_eq!(world.downloads(1, 1), Ok(1));
}

// Part of: P12
#[test]
fn f32_a_report_waits_for_her_until_she_read_it_or_the_working_days_are_over() {
    let (mut world, _) = World::under(informs_payer(CopyFirst::EveryReport));
    world.knows_ilse();
    world.tells_payer(1).unwrap();
    let from = world.consent_seen(1).from.unwrap();
    assert_eq!(world.today.working_days_until(from), 4, "three whole working days are hers");
    assert_eq!((world.stands(1), world.is_live(1)), (Status::Told, false));
    assert_eq!(world.sends(1, 1), Err(Refusal::SendingUnfit { part: SendingPart::NotLive }));
    world.pass_days(world.today.days_until(from) - 1);
    assert!(!world.is_live(1), "not a day too soon");
    world.pass_days(1);
    assert!(world.is_live(1));
    // An objection that was answered takes none of her days.
    let (mut world, _) = World::under(informs_payer(CopyFirst::EveryReport));
    world.tells_payer(1).unwrap();
    world.objects(1).unwrap();
    world.answers_objection(1, true).unwrap();
    assert_eq!((world.stands(1), world.consent_seen(1).from), (Status::Told, Some(from)));
    // Another: she says that she read it.
    let (mut world, _) = World::under(informs_payer(CopyFirst::EveryReport));
    world.tells_payer(1).unwrap();
    assert_eq!(world.says_seen(1), Ok(1));
    assert_eq!((world.stands(1), world.says_seen(1)), (Status::OnGround, Ok(0)));
    world.objects(1).unwrap();
    world.answers_objection(1, true).unwrap();
    assert_eq!(waits(&world.dossier, Relation::Client, world.today), [Act::ObjectToGround], "the answer is new to her");
}

// Part of: P12
#[test]
fn f32_her_objection_holds_it_until_staff_answer() {
    let (mut world, _) = World::under(informs_payer(CopyFirst::No));
    world.knows_ilse();
    world.tells_payer(1).unwrap();
    world.sends(1, 1).unwrap();
    world.downloads(1, 1).unwrap();
    assert_eq!(world.answers_objection(1, true), Err(Refusal::NoQuestion), "there is none");
    assert_eq!((world.objects(1), world.objects(1)), (Ok(1), Ok(0)));
    assert_eq!((world.stands(1), world.is_live(1)), (Status::Objected, false));
    assert_eq!(world.downloads(1, 1), Err(Refusal::SendingUnfit { part: SendingPart::NotLive }), "the door is shut");
    assert_eq!(world.says_seen(1), Err(Refusal::NoQuestion));
    assert_eq!(world.answers_objection(1, true), Ok(1));
    assert_eq!((world.stands(1), world.downloads(1, 1)), (Status::OnGround, Ok(1)));
    world.objects(1).unwrap();
    assert_eq!(world.answers_objection(1, false), Ok(2), "and who took it is asked to delete it");
    assert_eq!(world.stands(1), Status::TakenBack);
    let answer = DoorStep::Answer { which: of(1, 1), deletion: Deletion::Deleted {} };
    assert_eq!(world.at_the_door(answer), Ok(1));
    assert!(world.consent_seen(1).objection_answer.is_some());
    assert_eq!(world.tells_payer(2), Ok(1), "it can be told anew");
    assert_eq!(world.act(coach(), &Command::TakeBackConsent(which(2))), Ok(1));
    assert!(!world.is_live(2));
}

// Keeps: G7.4
#[test]
fn f38_her_no_is_not_gone_round_by_another_ground() {
    let (mut world, key) = World::under(informs_payer(CopyFirst::No));
    world.asks(1, "Mag dit?").unwrap();
    world.act(client(), &Command::DeclineConsent(which(1))).unwrap();
    assert_eq!(world.tells_payer(2), unfit(ConsentPart::SaidNo));
    world.adds_report(1, report(2)).unwrap();
    assert_eq!(world.tells_payer(3), Ok(1), "another version was not asked about");
    world.act(coach(), &Command::TakeBackConsent(which(3))).unwrap();
    world.asks(4, "Zij betaalt de omscholing.").unwrap();
    world.grants(&key, 4).unwrap();
    assert_eq!(world.tells_payer(5), unfit(ConsentPart::Granted));
}

// Part of: S1a, S9b, P14
#[test]
fn f34_what_a_law_demands_names_the_law_and_goes_to_no_employer() {
    let (mut world, _) = World::under(informs_payer(CopyFirst::EveryReport));
    let to_uwv = |world: &World, n: u128, law: Option<&str>| {
        let named = world.bureau.recipient(UWV).unwrap().entry;
        let file = pdf(frozen_file(asked(n), (REPORT, 1), (UWV, named), world.today));
        let what = NewConsent { recipient: UWV, file, ..world.new_consent(n, "UWV vraagt dit op.") };
        NewGround { what, ground: OtherGround::Statute, law: law.map(|law| Label::new(law).unwrap()) }
    };
    let (without, with) = (to_uwv(&world, 1, None), to_uwv(&world, 1, Some("Wet SUWI, artikel 54")));
    assert_eq!(world.tells(coach(), without), unfit(ConsentPart::Law));
    assert_eq!(world.tells(coach(), with), Ok(1));
    assert!(world.is_live(1), "a report to UWV does not wait");
    let payer = NewGround { ground: OtherGround::Statute, law: Label::new("Een wet").ok(), ..world.new_ground(2) };
    assert_eq!(world.tells(coach(), payer), unfit(ConsentPart::Ground));
    let rules = PayerRules { informed: true, waits: None };
    for kind in [RecipientKind::DirectManager, RecipientKind::NewEmployer, RecipientKind::OtherCoach] {
        assert_eq!(grounds(DocumentKind::Report, kind, rules), [], "{kind:?}");
    }
    assert_eq!(grounds(DocumentKind::Cv, RecipientKind::Payer, rules), [], "a report, and nothing else");
    assert_eq!(
        grounds(DocumentKind::Report, RecipientKind::Payer, PayerRules::from(&Policy::default().in_force())),
        []
    );
}

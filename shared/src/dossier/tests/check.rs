//! What a machine found in what would go, and that somebody decides about each of it.

use super::coaches::is;
use super::*;
use crate::bureau::recipients::RecipientKind;
use crate::dossier::consents::{Check, ConsentEvent, Decided, Finding, Hit, NewConsent, Sought, Spoken};
use crate::policy::Policy;
use crate::policy::choices::CvProfile;
use crate::refusal::ConsentPart;
use crate::text::{Label, Remark};

fn unfit(part: ConsentPart) -> Result<usize, Refusal> {
    Err(Refusal::ConsentUnfit { part })
}

// Part of: W7d, W7e
#[test]
fn f36_f37_nothing_is_asked_before_somebody_decided_about_everything_that_was_found() {
    let (mut world, _) = World::with_a_report();
    let finding = |what, found| Finding { what, found: Label::new(found).unwrap() };
    let hit = |finding| Hit { finding, count: 2, page: 1, around: "zij was depressief toen".to_owned() };
    let (health, number) = (finding(Sought::Health, "depressief"), finding(Sought::CitizenNumber, "111222333"));
    let check = Check {
        sought: vec![Sought::CitizenNumber, Sought::Health],
        hits: vec![hit(health.clone()), hit(number.clone())],
        unread: true,
    };
    let mut asks = |decided: Vec<Decided>, read_by_person| {
        let new = NewConsent { decided, read_by_person, ..world.new_consent(1, "Voor wie betaalt.") };
        let mut given = world.given();
        given.file = Some(new.file);
        let command = Command::AskConsent(Box::new(new));
        given.spoken = Some(Box::new(Spoken { check: Some(check.clone()), ..world.spoken(&command).unwrap() }));
        world.act_as(coach(), &command, given)
    };
    let decided = |finding: &Finding| Decided { finding: finding.clone(), why: Remark::new("Een reden.").unwrap() };
    assert_eq!(asks(Vec::new(), true), unfit(ConsentPart::Undecided));
    assert_eq!(asks(vec![decided(&health)], true), unfit(ConsentPart::Undecided), "each of them");
    let other = decided(&finding(Sought::BirthDate, "111222333"));
    assert_eq!(asks(vec![decided(&health), other.clone()], true), unfit(ConsentPart::Undecided));
    let both = vec![decided(&health), decided(&number), other];
    assert_eq!(asks(both.clone(), false), unfit(ConsentPart::Unread), "no machine could read all of it");
    assert_eq!(asks(both, true), Ok(1));
    let Ok(DossierEvent::Consent(ConsentEvent::ConsentAsked { check: kept, .. })) =
        read_content(world.contents.last().unwrap())
    else {
        panic!("she was asked")
    };
    assert_eq!(kept.decided, [decided(&health), decided(&number)], "and nothing that was not found");
    assert_eq!((kept.sought.clone(), kept.read_by_person), (check.sought.clone(), true));
}

// Part of: W7d, W7e
#[test]
fn f36_f37_what_is_looked_for_follows_from_the_document_the_recipient_and_the_regulation() {
    use crate::dossier::documents::DocumentKind::{Cv, Report};
    let policy = Policy::default().in_force();
    let sought = |kind, to| Sought::in_what_goes(kind, to, &policy);
    let (number, birth, contact, health) = (Sought::CitizenNumber, Sought::BirthDate, Sought::Contact, Sought::Health);
    assert_eq!(sought(Report, RecipientKind::Uwv), [health], "number and day of birth go to UWV alone");
    assert_eq!(sought(Report, RecipientKind::DirectManager), [number, birth, health]);
    assert_eq!(sought(Report, RecipientKind::OtherCoach), [number, birth]);
    assert_eq!(sought(Cv, RecipientKind::NewEmployer), [number, birth, contact, health], "name only");
    let made = Policy { cv_profile: Some(is(CvProfile::AsMade)), ..Policy::default() }.in_force();
    assert_eq!(Sought::in_what_goes(Cv, RecipientKind::NewEmployer, &made), [number, birth, health]);
}

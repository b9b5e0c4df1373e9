//! What holds of every log, whatever happened in it.

use super::*;
use crate::dossier::forms::Outcome;

pub(super) fn every_signature_is_of_a_key_that_stood(world: &World) -> Result<(), TestCaseError> {
    let mut standing = BTreeSet::new();
    for (header, content) in world.headers.iter().zip(&world.contents) {
        match read_content(content).unwrap() {
            DossierEvent::KeyRegistered { .. } => drop(standing.insert(header.entry)),
            DossierEvent::KeyRemoved { key } => prop_assert!(standing.remove(&key)),
            DossierEvent::SummaryApproved { evidence, .. }
            | DossierEvent::DisputeSigned { evidence, .. }
            | DossierEvent::CoachAccepted { evidence, .. }
            | DossierEvent::HandedOver { evidence, .. }
            | DossierEvent::SubstituteAccepted { evidence, .. }
            | DossierEvent::FormConfirmed { evidence, .. }
            | DossierEvent::KeyConfirmed { evidence, .. } => {
                prop_assert!(standing.contains(&evidence.key_entry));
                prop_assert!(evidence.verify(&site()).is_ok());
            }
            _ => {}
        }
    }
    Ok(())
}

/// M8: the coach changes only after a meeting, a yes and a signature for the dossier, in this order, for that coach.
pub(super) fn every_coach_came_in_the_fixed_order(world: &World) -> Result<(), TestCaseError> {
    let (mut steps, mut guide) = (Vec::new(), coach().person);
    for content in &world.contents {
        match read_content(content).unwrap() {
            DossierEvent::CoachProposed { .. }
            | DossierEvent::CoachDeclined { .. }
            | DossierEvent::CoachWithdrawn { .. } => steps.clear(),
            DossierEvent::CoachMet { coach, .. } => steps.push(("met", coach)),
            DossierEvent::CoachAccepted { coach, .. }
            | DossierEvent::FormSeen { outcome: Some(Outcome::CoachAccepted { coach, .. }), .. } => {
                steps.push(("yes", coach));
            }
            // F5: what she never said on paper is no step any more, and what followed from it goes back.
            DossierEvent::FormContested { undone: Some(Outcome::CoachAccepted { coach, .. }), .. } => {
                steps.retain(|(_, whom)| *whom != coach);
            }
            DossierEvent::FormContested { undone: Some(Outcome::HandedOver { former, coach, .. }), .. }
                if guide == coach =>
            {
                steps.clear();
                guide = former;
            }
            DossierEvent::HandedOver { coach, .. }
            | DossierEvent::FormSeen { outcome: Some(Outcome::HandedOver { coach, .. }), .. } => {
                prop_assert_eq!(&steps, &[("met", coach), ("yes", coach)]);
                guide = coach;
            }
            _ => {}
        }
    }
    prop_assert_eq!(world.guide().person, guide);
    Ok(())
}

/// S13: the term she is under is never longer than in any version that she was told of.
pub(super) fn no_term_grew_behind_her_back(world: &World) -> Result<(), TestCaseError> {
    let told = &world.dossier.opened().unwrap().regulations;
    let years = world.bureau.policy_of(told).digital_years.is;
    for published in &world.bureau.founded().unwrap().regulations {
        let longer = years > published.policy.in_force().digital_years.is;
        prop_assert!(!told.contains(&published.version) || !longer);
    }
    Ok(())
}

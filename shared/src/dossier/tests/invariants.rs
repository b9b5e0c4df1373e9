//! What holds of every log, whatever happened in it.

use super::*;
use crate::dossier::consents::{Consent, ConsentEvent, State, Status, Until};
use crate::dossier::forms::Outcome;
use crate::dossier::representatives::RepresentativeEvent;
use crate::dossier::sendings::SendingEvent;

pub(super) fn every_signature_is_of_a_key_that_stood(world: &World) -> Result<(), TestCaseError> {
    let (mut standing, mut represents) = (BTreeSet::new(), None);
    for (header, content) in world.headers.iter().zip(&world.contents) {
        match read_content(content).unwrap() {
            DossierEvent::KeyRegistered { .. } => drop(standing.insert(header.entry)),
            DossierEvent::KeyRemoved { key } => prop_assert!(standing.remove(&key)),
            DossierEvent::Representative(event) => match event {
                RepresentativeEvent::RepresentativeAccepted { evidence, .. } => {
                    prop_assert!(standing.contains(&evidence.key_entry) && evidence.verify(&site()).is_ok());
                }
                // One key at a time, and none when it is over (W9).
                RepresentativeEvent::RepresentativeKeyRegistered { .. } => represents = Some(header.entry),
                RepresentativeEvent::RepresentativeEnded { .. } => represents = None,
                _ => {}
            },
            DossierEvent::SummaryApproved { evidence, .. } if header.role == Role::Representative => {
                prop_assert_eq!(Some(evidence.key_entry), represents);
                prop_assert!(evidence.statement.actor == header.actor && evidence.verify(&site()).is_ok());
            }
            DossierEvent::SummaryApproved { evidence, .. }
            | DossierEvent::DisputeSigned { evidence, .. }
            | DossierEvent::CoachAccepted { evidence, .. }
            | DossierEvent::HandedOver { evidence, .. }
            | DossierEvent::SubstituteAccepted { evidence, .. }
            | DossierEvent::FormConfirmed { evidence, .. }
            | DossierEvent::Consent(ConsentEvent::ConsentGranted { evidence, .. })
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

/// F23, F27, F30: a consent is live only after her signature over its very bytes, and not after she withdrew it.
pub(super) fn nothing_is_live_without_her_yes(world: &World) -> Result<(), TestCaseError> {
    for consent in world.dossier.consents() {
        let about = |kind: &str| world.headers.iter().filter(|h| h.kind == kind && h.item == consent.id.into()).count();
        let granted = world.contents.iter().filter_map(|content| match read_content(content).unwrap() {
            DossierEvent::Consent(ConsentEvent::ConsentGranted { consent, evidence, .. }) => Some((consent, evidence)),
            _ => None,
        });
        let granted: Vec<_> = granted.filter(|(of, _)| *of == consent.id).collect();
        if consent.is_live(world.today) {
            prop_assert_eq!(granted.len(), 1);
            prop_assert_eq!(about("consent_withdrawn") + about("consent_declined") + about("consent_taken_back"), 0);
            prop_assert_eq!(granted[0].1.statement.commitment, consent.terms.file.hash);
            let ended = matches!(consent.terms.until, Until::On { date } if world.today.days_until(date) < 0);
            prop_assert!(!ended, "F29");
            let beside = world.dossier.consents().filter(|other| {
                let to = |known: &Consent| (known.terms.document, known.terms.version, known.terms.recipient);
                let stays =
                    other.is_live(world.today) && other.status(other.terms.version, world.today) != Status::Sent;
                stays && to(other) == to(consent)
            });
            prop_assert!(beside.count() <= 1, "a withdrawal leaves none");
        }
        let document = world.dossier.document(consent.terms.document).unwrap();
        prop_assert_eq!(document.purpose, consent.terms.purpose, "F24");
        let mark = document.asked.iter().find(|mark| mark.consent == consent.id).unwrap();
        prop_assert_eq!(mark.state, consent.state);
    }
    Ok(())
}

/// F27, F29, F30, G19: nothing was sent or taken but under a yes that counted then, and nothing taken is left unasked when
/// she withdrew it.
pub(super) fn nothing_goes_without_her_yes(world: &World) -> Result<(), TestCaseError> {
    let mut live = BTreeSet::new();
    let mut taken = BTreeSet::new();
    for content in &world.contents {
        match read_content(content).unwrap() {
            DossierEvent::Consent(
                ConsentEvent::ConsentGranted { consent, .. }
                | ConsentEvent::GroundTold { consent, .. }
                | ConsentEvent::ObjectionAnswered { consent, goes: true, .. },
            ) => {
                live.insert(consent);
            }
            DossierEvent::Consent(
                ConsentEvent::ConsentWithdrawn { consent, .. }
                | ConsentEvent::ConsentTakenBack { consent, .. }
                | ConsentEvent::GroundObjected { consent, .. },
            ) => {
                live.remove(&consent);
            }
            DossierEvent::Sending(SendingEvent::DocumentSent { consent, .. }) => {
                prop_assert!(live.contains(&consent), "sent without a yes");
            }
            DossierEvent::Sending(SendingEvent::DownloadBegun { consent, sending, .. }) => {
                prop_assert!(live.contains(&consent), "taken without a yes");
                taken.insert((consent, sending));
            }
            DossierEvent::Sending(SendingEvent::DeletionAsked { consent, sending }) => {
                prop_assert!(taken.contains(&(consent, sending)), "asked back what nobody took");
            }
            _ => {}
        }
    }
    for (consent, sending) in taken {
        let known = world.dossier.consent(consent).unwrap();
        let asked = known.sending(sending).unwrap().asked_at.is_some() || known.state == State::Objected;
        prop_assert!(live.contains(&consent) || asked, "not asked back");
    }
    Ok(())
}

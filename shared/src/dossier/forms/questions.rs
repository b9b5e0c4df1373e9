//! Which question a form asks, whether that one is still open, and whether what followed is still the last word.

use super::{Asked, Form, Outcome};
use crate::access::{Act, Relation, may};
use crate::dossier::coaches::{Declined, Step};
use crate::dossier::consults::State;
use crate::dossier::substitutes::Refused;
use crate::dossier::summaries::current;
use crate::dossier::{Core, Dossier};
use crate::ids::Ticket;
use crate::refusal::Refusal;
use crate::time::CivilDate;

/// The nonce of the question that is open now; the start has none.
///
/// # Errors
/// What the question itself says where it is not open: [`Refusal::NoQuestion`], [`Refusal::Stale`], …
pub(in crate::dossier) fn question(
    dossier: &Dossier,
    core: &Core,
    asked: Asked,
    today: CivilDate,
) -> Result<Option<Ticket>, Refusal> {
    let ticket = match asked {
        Asked::Start {} if core.start.discussed_on.is_none() => return Err(Refusal::NotStarted),
        Asked::Start {} if core.start.confirmed_at.is_none() => return Ok(None),
        Asked::Start {} => None,
        Asked::Coach { proposal } => match core.coming(proposal)?.step {
            Step::Yes { ticket } => Some(ticket),
            _ => None,
        },
        Asked::HandOver { proposal } => match core.coming(proposal)?.step {
            Step::HandOver { ticket } => Some(ticket),
            _ => None,
        },
        Asked::Substitute { proposal } => {
            let known = core.proposed(proposal)?;
            (known.agreed_at.is_none() && known.until >= today).then_some(known.ticket)
        }
        Asked::Representative { proposal } => {
            let known = core.represented(proposal, today)?;
            known.agreed_at.is_none().then_some(known.ticket)
        }
        Asked::Summary { consult, version } => {
            let consult = dossier.consult(consult)?;
            current(consult, version)?;
            match &consult.state {
                State::Open(open) => Some(open.question.ticket),
                _ => None,
            }
        }
    };
    ticket.map(Some).ok_or(Refusal::NoQuestion)
}

impl Form {
    /// Whether the very question that it asks is open: one that was asked again meanwhile is another (F17).
    ///
    /// # Errors
    /// As [`question`].
    pub(in crate::dossier) fn is_asked(&self, dossier: &Dossier, core: &Core, today: CivilDate) -> Result<(), Refusal> {
        let same = question(dossier, core, self.asked, today)? == self.question;
        // What she contested is asked anew, by another form.
        let denied = core.start.denied_at.filter(|_| matches!(self.asked, Asked::Start {}));
        if same && denied.is_none_or(|at| at < self.printed_at) { Ok(()) } else { Err(Refusal::NoQuestion) }
    }

    /// Whether it says something of her that counts, or may yet: one whose question is gone says nothing any more.
    pub(in crate::dossier) fn says_something(&self, dossier: &Dossier, core: &Core, today: CivilDate) -> bool {
        self.can_be_contested() && (self.outcome.is_some() || self.is_asked(dossier, core, today).is_ok())
    }

    /// What followed from it and is still the last word: what came after it is not undone (F5).
    pub(in crate::dossier) fn still_stands(&self, core: &Core) -> Option<Outcome> {
        let mine = core.paper_yes == Some(self.id);
        let stands = match self.outcome? {
            Outcome::Started => self.seen.map(|(_, at)| at) == core.start.confirmed_at,
            Outcome::CoachAccepted { proposal, ticket: Some(_), .. } => core.coming(proposal).is_ok(),
            Outcome::CoachAccepted { ticket: None, .. } | Outcome::HandedOver { .. } => mine,
            Outcome::CoachDeclined { coach, on } => core.declined.contains(&Declined { coach, on }),
            Outcome::SubstituteAccepted { proposal, .. } => core.proposed(proposal).is_ok(),
            Outcome::SubstituteDeclined { from, until, .. } => core.refused.contains(&Refused { from, until }),
            Outcome::RepresentativeAccepted { proposal, .. } => {
                core.representative.as_ref().is_some_and(|known| known.proposal == proposal)
            }
            // What was registered has ended: it is registered anew, and she is asked.
            Outcome::RepresentativeDeclined { .. } => false,
            // Whether it is the last word the summary says itself.
            Outcome::SummaryApproved { .. } | Outcome::SummaryDisputed { .. } => true,
        };
        stands.then_some(self.outcome?)
    }
}

/// What could be asked on paper now, beside the summaries: by whoever makes forms.
#[must_use]
pub fn askable(dossier: &Dossier, core: &Core, you: Relation, today: CivilDate) -> Vec<Asked> {
    let coming = core.coming.map(|coming| coming.proposal);
    let stands_in = core.substitute.map(|known| known.proposal);
    let acts_for_her = core.representative.as_ref().map(|known| known.proposal);
    let all = [
        Some(Asked::Start {}),
        coming.map(|proposal| Asked::Coach { proposal }),
        coming.map(|proposal| Asked::HandOver { proposal }),
        stands_in.map(|proposal| Asked::Substitute { proposal }),
        acts_for_her.map(|proposal| Asked::Representative { proposal }),
    ];
    let open = all.into_iter().flatten().filter(|asked| question(dossier, core, *asked, today).is_ok());
    open.filter(|_| may(you, Act::PrintForm).is_ok()).collect()
}

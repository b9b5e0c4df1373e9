//! Whether a command may happen, and what follows: sight first, then whose it is, then the rule of its noun.

use super::command::{Actor, Command, Given};
use super::forms::steps;
use super::{
    Core, Dossier, DossierEvent, Item, coaches, consents, consults, disputes, documents, exchange, guests, intake,
    invitations, keys, papers, people, purposes, records, representatives, sendings, substitutes, summaries,
};
use crate::access::{self, Act, Relation};
use crate::bureau::Bureau;
use crate::ids::{EntryId, ItemId, PersonId};
use crate::log::{Role, Subject};
use crate::refusal::{Refusal, StatementPart};
use crate::text::SystemNumber;

/// Who is named in the sentence that a command's signature is under: names stand in no state, so the server opens it.
#[must_use]
pub fn spoken_of(core: &Core, command: &Command) -> Option<PersonId> {
    match command {
        Command::AcceptCoach(_) | Command::HandOver(_) => core.coming.map(|coming| coming.coach),
        Command::AcceptSubstitute(_) => core.substitute.map(|known| known.person),
        Command::AcceptRepresentative(_) => core.representative.as_ref().map(|known| known.person),
        _ => None,
    }
}

/// Whether this may happen, and what follows.
///
/// # Errors
/// [`Refusal`]: by a rule, which names its article, or by the state things are in.
pub fn decide(
    dossier: &Dossier,
    bureau: &Bureau,
    actor: Actor,
    command: &Command,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    if let Command::Open { client, number } = command {
        return open(dossier, bureau, actor, (*client, number.as_ref()), given);
    }
    let core = dossier.opened()?;
    if Role::STAFF.contains(&actor.role) {
        bureau.is_bound(actor.person, actor.role)?;
    }
    // Whoever holds the paper says what stands on it: she need be nothing to the dossier, and sees nothing of it.
    if let Command::SeeForm(held) = *command {
        // A technician works with nobody's data (W11b).
        return if Role::STAFF.contains(&actor.role) && actor.role != Role::Technician {
            steps::see(dossier, core, bureau, actor, held, given)
        } else {
            Err(Refusal::Unknown)
        };
    }
    let you = access::relation_for(command.act(), &core.circle(), bureau, actor, given.today);
    access::may(you, command.act())?;
    // Nobody acts by another's signature.
    if command.evidence().is_some_and(|evidence| evidence.statement.actor != actor.person) {
        return Err(Refusal::StatementDiffers { part: StatementPart::Actor });
    }
    let in_force = bureau.regulation(given.today).map(|published| published.version);
    match command {
        Command::ConfirmKey { .. } | Command::RemoveKey { .. } | Command::RegisterKey { .. } | Command::ComeBack(_) => {
            keys::decide(core, bureau.settings(), command, given)
        }
        Command::DiscussRegulation { on } => Ok(vec![people::discuss_regulation(core, *on, given.today)?]),
        Command::ConfirmRegulation {} => people::confirm_regulation(core, bureau, given),
        Command::AcknowledgeRegulation { version } => {
            people::acknowledge_regulation(core, bureau, in_force, *version, given)
        }
        Command::SeeRegulation { version } => {
            Ok(people::see_regulation(core, in_force.unwrap_or_default(), *version)?.into_iter().collect())
        }
        Command::AskRegulation {} => Ok(people::ask_regulation(core, given.today).into_iter().collect()),
        Command::RecordIntake { intake, replaces } => Ok(vec![intake::record(core, bureau, intake, *replaces)?]),
        Command::NumberElsewhere { number } => {
            Ok(exchange::number(core, bureau, number.as_ref(), given)?.into_iter().collect())
        }
        Command::PassToSystem {} => Ok(vec![exchange::pass(bureau, given.today)?]),
        Command::SeeRecords { up_to } => Ok(records::see(core, *up_to).into_iter().collect()),
        Command::HandIn(_) | Command::KeepRecord { .. } => decide_record(dossier, core, bureau, you, command, given),
        Command::LookAtRecords { record } => {
            let record = record.map(|record| dossier.record(record)).transpose()?.map(|known| known.id);
            Ok(vec![DossierEvent::LookedAtRecords { record }])
        }
        Command::OpenView { view } => Ok(vec![purposes::open(*view)]),
        Command::MarkPaper { item, there } => {
            records::may_touch(dossier, *item, you)?;
            Ok(papers::mark(dossier, *item, *there)?.into_iter().collect())
        }
        Command::PrintForm { .. }
        | Command::RecordForm(_)
        | Command::ConfirmForm { .. }
        | Command::ContestForm { .. } => decide_form(dossier, core, bureau, you, command, given),
        Command::PlacePaper { paper } => Ok(vec![DossierEvent::PaperPlaced { paper: paper.clone() }]),
        Command::MakeInvitation { .. } | Command::WithdrawInvitation { .. } => {
            invitations::invite(core, command, given)
        }
        _ if command.act().is_about_documents() => decide_document(dossier, core, bureau, you, command, given),
        _ if command.act().is_about_people() => decide_people(core, bureau, (actor, you), command, given),
        _ => decide_consult(dossier, core, bureau, command, given),
    }
}

fn decide_document(
    dossier: &Dossier,
    core: &Core,
    bureau: &Bureau,
    you: Relation,
    command: &Command,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    match command {
        Command::AddDocument(new) => {
            has_own_id(dossier, core, new.document.into(), |item| matches!(item, Item::Document(_)))?;
            Ok(vec![documents::add(dossier, core, bureau, you, new, given)?])
        }
        Command::SeeDocuments { up_to } => Ok(documents::see(core, *up_to).into_iter().collect()),
        Command::LookAtDocuments { document } => Ok(vec![documents::look(dossier, you, *document)?]),
        Command::AskConsent(new) => {
            has_own_id(dossier, core, new.consent.into(), |_| false)?;
            Ok(vec![consents::ask(dossier, bureau, you, new, given)?])
        }
        Command::Ground(step) => {
            if let Some(new) = step.what() {
                has_own_id(dossier, core, new.consent.into(), |_| false)?;
            }
            consents::decide_ground(dossier, (core, bureau), you, step, given)
        }
        Command::Sending(step) => sendings::decide(dossier, (core, bureau), step, given.today),
        _ => consents::answer(dossier, (core, bureau), command, given),
    }
}

fn decide_record(
    dossier: &Dossier,
    core: &Core,
    bureau: &Bureau,
    you: Relation,
    command: &Command,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    let (record, replaces, content) = match command {
        Command::KeepRecord { record, replaces, content } => (*record, *replaces, content.clone()),
        Command::HandIn(new) => (new.record, new.replaces, Box::new(new.content())),
        _ => return Err(Refusal::Unknown),
    };
    records::may_touch(dossier, record.into(), you)?;
    has_own_id(dossier, core, record.into(), |item| matches!(item, Item::Record(_)))?;
    let new = records::New { record, replaces, content: &content };
    Ok(vec![records::keep(core, bureau, you, (dossier.record(record).ok(), &new), given)?])
}

/// A thing has an id of its own: not the dossier's, and none of a thing of another kind.
fn has_own_id(dossier: &Dossier, core: &Core, id: ItemId, is_such: fn(&Item) -> bool) -> Result<(), Refusal> {
    let taken = id == core.id.into() || dossier.item(id).is_some_and(|item| !is_such(item));
    if taken { Err(Refusal::EntryTaken { entry: EntryId(id.0) }) } else { Ok(()) }
}

fn decide_form(
    dossier: &Dossier,
    core: &Core,
    bureau: &Bureau,
    you: Relation,
    command: &Command,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    match command {
        Command::PrintForm { form, asked } => {
            has_own_id(dossier, core, (*form).into(), |_| false)?;
            Ok(vec![steps::print(dossier, core, you, (*form, *asked), given)?])
        }
        Command::RecordForm(back) => steps::record(dossier, core, you, back, given),
        Command::ConfirmForm { form, asked, evidence } => {
            Ok(vec![steps::confirm(dossier, core, (*form, *asked), evidence, given)?])
        }
        Command::ContestForm { form, asked, words } => {
            Ok(vec![steps::contest(dossier, core, bureau, (*form, *asked), words.as_ref(), given)?])
        }
        _ => Err(Refusal::Unknown),
    }
}

fn decide_people(
    core: &Core,
    bureau: &Bureau,
    (actor, you): (Actor, Relation),
    command: &Command,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    let event = match command {
        Command::ProposeCoach { coach, why } => coaches::propose(core, bureau, you, (*coach, why.as_ref()), given)?,
        Command::RecordMeeting { proposal, on } => coaches::record_meeting(core, actor, *proposal, *on, given)?,
        Command::AcceptCoach(yes) => coaches::accept(core, bureau, yes.proposal, &yes.evidence, given)?,
        Command::HandOver(yes) => coaches::hand_over(core, bureau, yes.proposal, &yes.evidence, given)?,
        Command::DeclineCoach { proposal } => coaches::decline(core, *proposal, given.today)?,
        Command::WithdrawCoach { proposal } => coaches::withdraw(core, *proposal)?,
        Command::ProposeSubstitute { person, from, until } => {
            substitutes::propose(core, bureau, *person, (*from, *until), given)?
        }
        Command::AcceptSubstitute(yes) => substitutes::accept(core, yes.proposal, &yes.evidence, given)?,
        Command::DeclineSubstitute { proposal } => substitutes::decline(core, *proposal)?,
        Command::EndSubstitute { proposal } => substitutes::end(core, *proposal, given.today)?,
        Command::Represent(step) => representatives::decide(core, step, given)?,
        Command::AcceptRepresentative(yes) => representatives::accept(core, yes.proposal, &yes.evidence, given)?,
        Command::EndRepresentative { proposal } => representatives::end(core, *proposal, given.today)?,
        Command::AdmitGuest { person, until, fault, why } => {
            guests::admit(core, bureau, *person, *until, (fault.as_ref(), why), given)?
        }
        Command::EndGuest { guest } => guests::end(core, *guest, given.today)?,
        _ => return Err(Refusal::Unknown),
    };
    Ok(vec![event])
}

fn decide_consult(
    dossier: &Dossier,
    core: &Core,
    bureau: &Bureau,
    command: &Command,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    let settings = bureau.settings();
    let one = |event| vec![event];
    match command {
        Command::RecordConsult { consult, held_on, form, minutes } => {
            if !core.start.is_made() {
                return Err(Refusal::NotStarted);
            }
            has_own_id(dossier, core, (*consult).into(), |item| matches!(item, Item::Consult(_)))?;
            consults::record(dossier.consult(*consult).ok(), *consult, *held_on, (*form, *minutes), given.today)
                .map(one)
        }
        Command::SendSummary { consult, replaces, passages } => {
            summaries::send(dossier.consult(*consult)?, *replaces, passages, settings, given).map(one)
        }
        Command::SeeSummary { consult, version } => {
            Ok(summaries::see(dossier.consult(*consult)?, *version)?.into_iter().collect())
        }
        Command::ApproveSummary { consult, version, evidence } => {
            summaries::approve(core, dossier.consult(*consult)?, *version, evidence, given).map(one)
        }
        Command::DisputeSummary { consult, version, marks, remark } => {
            disputes::dispute(dossier.consult(*consult)?, *version, marks, remark.as_ref(), given).map(one)
        }
        Command::SignDispute { consult, dispute, evidence } => {
            disputes::sign(core, dossier.consult(*consult)?, *dispute, evidence, given).map(one)
        }
        Command::AnswerDispute { consult, dispute, answers, revision } => {
            disputes::answer(dossier.consult(*consult)?, *dispute, answers, revision.as_deref(), settings, given)
        }
        Command::RemindNow { consult, version } => {
            summaries::remind_now(dossier.consult(*consult)?, *version, given).map(one)
        }
        Command::ChangeContact {} => Ok(vec![DossierEvent::ContactChanged]),
        Command::Look { consult } => {
            let consult = consult.map(|consult| dossier.consult(consult)).transpose()?.map(|known| known.id);
            Ok(vec![DossierEvent::Looked { consult }])
        }
        Command::Remind { consult, version } => {
            summaries::remind(dossier.consult(*consult)?, *version, settings, given).map(one)
        }
        Command::LeaveUnanswered { consult, version } => {
            summaries::leave_unanswered(dossier.consult(*consult)?, *version, given).map(one)
        }
        _ => Err(Refusal::Unknown),
    }
}

fn open(
    dossier: &Dossier,
    bureau: &Bureau,
    actor: Actor,
    (client, number): (PersonId, Option<&SystemNumber>),
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    bureau.is_bound(actor.person, Role::Coach)?;
    access::may(Relation::Coach, Act::Open)?;
    if actor.role != Role::Coach || dossier.opened().is_ok() {
        return Err(Refusal::Unknown);
    }
    let (coach, ticket) = (actor.person, Some(given.ticket));
    let regulation = bureau.regulation(given.today).map_or(0, |published| published.version);
    let asks = access::wants_her_yes(&bureau.policy_of(&[regulation]));
    let asked = asks.then_some(DossierEvent::CoachProposed { coach, ticket, why: None });
    let numbered = number.map(|number| exchange::comes_with(bureau, number, given)).transpose()?;
    Ok([DossierEvent::Opened { client, coach, regulation }].into_iter().chain(asked).chain(numbered).collect())
}

//! What a person sees of a dossier, and what she may do next: the screens draw this and decide nothing themselves.

use serde::{Deserialize, Serialize};

use super::coaches::{Coming, Declined, Step};
use super::consults::{Approval, Consult, ConsultKind, Dispute, State, Status};
use super::guests::{Guest, looks_along};
use super::keys::{self, ClientKey, KeyRoute};
use super::papers::{OnPaper, PaperMark};
use super::people::Start;
use super::representatives::RepresentativeView;
use super::substitutes::{Refused, Substitute};
use super::summaries::Question;
use super::{Core, Dossier, consents, disputes};
use crate::access::{Act, Relation, may, relation};
use crate::bureau::Bureau;
use crate::dossier::command::Actor;
use crate::evidence::CoseKey;
use crate::ids::{Bytes, ConsultId, DossierId, EntryId, FormId, Hash, PersonId, Ticket};
use crate::log::Head;
use crate::policy::choices::{Replacement, Transfer};
use crate::refusal::Refusal;
use crate::time::{CivilDate, Minutes, Timestamp};

/// A dossier as somebody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierView {
    /// The dossier.
    pub id: DossierId,
    /// What you are to it.
    pub you: Relation,
    /// Whose it is.
    pub client: PersonId,
    /// Who guides her.
    pub coach: PersonId,
    /// Since when.
    pub coach_since: Timestamp,
    /// How far the start has come.
    pub start: Start,
    /// The versions of the regulation that she was told of: the last holds.
    pub regulations: Vec<u32>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// The last entry: what a statement names as seen.
    pub head: Head,
    /// The keys that sign for you: hers, or of who acts for her.
    pub keys: Vec<KeyView>,
    /// Whether she ever had one: a further one is then a way back (F4).
    pub had_key: bool,
    /// What says where the paper part lies; none while nobody has said so.
    pub paper: Option<PaperMark>,
    /// Who is to guide her, and what comes next before that.
    pub coming: Option<Coming>,
    /// The coaches she said no to.
    pub declined: Vec<Declined>,
    /// Who stands in, or would.
    pub substitute: Option<Substitute>,
    /// The days to come on which she wants nobody to stand in.
    pub refused: Vec<Refused>,
    /// Who acts for her, or would (W9).
    pub representative: Option<RepresentativeView>,
    /// As whom you sign: she, or who acts for her.
    pub signs: PersonId,
    /// Who looks along.
    pub guest: Option<Guest>,
    /// The consults, newest first.
    pub consults: Vec<ConsultView>,
    /// What you may do with the dossier.
    pub allowed: Vec<Act>,
}

/// A key of hers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyView {
    /// The entry that registered it.
    pub entry: EntryId,
    /// The credential.
    pub credential_id: Bytes,
    /// What verifies it.
    pub public_key: CoseKey,
    /// By which route it came.
    pub route: KeyRoute,
    /// When.
    pub at: Timestamp,
    /// The day that the confirming sentence says.
    pub on: CivilDate,
    /// The minute of that day.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1439))]
    pub minute: u16,
    /// Until when it opens nothing, where the clock ends the wait.
    pub waits_until: Option<Timestamp>,
    /// Whether it was carried over from another dossier of yours.
    pub carried: bool,
    /// When an older key vouched for it.
    pub confirmed_at: Option<Timestamp>,
    /// When it was removed.
    pub removed_at: Option<Timestamp>,
    /// The nonce for its confirmation.
    pub ticket: Ticket,
    /// What its confirmation is about.
    pub commitment: Hash,
    /// What you may do with it.
    pub allowed: Vec<Act>,
}

impl KeyView {
    /// Whether it may open something now (F3, F4).
    ///
    /// # Errors
    /// [`Refusal::KeyRemoved`], [`Refusal::KeyTooNew`] or [`Refusal::KeyUnsigned`].
    pub fn stands(&self, now: Timestamp) -> Result<(), Refusal> {
        keys::stands(self.route, self.waits_until, self.confirmed_at, self.removed_at, now)
    }
}

/// A consult and its summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsultView {
    /// Which.
    pub id: ConsultId,
    /// On which day.
    pub held_on: CivilDate,
    /// In what way.
    pub form: ConsultKind,
    /// For how many minutes.
    pub minutes: Option<Minutes>,
    /// Where the summary stands.
    pub status: Status,
    /// Since when.
    pub since: Timestamp,
    /// When she first opened the version that counts.
    pub seen_at: Option<Timestamp>,
    /// The version that counts; 0 before the first.
    pub version: u32,
    /// Every version that was sent.
    pub versions: Vec<VersionView>,
    /// The open question. Its ticket is of use to the client alone.
    pub question: Option<Question>,
    /// How often she was reminded.
    pub reminded: u16,
    /// The approvals, of older versions too.
    pub approvals: Vec<Approval>,
    /// The disputes.
    pub disputes: Vec<Dispute>,
    /// Whether it lies on paper too.
    pub on_paper: Option<OnPaper>,
    /// The forms that were made for a question about it, the newest last.
    pub forms: Vec<FormId>,
    /// What you may do with it.
    pub allowed: Vec<Act>,
}

/// A version that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionView {
    /// From 1.
    pub number: u32,
    /// The entry with the text.
    pub entry: EntryId,
    /// When.
    pub sent_at: Timestamp,
    /// Who wrote it.
    pub sent_by: PersonId,
    /// The commitment: what an approval is about.
    pub commitment: Hash,
}

/// What this person sees.
///
/// # Errors
/// [`Refusal::Unknown`] for whom the dossier does not exist.
pub fn view(
    dossier: &Dossier,
    bureau: &Bureau,
    actor: Actor,
    now: Timestamp,
    today: CivilDate,
) -> Result<DossierView, Refusal> {
    let core = dossier.opened()?;
    let you = relation(&core.circle(), bureau, actor, today);
    may(you, Act::Read)?;
    let read = dossier.consults().filter(|_| may(you, Act::ReadTexts).is_ok());
    let mut consults: Vec<ConsultView> = read.map(|consult| see_consult(consult, you)).collect();
    consults.sort_by_key(|consult| std::cmp::Reverse((consult.held_on, consult.id)));
    let keys = match you {
        Relation::Client => core.keys.iter().map(|key| see_key(core, key, now)).collect(),
        Relation::Representative => {
            let theirs = core.representative.iter().filter_map(|known| known.key.as_ref());
            theirs.map(|key| see_key(core, key, now)).collect()
        }
        _ => Vec::new(),
    };
    let knows = you.reads_as_she_does() || may(you, Act::ProposeRepresentative).is_ok();
    let mut allowed = dossier_acts(core, bureau, you, today);
    // What staff recorded of her waits until she has said what she thinks of it (F5).
    if dossier.forms().any(|form| form.says_something(dossier, core, today)) && may(you, Act::ContestForm).is_ok() {
        allowed.push(Act::ContestForm);
    }
    allowed.extend(consents::waits(dossier, you, today));
    Ok(DossierView {
        id: core.id,
        you,
        client: core.client,
        coach: core.coach,
        coach_since: core.circle().coach_since,
        start: core.start,
        regulations: core.regulations.clone(),
        opened_at: core.opened_at,
        head: core.head,
        keys,
        had_key: !core.keys.is_empty(),
        paper: core.paper,
        coming: core.coming,
        declined: core.declined.clone(),
        refused: core.refused.iter().filter(|no| no.until >= today).copied().collect(),
        substitute: core.substitute_on(today).copied(),
        representative: core.representative_on(today).filter(|_| knows).map(RepresentativeView::from),
        signs: actor.person,
        guest: looks_along(core, bureau, today),
        consults,
        allowed,
    })
}

/// What somebody may do now about the dossier itself, and what is kept in it beside talks.
#[must_use]
pub fn dossier_acts(core: &Core, bureau: &Bureau, you: Relation, today: CivilDate) -> Vec<Act> {
    let start = &core.start;
    let mut possible = vec![
        Act::ReadTexts,
        Act::ReadMedical,
        Act::ReadDocuments,
        Act::ReadConsents,
        Act::RecordIntake,
        Act::MarkPaper,
        Act::MakeInvitation,
        Act::ChangeContact,
        Act::PlacePaper,
        Act::RegisterKey,
        Act::AskRegulation,
    ];
    let when = [
        (Act::DiscussRegulation, start.confirmed_at.is_none()),
        (Act::ConfirmRegulation, start.discussed_on.is_some() && start.confirmed_at.is_none()),
        (
            Act::SeeRegulation,
            start.shown < bureau.regulation(today).map_or(0, |now| now.version) || start.shown_at.is_none(),
        ),
        // What stands can be taken away, also where the regulation names no other system any more.
        (Act::NumberElsewhere, core.number.is_some() || bureau.record_system(today).is_some()),
        (Act::SeeRecords, core.told.is_some()),
        (Act::RecordConsult, start.is_made()),
        (Act::HandIn, start.is_made()),
        (Act::AddDocument, start.is_made()),
        (Act::AskConsent, start.is_made()),
        (Act::TellGround, start.is_made()),
        (Act::SeeDocuments, core.new_documents.is_some()),
        (Act::KeepRecord, start.is_made()),
    ];
    possible.extend(when.into_iter().filter_map(|(act, now)| now.then_some(act)));
    possible.extend(people_acts(core, bureau, you, today));
    possible.retain(|act| may(you, *act).is_ok());
    possible
}

/// What can be done about who guides her, who stands in, and who looks along.
fn people_acts(core: &Core, bureau: &Bureau, you: Relation, today: CivilDate) -> Vec<Act> {
    let policy = bureau.policy_of(&core.regulations);
    let (transfer, replaces) = (policy.transfer.is == Transfer::InSteps, policy.replacement.is != Replacement::No);
    let mut acts = match core.coming {
        None if transfer || you == Relation::Unapproved => vec![Act::ProposeCoach],
        None => Vec::new(),
        // Her own coach asked her; another can be proposed instead.
        Some(coming) if coming.coach == core.coach => {
            let another = transfer.then_some(Act::ProposeCoach);
            another.into_iter().chain([Act::AcceptCoach, Act::DeclineCoach]).collect()
        }
        Some(Coming { step, .. }) => match step {
            Step::Meeting => vec![Act::RecordMeeting, Act::WithdrawCoach],
            Step::Yes { .. } => vec![Act::AcceptCoach, Act::DeclineCoach, Act::WithdrawCoach],
            Step::HandOver { .. } => vec![Act::HandOver, Act::DeclineCoach, Act::WithdrawCoach],
        },
    };
    acts.extend(match core.substitute_on(today) {
        None if replaces => &[Act::ProposeSubstitute][..],
        None => &[],
        Some(known) if known.agreed_at.is_none() => {
            &[Act::AcceptSubstitute, Act::DeclineSubstitute, Act::EndSubstitute]
        }
        Some(_) => &[Act::EndSubstitute],
    });
    acts.extend(match core.representative_on(today) {
        None => &[Act::ProposeRepresentative][..],
        Some(known) if known.agreed_at.is_none() => &[Act::AcceptRepresentative, Act::EndRepresentative],
        Some(_) => &[Act::InviteRepresentative, Act::EndRepresentative],
    });
    acts.push(if looks_along(core, bureau, today).is_some() { Act::EndGuest } else { Act::AdmitGuest });
    acts
}

/// One consult as this person sees it.
#[must_use]
pub fn see_consult(consult: &Consult, you: Relation) -> ConsultView {
    let (status, since) = consult.status();
    let open = match &consult.state {
        State::Open(open) => Some(open),
        _ => None,
    };
    ConsultView {
        id: consult.id,
        held_on: consult.held_on,
        form: consult.form,
        minutes: consult.minutes,
        status,
        since,
        seen_at: open.and_then(|open| open.seen_at),
        version: consult.version(),
        versions: consult
            .versions
            .iter()
            .map(|version| VersionView {
                number: version.number,
                entry: version.entry,
                sent_at: version.sent_at,
                sent_by: version.sent_by,
                commitment: version.commitment,
            })
            .collect(),
        question: open.map(|open| open.question.clone()),
        reminded: open.map_or(0, |open| open.reminded),
        approvals: consult.approvals.clone(),
        disputes: consult.disputes.clone(),
        on_paper: consult.on_paper,
        forms: consult.forms.clone(),
        allowed: consult_acts(consult, you),
    }
}

fn consult_acts(consult: &Consult, you: Relation) -> Vec<Act> {
    let possible: &[Act] = match &consult.state {
        State::Disputed { .. } => &[Act::AnswerDispute],
        State::Open(open) if open.closed_at.is_none() => &[
            Act::SendSummary,
            Act::RemindNow,
            Act::SeeSummary,
            Act::ApproveSummary,
            Act::DisputeSummary,
            Act::PrintForm,
        ],
        State::Open(_) => {
            &[Act::SendSummary, Act::SeeSummary, Act::ApproveSummary, Act::DisputeSummary, Act::PrintForm]
        }
        State::Approved { .. } => &[Act::SendSummary, Act::DisputeSummary],
        State::Missing => &[Act::SendSummary],
    };
    let mut acts = possible.to_vec();
    let own = |last: &Dispute| last.by.is_some() == (you == Relation::Representative);
    if consult.disputes.last().is_some_and(|last| own(last) && disputes::may_be_signed(consult, last).is_ok()) {
        acts.push(Act::SignDispute);
    }
    if !consult.versions.is_empty() {
        acts.push(Act::MarkPaper);
    }
    acts.retain(|act| may(you, *act).is_ok());
    acts
}

fn see_key(core: &Core, key: &ClientKey, now: Timestamp) -> KeyView {
    let mut allowed = Vec::new();
    if key.removed_at.is_none() {
        let another = keys::another_stands(core, key.entry, now);
        if another && key.stands(now).is_err() {
            allowed.push(Act::ConfirmKey);
        }
        if another {
            allowed.push(Act::RemoveKey);
        }
    }
    KeyView {
        entry: key.entry,
        credential_id: key.key.credential_id.clone(),
        public_key: key.key.public_key.clone(),
        route: key.key.route,
        at: key.at,
        on: key.key.on,
        minute: key.key.minute,
        waits_until: key.key.waits_until,
        carried: key.key.carried,
        confirmed_at: key.confirmed_at,
        removed_at: key.removed_at,
        ticket: key.key.ticket,
        commitment: key.commitment,
        allowed,
    }
}

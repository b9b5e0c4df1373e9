//! What is kept about her beside her talks: each a record of a kind in the bureau's list and nothing else (W4, W6, P3c),
//! with its source, purpose, legal ground and class (M1a, G5.1, G6). The value stands in its entry alone. Putting it
//! right is a new version.

mod handed;
mod kinds;
mod told;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::purposes::Purpose;
pub use handed::HandedIn;
pub use kinds::{Class, FILES_MAX, Form, LegalGround, RecordKind, Source, Value};
pub use told::Told;

use super::command::Given;
use super::forms::{Scan, ScanKind};
use super::intake::IntakeMark;
use super::papers::OnPaper;
use super::{Core, Dossier, DossierEvent, Item};
use crate::access::{Act, Relation, may};
use crate::bureau::Bureau;
use crate::ids::{DocumentId, EntryId, ItemId, PersonId, RecordId};
use crate::log::Header;
use crate::policy::choices::{Bsn, IdentityCopy, ReceivedMedical, SpecialData};
use crate::policy::{InForce, Parameter};
use crate::refusal::{RecordPart, Refusal};
use crate::text::{Label, Remark};
use crate::time::{CivilDate, Minutes, Timestamp};

/// A record as somebody keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordContent {
    /// Of which kind.
    pub kind: RecordKind,
    /// What.
    pub value: Value,
    /// Who told it.
    pub source: Source,
    /// What it is for.
    pub purpose: Purpose,
    /// On which ground of the law.
    pub ground: LegalGround,
    /// On which ground of article 6 beside it, where the other is an exception for what is sensitive (G6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<LegalGround>,
    /// For how many minutes, for what is listed by day (R3.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// On which day it was, for what is listed by day (F64).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<CivilDate>,
    /// On which day she heard that it is kept, where somebody else told it in confidence (R2.2c).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_on: Option<CivilDate>,
    /// Why it is needed, where that has to be said (P9, R2.2d, M4b). She reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Remark>,
    /// The files that go with it (P3b, P4), at most ten.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub files: Vec<Attached>,
}

/// A file that goes with a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// What it is called.
    pub name: Label,
    /// The file.
    pub file: Scan,
}

impl RecordContent {
    /// The same, as far as staff see it: of what is for UWV alone no more than that it is there, of a number the last
    /// digits (W7e).
    #[must_use]
    pub fn masked(self, bsn: Bsn) -> Self {
        let value = match self.value {
            Value::Number(number) => Value::Masked(number.masked()),
            Value::Day(day)
                if self.kind == RecordKind::BirthDate && (self.purpose == Purpose::Uwv || bsn == Bsn::UwvOnly) =>
            {
                Label::new("••-••-••••").map_or(Value::Day(day), Value::Masked)
            }
            other => other,
        };
        Self { value, ..self }
    }
}

/// A record and its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Which.
    pub id: RecordId,
    /// Of which kind.
    pub kind: RecordKind,
    /// What it was kept for first, and stays for (M2).
    #[serde(default)]
    pub purpose: Option<Purpose>,
    /// Every version, the one that counts last.
    pub versions: Vec<RecordVersion>,
    /// Whether it lies on paper too.
    #[serde(default)]
    pub on_paper: Option<OnPaper>,
}

/// A version of a record; its value stands in its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordVersion {
    /// From 1.
    pub number: u32,
    /// The entry with the value.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who wrote it.
    pub by: PersonId,
    /// How carefully it is handled.
    pub class: Class,
    /// Whether it was written why it is needed: that the officer reads too (P9).
    pub reasoned: bool,
}

/// A record as a page shows it, without its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordView {
    /// Which.
    pub id: RecordId,
    /// Of which kind.
    pub kind: RecordKind,
    /// How carefully it is handled.
    pub class: Class,
    /// The version that counts.
    pub version: u32,
    /// The entry with its value.
    pub entry: EntryId,
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
    /// Whether its value is opened one by one, and each such look counts (P10).
    pub apart: bool,
    /// Whether it lies on paper too.
    pub on_paper: Option<OnPaper>,
}

impl Record {
    /// The version that counts.
    #[must_use]
    pub fn version(&self) -> Option<&RecordVersion> {
        self.versions.last()
    }

    /// As this person sees it; nothing where it is not hers to see (P10).
    #[must_use]
    pub fn seen_by(&self, you: Relation) -> Option<RecordView> {
        let RecordVersion { number, entry, at, by, class, .. } = *self.version()?;
        let medical = class == Class::ReceivedMedical;
        may(you, if medical || self.kind.is_for_few() { Act::ReadMedical } else { Act::ReadTexts }).ok()?;
        // Who only looks along sees no way to reach her, no number, and nothing sensitive.
        let kept_back = class.is_special() || class == Class::Number || self.kind.is_contact();
        if you == Relation::Guest && kept_back {
            return None;
        }
        let apart = medical && !you.reads_as_she_does();
        Some(RecordView {
            id: self.id,
            kind: self.kind,
            class,
            version: number,
            entry,
            at,
            by,
            apart,
            on_paper: self.on_paper,
        })
    }
}

/// Whether somebody may do something with a thing: of what is not hers to see there is nothing (P10).
pub(super) fn may_touch(dossier: &Dossier, item: ItemId, you: Relation) -> Result<(), Refusal> {
    let record = dossier.record(RecordId(item.0)).is_ok_and(|record| record.seen_by(you).is_none());
    let document = dossier.document(DocumentId(item.0)).is_ok_and(|document| document.seen_by(you).is_none());
    if record || document { Err(Refusal::Unknown) } else { Ok(()) }
}

/// Whether a reason has to be written with something of this kind and class.
#[must_use]
pub fn wants_reason(kind: RecordKind, class: Class, special_data: SpecialData) -> bool {
    match special_data {
        _ if matches!(kind, RecordKind::Belief | RecordKind::IdentityCopy) => true,
        // The regulation names what it keeps, and why.
        SpecialData::Listed => false,
        SpecialData::GatekeeperLaw => kind == RecordKind::Benefits,
        SpecialData::WithReason | SpecialData::WhenNeeded => wants_reason_of(class, special_data),
    }
}

/// Whether a reason has to be written with something of this class, whatever it is.
#[must_use]
pub const fn wants_reason_of(class: Class, special_data: SpecialData) -> bool {
    class.is_special() && matches!(special_data, SpecialData::WithReason | SpecialData::WhenNeeded)
}

/// Whether something about her health may be kept in this dossier: for the service she gets, by the regulation.
pub(super) fn may_keep_health(policy: &InForce, intake: Option<&IntakeMark>) -> Result<(), Refusal> {
    let intake = intake.ok_or(Refusal::IntakeMissing)?;
    if !intake.service.is_after_illness() {
        return Err(Refusal::NotForService);
    }
    if policy.special_data.is == SpecialData::GatekeeperLaw && !intake.gatekeeper {
        return Err(Refusal::not_by(Parameter::SpecialData, &policy.special_data));
    }
    Ok(())
}

/// Whether something of this kind and class may be kept at all: by the regulation's list, the service she gets, and the
/// law. What is about her health is that in a letter too.
fn may_keep(kind: RecordKind, class: Class, policy: &InForce, intake: Option<&IntakeMark>) -> Result<(), Refusal> {
    // The strict default, and whoever says so, keeps it for a written reason; the others name what they keep (P9).
    if kind == RecordKind::Belief && policy.special_data.is != SpecialData::WithReason {
        return Err(Refusal::not_by(Parameter::SpecialData, &policy.special_data));
    }
    if kind == RecordKind::IdentityCopy && policy.identity_copy.is == IdentityCopy::None {
        return Err(Refusal::not_by(Parameter::IdentityCopy, &policy.identity_copy));
    }
    if let Some(item) = kind.listed() {
        intake.ok_or(Refusal::IntakeMissing)?;
        if !policy.data_items.is.0.contains(&item) {
            return Err(Refusal::not_by(Parameter::DataItems, &policy.data_items));
        }
        if kind == RecordKind::CitizenNumber && policy.bsn.is == Bsn::None {
            return Err(Refusal::not_by(Parameter::Bsn, &policy.bsn));
        }
    }
    if class.is_health() {
        may_keep_health(policy, intake)?;
    }
    match kind.logged() {
        Some(log) if !policy.time_log.is.0.contains(&log) => Err(Refusal::not_by(Parameter::TimeLog, &policy.time_log)),
        _ => Ok(()),
    }
}

/// What may be kept in this dossier now.
#[must_use]
pub fn storable(core: &Core, bureau: &Bureau) -> Vec<RecordKind> {
    let policy = bureau.policy_of(&core.regulations);
    let can = |kind: &RecordKind| may_keep(*kind, kind.own_class(), &policy, core.intake.as_ref()).is_ok();
    RecordKind::ALL.iter().copied().filter(|kind| !kind.is_hers()).filter(can).collect()
}

/// A version that somebody wants to keep.
pub(super) struct New<'a> {
    /// Of which record.
    pub record: RecordId,
    /// Which version it replaces; 0 for the first.
    pub replaces: u32,
    /// What.
    pub content: &'a RecordContent,
}

/// Something is kept, or put right: within the regulation's list, for one of its purposes, on a ground that the law has.
pub(super) fn keep(
    core: &Core,
    bureau: &Bureau,
    you: Relation,
    (known, new): (Option<&Record>, &New<'_>),
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let New { record, replaces, content } = *new;
    if !core.start.is_made() {
        return Err(Refusal::NotStarted);
    }
    let current = known.and_then(Record::version).map_or(0, |version| version.number);
    if current != replaces {
        return Err(Refusal::Stale { current });
    }
    let policy = bureau.policy_of(&core.regulations);
    let apart = policy.received_medical.is == ReceivedMedical::Apart;
    let before = known.and_then(Record::version).map(|version| version.class);
    let class = content.kind.class_after(before, content.source, apart);
    // What may be kept no more can still be put right.
    if known.is_none() {
        may_keep(content.kind, class, &policy, core.intake.as_ref())?;
    }
    // What she could not read again she cannot write either (P10).
    if class == Class::ReceivedMedical || content.kind.is_for_few() {
        may(you, Act::ReadMedical)?;
    }
    // What was kept for one purpose is not used for another, as long as its kind has that one (M2).
    let purposes = content.kind.purposes_under(policy.bsn.is);
    let stays_for = known.and_then(|known| known.purpose).filter(|purpose| purposes.contains(purpose));
    let confided = content.kind == RecordKind::PayersPoints;
    let parts = [
        (known.is_none_or(|known| known.kind == content.kind), RecordPart::Kind),
        (content.value.is_of(content.kind.form()), RecordPart::Value),
        (purposes.contains(&content.purpose), RecordPart::Purpose),
        (stays_for.is_none_or(|purpose| purpose == content.purpose), RecordPart::Purpose),
        (class.grounds().contains(&content.ground), RecordPart::Ground),
        (class.takes_beside(content.beside), RecordPart::Ground),
        (content.kind.is_of_a_day() || content.minutes.is_none(), RecordPart::Day),
        (!confided || content.source == Source::Payer, RecordPart::Source),
        (!content.kind.is_the_bureaus() || content.source == Source::Bureau, RecordPart::Source),
        (!content.kind.is_anothers() || content.source.is_others(), RecordPart::Source),
        // What she hands in she keeps herself, and nothing else.
        (content.kind.is_hers() == (you == Relation::Client), RecordPart::Kind),
        (!content.kind.is_hers() || content.source == Source::Client, RecordPart::Source),
        (lie_here(content, given), RecordPart::Files),
        (content.kind.is_of_a_day() == content.on.is_some(), RecordPart::Day),
        (!confided || content.known_on.is_some(), RecordPart::Known),
        (content.reason.is_some() || !wants_reason(content.kind, class, policy.special_data.is), RecordPart::Reason),
    ];
    if let Some((_, part)) = parts.into_iter().find(|(holds, _)| !holds) {
        return Err(Refusal::RecordUnfit { part });
    }
    for day in content.on.into_iter().chain(content.known_on) {
        day.check_past(given.today)?;
    }
    // A day of birth lies long ago.
    match content.value {
        Value::Day(day) if day > given.today => return Err(Refusal::FutureDate { today: given.today }),
        _ => {}
    }
    let version = current.saturating_add(1);
    Ok(DossierEvent::RecordKept { record, version, class, content: Box::new(content.clone()) })
}

/// Whether the files that go with it are as many as its kind takes, and lie with this very record.
fn lie_here(content: &RecordContent, given: &Given) -> bool {
    let (from, until) = content.kind.files();
    let count = content.files.len();
    let picture = |file: &Scan| content.kind != RecordKind::IdentityCopy || file.kind != ScanKind::Pdf;
    (from..=until).contains(&count)
        && content.files.iter().all(|known| given.scans.contains(&known.file) && picture(&known.file))
}

/// The client has before her what others told about her (G14).
pub(super) fn see(core: &Core, up_to: u64) -> Option<DossierEvent> {
    core.told.filter(|told| told.first <= up_to).map(|told| DossierEvent::RecordsSeen { up_to: up_to.min(told.last) })
}

/// What an entry means for the records; returns the one it changed.
pub(super) fn fold(
    core: &mut Core,
    items: &mut BTreeMap<ItemId, Item>,
    header: &Header,
    event: &DossierEvent,
) -> Option<ItemId> {
    match event {
        DossierEvent::RecordKept { content, .. } if content.source.is_others() => {
            core.told = Some(Told::also(core.told, header.seq));
        }
        DossierEvent::RecordsSeen { up_to } => {
            core.told = core.told.and_then(|told| told.after(*up_to));
        }
        _ => {}
    }
    let DossierEvent::RecordKept { record, version, class, content } = event else { return None };
    let Header { entry, at, actor: by, .. } = *header;
    let new = || {
        let (id, kind, purpose) = (*record, content.kind, Some(content.purpose));
        Item::Record(Record { id, kind, purpose, versions: Vec::new(), on_paper: None })
    };
    if let Item::Record(known) = items.entry((*record).into()).or_insert_with(new) {
        let reasoned = content.reason.is_some();
        known.versions.push(RecordVersion { number: *version, entry, at, by, class: *class, reasoned });
    }
    Some((*record).into())
}

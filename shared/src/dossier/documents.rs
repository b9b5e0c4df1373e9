//! Documents: what somebody wrote or got about her and may one day go to somebody else. Each is made for one purpose, which
//! never changes and is said wherever it is shown (F24, M9): for another purpose there is another document. Title and
//! file belong to a version, and stand in its entry alone. What others told is announced to her (G14).

mod kinds;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use kinds::{DocumentKind, FileFormat, StoredFile};

use super::command::Given;
use super::consents::AskedMark;
use super::papers::OnPaper;
use super::purposes::Purpose;
use super::records::{self, Class, LegalGround, Source, Told};
use super::{Core, Dossier, DossierEvent, Item};
use crate::access::{Act, Relation, may};
use crate::bureau::Bureau;
use crate::ids::{DocumentId, EntryId, ItemId, PersonId};
use crate::log::Header;
use crate::policy::choices::ReceivedMedical;
use crate::refusal::{DocumentPart, Refusal};
use crate::text::{Label, Remark};
use crate::time::Timestamp;

/// How large a file may be, in bytes: 25 MB.
pub const FILE_BYTES_MAX: u32 = 25_000_000;
/// How much of a file is sent at a time, in bytes: 16 segments of 64 KiB. Only the last part is shorter.
pub const PART_BYTES: u32 = 16 * 65_536;

/// A version of a document as somebody adds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentContent {
    /// What sort of document.
    pub kind: DocumentKind,
    /// What it is made for: for good (M9a).
    pub purpose: Purpose,
    /// What it is called.
    pub title: Label,
    /// Who wrote it or handed it over (M1a).
    pub source: Source,
    /// On which ground of the law it is kept (G5.1a).
    pub ground: LegalGround,
    /// On which ground of article 6 beside it, where it says something of her health (G6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<LegalGround>,
    /// Whether it says something of her health.
    pub about_health: bool,
    /// Why that is needed, where the regulation asks it (P9). She reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Remark>,
    /// The file.
    pub file: StoredFile,
}

impl DocumentContent {
    /// How carefully it is handled: what a doctor or another told of her health is read by fewer (P10).
    fn class(&self, apart: bool) -> Class {
        match self.about_health {
            false => self.kind.class(),
            true if apart && self.source.is_others() => Class::ReceivedMedical,
            true => Class::Special,
        }
    }
}

/// A version that somebody wants to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDocument {
    /// Of which document; its id is made by the sender.
    pub document: DocumentId,
    /// The version it replaces; 0 for the first.
    pub replaces: u32,
    /// What.
    pub content: DocumentContent,
}

/// What happens to documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentEvent {
    /// A document is here, or a new version of one.
    DocumentAdded {
        /// Which.
        document: DocumentId,
        /// Which version of it, from 1.
        version: u32,
        /// How carefully it is handled.
        class: Class,
        /// What.
        content: Box<DocumentContent>,
    },
    /// The client had before her what staff added (G14).
    DocumentsSeen {
        /// Up to which entry of the log.
        up_to: u64,
    },
    /// Somebody opened the list of documents, or one of them: one entry for a visit of half an hour (F63).
    LookedAtDocuments {
        /// Which; none for the list.
        document: Option<DocumentId>,
    },
}

impl DocumentEvent {
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::DocumentAdded { .. } => "document_added",
            Self::DocumentsSeen { .. } => "documents_seen",
            Self::LookedAtDocuments { .. } => "looked_at_documents",
        }
    }

    pub(super) fn item(&self) -> Option<ItemId> {
        match self {
            Self::DocumentAdded { document, .. } => Some((*document).into()),
            Self::LookedAtDocuments { document } => document.map(ItemId::from),
            Self::DocumentsSeen { .. } => None,
        }
    }

    /// Whether it says something that can be erased alone.
    pub(super) const fn has_own_key(&self) -> bool {
        matches!(self, Self::DocumentAdded { .. })
    }
}

impl From<DocumentEvent> for DossierEvent {
    fn from(event: DocumentEvent) -> Self {
        Self::Document(event)
    }
}

/// A document and its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Which.
    pub id: DocumentId,
    /// What sort of document.
    pub kind: DocumentKind,
    /// What it was made for (M9a).
    pub purpose: Purpose,
    /// Every version, the one that counts last.
    pub versions: Vec<DocumentVersion>,
    /// Whether it lies on paper too.
    #[serde(default)]
    pub on_paper: Option<OnPaper>,
    /// What she was asked about it.
    #[serde(default)]
    pub asked: Vec<AskedMark>,
}

/// A version of a document; its title and its file stand in its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentVersion {
    /// From 1.
    pub number: u32,
    /// The entry with title and file.
    pub entry: EntryId,
    /// When it was added.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
    /// How carefully it is handled.
    pub class: Class,
    /// The file.
    pub file: StoredFile,
}

/// A document as a page shows it, without its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentView {
    /// Which.
    pub id: DocumentId,
    /// What sort of document.
    pub kind: DocumentKind,
    /// What it was made for.
    pub purpose: Purpose,
    /// Its versions, the one that counts last.
    pub versions: Vec<DocumentVersion>,
    /// Whether it lies on paper too.
    pub on_paper: Option<OnPaper>,
}

impl Document {
    /// The version that counts.
    #[must_use]
    pub fn version(&self) -> Option<&DocumentVersion> {
        self.versions.last()
    }

    /// As this person sees it: nothing where it is not hers to see (P10).
    #[must_use]
    pub fn seen_by(&self, you: Relation) -> Option<DocumentView> {
        let reads = |class| match class {
            Class::ReceivedMedical => Act::ReadMedical,
            _ => Act::ReadDocuments,
        };
        let hers = |version: &&DocumentVersion| may(you, reads(version.class)).is_ok();
        may(you, reads(self.version()?.class)).ok()?;
        Some(DocumentView {
            id: self.id,
            kind: self.kind,
            purpose: self.purpose,
            versions: self.versions.iter().filter(hers).copied().collect(),
            on_paper: self.on_paper,
        })
    }
}

/// A document is added, or a new version of one: for its own purpose, of a file that the server has looked at.
pub(super) fn add(
    dossier: &Dossier,
    core: &Core,
    bureau: &Bureau,
    you: Relation,
    new: &NewDocument,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let NewDocument { document, replaces, content } = new;
    if !core.start.is_made() {
        return Err(Refusal::NotStarted);
    }
    let known = dossier.document(*document).ok();
    if known.is_some_and(|known| known.seen_by(you).is_none()) {
        return Err(Refusal::Unknown);
    }
    let before = known.and_then(Document::version);
    let current = before.map_or(0, |version| version.number);
    if current != *replaces {
        return Err(Refusal::Stale { current });
    }
    let policy = bureau.policy_of(&core.regulations);
    let class = content.class(policy.received_medical.is == ReceivedMedical::Apart);
    let class = class.after(before.map(|version| version.class));
    let hers = you == Relation::Client;
    // What staff keep of her health needs its service and its reason, on a file as in a field; what she brings is hers to bring.
    if class.is_health() && !hers {
        if known.is_none() {
            records::may_keep_health(&policy, core.intake.as_ref())?;
        }
        if class == Class::ReceivedMedical {
            may(you, Act::ReadMedical)?;
        }
    }
    let wants_reason = !hers && records::wants_reason_of(class, policy.special_data.is);
    let parts = [
        (known.is_none_or(|known| known.kind == content.kind), DocumentPart::Kind),
        (Purpose::OF_DOCUMENTS.contains(&content.purpose), DocumentPart::Purpose),
        (known.is_none_or(|known| known.purpose == content.purpose), DocumentPart::Purpose),
        (!hers || content.source == Source::Client, DocumentPart::Source),
        (class.grounds().contains(&content.ground), DocumentPart::Ground),
        (class.takes_beside(content.beside), DocumentPart::Ground),
        (content.reason.is_some() || !wants_reason, DocumentPart::Reason),
        (given.file == Some(content.file), DocumentPart::File),
    ];
    if let Some((_, part)) = parts.into_iter().find(|(holds, _)| !holds) {
        return Err(Refusal::DocumentUnfit { part });
    }
    let (document, version) = (*document, current.saturating_add(1));
    Ok(DocumentEvent::DocumentAdded { document, version, class, content: Box::new(content.clone()) }.into())
}

/// Whether a document of this entry is new to her.
#[must_use]
pub fn is_new_to_her(core: &Core, header: &Header) -> bool {
    header.actor != core.client && core.new_documents.is_some_and(|told| header.seq >= told.first)
}

/// The client has before her what staff added.
pub(super) fn see(core: &Core, up_to: u64) -> Option<DossierEvent> {
    let seen = |told: Told| DocumentEvent::DocumentsSeen { up_to: up_to.min(told.last) }.into();
    core.new_documents.filter(|told| told.first <= up_to).map(seen)
}

/// Somebody opens the list, or one document that is hers to see.
pub(super) fn look(dossier: &Dossier, you: Relation, document: Option<DocumentId>) -> Result<DossierEvent, Refusal> {
    if let Some(document) = document {
        dossier.document(document)?.seen_by(you).ok_or(Refusal::Unknown)?;
    }
    Ok(DocumentEvent::LookedAtDocuments { document }.into())
}

/// What an entry means for the documents; returns the one it changed.
pub(super) fn fold(
    core: &mut Core,
    items: &mut BTreeMap<ItemId, Item>,
    header: &Header,
    event: &DossierEvent,
) -> Option<ItemId> {
    let DossierEvent::Document(event) = event else { return None };
    match event {
        DocumentEvent::DocumentAdded { document, version, class, content } => {
            if header.actor != core.client {
                core.new_documents = Some(Told::also(core.new_documents, header.seq));
            }
            let (id, kind, purpose) = (*document, content.kind, content.purpose);
            let new = || {
                Item::Document(Document { id, kind, purpose, versions: Vec::new(), on_paper: None, asked: Vec::new() })
            };
            if let Item::Document(known) = items.entry(id.into()).or_insert_with(new) {
                let Header { entry, at, actor: by, .. } = *header;
                let file = content.file;
                known.versions.push(DocumentVersion { number: *version, entry, at, by, class: *class, file });
            }
            Some(id.into())
        }
        DocumentEvent::DocumentsSeen { up_to } => {
            core.new_documents = core.new_documents.and_then(|told| told.after(*up_to));
            None
        }
        DocumentEvent::LookedAtDocuments { .. } => None,
    }
}

//! Documents: each for one purpose, of files that are here as a whole, seen by whom they are for (F24, M9, G14, P9, P10).

use super::coaches::is;
use super::*;
use crate::dossier::documents::{DocumentContent, DocumentKind, FileFormat, NewDocument, StoredFile};
use crate::dossier::purposes::Purpose;
use crate::dossier::records::{Class, LegalGround, Source, Told};
use crate::ids::{DocumentId, FileId};
use crate::policy::Policy;
use crate::policy::choices::{ReceivedMedical, Service, SpecialData};
use crate::refusal::DocumentPart;
use crate::text::Label;

pub(super) fn file(n: u128) -> StoredFile {
    let hash = Hash::of(&[&n.to_be_bytes()]);
    StoredFile { id: FileId(id(0xf11e_0000 + n)), hash, format: FileFormat::Pdf, bytes: 1_000, pages: 2 }
}

pub(super) fn report(n: u128) -> DocumentContent {
    DocumentContent {
        kind: DocumentKind::Report,
        purpose: Purpose::Report,
        title: Label::new("Voortgang").unwrap(),
        source: Source::Bureau,
        ground: LegalGround::Interest,
        beside: None,
        about_health: false,
        reason: None,
        file: file(n),
    }
}

/// The same, about her health.
fn medical(n: u128) -> DocumentContent {
    DocumentContent {
        about_health: true,
        ground: LegalGround::Reintegration,
        beside: Some(LegalGround::Interest),
        reason: Remark::new("Nodig voor het plan.").ok(),
        ..report(n)
    }
}

fn document(n: u128) -> DocumentId {
    DocumentId(id(0xd0c0 + n))
}

/// By her, by who guides her, and by who does not.
pub(super) fn attempt_with_document(world: &mut World, document: u8, replaces: u8) {
    let (n, replaces) = (u128::from(document), u32::from(replaces));
    let hers = DocumentContent { source: Source::Client, ..report(n) };
    drop(world.adds(client(), n, replaces, hers));
    let added = world.adds(coach(), n, replaces, report(n));
    assert!(added.is_err() || world.guides(coach()), "M7b: only who guides her adds anything");
    drop(world.act(coach(), &Command::LookAtDocuments { document: None }));
    if document == 0 {
        drop(world.act(client(), &Command::SeeDocuments { up_to: u64::MAX }));
    }
}

impl World {
    /// Adds a version while its file lies there.
    pub(super) fn adds(
        &mut self,
        who: Actor,
        n: u128,
        replaces: u32,
        content: DocumentContent,
    ) -> Result<usize, Refusal> {
        let mut given = self.given();
        given.file = Some(content.file);
        let new = NewDocument { document: document(n), replaces, content };
        self.act_as(who, &Command::AddDocument(Box::new(new)), given)
    }

    fn looks_at(&mut self, who: Actor, n: u128) -> Result<usize, Refusal> {
        self.act(who, &Command::LookAtDocuments { document: Some(document(n)) })
    }
}

fn unfit(part: DocumentPart) -> Result<usize, Refusal> {
    Err(Refusal::DocumentUnfit { part })
}

#[test]
fn a_document_begins_when_the_trajectory_has_and_its_file_is_here_as_a_whole() {
    let mut world = World::new();
    assert_eq!(world.adds(coach(), 1, 0, report(1)), Err(Refusal::NotStarted));
    let (mut world, _) = World::started();
    let new = NewDocument { document: document(1), replaces: 0, content: report(1) };
    assert_eq!(world.act(coach(), &Command::AddDocument(Box::new(new.clone()))), unfit(DocumentPart::File));
    let mut given = world.given();
    given.file = Some(file(2));
    assert_eq!(world.act_as(coach(), &Command::AddDocument(Box::new(new)), given), unfit(DocumentPart::File));
    assert_eq!(world.adds(coach(), 1, 0, report(1)), Ok(1));
    assert_eq!(world.adds(other(), 2, 0, report(2)), Err(Refusal::Unknown), "M7b: it is not hers");
}

// Keeps: M9a
// Part of: F24, G5.1b
#[test]
fn no_version_is_for_another_purpose_and_some_purposes_are_of_no_document() {
    let (mut world, _) = World::started();
    for (n, purpose) in (100..).zip(Purpose::ALL.iter().copied()) {
        let made = world.adds(coach(), n, 0, DocumentContent { purpose, ..report(1) });
        let can = Purpose::OF_DOCUMENTS.contains(&purpose);
        assert_eq!(made, if can { Ok(1) } else { unfit(DocumentPart::Purpose) }, "{purpose:?}");
    }
    assert_eq!(world.adds(coach(), 50, 0, report(1)), Ok(1));
    for purpose in Purpose::OF_DOCUMENTS.iter().copied().filter(|purpose| *purpose != Purpose::Report) {
        let other = DocumentContent { purpose, ..report(2) };
        assert_eq!(world.adds(coach(), 50, 1, other), unfit(DocumentPart::Purpose));
    }
    let cv = DocumentContent { kind: DocumentKind::Cv, ..report(2) };
    assert_eq!(world.adds(coach(), 50, 1, cv), unfit(DocumentPart::Kind));
    assert_eq!(world.adds(coach(), 50, 0, report(2)), Err(Refusal::Stale { current: 1 }));
    assert_eq!(world.adds(coach(), 50, 1, report(2)), Ok(1));
    assert_eq!(world.dossier.document(document(50)).unwrap().versions.len(), 2);
}

// Part of: P9, R2.2d, G6
#[test]
fn what_staff_add_about_her_health_needs_service_ground_and_reason_and_what_she_brings_is_hers_to_bring() {
    let (mut world, _) = World::started();
    assert_eq!(world.adds(coach(), 1, 0, medical(1)), Err(Refusal::IntakeMissing));
    world.takes_in(coach(), Service::CareerCoaching, false).unwrap();
    assert_eq!(world.adds(coach(), 1, 0, medical(1)), Err(Refusal::NotForService));
    world.takes_in(coach(), Service::SecondTrack, true).unwrap();
    assert_eq!(world.adds(coach(), 1, 0, DocumentContent { reason: None, ..medical(1) }), unfit(DocumentPart::Reason));
    assert_eq!(world.adds(coach(), 1, 0, DocumentContent { beside: None, ..medical(1) }), unfit(DocumentPart::Ground));
    let ordinary = DocumentContent { ground: LegalGround::Interest, ..medical(1) };
    assert_eq!(world.adds(coach(), 1, 0, ordinary), unfit(DocumentPart::Ground));
    assert_eq!(world.adds(coach(), 1, 0, medical(1)), Ok(1));
    // She says from whom it is, and gives no reason.
    assert_eq!(world.adds(client(), 2, 0, report(2)), unfit(DocumentPart::Source));
    let hers = DocumentContent { source: Source::Client, ..report(2) };
    assert_eq!(world.adds(client(), 2, 0, hers), Ok(1));
    // What the law on long illness does not reach is not kept (R2.2d).
    world.publishes_with(1, Policy { special_data: Some(is(SpecialData::GatekeeperLaw)), ..Policy::default() }, None);
    world.act(client(), &Command::AcknowledgeRegulation { version: 1 }).unwrap();
    world.takes_in(coach(), Service::SecondTrack, false).unwrap();
    assert!(matches!(world.adds(coach(), 3, 0, medical(3)), Err(Refusal::NotByRegulation { .. })));
}

// Part of: P10
#[test]
fn what_a_doctor_told_is_no_document_for_whom_it_is_not() {
    let (mut world, _) = World::started();
    world.publishes_with(1, Policy { received_medical: Some(is(ReceivedMedical::Apart)), ..Policy::default() }, None);
    world.act(client(), &Command::AcknowledgeRegulation { version: 1 }).unwrap();
    world.takes_in(coach(), Service::SecondTrack, true).unwrap();
    let letter = DocumentContent { source: Source::Doctor, ..medical(1) };
    assert_eq!(world.adds(coach(), 1, 0, letter), Ok(1));
    assert_eq!(world.adds(coach(), 2, 0, report(2)), Ok(1));
    let known = world.dossier.document(document(1)).unwrap().clone();
    assert_eq!(known.version().unwrap().class, Class::ReceivedMedical);
    for you in Relation::ALL.iter().copied() {
        let reads = matches!(you, Relation::Client | Relation::Representative | Relation::Coach | Relation::Substitute);
        assert_eq!(known.seen_by(you).is_some(), reads, "{you:?}");
        let ordinary = world.dossier.document(document(2)).unwrap().seen_by(you).is_some();
        let works = reads || matches!(you, Relation::Colleague | Relation::Office);
        assert_eq!(ordinary, works, "{you:?}");
    }
}

// Part of: P10
#[test]
fn a_doctors_letter_stays_one_whoever_adds_a_version_of_it_and_who_may_not_see_it_does_nothing_with_it() {
    let (mut world, _) = World::started();
    world.publishes_with(1, Policy { received_medical: Some(is(ReceivedMedical::Apart)), ..Policy::default() }, None);
    world.act(client(), &Command::AcknowledgeRegulation { version: 1 }).unwrap();
    world.takes_in(coach(), Service::SecondTrack, true).unwrap();
    let letter = DocumentContent { source: Source::Doctor, ..medical(1) };
    world.adds(coach(), 1, 0, letter.clone()).unwrap();
    let harmless = DocumentContent { source: Source::Client, ..report(2) };
    assert_eq!(world.adds(client(), 1, 1, harmless), unfit(DocumentPart::Ground), "it is about her health still");
    world.adds(client(), 1, 1, DocumentContent { source: Source::Client, reason: None, ..medical(2) }).unwrap();
    world.adds(coach(), 1, 2, DocumentContent { source: Source::Bureau, about_health: false, ..medical(3) }).unwrap();
    let known = world.dossier.document(document(1)).unwrap();
    assert_eq!(known.versions.len(), 3);
    assert!(known.versions.iter().all(|version| version.class == Class::ReceivedMedical), "{:?}", known.versions);
    let item = document(1).into();
    let touch = |you| crate::dossier::records::may_touch(&world.dossier, item, you);
    assert_eq!((touch(Relation::Coach), touch(Relation::Client)), (Ok(()), Ok(())));
    for you in [Relation::Colleague, Relation::Office] {
        assert_eq!(touch(you), Err(Refusal::Unknown), "{you:?}: nothing tells that it is there");
    }
}

// Part of: G14
#[test]
fn what_staff_add_is_new_to_her_until_she_has_seen_it_and_what_she_adds_is_not() {
    let (mut world, _) = World::started();
    let hers = DocumentContent { source: Source::Client, ..report(1) };
    world.adds(client(), 1, 0, hers).unwrap();
    assert_eq!(world.dossier.opened().unwrap().new_documents, None);
    world.adds(coach(), 2, 0, report(2)).unwrap();
    let first = world.headers.last().unwrap().seq;
    world.adds(coach(), 3, 0, report(3)).unwrap();
    assert_eq!(world.dossier.opened().unwrap().new_documents, Some(Told { first, last: first + 1 }));
    assert_eq!(
        world.act(coach(), &Command::SeeDocuments { up_to: first }),
        Err(Refusal::NotYours { article: crate::refusal::Article::OnlyTheClient })
    );
    assert_eq!(world.act(client(), &Command::SeeDocuments { up_to: first - 1 }), Ok(0));
    assert_eq!(world.act(client(), &Command::SeeDocuments { up_to: first }), Ok(1));
    assert_eq!(world.dossier.opened().unwrap().new_documents, Some(Told { first: first + 1, last: first + 1 }));
    assert_eq!(world.act(client(), &Command::SeeDocuments { up_to: u64::MAX }), Ok(1));
    assert_eq!(world.dossier.opened().unwrap().new_documents, None);
}

#[test]
fn f63_a_look_is_at_a_document_that_is_there_and_hers_to_see() {
    let (mut world, _) = World::started();
    assert_eq!(world.looks_at(coach(), 1), Err(Refusal::Unknown));
    world.adds(coach(), 1, 0, report(1)).unwrap();
    assert_eq!(world.looks_at(coach(), 1), Ok(1));
    assert_eq!(LookKind::of(world.headers.last().unwrap()), Some(LookKind::Document));
    assert_eq!(world.act(coach(), &Command::LookAtDocuments { document: None }), Ok(1));
    assert_eq!(LookKind::of(world.headers.last().unwrap()), Some(LookKind::Documents));
    assert_eq!(world.looks_at(other(), 1), Err(Refusal::Unknown), "M7b");
}

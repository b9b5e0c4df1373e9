//! What others tell, and files: what she hands in herself, what another organisation hands over, and a copy of her papers
//! (P3b, P4, M4b, G14).

use super::coaches::is;
use super::records::{lists_all, of_kind};
use super::*;
use crate::dossier::forms::{Scan, ScanKind};
use crate::dossier::records::{Attached, FILES_MAX, HandedIn, RecordContent, RecordKind, Source, Value, storable};
use crate::ids::{RecordId, ScanId};
use crate::policy::Policy;
use crate::policy::choices::{IdentityCopy, SpecialData};
use crate::refusal::RecordPart;
use crate::text::Label;

fn file(n: u128, kind: ScanKind) -> Attached {
    let file = Scan { id: ScanId(id(0xf11e + n)), hash: Hash::of(&[&n.to_be_bytes()]), kind, bytes: 4 };
    Attached { name: Label::new("brief.pdf").unwrap(), file }
}

impl World {
    /// Does something while these files lie with it.
    fn with_files(&mut self, who: Actor, command: &Command, here: &[Attached]) -> Result<usize, Refusal> {
        let mut given = self.given();
        given.scans = here.iter().map(|known| known.file).collect();
        self.act_as(who, command, given)
    }
}

fn hands_in(n: u128, replaces: u32, files: &[Attached]) -> Command {
    let words = Remark::new("De brief van mijn huisarts.").unwrap();
    Command::HandIn(Box::new(HandedIn { record: RecordId(id(n)), replaces, words, files: files.to_vec() }))
}

fn keeps(n: u128, content: RecordContent) -> Command {
    Command::KeepRecord { record: RecordId(id(n)), replaces: 0, content: Box::new(content) }
}

const UNFIT: Result<usize, Refusal> = Err(Refusal::RecordUnfit { part: RecordPart::Files });

#[test]
fn p3b_she_hands_something_in_herself_with_the_files_that_lie_there_and_nobody_does_it_for_her() {
    let (mut world, _) = World::started();
    let (one, two) = (file(1, ScanKind::Pdf), file(2, ScanKind::Jpeg));
    let both = [one.clone(), two.clone()];
    assert_eq!(world.with_files(client(), &hands_in(0x1001, 0, &[]), &both), UNFIT);
    assert_eq!(world.with_files(client(), &hands_in(0x1001, 0, &both), &both[..1]), UNFIT, "the other is not here");
    let many: Vec<Attached> = (0..=FILES_MAX).map(|n| file(u128::try_from(n).unwrap(), ScanKind::Pdf)).collect();
    assert_eq!(world.with_files(client(), &hands_in(0x1001, 0, &many), &many), UNFIT);
    assert_eq!(world.with_files(client(), &hands_in(0x1001, 0, &both), &both), Ok(1));
    let hers = world.dossier.record(RecordId(id(0x1001))).unwrap();
    assert_eq!((hers.kind, hers.versions[0].by), (RecordKind::HandedIn, client().person));
    assert!(world.dossier.opened().unwrap().told.is_none(), "she told it herself");
    // She puts it right; staff neither do nor write such a thing for her, and she keeps nothing else.
    assert_eq!(world.with_files(client(), &hands_in(0x1001, 0, &both), &both), Err(Refusal::Stale { current: 1 }));
    assert_eq!(world.with_files(client(), &hands_in(0x1001, 1, &both[..1]), &both), Ok(1));
    let only_hers = Refusal::NotYours { article: crate::refusal::Article::OnlyTheClient };
    assert_eq!(world.with_files(coach(), &hands_in(0x1002, 0, &both), &both), Err(only_hers));
    let content = RecordContent { files: both.to_vec(), ..of_kind(RecordKind::HandedIn) };
    let kind = Err(Refusal::RecordUnfit { part: RecordPart::Kind });
    assert_eq!(world.with_files(coach(), &keeps(0x1003, content), &both), kind);
    assert!(!storable(world.dossier.opened().unwrap(), &world.bureau).contains(&RecordKind::HandedIn));
    let note = keeps(0x1004, of_kind(RecordKind::Note));
    assert!(matches!(world.act(client(), &note), Err(Refusal::NotYours { .. })));
}

#[test]
fn p4_what_another_organisation_hands_over_has_its_sender_its_day_and_what_is_in_it_and_she_is_told() {
    let (mut world, _) = World::started();
    let here = [file(1, ScanKind::Pdf)];
    let of = |source, on| RecordContent {
        source,
        on,
        value: Value::Text(Remark::new("Rapport arbeidsdeskundige, brief werkgever.").unwrap()),
        files: here.to_vec(),
        ..of_kind(RecordKind::Elsewhere)
    };
    let day = of_kind(RecordKind::Elsewhere).on;
    let unfit = |part| Err(Refusal::RecordUnfit { part });
    for source in [Source::Bureau, Source::Client] {
        let refused = world.with_files(coach(), &keeps(0x1001, of(source, day)), &here);
        assert_eq!(refused, unfit(RecordPart::Source), "{source:?} is no other organisation");
    }
    assert_eq!(world.with_files(coach(), &keeps(0x1001, of(Source::Uwv, None)), &here), unfit(RecordPart::Day));
    assert_eq!(world.with_files(coach(), &keeps(0x1001, of(Source::Uwv, day)), &here), Ok(1));
    let told = world.dossier.opened().unwrap().told.unwrap();
    assert_eq!(told.first, told.last, "G14: she hears of it");
}

#[test]
fn m4b_a_copy_of_her_papers_is_one_picture_with_a_reason_and_only_where_the_regulation_knows_it() {
    let (pdf, picture) = (file(1, ScanKind::Pdf), file(2, ScanKind::Jpeg));
    let copy = |files: &[Attached], reason: Option<&str>| RecordContent {
        files: files.to_vec(),
        reason: reason.map(|reason| Remark::new(reason).unwrap()),
        ..of_kind(RecordKind::IdentityCopy)
    };
    let why = Some("De gemeente vraagt erom.");
    let (mut world, _) = World::started();
    let here = [pdf.clone(), picture.clone()];
    let refused = world.with_files(coach(), &keeps(0x1001, copy(&here[1..], why)), &here);
    assert!(matches!(refused, Err(Refusal::NotByRegulation { .. })), "off where nothing is said: {refused:?}");
    let masked = Policy { identity_copy: Some(is(IdentityCopy::Masked)), ..Policy::default() };
    let (mut world, _) = World::started_under(masked);
    for files in [&here[..0], &here[..1], &here] {
        assert_eq!(world.with_files(coach(), &keeps(0x1001, copy(files, why)), &here), UNFIT);
    }
    let unexplained = world.with_files(coach(), &keeps(0x1001, copy(&here[1..], None)), &here);
    assert_eq!(unexplained, Err(Refusal::RecordUnfit { part: RecordPart::Reason }));
    assert_eq!(world.with_files(coach(), &keeps(0x1001, copy(&here[1..], why)), &here), Ok(1));
}

#[test]
fn a_note_takes_no_file() {
    let (mut world, _) = World::started();
    let here = [file(1, ScanKind::Pdf)];
    let content = RecordContent { files: here.to_vec(), ..of_kind(RecordKind::Note) };
    assert_eq!(world.with_files(coach(), &keeps(0x1001, content), &here), UNFIT);
}

#[test]
fn g14_what_others_tell_waits_until_she_has_it_before_her() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let sees = |world: &World| world.seen(client()).unwrap().allowed.contains(&Act::SeeRecords);
    world.keeps(1, of_kind(RecordKind::Education)).unwrap();
    assert!(!sees(&world), "what she told herself is no news");
    world.keeps(2, RecordContent { source: Source::Uwv, ..of_kind(RecordKind::WorkPlan) }).unwrap();
    assert!(sees(&world));
    let read = world.dossier.opened().unwrap().told.unwrap().last;
    world.keeps(3, RecordContent { source: Source::Uwv, ..of_kind(RecordKind::WorkPlan) }).unwrap();
    let see = |up_to| Command::SeeRecords { up_to };
    assert_eq!(world.act(client(), &see(read)), Ok(1));
    assert!(sees(&world), "what came after she read is not seen");
    assert_eq!(world.act(client(), &see(read)), Ok(0));
    assert_eq!(world.act(client(), &see(u64::MAX)), Ok(1));
    assert_eq!(world.act(client(), &see(u64::MAX)), Ok(0));
    assert!(!sees(&world));
    assert_eq!(world.replayed(), world.dossier);
}

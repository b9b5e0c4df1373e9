//! Where the paper part lies (R3.3), and what lies in it (M4d, S4, R3.2).

use super::records::{lists_all, of_kind, record};
use super::*;
use crate::dossier::records::RecordKind;
use crate::policy::choices::SpecialData;

#[test]
fn r3_3_the_coach_says_where_the_paper_lies_and_who_holds_the_key_and_the_last_word_counts() {
    let (mut world, _) = World::started();
    assert_eq!(world.dossier.opened().unwrap().paper, None, "nobody has said anything yet");
    for paper in [kept("Kast 2, kamer 3", "Samira Haddad"), kept("Archief", "Fenna Bos"), Paper::Absent] {
        assert_eq!(world.act(coach(), &Command::PlacePaper { paper: paper.clone() }), Ok(1));
        let (header, content) = (world.headers.last().unwrap(), world.contents.last().unwrap());
        let counts = world.dossier.opened().unwrap().paper.unwrap();
        assert_eq!((counts.entry, counts.at), (header.entry, header.at));
        assert_eq!(read_content::<DossierEvent>(content).unwrap(), DossierEvent::PaperPlaced { paper });
        for who in [coach(), client()] {
            assert_eq!(world.seen(who).unwrap().paper, Some(counts));
        }
    }
}

#[test]
fn r3_3_the_text_is_erased_with_its_entry_and_stands_nowhere_in_the_state() {
    let (mut world, _) = World::started();
    let paper = kept("Kast 2, kamer 3", "Samira Haddad");
    world.act(coach(), &Command::PlacePaper { paper: paper.clone() }).unwrap();
    assert!(DossierEvent::PaperPlaced { paper }.has_own_key());
    let core = serde_json::to_string(world.dossier.opened().unwrap()).unwrap();
    assert!(!core.contains("Kast") && !core.contains("Haddad"), "{core}");
}

#[test]
fn r3_3_only_her_own_coach_records_it_and_also_before_the_start() {
    let mut world = World::new();
    let command = Command::PlacePaper { paper: kept("Kast 2", "Samira") };
    let other = Actor { person: PersonId(id(OTHER_COACH)), role: Role::Coach };
    assert_eq!(world.act(other, &command), Err(Refusal::Unknown));
    assert!(matches!(world.act(client(), &command), Err(Refusal::NotYours { .. })));
    assert!(!world.seen(client()).unwrap().allowed.contains(&Act::PlacePaper));
    assert!(world.seen(coach()).unwrap().allowed.contains(&Act::PlacePaper));
    assert_eq!(world.act(coach(), &command), Ok(1));
}

#[test]
fn r3_3_that_there_is_no_paper_has_to_be_said_and_a_place_needs_words() {
    let read = |json: &str| serde_json::from_str::<Command>(json);
    assert_eq!(
        read(r#"{"type":"place_paper","paper":"absent"}"#).unwrap(),
        Command::PlacePaper { paper: Paper::Absent }
    );
    let said = r#"{"type":"place_paper","paper":{"kept":{"place":"Kast 2","key_holder":"Samira"}}}"#;
    assert_eq!(read(said).unwrap(), Command::PlacePaper { paper: kept("Kast 2", "Samira") });
    for nothing in [
        r#"{"type":"place_paper"}"#,
        r#"{"type":"place_paper","paper":null}"#,
        r#"{"type":"place_paper","paper":{"kept":{"place":"Kast 2"}}}"#,
        r#"{"type":"place_paper","paper":{"kept":{"place":" ","key_holder":"Samira"}}}"#,
        r#"{"type":"place_paper","paper":{"kept":{"place":"Kast 2\nof 3","key_holder":"Samira"}}}"#,
    ] {
        assert!(read(nothing).is_err(), "{nothing}");
    }
}

#[test]
fn m4d_s4_r3_2_what_lies_on_paper_is_marked_by_whom_and_since_when_and_nobody_marks_what_is_not_hers_to_see() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    world.keeps(1, of_kind(RecordKind::Education)).unwrap();
    let consult = world.consult(1);
    for item in [record(1).into(), consult.into()] {
        assert_eq!(world.act(coach(), &Command::MarkPaper { item, there: true }), Ok(1));
        assert_eq!(world.act(coach(), &Command::MarkPaper { item, there: true }), Ok(0), "once is enough");
    }
    assert_eq!(world.dossier.record(record(1)).unwrap().on_paper.unwrap().by, coach().person);
    world.act(coach(), &Command::MarkPaper { item: consult.into(), there: false }).unwrap();
    assert_eq!(world.dossier.consult(consult).unwrap().on_paper, None);
    let nothing = Command::MarkPaper { item: record(9).into(), there: true };
    assert_eq!(world.act(coach(), &nothing), Err(Refusal::Unknown));
    assert_eq!(world.replayed(), world.dossier);
}

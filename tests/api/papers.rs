//! Where the paper part of a dossier lies: the coach says so, the client reads it, nobody else (R3.3).

use serde_json::json;
use shared::api::path;
use shared::dossier::papers::Paper;
use shared::dossier::{Command, Dossier};
use shared::log::Role;
use shared::text::Place;
use support::bureau::Bureau;
use support::person::new_entry;

fn kept(place: &str, key_holder: &str) -> Paper {
    Paper::Kept { place: Place::new(place).unwrap(), key_holder: Place::new(key_holder).unwrap() }
}

#[tokio::test]
async fn r3_3_the_coach_says_where_the_paper_lies_and_changes_it_and_the_client_reads_what_counts() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let dossier = client.own();
    assert_eq!(client.own_page().await.paper, None, "nobody has said anything yet");
    for paper in [kept("Kast 2, kamer 3", "Samira"), kept("Het archief", "De beheerder"), Paper::Absent] {
        coach.does(dossier, Command::PlacePaper { paper: paper.clone() }).await;
        let last = bureau.entries::<Dossier>(dossier.into()).await.pop().unwrap();
        for page in [coach.dossier(dossier).await, client.own_page().await] {
            assert_eq!(page.paper, Some(paper.clone()));
            assert_eq!(page.view.paper.map(|mark| (mark.entry, mark.at)), Some((last.entry, last.at)));
        }
    }
    let placed = bureau.happened(dossier).await.into_iter().filter(|kind| kind == "paper_placed");
    assert_eq!(placed.count(), 3, "each is an act of its own in her log");
    bureau.is_sound().await;
}

#[tokio::test]
async fn r3_3_m7a_only_her_coach_reads_her_dossier_and_says_where_its_paper_is_locked_away() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let other = bureau.coach(&administrator, "Bram").await;
    let client = bureau.client(&coach, "Noor").await;
    let dossier = client.own();
    let command = || Command::PlacePaper { paper: kept("Kast 2", "Samira") };
    client.wants(dossier, command()).await.is_refused(403, "not_yours");
    other.wants(dossier, command()).await.is_refused(404, "unknown");
    let commands = path::to(path::DOSSIER_COMMANDS, &[&dossier]);
    for paper in [
        json!(null),
        json!({ "kept": { "place": "Kast 2" } }),
        json!({ "kept": { "place": "", "key_holder": "Samira" } }),
        json!({ "kept": { "place": "Kast 2", "key_holder": "a".repeat(201) } }),
    ] {
        let body = json!({ "entry": new_entry(), "command": { "type": "place_paper", "paper": paper } });
        let answer = coach.posts(&commands, &body).await;
        assert!((400..=422).contains(&answer.status), "{answer}");
    }
    assert_eq!(coach.dossier(dossier).await.paper, None, "nothing was written");
    coach.does(dossier, command()).await;
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    for somebody_else in [&administrator, &other, &officer] {
        somebody_else.gets(&path::to(path::DOSSIER, &[&dossier])).await.is_refused(404, "unknown");
    }
    assert_eq!(coach.dossier(dossier).await.paper, Some(kept("Kast 2", "Samira")));
}

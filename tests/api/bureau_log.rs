//! The bureau's log as people read it: administrators and the privacy officer, and nobody else.

use shared::api::{BureauDeed, BureauLogLine, BureauLogPage, BureauPost, path};
use shared::bureau::BureauCommand;
use shared::log::Role;
use support::bureau::{Bureau, name};
use support::person::{Person, new_entry};

async fn reads(person: &Person, query: &str) -> BureauLogPage {
    person.gets(&format!("{}{query}", path::BUREAU_LOG)).await.gives()
}

fn deeds(page: &BureauLogPage) -> Vec<BureauDeed> {
    page.lines.iter().map(|line| line.deed).collect()
}

// Part of: W5b, G37
#[tokio::test]
async fn s8_who_knocks_where_she_may_not_look_is_noticed_by_somebody_else() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let (client, second) = (bureau.client(&coach, "Noor").await, bureau.client(&coach, "Yara").await);
    other.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_refused(404, "unknown");
    second.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_refused(404, "unknown");
    for reader in [&officer, &administrator] {
        let page = reads(reader, "?attempts=true").await;
        assert_eq!(deeds(&page), [BureauDeed::AttemptRefused { many: false }; 2]);
        let by: Vec<_> = page.lines.iter().map(|line| page.names.get(&line.by).map(ToString::to_string)).collect();
        assert_eq!(by, [None, Some("Bram".to_owned())], "F58: a client is named to nobody here");
    }
    let told = officer.gets(path::BUREAU_LOG).await;
    for hers in ["Noor", "Yara", &client.own().to_string()] {
        assert!(!told.text.contains(hers), "W5b: nothing of a dossier stands in it: {told}");
    }
    for nobody in [&coach, &other, &client] {
        nobody.gets(path::BUREAU_LOG).await.is_refused(403, "wrong_role");
    }
}

#[tokio::test]
async fn f58_what_an_administrator_does_is_read_by_the_officer_as_it_happens() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let mut hears = officer.listens().await;
    administrator.ends_the_work_of(&coach).await;
    hears.tell_of(bureau.id).await;
    let page = reads(&officer, "").await;
    let BureauLogLine { deed, by, role, .. } = page.lines[0];
    assert_eq!(
        (deed, by, role),
        (BureauDeed::StaffEnded { person: coach.id() }, administrator.id(), Role::Administrator)
    );
    assert_eq!(page.names[&coach.id()].as_str(), "Samira");
    assert!(deeds(&page).contains(&BureauDeed::StaffInvited { person: coach.id(), role: Role::Coach }));
}

#[tokio::test]
async fn every_line_is_on_some_page_once_however_many_there_are() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    for n in 0..60 {
        let command = BureauCommand::Rename { name: name(&format!("Bureau {n}")) };
        administrator.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await.is_done();
    }
    let (mut seen, mut query) = (Vec::new(), String::new());
    loop {
        let page = reads(&administrator, &query).await;
        seen.extend(page.lines.iter().map(|line| line.seq));
        let Some(older) = page.older else { break };
        query = format!("?before={older}");
    }
    let all: Vec<u64> = (1..=bureau.last_entry().await).rev().collect();
    assert_eq!(seen, all);
    administrator.gets(&format!("{}?before=x", path::BUREAU_LOG)).await.is_refused(422, "bad_request");
}

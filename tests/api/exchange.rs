//! The system beside this one: a list of clients comes in from it and goes out to it, and each of them reads that.

use shared::access::{Act, Relation};
use shared::api::{ExchangePage, HandOut, LineState, RegulationDraft, TakenOn, path};
use shared::client_list::{CellFault, CellWhy, Column};
use shared::dossier::looks::LookKind;
use shared::dossier::records::RecordKind;
use shared::log::Role;
use shared::policy::choices::Service;
use shared::policy::presets::Preset;
use shared::text::TextError;
use support::bureau::{Bureau, name};
use support::exchange::{SYSTEM, new_ones, number};
use support::person::{Person, new_entry};
use support::records::something;
use support::regulation::{draft, shipped};
use support::staff::{Case, remark};

const LIST: &str = "Nummer;Naam;Mail;Telefoon;Taal\r\n\
    1041;Noor de Wit;noor@client.example;;nl\r\n\
    1042;\"Bakker; Yara\";;'+31 6 1234 5678;Engels\r\n";

/// A bureau that keeps another system beside this one, and a coach.
async fn bureau_and_coach() -> (Bureau, Person, Person) {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.names_a_system().await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    (bureau, administrator, coach)
}

async fn names(coach: &Person) -> Vec<String> {
    let mut names: Vec<String> = coach.board().await.clients.iter().map(|client| client.name.to_string()).collect();
    names.sort();
    names
}

// Part of: W7a
#[tokio::test]
async fn m2a_a_list_comes_in_from_the_other_system_and_goes_out_to_it_and_she_reads_both() {
    let (bureau, administrator, coach) = bureau_and_coach().await;
    let preview = coach.previews(LIST).await;
    assert_eq!(preview.lines.iter().map(|line| line.line).collect::<Vec<_>>(), [2, 3]);
    assert_eq!((new_ones(&preview).len(), preview.unread.len()), (2, 0));
    assert!(names(&coach).await.is_empty(), "nothing is written by looking");
    coach.takes_in(LIST).await;
    assert_eq!(names(&coach).await, ["Bakker; Yara", "Noor de Wit"]);

    // Her coach and she see her number, with the name of the system.
    let dossier = coach.board().await.clients.iter().find(|one| one.name.as_str() == "Noor de Wit").unwrap().dossier;
    let shown = coach.dossier(dossier).await.elsewhere.unwrap();
    let there = shown.number.unwrap().there;
    assert_eq!((there.number.as_str(), there.system.as_str()), ("1041", SYSTEM));
    let person = coach.dossier(dossier).await.view.client;
    let email = "noor@client.example".to_owned();
    let client = coach.lets_in(&Case { dossier, person, email }).await;
    let hers = client.records(dossier).await.elsewhere.unwrap();
    assert_eq!(hers.number.unwrap().by.unwrap().as_str(), "Samira");
    assert!(hers.passed.is_none());

    // It goes out: contact and number, to that system, and she reads that, on two pages.
    coach.records_intake(dossier, Service::SecondTrack, true).await.is_done();
    let note = something(RecordKind::Note, "Heeft vaak hoofdpijn.");
    coach.discusses_the_regulation(dossier).await;
    client.confirms_the_regulation().await;
    coach.keeps(dossier, note).await.is_done();
    let list = coach.gets_list().await;
    assert_eq!(list.clients, 2);
    let lines: Vec<&str> = list.file.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], r#""Nummer";"Naam";"Mail";"Telefoon";"Taal""#);
    assert!(lines[1].starts_with(r#""1042";"Bakker; Yara";"";"'+31 6 1234 5678";"en""#), "{}", lines[1]);
    assert!(lines[2].starts_with(r#""1041";"Noor de Wit";"noor@client.example";"";"nl""#), "{}", lines[2]);
    assert!(!list.file.contains("hoofdpijn"), "nothing of content: {}", list.file);
    let looks = client.looks().await;
    let line = looks.lines.iter().find(|line| line.kind == LookKind::Passed).expect("it is on her page");
    assert_eq!((line.person, line.passed_to.as_ref().unwrap().as_str()), (coach.me.person, SYSTEM));
    let passed = client.records(dossier).await.elsewhere.unwrap().passed.unwrap();
    assert_eq!((passed.by.unwrap().as_str(), passed.system.as_str()), ("Samira", SYSTEM));
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    officer.gets(path::EXCHANGE).await.is_refused(403, "wrong_role");
    bureau.is_sound().await;
}

#[tokio::test]
async fn m2a_what_goes_out_and_comes_in_again_changes_nothing() {
    let (bureau, _, coach) = bureau_and_coach().await;
    coach.takes_in(LIST).await;
    // As somebody wrote it who wants a spreadsheet to run something.
    let sly = "Number,Name,Mail\n-1043,\"=HYPERLINK(\"\"http://x\"\")\",sly@client.example\n+44,'s Gravenhage,g@client.example\n";
    coach.takes_in(sly).await;
    coach.takes_on("Zonder nummer").await;
    let first = coach.gets_list().await;
    for line in first.file.trim_start_matches('\u{feff}').lines() {
        assert!(line.split("\";\"").all(|cell| !cell.trim_matches('"').starts_with(['=', '+', '-', '@'])), "{line}");
    }
    let preview = coach.previews(&first.file).await;
    assert!(preview.unread.is_empty(), "{:?}", preview.unread);
    for line in &preview.lines {
        let nameless = LineState::Wrong {
            faults: vec![CellFault { column: Column::Number, why: CellWhy::Text(TextError::Empty) }],
        };
        assert!(matches!(line.state, LineState::Here { .. }) || line.state == nameless, "{line:?}");
    }
    assert_eq!(preview.lines.iter().filter(|line| matches!(line.state, LineState::Here { .. })).count(), 4);
    coach.takes_in(&first.file).await;
    assert_eq!(coach.gets_list().await.file, first.file);

    // Another bureau gets them as they were.
    let other = bureau.neighbour().await;
    let administrator = other.administrator().await;
    administrator.names_a_system().await.is_done();
    let there = other.coach(&administrator, "Odin").await;
    there.takes_in(&first.file).await;
    let wanted: Vec<String> = names(&coach).await.into_iter().filter(|name| name != "Zonder nummer").collect();
    assert_eq!(names(&there).await, wanted);
    bureau.is_sound().await;
}

#[tokio::test]
async fn m2a_each_wrong_line_says_what_to_do_and_the_others_can_be_taken_on() {
    let (_bureau, _, coach) = bureau_and_coach().await;
    coach.takes_in(LIST).await;
    let file = "Nummer,Naam,BSN,Telefoon,Mail,Taal\n\
        1041,Noor,111222333,,x@client.example,\n\
        ,Geen nummer,,,a@client.example,nl\n\
        1050,,,geen,,xx\n\
        1051,Bij ons,,,samira@bureau.example,\n\
        1052,Goed,,0612345678,,\n\
        1052,Dubbel,,0612345679,,\n\
        1053,Onbereikbaar,,,,\n";
    let preview = coach.previews(file).await;
    assert_eq!(preview.unread, ["BSN"]);
    let fault = |column, why| CellFault { column, why };
    let faults: Vec<Vec<CellFault>> = preview
        .lines
        .iter()
        .map(|line| match &line.state {
            LineState::Wrong { faults } => faults.clone(),
            _ => Vec::new(),
        })
        .collect();
    assert!(matches!(preview.lines[0].state, LineState::Here { .. }), "{:?}", preview.lines[0]);
    assert_eq!(faults[1], [fault(Column::Number, CellWhy::Text(TextError::Empty))]);
    let three = [
        fault(Column::Name, CellWhy::Text(TextError::Empty)),
        fault(Column::Phone, CellWhy::Text(TextError::Form)),
        fault(Column::Lang, CellWhy::Language),
    ];
    assert_eq!(faults[2], three);
    assert_eq!(faults[3], [fault(Column::Email, CellWhy::OfStaff)]);
    assert!(faults[4].is_empty());
    assert_eq!(faults[5], [fault(Column::Number, CellWhy::Above { line: 6 })]);
    assert_eq!(faults[6], [fault(Column::Email, CellWhy::NoContact)]);
    coach.takes_in(file).await;
    assert_eq!(names(&coach).await, ["Bakker; Yara", "Goed", "Noor de Wit"]);

    // Who sends what the page would not send is refused too.
    let mut new = new_ones(&coach.previews("Nummer;Naam;Mail\n9;X;x@client.example\n").await);
    new[0].email = Some("samira@bureau.example".to_owned().try_into().unwrap());
    let told: Vec<TakenOn> = coach.takes_list_on(new_entry(), new.clone()).await.gives();
    assert_eq!(told, [TakenOn::Wrong { faults: vec![fault(Column::Email, CellWhy::OfStaff)] }]);
    new[0].email = None;
    coach.takes_list_on(new_entry(), new.clone()).await.is_refused(422, "bad_request");
    let many = vec![new[0].clone(); 21];
    coach.takes_list_on(new_entry(), many).await.is_refused(422, "list_unfit");
    assert_eq!(names(&coach).await.len(), 3);
}

#[tokio::test]
async fn m2a_a_file_that_is_no_list_is_refused_with_what_to_do() {
    let (_bureau, _, coach) = bureau_and_coach().await;
    coach.chooses_list("Naam;Mail\nNoor;n@client.example\n").await.is_refused(422, "list_unfit");
    coach.chooses_list("").await.is_refused(422, "list_unfit");
    coach.chooses_list("Nummer;Naam;Mail\n").await.is_refused(422, "list_unfit");
    let told = coach.chooses_list(b"PK\x03\x04\0\0".to_vec()).await.is_refused(422, "list_unfit").problem().detail;
    assert!(told.contains("csv"), "{told}");
    let line = |n: usize| format!("{n};Cliënt {n};c{n}@client.example\n");
    let many = |n| format!("Nummer;Naam;Mail\n{}", (0..n).map(line).collect::<String>());
    coach.chooses_list(many(501)).await.is_refused(422, "list_unfit");
    assert_eq!(coach.previews(&many(500)).await.lines.len(), 500);
    coach.chooses_list(vec![b'x'; 1024 * 1024 + 1]).await.is_refused(413, "too_large");
    // As an older program of Windows writes it.
    let preview = coach.chooses_list(b"Nummer;Naam;Mail\r\n1;Zo\xeb;z@client.example\r\n".to_vec()).await.gives();
    assert_eq!(new_ones(&preview)[0].name.as_str(), "Zoë");
}

#[tokio::test]
async fn m2a_sent_twice_or_half_a_list_makes_nobody_twice() {
    let (bureau, _, coach) = bureau_and_coach().await;
    let (list, new) = (new_entry(), new_ones(&coach.previews(LIST).await));
    // The first answer was lost after one of them; then a double tap of all.
    coach.takes_list_on(list, vec![new[0].clone()]).await.is_done();
    let (one, other) = tokio::join!(coach.takes_list_on(list, new.clone()), coach.takes_list_on(list, new.clone()));
    let (one, other): (Vec<TakenOn>, Vec<TakenOn>) = (one.gives(), other.gives());
    assert_eq!(one, other);
    assert!(one.iter().all(|told| matches!(told, TakenOn::Made { .. })), "{one:?}");
    assert_eq!(names(&coach).await.len(), 2);
    // Another list with the same numbers finds them here.
    let again: Vec<TakenOn> = coach.takes_list_on(new_entry(), new).await.gives();
    assert!(again.iter().all(|told| matches!(told, TakenOn::Here { .. })), "{again:?}");
    assert_eq!(names(&coach).await.len(), 2);
    for client in coach.board().await.clients {
        assert_eq!(bureau.happened(client.dossier).await, ["opened", "numbered_elsewhere"]);
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn m2a_a_colleagues_client_is_neither_in_her_list_nor_found_by_number() {
    let (bureau, administrator, coach) = bureau_and_coach().await;
    let other = bureau.coach(&administrator, "Bram").await;
    coach.takes_in(LIST).await;
    let preview = other.previews(LIST).await;
    assert_eq!(new_ones(&preview).len(), 2, "nothing says that a colleague has them");
    let list = other.gets_list().await;
    assert_eq!((list.clients, list.file.lines().count()), (0, 1));
    for client in coach.board().await.clients {
        assert!(!bureau.happened(client.dossier).await.contains(&"passed_to_system".to_owned()));
    }
    let page: ExchangePage = coach.gets(path::EXCHANGE).await.gives();
    assert_eq!((page.system.unwrap().as_str(), page.clients, page.waiting), (SYSTEM, 2, 0));
}

#[tokio::test]
async fn m2a_a_coach_puts_a_number_right_takes_it_away_and_gives_it_to_one_client_only() {
    let (bureau, _, coach) = bureau_and_coach().await;
    let client = bureau.client(&coach, "Noor").await;
    let second = coach.takes_on("Yara").await;
    coach.numbers_her(client.own(), Some("77")).await.is_done();
    coach.numbers_her(second.dossier, Some("77")).await.is_refused(409, "number_taken");
    coach.numbers_her(client.own(), Some("77")).await.is_done();
    coach.numbers_her(client.own(), Some("78")).await.is_done();
    coach.numbers_her(second.dossier, Some("77")).await.is_done();
    let shown = client.own_page().await.elsewhere.unwrap().number.unwrap();
    assert_eq!(shown.there.number, number("78"));
    client.numbers_her(client.own(), None).await.is_refused(403, "not_yours");
    coach.numbers_her(client.own(), None).await.is_done();
    assert_eq!(client.own_page().await.elsewhere.unwrap().number, None);
    let preview = coach.previews("Nummer;Naam;Mail\n77;Y;y@client.example\n78;N;n@client.example\n").await;
    assert!(matches!(preview.lines[0].state, LineState::Here { dossier } if dossier == second.dossier));
    assert!(matches!(preview.lines[1].state, LineState::New { .. }));
    bureau.is_sound().await;
}

#[tokio::test]
async fn m2a_without_a_system_in_the_regulation_nothing_comes_in_and_nothing_goes_out() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let page: ExchangePage = coach.gets(path::EXCHANGE).await.gives();
    assert_eq!(page.system, None);
    coach.chooses_list(LIST).await.is_refused(403, "no_system");
    coach.takes_list_on(new_entry(), Vec::new()).await.is_refused(403, "no_system");
    coach.posts(path::EXCHANGE_OUT, &HandOut { entry: new_entry() }).await.is_refused(403, "no_system");
    let told = coach.numbers_her(client.own(), Some("1")).await.is_refused(403, "no_system").problem();
    assert!(told.detail.contains("beheerder") && told.article.is_some(), "{told:?}");
    let seen = coach.dossier(client.own()).await;
    assert!(seen.elsewhere.is_none() && !seen.view.allowed.contains(&Act::NumberElsewhere));
}

#[tokio::test]
async fn m2a_who_has_yet_to_say_yes_to_her_coach_comes_in_with_her_number_and_stays_out_of_the_list() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let regulation = RegulationDraft {
        rules: shipped(Preset::ClientJudges),
        record_system: Some(name(SYSTEM)),
        reason: Some(remark("Zo staat het in ons eigen reglement.")),
        ..draft(bureau.at.clock.today())
    };
    administrator.publishes_draft(regulation).await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    coach.takes_in(LIST).await;
    let client = coach.board().await.clients.remove(0);
    assert_eq!(client.you, Relation::Unapproved);
    assert_eq!(bureau.happened(client.dossier).await, ["opened", "coach_proposed", "numbered_elsewhere"]);
    assert!(coach.dossier(client.dossier).await.elsewhere.is_none(), "nothing more before her yes");
    coach.numbers_her(client.dossier, Some("9")).await.is_refused(403, "not_yours");
    assert!(coach.previews(LIST).await.lines.iter().all(|line| matches!(line.state, LineState::Here { .. })));
    let page: ExchangePage = coach.gets(path::EXCHANGE).await.gives();
    assert_eq!((page.clients, page.waiting, coach.gets_list().await.clients), (0, 2, 0));
    bureau.is_sound().await;
}

#[tokio::test]
async fn m2a_the_same_request_for_a_list_again_is_told_to_nobody_twice() {
    let (bureau, _, coach) = bureau_and_coach().await;
    coach.takes_in(LIST).await;
    let asked = HandOut { entry: new_entry() };
    for _ in 0..2 {
        coach.posts(path::EXCHANGE_OUT, &asked).await.is_done();
    }
    for client in coach.board().await.clients {
        let happened = bureau.happened(client.dossier).await;
        assert_eq!(happened.iter().filter(|kind| *kind == "passed_to_system").count(), 1, "{happened:?}");
    }
    // Later it hands out what stands there then: that is told.
    bureau.passes(std::time::Duration::from_mins(31));
    coach.unlocks().await;
    coach.posts(path::EXCHANGE_OUT, &asked).await.is_done();
    for client in coach.board().await.clients {
        let happened = bureau.happened(client.dossier).await;
        assert_eq!(happened.iter().filter(|kind| *kind == "passed_to_system").count(), 2, "{happened:?}");
    }
}

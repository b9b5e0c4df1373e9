//! The program as its operator meets it: settings, invitations, numbers, mail, and what it says in its log.

use std::time::Duration;

use shared::api::{NewStaff, path};
use shared::dossier::event::LinkHolder;
use shared::dossier::keys::KeyRoute;
use shared::ids::{DossierId, Uuid};
use shared::log::Role;
use shared::words::Lang;
use support::bureau::{Bureau, email, name};
use support::client::mark;
use support::outbox::{newest_code, newest_token};
use support::person::{Person, halves, link, new_entry};
use support::postgres;
use support::server::{Server, Setup, free_port};
use support::smtp::Smtp;
use support::staff::{invitation, refused, token_shown};

use crate::setup;

#[test]
fn a_bad_setting_is_refused_at_start_in_one_sentence_that_names_it() {
    let program = Setup::empty().not_started();
    let file = program.data().with_extension("toml");
    std::fs::write(&file, "public-url = \"http://localhost:8080\"\nlisten = 8080\n").expect("a file");
    let nowhere = file.join("keys").display().to_string();
    for (arguments, named) in [
        (vec!["serve", "--listen", "8080"], "listen: "),
        (vec!["serve", "--public-url", "http://dossier.example"], "public-url: "),
        (vec!["serve", "--config", file.to_str().expect("a path")], "listen: "),
        (vec!["serve", "--keys-dir", &nowhere], "keys-dir: "),
        (vec!["serve", "--root-key", "kort"], "root-key: "),
        (vec!["serve", "--smtp-url", "mail.example"], "smtp-url: "),
    ] {
        let said = program.refuses(&arguments);
        assert!(said.starts_with("akkoord does not start. ") && said.contains(named), "{arguments:?}: {said}");
        assert_eq!(said.trim().lines().count(), 1, "{said}");
    }
    let unknown = program.refuses(&["serve", "--luister", "1"]);
    assert!(unknown.contains("--luister"), "{unknown}");
}

#[test]
fn help_names_the_commands_and_every_setting() {
    let program = Setup::empty().not_started();
    let help = program.command(&["--help"]);
    assert!(help.contains("serve") && help.contains("admin"), "{help}");
    let settings = program.command(&["serve", "--help"]);
    for setting in ["--listen", "--public-url", "DATABASE_URL", "--keys-dir", "--smtp-url", "--metrics-listen"] {
        assert!(settings.contains(setting), "{setting} in {settings}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f4_the_command_line_prints_both_halves_of_an_invitation_beside_a_running_server() {
    let program = setup(None).start().await;
    let bureau = Bureau::of(&program);
    let said = program.command(&["admin", "invite", "--name", "Wim Akker", "--email", "wim@bureau.example"]);
    let after = |word: &str| {
        let rest = said.split_once(word).unwrap_or_else(|| panic!("{word} in {said}")).1;
        rest.split_whitespace().next().expect("something follows").to_owned()
    };
    let token = after("link").split_once('#').expect("a link has a token").1.to_owned();
    let wim = Person::gets_in(&bureau, &token, &after("code")).await;
    assert_eq!((wim.me.role, wim.me.name.as_str()), (Role::Administrator, "Wim Akker"));
    assert!(program.outbox().is_empty(), "nothing is mailed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_are_on_a_listener_of_their_own_and_nowhere_else() {
    let port = free_port();
    let program = setup(None).set("AKKOORD_METRICS_LISTEN", &format!("127.0.0.1:{port}")).start().await;
    let visitor = Bureau::of(&program).visitor();
    visitor.gets(path::BUREAU).await.is_done();
    let ask = async |url: String| reqwest::get(url).await.expect("an answer");
    let numbers = ask(format!("http://127.0.0.1:{port}/metrics")).await.text().await.expect("a text");
    assert!(numbers.contains("akkoord_http_requests_total") && numbers.contains("/api/bureau"), "{numbers}");
    for listener in [program.url("/metrics"), format!("http://127.0.0.1:{port}/api/bureau")] {
        let answer = ask(listener).await.text().await.expect("a text");
        assert!(!answer.contains("akkoord_http_requests_total") && !answer.contains("version"), "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_whose_database_is_gone_says_that_it_is_not_ready() {
    let Some(databases) = postgres::fresh().await else { return };
    let program = setup(Some(&databases)).start().await;
    let visitor = Bureau::of(&program).visitor();
    assert_eq!(visitor.gets("/readyz").await.status, 200);
    postgres::close(&databases.database).await;
    let answer = visitor.gets("/readyz").await;
    assert_eq!(
        (answer.status, answer.body["database"].as_bool(), answer.body["keys"].as_bool()),
        (503, Some(false), Some(true))
    );
    assert_eq!(visitor.gets("/healthz").await.status, 200, "it lives, and waits");
    visitor.gets(path::BUREAU).await.is_refused(503, "busy");
}

/// The program with a mail server.
async fn with_mail() -> (Server, Smtp) {
    let smtp = Smtp::listens().await;
    let mut program = setup(None).set("AKKOORD_SMTP_URL", &smtp.url()).set("AKKOORD_LOG_FORMAT", "json").not_started();
    smtp.keeps_in(&program.data().join("outbox"));
    program.start().await;
    (program, smtp)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mails_go_to_the_mail_server_and_a_refused_half_is_told() {
    let (program, smtp) = with_mail().await;
    let bureau = Bureau::of(&program);
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let mails = bureau.mails_to("samira@bureau.example").await;
    assert!(mails[0].raw.contains("Auto-Submitted: auto-generated"), "{mails:#?}");
    let case = coach.takes_on("Noor").await;
    smtp.refuses(&case.email);
    let new = invitation(LinkHolder::Invited, KeyRoute::First, None);
    coach.wants_invitation(case.dossier, &new).await.is_refused(503, "busy");
}

/// Unusual words, planted wherever somebody writes something.
const PLANTED: [&str; 9] = [
    "Kwispelstaart",
    "Zonnebloempit",
    "Mierikswortel",
    "Klapekster",
    "Wielewaal",
    "Vingerhoedskruid",
    "Hazelworm",
    "Duizendblad",
    "Boterbloem",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f78_no_line_of_the_log_holds_a_name_a_text_an_address_a_code_or_a_secret() {
    let (program, smtp) = with_mail().await;
    let bureau = Bureau::of(&program);
    let mut secrets: Vec<String> = PLANTED.map(str::to_owned).to_vec();
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, PLANTED[0]).await;
    let case = coach.takes_on(PLANTED[1]).await;
    coach.discusses_the_regulation(case.dossier).await;
    // A code that is wrong, a link that is unknown, and the halves that let her in.
    let made = coach.invites(&case, LinkHolder::Inviter).await;
    let (token, code) = (token_shown(&made), newest_code(&bureau.mails_to(&case.email).await));
    let visitor = bureau.visitor();
    let wrong = format!("{:06}", (code.parse::<u32>().expect("six digits") + 1) % 1_000_000);
    visitor.posts(path::INVITATION_REDEEM, &halves(&token, &wrong)).await.is_refused(422, "wrong_code");
    visitor.posts(path::INVITATION_OPEN, &link(&"A".repeat(43))).await.is_refused(404, "invitation_unknown");
    let client = Person::gets_in(&bureau, &token, &code).await;
    client.confirms_the_regulation().await;
    // What is written, what is refused, and what cannot be read.
    let consult = coach.asks_her(client.own(), &[PLANTED[2]]).await;
    client.disputes(consult, vec![mark(1, PLANTED[3], PLANTED[4])]).await.is_done();
    client.disputes(consult, vec![mark(1, PLANTED[3], PLANTED[4])]).await;
    coach.answers(client.own(), consult, vec![refused(PLANTED[5])], None).await.is_done();
    let long = serde_json::json!({ "body": 1, PLANTED[6]: PLANTED[6] });
    coach.puts(&path::to(path::DRAFT, &[&client.own(), &consult]), &long).await.is_refused(422, "bad_request");
    coach.gets(&path::to(path::DOSSIER, &[&DossierId(Uuid::new_v4())])).await.is_refused(404, "unknown");
    coach.gets(&format!("/api/dossiers/{}", PLANTED[7])).await.is_refused(404, "not_found");
    client.approves(consult).await.is_done();
    // A mail server that quotes the address it refuses, at once and from the queue.
    smtp.refuses(&case.email);
    let address = format!("{}@bureau.example", PLANTED[8]);
    smtp.refuses(&address);
    let new = NewStaff {
        entry: new_entry(),
        name: name(PLANTED[8]),
        email: email(&address),
        role: Role::Coach,
        lang: Lang::Nl,
    };
    administrator.posts(path::STAFF, &new).await.is_refused(503, "busy");
    coach.asks_her(client.own(), &[PLANTED[2]]).await;
    for _ in 0..300 {
        if smtp.refusals() >= 2 && program.said().matches("did not go out").count() >= 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let said = program.said();
    assert!(said.matches("did not go out").count() >= 2 && said.contains("550"), "the queue was tried: {said}");
    for person in [&administrator, &coach, &client] {
        secrets.extend(person.cookie());
    }
    secrets.extend([case.email, address, token, newest_token(&bureau.mails().await), code, wrong]);
    for secret in secrets {
        assert!(!said.to_lowercase().contains(&secret.to_lowercase()), "{secret} in {said}");
    }
    let (printed, code) = &bureau.printed;
    assert_eq!((said.matches(printed.as_str()).count(), said.matches(code.as_str()).count()), (1, 1), "printed once");
}

//! Errors: a stable code, words in the language that is asked for, nothing written, nothing lost (RFC 9457).

use reqwest::Method;
use serde_json::{Value, json};
use shared::api::path;
use shared::bureau::Bureau as Rules;
use shared::dossier::Command;
use shared::dossier::consults::ConsultKind;
use shared::ids::{ConsultId, DossierId, Uuid};
use support::answer::Answer;
use support::bureau::Bureau;
use support::person::{Person, new_entry};
use support::staff::passages;

/// A coach who asks wrongly, and what must stay as it was.
struct Desk {
    bureau: Bureau,
    coach: Person,
    client: Person,
    consult: ConsultId,
}

impl Desk {
    async fn open() -> Self {
        let bureau = Bureau::start().await;
        let (coach, client) = bureau.coach_and_client().await;
        let consult = coach.records_consult(client.own()).await;
        Self { bureau, coach, client, consult }
    }

    /// Asks in both languages: the same code, other words, and nothing written.
    async fn refuses(&self, method: Method, path: &str, body: &Value, status: u16, code: &str) -> Answer {
        let before = self.heads().await;
        let nl = self.coach.with("accept-language", "nl").asks(method.clone(), path, Some(body.clone())).await;
        let en = self.coach.with("accept-language", "en-GB, nl;q=0.5").asks(method, path, Some(body.clone())).await;
        assert_eq!(self.heads().await, before, "nothing was written: {nl}");
        told_in_both(&nl, &en);
        nl.is_refused(status, code)
    }

    async fn refuses_command(&self, command: &Value, status: u16, code: &str) -> Answer {
        let commands = path::to(path::DOSSIER_COMMANDS, &[&self.client.own()]);
        let body = json!({ "entry": new_entry(), "command": command });
        self.refuses(Method::POST, &commands, &body, status, code).await
    }

    /// The last entry of the dossier, and how many the bureau's log has; knocks are counted, and no change.
    async fn heads(&self) -> (u64, usize) {
        let dossier = self.client.own_page().await.view.head.seq;
        let bureau = self.bureau.entries::<Rules>(self.bureau.id.into()).await;
        (dossier, bureau.iter().filter(|header| header.kind != "attempt_refused").count())
    }
}

fn told_in_both(nl: &Answer, en: &Answer) {
    let (dutch, english) = (nl.problem(), en.problem());
    assert_eq!(nl.header("content-type"), "application/problem+json", "{nl}");
    assert_eq!((dutch.code.as_str(), dutch.status), (english.code.as_str(), english.status));
    assert_eq!((dutch.r#type.as_str(), dutch.status), ("about:blank", nl.status));
    assert!(dutch.detail.len() > 10 && english.detail.len() > 10, "{nl}");
    assert_ne!(dutch.detail, english.detail, "each in its language");
    assert_eq!(dutch.errors.len(), english.errors.len());
    for (dutch, english) in dutch.errors.iter().zip(&english.errors) {
        assert_eq!((&dutch.field, &dutch.code), (&english.field, &english.code));
        assert_ne!(dutch.message, english.message, "each in its language");
        for said in [&dutch.message, &english.message] {
            assert!(said.ends_with('.') && !said.contains('_') && !said.contains('`'), "for people: {said}");
        }
    }
}

fn send(desk: &Desk, passages: &Value) -> Value {
    json!({ "type": "send_summary", "consult": desk.consult, "replaces": 0, "passages": passages })
}

#[tokio::test]
async fn a_summary_of_nothing_and_one_over_100_000_characters_are_refused() {
    let desk = Desk::open().await;
    desk.refuses_command(&send(&desk, &json!([])), 422, "passages").await;
    let refused = desk.refuses_command(&send(&desk, &json!([{ "id": 1, "text": "  " }])), 422, "bad_request").await;
    assert_eq!(refused.problem().errors[0].code, "text_empty", "{refused}");
    let six = |last: usize| -> Value {
        (1..=6).map(|id| json!({ "id": id, "text": "a".repeat(if id == 6 { last } else { 20_000 }) })).collect()
    };
    let refused = desk.refuses_command(&send(&desk, &six(1)), 422, "too_long").await;
    assert!(refused.problem().detail.contains("100001"), "{refused}");
    let one = json!([{ "id": 1, "text": "a".repeat(20_001) }]);
    desk.refuses_command(&send(&desk, &one), 422, "bad_request").await;
    let five: Vec<_> = (1..=5_u16).map(|_| "a".repeat(20_000)).collect();
    let words: Vec<&str> = five.iter().map(String::as_str).collect();
    let command = Command::SendSummary { consult: desk.consult, replaces: 0, passages: passages(&words) };
    desk.coach.wants(desk.client.own(), command).await.is_done();
    assert_eq!(desk.client.reads(desk.consult).await.view.version, 1, "exactly 100 000 is not too long");
}

#[tokio::test]
async fn two_passages_with_one_number_are_refused() {
    let desk = Desk::open().await;
    let twice = json!([{ "id": 1, "text": "a" }, { "id": 1, "text": "b" }]);
    desk.refuses_command(&send(&desk, &twice), 422, "passages").await;
    desk.refuses_command(&send(&desk, &json!([{ "id": 0, "text": "a" }])), 422, "passages").await;
}

#[tokio::test]
async fn a_name_of_300_is_refused_with_both_numbers() {
    let desk = Desk::open().await;
    let body = json!({ "entry": new_entry(), "name": "n".repeat(300), "email": "n@client.example", "phone": null, "lang": "nl" });
    let refused = desk.refuses(Method::POST, path::CLIENTS, &body, 422, "bad_request").await;
    let error = refused.problem().errors.remove(0);
    assert_eq!(error.field, "name");
    assert_eq!((error.code.as_str(), error.len, error.max), ("text_too_long", Some(300), Some(200)));
    assert!(error.message.contains("300") && error.message.contains("200"), "{error:?}");
}

#[tokio::test]
async fn a_client_who_cannot_be_reached_is_refused_by_field() {
    let desk = Desk::open().await;
    let body = json!({ "entry": new_entry(), "name": "Noor", "email": null, "phone": null, "lang": "nl" });
    let refused = desk.refuses(Method::POST, path::CLIENTS, &body, 422, "bad_request").await;
    assert_eq!(refused.problem().errors[0].field, "email");
}

#[tokio::test]
async fn right_to_left_and_emoji_come_back_as_they_were_and_letters_composed() {
    let desk = Desk::open().await;
    let words = ["مرحبا، تعملين ساعتين 🌷👩‍🦽", "Zoe\u{308} fietst 🚲", "‏שלום‏ en tabs\tregels\nhier"];
    let command = Command::SendSummary { consult: desk.consult, replaces: 0, passages: passages(&words) };
    desk.coach.wants(desk.client.own(), command).await.is_done();
    let page = desk.client.reads(desk.consult).await;
    let stored: Value = serde_json::from_str(&page.entries[0].content).unwrap();
    let text = stored.to_string();
    assert!(text.contains("تعملين ساعتين 🌷👩‍🦽") && text.contains("Zoë fietst 🚲"), "{text}");
    assert!(text.contains("‏שלום‏ en tabs\\tregels\\nhier"), "{text}");
    let case = desk.coach.takes_on("Zoe\u{308} 🌷 مريم").await;
    let names = desk.coach.dossier(case.dossier).await.names;
    assert_eq!(names[&case.person].as_str(), "Zoë 🌷 مريم");
}

#[tokio::test]
async fn a_control_character_is_no_text() {
    let desk = Desk::open().await;
    desk.refuses_command(&send(&desk, &json!([{ "id": 1, "text": "a\u{0}b" }])), 422, "bad_request").await;
}

#[tokio::test]
async fn a_date_in_the_future_or_long_ago_is_refused_with_the_date_that_would_do() {
    let desk = Desk::open().await;
    let today = desk.bureau.at.clock.today();
    let record = |held_on: shared::time::CivilDate| json!({ "type": "record_consult", "consult": Uuid::new_v4(), "held_on": held_on, "form": "office" });
    let refused = desk.refuses_command(&record(today.plus_days(1)), 422, "future_date").await;
    assert!(refused.problem().detail.contains(&today.in_words(shared::words::Lang::Nl)), "{refused}");
    desk.refuses_command(&record(today.plus_days(-4000)), 422, "date_too_early").await;
    let no_date =
        json!({ "type": "record_consult", "consult": Uuid::new_v4(), "held_on": "2026-02-30", "form": "office" });
    desk.refuses_command(&no_date, 422, "bad_request").await;
    // The regulation too, before it is confirmed.
    let new = desk.coach.takes_on("Yara").await.dossier;
    let discussed = shared::dossier::Command::DiscussRegulation { on: today.plus_days(1) };
    desk.coach.wants(new, discussed).await.is_refused(422, "future_date");
}

#[tokio::test]
async fn an_unknown_id_and_one_that_cannot_be_are_told_as_not_there() {
    let desk = Desk::open().await;
    let get = async |path: &str, code: &str| {
        let nl = desk.coach.gets(path).await;
        let en = desk.coach.with("accept-language", "en").gets(path).await;
        told_in_both(&nl, &en);
        nl.is_refused(404, code);
    };
    get(&path::to(path::DOSSIER, &[&DossierId(Uuid::new_v4())]), "unknown").await;
    get(&path::to(path::DOSSIER, &[&"geen-id"]), "not_found").await;
    get(&path::to(path::CONSULT, &[&desk.client.own(), &Uuid::new_v4()]), "unknown").await;
    get("/api/bestaat-niet", "not_found").await;
    let see = json!({ "type": "see_summary", "consult": Uuid::new_v4(), "version": 1 });
    let commands = path::to(path::DOSSIER_COMMANDS, &[&desk.client.own()]);
    let post = json!({ "entry": new_entry(), "command": see });
    desk.client.posts(&commands, &post).await.is_refused(404, "unknown");
}

#[tokio::test]
async fn what_is_no_json_or_too_much_of_it_is_refused_at_the_door() {
    let desk = Desk::open().await;
    let commands = path::to(path::DOSSIER_COMMANDS, &[&desk.client.own()]);
    let before = desk.heads().await;
    let send = async |content_type: &str, body: Vec<u8>| {
        let request = desk.coach.request(Method::POST, &commands).header("content-type", content_type).body(body);
        desk.coach.hears(&commands, request).await
    };
    send("text/plain", b"{}".to_vec()).await.is_refused(415, "wrong_media_type");
    send("application/x-www-form-urlencoded", b"a=b".to_vec()).await.is_refused(415, "wrong_media_type");
    send("application/json", b"{\"entry\":".to_vec()).await.is_refused(422, "bad_request");
    send("application/json", b"\xff\xfe".to_vec()).await.is_refused(422, "bad_request");
    send("application/json", b"[]".to_vec()).await.is_refused(422, "bad_request");
    let large = format!("{{\"entry\":\"{}\"}}", "a".repeat(1_100_000));
    send("application/json", large.into_bytes()).await.is_refused(413, "too_large");
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    send("application/json", deep).await.is_refused(422, "bad_request");
    desk.coach.asks(Method::PATCH, &commands, None).await.is_refused(405, "method_not_allowed");
    assert_eq!(desk.heads().await, before);
}

#[tokio::test]
async fn a_field_that_is_not_known_is_refused() {
    let desk = Desk::open().await;
    let extra = json!({ "type": "confirm_regulation", "by_the_way": true });
    desk.refuses_command(&extra, 422, "bad_request").await;
    desk.refuses_command(&json!({ "type": "approve_everything" }), 422, "bad_request").await;
    let huge = json!({ "type": "see_summary", "consult": desk.consult, "version": 4_294_967_296_u64 });
    desk.refuses_command(&huge, 422, "bad_request").await;
}

#[tokio::test]
async fn what_she_typed_is_not_lost_when_it_is_refused() {
    let desk = Desk::open().await;
    let draft = path::to(path::DRAFT, &[&desk.client.own(), &desk.consult]);
    desk.coach.puts(&draft, &json!({ "body": "Al getypt" })).await.is_done();
    desk.refuses_command(&send(&desk, &json!([])), 422, "passages").await;
    let kept: shared::api::Draft = desk.coach.gets(&draft).await.gives();
    assert_eq!(kept.body, "Al getypt");
}

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do_with_it() {
    let desk = Desk::open().await;
    for (answer, api) in [
        (desk.coach.gets(path::BOARD).await, true),
        (desk.coach.gets("/api/bestaat-niet").await, true),
        (desk.coach.gets("/").await, false),
    ] {
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{answer}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(!api || answer.header("cache-control") == "no-store", "{answer}");
        assert!(!answer.header("x-request-id").is_empty());
    }
}

#[tokio::test]
async fn a_cause_of_ours_never_leaves_the_house() {
    let desk = Desk::open().await;
    let refused =
        desk.refuses_command(&json!({ "type": "record_consult", "consult": Uuid::nil() }), 422, "bad_request").await;
    assert!(!refused.text.contains("sql") && !refused.text.contains("panicked"), "{refused}");
    let twice = Command::RecordConsult {
        consult: desk.consult,
        held_on: desk.bureau.at.clock.today(),
        form: ConsultKind::Office,
        minutes: None,
    };
    desk.coach.wants(desk.client.own(), twice).await.is_refused(409, "entry_taken");
}

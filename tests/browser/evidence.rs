//! What real Chromium signed is evidence for whoever was not there, and for nothing but what was shown.

use serde_json::json;
use shared::api::{ConsultPage, path};
use shared::dossier::event::DossierEvent;
use shared::evidence::{Evidence, Site};
use shared::ids::Hash;
use shared::log::read_content;
use shared::statement::{Decision, approval_sentence};
use shared::words::Lang;
use support::oracle::{one_changed_bit_fails_in_both, oracle};
use support::page::Page;

use crate::people::{Hands, Played};

/// The consult at this address of hers, as the API gives it to who is signed in on this page.
pub async fn consult(page: &Page, address: &str) -> ConsultPage {
    let ids: Vec<&str> = address.split(['/', '?']).collect();
    let [_, "dossiers", dossier, "consults", consult, ..] = ids[..] else { panic!("{address} is no consult") };
    let script = "return await (await fetch(arguments[0])).json()";
    let answer = page.js_async(script, vec![json!(path::to(path::CONSULT, &[&dossier, &consult]))]).await;
    serde_json::from_value(answer.clone()).unwrap_or_else(|why| panic!("{answer} is something else: {why}"))
}

fn approval(page: &ConsultPage) -> (u32, Evidence) {
    let approved = page.entries.iter().filter(|entry| entry.header.kind == "summary_approved");
    let [entry] = approved.collect::<Vec<_>>()[..] else { panic!("one approval in {:#?}", page.entries) };
    let commitment = Hash::of(&[&entry.salt.0, entry.content.as_bytes()]);
    assert_eq!(commitment, entry.header.commitment, "what is handed out is what was stored");
    match read_content(entry.content.as_bytes()).unwrap() {
        DossierEvent::SummaryApproved { version, evidence, .. } => (version, *evidence),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn f2_what_chromium_signed_is_verified_by_two_libraries_and_one_changed_bit_by_neither() {
    let played = Played::begin().await;
    let phone = &played.client.page;
    phone.click("notice").await;
    phone.click("approve").await;
    let shown = phone.part("check-sentence").await.text().await.unwrap();
    phone.click("sign").await;
    phone.part("receipt").await;

    let address = phone.path().await;
    let hers = consult(phone, &address).await;
    let (version, evidence) = approval(&hers);
    assert_eq!(
        approval(&consult(&played.coach.page, &address).await),
        (version, evidence.clone()),
        "both read the same"
    );
    let (said, client) = (&evidence.statement, hers.client);
    let sent = hers.view.versions.iter().find(|sent| sent.number == version).unwrap();
    assert_eq!((said.decision, said.actor, said.version), (Decision::ApproveSummary, client, version));
    assert_eq!((said.item, said.commitment), (hers.view.id.into(), sent.commitment));
    assert_eq!(said.sentence.as_str(), approval_sentence(Lang::Nl, hers.view.held_on, version));
    assert!(shown.contains(said.sentence.as_str()), "«{shown}» is what she saw");
    assert!(!said.app_build.0.is_empty(), "the page says which app made the statement");

    let site = Site { rp_id: "localhost".into(), origins: vec![played.world.server.url("")] };
    evidence.verify(&site).unwrap();
    assert!(oracle(&evidence, &site));
    one_changed_bit_fails_in_both(&evidence, &site);
    let elsewhere = Site { origins: vec!["http://localhost:1".into()], ..site };
    assert!(evidence.verify(&elsewhere).is_err() && !oracle(&evidence, &elsewhere), "another site's");
}

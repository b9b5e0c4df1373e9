//! Recipients: who writes them down, who sees them, that who is reached there is told, and that nothing may go where an
//! agreement lacks.

use serde_json::json;
use server::log::load::{self, Items};
use shared::api::{BureauDeed, BureauLogPage, BureauPost, ContactLine, RecipientLine, path};
use shared::bureau::recipients::{AgreementKind, Readiness, RecipientKind};
use shared::bureau::{Bureau as Rules, BureauCommand};
use shared::ids::{ContactId, RecipientId, Uuid};
use shared::log::{Role, Subject};
use shared::policy::presets::Preset;
use shared::words::Lang;
use support::bureau::Bureau;
use support::person::{Person, new_entry};
use support::recipients::{agreement, details, reached};
use support::regulation::shipped;

/// A bureau, who administers it, and a coach.
async fn at_work() -> (Bureau, Person, Person) {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    (bureau, administrator, coach)
}

/// The bureau's facts with every recipient.
async fn facts(bureau: &Bureau) -> Rules {
    let ctx = bureau.ctx();
    load::bureau_with(ctx, &ctx.db.read, bureau.id, Items::All).await.expect("the facts").subject
}

// Keeps: G28, R1.10
// Part of: M16b
#[tokio::test]
async fn none_may_receive_anything_before_its_agreement_is_on_record() {
    let (bureau, administrator, coach) = at_work().await;
    let today = bureau.at.clock.today();
    let (tests, surveyor) = (RecipientKind::TestProvider, RecipientKind::Surveyor);
    for kind in [tests, surveyor] {
        let recipient = coach.adds_recipient(kind, "Testhuis").await;
        assert_eq!(coach.recipient(recipient).await.readiness, Readiness::AgreementMissing, "{kind:?}");
        let refused = facts(&bureau).await.recipient(recipient).unwrap().may_receive(today).unwrap_err();
        assert_eq!(refused.article().map(|article| article.cited()), Some("AVG 28"));
        assert!(refused.said(Lang::En).contains("administrator"), "it says what to do");
        let record = |what, until| {
            let agreement = agreement(what, today, until);
            BureauCommand::RecordAgreement { recipient, agreement }
        };
        let exchange = record(AgreementKind::Exchange, None);
        administrator.wants_of_the_bureau(exchange).await.is_done();
        assert_eq!(coach.recipient(recipient).await.readiness, Readiness::AgreementMissing, "another agreement");
        let until = today.plus_days(1);
        let command = record(AgreementKind::Processor, Some(until));
        coach.wants_of_the_bureau(command.clone()).await.is_refused(403, "not_yours");
        administrator.wants_of_the_bureau(command).await.is_done();
        let line = coach.recipient(recipient).await;
        assert_eq!(line.readiness, Readiness::Ready);
        assert_eq!(line.agreements[0].kept.as_ref().unwrap().as_str(), "Kast 2, map Zilverreiger");
        let now = facts(&bureau).await;
        let known = now.recipient(recipient).unwrap();
        assert_eq!(known.may_receive(today), Ok(()));
        let after = known.may_receive(until.plus_days(1)).map_err(|refused| refused.code());
        assert_eq!(after, Err("agreement_over"));
        let end = BureauCommand::EndAgreement { recipient, what: AgreementKind::Processor };
        administrator.wants_of_the_bureau(end).await.is_done();
        assert_eq!(coach.recipient(recipient).await.readiness, Readiness::AgreementMissing, "it was ended");
    }
    for kind in [RecipientKind::Uwv, RecipientKind::Municipality, RecipientKind::Payer] {
        let recipient = coach.adds_recipient(kind, "Overheid").await;
        assert_eq!(coach.recipient(recipient).await.readiness, Readiness::Ready, "{kind:?} needs none");
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn who_works_with_them_sees_them_and_nobody_else() {
    let (bureau, administrator, coach) = at_work().await;
    let client = bureau.client(&coach, "Noor").await;
    let recipient = coach.adds_recipient(RecipientKind::Payer, "Bakkerij De Zon").await;
    coach.adds_contact(recipient, reached("Ilse", "ilse@zon.example")).await;
    let add = || {
        let recipient = RecipientId(Uuid::new_v4());
        BureauCommand::AddRecipient { recipient, kind: RecipientKind::Uwv, details: details("UWV") }
    };
    for (role, sees) in
        [(Role::Officer, true), (Role::OfficeWorker, true), (Role::EmploymentExpert, true), (Role::Technician, false)]
    {
        let who = administrator.invites_staff(&format!("Kim {role:?}").replace(' ', ""), role).await;
        if sees {
            let page = who.recipients().await;
            let [RecipientLine { contacts, details, .. }] = page.recipients.as_slice() else { panic!("{page:?}") };
            assert_eq!(details.as_ref().unwrap().name.as_str(), "Bakkerij De Zon");
            assert_eq!(contacts[0].name.as_str(), "Ilse");
            assert!(!page.keeps && !page.agrees, "{role:?} reads");
        } else {
            who.gets(path::BUREAU_RECIPIENTS).await.is_refused(403, "wrong_role");
        }
        who.wants_of_the_bureau(add()).await.is_refused(403, "not_yours");
    }
    client.gets(path::BUREAU_RECIPIENTS).await.is_refused(403, "wrong_role");
    client.wants_of_the_bureau(add()).await.is_refused(403, "not_yours");
    bureau.visitor().gets(path::BUREAU_RECIPIENTS).await.is_refused(401, "not_signed_in");
    let unbound = administrator.invites_unbound("Cor", Role::Coach).await;
    unbound.gets(path::BUREAU_RECIPIENTS).await.is_refused(403, "pledge_missing");
    unbound.wants_of_the_bureau(add()).await.is_refused(403, "pledge_missing");
    let page = administrator.recipients().await;
    assert!(page.keeps && page.agrees);
    let page = coach.recipients().await;
    assert!(page.keeps && !page.agrees);
    let next_door = bureau.neighbour().await;
    let theirs = next_door.administrator().await;
    assert!(theirs.recipients().await.recipients.is_empty(), "each bureau has its own");
    let end = BureauCommand::EndRecipient { recipient };
    theirs.wants_of_the_bureau(end).await.is_refused(404, "unknown");
}

// Part of: R1.2
#[tokio::test]
async fn who_is_reached_at_an_organisation_is_told_and_nobody_is_named() {
    let (bureau, administrator, coach) = at_work().await;
    bureau.client(&coach, "Noor").await;
    let recipient = coach.adds_recipient(RecipientKind::DirectManager, "Bakkerij De Zon").await;
    let contact = coach.adds_contact(recipient, reached("Ilse", "ilse@zon.example")).await;
    let told = bureau.mails_to("ilse@zon.example").await;
    let [mail] = told.as_slice() else { panic!("one mail: {told:?}") };
    assert!(mail.text.contains("/regulation") && mail.text.contains("/help"), "{mail:?}");
    assert!(mail.text.contains("Akkoord") || mail.text.contains("bureau"), "who keeps it: {mail:?}");
    for name in ["Noor", "Ilse", "Samira", "Zon", "Leidinggevende"] {
        assert!(!mail.text.contains(name) && !mail.subject.contains(name), "{name} in {mail:?}");
    }
    let change = |person| BureauCommand::ChangeContact { recipient, contact, person };
    let before = bureau.last_entry().await;
    coach.wants_of_the_bureau(change(reached("Ilse", "ilse@zon.example"))).await.is_done();
    assert_eq!(bureau.last_entry().await, before, "the same again changes nothing");
    let mut called = reached("Ilse", "ilse@zon.example");
    called.phone = None;
    administrator.wants_of_the_bureau(change(called)).await.is_done();
    assert_eq!(bureau.mails_to("ilse@zon.example").await.len(), 1, "she reads it there already");
    let mut elsewhere = reached("Ilse", "ilse@maan.example");
    elsewhere.lang = Lang::En;
    coach.wants_of_the_bureau(change(elsewhere)).await.is_done();
    let told = bureau.mails_to("ilse@maan.example").await;
    assert!(told.len() == 1 && told[0].text.contains("contact person"), "in her own language: {told:?}");
    let line = coach.recipient(recipient).await;
    assert_eq!(line.contacts[0].email.as_ref().unwrap().as_str(), "ilse@maan.example");
    // What waits for who is a contact no more goes nowhere.
    let second = coach.adds_contact(recipient, reached("Otto", "otto@zon.example")).await;
    coach.wants_of_the_bureau(BureauCommand::EndContact { recipient, contact: second }).await.is_done();
    assert!(bureau.mails_to("otto@zon.example").await.is_empty());
    let line = coach.recipient(recipient).await;
    let [_, ContactLine { name, email, phone, ended_on, .. }] = line.contacts.as_slice() else { panic!("{line:?}") };
    assert_eq!((name.as_str(), email, phone, ended_on.is_some()), ("Otto", &None, &None, true), "only who he was");
}

#[tokio::test]
async fn no_name_and_no_address_stands_in_a_state_an_index_or_a_header() {
    let (bureau, administrator, coach) = at_work().await;
    let recipient = coach.adds_recipient(RecipientKind::TestProvider, "Duizendblad").await;
    coach.adds_contact(recipient, reached("Wielewaal", "hazelworm@testhuis.example")).await;
    let today = bureau.at.clock.today();
    let agreement = agreement(AgreementKind::Processor, today, None);
    administrator.wants_of_the_bureau(BureauCommand::RecordAgreement { recipient, agreement }).await.is_done();
    let facts = facts(&bureau).await;
    let core = serde_json::to_string(facts.core().unwrap()).unwrap();
    let state = serde_json::to_string(facts.recipient(recipient).unwrap()).unwrap();
    let headers = serde_json::to_string(&bureau.entries::<Rules>(bureau.id.into()).await).unwrap();
    for hers in ["Duizendblad", "Wielewaal", "hazelworm", "Leidinggevende", "765 43", "Waterkant", "Zilverreiger"] {
        assert!(![&core, &state, &headers].iter().any(|text| text.contains(hers)), "{hers}");
    }
    let log: BureauLogPage = administrator.gets(path::BUREAU_LOG).await.gives();
    let deeds: Vec<BureauDeed> = log.lines.iter().take(3).map(|line| line.deed).collect();
    assert_eq!(deeds, [BureauDeed::AgreementRecorded, BureauDeed::ContactAdded, BureauDeed::RecipientAdded]);
    let log = administrator.gets(path::BUREAU_LOG).await;
    assert!(!log.text.contains("Wielewaal") && !log.text.contains("Duizendblad"), "{log}");
}

// Keeps: R1.4
#[tokio::test]
async fn each_no_says_what_is_the_matter_and_writes_nothing() {
    let (bureau, administrator, coach) = at_work().await;
    let today = bureau.at.clock.today();
    let payer = coach.adds_recipient(RecipientKind::Payer, "Bakkerij De Zon").await;
    let contact = coach.adds_contact(payer, reached("Ilse", "ilse@zon.example")).await;
    let gone = coach.adds_recipient(RecipientKind::Training, "Leerhuis").await;
    coach.wants_of_the_bureau(BureauCommand::EndRecipient { recipient: gone }).await.is_done();
    let before = bureau.last_entry().await;
    let nowhere = RecipientId(Uuid::new_v4());
    let person = || reached("Ilse", "ilse@zon.example");
    let signed = |recipient, signed_on, until| {
        let agreement = agreement(AgreementKind::Processor, signed_on, until);
        BureauCommand::RecordAgreement { recipient, agreement }
    };
    let add = |recipient, kind| BureauCommand::AddRecipient { recipient, kind, details: details("Zon") };
    let what = AgreementKind::Exchange;
    let refused = [
        (add(payer, RecipientKind::DirectManager), 409, "entry_taken"),
        (BureauCommand::ChangeRecipient { recipient: nowhere, details: details("Zon") }, 404, "unknown"),
        (BureauCommand::ChangeRecipient { recipient: gone, details: details("Zon") }, 409, "recipient_ended"),
        (BureauCommand::EndRecipient { recipient: gone }, 409, "recipient_ended"),
        (BureauCommand::AddContact { recipient: payer, contact, person: person() }, 409, "entry_taken"),
        (BureauCommand::AddContact { recipient: nowhere, contact, person: person() }, 404, "unknown"),
        (BureauCommand::ChangeContact { recipient: gone, contact, person: person() }, 409, "recipient_ended"),
        (
            BureauCommand::ChangeContact { recipient: payer, contact: ContactId(Uuid::new_v4()), person: person() },
            404,
            "unknown",
        ),
        (BureauCommand::EndAgreement { recipient: payer, what }, 404, "unknown"),
        (signed(gone, today, None), 409, "recipient_ended"),
        (signed(payer, today.plus_days(1), None), 422, "future_date"),
        (signed(payer, today, Some(today.plus_days(-1))), 422, "last_day"),
    ];
    for (command, status, code) in refused {
        administrator.wants_of_the_bureau(command).await.is_refused(status, code);
    }
    let wrong = json!({ "type": "add_contact", "recipient": payer, "contact": Uuid::new_v4(),
        "person": { "name": "Ilse", "email": "geen adres", "lang": "nl" } });
    let wrong = json!({ "entry": new_entry(), "command": wrong });
    let answer = coach.posts(path::BUREAU_COMMANDS, &wrong).await.is_refused(422, "bad_request");
    assert!(answer.text.contains("text_wrong_form"), "{answer}");
    assert_eq!(bureau.last_entry().await, before);
    // The same request twice is one recipient.
    let post = BureauPost { entry: new_entry(), command: add(nowhere, RecipientKind::DirectManager) };
    for _ in 0..2 {
        coach.posts(path::BUREAU_COMMANDS, &post).await.is_done();
    }
    assert_eq!(coach.recipients().await.recipients.len(), 3);
    bureau.is_sound().await;
}

#[tokio::test]
async fn the_list_says_which_kinds_the_regulation_of_today_does_not_know() {
    let (_bureau, administrator, coach) = at_work().await;
    let unknown = coach.recipients().await.unknown_kinds;
    assert!(unknown.contains(&RecipientKind::DirectManager) && !unknown.contains(&RecipientKind::Payer));
    administrator.publishes(shipped(Preset::ClientJudges)).await.is_done();
    let unknown = coach.recipients().await.unknown_kinds;
    assert!(!unknown.contains(&RecipientKind::DirectManager) && unknown.contains(&RecipientKind::NewEmployer));
}

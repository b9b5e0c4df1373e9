//! A bureau's regulation: written from what is shipped, published with a first day, read by everybody it binds.

use std::time::Duration;

use shared::api::{
    BureauFace, BureauPost, Me, ParameterForm, RegulationDesk, RegulationDraft, RegulationPage, RegulationRule,
    RulesFile, RulesTried, TryRules, path,
};
use shared::bureau::{BureauCommand, Contact};
use shared::dossier::Command;
use shared::log::Role;
use shared::policy::cases::Becomes;
use shared::policy::presets::Preset;
use shared::policy::{Parameter, Turn};
use shared::text::Sentence;
use shared::time::CivilDate;
use support::bureau::{Bureau, name};
use support::caller::Caller;
use support::person::{Person, label, new_entry};
use support::regulation::{draft, rule, shipped};
use support::staff::{promise, remark};

async fn page(caller: &Caller) -> RegulationPage {
    caller.gets(path::REGULATION).await.gives()
}

fn find(page: &RegulationPage, parameter: Parameter) -> &RegulationRule {
    let mut rules = page.chapters.iter().flat_map(|chapter| &chapter.rules);
    rules.find(|rule| rule.parameter == parameter.name()).expect("every parameter is in it")
}

async fn acknowledges(staff: &Person, version: u32) {
    let command = BureauCommand::AcknowledgeRegulation { version };
    staff.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await.is_done();
}

async fn unread(person: &Person) -> Option<u32> {
    let me: Me = person.gets(path::ME).await.gives();
    me.regulation
}

#[tokio::test]
async fn w1_m13a_anybody_reads_the_regulation_that_holds_and_on_what_each_rule_rests() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let visitor = bureau.visitor();
    let before = page(&visitor).await;
    assert_eq!((before.version, before.title), (0, None), "strict defaults, before the bureau wrote one");
    administrator.publishes(shipped(Preset::JointExecutors)).await.is_done();
    let now = page(&visitor).await;
    assert_eq!((now.version, now.effective_on), (1, Some(bureau.at.clock.today())));
    assert_eq!(now.controller.unwrap().as_str(), "De directeur", "M5a, R1.6");
    let read = page(&visitor).await;
    let paid = find(&read, Parameter::PayerConsent);
    assert_eq!(paid.cited, "Ons reglement, artikel 9");
    assert!(paid.sentences[0].contains("zonder uw ja"), "{paid:?}");
    let second = find(&read, Parameter::SecondTerm);
    assert!(second.cited.starts_with("AVG 12(3)") && second.overruled[0].contains("Zes weken"), "S11d: {second:?}");
    assert!(find(&read, Parameter::OralDisclosure).cited.contains("zegt hier niets over"), "silence is told");
    let english: RegulationPage = visitor.with("accept-language", "en").gets(path::REGULATION).await.gives();
    assert_eq!(find(&english, Parameter::PayerConsent).cited, "Our regulation, article 9");
}

#[tokio::test]
async fn w1_a_regulation_holds_from_its_first_day_and_not_before() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let today = bureau.at.clock.today();
    let late = RegulationDraft { effective_on: today.plus_days(3), ..draft(today) };
    administrator.publishes_draft(late).await.is_done();
    let visitor = bureau.visitor();
    assert_eq!(page(&visitor).await.version, 0);
    bureau.passes(Duration::from_hours(72));
    assert_eq!(page(&visitor).await.version, 1);
    administrator.unlocks().await;
    let early = RegulationDraft { effective_on: today, ..draft(today) };
    administrator.publishes_draft(early).await.is_refused(422, "effective_too_early");
}

// Part of: M14, R7.2
#[tokio::test]
async fn f67_the_complaint_protocol_is_a_file_for_anybody() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    bureau.visitor().gets(path::COMPLAINTS).await.is_refused(404, "not_found");
    let words = "Bel ons.\nWij bellen terug.";
    let written = RegulationDraft { complaints: Some(remark(words)), ..draft(bureau.at.clock.today()) };
    administrator.publishes_draft(written).await.is_done();
    let answer = bureau.visitor().gets(path::COMPLAINTS).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, words));
    let named = answer.headers["content-disposition"].to_str().unwrap().to_owned();
    assert!(named.starts_with("attachment"), "{named}");
    assert!(page(&bureau.visitor()).await.protocol);
}

#[tokio::test]
async fn g24_what_is_looser_needs_an_article_or_a_reason_and_nothing_is_published_without() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let today = bureau.at.clock.today();
    let loose =
        |article| RegulationDraft { rules: vec![rule(Parameter::DigitalYears, &["5"], article)], ..draft(today) };
    let refused = administrator.publishes_draft(loose(None)).await.is_refused(422, "loosening_unexplained");
    assert_eq!(refused.problem().article.as_deref(), Some("AVG 25(2)"));
    assert_eq!(page(&bureau.visitor()).await.version, 0);
    administrator.publishes_draft(loose(Some("6.3"))).await.is_done();
    assert_eq!(find(&page(&bureau.visitor()).await, Parameter::DigitalYears).cited, "Ons reglement, artikel 6.3");
}

#[tokio::test]
async fn f67_an_administrator_sees_what_rules_come_to_before_they_hold() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::WrittenOnly)).await.is_done();
    let desk: RegulationDesk = administrator.gets(path::REGULATIONS).await.gives();
    assert_eq!((desk.presets.len(), desk.parameters.len()), (5, Parameter::ALL.len()));
    let said = |form: &ParameterForm| form.options.iter().all(|option| option.sentence.ends_with('.'));
    assert!(desk.parameters.iter().all(said), "every choice is a sentence, a number too");
    assert!(desk.versions[0].in_force);
    let rules = desk.presets.iter().find(|preset| preset.name == "joint-executors").unwrap().rules.clone();
    let tried: RulesTried =
        administrator.posts(path::REGULATIONS_TRIED, &TryRules { rules, dated: None }).await.gives();
    assert!(tried.weaker.iter().any(|rule| rule.parameter == "second_term"), "S11d");
    assert_eq!(tried.repealed.len(), 2, "S1b: {:?}", tried.repealed);
    assert!(tried.silent.iter().any(|rule| rule.parameter == "told_by"));
    assert_eq!(tried.cases.len(), 8);
    let becomes = |start: &str| tried.cases.iter().find(|case| case.story.contains(start)).unwrap().becomes;
    assert_eq!(becomes("Fatma"), Becomes::Possible);
    assert_eq!(becomes("Ans"), Becomes::Shorter, "four weeks");
    let back: Vec<shared::api::RuleChoice> =
        administrator.posts(path::REGULATIONS_FILE, &RulesFile { file: tried.file }).await.gives();
    assert_eq!(back, desk.presets.iter().find(|preset| preset.name == "joint-executors").unwrap().rules);
}

#[tokio::test]
async fn r1_1_p2_s1b_s1c_a_bureau_is_warned_where_its_regulation_leans_on_a_repealed_law_and_not_elsewhere() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let repealed = async |preset: Preset| {
        let rules = shipped(preset);
        let tried: RulesTried =
            administrator.posts(path::REGULATIONS_TRIED, &TryRules { rules, dated: None }).await.gives();
        tried.repealed.len()
    };
    assert_eq!(repealed(Preset::WrittenOnly).await, 1);
    assert_eq!(repealed(Preset::ClientJudges).await, 1, "R1.1");
    assert_eq!(repealed(Preset::CopyFirst).await, 1, "P2");
    assert_eq!(repealed(Preset::JointExecutors).await, 2, "S1b: SUWI stays");
    assert_eq!(repealed(Preset::OralCv).await, 0);
}

#[tokio::test]
async fn m12_s15_a_bureau_is_told_of_laws_that_are_gone_and_of_an_old_text_until_and_after_somebody_went_through_it() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let dated = CivilDate::new(2012, 7, 5);
    let old = RegulationDraft { rules: shipped(Preset::ClientJudges), dated, ..draft(bureau.at.clock.today()) };
    let (rules, reason) = (old.rules.clone(), Some(remark("Zo staat het in ons eigen reglement.")));
    let tried: RulesTried = administrator.posts(path::REGULATIONS_TRIED, &TryRules { rules, dated }).await.gives();
    assert_eq!((tried.older, tried.repealed.len()), (dated, 1));
    administrator.publishes_draft(RegulationDraft { reason, ..old }).await.is_done();
    let version = async || {
        let desk: RegulationDesk = administrator.gets(path::REGULATIONS).await.gives();
        desk.versions.into_iter().next().unwrap()
    };
    let told = version().await;
    assert_eq!((told.older, told.repealed.len(), told.reviewed_on), (dated, 1, None), "S15, M12");
    let review = |version| BureauPost { entry: new_entry(), command: BureauCommand::ReviewRegulation { version } };
    coach.posts(path::BUREAU_COMMANDS, &review(1)).await.is_refused(403, "not_yours");
    administrator.posts(path::BUREAU_COMMANDS, &review(2)).await.is_refused(404, "unknown");
    administrator.posts(path::BUREAU_COMMANDS, &review(1)).await.is_done();
    let told = version().await;
    assert_eq!(told.reviewed_on, Some(bureau.at.clock.today()));
    assert!(told.reviewed_by.is_some() && told.repealed.len() == 1, "what it leans on is told all the same");
    // What is published next is to be gone through anew, and a text of today is not old.
    administrator.publishes(Vec::new()).await.is_done();
    let told = version().await;
    assert_eq!((told.version, told.reviewed_on, told.older), (2, None, None));
}

#[tokio::test]
async fn r0_s14_anybody_reads_the_day_of_the_text_an_old_notification_and_where_the_bureau_is() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let (dated, notification) = (CivilDate::new(2018, 6, 1), Some(label("m1234567")));
    let regulation = RegulationDraft { dated, notification, ..draft(bureau.at.clock.today()) };
    administrator.publishes_draft(regulation).await.is_done();
    let places = vec![name("Kade 1, Utrecht"), name("Marktstraat 8, Amersfoort")];
    let contact = Contact { places: places.clone(), ..Contact::default() };
    let command = BureauCommand::SetContact { contact };
    administrator.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await.is_done();
    let read = page(&bureau.visitor()).await;
    assert_eq!((read.dated, read.notification.unwrap().as_str()), (dated, "m1234567"));
    let face: BureauFace = bureau.visitor().gets(path::BUREAU).await.gives();
    assert_eq!(face.contact.places, places);
    // Without one, nobody is asked for a notification.
    administrator.publishes(Vec::new()).await.is_done();
    assert_eq!(page(&bureau.visitor()).await.notification, None);
}

#[tokio::test]
async fn f67_a_bad_file_is_refused_with_line_key_and_reason() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let file = "bsn = { is = \"none\" }\nwho_sees = { is = \"everybody\" }\n".to_owned();
    let refused = administrator.posts(path::REGULATIONS_FILE, &RulesFile { file }).await.is_refused(422, "bad_request");
    let said = refused.problem().errors[0].message.clone();
    assert!(said.contains("regel 2") && said.contains("who_sees") && said.contains("own_coach"), "{said}");
    let rules = vec![rule(Parameter::DigitalYears, &["99"], None)];
    let refused = administrator
        .posts(path::REGULATIONS_TRIED, &TryRules { rules, dated: None })
        .await
        .is_refused(422, "bad_request");
    assert_eq!(refused.problem().errors[0].field, "digital_years");
}

// Keeps: M9c, W11a
#[tokio::test]
async fn f65_m5b_nobody_on_the_staff_sees_anything_before_she_promised_secrecy() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = administrator.invites_unbound("Samira", Role::Coach).await;
    assert!(!coach.me.bound);
    for path in [path::BOARD, path::DOSSIERS] {
        let refused = coach.gets(path).await.is_refused(403, "pledge_missing");
        assert_eq!(refused.problem().article.as_deref(), Some("AVG 28(3)(b), 32(4)"));
    }
    coach
        .posts(path::CLIENTS, &support::staff::new_client("Noor", "noor@client.example"))
        .await
        .is_refused(403, "pledge_missing");
    let other = Sentence::new("Ik beloof niets.").unwrap();
    let pledge = |sentence| BureauPost { entry: new_entry(), command: BureauCommand::Pledge { sentence } };
    coach.posts(path::BUREAU_COMMANDS, &pledge(other)).await.is_refused(422, "pledge_differs");
    coach.posts(path::BUREAU_COMMANDS, &pledge(promise())).await.is_done();
    coach.gets(path::BOARD).await.is_done();
    let me: Me = coach.gets(path::ME).await.gives();
    assert!(me.bound);
    bureau.client(&coach, "Noor").await;
    bureau.is_sound().await;
}

#[tokio::test]
async fn m13b_staff_acknowledge_each_version_and_the_administrator_sees_who_has() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    assert_eq!(unread(&coach).await, None, "there is none to read");
    administrator.publishes(Vec::new()).await.is_done();
    assert_eq!(unread(&coach).await, Some(1));
    acknowledges(&coach, 1).await;
    assert_eq!(unread(&coach).await, None);
    let desk: RegulationDesk = administrator.gets(path::REGULATIONS).await.gives();
    assert_eq!(desk.versions[0].read_by, (1, 2));
    administrator.publishes(vec![rule(Parameter::DigitalYears, &["1"], None)]).await.is_done();
    assert_eq!(unread(&coach).await, Some(2), "each version anew");
    let changes: RegulationPage = coach.gets("/api/regulation?mine=true").await.gives();
    let years = find(&changes, Parameter::DigitalYears);
    assert_eq!(years.turn, Turn::Stricter);
    assert!(years.before.as_ref().is_some_and(|before| before[0].contains("2 jaar")), "{years:?}");
}

#[tokio::test]
async fn s13_r8_a_client_is_told_of_a_new_regulation_and_no_term_grows_behind_her_back() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    administrator.publishes(vec![rule(Parameter::DigitalYears, &["5"], None)]).await.is_done();
    assert_eq!(unread(&client).await, Some(1));
    let changes: RegulationPage = client.gets("/api/regulation?mine=true").await.gives();
    let years = find(&changes, Parameter::DigitalYears);
    assert_eq!(years.turn, Turn::Looser);
    client.wants(client.own(), Command::AcknowledgeRegulation { version: 2 }).await.is_refused(409, "stale");
    coach.wants(client.own(), Command::AcknowledgeRegulation { version: 1 }).await.is_refused(403, "not_yours");
    client.does(client.own(), Command::AcknowledgeRegulation { version: 1 }).await;
    assert_eq!(unread(&client).await, None);
    assert_eq!(client.own_page().await.view.regulations, [1]);
    let late = bureau.client(&coach, "Yara").await;
    assert_eq!(unread(&late).await, None, "she began under it");
    bureau.is_sound().await;
}

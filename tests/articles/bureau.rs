//! Which bureau it is that answers for what is stored.

use shared::api::{BureauFace, BureauPost, InvitationFace, Me, RegulationDraft, RegulationPage, path};
use shared::bureau::BureauCommand;
use shared::dossier::Command;
use shared::dossier::event::LinkHolder;
use shared::dossier::papers::Paper;
use shared::log::Role;
use shared::policy::presets::Preset;
use shared::text::Place;
use support::bureau::{Bureau, name};
use support::outbox::newest_token;
use support::person::{Person, link, new_entry};
use support::regulation::{draft, shipped};
use support::staff::{code_shown, remark};

fn called(to: &str) -> BureauPost {
    BureauPost { entry: new_entry(), command: BureauCommand::Rename { name: name(to) } }
}

#[tokio::test]
async fn m5a_r1_6_who_answers_for_her_data_is_named_before_she_gives_anything_and_to_everybody() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.posts(path::BUREAU_COMMANDS, &called("Bureau Waterkant")).await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    let case = coach.takes_on("Noor").await;
    let made = coach.invites(&case, LinkHolder::Invited).await;
    let token = newest_token(&bureau.mails_to(&case.email).await);

    // With the link alone in her hand she reads whom she would give her data to.
    let invited: InvitationFace = bureau.visitor().posts(path::INVITATION_OPEN, &link(&token)).await.gives();
    assert_eq!(invited.bureau.as_str(), "Bureau Waterkant");
    let client = Person::gets_in(&bureau, &token, &code_shown(&made)).await;
    assert_eq!(client.me.bureau_name.as_str(), "Bureau Waterkant");

    // It is the bureau's to say, not the coach's, and everybody reads it from then on.
    coach.posts(path::BUREAU_COMMANDS, &called("Bureau Samira")).await.is_refused(403, "not_yours");
    administrator.posts(path::BUREAU_COMMANDS, &called("Bureau Overzij")).await.is_done();
    let me: Me = client.gets(path::ME).await.gives();
    assert_eq!(me.bureau_name.as_str(), "Bureau Overzij");
    let face: BureauFace = bureau.visitor().gets(path::BUREAU).await.gives();
    assert_eq!(face.name.unwrap().as_str(), "Bureau Overzij");
}

#[tokio::test]
async fn w8_staff_work_by_person_in_one_of_three_roles_and_paper_and_client_system_are_known() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let regulation = RegulationDraft {
        rules: shipped(Preset::OralCv),
        record_system: Some(name("Rivos, beheerd door Bureau Waterkant")),
        reason: Some(remark("Zo staat het in ons eigen reglement.")),
        ..draft(bureau.at.clock.today())
    };
    administrator.publishes_draft(regulation).await.is_done();
    let roles = [("Samira", Role::Coach), ("Eva", Role::EmploymentExpert), ("Ot", Role::OfficeWorker)];
    let mut staff = Vec::new();
    for (called, role) in roles {
        staff.push(administrator.invites_staff(called, role).await);
    }
    let client = bureau.client(&staff[0], "Noor").await;
    let paper = Paper::Kept { place: Place::new("De dossierkast").unwrap(), key_holder: Place::new("Ot").unwrap() };
    staff[2].does(client.own(), Command::PlacePaper { paper: paper.clone() }).await;
    // Each was there as herself, and the client reads who, and where the paper lies.
    for one in &staff {
        one.dossier(client.own()).await;
    }
    let lines = client.looks().await.lines;
    assert!(staff.iter().all(|one| lines.iter().any(|line| line.person == one.me.person && line.role == one.me.role)));
    assert_eq!(client.own_page().await.paper, Some(paper));
    let read: RegulationPage = bureau.visitor().gets(path::REGULATION).await.gives();
    assert_eq!(read.record_system.unwrap().as_str(), "Rivos, beheerd door Bureau Waterkant");
}

#[tokio::test]
async fn r4_2_no_rule_rests_on_an_article_that_the_regulation_does_not_have() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::ClientJudges)).await.is_done();
    let read: RegulationPage = bureau.visitor().gets(path::REGULATION).await.gives();
    let cited: Vec<String> = read.chapters.into_iter().flat_map(|part| part.rules).map(|rule| rule.cited).collect();
    assert!(cited.iter().any(|cited| cited.contains("4.1")), "it does name its articles: {cited:?}");
    assert!(!cited.iter().any(|cited| cited.contains("4.2")), "{cited:?}");
}

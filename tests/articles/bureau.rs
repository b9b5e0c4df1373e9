//! Which bureau it is that answers for what is stored.

use shared::api::{BureauFace, BureauPost, InvitationFace, Me, path};
use shared::bureau::BureauCommand;
use shared::dossier::event::LinkHolder;
use support::bureau::{Bureau, name};
use support::outbox::newest_token;
use support::person::{Person, link, new_entry};
use support::staff::code_shown;

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

//! The staff: administrators invite and end, and never see content (F58).

use shared::api::{BureauPost, InvitationMade, InvitationState, NewStaff, StaffView, path};
use shared::bureau::BureauCommand;
use shared::log::Role;
use shared::words::Lang;
use support::bureau::{Bureau, email, name};
use support::faulty::rows;
use support::outbox::newest_token;
use support::person::{Person, new_entry};
use support::phone::Phone;
use support::staff::code_shown;

fn new(called: &str, role: Role) -> NewStaff {
    let address = format!("{}@bureau.example", called.to_lowercase());
    NewStaff { entry: new_entry(), name: name(called), email: email(&address), role, lang: Lang::Nl }
}

async fn staff(administrator: &Person) -> Vec<StaffView> {
    administrator.gets(path::STAFF).await.gives()
}

#[tokio::test]
async fn f58_an_administrator_invites_staff_and_sees_no_dossier() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    let listed = staff(&administrator).await;
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|one| one.keys == 1 && one.ended_at.is_none()));
    administrator.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_refused(404, "unknown");
    let all = administrator.gets(path::STAFF).await;
    assert!(!all.text.contains("Noor"), "{all}");
}

#[tokio::test]
async fn f7_nobody_is_invited_to_the_staff_as_a_client() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let before = (bureau.last_entry().await, rows(bureau.ctx(), "person").await);
    for role in [Role::Client, Role::System, Role::Operator] {
        administrator.posts(path::STAFF, &new("Mol", role)).await.is_refused(403, "not_yours");
    }
    let after = (bureau.last_entry().await, rows(bureau.ctx(), "person").await);
    assert_eq!(after, before, "no entry, and nobody is stored");
}

#[tokio::test]
async fn staff_invited_twice_under_one_entry_are_one_person() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let samira = new("Samira", Role::Coach);
    administrator.posts(path::STAFF, &samira).await.is_done();
    let again: InvitationMade = administrator.posts(path::STAFF, &samira).await.gives();
    assert_eq!(staff(&administrator).await.len(), 2);
    let mails = bureau.mails_to("samira@bureau.example").await;
    Person::gets_in(&bureau, &newest_token(&mails), &code_shown(&again)).await;
}

#[tokio::test]
async fn a_coach_who_lost_her_phone_is_invited_anew() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    let again = path::to(path::STAFF_INVITATIONS, &[&coach.me.person]);
    let made: InvitationMade = administrator.posts(&again, &()).await.gives();
    let open = staff(&administrator).await.into_iter().find(|one| one.person == coach.me.person).unwrap();
    assert_eq!(open.invitation.unwrap().state, InvitationState::Open);
    let mails = bureau.mails_to("samira@bureau.example").await;
    let back = Person::gets_in(&bureau, &newest_token(&mails), &code_shown(&made)).await;
    assert_eq!(back.me.person, coach.me.person);
    back.dossier(client.own()).await;
}

#[tokio::test]
async fn there_is_always_an_administrator() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let end = |person| BureauPost { entry: new_entry(), command: BureauCommand::EndStaff { person } };
    let herself = end(administrator.me.person);
    administrator.posts(path::BUREAU_COMMANDS, &herself).await.is_refused(409, "last_administrator");
    let second = administrator.invites_staff("Tweede", Role::Administrator).await;
    administrator.posts(path::BUREAU_COMMANDS, &end(administrator.me.person)).await.is_done();
    second.posts(path::BUREAU_COMMANDS, &end(second.me.person)).await.is_refused(409, "last_administrator");
    second.posts(path::BUREAU_COMMANDS, &end(administrator.me.person)).await.is_refused(403, "staff_ended");
}

#[tokio::test]
async fn an_invitation_of_somebody_who_left_meanwhile_opens_nothing() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let made: InvitationMade = administrator.posts(path::STAFF, &new("Samira", Role::Coach)).await.gives();
    let person = staff(&administrator).await.into_iter().find(|one| one.role == Role::Coach).unwrap().person;
    let end = BureauPost { entry: new_entry(), command: BureauCommand::EndStaff { person } };
    administrator.posts(path::BUREAU_COMMANDS, &end).await.is_done();
    let token = newest_token(&bureau.mails_to("samira@bureau.example").await);
    let visitor = bureau.visitor();
    let halves = support::person::halves(&token, &code_shown(&made));
    let begun = visitor.posts(path::INVITATION_REDEEM, &halves).await;
    if begun.status == 200 {
        let begun: shared::api::Registration = begun.gives();
        let credential = support::phone::Phone::new().makes_key(bureau.origin(), &begun.options).await;
        let label = support::person::label("Telefoon");
        let new = shared::api::NewPasskey { flow: begun.flow, credential, label };
        let refused = visitor.posts(path::INVITATION_ACCEPT, &new).await;
        assert_eq!(refused.status, 403, "{refused}");
    }
    assert!(!visitor.is_signed_in().await);
}

#[tokio::test]
async fn f3_a_member_of_staff_is_told_by_mail_of_a_further_key_but_not_of_her_first() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let told = async || {
        let mails = bureau.mails_to("samira@bureau.example").await;
        mails.iter().filter(|mail| mail.subject.contains("sleutel")).count()
    };
    assert_eq!(told().await, 0);
    coach.adds_key_of(&Phone::new()).await;
    assert_eq!(told().await, 1);
}

// Part of: G37
#[tokio::test]
async fn nobody_ends_the_work_of_an_officer_in_silence() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    administrator.invites_staff("Wim", Role::Officer).await;
    let coach = bureau.coach(&administrator, "Samira").await;
    for (whose, gone) in [("fenna", &officer), ("samira", &coach)] {
        let address = format!("{whose}@bureau.example");
        let before = bureau.mails_to(&address).await.len();
        let command = BureauCommand::EndStaff { person: gone.id() };
        administrator.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await.is_done();
        let told = bureau.mails_to(&address).await.len() - before;
        assert_eq!(told, usize::from(whose == "fenna"), "{whose}");
    }
    let others = bureau.mails_to("wim@bureau.example").await;
    let told = others.last().unwrap();
    assert!(told.subject.contains("functionaris") && !told.text.contains("Fenna"), "{told:?}");
    officer.gets(path::BUREAU_REASONS).await.is_refused(401, "not_signed_in");
}

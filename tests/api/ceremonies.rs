//! The making and removing of passkeys, tapped twice, raced and cut off: all of it happens once, or none of it.

use shared::api::{InvitationState, InvitationView, Me, NewPasskey, Registration, path};
use shared::dossier::event::LinkHolder;
use shared::log::Role;
use support::bureau::Bureau;
use support::caller::Caller;
use support::faulty::Refusing;
use support::outbox::newest_token;
use support::person::{Person, halves, label};
use support::phone::Phone;
use support::staff::{Case, code_shown};

/// A client who has both halves and has just made the key; it is not accepted yet.
struct Ready {
    coach: Person,
    case: Case,
    visitor: Caller,
    phone: Phone,
    new: NewPasskey,
}

impl Ready {
    async fn at(bureau: &Bureau) -> Self {
        let administrator = bureau.administrator().await;
        let coach = bureau.coach(&administrator, "Samira").await;
        let case = coach.takes_on("Noor").await;
        let made = coach.invites(&case, LinkHolder::Invited).await;
        let token = newest_token(&bureau.mails_to(&case.email).await);
        let (visitor, phone) = (bureau.visitor(), Phone::new());
        let both = halves(&token, &code_shown(&made));
        let begun: Registration = visitor.posts(path::INVITATION_REDEEM, &both).await.gives();
        let credential = phone.makes_key(bureau.origin(), &begun.options).await;
        let new = NewPasskey { flow: begun.flow, credential, label: label("Telefoon") };
        Self { coach, case, visitor, phone, new }
    }

    async fn invitation(&self) -> InvitationState {
        let invitations = path::to(path::DOSSIER_INVITATIONS, &[&self.case.dossier]);
        let listed: Vec<InvitationView> = self.coach.gets(&invitations).await.gives();
        listed[0].state
    }

    async fn keys(&self, bureau: &Bureau) -> usize {
        bureau.happened(self.case.dossier).await.iter().filter(|kind| *kind == "key_registered").count()
    }
}

#[tokio::test]
async fn f4_a_double_tap_at_the_end_of_an_invitation_lets_her_in_once() {
    let bureau = Bureau::start().await;
    let ready = Ready::at(&bureau).await;
    let racing = (0..4).map(|_| {
        let (browser, new) = (ready.visitor.copied(), ready.new.clone());
        tokio::spawn(async move { browser.posts(path::INVITATION_ACCEPT, &new).await })
    });
    for answer in racing.collect::<Vec<_>>() {
        let me: Me = answer.await.unwrap().gives();
        assert_eq!(me.person, ready.case.person);
    }
    assert_eq!((ready.keys(&bureau).await, ready.invitation().await), (1, InvitationState::Used));
    bureau.is_sound().await;
}

#[tokio::test]
async fn f4_a_key_that_cannot_be_kept_is_no_entry_and_uses_no_invitation_up() {
    let bureau = Bureau::start().await;
    let ready = Ready::at(&bureau).await;
    for (change, table) in [("insert", "passkey"), ("update", "invitation")] {
        let refusing = Refusing::begins(bureau.ctx(), change, table).await;
        ready.visitor.posts(path::INVITATION_ACCEPT, &ready.new).await.is_refused(500, "internal");
        refusing.ends().await;
        assert_eq!((ready.keys(&bureau).await, ready.invitation().await), (0, InvitationState::Open), "{table}");
    }
    let me: Me = ready.visitor.posts(path::INVITATION_ACCEPT, &ready.new).await.gives();
    let client = Person { bureau: bureau.clone(), me, phone: ready.phone.clone(), browser: ready.visitor.clone() };
    client.signs_in_anew().await;
    assert_eq!((ready.keys(&bureau).await, ready.invitation().await), (1, InvitationState::Used));
    bureau.is_sound().await;
}

#[tokio::test]
async fn f3_a_key_is_added_once_however_often_the_answer_comes() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    for person in [&coach, &client] {
        let begun: Registration = person.posts(path::PASSKEY_CHALLENGE, &()).await.gives();
        let credential = Phone::new().makes_key(bureau.origin(), &begun.options).await;
        let new = NewPasskey { flow: begun.flow, credential, label: label("Tablet") };
        let racing = (0..4).map(|_| {
            let (browser, new) = (person.copied(), new.clone());
            tokio::spawn(async move { browser.posts(path::PASSKEYS, &new).await })
        });
        for answer in racing.collect::<Vec<_>>() {
            answer.await.unwrap().is_done();
        }
        assert_eq!(person.passkeys().await.len(), 2);
    }
    let happened = bureau.happened(client.own()).await;
    assert_eq!(happened.iter().filter(|kind| *kind == "key_registered").count(), 2);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f3_of_two_keys_removed_at_once_one_stays() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    for person in [&coach, &client] {
        let tablet = Phone::new();
        person.adds_key_of(&tablet).await;
        if person.me.role == Role::Client {
            // From then on each of the two may remove the other.
            let added = person.own_page().await.view.keys[1].clone();
            person.vouches_for(&added).await.is_done();
        }
        let on_tablet = person.picks_up(tablet).signs_in_anew().await;
        let keys = person.passkeys().await;
        let racing = keys.iter().zip([&on_tablet, person]).map(|(key, by)| {
            let (browser, its) = (by.copied(), path::to(path::PASSKEY, &[&key.credential_id]));
            tokio::spawn(async move { browser.deletes(&its).await })
        });
        let mut removed = 0;
        for answer in racing.collect::<Vec<_>>() {
            let answer = answer.await.unwrap();
            assert!([204, 401, 409].contains(&answer.status), "{answer}");
            removed += usize::from(answer.status == 204);
        }
        assert_eq!(removed, 1);
        let by = if person.is_signed_in().await { person } else { &on_tablet };
        assert_eq!(by.passkeys().await.len(), 1);
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn f3_a_removal_that_is_sent_again_is_one_removal() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    for person in [&coach, &client] {
        let tablet = Phone::new();
        person.adds_key_of(&tablet).await;
        let its = path::to(path::PASSKEY, &[&tablet.credentials()[0]]);
        let racing = (0..3).map(|_| {
            let (browser, its) = (person.copied(), its.clone());
            tokio::spawn(async move { browser.deletes(&its).await })
        });
        for answer in racing.collect::<Vec<_>>() {
            answer.await.unwrap().is_done();
        }
        person.deletes(&its).await.is_done();
        assert_eq!(person.passkeys().await.len(), 1);
    }
    let removed = |kinds: Vec<String>| kinds.iter().filter(|kind| kind.ends_with("key_removed")).count();
    assert_eq!(removed(bureau.happened(client.own()).await), 1);
    let staff = bureau.entries::<shared::bureau::Bureau>(bureau.id.into()).await;
    assert_eq!(removed(staff.into_iter().map(|header| header.kind).collect()), 1);
}

#[tokio::test]
async fn f3_a_key_that_cannot_be_kept_for_the_next_sign_in_is_no_entry_either() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let begun: Registration = client.posts(path::PASSKEY_CHALLENGE, &()).await.gives();
    let tablet = Phone::new();
    let credential = tablet.makes_key(bureau.origin(), &begun.options).await;
    let new = NewPasskey { flow: begun.flow, credential, label: label("Tablet") };
    let refusing = Refusing::begins(bureau.ctx(), "insert", "passkey").await;
    client.posts(path::PASSKEYS, &new).await.is_refused(500, "internal");
    refusing.ends().await;
    assert_eq!(client.own_page().await.view.keys.len(), 1);
    client.posts(path::PASSKEYS, &new).await.is_done();
    client.picks_up(tablet).signs_in_anew().await;
    bureau.is_sound().await;
}

#[tokio::test]
async fn f3_a_key_is_removed_with_the_sessions_it_began_or_not_at_all() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    for person in [&coach, &client] {
        let tablet = Phone::new();
        person.adds_key_of(&tablet).await;
        let its = path::to(path::PASSKEY, &[&tablet.credentials()[0]]);
        let on_tablet = person.picks_up(tablet).signs_in_anew().await;
        let refusing = Refusing::begins(bureau.ctx(), "update", "session").await;
        person.deletes(&its).await.is_refused(500, "internal");
        refusing.ends().await;
        assert!(on_tablet.is_signed_in().await);
        assert_eq!(person.passkeys().await.len(), 2);
        on_tablet.signs_in_anew().await;
    }
    assert!(!bureau.happened(client.own()).await.contains(&"key_removed".to_owned()));
}

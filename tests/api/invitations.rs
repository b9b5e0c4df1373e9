//! Invitations: two halves that travel apart; staff can never be the client (F4, F7).

use std::time::Duration;

use shared::api::{
    Challenge, ClientAdded, ClientStart, InvitationFace, InvitationMade, InvitationPurpose, InvitationState,
    InvitationView, NewClient, NewPasskey, Registration, SignIn, path,
};
use shared::dossier::event::LinkHolder;
use shared::dossier::keys::KeyRoute;
use shared::ids::DossierId;
use shared::text::Phone as Telephone;
use support::bureau::{Bureau, name};
use support::caller::Caller;
use support::outbox::{newest_code, newest_token};
use support::person::{Person, halves, label, link, new_entry};
use support::phone::Phone;
use support::staff::{Case, code_shown, invitation, token_shown};

const HOUR: Duration = Duration::from_hours(1);

async fn a_coach_with_a_case(bureau: &Bureau) -> (Person, Case) {
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let case = coach.takes_on("Noor").await;
    (coach, case)
}

/// An invitation whose link was mailed: the code on the coach's screen, and the token from the mail.
async fn mailed(bureau: &Bureau, coach: &Person, case: &Case) -> (InvitationMade, String, String) {
    let made = coach.invites(case, LinkHolder::Invited).await;
    let token = newest_token(&bureau.mails_to(&case.email).await);
    let code = code_shown(&made);
    (made, token, code)
}

fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

async fn listed(coach: &Person, dossier: DossierId) -> Vec<InvitationView> {
    coach.gets(&path::to(path::DOSSIER_INVITATIONS, &[&dossier])).await.gives()
}

#[tokio::test]
async fn f7_no_answer_to_a_coach_ever_holds_both_halves() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    for holder in [LinkHolder::Invited, LinkHolder::Inviter] {
        let new = invitation(holder, KeyRoute::First, None);
        let answer = coach.wants_invitation(case.dossier, &new).await.is_done();
        let made: InvitationMade = answer.clone().gives();
        let mail = bureau.mails_to(&case.email).await.pop().unwrap();
        let (hers, other) = match holder {
            LinkHolder::Invited => (code_shown(&made), mail.token().unwrap()),
            LinkHolder::Inviter => (token_shown(&made), mail.code().unwrap()),
        };
        assert!(answer.text.contains(&hers) && !answer.text.contains(&other), "{answer}");
        assert!(!mail.text.contains(&hers), "the mail holds the other half alone");
        let lists = [
            coach.gets(&path::to(path::DOSSIER_INVITATIONS, &[&case.dossier])).await,
            coach.gets(&path::to(path::DOSSIER, &[&case.dossier])).await,
            coach.gets(path::BOARD).await,
        ];
        for list in lists {
            assert!(!list.text.contains(&hers) && !list.text.contains(&other), "{list}");
        }
        assert!(!made.sent_to.contains(&case.email), "masked: {}", made.sent_to);
    }
}

#[tokio::test]
async fn f7_a_coach_who_holds_the_link_cannot_redeem_it_without_the_code() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let made = coach.invites(&case, LinkHolder::Inviter).await;
    let token = token_shown(&made);
    let code = newest_code(&bureau.mails_to(&case.email).await);
    coach.posts(path::INVITATION_REDEEM, &halves(&token, &wrong(&code))).await.is_refused(422, "wrong_code");
    let client = Person::gets_in(&bureau, &token, &code).await;
    assert_eq!(client.me.person, case.person);
}

#[tokio::test]
async fn f4_a_client_without_mail_gets_the_code_by_telephone() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let new = NewClient {
        entry: new_entry(),
        name: name("Noor"),
        email: None,
        phone: Some(Telephone::new("06 1234 5678").unwrap()),
        lang: shared::words::Lang::Nl,
    };
    let ClientAdded { dossier, .. } = coach.posts(path::CLIENTS, &new).await.gives();
    let by_mail = invitation(LinkHolder::Invited, KeyRoute::First, None);
    coach.wants_invitation(dossier, &by_mail).await.is_refused(422, "bad_request");
    let by_hand = invitation(LinkHolder::Inviter, KeyRoute::First, None);
    let made: InvitationMade = coach.wants_invitation(dossier, &by_hand).await.gives();
    assert_eq!(made.sent_to, "…78");
    let code = newest_code(&bureau.mails().await);
    Person::gets_in(&bureau, &token_shown(&made), &code).await;
}

#[tokio::test]
async fn f4_a_scanner_that_opens_the_link_uses_nothing_up() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let (_, token, code) = mailed(&bureau, &coach, &case).await;
    for _ in 0..8 {
        let scanner = bureau.visitor();
        scanner.gets(&format!("/invite#{token}")).await;
        let face: InvitationFace = scanner.posts(path::INVITATION_OPEN, &link(&token)).await.gives();
        assert_eq!(face.purpose, InvitationPurpose::First);
    }
    let opened = bureau.visitor().posts(path::INVITATION_OPEN, &link(&token)).await;
    assert!(!opened.text.contains("Noor") && !opened.text.contains(&case.email), "nothing personal: {opened}");
    // Even both halves use nothing up before there is a passkey.
    for _ in 0..6 {
        bureau.visitor().posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.is_done();
    }
    Person::gets_in(&bureau, &token, &code).await;
}

#[tokio::test]
async fn f4_five_wrong_codes_block_an_invitation() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let (_, token, code) = mailed(&bureau, &coach, &case).await;
    let visitor = bureau.visitor();
    for _ in 0..4 {
        visitor.posts(path::INVITATION_REDEEM, &halves(&token, &wrong(&code))).await.is_refused(422, "wrong_code");
    }
    visitor.posts(path::INVITATION_REDEEM, &halves(&token, &wrong(&code))).await.is_refused(410, "invitation_blocked");
    visitor.posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.is_refused(410, "invitation_blocked");
    visitor.posts(path::INVITATION_OPEN, &link(&token)).await.is_refused(410, "invitation_blocked");
    assert_eq!(listed(&coach, case.dossier).await[0].state, InvitationState::Blocked);
}

#[tokio::test]
async fn f4_whoever_tries_many_codes_at_once_does_not_get_more_than_five() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let (_, token, code) = mailed(&bureau, &coach, &case).await;
    let tries = (1..=24_u32).map(|step| {
        let guess = format!("{:06}", (code.parse::<u32>().unwrap() + step) % 1_000_000);
        let (visitor, token) = (bureau.visitor(), token.clone());
        tokio::spawn(async move { visitor.posts(path::INVITATION_REDEEM, &halves(&token, &guess)).await })
    });
    let mut compared = 0;
    for answer in tries.collect::<Vec<_>>() {
        let answer = answer.await.unwrap();
        compared += usize::from(answer.code() == "wrong_code");
        assert!(["wrong_code", "invitation_blocked"].contains(&answer.code()), "{answer}");
    }
    assert!(compared <= 5, "{compared} codes were compared");
    bureau.visitor().posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.is_refused(410, "invitation_blocked");
}

#[tokio::test]
async fn f4_an_invitation_ends_after_72_hours() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let (_, token, code) = mailed(&bureau, &coach, &case).await;
    bureau.passes(71 * HOUR);
    bureau.visitor().posts(path::INVITATION_OPEN, &link(&token)).await.is_done();
    bureau.passes(HOUR);
    bureau.visitor().posts(path::INVITATION_OPEN, &link(&token)).await.is_refused(410, "invitation_expired");
    bureau.visitor().posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.is_refused(410, "invitation_expired");
    coach.unlocks().await;
    assert_eq!(listed(&coach, case.dossier).await[0].state, InvitationState::Expired);
}

#[tokio::test]
async fn f4_an_invitation_is_used_once() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let (_, token, code) = mailed(&bureau, &coach, &case).await;
    let (slow, phone) = (bureau.visitor(), Phone::new());
    let begun: Registration = slow.posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.gives();
    Person::gets_in(&bureau, &token, &code).await;
    let visitor = bureau.visitor();
    visitor.posts(path::INVITATION_OPEN, &link(&token)).await.is_refused(410, "invitation_used");
    visitor.posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.is_refused(410, "invitation_used");
    let credential = phone.makes_key(bureau.origin(), &begun.options).await;
    let late = NewPasskey { flow: begun.flow, credential, label: label("Laat") };
    slow.posts(path::INVITATION_ACCEPT, &late).await.is_refused(410, "invitation_used");
    assert_eq!(bureau.happened(case.dossier).await.iter().filter(|kind| *kind == "key_registered").count(), 1);
}

#[tokio::test]
async fn f4_of_two_phones_that_accept_at_once_one_gets_in() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let (_, token, code) = mailed(&bureau, &coach, &case).await;
    let mut ready = Vec::new();
    for _ in 0..4 {
        let (visitor, phone) = (bureau.visitor(), Phone::new());
        let begun: Registration = visitor.posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.gives();
        let credential = phone.makes_key(bureau.origin(), &begun.options).await;
        let new = NewPasskey { flow: begun.flow, credential, label: label("Telefoon") };
        ready.push((visitor, new));
    }
    let accept = |(visitor, new): (Caller, NewPasskey)| {
        tokio::spawn(async move { visitor.posts(path::INVITATION_ACCEPT, &new).await })
    };
    let racing: Vec<_> = ready.into_iter().map(accept).collect();
    let mut got_in = 0;
    for answer in racing {
        let answer = answer.await.unwrap();
        got_in += usize::from(answer.status == 200);
        // Who comes a little later is told the same by the invitation itself.
        let late = ["invitation_closed", "invitation_used"].contains(&answer.code());
        assert!(answer.status == 200 || late, "{answer}");
    }
    assert_eq!(got_in, 1);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f4_whoever_lost_the_answer_signs_in_with_the_key_she_made() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let (_, token, code) = mailed(&bureau, &coach, &case).await;
    let (visitor, phone) = (bureau.visitor(), Phone::new());
    let begun: Registration = visitor.posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.gives();
    let credential = phone.makes_key(bureau.origin(), &begun.options).await;
    let new = NewPasskey { flow: begun.flow, credential, label: label("Telefoon") };
    visitor.posts(path::INVITATION_ACCEPT, &new).await.is_done();
    let again = bureau.visitor();
    again.posts(path::INVITATION_ACCEPT, &new).await.is_done();
    bureau.passes(Duration::from_mins(2));
    again.posts(path::INVITATION_ACCEPT, &new).await.is_refused(410, "flow_ended");
    let asked: Challenge = again.posts(path::SIGN_IN_CHALLENGE, &()).await.gives();
    let credential = phone.signs_in(bureau.origin(), &asked.options).await;
    again.posts(path::SESSIONS, &SignIn { flow: asked.flow, credential }).await.is_done();
    assert_eq!(bureau.happened(case.dossier).await.iter().filter(|kind| *kind == "key_registered").count(), 1);
}

#[tokio::test]
async fn f4_a_withdrawn_invitation_opens_nothing() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let (made, token, code) = mailed(&bureau, &coach, &case).await;
    coach.deletes(&path::to(path::DOSSIER_INVITATION, &[&case.dossier, &made.id])).await.is_done();
    bureau.visitor().posts(path::INVITATION_OPEN, &link(&token)).await.is_refused(410, "invitation_withdrawn");
    bureau
        .visitor()
        .posts(path::INVITATION_REDEEM, &halves(&token, &code))
        .await
        .is_refused(410, "invitation_withdrawn");
}

#[tokio::test]
async fn f4_a_new_invitation_closes_the_one_before() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let (_, old_token, old_code) = mailed(&bureau, &coach, &case).await;
    let (_, token, code) = mailed(&bureau, &coach, &case).await;
    let visitor = bureau.visitor();
    visitor
        .posts(path::INVITATION_REDEEM, &halves(&old_token, &old_code))
        .await
        .is_refused(410, "invitation_withdrawn");
    visitor.posts(path::INVITATION_REDEEM, &halves(&token, &old_code)).await.is_refused(422, "wrong_code");
    Person::gets_in(&bureau, &token, &code).await;
}

#[tokio::test]
async fn an_unknown_link_is_told_as_one() {
    let bureau = Bureau::start().await;
    let unknown = shared::ids::Hash([3; 32]).to_string();
    bureau.visitor().posts(path::INVITATION_OPEN, &link(&unknown)).await.is_refused(404, "invitation_unknown");
    bureau
        .visitor()
        .posts(path::INVITATION_REDEEM, &halves(&unknown, "123456"))
        .await
        .is_refused(404, "invitation_unknown");
}

#[tokio::test]
async fn w14_the_start_of_a_client_shows_on_the_board() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let start = async || {
        let board: shared::api::Board = coach.gets(path::BOARD).await.gives();
        board.clients[0].start
    };
    assert_eq!(start().await, ClientStart::NotInvited);
    let (_, token, code) = mailed(&bureau, &coach, &case).await;
    assert_eq!(start().await, ClientStart::Invited);
    let client = Person::gets_in(&bureau, &token, &code).await;
    assert_eq!(start().await, ClientStart::SignedUp);
    coach.discusses_the_regulation(case.dossier).await;
    client.confirms_the_regulation().await;
    assert_eq!(start().await, ClientStart::Ready);
}

/// A lost phone: the coach checks who asks, invites anew, and the client gets in with a phone that holds no key.
async fn comes_back(bureau: &Bureau, coach: &Person, client: &Person) -> Person {
    let made = coach.invites_back(client.own()).await;
    let page = coach.dossier(client.own()).await;
    let address = page.contact.unwrap().email.unwrap();
    let mails = bureau.mails_to(address.as_str()).await;
    Person::gets_in(bureau, &token_shown(&made), &newest_code(&mails)).await
}

#[tokio::test]
async fn f4_a_recovery_needs_the_words_of_who_checked_it_was_she() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    for route in [KeyRoute::Recovered, KeyRoute::First] {
        let silent = invitation(LinkHolder::Invited, route, None);
        let refused = coach.wants_invitation(client.own(), &silent).await.is_refused(422, "bad_request");
        assert_eq!(refused.problem().errors[0].field, "identity");
    }
    assert!(!bureau.happened(client.own()).await.contains(&"identity_checked".to_owned()));
    comes_back(&bureau, &coach, &client).await;
    assert!(bureau.happened(client.own()).await.contains(&"identity_checked".to_owned()));
}

#[tokio::test]
async fn f4_a_recovered_key_approves_nothing_for_24_hours() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur per dag."]).await;
    let back = comes_back(&bureau, &coach, &client).await;
    let keys = back.own_page().await.view.keys;
    assert_eq!((keys.len(), keys[1].route), (2, KeyRoute::Recovered));
    back.approves(consult).await.is_refused(403, "key_too_new");
    // What closes or protects counts at once.
    let other = coach.asks_her(client.own(), &["U gaat met de bus."]).await;
    back.disputes(other, vec![support::client::mark(1, "Ik fiets.", "De bus rijdt niet.")]).await.is_done();
    bureau.passes(24 * HOUR);
    back.unlocks().await;
    back.approves(consult).await.is_done();
}

#[tokio::test]
async fn f4_an_older_key_confirms_a_recovered_one_at_once() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur per dag."]).await;
    let back = comes_back(&bureau, &coach, &client).await;
    let newer = back.own_page().await.view.keys[1].clone();
    back.vouches_for(&newer).await.is_refused(422, "own_key");
    client.vouches_for(&newer).await.is_done();
    client.vouches_for(&newer).await.is_refused(409, "key_stands");
    back.approves(consult).await.is_done();
}

#[tokio::test]
async fn f4_every_device_she_still_has_is_told_of_a_new_key() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let mut changes = client.listens().await;
    comes_back(&bureau, &coach, &client).await;
    changes.tell_of(client.own()).await;
    let address = coach.dossier(client.own()).await.contact.unwrap().email.unwrap();
    let mails = bureau.mails_to(address.as_str()).await;
    let told = mails.iter().filter(|mail| mail.subject.contains("sleutel")).count();
    assert!(told >= 1, "{mails:#?}");
    let keys = client.own_page().await.view.keys;
    assert_eq!(keys[1].route, KeyRoute::Recovered);
    assert!(keys[1].waits_until.is_some(), "her old phone sees until when it opens nothing");
    assert_eq!(client.passkeys().await.len(), 2);
}

#[tokio::test]
async fn f7_calling_a_recovery_a_first_key_shortens_no_wait() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur per dag."]).await;
    let new = invitation(LinkHolder::Inviter, KeyRoute::First, Some("Zij belde."));
    let made: InvitationMade = coach.wants_invitation(client.own(), &new).await.gives();
    let address = coach.dossier(client.own()).await.contact.unwrap().email.unwrap();
    let code = newest_code(&bureau.mails_to(address.as_str()).await);
    let back = Person::gets_in(&bureau, &token_shown(&made), &code).await;
    back.approves(consult).await.is_refused(403, "key_too_new");
}

/// How many of her invitations can be used.
async fn open(coach: &Person, dossier: DossierId) -> usize {
    listed(coach, dossier).await.iter().filter(|known| known.state == InvitationState::Open).count()
}

#[tokio::test]
async fn f4_of_two_invitations_made_at_once_one_is_open_and_the_other_is_told_closed() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let making = (0..2).map(|_| {
        let (coach, dossier) = (coach.clone(), case.dossier);
        let new = invitation(LinkHolder::Inviter, KeyRoute::First, None);
        tokio::spawn(async move { coach.wants_invitation(dossier, &new).await })
    });
    for answer in making.collect::<Vec<_>>() {
        answer.await.unwrap().is_done();
    }
    assert_eq!(open(&coach, case.dossier).await, 1);
    let kinds = bureau.happened(case.dossier).await;
    assert_eq!(kinds, ["opened", "invitation_made", "invitation_withdrawn", "invitation_made"]);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f4_the_same_request_again_makes_nothing_and_withdraws_nothing() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let new = invitation(LinkHolder::Inviter, KeyRoute::First, None);
    let made: InvitationMade = coach.wants_invitation(case.dossier, &new).await.gives();
    coach.wants_invitation(case.dossier, &new).await.is_refused(409, "invitation_shown");
    assert_eq!(open(&coach, case.dossier).await, 1);
    let mails = bureau.mails_to(&case.email).await;
    assert_eq!(mails.len(), 1, "no second half goes out");
    Person::gets_in(&bureau, &token_shown(&made), &newest_code(&mails)).await;
}

#[tokio::test]
async fn f4_ten_invitations_a_day_for_one_person_are_enough() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let other = coach.takes_on("Yara").await;
    let ask = async |case: &Case| {
        coach.wants_invitation(case.dossier, &invitation(LinkHolder::Inviter, KeyRoute::First, None)).await
    };
    for _ in 0..server::invitations::make::MADE_MAX {
        ask(&case).await.is_done();
    }
    let before = bureau.happened(case.dossier).await;
    let refused = ask(&case).await.is_refused(429, "too_many_requests");
    let seconds: u64 = refused.header("retry-after").parse().unwrap();
    assert!((86_000..=86_400).contains(&seconds), "{seconds}");
    assert_eq!(bureau.happened(case.dossier).await, before, "nothing was written");
    assert_eq!(open(&coach, case.dossier).await, 1, "and the last one stays open");
    ask(&other).await.is_done();
    bureau.passes(24 * HOUR);
    coach.unlocks().await;
    ask(&case).await.is_done();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn f7_who_tries_many_codes_at_once_gets_no_more_guesses_than_one_after_the_other() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let ask = async || {
        let made = coach.invites(&case, LinkHolder::Inviter).await;
        (token_shown(&made), newest_code(&bureau.mails_to(&case.email).await))
    };
    let compared = async |token: &str, code: &str, at_once: usize| {
        let guesses = (0..at_once).map(|_| {
            let (visitor, guess) = (bureau.visitor(), halves(token, &wrong(code)));
            tokio::spawn(async move { visitor.posts(path::INVITATION_REDEEM, &guess).await })
        });
        let mut compared = 0;
        for answer in guesses.collect::<Vec<_>>() {
            compared += i64::from(answer.await.unwrap().code() == "wrong_code");
        }
        compared
    };
    let mut guesses = 0;
    for _ in 0..3 {
        let (token, code) = ask().await;
        for _ in 0..3 {
            guesses += compared(&token, &code, 1).await;
        }
    }
    assert_eq!(guesses, server::invitations::WRONG_CODES_OF_PERSON_MAX - 1, "one is left");
    let (token, code) = ask().await;
    assert_eq!(compared(&token, &code, 48).await, 1, "of many at once one was looked at");
    bureau.visitor().posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.is_refused(429, "too_many_requests");
}

#[tokio::test]
async fn f7_a_coach_who_holds_the_links_gets_no_more_guesses_by_making_many() {
    let bureau = Bureau::start().await;
    let (coach, case) = a_coach_with_a_case(&bureau).await;
    let ask = async || {
        let made = coach.invites(&case, LinkHolder::Inviter).await;
        (token_shown(&made), newest_code(&bureau.mails_to(&case.email).await))
    };
    let mut compared = 0;
    for _ in 0..4 {
        let (token, code) = ask().await;
        for _ in 0..4 {
            let answer = bureau.visitor().posts(path::INVITATION_REDEEM, &halves(&token, &wrong(&code))).await;
            compared += i64::from(answer.code() == "wrong_code");
        }
    }
    assert_eq!(compared, server::invitations::WRONG_CODES_OF_PERSON_MAX);
    let (token, code) = ask().await;
    let right = bureau.visitor().posts(path::INVITATION_REDEEM, &halves(&token, &code)).await;
    right.is_refused(429, "too_many_requests");
    bureau.passes(24 * HOUR);
    Person::gets_in(&bureau, &token, &code).await;
}

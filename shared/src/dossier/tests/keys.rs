//! Keys: how they come, wait, are confirmed and go.

use super::*;
use crate::dossier::keys::OldKey;

#[test]
fn f4_a_recovered_key_opens_nothing_for_a_day_unless_an_older_one_confirms_it() {
    let (mut world, old) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let new = SoftKey::new(2);
    let entry = world.register(&new, KeyRoute::Recovered);
    let refused = world.approve(&new, consult, 1);
    assert!(matches!(refused, Err(Refusal::KeyTooNew { .. })), "{refused:?}");
    let own = confirm(&mut world, &new, entry);
    assert_eq!(own, Err(Refusal::OwnKey));
    assert_eq!(confirm(&mut world, &old, entry), Ok(1));
    assert_eq!(world.approve(&new, consult, 1), Ok(1));
}

#[test]
fn f7_a_first_key_for_somebody_who_has_one_is_a_recovery() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let planted = SoftKey::new(3);
    world.register(&planted, KeyRoute::First);
    let refused = world.approve(&planted, consult, 1);
    assert!(matches!(refused, Err(Refusal::KeyTooNew { .. })), "{refused:?}");
}

#[test]
fn f4_a_key_names_the_invitation_it_came_by_and_who_checked_that_it_was_she() {
    let mut world = World::new();
    let key = SoftKey::new(1);
    assert_eq!(world.make_key(&key, None), Err(Refusal::KeyUnknown), "the first comes by an invitation");
    let withdrawn = world.invite(KeyRoute::First).unwrap();
    assert_eq!(world.act(coach(), &Command::WithdrawInvitation { invitation: withdrawn }), Ok(1));
    assert_eq!(world.make_key(&key, Some(withdrawn)), Err(Refusal::InvitationClosed));
    let former = world.invite(KeyRoute::First).unwrap();
    let open = world.invite(KeyRoute::First).unwrap();
    assert_eq!(world.headers.iter().filter(|header| header.kind == "invitation_withdrawn").count(), 2);
    assert_eq!(world.make_key(&key, Some(former)), Err(Refusal::InvitationClosed));
    assert_eq!(world.make_key(&key, Some(open)), Ok(1));
    assert_eq!(world.make_key(&SoftKey::new(2), Some(open)), Err(Refusal::InvitationClosed), "used once");
    let (route, link) = (KeyRoute::First, LinkHolder::Inviter);
    let unchecked = Command::MakeInvitation { invitation: InvitationId(id(9)), route, link, identity: None };
    assert_eq!(world.act(coach(), &unchecked), Err(Refusal::IdentityMissing));
    let back = world.invite(KeyRoute::Recovered).unwrap();
    let check = world.headers.iter().find(|header| header.kind == "identity_checked").unwrap().entry;
    assert_eq!(world.make_key(&SoftKey::new(3), Some(back)), Ok(1));
    let keys = &world.dossier.opened().unwrap().keys;
    let came_by = |at: usize| (keys[at].key.route, keys[at].key.invitation, keys[at].key.check);
    assert_eq!(came_by(0), (KeyRoute::First, Some(open), None));
    assert_eq!(came_by(1), (KeyRoute::Recovered, Some(back), Some(check)));
}

#[test]
fn f3_two_keys_of_one_day_are_told_apart_by_the_minute() {
    let day = CivilDate::new(2026, 11, 23).unwrap();
    assert_eq!(
        key_sentence(Lang::Nl, day, 14 * 60 + 2),
        "De nieuwe sleutel van 23 november 2026 om 14:02 is van mij. Hij mag voor mij tekenen."
    );
}

#[test]
fn f4_after_a_day_a_recovered_key_counts_by_itself() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let new = SoftKey::new(2);
    world.register(&new, KeyRoute::Recovered);
    world.pass_days(1);
    assert_eq!(world.approve(&new, consult, 1), Ok(1));
}

#[test]
fn f3_a_removed_key_signs_nothing_more_and_the_last_one_stays() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    assert_eq!(world.remove(&key, &key), Err(Refusal::LastKey));
    let second = SoftKey::new(2);
    let entry = world.register(&second, KeyRoute::Added);
    assert_eq!(world.remove(&key, &key), Err(Refusal::LastKey), "the other one does not count yet");
    confirm(&mut world, &key, entry).unwrap();
    assert_eq!(world.remove(&key, &second), Ok(1));
    assert_eq!(world.remove(&key, &second), Ok(0), "what is gone stays gone");
    assert_eq!(world.remove(&second, &second), Err(Refusal::LastKey));
    let refused = world.approve(&key, consult, 1);
    assert!(matches!(refused, Err(Refusal::KeyRemoved { .. })), "{refused:?}");
    assert_eq!(world.approve(&second, consult, 1), Ok(1));
}

#[test]
fn f3_an_added_key_never_counts_unsigned() {
    let (mut world, first) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let added = SoftKey::new(2);
    let entry = world.register(&added, KeyRoute::Added);
    for _ in 0..2 {
        assert_eq!(world.approve(&added, consult, 1), Err(Refusal::KeyUnsigned));
        assert_eq!(world.remove(&first, &added), Err(Refusal::KeyUnsigned));
        world.pass_days(400);
    }
    assert_eq!(confirm(&mut world, &added, entry), Err(Refusal::OwnKey));
    assert_eq!(confirm(&mut world, &first, entry), Ok(1));
    assert_eq!(world.approve(&added, consult, 1), Ok(1));
}

#[test]
fn f4_a_waiting_key_removes_no_other_and_is_removed_by_one_that_counts() {
    let (mut world, old) = World::started();
    let (planted, back) = (SoftKey::new(2), SoftKey::new(3));
    world.register(&planted, KeyRoute::Recovered);
    let refused = world.remove(&old, &planted);
    assert!(matches!(refused, Err(Refusal::KeyTooNew { .. })), "{refused:?}");
    let alone = world.remove(&old, &old);
    assert_eq!(alone, Err(Refusal::LastKey), "else nobody could take the planted one away");
    assert_eq!(world.remove(&planted, &old), Ok(1), "who has a key that counts defends herself at once");
    // A lost phone: after the wait the new key takes the old one away, and then stays.
    world.register(&back, KeyRoute::Recovered);
    world.pass_days(1);
    assert_eq!(world.remove(&old, &back), Ok(1));
    assert_eq!(world.remove(&back, &back), Err(Refusal::LastKey));
}

#[test]
fn f4_a_waiting_key_may_give_itself_up() {
    let (mut world, _old) = World::started();
    let back = SoftKey::new(2);
    world.register(&back, KeyRoute::Recovered);
    assert_eq!(world.remove(&back, &back), Ok(1));
}

#[test]
fn another_persons_key_is_not_hers() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let (given, statement) = world.statement(consult, 1);
    let stranger = SoftKey::new(9);
    let evidence = Box::new(stranger.sign(world.entry_of(&key), statement));
    let refused = world.act_as(client(), &Command::ApproveSummary { consult, version: 1, evidence }, given);
    assert_eq!(refused, Err(Refusal::StatementDiffers { part: StatementPart::Key }));
}

fn comes_back(who: PersonId, key: &SoftKey, invitation: InvitationId) -> Command {
    let (credential_id, public_key) = (key.credential.clone(), key.public());
    Command::ComeBack(Box::new(OldKey { account: who, credential_id, public_key, invitation }))
}

#[test]
fn r1_3_she_who_was_here_before_comes_back_with_the_key_she_had_and_it_is_the_first_of_her_new_dossier() {
    let (mut world, had) = (World::new(), SoftKey::new(1));
    let herself = Actor { person: PersonId(id(77)), role: Role::Client };
    let invitation = world.invite(KeyRoute::First).unwrap();
    let elsewhere = InvitationId(id(9));
    assert_eq!(world.act(client(), &comes_back(herself.person, &had, elsewhere)), Err(Refusal::InvitationClosed));
    assert_eq!(
        world.act(coach(), &comes_back(herself.person, &had, invitation)),
        Err(Refusal::NotYours { article: crate::refusal::Article::OnlyTheClient })
    );
    assert_eq!(world.act(client(), &comes_back(herself.person, &had, invitation)), Ok(2));
    let core = world.dossier.opened().unwrap();
    assert_eq!((core.client, core.account), (client().person, Some(herself.person)), "R1.7: to her coach nobody else");
    let key = &core.keys[0].key;
    assert_eq!((key.route, key.invitation, key.carried), (KeyRoute::First, Some(invitation), false));
    assert!(core.keys[0].stands(world.now).is_ok() && core.invitation.is_none());
    assert_eq!(world.act(herself, &Command::AskRegulation {}), Ok(1));
}

#[test]
fn r1_3_where_somebody_is_known_by_a_key_nobody_comes_in_her_place() {
    let (mut world, _) = World::started();
    let invitation = world.invite(KeyRoute::Recovered).unwrap();
    let other = comes_back(PersonId(id(77)), &SoftKey::new(5), invitation);
    assert_eq!(world.act(client(), &other), Err(Refusal::InvitationClosed));
}

#[test]
fn f3_r1_7_a_key_of_another_dossier_counts_here_when_one_of_here_vouches_for_it_or_it_comes_by_a_way_of_here() {
    let (mut world, own) = World::started();
    let carried = |key: &SoftKey| Command::RegisterKey {
        credential_id: key.credential.clone(),
        public_key: key.public(),
        invitation: None,
        carried: true,
    };
    let (added, back) = (SoftKey::new(6), SoftKey::new(7));
    assert_eq!(world.act(client(), &carried(&own)), Ok(0), "it is here");
    // Whatever it is there, nobody here has seen it yet; no clock makes it count.
    assert_eq!(world.act(client(), &carried(&added)), Ok(1));
    let entry = world.headers.last().unwrap().entry;
    assert_eq!(world.act(client(), &carried(&back)), Ok(1));
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.now = world.now.plus_hours(10 * 24);
    for key in [&added, &back] {
        assert_eq!(world.approve(key, consult, 1), Err(Refusal::KeyUnsigned));
    }
    assert!(world.dossier.opened().unwrap().keys[1].is_carried_only());
    assert_eq!(confirm(&mut world, &own, entry), Ok(1));
    assert_eq!(world.approve(&added, consult, 1), Ok(1));
    // After a loss the coach of this dossier lets the other in, once, and it waits as any does.
    let invitation = world.invite(KeyRoute::Recovered).unwrap();
    assert_eq!(world.make_key(&back, Some(invitation)), Ok(1));
    let keys = &world.dossier.opened().unwrap().keys;
    let of_it: Vec<_> = keys.iter().filter(|key| key.key.credential_id == back.credential).collect();
    assert_eq!(of_it.len(), 1);
    assert!(!of_it[0].key.carried && of_it[0].stands(world.now).is_err() && of_it[0].key.waits_until.is_some());
}

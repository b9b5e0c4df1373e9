//! She who was guided here before: one person, a dossier for each trajectory, and a key for both (R1.3, R1.7, M4a).

use shared::api::{BoardClient, ClientStart, InvitationView, Me, NewPasskey, Registration, RenamePasskey, path};
use shared::dossier::event::LinkHolder;
use shared::dossier::keys::KeyRoute;
use shared::ids::DossierId;
use support::bureau::Bureau;
use support::outbox::{newest_code, newest_token};
use support::person::{Person, halves, label};
use support::phone::Phone;
use support::staff::{Case, code_shown, token_shown};

/// Noor, whom Samira guides, and whom Joost took on anew, not knowing that; with both halves of his invitation.
struct Again {
    bureau: Bureau,
    samira: Person,
    joost: Person,
    noor: Person,
    case: Case,
    halves: (String, String),
}

impl Again {
    async fn begin() -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        let samira = bureau.coach(&administrator, "Samira").await;
        let joost = bureau.coach(&administrator, "Joost").await;
        let noor = bureau.client(&samira, "Noor").await;
        let case = joost.takes_on("Noor de Boer").await;
        joost.discusses_the_regulation(case.dossier).await;
        let halves = both_halves(&joost, &case).await;
        Self { bureau, samira, joost, noor, case, halves }
    }

    fn old(&self) -> DossierId {
        self.noor.own()
    }

    fn newer(&self) -> DossierId {
        self.case.dossier
    }

    /// She comes back, and confirms the start of her new trajectory.
    async fn she_comes_back(&self) -> Person {
        let browser = self.bureau.visitor();
        let me: Me = self.noor.comes_back(&browser, &self.halves.0, &self.halves.1).await.gives();
        let noor = Person { me, browser, ..self.noor.clone() };
        noor.about(self.newer()).confirms_the_regulation().await;
        noor
    }
}

async fn both_halves(coach: &Person, case: &Case) -> (String, String) {
    let made = coach.invites(case, LinkHolder::Invited).await;
    (newest_token(&coach.bureau.mails_to(&case.email).await), code_shown(&made))
}

async fn on_the_board(coach: &Person, dossier: DossierId) -> BoardClient {
    let line = coach.board().await.clients.into_iter().find(|line| line.dossier == dossier);
    line.expect("she is on the board")
}

// Keeps: M4a
#[tokio::test]
async fn r1_3_she_has_two_assignments_behind_one_key_and_signs_in_both() {
    let again = Again::begin().await;
    let noor = again.she_comes_back().await;
    assert_eq!(noor.me.person, again.noor.me.person);
    assert_eq!(noor.me.dossiers, [again.newer(), again.old()]);
    let (first, second) = (
        again.samira.asks_her(again.old(), &["U werkt twee uur."]).await,
        again.joost.asks_her(again.newer(), &["U zoekt iets anders."]).await,
    );
    noor.about(again.old()).approves(first).await.is_done();
    noor.about(again.newer()).approves(second).await.is_done();
    let page = noor.dossier(again.newer()).await;
    let keys: Vec<_> = page.view.keys.iter().map(|key| (key.route, key.carried)).collect();
    assert_eq!(keys, [(KeyRoute::First, false)]);
    assert_eq!(again.bureau.happened(again.newer()).await.iter().filter(|kind| *kind == "client_came_back").count(), 1);
    // She signs in as before, and finds both.
    assert_eq!(again.noor.signs_in_anew().await.me.dossiers, [again.newer(), again.old()]);
    again.bureau.is_sound().await;
}

#[tokio::test]
async fn r1_7_a_second_assignment_opens_nothing_of_the_first_and_no_coach_learns_of_the_other() {
    let again = Again::begin().await;
    again.she_comes_back().await;
    for (coach, sees, other) in
        [(&again.samira, again.old(), again.newer()), (&again.joost, again.newer(), again.old())]
    {
        coach.gets(&path::to(path::DOSSIER, &[&other])).await.is_refused(404, "unknown");
        let page = coach.gets(&path::to(path::DOSSIER, &[&sees])).await.is_done();
        let board = coach.gets(path::BOARD).await.is_done();
        assert!(!page.text.contains(&other.to_string()) && !board.text.contains(&other.to_string()));
        let invitations = path::to(path::DOSSIER_INVITATIONS, &[&sees]);
        assert_eq!(
            coach.gets(&invitations).await.gives::<Vec<InvitationView>>().len(),
            1,
            "those to her dossier alone"
        );
    }
    assert_eq!(on_the_board(&again.joost, again.newer()).await.start, ClientStart::Ready);
}

#[tokio::test]
async fn r1_7_a_way_back_into_one_dossier_closes_none_into_the_other_and_its_key_waits_in_both() {
    let again = Again::begin().await;
    again.she_comes_back().await;
    let shown = token_shown(&again.samira.invites_back(again.old()).await);
    let code = newest_code(&again.bureau.mails_to(&again.case.email).await);
    again.joost.invites_back(again.newer()).await;
    let noor = Person::gets_in(&again.bureau, &shown, &code).await;
    for (coach, dossier) in [(&again.samira, again.old()), (&again.joost, again.newer())] {
        let page = noor.dossier(dossier).await;
        let key = page.view.keys.last().unwrap();
        assert_eq!(key.route, KeyRoute::Recovered);
        assert!(key.stands(page.at).is_err() && key.waits_until.is_some(), "{key:?}");
        let consult = coach.asks_her(dossier, &["U werkt twee uur."]).await;
        noor.about(dossier).approves(consult).await.is_refused(403, "key_too_new");
    }
    assert!(noor.dossier(again.newer()).await.view.keys.last().unwrap().carried);
}

#[tokio::test]
async fn f3_a_key_is_vouched_for_and_taken_away_in_each_of_her_dossiers() {
    let again = Again::begin().await;
    let noor = again.she_comes_back().await;
    let tablet = Phone::new();
    noor.adds_key_of(&tablet).await;
    let on_tablet = noor.picks_up(tablet).signs_in_anew().await;
    let old_key = noor.passkeys().await[0].credential_id.clone();
    let its = path::to(path::PASSKEY, &[&old_key]);
    let added = async |dossier| noor.dossier(dossier).await.view.keys.last().unwrap().clone();
    noor.about(again.newer()).vouches_for(&added(again.newer()).await).await.is_done();
    // In the other it counts for nothing yet, so it takes nothing away anywhere, and changes nothing of the other's.
    on_tablet.deletes(&its).await.is_refused(403, "key_unsigned");
    on_tablet.puts(&its, &RenamePasskey { label: label("Van mij") }).await.is_refused(403, "key_unsigned");
    noor.deletes(&its).await.is_refused(409, "last_key");
    assert!(noor.dossier(again.newer()).await.view.keys.iter().all(|key| key.removed_at.is_none()), "in none of them");
    noor.about(again.old()).vouches_for(&added(again.old()).await).await.is_done();
    on_tablet.deletes(&its).await.is_done();
    on_tablet.deletes(&its).await.is_done();
    noor.gets(path::ME).await.is_refused(401, "not_signed_in");
    for dossier in [again.old(), again.newer()] {
        let keys = on_tablet.dossier(dossier).await.view.keys;
        let removed: Vec<bool> = keys.iter().map(|key| key.removed_at.is_some()).collect();
        assert_eq!(removed, [true, false]);
    }
    again.bureau.is_sound().await;
}

#[tokio::test]
async fn f3_a_key_that_only_the_first_dossier_knew_comes_along_when_she_opens_the_second_with_it() {
    let again = Again::begin().await;
    let tablet = Phone::new();
    again.noor.adds_key_of(&tablet).await;
    assert!(!again.bureau.mails().await.is_empty(), "what waits is sent");
    let before = again.she_comes_back().await;
    let on_tablet = again.noor.picks_up(tablet).signs_in_anew().await;
    assert_eq!(before.dossier(again.newer()).await.view.keys.len(), 1);
    let keys = on_tablet.dossier(again.newer()).await.view.keys;
    assert_eq!((keys.len(), keys[1].route, keys[1].carried), (2, KeyRoute::Added, true));
    assert_eq!(on_tablet.dossier(again.newer()).await.view.keys.len(), 2, "once");
    let told = again.bureau.mails_to(&again.case.email).await;
    assert!(told.iter().all(|mail| !mail.subject.contains("sleutel")), "it is no news: {told:#?}");
}

#[tokio::test]
async fn r1_3_the_same_again_gets_the_same_and_who_was_written_down_is_nobody_any_more() {
    let again = Again::begin().await;
    let browser = again.bureau.visitor();
    let begun: Registration =
        browser.posts(path::INVITATION_REDEEM, &halves(&again.halves.0, &again.halves.1)).await.gives();
    let first: Me = again.noor.comes_back_by(&browser, begun.flow).await.gives();
    let second: Me = again.noor.comes_back_by(&browser, begun.flow).await.gives();
    assert_eq!((first.person, &first.dossiers), (second.person, &second.dossiers));
    // Another key comes no more by it, and the halves lead nowhere.
    let credential = Phone::new().makes_key(again.bureau.origin(), &begun.options).await;
    let new = NewPasskey { flow: begun.flow, credential, label: label("Telefoon") };
    again.bureau.visitor().posts(path::INVITATION_ACCEPT, &new).await.is_refused(410, "invitation_used");
    let late = again.bureau.visitor();
    late.posts(path::INVITATION_REDEEM, &halves(&again.halves.0, &again.halves.1))
        .await
        .is_refused(410, "invitation_used");
    let written = server::people::find(again.bureau.ctx(), again.bureau.id, again.case.person).await.unwrap();
    assert!(written.is_none(), "{written:?}");
    // How she is reached is what she gave last, for both; her language is hers.
    let (here, there) = (again.joost.dossier(again.newer()).await, again.samira.dossier(again.old()).await);
    assert_eq!(here.contact.unwrap().email.unwrap().as_str(), again.case.email);
    assert_eq!(there.contact.unwrap().email.unwrap().as_str(), again.case.email);
    assert_eq!(here.names[&first.person].to_string(), "Noor de Boer");
    assert_eq!(here.names[&first.person], there.names[&first.person]);
}

#[tokio::test]
async fn f7_only_a_clients_own_key_that_counts_brings_her_back() {
    let again = Again::begin().await;
    let browser = again.bureau.visitor();
    let (token, code) = &again.halves;
    // Somebody on the staff, a stranger, and a key that waits.
    again.samira.comes_back(&browser, token, code).await.is_refused(401, "passkey_unknown");
    let shown = token_shown(&again.samira.invites_back(again.old()).await);
    let mails = again.bureau.mails().await;
    let back = Person::gets_in(&again.bureau, &shown, &newest_code(&mails)).await;
    back.comes_back(&browser, token, code).await.is_refused(403, "key_too_new");
    assert!(again.bureau.happened(again.newer()).await.iter().all(|kind| kind != "client_came_back"));
    // A way back is for a new key alone: nobody moves a dossier that has its client.
    let shown = token_shown(&again.samira.invites_back(again.old()).await);
    let code = newest_code(&again.bureau.mails().await);
    let other = again.bureau.client(&again.joost, "Peter").await;
    other.comes_back(&browser, &shown, &code).await.is_refused(410, "flow_ended");
}

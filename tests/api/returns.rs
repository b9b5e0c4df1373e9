//! She who was guided here before: one person, a dossier for each trajectory, and a key for both (R1.3, R1.7, M4a).

use serde_json::json;
use shared::api::{BoardClient, ClientStart, InvitationView, Me, NewPasskey, Registration, RegulationPage, path};
use shared::dossier::event::LinkHolder;
use shared::dossier::keys::KeyRoute;
use shared::ids::DossierId;
use shared::policy::Parameter;
use shared::words::Lang;
use support::bureau::Bureau;
use support::client::mark;
use support::outbox::{newest_code, newest_token};
use support::person::{Person, halves, label};
use support::phone::Phone;
use support::regulation::rule;
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
        Self::under(&[]).await
    }

    /// The same with each of these terms of keeping in force, the last of them when Joost took her on.
    async fn under(years: &[&str]) -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        let publishes = async |years: &[&str]| {
            for years in years {
                administrator.publishes(vec![rule(Parameter::DigitalYears, &[years], None)]).await.is_done();
            }
        };
        let (last, before) =
            years.split_last().map_or((&[][..], &[][..]), |(last, before)| (std::slice::from_ref(last), before));
        publishes(before).await;
        let samira = bureau.coach(&administrator, "Samira").await;
        let joost = bureau.coach(&administrator, "Joost").await;
        let noor = bureau.client(&samira, "Noor").await;
        publishes(last).await;
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

    /// Where the first dossier reaches her.
    async fn first_mail(&self) -> String {
        self.samira.dossier(self.old()).await.contact.unwrap().email.unwrap().to_string()
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
async fn r1_7_f7_who_is_let_back_into_one_dossier_by_its_coach_is_let_into_no_other() {
    let again = Again::begin().await;
    again.she_comes_back().await;
    // Each coach makes a way in, and none closes the other's. Joost's is made by somebody who is not Noor.
    let samiras = token_shown(&again.samira.invites_back(again.old()).await);
    let joosts = token_shown(&again.joost.invites_back(again.newer()).await);
    let code = newest_code(&again.bureau.mails_to(&again.case.email).await);
    let other = Person::gets_in(&again.bureau, &joosts, &code).await;
    assert_eq!(other.me.dossiers, [again.newer()], "no word of the other one");
    other.dossier(again.newer()).await;
    let reads = [path::DOSSIER, path::RECORDS, path::LOOKS, path::FORMS].map(|page| path::to(page, &[&again.old()]));
    for page in &reads {
        other.gets(page).await.is_refused(404, "unknown");
    }
    // No clock opens it either, and nothing that this key adds.
    let first_mail = again.first_mail().await;
    again.bureau.days_pass(2).await;
    let other = other.signs_in_anew().await;
    let tablet = Phone::new();
    other.adds_key_of(&tablet).await;
    for held in [&other, &other.picks_up(tablet).signs_in_anew().await] {
        assert_eq!(held.me.dossiers, [again.newer()]);
        for page in &reads {
            held.gets(page).await.is_refused(404, "unknown");
        }
        held.wants(again.old(), shared::dossier::Command::AskRegulation {}).await.is_refused(404, "unknown");
    }
    // By a way of its own coach, with the key that she has by now, the other one opens too.
    let browser = again.bureau.visitor();
    let code = newest_code(&again.bureau.mails_to(&first_mail).await);
    let back: Me = other.comes_back(&browser, &samiras, &code).await.gives();
    assert_eq!(back.dossiers, [again.newer(), again.old()]);
    let back = Person { me: back, browser, ..other };
    let page = back.dossier(again.old()).await;
    let key = page.view.keys.last().unwrap();
    assert!(!key.carried && key.route == KeyRoute::Recovered && key.stands(page.at).is_err(), "{key:?}");
    again.bureau.is_sound().await;
}

#[tokio::test]
async fn f3_a_key_is_vouched_for_in_each_of_her_dossiers_and_gone_from_all_as_soon_as_one_lets_her() {
    let again = Again::begin().await;
    let noor = again.she_comes_back().await;
    let tablet = Phone::new();
    noor.adds_key_of(&tablet).await;
    let added = async |dossier| noor.dossier(dossier).await.view.keys.last().unwrap().clone();
    noor.about(again.newer()).vouches_for(&added(again.newer()).await).await.is_done();
    let on_tablet = noor.picks_up(tablet.clone()).signs_in_anew().await;
    // In the other it counts for nothing yet: there it opens nothing.
    assert_eq!(on_tablet.me.dossiers, [again.newer()]);
    noor.about(again.old()).vouches_for(&added(again.old()).await).await.is_done();
    let on_tablet = noor.picks_up(tablet).signs_in_anew().await;
    assert_eq!(on_tablet.me.dossiers, [again.newer(), again.old()]);
    let old_key = noor.passkeys().await[0].credential_id.clone();
    let its = path::to(path::PASSKEY, &[&old_key]);
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
async fn f3_r1_7_a_key_is_taken_from_the_dossiers_that_open_to_hers_and_signs_in_no_more_when_it_opens_none() {
    let again = Again::begin().await;
    let tablet = Phone::new();
    again.noor.adds_key_of(&tablet).await;
    let key = again.noor.own_page().await.view.keys[1].clone();
    again.noor.vouches_for(&key).await.is_done();
    let lost = again.she_comes_back().await;
    let on_tablet = again.noor.picks_up(tablet.clone()).signs_in_anew().await;
    assert_eq!(on_tablet.me.dossiers, [again.old()], "the newer one knows the lost key alone");
    let its = path::to(path::PASSKEY, &[&lost.passkeys().await[0].credential_id]);
    on_tablet.deletes(&its).await.is_done();
    // From there on the lost one opens the other alone, which is for its coach to close.
    lost.gets(&path::to(path::DOSSIER, &[&again.old()])).await.is_refused(404, "unknown");
    assert_eq!(lost.signs_in_anew().await.me.dossiers, [again.newer()]);
    on_tablet.deletes(&its).await.is_refused(403, "key_unsigned");
    let shown = token_shown(&again.joost.invites_back(again.newer()).await);
    let code = newest_code(&again.bureau.mails_to(&again.case.email).await);
    let browser = again.bureau.visitor();
    let me: Me = on_tablet.comes_back(&browser, &shown, &code).await.gives();
    assert_eq!(me.dossiers, [again.newer(), again.old()]);
    let back = Person { me, browser, ..on_tablet };
    back.deletes(&its).await.is_refused(403, "key_too_new");
    again.bureau.days_pass(2).await;
    let back = back.signs_in_anew().await;
    back.deletes(&its).await.is_done();
    lost.answers_a_challenge(&again.bureau.visitor()).await.is_refused(401, "passkey_unknown");
    // The last one stays, in both.
    let last = path::to(path::PASSKEY, &[&back.passkeys().await[0].credential_id]);
    back.deletes(&last).await.is_refused(409, "last_key");
    again.bureau.is_sound().await;
}

#[tokio::test]
async fn r1_7_who_was_let_into_one_dossier_takes_away_no_key_of_the_other_and_the_owner_hears_of_it() {
    let again = Again::begin().await;
    let noor = again.she_comes_back().await;
    let first_mail = again.first_mail().await;
    let before = again.bureau.mails_to(&first_mail).await.len();
    let shown = token_shown(&again.joost.invites_back(again.newer()).await);
    let code = newest_code(&again.bureau.mails_to(&again.case.email).await);
    let other = Person::gets_in(&again.bureau, &shown, &code).await;
    let told = again.bureau.mails_to(&first_mail).await;
    assert!(
        told[before..].iter().any(|mail| mail.subject.contains("sleutel")),
        "where the first reaches her: {told:#?}"
    );
    again.bureau.days_pass(2).await;
    let (other, noor) = (other.signs_in_anew().await, noor.signs_in_anew().await);
    assert_eq!(other.me.name.to_string(), "Noor de Boer", "as the dossier that is open to it knows her");
    let hers = path::to(path::PASSKEY, &[&noor.passkeys().await[0].credential_id]);
    other.deletes(&hers).await.is_done();
    let noor = noor.signs_in_anew().await;
    assert_eq!(noor.me.dossiers, [again.old()], "her key still opens what it did not come from there");
    again.bureau.is_sound().await;
}

#[tokio::test]
async fn f4_a_way_back_makes_no_second_of_a_key_that_counts() {
    let bureau = Bureau::start().await;
    let (coach, noor) = bureau.coach_and_client().await;
    let shown = token_shown(&coach.invites_back(noor.own()).await);
    let code = newest_code(&bureau.mails().await);
    noor.comes_back(&bureau.visitor(), &shown, &code).await.is_refused(409, "key_stands");
    assert_eq!(noor.own_page().await.view.keys.len(), 1);
    let only = path::to(path::PASSKEY, &[&noor.passkeys().await[0].credential_id]);
    noor.deletes(&only).await.is_refused(409, "last_key");
}

#[tokio::test]
async fn r1_3_the_same_again_gets_the_same_and_the_halves_lead_nowhere_else() {
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
    again.bureau.is_sound().await;
}

#[tokio::test]
async fn r1_7_to_each_coach_she_stays_who_was_taken_on_reached_as_was_written_down_there() {
    let again = Again::begin().await;
    let (before, theirs) = (again.joost.dossier(again.newer()).await, again.samira.dossier(again.old()).await);
    again.she_comes_back().await;
    let (here, there) = (again.joost.dossier(again.newer()).await, again.samira.dossier(again.old()).await);
    assert_eq!((here.view.client, &here.names), (before.view.client, &before.names));
    let reached = |page: &shared::api::DossierPage| page.contact.clone().map(|contact| (contact.email, contact.phone));
    assert_eq!((reached(&here), reached(&there)), (reached(&before), reached(&theirs)));
    assert_eq!(there.names, theirs.names);
    // Nor does anything she does tell as whom she signs in.
    let noor = again.noor.signs_in_anew().await.about(again.newer());
    let consult = again.joost.asks_her(again.newer(), &["U zoekt iets anders."]).await;
    noor.approves(consult).await.is_done();
    let account = again.noor.me.person.to_string();
    for page in [path::to(path::DOSSIER, &[&again.newer()]), path::to(path::CONSULT, &[&again.newer(), &consult])] {
        assert!(!again.joost.gets(&page).await.text.contains(&account), "{page}");
    }
    // Her question about a look is hers in each, and stays with that dossier.
    again.joost.dossier(again.newer()).await;
    let look = noor.looks().await.lines[0].entry;
    noor.questions(look, None).await.is_done();
    assert_eq!(noor.cases().await.len(), 1);
    assert!(!again.joost.gets(&path::to(path::DOSSIER, &[&again.newer()])).await.text.contains("case"));
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

#[tokio::test]
async fn s13_r8_she_reads_what_changes_for_the_trajectory_that_is_furthest_behind() {
    let again = Again::under(&["2", "1"]).await;
    let noor = again.she_comes_back().await;
    let me: Me = noor.gets(path::ME).await.gives();
    assert_eq!(me.regulation, Some(2), "the older one has yet to be told");
    let changes: RegulationPage = noor.gets("/api/regulation?mine=true").await.gives();
    let mut rules = changes.chapters.iter().flat_map(|chapter| &chapter.rules);
    let years = rules.find(|rule| rule.parameter == "digital_years").unwrap();
    assert!(years.before.as_ref().is_some_and(|before| before[0].contains("2 jaar")), "{years:?}");
}

#[tokio::test]
async fn r1_3_what_she_writes_and_the_language_she_speaks_go_with_the_dossier_they_are_about() {
    let again = Again::begin().await;
    let noor = again.she_comes_back().await.about(again.newer());
    let consult = again.joost.asks_her(again.newer(), &["U werkt twee uur."]).await;
    let draft = path::to(path::DRAFT, &[&again.newer(), &consult]);
    noor.puts(&draft, &json!({ "body": "Vier uur" })).await.is_done();
    assert_eq!(noor.records(again.newer()).await.drafts, 0, "P6: her own is no draft of somebody else's");
    noor.disputes(consult, vec![mark(1, "Vier uur.", "Zo is het.")]).await.is_done();
    noor.gets(&draft).await.is_refused(404, "not_found");
    noor.puts(path::ME_LANG, &json!({ "lang": "en" })).await.is_done();
    for (coach, dossier) in [(&again.samira, again.old()), (&again.joost, again.newer())] {
        assert_eq!(coach.dossier(dossier).await.contact.unwrap().lang, Lang::En);
    }
}

#[tokio::test]
async fn r1_3_at_a_third_time_a_key_that_counts_in_one_of_them_does() {
    let again = Again::begin().await;
    let tablet = Phone::new();
    again.noor.adds_key_of(&tablet).await;
    let key = again.noor.own_page().await.view.keys[1].clone();
    again.noor.vouches_for(&key).await.is_done();
    again.she_comes_back().await;
    // The tablet's key is known in the newer dossier too, and counts in the older alone.
    let on_tablet = again.noor.picks_up(tablet).signs_in_anew().await;
    let third = again.joost.takes_on("Noor").await;
    let (token, code) = both_halves(&again.joost, &third).await;
    let me: Me = on_tablet.comes_back(&again.bureau.visitor(), &token, &code).await.gives();
    assert_eq!(me.dossiers, [third.dossier, again.old()]);
}

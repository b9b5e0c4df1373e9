//! Who guides her, on her phone: a yes to a coach, her whole dossier to that coach, who stands in, and every no.

use shared::access::Relation;
use shared::api::path;
use shared::dossier::Command;
use shared::dossier::event::LinkHolder;
use shared::ids::DossierId;
use shared::policy::Parameter;
use shared::policy::presets::Preset;
use support::browser::Browser;
use support::bureau::Bureau;
use support::outbox::newest_token;
use support::page::Page;
use support::person::Person as Staff;
use support::regulation::{rule, shipped};
use support::staff::code_shown;

use crate::people::{Halves, Hands, Person};
use crate::walk::Walk;

/// Two coaches, an administrator, and a client of the first coach with her phone in her hand.
struct Guided {
    bureau: Bureau,
    administrator: Staff,
    samira: Staff,
    bram: Staff,
    client: Person,
    dossier: DossierId,
    _browser: Browser,
}

impl Guided {
    /// By a regulation that says nothing, so that the strict defaults hold.
    async fn begin() -> Self {
        Self::under(Vec::new()).await
    }

    async fn under(rules: Vec<shared::api::RuleChoice>) -> Self {
        let browser = Browser::start().await;
        let page = browser.phone("cliënt").await;
        let key = page.authenticator().await;
        let client = Person { page, key };
        let bureau = Bureau::with_the_app().await;
        let administrator = bureau.administrator().await;
        if !rules.is_empty() {
            administrator.publishes(rules).await.is_done();
        }
        let (samira, bram) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
        let case = samira.takes_on("Noor").await;
        samira.discusses_the_regulation(case.dossier).await;
        let made = samira.invites(&case, LinkHolder::Invited).await;
        let token = newest_token(&bureau.mails_to(&case.email).await);
        client.gets_in(&Halves { link: format!("{}/invite#{token}", bureau.origin()), code: code_shown(&made) }).await;
        client.page.click("confirm-regulation").await;
        client.page.sees_no("Is het reglement met u besproken?").await;
        Self { bureau, administrator, samira, bram, client, dossier: case.dossier, _browser: browser }
    }

    /// Bram was proposed, and they met.
    async fn bram_may_come(&self) {
        self.samira.proposes(self.dossier, &self.bram).await.is_done();
        self.samira.says_they_met(self.dossier).await.is_done();
    }

    async fn opens_home(&self) {
        self.client.page.open(format!("{}/", self.bureau.origin())).await;
        self.client.page.part("to-people").await;
    }

    async fn opens_people(&self) {
        self.client.page.open(format!("{}/dossiers/{}/people", self.bureau.origin(), self.dossier)).await;
        self.client.page.part("people").await;
    }

    async fn finds_nothing(&self, whom: &Staff) {
        whom.gets(&path::to(path::DOSSIER, &[&self.dossier])).await.is_refused(404, "unknown");
    }

    /// How often something happened in her dossier.
    async fn times(&self, kind: &str) -> usize {
        self.bureau.happened(self.dossier).await.iter().filter(|happened| *happened == kind).count()
    }
}

/// The sentence that she is about to sign.
async fn sentence(page: &Page) -> String {
    page.part("check-sentence").await.text().await.unwrap()
}

#[tokio::test]
async fn f60_m8b_m8c_she_says_yes_and_hands_over_on_her_phone_and_the_former_coach_finds_nothing() {
    let guided = Guided::begin().await;
    let (phone, mut walk) = (&guided.client.page, Walk::default());
    let consult = guided.samira.asks_her(guided.dossier, &["U werkt twee uur."]).await;
    guided.samira.proposes(guided.dossier, &guided.bram).await.is_done();
    // A meeting is to come: said quietly, and nothing is asked (M8a).
    phone.sees("Bram wordt misschien uw coach. U maakt eerst kennis.").await;
    walk.look_around(phone, "phone-home-meeting").await;
    phone.click("to-people").await;
    phone.sees("Bram ziet nu niets van uw dossier.").await;
    phone.sees("Samira gaat met verlof.").await;
    walk.look_around(phone, "phone-people-meeting").await;

    // They met: she is asked without a reload, with yes, no and later as equals.
    guided.samira.says_they_met(guided.dossier).await.is_done();
    phone.part("people-yes").await;
    walk.look_around(phone, "phone-people-yes").await;
    let sizes = "return ['yes', 'no', 'later'].map(mark => document.querySelector(`[data-test='people-${mark}']`))
        .map(answer => [answer.offsetWidth, answer.offsetHeight, answer.className].join())";
    let sizes: Vec<String> = serde_json::from_value(phone.js(sizes, vec![]).await).unwrap();
    assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
    phone.click("people-later").await;
    phone.sees("Wilt u verder met Bram?").await;
    walk.look_around(phone, "phone-home-coach").await;
    phone.click("people-question").await;
    phone.click("people-yes").await;
    assert_eq!(sentence(phone).await, "Ik wil verder met Bram als mijn coach.");
    walk.look_around(phone, "phone-people-check").await;
    phone.click("sign").await;
    phone.sees("U zei ja tegen Bram. Nu vragen wij nog of uw dossier mee mag.").await;
    phone.sees("Ontvangen door").await;
    guided.finds_nothing_yet().await;
    walk.look_around(phone, "phone-people-hand-over").await;

    // What a hand-over means stands there before she signs it (M8c).
    phone.sees("Samira kan er dan meteen niet meer in kijken.").await;
    phone.click("people-yes").await;
    assert!(sentence(phone).await.starts_with("Mijn hele dossier gaat naar Bram."));
    phone.click("sign").await;
    phone.sees("Bram is nu uw coach en ziet uw hele dossier.").await;
    walk.look_around(phone, "phone-people-handed-over").await;
    guided.finds_nothing(&guided.samira).await;
    let page = guided.bram.dossier(guided.dossier).await;
    assert_eq!((page.view.you, page.view.consults.len()), (Relation::Coach, 1));
    guided.bram.consult(guided.dossier, consult).await;
    phone.click("to-looks").await;
    phone.part("can-look").await;
    phone.sees("uw coach, sinds").await;
    phone.sees("Bram, uw coach").await;
    assert!(!phone.text().await.contains("Samira, uw coach"), "she guides her no more");
    phone.has_no_trouble().await;
    guided.bureau.is_sound().await;
    walk.ends();
}

impl Guided {
    /// A yes is no hand-over: Bram still reads nothing (M8c).
    async fn finds_nothing_yet(&self) {
        self.bram.gets(&path::to(path::DOSSIER, &[&self.dossier])).await.is_refused(403, "not_yours");
    }
}

#[tokio::test]
async fn f61_r4_3_she_says_yes_to_a_substitute_sees_the_days_and_ends_it() {
    let rules = vec![rule(Parameter::Replacement, &["after_her_yes"], Some("4.3"))];
    let guided = Guided::under(rules).await;
    let (phone, mut walk) = (&guided.client.page, Walk::default());
    guided.samira.asks_to_stand_in(guided.dossier, &guided.bram, (0, 6)).await.is_done();
    phone.sees("Mag Bram uw coach vervangen?").await;
    assert!(!phone.text().await.contains("Er wacht niets op u"), "something waits");
    walk.look_around(phone, "phone-home-substitute").await;
    phone.click("people-question").await;
    phone.part("people-yes").await;
    walk.look_around(phone, "phone-people-substitute").await;
    phone.click("people-yes").await;
    assert!(sentence(phone).await.starts_with("Bram mag mijn coach vervangen van"));
    phone.click("sign").await;
    phone.sees("Bram mag uw coach vervangen. Het begint en stopt vanzelf.").await;
    phone.sees("Laatste dag").await;
    walk.look_around(phone, "phone-people-stands-in").await;
    assert_eq!(guided.bram.dossier(guided.dossier).await.view.you, Relation::Substitute);
    phone.click("to-looks").await;
    phone.sees("vervangt uw coach van").await;
    phone.sees("Bram, coach").await;
    walk.look_around(phone, "phone-looks-substitute").await;

    guided.opens_people().await;
    phone.click("end-substitute").await;
    phone.part("no-confirm").await;
    looks_over(&mut walk, phone, "phone-people-end").await;
    phone.click("no-back").await;
    assert_eq!(guided.times("substitute_ended").await, 0);
    phone.click("end-substitute").await;
    phone.click("no-confirm").await;
    phone.sees("Het is gestopt. Bram kan niet in uw dossier kijken.").await;
    phone.focus_is("people-said").await;
    phone.sees_no("Laatste dag").await;
    guided.finds_nothing(&guided.bram).await;

    // For other days: a no, which is a no.
    guided.samira.asks_to_stand_in(guided.dossier, &guided.bram, (3, 6)).await.is_done();
    phone.click("people-no").await;
    phone.click("no-confirm").await;
    phone.part("nobody").await;
    walk.look_around(phone, "phone-people-nobody").await;
    let again = guided.samira.asks_to_stand_in(guided.dossier, &guided.bram, (4, 5)).await;
    again.is_refused(409, "she_said_no");
    phone.has_no_trouble().await;
    guided.bureau.is_sound().await;
    walk.ends();
}

/// The same where a question stands on top: the switch of languages is behind it.
async fn looks_over(walk: &mut Walk, page: &Page, name: &str) {
    walk.look(page, name).await;
    page.js("document.querySelector(\"[data-test='lang-nl']\").click()", vec![]).await;
}

#[tokio::test]
async fn f59_m8b_a_no_to_her_own_coach_or_to_another_counts_at_once_and_changes_nothing() {
    let guided = Guided::under(shipped(Preset::ClientJudges)).await;
    let (phone, mut walk) = (&guided.client.page, Walk::default());
    // Under this regulation her own coach reads nothing before her yes.
    guided.opens_home().await;
    phone.sees("Samira leest uw gesprekken pas als u ja zegt.").await;
    walk.look_around(phone, "phone-home-own").await;
    phone.click("people-question").await;
    phone.part("people-no").await;
    walk.look_around(phone, "phone-people-own").await;
    phone.click("people-no").await;
    phone.part("no-confirm").await;
    looks_over(&mut walk, phone, "phone-people-decline").await;
    phone.click("no-confirm").await;
    phone.sees("U zei nee. Er is niets veranderd.").await;
    phone.sees("Samira kan uw gesprekken niet lezen.").await;
    walk.look_around(phone, "phone-people-declined-own").await;
    assert_eq!(guided.samira.dossier(guided.dossier).await.view.you, Relation::Unapproved);

    guided.bram_may_come().await;
    phone.part("people-no").await;
    phone.click("people-no").await;
    phone.click("no-confirm").await;
    phone.sees("U zei nee tegen Bram op").await;
    walk.look_around(phone, "phone-people-declined").await;
    guided.finds_nothing(&guided.bram).await;
    assert_eq!(guided.times("coach_declined").await, 2);
    guided.opens_home().await;
    phone.sees("Er wacht niets op u").await;
    phone.has_no_trouble().await;
    guided.bureau.is_sound().await;
    walk.ends();
}

#[tokio::test]
async fn f60_m8b_screens_7_8_a_reload_two_taps_and_an_answer_that_comes_later_give_one_yes() {
    let guided = Guided::begin().await;
    let phone = &guided.client.page;
    guided.bram_may_come().await;
    guided.opens_people().await;
    phone.click("people-yes").await;
    sentence(phone).await;
    phone.reload().await;
    // A touch that is refused leaves everything where it is.
    phone.refuses_the_finger(&guided.client.key).await;
    phone.click("sign").await;
    phone.sees("Dit is nog niet gelukt").await;
    phone.accepts_the_finger(&guided.client.key).await;
    let twice = "const sign = document.querySelector(\"[data-test='sign']\"); sign.click(); sign.click()";
    phone.js(twice, vec![]).await;
    phone.part("received").await;
    assert_eq!(guided.times("coach_accepted").await, 1);

    // The hand-over is signed without a network, and she goes elsewhere: the answer leads back to this page.
    phone.click("people-yes").await;
    sentence(phone).await;
    phone.goes_offline().await;
    phone.click("sign").await;
    phone.part("unsent").await;
    phone.click("to-help").await;
    phone.part("help").await;
    phone.comes_online().await;
    phone.part("arrived").await;
    phone.click("arrived-look").await;
    phone.at(&format!("/dossiers/{}/people", guided.dossier)).await;
    phone.sees("Uw coach sinds").await;
    let now = async || phone.part("guides-now").await.text().await.ok()?.contains("Bram").then_some(());
    phone.until("Bram guides her", now).await;
    assert_eq!(guided.times("handed_over").await, 1);
    phone.has_no_trouble().await;
}

#[tokio::test]
async fn f60_what_is_asked_no_more_is_said_and_nothing_else_is_signed_in_its_place() {
    let guided = Guided::begin().await;
    let (phone, mut walk) = (&guided.client.page, Walk::default());
    guided.bram_may_come().await;
    guided.opens_people().await;
    phone.click("people-yes").await;
    sentence(phone).await;
    let coming = guided.samira.dossier(guided.dossier).await.view.coming.unwrap();
    let withdraw = Command::WithdrawCoach { proposal: coming.proposal };
    guided.samira.wants(guided.dossier, withdraw).await.is_done();
    phone.part("gone").await;
    phone.sees("Hier is niets getekend.").await;
    phone.at(&format!("/dossiers/{}/people", guided.dossier)).await;
    walk.look_around(phone, "phone-people-gone").await;

    // Also after a touch that she broke off.
    guided.bram_may_come().await;
    phone.click("people-yes").await;
    phone.refuses_the_finger(&guided.client.key).await;
    phone.click("sign").await;
    phone.sees("Dit is nog niet gelukt").await;
    phone.accepts_the_finger(&guided.client.key).await;
    let coming = guided.samira.dossier(guided.dossier).await.view.coming.unwrap();
    let withdraw = Command::WithdrawCoach { proposal: coming.proposal };
    guided.samira.wants(guided.dossier, withdraw).await.is_done();
    phone.part("gone").await;

    // Whoever was proposed left while she had it before her.
    guided.bram_may_come().await;
    phone.click("people-yes").await;
    sentence(phone).await;
    guided.administrator.ends_the_work_of(&guided.bram).await;
    phone.click("sign").await;
    phone.sees("Bram werkt hier niet meer").await;
    walk.look_around(phone, "phone-people-unfit").await;
    assert_eq!(guided.times("coach_accepted").await, 0);
    phone.has_no_trouble().await;
    walk.ends();
}

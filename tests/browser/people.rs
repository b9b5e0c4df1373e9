//! The people of the stories: what each does on her own device, in the words of somebody watching.

use std::time::Duration;

use serde_json::json;
use support::browser::Browser;
use support::page::Page;
use support::passkeys::Authenticator;
use support::server::{Server, Setup};
use thirtyfour::By;

/// For how long something stays where it is before it is pressed.
const STILL: Duration = Duration::from_millis(30);

/// Where the coach begins.
pub const BOARD: &str = "/";
/// Where the client begins.
pub const HOME: &str = "/";
/// Keys and devices, of anybody.
pub const ME: &str = "/me";

/// The coach's address of the consult that the client sees at this one, or of a page below it.
pub fn at_the_desk(of_the_client: &str, below: &str) -> String {
    let consult = of_the_client.split(['?', '#']).next().unwrap_or_default();
    format!("{consult}{below}")
}

/// A browser, a server, and who is at it.
pub struct World {
    pub browser: Browser,
    pub server: Server,
}

/// Somebody at her own device, with the key in it.
pub struct Person {
    pub page: Page,
    pub key: Authenticator,
}

/// The fictional bureau, with its coach at her desk and a client at her phone who has a summary to judge.
pub struct Played {
    pub world: World,
    pub coach: Person,
    pub client: Person,
}

impl Played {
    pub async fn begin() -> Self {
        let world = World::demo().await;
        let coach = world.at_desk("coach").await;
        coach.gets_in(&world.printed("coach")).await;
        coach.page.open(world.server.url(BOARD)).await;
        let client = world.at_phone("cliënt").await;
        client.gets_in(&world.printed("client")).await;
        client.page.part("notice").await;
        Self { world, coach, client }
    }

    /// How many approvals the coach sees of the consult at this address of the client's.
    pub async fn approvals(&self, of_the_client: &str) -> usize {
        let desk = &self.coach.page;
        desk.open(self.world.server.url(&at_the_desk(of_the_client, ""))).await;
        desk.part("consult-status").await;
        desk.driver.find_all(By::Css("[data-test='approval']")).await.unwrap().len()
    }
}

/// Both halves of an invitation as the operator sees them.
pub struct Halves {
    pub link: String,
    pub code: String,
}

impl World {
    pub async fn empty() -> Self {
        Self { browser: Browser::start().await, server: Setup::empty().start().await }
    }

    pub async fn demo() -> Self {
        Self { browser: Browser::start().await, server: Setup::demo().start().await }
    }

    /// What the program printed for a role.
    pub fn printed(&self, role: &str) -> Halves {
        printed(&self.server.said(), role)
    }

    /// The newest link in the mails to somebody.
    pub async fn link_mailed_to(&self, address: &str) -> String {
        self.mailed(address, |line| line.contains("/invite#").then(|| line.trim().to_owned())).await
    }

    /// The newest link to something that was sent, in the mails to somebody.
    pub async fn door_mailed_to(&self, address: &str) -> String {
        self.mailed(address, |line| line.contains("/door#").then(|| line.trim().to_owned())).await
    }

    /// The newest code in the mails to somebody.
    pub async fn code_mailed_to(&self, address: &str) -> String {
        let code = |line: &str| {
            let digits: String = line.chars().filter(char::is_ascii_digit).collect();
            (line.contains("code") && digits.len() == 6).then_some(digits)
        };
        self.mailed(address, code).await
    }

    async fn mailed(&self, address: &str, find: impl Fn(&str) -> Option<String>) -> String {
        for _ in 0..200 {
            let mails = self.server.outbox();
            let hers = mails.iter().rev().filter(|mail| mail.contains(&format!("To: {address}")));
            if let Some(found) = hers.map(|mail| unfold(mail)).find_map(|mail| mail.lines().find_map(&find)) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no mail to {address} with what is looked for: {:#?}", self.server.outbox());
    }

    pub async fn at_phone(&self, whose: &str) -> Person {
        let page = self.browser.phone(whose).await;
        let key = page.authenticator().await;
        Person { page, key }
    }

    pub async fn at_desk(&self, whose: &str) -> Person {
        let page = self.browser.desk(whose).await;
        let key = page.authenticator().await;
        Person { page, key }
    }

    /// The coach of the demonstration with her board before her.
    pub async fn coach_at_the_board(&self) -> Person {
        let coach = self.at_desk("coach").await;
        coach.gets_in(&self.printed("coach")).await;
        coach.page.open(self.server.url(BOARD)).await;
        coach.page.part("board-row").await;
        coach
    }

    /// The privacy officer of the demonstration with the questions of clients before her.
    pub async fn officer_at_her_list(&self) -> Person {
        let officer = self.at_desk("fg").await;
        officer.gets_in(&self.printed("privacy officer")).await;
        officer.page.open(self.server.url("/")).await;
        officer.page.part("case-line").await;
        officer
    }

    /// A bureau with a coach at her desk.
    pub async fn coach(&self) -> Person {
        let administrator = self.at_desk("beheerder").await;
        administrator.gets_in(&self.printed("administrator")).await;
        let coach = self.works_here(&administrator, "coach", ("Samira Haddad", "samira@bureau.example", "coach")).await;
        coach.page.part("new-client").await;
        coach
    }

    /// Somebody is invited by name, address and role, and gets in at a desk of her own.
    pub async fn works_here(&self, administrator: &Person, whose: &str, who: (&str, &str, &str)) -> Person {
        let (page, (called, email, role)) = (&administrator.page, who);
        page.part("bureau-name").await;
        page.fill_part("staff-name", called).await;
        page.fill_part("staff-email", email).await;
        page.click_css(&format!("[data-test='staff-role'] input[value='{role}']"), 0).await;
        page.click("staff-invite").await;
        let shown = page.part("staff-code").await.text().await.unwrap();
        let code = six_digits(&shown);
        assert!(!shown.contains("/invite#"), "the administrator's screen shows one half only: {shown}");
        let staff = self.at_desk(whose).await;
        staff.gets_in(&Halves { link: self.link_mailed_to(email).await, code }).await;
        staff
    }
}

/// Quoted-printable soft line breaks taken out.
fn unfold(mail: &str) -> String {
    mail.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")
}

fn printed(said: &str, role: &str) -> Halves {
    let rest = said.rsplit_once(&format!("  {role}: ")).unwrap_or_else(|| panic!("nothing for a {role} in {said}")).1;
    let after = |word: &str| {
        let rest = rest.split_once(word).unwrap_or_else(|| panic!("no {word} in {rest}")).1;
        rest.split_whitespace().next().unwrap().to_owned()
    };
    Halves { link: after("link"), code: after("code") }
}

pub fn six_digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.get(..6).unwrap_or_else(|| panic!("six digits in «{text}»")).to_owned()
}

/// What every page gets on top of the harness: the marks that the product carries for its tests.
impl Person {
    /// Opens the link, types the code, reads, and makes a key.
    pub async fn gets_in(&self, halves: &Halves) {
        self.page.open(&halves.link).await;
        self.page.fill_part("invite-code", &halves.code).await;
        self.page.click("invite-continue").await;
        self.page.click("make-key").await;
        self.page.part("to-me").await;
        let bound = "return (await (await fetch('/api/me')).json()).bound";
        if self.page.js_async(bound, vec![]).await == serde_json::json!(false) {
            self.promises().await;
        }
    }

    /// Whoever works here promises secrecy before she sees anything (F65).
    pub async fn promises(&self) {
        self.page.click("pledge").await;
        let gone = async || self.page.driver.find(By::Css("[data-test='pledge-page']")).await.is_err().then_some(());
        self.page.until("the promise is made", gone).await;
    }

    /// Another device of hers, to which her system has brought the key: she chooses it from the list under the field.
    pub async fn at_another_device(&self, world: &World, whose: &str) -> Person {
        let other = world.at_desk(whose).await;
        let keys = self.page.passkeys(&self.key).await;
        other.page.receives(&other.key, &keys[0]).await;
        other.page.open(world.server.url(HOME)).await;
        other.page.part("to-me").await;
        other
    }

    /// The coach takes on a client and invites her: the link is mailed, the code is on the coach's screen.
    pub async fn takes_on(&self, name: &str, mail: &str) -> String {
        let page = &self.page;
        page.click("new-client").await;
        page.fill_part("client-name", name).await;
        page.fill_part("client-email", mail).await;
        page.click("client-save").await;
        page.click("invite-mail").await;
        let code = page.part("invite-code").await.text().await.unwrap();
        assert!(!page.text().await.contains("/invite#"), "F7: no screen of staff shows both halves");
        six_digits(&code)
    }

    /// The coach says that the regulation was discussed today.
    pub async fn discusses_the_regulation(&self) {
        self.page.picks_date("discuss-date").await;
        self.page.click("discuss-save").await;
    }

    /// The coach records a conversation of today and opens its summary to write.
    pub async fn records_a_consult(&self) {
        self.page.click("consult-new").await;
        self.page.picks_date("consult-date").await;
        self.page.click("consult-save").await;
    }

    /// The coach writes passages and sends them.
    pub async fn writes_and_sends(&self, passages: &[&str]) {
        let page = &self.page;
        for (at, words) in passages.iter().enumerate() {
            let field = page
                .until(format!("passage {at}"), async || {
                    let fields = page.driver.find_all(By::Css("[data-test='passage']")).await.ok()?;
                    if fields.len() <= at {
                        page.click("add-passage").await;
                        return None;
                    }
                    fields.into_iter().nth(at)
                })
                .await;
            page.until("a passage that can be emptied", async || field.clear().await.ok()).await;
            page.type_into(&field, words).await;
        }
        page.click("send-summary").await;
        page.click("send-confirm").await;
        page.part("consult-status").await;
    }
}

/// Marks as people's hands.
pub trait Hands {
    async fn click(&self, mark: &str);
    async fn click_nth(&self, mark: &str, at: usize);
    async fn click_css(&self, selector: &str, at: usize);
    async fn are_there(&self, mark: &str, count: usize);
    async fn fill_part(&self, mark: &str, text: &str);
    async fn picks_date(&self, mark: &str);
    async fn picks_day(&self, mark: &str, days: i64);
    async fn sets_date(&self, mark: &str, day: &str);
    async fn chooses(&self, mark: &str, text: &str);
}

impl Hands for Page {
    async fn click(&self, mark: &str) {
        self.click_nth(mark, 0).await;
    }

    async fn click_nth(&self, mark: &str, at: usize) {
        self.click_css(&format!("[data-test='{mark}']"), at).await;
    }

    /// Of several that fit the one at this place, moved to where no bar lies over it; a page that redraws is tried again.
    async fn click_css(&self, selector: &str, at: usize) {
        let press = async || {
            let found = self.driver.find_all(By::Css(selector)).await.ok()?;
            let element = found.get(at)?;
            element.scroll_into_view().await.ok()?;
            // While the page still comes, what is pressed could move away from under the finger.
            let before = element.rect().await.ok()?;
            tokio::time::sleep(STILL).await;
            let after = element.rect().await.ok()?;
            if (before.x, before.y) != (after.x, after.y) {
                return None;
            }
            element.click().await.ok()
        };
        self.until(format!("«{selector}» ({at}) can be pressed"), press).await;
    }

    /// Waits until there are so many, no more and no fewer.
    async fn are_there(&self, mark: &str, count: usize) {
        let there = async || {
            let found = self.driver.find_all(By::Css(format!("[data-test='{mark}']"))).await.ok()?;
            (found.len() == count).then_some(())
        };
        self.until(format!("{count} × {mark}"), there).await;
    }

    async fn fill_part(&self, mark: &str, text: &str) {
        let field = self.part(mark).await;
        self.until(format!("«{mark}» that can be emptied"), async || field.clear().await.ok()).await;
        self.type_into(&field, text).await;
    }

    /// Chooses a line of a list by its text.
    async fn chooses(&self, mark: &str, text: &str) {
        self.part(mark).await;
        let script = "const list = document.querySelector(`[data-test='${arguments[0]}']`);
            const option = [...list.options].find(option => option.text.trim() === arguments[1]);
            if (!option) return false;
            list.value = option.value;
            list.dispatchEvent(new Event('change', { bubbles: true }));
            return true;";
        let chosen = async || (self.js(script, vec![json!(mark), json!(text)]).await == json!(true)).then_some(());
        self.until(format!("{text} in the list {mark}"), chosen).await;
    }

    /// Today, by the device; the field's own picker is the system's.
    async fn picks_date(&self, mark: &str) {
        self.picks_day(mark, 0).await;
    }

    async fn picks_day(&self, mark: &str, days: i64) {
        let script = "return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' })
            .format(new Date(Date.now() + arguments[0] * 86400000))";
        let day = self.js(script, vec![json!(days)]).await;
        self.sets_date(mark, day.as_str().unwrap()).await;
    }

    async fn sets_date(&self, mark: &str, day: &str) {
        self.part(mark).await;
        let script = "const field = document.querySelector(`[data-test='${arguments[0]}']`);
            field.value = arguments[1];
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        self.js(script, vec![json!(mark), json!(day)]).await;
    }
}

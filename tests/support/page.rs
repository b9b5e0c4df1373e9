//! One person's device: opens pages, finds things as a screen reader would, presses, types, and waits without sleeping.

use std::fmt::Display;
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::Screen;

/// How long a person waits before she gives up.
const PATIENCE: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(40);

/// A tab on somebody's device. `driver` is there for what has no sentence here yet.
pub struct Page {
    pub whose: String,
    pub driver: WebDriver,
    /// The screen of her device.
    pub screen: Screen,
}

impl Page {
    pub(crate) fn new(whose: &str, driver: WebDriver, screen: Screen) -> Self {
        Self { whose: whose.to_owned(), driver, screen }
    }

    // -- where we are

    /// Opens an address.
    pub async fn open(&self, url: impl AsRef<str>) {
        self.driver.goto(url.as_ref()).await.unwrap_or_else(|e| panic!("{} opens {}: {e}", self.whose, url.as_ref()));
    }

    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page loads again");
    }

    /// Path and fragment of the address, without the origin.
    pub async fn path(&self) -> String {
        let url = self.driver.current_url().await.expect("a page has an address");
        let (query, fragment) = (url.query().map(|q| format!("?{q}")), url.fragment().map(|f| format!("#{f}")));
        format!("{}{}{}", url.path(), query.unwrap_or_default(), fragment.unwrap_or_default())
    }

    /// Waits until the path is this one.
    pub async fn at(&self, path: &str) {
        self.until(format!("the address {path}"), async || (self.path().await == path).then_some(())).await;
    }

    /// What is to be read on the page.
    pub async fn text(&self) -> String {
        let text = self.try_js("return document.body ? document.body.innerText : ''", vec![]).await;
        text.ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }

    // -- waiting

    /// Waits until the answer is there; else fails with what was awaited, a screenshot and the text of the page.
    pub async fn until<T>(&self, what: impl Display, mut answer: impl AsyncFnMut() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = answer().await {
                return found;
            }
            if begun.elapsed() > PATIENCE {
                self.fail(format!("{what} did not come in {} seconds", PATIENCE.as_secs())).await;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Ends the test with the state of this page.
    pub async fn fail(&self, why: impl Display) -> ! {
        let shot = self.shot(&format!("failed-{}", self.whose)).await;
        let (path, text, trouble) = (self.path().await, self.text().await, self.trouble().await);
        panic!(
            "{}: {why}\n  at {path}\n  screenshot {shot}\n  the page says: {text}\n  the console says: {trouble:#?}",
            self.whose
        );
    }

    /// Waits until this text can be read.
    pub async fn sees(&self, text: &str) {
        self.until(format!("the text «{text}»"), async || self.text().await.contains(text).then_some(())).await;
    }

    /// Waits until this text is gone.
    pub async fn sees_no(&self, text: &str) {
        self.until(format!("the end of the text «{text}»"), async || {
            (!self.text().await.contains(text)).then_some(())
        })
        .await;
    }

    /// Waits for the first element of a CSS selector.
    pub async fn css(&self, selector: &str) -> WebElement {
        self.until(selector, async || self.driver.find(By::Css(selector)).await.ok()).await
    }

    /// Waits for the element with this `data-test`.
    pub async fn part(&self, name: &str) -> WebElement {
        self.css(&format!("[data-test='{name}']")).await
    }

    /// Until this has the focus, by its mark or its id: it is given once what went away has been drawn.
    pub async fn focus_is(&self, wanted: &str) {
        let script = "const e = document.activeElement; return [e.dataset.test ?? '', e.id].includes(arguments[0])";
        let there = async || (self.js(script, vec![wanted.into()]).await == true).then_some(());
        self.until(format!("the focus on {wanted}"), there).await;
    }

    /// Waits until no element has this `data-test`.
    pub async fn has_no(&self, mark: &str) {
        let selector = format!("[data-test='{mark}']");
        let gone = async || self.driver.find_all(By::Css(&selector)).await.ok()?.is_empty().then_some(());
        self.until(format!("«{mark}» is not there"), gone).await;
    }

    /// Waits for the element with this role and accessible name, as a screen reader has them. `…` at the end of the
    /// name stands for any rest. Where several fit, it is the first.
    pub async fn role(&self, role: &str, name: &str) -> WebElement {
        self.until(format!("the {role} «{name}»"), async || self.roles(role, name).await.into_iter().next()).await
    }

    /// Every element with this role and name now, in the order of the page.
    pub async fn roles(&self, role: &str, name: &str) -> Vec<WebElement> {
        self.try_roles(role, name).await.unwrap_or_default()
    }

    /// Names and states of everything with this role now, as a screen reader has them.
    pub async fn names(&self, role: &str) -> Vec<String> {
        let nodes = self.accessible(role).await.unwrap_or_default();
        nodes.iter().map(|node| node["name"]["value"].as_str().unwrap_or_default().to_owned()).collect()
    }

    async fn accessible(&self, role: &str) -> WebDriverResult<Vec<Value>> {
        let cdp = self.driver.cdp();
        let document = cdp.send_raw("DOM.getDocument", json!({ "depth": 0 })).await?;
        let query = json!({ "nodeId": document["root"]["nodeId"], "role": role });
        let found = cdp.send_raw("Accessibility.queryAXTree", query).await?;
        let nodes = found["nodes"].as_array().cloned().unwrap_or_default();
        Ok(nodes.into_iter().filter(|node| node["ignored"] != json!(true)).collect())
    }

    async fn try_roles(&self, role: &str, name: &str) -> WebDriverResult<Vec<WebElement>> {
        let mut elements = Vec::new();
        for node in self.accessible(role).await? {
            let actual = node["name"]["value"].as_str().unwrap_or_default().trim().to_owned();
            let fits = name.strip_suffix('…').map_or(actual == name, |beginning| actual.starts_with(beginning));
            if fits {
                elements.push(self.element(&node["backendDOMNodeId"]).await?);
            }
        }
        Ok(elements)
    }

    /// From a node of the DevTools protocol to an element of the WebDriver protocol, by way of the page.
    async fn element(&self, node: &Value) -> WebDriverResult<WebElement> {
        let cdp = self.driver.cdp();
        let object = cdp.send_raw("DOM.resolveNode", json!({ "backendNodeId": node })).await?;
        let keep = json!({ "objectId": object["object"]["objectId"], "functionDeclaration": "function () { window.__found = this }" });
        cdp.send_raw("Runtime.callFunctionOn", keep).await?;
        self.driver
            .execute("const found = window.__found; delete window.__found; return found", vec![])
            .await?
            .element()
    }

    // -- doing

    /// Presses the button or link of this name.
    pub async fn press(&self, name: &str) {
        self.press_role("button", name).await;
    }

    /// Follows the link of this name.
    pub async fn follow(&self, name: &str) {
        self.press_role("link", name).await;
    }

    /// Presses what has this role and name, once it can be pressed: a page that redraws is tried again.
    pub async fn press_role(&self, role: &str, name: &str) {
        let press = async || {
            let element = self.roles(role, name).await.into_iter().next()?;
            if !element.is_enabled().await.ok()? {
                return None;
            }
            element.click().await.ok()
        };
        self.until(format!("a {role} «{name}» that can be pressed"), press).await;
    }

    /// Types into the field of this label, in place of what stood there.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.role("textbox", label).await;
        field.clear().await.expect("a field can be emptied");
        self.type_into(&field, text).await;
    }

    /// Types as a keyboard does; what chromedriver cannot type (emoji and their like) is inserted as by an input method.
    pub async fn type_into(&self, field: &WebElement, text: &str) {
        field.focus().await.expect("a field takes the focus");
        if text.chars().any(|c| u32::from(c) > 0xffff) || text.len() > 2000 {
            self.cdp("Input.insertText", json!({ "text": text })).await;
        } else {
            field.send_keys(text).await.expect("a field takes text");
        }
    }

    /// Presses keys where the focus is, for instance `Key::Tab`.
    pub async fn keys(&self, keys: impl Into<TypingData>) {
        let focus = self.driver.active_element().await.expect("something has the focus");
        focus.send_keys(keys).await.expect("keys can be pressed");
    }

    // -- the machine room

    /// Runs a script: `return …`, arguments in `arguments`.
    pub async fn js(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.try_js(script, arguments).await.unwrap_or_else(|e| panic!("{}: {e}\n{script}", self.whose))
    }

    async fn try_js(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        Ok(self.driver.execute(script, arguments).await?.json().clone())
    }

    /// Runs a script with `await` in it and gives what it returns; what it throws ends the test.
    pub async fn js_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        let wrapped = format!(
            "const done = arguments[arguments.length - 1], body = async function () {{ {script} }};
             body.apply(null, arguments).then(v => done({{ v }}), e => done({{ e: String(e) }}))"
        );
        let answer =
            self.driver.execute_async(wrapped, arguments).await.unwrap_or_else(|e| panic!("{}: {e}", self.whose));
        let answer = answer.json();
        assert!(answer["e"].is_null(), "{}: {}\n{script}", self.whose, answer["e"]);
        answer["v"].clone()
    }

    /// Sends a command of the DevTools protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|e| panic!("{}: {method}: {e}", self.whose))
    }

    pub async fn resize(&self, screen: Screen) {
        let scale = if screen.phone { 2 } else { 1 };
        let metrics = json!({ "width": screen.width, "height": screen.height, "deviceScaleFactor": scale, "mobile": screen.phone });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
        self.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": screen.phone, "maxTouchPoints": 1 })).await;
    }

    /// Light or dark, reduced motion, forced colours: `page.prefers(&[("prefers-color-scheme", "dark")])`.
    pub async fn prefers(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Cuts the network of this tab; of who is signed in, when what she may open next has come (`app/src/fetched.rs`).
    pub async fn goes_offline(&self) {
        // What comes last is another part in each of the two programs.
        let ahead = "const came = performance.getEntriesByType('resource').filter(one => one.responseEnd > 0);
            const last = came.some(one => one.name.includes('/desk/program-')) ? '/split_open.wasm' : '/split_me.wasm';
            return !document.querySelector(\"[data-test='lock']\") || came.some(one => one.name.endsWith(last))";
        self.until("the other pages", async || (self.js(ahead, vec![]).await == json!(true)).then_some(())).await;
        self.network(true).await;
    }

    /// Gives the network of this tab back.
    pub async fn comes_online(&self) {
        self.network(false).await;
    }

    /// From now on these files of this tab do not come; none is all of them again.
    pub async fn blocks(&self, files: &[&str]) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setBlockedURLs", json!({ "urls": files })).await;
    }

    async fn network(&self, offline: bool) {
        self.cdp("Network.enable", json!({})).await;
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.emulateNetworkConditions", conditions).await;
    }

    /// Saves the whole page, also what is below the fold, as `<name>.png` among the screenshots; gives the path.
    pub async fn shot(&self, name: &str) -> String {
        let file =
            crate::shots().join(format!("{}.png", name.replace(|c: char| !c.is_alphanumeric() && c != '-', "-")));
        let capture = json!({ "format": "png", "captureBeyondViewport": true });
        match self.driver.cdp().send_raw("Page.captureScreenshot", capture).await {
            Ok(shot) => {
                let png = base64::engine::general_purpose::STANDARD.decode(shot["data"].as_str().unwrap_or_default());
                std::fs::write(&file, png.expect("a screenshot is base64")).expect("a screenshot can be written");
                file.display().to_string()
            }
            Err(error) => format!("none: {error}"),
        }
    }

    /// What went wrong since it was last asked: uncaught errors, rejected promises, reports of the content policy,
    /// `console.error`, files that were not there. Answers of `/api` and a cut network are not among them.
    pub async fn trouble(&self) -> Vec<String> {
        let entries = self.driver.browser_log().await.unwrap_or_default();
        let bad = entries.into_iter().filter(|entry| {
            let network = entry.source.as_deref() == Some("network");
            let expected = entry.message.contains("/api/") || entry.message.contains("net::ERR_");
            (entry.level == "SEVERE" && !(network && expected)) || entry.source.as_deref() == Some("security")
        });
        bad.map(|entry| format!("{}: {}", entry.source.unwrap_or_default(), entry.message)).collect()
    }

    /// Fails if anything went wrong since it was last asked.
    pub async fn has_no_trouble(&self) {
        let trouble = self.trouble().await;
        assert!(trouble.is_empty(), "{}: {trouble:#?}", self.whose);
    }
}

impl Drop for Page {
    /// The browser ends its devices; a farewell of each would block the test's own thread, for minutes at worst.
    fn drop(&mut self) {
        let _ = self.driver.clone().leak();
    }
}

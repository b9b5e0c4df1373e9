//! The measures of a walk over screens: what axe-core finds, what does not fit 320 pixels, what is too small to touch,
//! and what went wrong unseen. Each open page is looked at in light and dark, in Dutch and in English.

use serde_json::Value;
use support::browser::{DESK, PHONE, Screen};
use support::page::Page;

use crate::people::Hands;
use crate::unsure::{FAINT, NOTHING_STICKS, unexplained};

/// The narrowest phone, which is also a desk enlarged four times (U6).
const NARROW: Screen = Screen { width: 320, height: 640, phone: true };

/// Until every colour that is on its way has come.
const STANDS: &str = "await Promise.all(document.getAnimations().filter(one => one instanceof CSSTransition)
    .map(one => one.finished.catch(() => {})))";

/// What sticks out to the side at this width.
const STICKS_OUT: &str = "const [width] = arguments;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > width + 1)
        .map(e => `${e.tagName}.${e.className} to ${Math.round(e.getBoundingClientRect().right)}`)";

/// Targets below 44 pixels (U4). A link within a sentence is as high as its line; a field is also its label.
const TOO_SMALL: &str = "const within = e => e.tagName === 'A' && getComputedStyle(e).display === 'inline'
        && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    const label = e => e.type === 'radio' || e.type === 'checkbox' ? e.closest('label') ?? e : e;
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter(e => e.checkVisibility({ visibilityProperty: true }) && !within(e) && !e.closest('.sr-only, .skip'))
        .filter(e => !document.querySelector('dialog:modal') || e.closest('dialog:modal'))
        .map(e => [e, label(e).getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.width < 43.5 || box.height < 43.5))
        .map(([e, box]) => `${e.tagName} «${e.innerText ?? e.name}» ${Math.round(box.width)}×${Math.round(box.height)}`)";

/// Letters twice as large (U9), and the spacing that people set for themselves (U6).
const SETTINGS: [(&str, &str); 2] = [
    ("letters twice as large", "html { font-size: 200% !important }"),
    (
        "wider spacing",
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }",
    ),
];

/// Sets the page as somebody's own style sheet would; with nothing it is as it was.
const SET: &str =
    "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]); document.adoptedStyleSheets = [sheet]";

/// What moves for longer than an eye follows, or for ever. What began before the wish for less motion may end first.
const MOVES: &str = "const moving = () => document.getAnimations()
        .filter(a => a.playState === 'running' && a.effect.getComputedTiming().endTime > 1);
    for (let tries = 0; tries < 60 && moving().length; tries++) await new Promise(done => setTimeout(done, 50));
    return moving().map(a => `${a.effect.target.tagName}.${a.effect.target.className}`)";

/// What one walk finds wrong; told all at once, since a walk is long.
#[derive(Default)]
pub struct Walk {
    /// Whether what was found was asked for.
    ended: bool,
    pub wrong: Vec<String>,
    screens: usize,
}

impl Walk {
    /// Looks at the open page in every way, in the language it is in and in the other one, in which it stays.
    pub async fn look(&mut self, page: &Page, name: &str) {
        self.screens += 1;
        self.shoot(page, name).await;
        for turn in ["", " in the other language"] {
            if !turn.is_empty() {
                self.speak_the_other(page).await;
            }
            page.js(SET, vec![NOTHING_STICKS.into()]).await;
            let found = page.axe().await;
            page.js(SET, vec!["".into()]).await;
            let found = found.iter().flat_map(unexplained);
            self.wrong.extend(found.map(|violation| format!("{name}{turn}: {violation}")));
            self.measure(page, &format!("{name}{turn}")).await;
        }
        self.wrong.extend(page.trouble().await.into_iter().map(|trouble| format!("{name}: {trouble}")));
    }

    /// The same, goes on in Dutch, and keeps how it looks at the other width too.
    pub async fn look_around(&mut self, page: &Page, name: &str) {
        self.look(page, name).await;
        page.click("lang-nl").await;
        page.resize(if page.screen.phone { DESK } else { PHONE }).await;
        page.shot(&format!("{name}-other")).await;
        page.resize(page.screen).await;
    }

    pub async fn measure(&mut self, page: &Page, name: &str) {
        let screen = page.screen;
        for measured in [screen, NARROW] {
            page.resize(measured).await;
            for (script, what) in [(STICKS_OUT, "sticks out"), (TOO_SMALL, "too small")] {
                self.find(page, script, measured, &format!("{name} at {}: {what}", measured.width)).await;
            }
        }
        page.resize(screen).await;
        for (setting, sheet) in SETTINGS {
            page.js(SET, vec![sheet.into()]).await;
            self.find(page, STICKS_OUT, screen, &format!("{name} with {setting}: sticks out")).await;
        }
        page.js(SET, vec!["".into()]).await;
        page.prefers(&[("prefers-reduced-motion", "reduce")]).await;
        self.tell(page.js_async(MOVES, vec![]).await, &format!("{name}: moves"));
        page.prefers(&[]).await;
    }

    async fn find(&mut self, page: &Page, script: &str, screen: Screen, what: &str) {
        self.tell(page.js(script, vec![screen.width.into()]).await, what);
    }

    fn tell(&mut self, found: Value, what: &str) {
        let found: Vec<String> = serde_json::from_value(found).unwrap();
        self.wrong.extend(found.into_iter().take(4).map(|place| format!("{what}: {place}")));
    }

    /// Behind a question that stands on top the switch is pressed by script: nobody else could.
    async fn speak_the_other(&self, page: &Page) {
        let switch = "const other = document.querySelector(\"[data-test^='lang-'][aria-pressed='false']\");
            if (other) other.click(); return Boolean(other)";
        page.js(switch, vec![]).await;
    }

    async fn shoot(&mut self, page: &Page, name: &str) {
        for scheme in ["light", "dark"] {
            // Without motion: a colour on its way is not the one that stays.
            page.prefers(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            page.js_async(STANDS, vec![]).await;
            page.shot(&format!("{name}-{scheme}")).await;
        }
        page.prefers(&[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")]).await;
        page.js_async(STANDS, vec![]).await;
        self.find(page, FAINT, DESK, &format!("{name} in forced colours")).await;
        page.shot(&format!("{name}-forced")).await;
        page.prefers(&[]).await;
    }

    pub fn ends(mut self) {
        self.ended = true;
        assert!(self.wrong.is_empty(), "{} on {} screens:\n{}", self.wrong.len(), self.screens, self.wrong.join("\n"));
    }
}

impl Drop for Walk {
    /// What was found counts for nothing in a test that does not ask.
    fn drop(&mut self) {
        assert!(self.ended || std::thread::panicking(), "the walk over {} screens never ended", self.screens);
    }
}

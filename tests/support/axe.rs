//! What axe-core finds on the open page, in light and in dark.

use std::fmt;

use serde::Deserialize;
use serde_json::json;

use crate::page::Page;

/// A rule of accessibility that the page breaks, or of which axe-core cannot tell (`unsure`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub rule: String,
    pub impact: String,
    pub unsure: bool,
    pub help: String,
    pub scheme: &'static str,
    /// The selector of each element, and what is wrong with it.
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unsure = if self.unsure { "unsure, " } else { "" };
        write!(f, "{} ({unsure}{}, {}): {}", self.rule, self.impact, self.scheme, self.help)?;
        self.places.iter().try_for_each(|place| write!(f, "\n    {place}"))
    }
}

#[derive(Deserialize)]
struct Found {
    id: String,
    impact: Option<String>,
    unsure: bool,
    help: String,
    nodes: Vec<String>,
}

const RUN: &str = r"
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
    // A colour that is still fading in would be judged halfway; what turns for ever is not waited for.
    const ends = document.getAnimations().filter(animation => animation.effect.getComputedTiming().endTime < Infinity);
    const late = new Promise(done => setTimeout(done, 1000));
    await Promise.race([Promise.allSettled(ends.map(animation => animation.finished)), late]);
    const result = await axe.run(document, { runOnly: tags, resultTypes: ['violations', 'incomplete'] });
    const list = (found, unsure) => found.map(v => ({ id: v.id, impact: v.impact, unsure, help: v.help,
        nodes: v.nodes.map(n => n.target.join(' ') + ': ' + n.failureSummary.replace(/\s+/g, ' ')) }));
    return [...list(result.violations, false), ...list(result.incomplete, true)];
";

impl Page {
    /// Every violation of WCAG 2.2 A and AA and of good practice, and what axe-core leaves to a human being, in both
    /// colour schemes.
    pub async fn axe(&self) -> Vec<Violation> {
        if self.js("return typeof axe", vec![]).await == "undefined" {
            let path = crate::cache().join("tools/node_modules/axe-core/axe.min.js");
            let script = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            self.js(&script, vec![]).await;
        }
        let mut violations = Vec::new();
        for scheme in ["light", "dark"] {
            self.prefers(&[("prefers-color-scheme", scheme)]).await;
            let found: Vec<Found> =
                serde_json::from_value(self.js_async(RUN, vec![]).await).expect("axe answers a list");
            violations.extend(found.into_iter().map(|Found { id, impact, unsure, help, nodes }| Violation {
                rule: id,
                impact: impact.unwrap_or_default(),
                unsure,
                help,
                scheme,
                places: nodes,
            }));
        }
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": [] })).await;
        violations
    }

    /// Fails with everything axe-core finds.
    pub async fn is_accessible(&self) {
        let mut violations = self.axe().await;
        violations.retain(|violation| !violation.unsure);
        if !violations.is_empty() {
            let list: Vec<String> = violations.iter().map(ToString::to_string).collect();
            self.fail(format!("not accessible:\n  {}", list.join("\n  "))).await;
        }
    }
}

//! The proof of a signature, for who wants to see or keep it.

use leptos::prelude::*;
use serde_json::Value;
use shared::time::Timestamp;

use crate::clock;
use crate::ui::{Disclosure, Fact, Facts};
use crate::words::{Word, language, say};

/// The sentence, the key and the signature, and everything together as it is kept.
#[component]
pub fn EvidenceDetails(evidence: Value) -> impl IntoView {
    let lang = language();
    let whole = serde_json::to_string_pretty(&evidence).unwrap_or_default();
    let said = |path: &str| evidence.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
    let device_at = said("/statement/device_at").parse::<Timestamp>().ok();
    let device_at = move || device_at.map(|at| clock::moment(lang.get(), at));
    let sentence = said("/statement/sentence");
    let (key, algorithm) = (said("/credential_id"), said("/public_key/alg"));
    let (signature, commitment) = (said("/signature"), said("/statement/commitment"));
    view! {
        <Disclosure summary=say(Word::PhoneProofTitle)>
            <div class="stack" data-test="evidence">
                <p class="small">{say(Word::PhoneProofText)}</p>
                <Facts>
                    <Fact name=say(Word::PhoneProofSentence)>{sentence}</Fact>
                    <Fact name=say(Word::PhoneProofDeviceTime)>{device_at}</Fact>
                    <Fact name=say(Word::PhoneProofKey)><code>{key}</code></Fact>
                    <Fact name=say(Word::PhoneProofAlgorithm)>{algorithm}</Fact>
                    <Fact name=say(Word::PhoneProofSignature)><code>{signature}</code></Fact>
                    <Fact name=say(Word::PhoneProofFingerprint)><code>{commitment}</code></Fact>
                </Facts>
                <Disclosure summary=say(Word::PhoneProofWhole)>
                    <pre class="small" tabindex="0">{whole}</pre>
                </Disclosure>
            </div>
        </Disclosure>
    }
}

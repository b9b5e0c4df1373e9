//! The proof of a signature, for who wants to see or keep it.

use leptos::prelude::*;
use shared::evidence::{CoseKey, Evidence};

use crate::clock;
use crate::ui::{Disclosure, Fact, Facts};
use crate::words::{Word, language, say};

const fn algorithm(key: &CoseKey) -> &'static str {
    match key {
        CoseKey::Es256 { .. } => "ES256",
        CoseKey::Es384 { .. } => "ES384",
        CoseKey::Rs256 { .. } => "RS256",
    }
}

/// The sentence, the key and the signature, and everything together as it is kept.
#[component]
pub fn EvidenceDetails(evidence: Evidence) -> impl IntoView {
    let lang = language();
    let whole = serde_json::to_string_pretty(&evidence).unwrap_or_default();
    let device_at = evidence.statement.device_at;
    view! {
        <Disclosure summary=say(Word::PhoneProofTitle)>
            <div class="stack" data-test="evidence">
                <p class="small">{say(Word::PhoneProofText)}</p>
                <Facts>
                    <Fact name=say(Word::PhoneProofSentence)>{evidence.statement.sentence.to_string()}</Fact>
                    <Fact name=say(Word::PhoneProofDeviceTime)>{move || clock::moment(lang.get(), device_at)}</Fact>
                    <Fact name=say(Word::PhoneProofKey)>
                        <code>{evidence.credential_id.to_string()}</code>
                    </Fact>
                    <Fact name=say(Word::PhoneProofAlgorithm)>{algorithm(&evidence.public_key)}</Fact>
                    <Fact name=say(Word::PhoneProofSignature)>
                        <code>{evidence.signature.to_string()}</code>
                    </Fact>
                    <Fact name=say(Word::PhoneProofFingerprint)>
                        <code>{evidence.statement.commitment.to_string()}</code>
                    </Fact>
                </Facts>
                <Disclosure summary=say(Word::PhoneProofWhole)>
                    <pre class="small" tabindex="0">{whole}</pre>
                </Disclosure>
            </div>
        </Disclosure>
    }
}

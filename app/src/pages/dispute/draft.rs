//! Her draft of what is not right, as it is kept while she types.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::parts::{Keeper, Keeping};
use crate::ui::announcer;
use crate::words::{Word, language};

/// A passage she marked, as the draft keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptMark {
    pub passage: u16,
    pub proposed: String,
    pub why: String,
}

/// Everything she typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Kept {
    pub marks: Vec<KeptMark>,
    pub remark: String,
}

/// Whether what she typed is safe.
#[component]
pub(super) fn DraftLine(keeper: Keeper) -> impl IntoView {
    let lang = language();
    let said = move || {
        let lang = lang.get();
        match keeper.state().get() {
            Keeping::Nothing => String::new(),
            Keeping::Soon => lang.say(Word::PhoneDraftSaving).to_owned(),
            Keeping::At(at) => lang.fill(Word::PhoneDraftSaved, &[("time", &clock::time(lang, at))]),
            Keeping::Not(_) => lang.say(Word::PhoneDraftFailed).to_owned(),
        }
    };
    // Told aloud only when it is not safe: every save would be an interruption.
    let tell = announcer();
    let lost = Memo::new(move |_| matches!(keeper.state().get(), Keeping::Not(_)));
    Effect::new(move |_| {
        if lost.get() {
            tell(lang.get_untracked().say(Word::PhoneDraftFailed).to_owned());
        }
    });
    view! {
        <p class="small quiet numbers" data-test="draft-state">
            {said}
        </p>
    }
}

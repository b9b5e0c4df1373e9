//! One passage she can mark, and her words about it.

use leptos::prelude::*;
use shared::dossier::summaries::{Marking, Passage};
use shared::text::{PassageText, Remark, TextError};

use super::draft::KeptMark;
use crate::ui::{Button, Glyph, Icon, Look, TextArea, focus_by_id};
use crate::words::{Lang, Word, language, say};

/// A passage and what she says about it; unmarking it keeps her words until she leaves.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub passage: u16,
    pub on: RwSignal<bool>,
    pub proposed: RwSignal<String>,
    pub why: RwSignal<String>,
}

impl Mark {
    pub(super) fn restored(passage: u16, kept: Option<&KeptMark>) -> Self {
        Self {
            passage,
            on: RwSignal::new(kept.is_some()),
            proposed: RwSignal::new(kept.map(|kept| kept.proposed.clone()).unwrap_or_default()),
            why: RwSignal::new(kept.map(|kept| kept.why.clone()).unwrap_or_default()),
        }
    }

    /// As the draft keeps it, if it is marked.
    pub(super) fn kept(self) -> Option<KeptMark> {
        let (passage, on) = (self.passage, self.on.get());
        let (proposed, why) = (self.proposed.get(), self.why.get());
        on.then_some(KeptMark { passage, proposed, why })
    }

    /// The field of her words.
    fn proposal_id(self) -> String {
        format!("proposal-{}", self.passage)
    }

    /// The field of why she proposes them.
    fn why_id(self) -> String {
        format!("why-{}", self.passage)
    }

    /// As it is sent, if it is marked.
    ///
    /// # Errors
    /// What is not right yet, with the field where it is so.
    pub(super) fn marking(self) -> Result<Option<Marking>, Wrong> {
        if !self.on.get_untracked() {
            return Ok(None);
        }
        let (proposed, why) = (self.proposed.get_untracked(), self.why.get_untracked());
        let proposed = (!proposed.trim().is_empty()).then(|| PassageText::new(&proposed)).transpose();
        let why = (!why.trim().is_empty()).then(|| Remark::new(&why)).transpose();
        match (proposed, why) {
            (Ok(None), Ok(None)) => Err(vec![(self.proposal_id(), Word::PhoneDisputeMarkEmpty)]),
            (Ok(proposed), Ok(why)) => Ok(Some(Marking { passage: self.passage, proposed, why })),
            (proposed, why) => {
                let at = |id, error: Option<TextError>| error.map(|error| (id, unfit(error)));
                Err([at(self.proposal_id(), proposed.err()), at(self.why_id(), why.err())]
                    .into_iter()
                    .flatten()
                    .collect())
            }
        }
    }
}

/// The passage, with a button below it; a tap on the text marks it too.
#[component]
pub(super) fn MarkablePassage(mark: Mark, passage: Passage, wrong: RwSignal<Wrong>) -> impl IntoView {
    let words = String::from(passage.text);
    let text_id = format!("passage-{}", mark.passage);
    let described_by = text_id.clone();
    let copied = words.clone();
    view! {
        <li class="stack-close">
            <p
                class="passage"
                class:passage-disputed=move || mark.on.get()
                id=text_id
                on:click=move |_| mark.on.set(true)
            >
                {words}
            </p>
            <div>
                <button
                    type="button"
                    class="button button-secondary"
                    data-test="mark-passage"
                    aria-pressed=move || if mark.on.get() { "true" } else { "false" }
                    aria-describedby=described_by
                    on:click=move |_| mark.on.update(|on| *on = !*on)
                >
                    {move || view! { <Icon glyph=if mark.on.get() { Glyph::Check } else { Glyph::Pen } /> }}
                    <span>{say(Word::PhoneDisputeMark)}</span>
                </button>
            </div>
            {move || mark.on.get().then(|| view! { <Words mark wrong original=copied.clone() /> })}
        </li>
    }
}

#[component]
fn Words(mark: Mark, wrong: RwSignal<Wrong>, original: String) -> impl IntoView {
    let lang = language();
    let count = Callback::new(move |(used, most): (usize, usize)| characters(lang.get(), used, most));
    let empty = Memo::new(move |_| mark.proposed.with(String::is_empty));
    let copy = Callback::new(move |()| {
        mark.proposed.set(original.clone());
        focus_by_id(&mark.proposal_id());
    });
    view! {
        <div class="stack card">
            <TextArea
                label=say(Word::PhoneDisputeProposal)
                hint=crate::parts::text(Word::PhoneDisputeProposalHint)
                error=said(wrong, mark.proposal_id())
                value=mark.proposed
                id=mark.proposal_id()
                most=PassageText::MAX
                count
                mark="proposal"
            />
            {move || {
                empty
                    .get()
                    .then(|| {
                        view! {
                            <Button
                                text=say(Word::PhoneDisputeCopy)
                                look=Look::Quiet
                                glyph=Glyph::Document
                                on_press=copy
                                mark="copy-passage"
                            />
                        }
                    })
            }}
            <TextArea
                label=say(Word::PhoneDisputeWhy)
                error=said(wrong, mark.why_id())
                value=mark.why
                id=mark.why_id()
                rows=2
                most=Remark::MAX
                count
                mark="why"
            />
        </div>
    }
}

/// What is not right in the form yet, by the id of the field.
pub(super) type Wrong = Vec<(String, Word)>;

/// The word for a text that cannot be sent.
pub(super) const fn unfit(error: TextError) -> Word {
    match error {
        TextError::TooLong { .. } => Word::PhoneDisputeTooLong,
        _ => Word::FieldNotText,
    }
}

/// What is wrong with the field of this id.
pub(super) fn said(wrong: RwSignal<Wrong>, id: String) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
    let lang = language();
    move || wrong.with(|wrong| wrong.iter().find(|(at, _)| *at == id).map(|(_, word)| lang.get().say(*word)))
}

/// How much room is left, said only when it gets tight.
pub(super) fn characters(lang: Lang, used: usize, most: usize) -> String {
    match used.checked_sub(most) {
        Some(over) if over > 0 => lang.fill(Word::UiCharactersOver, &[("over", &over.to_string())]),
        _ if used.saturating_mul(5) < most.saturating_mul(4) => String::new(),
        _ => lang.fill(Word::UiCharacters, &[("used", &used.to_string()), ("most", &most.to_string())]),
    }
}

//! One mark of hers beside the text it is about, and the coach's decision on it: three equal ways.

use leptos::prelude::*;
use shared::dossier::summaries::Verdict;

use super::answer::{Answering, MarkAnswer};
use super::form::Wrongs;
use super::thread::Said;
use crate::ui::{Card, Glyph, Icon, Text, TextArea};
use crate::words::{DossierWord, language, told};

const WAYS: [(Verdict, DossierWord, Glyph, &str); 3] = [
    (Verdict::Accepted, DossierWord::AnswerAccept, Glyph::Check, "answer-accept"),
    (Verdict::Partly, DossierWord::AnswerPartly, Glyph::Pen, "answer-partly"),
    (Verdict::Refused, DossierWord::AnswerRefuse, Glyph::Cross, "answer-refuse"),
];

/// The mark and its answer.
#[component]
pub fn MarkCard(answering: Answering, mark: MarkAnswer, wrongs: Wrongs) -> impl IntoView {
    let lang = language();
    let (number, of) = (mark.number, answering.marks.with_value(Vec::len));
    let title =
        move || lang.get().fill_later(DossierWord::AnswerMark, &[("n", &number.to_string()), ("of", &of.to_string())]);
    let words = match (&mark.mark, &mark.whole) {
        (Some(marking), _) => {
            let (proposed, why) = (marking.proposed.clone(), marking.why.clone());
            view! {
                <div class="columns">
                    <div class="said">
                        <p class="small quiet">{told(DossierWord::AnswerTextNow)}</p>
                        <blockquote class="passage passage-disputed">{text_of(answering, marking.passage)}</blockquote>
                    </div>
                    <div class="stack-close">
                        {proposed.map(|text| view! { <Said what=DossierWord::AnswerProposed text=text.into() /> })}
                        {why.map(|text| view! { <Said what=DossierWord::AnswerWhy text=text.into() /> })}
                    </div>
                </div>
            }
            .into_any()
        }
        (None, Some(whole)) => {
            view! { <Said what=DossierWord::AnswerWhole text=whole.as_str().to_owned() /> }.into_any()
        }
        (None, None) => ().into_any(),
    };
    view! {
        <div data-test="mark">
            <Card title=title>
                {words}
                <Decision answering mark=mark.clone() wrongs />
                <Reason mark wrongs />
            </Card>
        </div>
    }
}

fn text_of(answering: Answering, passage: u16) -> String {
    answering.before.with_value(|before| {
        before.iter().find(|known| known.id == passage).map(|known| known.text.as_str().to_owned()).unwrap_or_default()
    })
}

/// Accept, accept in part, refuse: same size, none chosen beforehand.
#[component]
fn Decision(answering: Answering, mark: MarkAnswer, wrongs: Wrongs) -> impl IntoView {
    let (id, verdict) = (mark.verdict_id(), mark.verdict);
    let (error, error_id) = (wrongs.of(id.clone()), format!("{id}-error"));
    let undecided = Memo::new(move |_| error().filter(|_| verdict.get().is_none()));
    let has_words = mark.mark.as_ref().is_some_and(|marking| marking.proposed.is_some());
    let decide = Callback::new(move |(chosen,): (Verdict,)| {
        let before = verdict.get_untracked();
        verdict.set(Some(chosen));
        fill_in(answering, &mark, before, chosen);
    });
    let ways = WAYS.into_iter().enumerate().map(|(at, (way, word, glyph, name))| {
        // The first bears the id, so that an error leads to something that takes the focus.
        let id = (at == 0).then(|| id.clone());
        view! {
            <button
                type="button"
                class="choice"
                id=id
                data-test=name
                aria-pressed=move || if verdict.get() == Some(way) { "true" } else { "false" }
                on:click=move |_| decide.run((way,))
            >
                <Icon glyph />
                <span>{told(word)}</span>
            </button>
        }
    });
    let ways = ways.collect_view();
    let does = move || {
        let word = match verdict.get()? {
            Verdict::Accepted if has_words => DossierWord::AnswerAcceptDoes,
            Verdict::Accepted => DossierWord::AnswerAcceptWrite,
            Verdict::Partly => DossierWord::AnswerPartlyDoes,
            Verdict::Refused => DossierWord::AnswerRefuseDoes,
        };
        Some(view! { <p class="small">{told(word)}</p> })
    };
    view! {
        <div class="stack-close">
            <p class="group-label">{told(DossierWord::AnswerQuestion)}</p>
            <p class="field-error" id=error_id.clone() hidden=move || undecided.with(Option::is_none)>{undecided}</p>
            <div
                class="choices"
                role="group"
                aria-label=told(DossierWord::AnswerQuestion)
                aria-describedby=move || undecided.with(Option::is_some).then(|| error_id.clone())
            >
                {ways}
            </div>
            <div aria-live="polite">{does}</div>
        </div>
    }
}

/// What she accepts stands in the new text at once; what she no longer accepts goes. What the coach changed by hand stays.
fn fill_in(answering: Answering, mark: &MarkAnswer, before: Option<Verdict>, chosen: Verdict) {
    let Some(marking) = &mark.mark else { return };
    let Some(proposed) = &marking.proposed else { return };
    let now = untrack(|| answering.parts.written()).into_iter().find(|part| part.id == marking.passage);
    let (now, hers) = (now.map(|part| part.text).unwrap_or_default(), text_of(answering, marking.passage));
    if chosen == Verdict::Accepted && now == hers {
        answering.parts.put(marking.passage, proposed.as_str());
    } else if before == Some(Verdict::Accepted) && chosen != Verdict::Accepted && now == proposed.as_str() {
        answering.parts.put(marking.passage, &hers);
    }
}

/// Why: she must say so unless she accepts.
#[component]
fn Reason(mark: MarkAnswer, wrongs: Wrongs) -> impl IntoView {
    let lang = language();
    let (verdict, id) = (mark.verdict, mark.reason_id());
    let label = move || {
        let free = verdict.get() == Some(Verdict::Accepted);
        lang.get().say_later(if free { DossierWord::AnswerReasonFree } else { DossierWord::AnswerReason })
    };
    let decided = Memo::new(move |_| verdict.get().is_some());
    view! {
        <div hidden=move || !decided.get()>
            <TextArea
                label=label
                hint=Text::from(told(DossierWord::AnswerReasonHint))
                value=mark.reason
                id=id.clone()
                rows=2
                mark="answer-reason"
                error=wrongs.of(id)
            />
        </div>
    }
}

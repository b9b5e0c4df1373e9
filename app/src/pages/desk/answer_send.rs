//! The new text that an answer brings, what happens when it is sent, and sending it.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::clear::knows;
use shared::dossier::Command;

use super::answer::{Answered, Answering};
use super::draft::SaveState;
use super::form::Wrongs;
use super::passage_fields::PassageFields;
use crate::ui::{BottomBar, Button, Dialog, Glyph, Look, announcer};
use crate::words::{DossierWord, Word, language, say, told};

/// The new text, where something is accepted; else that it stays as it is.
#[component]
pub fn Revision(answering: Answering, wrongs: Wrongs) -> impl IntoView {
    let changes = Memo::new(move |_| answering.changes_text());
    let hinted = Memo::new(move |_| changes.get() && answering.page.with(|page| knows(page.lang)));
    let all_refused = Memo::new(move |_| answering.all_decided() && !answering.changes_text());
    view! {
        <section class="stack" hidden=move || !changes.get() data-test="revision">
            <h2>{told(DossierWord::AnswerRevision)}</h2>
            <p>{told(DossierWord::AnswerRevisionHint)}</p>
            <PassageFields parts=answering.parts wrongs hinted />
        </section>
        <p hidden=move || !all_refused.get()>{told(DossierWord::AnswerRevisionNone)}</p>
    }
}

/// The way to send it, with a check that says what happens.
#[component]
pub fn Foot(answering: Answering, wrongs: Wrongs) -> impl IntoView {
    let lang = language();
    let (open, checked) = (RwSignal::new(false), RwSignal::new(None::<Answered>));
    let check = move || match answering.read() {
        Ok(answered) => {
            wrongs.set(Vec::new());
            checked.set(Some(answered));
            open.set(true);
        }
        Err(found) => drop(wrongs.set(found)),
    };
    let said = move || {
        let lang = lang.get();
        let changes = checked.with(|checked| checked.as_ref().is_some_and(|checked| checked.revision.is_some()));
        let answer_days = |page: &shared::api::ConsultPage| i64::from(page.settings.answer_days_max);
        let (ends_on, version) =
            answering.page.with(|page| (page.today.plus_days(answer_days(page)).in_words(lang), page.view.version));
        let (word, version) = if changes {
            (DossierWord::AnswerSendNew, version.saturating_add(1))
        } else {
            (DossierWord::AnswerSendSame, version)
        };
        lang.fill_later(word, &[("version", &version.to_string()), ("date", &ends_on)])
    };
    let send = sends(answering, checked, open);
    view! {
        <BottomBar>
            <div class="row">
                <Button text=told(DossierWord::AnswerSend) look=Look::Primary glyph=Glyph::Mail on_press=check mark="answer-send" />
                <SaveState keeper=answering.keeper />
            </div>
        </BottomBar>
        <Dialog open title=told(DossierWord::AnswerSendTitle)>
            <p>{said}</p>
            <div class="row">
                <Button
                    text=told(DossierWord::WriteSendConfirm)
                    busy_text=told(DossierWord::WriteSending)
                    look=Look::Primary
                    busy=answering.sending.busy
                    on_press=send
                    mark="answer-confirm"
                />
                <Button text=say(Word::UiCancel) on_press=move || open.set(false) />
            </div>
        </Dialog>
    }
}

fn sends(answering: Answering, checked: RwSignal<Option<Answered>>, open: RwSignal<bool>) -> Callback<()> {
    let lang = language();
    let (navigate, announce) = (StoredValue::new_local(use_navigate()), announcer());
    let failed = answering.sending.failure;
    // A refusal is read on the page, where the text is.
    Effect::new(move |_| {
        if failed.with(Option::is_some) {
            open.set(false);
        }
    });
    Callback::new(move |()| {
        let Some(Answered { answers, revision }) = checked.get_untracked() else { return };
        let consult = answering.page.with_untracked(|page| page.view.id);
        let command = Command::AnswerDispute { consult, dispute: answering.dispute, answers, revision };
        answering.sending.written(answering.keeper, answering.dossier, command, move || {
            announce(lang.get_untracked().say_later(DossierWord::AnswerSent).to_owned());
            let to = format!("/dossiers/{}/consults/{consult}", answering.dossier);
            navigate.try_with_value(|go| go(&to, <_>::default()));
        });
    })
}

//! What stands around a summary while it is written: where it began, whether it was overtaken, the preview, the check.

use leptos::prelude::*;
use shared::ids::DossierId;
use shared::settings::Settings;

use super::editor::{Writing, begin_again, remark_is_open, texts_of};
use super::passage_fields::{field_id, focus_soon};
use crate::clock;
use crate::parts::{Keeping, PassageList};
use crate::ui::{Button, ButtonLink, Dialog, Disclosure, Glyph, Look, Notice, Tone, announcer};
use crate::words::{DossierWord, Lang, Word, language, say, told};

/// Where the text came from: an older draft, the last version, or the usual headings.
#[component]
pub fn Beginning(writing: Writing, since_draft: bool) -> impl IntoView {
    let lang = language();
    let since = writing.keeper.state();
    let restored_at = match since.get_untracked() {
        Keeping::At(at) if since_draft => Some(at),
        _ => None,
    };
    let restored = RwSignal::new(restored_at);
    let from = writing.replaces;
    let headings = [
        DossierWord::WriteTemplate1,
        DossierWord::WriteTemplate2,
        DossierWord::WriteTemplate3,
        DossierWord::WriteTemplate4,
    ];
    let fill_in = move || {
        for (at, word) in headings.into_iter().enumerate() {
            let text = format!("{}\n", lang.get_untracked().say_later(word));
            match writing.parts.list().first().filter(|_| at == 0) {
                Some(first) => writing.parts.put(first.id, &text),
                None => drop(writing.parts.add(&text)),
            }
        }
    };
    let empty = Memo::new(move |_| from.get() == 0 && writing.parts.is_blank() && writing.parts.count() == 1);
    move || match restored.get() {
        Some(at) => view! { <Restored writing at restored /> }.into_any(),
        None if from.get() > 0 => {
            let said =
                move || lang.get().fill_later(DossierWord::WriteFromLast, &[("version", &from.get().to_string())]);
            view! { <p class="quiet">{said}</p> }.into_any()
        }
        None => view! {
            <div class="row" hidden=move || !empty.get()>
                <Button text=told(DossierWord::WriteTemplate) glyph=Glyph::Document on_press=fill_in mark="template" />
            </div>
        }
        .into_any(),
    }
}

/// An older draft, and the way to be rid of it.
#[component]
fn Restored(
    writing: Writing,
    at: shared::time::Timestamp,
    restored: RwSignal<Option<shared::time::Timestamp>>,
) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let open = RwSignal::new(false);
    let title = move || lang.get().fill_later(DossierWord::WriteRestored, &[("time", &clock::moment(lang.get(), at))]);
    let drop_it = move || {
        open.set(false);
        begin_again(writing, move || {
            announce(lang.get_untracked().say_later(DossierWord::WriteDropped).to_owned());
            restored.set(None);
            focus_soon(field_id(writing.parts.first()));
        });
    };
    view! {
        <div data-test="restored">
            <Notice title=title>
                <div class="row">
                    <Button text=told(DossierWord::WriteDrop) look=Look::Quiet glyph=Glyph::Trash on_press=move || open.set(true) mark="drop-draft" />
                </div>
            </Notice>
        </div>
        <Dialog open title=told(DossierWord::WriteDropTitle)>
            <p>{told(DossierWord::WriteDropText)}</p>
            <div class="row">
                <Button text=told(DossierWord::WriteDrop) look=Look::Danger on_press=drop_it mark="drop-draft-confirm" />
                <Button text=say(Word::UiCancel) on_press=move || open.set(false) />
            </div>
        </Dialog>
    }
}

/// Something happened meanwhile: another version was sent, or the client has a remark.
#[component]
pub fn Behind(writing: Writing, dossier: DossierId) -> impl IntoView {
    let lang = language();
    let page = writing.page;
    let current = Memo::new(move |_| page.with(|page| page.view.version));
    let remark = remark_is_open(page);
    let consult = page.with_untracked(|page| page.view.id);
    let stale = move || {
        let current = current.get();
        // The answer to her own sending changes the page before the page is left.
        (current != writing.replaces.get() && !writing.sending.busy.get()).then(|| {
            let passages = texts_of(page).version(current).to_vec();
            let title = move || lang.get().fill_later(DossierWord::WriteStale, &[("version", &current.to_string())]);
            let go = move || lang.get().fill_later(DossierWord::WriteStaleGo, &[("version", &current.to_string())]);
            let version = move || lang.get().fill(Word::DeskVersion, &[("version", &current.to_string())]);
            view! {
                <div data-test="stale">
                    <Notice title=title tone=Tone::Warn>
                        <Disclosure summary=version>
                            <PassageList passages=passages.clone() />
                        </Disclosure>
                        <div class="row">
                            <Button text=go on_press=move || writing.replaces.set(current) mark="stale-go" />
                        </div>
                    </Notice>
                </div>
            }
        })
    };
    let answer = move || {
        remark.get().then(|| {
            view! {
                <Notice title=told(DossierWord::WriteRemarkFirst) tone=Tone::Warn>
                    <div class="row">
                        <ButtonLink text=say(Word::DeskNextAnswer) href=format!("/dossiers/{dossier}/consults/{consult}/answer") />
                    </div>
                </Notice>
            }
        })
    };
    view! {
        {stale}
        {answer}
    }
}

/// The days after which she is reminded, as a list in words.
pub fn days_in_words(lang: Lang, settings: &Settings) -> String {
    let days: Vec<String> = settings.reminders_after_days.iter().map(ToString::to_string).collect();
    days.join(&format!(" {} ", lang.say_later(DossierWord::WriteAnd)))
}

/// What happens when it is sent; then it is sent.
#[component]
pub fn SendCheck(writing: Writing, open: RwSignal<bool>, on_confirm: Callback<()>) -> impl IntoView {
    let lang = language();
    let name =
        move || writing.page.with(|page| page.names.get(&page.client).map(ToString::to_string).unwrap_or_default());
    let until = move || {
        let ends_on = writing.page.with(|page| page.today.plus_days(i64::from(page.settings.answer_days_max)));
        let date = ends_on.in_words(lang.get());
        lang.get().fill_later(DossierWord::WriteSendUntil, &[("name", &name()), ("date", &date)])
    };
    let remind = move || {
        let days = writing.page.with(|page| days_in_words(lang.get(), &page.settings));
        lang.get().fill_later(DossierWord::WriteSendRemind, &[("days", &days)])
    };
    let void = move || {
        let version = writing.replaces.get();
        (version > 0).then(|| {
            let text = lang.get().fill_later(DossierWord::WriteSendVoid, &[("version", &version.to_string())]);
            view! { <li>{text}</li> }
        })
    };
    view! {
        <Dialog open title=told(DossierWord::WriteSendTitle)>
            <ul class="stack-close">
                <li>{move || lang.get().fill_later(DossierWord::WriteSendWho, &[("name", &name())])}</li>
                <li>{until}</li>
                <li>{remind}</li>
                <li>{told(DossierWord::WriteSendSilence)}</li>
                {void}
            </ul>
            <div class="row">
                <Button
                    text=told(DossierWord::WriteSendConfirm)
                    busy_text=told(DossierWord::WriteSending)
                    look=Look::Primary
                    busy=writing.sending.busy
                    on_press=on_confirm
                    mark="send-confirm"
                />
                <Button text=say(Word::UiCancel) on_press=move || open.set(false) />
            </div>
        </Dialog>
    }
}

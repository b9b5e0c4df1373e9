//! Beside the officer's list: the way to the log, and why things were kept that need a reason, or somebody was let in:
//! the reason and the kind, not what it says and not about whom (P9, P13, W11b). And who has not deleted what was asked back.

use leptos::prelude::*;
use shared::api::{DeletionLine, ReasonLine, ReasonOf, path};

use crate::clock;
use crate::pages::staff_list::role_words;
use crate::parts::{Shown, load, record_words};
use crate::ui::{ButtonLink, Card, Glyph, Look};
use crate::words::{DossierWord, language, told};

/// The way to the log, and the list where there is any.
#[component]
pub fn ReasonList() -> impl IntoView {
    let lang = language();
    let loaded = load::<Vec<ReasonLine>>(|| path::BUREAU_REASONS.to_owned());
    let asked = load::<Vec<DeletionLine>>(|| path::BUREAU_DELETIONS.to_owned());
    let line = move |line: ReasonLine| {
        let about = move || {
            let lang = lang.get();
            let name = line.by.as_ref().map(ToString::to_string).unwrap_or_default();
            let at = clock::day(lang, line.at);
            match &line.of {
                ReasonOf::Kept { kind } => {
                    let kind = lang.say_later(record_words::kind(*kind));
                    lang.fill_later(DossierWord::ReasonsLine, &[("kind", kind), ("name", &name), ("date", &at)])
                }
                ReasonOf::LetIn { person, role, until, fault } => {
                    let role = lang.say(role_words(*role).1);
                    let who = person.as_ref().map_or_else(|| role.to_owned(), |name| format!("{name} ({role})"));
                    let until = until.in_words(lang);
                    let fault = fault.as_ref().map(ToString::to_string).unwrap_or_default();
                    let word =
                        if fault.is_empty() { DossierWord::ReasonsLetIn } else { DossierWord::ReasonsLetInFault };
                    let blanks =
                        [("who", &*who), ("date", &*until), ("fault", &*fault), ("name", &*name), ("at", &*at)];
                    lang.fill_later(word, &blanks)
                }
            }
        };
        let reason = line.reason.to_string();
        view! {
            <li class="record stack-close" data-test="reason">
                <p class="said-text">{reason}</p>
                <p class="quiet small">{about}</p>
            </li>
        }
    };
    let reasons = move |lines: RwSignal<Vec<ReasonLine>>| {
        view! {
            <Card title=told(DossierWord::ReasonsTitle)>
                <p class="quiet small">{told(DossierWord::ReasonsLead)}</p>
                <p class="quiet" hidden=move || !lines.with(Vec::is_empty)>{told(DossierWord::ReasonsNone)}</p>
                <ul class="plain desk-list">{move || lines.get().into_iter().map(line).collect_view()}</ul>
            </Card>
        }
    };
    view! {
        <div class="page-wide stack">
            <div class="row">
                <ButtonLink text=told(DossierWord::ReasonsLog) href="/log" look=Look::Quiet glyph=Glyph::Document mark="to-log" />
                <ButtonLink text=told(DossierWord::PurposesRecipients) href="/recipients" look=Look::Quiet glyph=Glyph::Mail mark="to-recipients" />
                <ButtonLink text=told(DossierWord::FormsHeld) href="/forms" look=Look::Quiet glyph=Glyph::Print mark="to-held" />
            </div>
            <Shown loaded view=reasons />
            <Shown loaded=asked view=move |lines| view! { <AskedBack lines /> } />
        </div>
    }
}

/// What recipients were asked to delete and did not: not what it is, and not about whom (F28, G19).
#[component]
fn AskedBack(lines: RwSignal<Vec<DeletionLine>>) -> impl IntoView {
    let lang = language();
    let line = move |line: DeletionLine| {
        let said = move || {
            let lang = lang.get();
            let erased = || lang.say_later(DossierWord::DeletionsErased).to_owned();
            let recipient = line.recipient.as_ref().map_or_else(erased, ToString::to_string);
            let (asked, kept) = (clock::day(lang, line.asked_at), line.kept_at.map(|at| clock::day(lang, at)));
            let word = if kept.is_some() { DossierWord::DeletionsKept } else { DossierWord::DeletionsWaits };
            let answered = kept.unwrap_or_default();
            lang.fill_later(word, &[("recipient", &recipient), ("date", &asked), ("answered", &answered)])
        };
        view! { <li class="record" data-test="deletion">{said}</li> }
    };
    view! {
        <Card title=told(DossierWord::DeletionsTitle)>
            <p class="quiet small">{told(DossierWord::DeletionsLead)}</p>
            <p class="quiet" hidden=move || !lines.with(Vec::is_empty)>{told(DossierWord::DeletionsNone)}</p>
            <ul class="plain desk-list">{move || lines.get().into_iter().map(line).collect_view()}</ul>
        </Card>
    }
}

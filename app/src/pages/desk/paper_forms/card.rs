//! Making forms, and those that were made.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::{FormLine, FormsPage, path};
use shared::dossier::Command;
use shared::dossier::forms::Asked;
use shared::ids::DossierId;

use super::super::refused::Refused;
use super::super::sending::Sending;
use super::state;
use crate::clock;
use crate::ids::fresh_form;
use crate::parts::{Shown, load};
use crate::ui::{Button, Card, Glyph, Look, StatusTag, Text};
use crate::words::{DossierWord, language, told};

/// What a form asks, in a few words; a summary says which where its page is at hand.
const fn about(asked: Asked) -> DossierWord {
    match asked {
        Asked::Start {} => DossierWord::FormsStart,
        Asked::Coach { .. } => DossierWord::FormsCoach,
        Asked::HandOver { .. } => DossierWord::FormsHandOver,
        Asked::Substitute { .. } => DossierWord::FormsSubstitute,
        Asked::Representative { .. } => DossierWord::FormsRepresentative,
        Asked::Summary { .. } => DossierWord::FormsSummaryPlain,
    }
}

/// The button that makes a form and leads to it.
#[component]
pub fn MakeForm(dossier: DossierId, asked: Asked, #[prop(into)] text: Text, look: Look) -> impl IntoView {
    // Its id is made once: pressed again after a lost answer it is the same form.
    let (sending, navigate, form) = (Sending::new(), use_navigate(), fresh_form());
    let make = move || {
        let navigate = navigate.clone();
        sending.command(dossier, Command::PrintForm { form, asked }, move |_| {
            navigate(&format!("/dossiers/{dossier}/forms/{form}"), NavigateOptions::default());
        });
    };
    view! {
        <Refused failure=sending.failure />
        <Button text busy_text=told(DossierWord::FormsMaking) look glyph=Glyph::Print busy=sending.busy on_press=make mark="form-make" />
    }
}

/// On the client's page: what can be asked on paper now, and every form there was.
#[component]
pub fn FormsCard(dossier: DossierId) -> impl IntoView {
    let loaded = load::<FormsPage>(move || path::to(path::FORMS, &[&dossier]));
    view! {
        <Card title=told(DossierWord::FormsTitle)>
            <p class="small">{told(DossierWord::FormsLead)}</p>
            <Shown loaded view=move |page| view! { <Forms dossier page /> } />
        </Card>
    }
}

#[component]
fn Forms(dossier: DossierId, page: RwSignal<FormsPage>) -> impl IntoView {
    let lang = language();
    let askable = Memo::new(move |_| page.with(|page| page.askable.clone()));
    let forms = Memo::new(move |_| page.with(|page| page.forms.clone()));
    let make = move |asked: Asked| {
        let text = move || {
            let lang = lang.get();
            format!("{}: {}", lang.say_later(DossierWord::FormsMake), lang.say_later(about(asked)))
        };
        view! { <MakeForm dossier asked text look=Look::Secondary /> }
    };
    view! {
        {move || askable.get().into_iter().map(make).collect_view()}
        <ul class="plain desk-list" data-test="forms">
            <For each=move || forms.get() key=|line| line.view.stage() let:line>
                <Line dossier line />
            </For>
        </ul>
    }
}

#[component]
fn Line(dossier: DossierId, line: FormLine) -> impl IntoView {
    let lang = language();
    let view = line.view;
    let (word, tone, glyph) = state(&view);
    let (number, at) = (view.number.to_string(), view.printed_at);
    let which = move || {
        let lang = lang.get();
        lang.fill_later(DossierWord::FormsLine, &[("number", &number), ("date", &clock::day(lang, at))])
    };
    view! {
        <li class="desk-line" data-test="form">
            <div class="stack-close">
                <a href=format!("/dossiers/{dossier}/forms/{}", view.id)>{told(about(view.asked))}</a>
                <span class="quiet small">{which}</span>
            </div>
            <StatusTag text=told(word) tone glyph=Some(glyph) />
        </li>
    }
}

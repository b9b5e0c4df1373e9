//! The first step: which regulation holds, and several side by side in sentences, to begin with one of them.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::draft::Draft;
use super::said::{self, Answer, Compared, DRAFT, LAST};
use super::versions::Versions;
use super::{Rules, Step};
use crate::memory;
use crate::ui::{Button, Card, Checkbox, Look, announcer};
use crate::words::{BureauWord, language, told};

const CHOSEN: &str = "akkoord.compared";

/// The step.
#[component]
pub fn Compare(rules: Rules) -> impl IntoView {
    let lang = language();
    let known = memory::read(CHOSEN).unwrap_or_default();
    let chosen = RwSignal::new(known.split(',').map(str::to_owned).filter(|name| !name.is_empty()).collect::<Vec<_>>());
    Effect::new(move |_| chosen.with(|chosen| memory::write(CHOSEN, &chosen.join(","))));
    let draft = Memo::new(move |_| rules.kept.draft());
    let all =
        Memo::new(move |_| rules.desk.with(|desk| draft.with(|draft| said::all(desk, draft.as_ref(), lang.get()))));
    let names = Memo::new(move |_| all.with(|all| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>()));
    view! {
        <Versions rules />
        <Card title=told(BureauWord::RulesChoose)>
            <p class="quiet">{told(BureauWord::RulesChooseText)}</p>
            <ul class="plain columns rules-choose">
                <For each=move || names.get() key=Clone::clone let:name>
                    <One rules all name chosen />
                </For>
            </ul>
        </Card>
        <SideBySide rules all chosen />
    }
}

/// One that can be compared, and begun with.
#[component]
fn One(rules: Rules, all: Memo<Vec<Compared>>, name: String, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let navigate = StoredValue::new_local(use_navigate());
    let name = StoredValue::new(name);
    let one =
        Memo::new(move |_| all.with(|all| all.iter().find(|one| name.with_value(|name| one.name == *name)).cloned()));
    let title = move || one.with(|one| one.as_ref().map(|one| one.title.clone()).unwrap_or_default());
    let lead = move || one.with(|one| one.as_ref().map(|one| one.lead.clone()).unwrap_or_default());
    let ticked = RwSignal::new(chosen.with_untracked(|chosen| name.with_value(|name| chosen.contains(name))));
    Effect::new(move |_| {
        let (ticked, name) = (ticked.get(), name.get_value());
        if chosen.with_untracked(|chosen| chosen.contains(&name)) != ticked {
            chosen.update(|chosen| {
                chosen.retain(|one| *one != name);
                if ticked {
                    chosen.push(name);
                }
            });
        }
    });
    let begin = move || {
        let Some(one) = one.get_untracked() else { return };
        let draft = rules.desk.with_untracked(|desk| match (&desk.last, one.name.as_str()) {
            (Some(last), LAST) => Draft::of_last(last),
            (last, _) => Draft::of_rules(&one.rules).with_people_of(last.as_ref()),
        });
        rules.kept.begin(draft);
        announce(lang.get_untracked().fill_later(BureauWord::RulesBegun, &[("title", &one.title)]));
        navigate.try_with_value(|go| go(Step::Write.path(), leptos_router::NavigateOptions::default()));
    };
    let own = name.with_value(|name| name == DRAFT);
    let begin_with = move || lang.get().fill_later(BureauWord::RulesBegin, &[("title", &title())]);
    view! {
        <li class="stack-close" data-test=name.with_value(|name| format!("rules-{name}"))>
            <Checkbox label=title hint=lead value=ticked mark="rules-pick" />
            {(!own).then(|| view! { <div><Button text=begin_with look=Look::Quiet on_press=begin mark="rules-begin" /></div> })}
        </li>
    }
}

/// What the chosen ones say, by chapter.
#[component]
fn SideBySide(rules: Rules, all: Memo<Vec<Compared>>, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let lang = language();
    let compared = Memo::new(move |_| {
        let chosen = chosen.get();
        all.with(|all| all.iter().filter(|one| chosen.contains(&one.name)).cloned().collect::<Vec<_>>())
    });
    let few = Memo::new(move |_| compared.with(Vec::len));
    let only = RwSignal::new(true);
    let shown = move || {
        let (lang, compared, forms) = (lang.get(), compared.get(), rules.desk.with(|desk| desk.parameters.clone()));
        let only = only.get() && compared.len() > 1;
        let chapters = said::chapters(&forms).into_iter().filter_map(|(chapter, forms)| {
            let rows = forms.iter().map(|form| (form.title.clone(), said::answers(form, &compared, lang)));
            let several = compared.len() > 1;
            let rows: Vec<_> = rows.filter(|(_, answers)| !only || answers.len() > 1).collect();
            (!rows.is_empty()).then(|| view! { <Chapter chapter rows several=several /> })
        });
        chapters.collect_view()
    };
    let differ = move || {
        let (lang, compared) = (lang.get(), compared.get());
        rules.desk.with(|desk| {
            let differs = desk.parameters.iter().filter(|form| said::answers(form, &compared, lang).len() > 1).count();
            lang.fill_later(
                BureauWord::RulesDiffer,
                &[("n", &differs.to_string()), ("of", &desk.parameters.len().to_string())],
            )
        })
    };
    view! {
        <p hidden=move || few.get() != 1>{told(BureauWord::RulesOneMore)}</p>
        <div class="stack-close" hidden=move || few.get() < 2>
            <p role="status" data-test="rules-differ">{differ}</p>
            <Checkbox label=told(BureauWord::RulesOnly) value=only mark="rules-only" />
        </div>
        <div class="stack" hidden=move || few.get() == 0 data-test="rules-compared">{shown}</div>
    }
}

#[component]
fn Chapter(chapter: String, rows: Vec<(String, Vec<Answer>)>, several: bool) -> impl IntoView {
    let row = move |(title, answers): (String, Vec<Answer>)| {
        let alike = answers.len() == 1;
        let cells = answers.into_iter().map(|answer| view! { <Cell answer several alike /> }).collect_view();
        view! {
            <div class="rules-row">
                <h3>{title}</h3>
                <div class="rules-cells">{cells}</div>
            </div>
        }
    };
    view! {
        <section class="card">
            <h2>{chapter}</h2>
            {rows.into_iter().map(row).collect_view()}
        </section>
    }
}

#[component]
fn Cell(answer: Answer, several: bool, alike: bool) -> impl IntoView {
    let by = answer.by.join(" · ");
    let who = several.then(|| {
        let who = if alike { told(BureauWord::RulesAllSame)().to_owned() } else { by };
        view! { <p class="quiet small">{who}</p> }
    });
    view! {
        <div class="rules-cell">
            {who}
            {answer.sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
        </div>
    }
}

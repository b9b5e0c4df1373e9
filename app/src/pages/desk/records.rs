//! What is kept about a client, at the desk: the intake, the notes and the data, each with what it is for. She reads all
//! of it; what another told about her health is opened one by one, and she sees each time (P10).

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use shared::access::Act;
use shared::api::{RecordLine, RecordPage, RecordsPage, path};
use shared::dossier::records::{RecordContent, RecordView, Storable};
use shared::ids::{DossierId, PersonId};

use super::intake::IntakeCard;
use super::note::NewNote;
use super::on_paper::OnPaperMark;
use super::record_form::{KeepForm, NewRecord};
use crate::api::get;
use crate::parts::record_words::{self, Group};
use crate::parts::{Shown, TroubleNotice, load};
use crate::trouble::Trouble;
use crate::ui::{Button, ButtonLink, Card, Fact, Facts, Glyph, Look, PageHeading, StatusTag, Text, Tone};
use crate::words::{DossierWord, Lang, RecordWord, language, told};

/// Where the focus goes when a form has folded.
pub const NOTES: &str = "records-notes";
/// The same for the data.
pub const DATA: &str = "records-data";
/// The same for what is listed by day.
pub const DAYS: &str = "records-days";

/// The page of the dossier that the address names.
#[component]
pub fn Records() -> impl IntoView {
    let params = use_params_map();
    let dossier = Memo::new(move |_| params.with(|params| params.get("dossier")?.parse::<DossierId>().ok()));
    let loaded = load::<RecordsPage>(move || {
        path::to(path::RECORDS, &[&dossier.get().map(|dossier| dossier.to_string()).unwrap_or_default()])
    });
    let shown = move |page| match dossier.get_untracked() {
        Some(dossier) => view! { <Page dossier page /> }.into_any(),
        None => ().into_any(),
    };
    view! { <Shown loaded view=shown /> }
}

/// The name of somebody on the page.
pub fn named(page: &RecordsPage, person: PersonId) -> String {
    page.names.get(&person).map(ToString::to_string).unwrap_or_default()
}

#[component]
fn Page(dossier: DossierId, page: RwSignal<RecordsPage>) -> impl IntoView {
    let lang = language();
    let name = move || page.with(|page| named(page, page.client));
    let title = move || lang.get().fill_later(DossierWord::RecordsTitle, &[("name", &name())]);
    let keeps = Memo::new(move |_| page.with(|page| page.allowed.contains(&Act::KeepRecord)));
    let wait = move || page.with(|page| !page.allowed.contains(&Act::KeepRecord));
    let no_intake = move || page.with(|page| page.intake.is_none() && page.allowed.contains(&Act::KeepRecord));
    view! {
        <div class="page-wide stack">
            <p class="desk-back">
                <ButtonLink text=name href=format!("/dossiers/{dossier}") look=Look::Quiet glyph=Glyph::ArrowLeft />
            </p>
            <PageHeading text=title lead=Text::from(told(DossierWord::RecordsLead)) />
            <p class="small" hidden=move || !wait()>{told(DossierWord::RecordsWait)}</p>
            <div class="panes">
                <div class="stack">
                    <Card title=told(DossierWord::RecordsNotes)>
                        <div id=NOTES tabindex="-1" class="stack" data-test="notes">
                            {move || keeps.get().then(|| view! { <NewNote dossier /> })}
                            <List dossier page group=Group::Notes none=DossierWord::RecordsNoNotes />
                        </div>
                    </Card>
                    <Card title=told(DossierWord::RecordsData)>
                        <div id=DATA tabindex="-1" class="stack" data-test="data">
                            <p class="small" hidden=move || !no_intake()>{told(DossierWord::RecordsFirstIntake)}</p>
                            {move || keeps.get().then(|| view! { <NewRecord dossier page group=Group::Data /> })}
                            <List dossier page group=Group::Data none=DossierWord::RecordsNoData />
                        </div>
                    </Card>
                </div>
                <div class="stack">
                    <IntakeCard page dossier />
                    <Card title=told(DossierWord::RecordsDays)>
                        <div id=DAYS tabindex="-1" class="stack" data-test="days">
                            {move || keeps.get().then(|| view! { <NewRecord dossier page group=Group::Days /> })}
                            <List dossier page group=Group::Days none=DossierWord::RecordsNoDays />
                        </div>
                    </Card>
                </div>
            </div>
        </div>
    }
}

#[component]
fn List(dossier: DossierId, page: RwSignal<RecordsPage>, group: Group, none: DossierWord) -> impl IntoView {
    let lines = Memo::new(move |_| {
        let of_this = |line: &&RecordLine| Group::of(line.view.kind) == group;
        let mut lines: Vec<RecordLine> = page.with(|page| page.records.iter().filter(of_this).cloned().collect());
        if group == Group::Days {
            lines.sort_by_key(|line| std::cmp::Reverse(line.content.as_ref().and_then(|content| content.on)));
        }
        lines
    });
    view! {
        <p class="quiet" hidden=move || !lines.with(Vec::is_empty)>{told(none)}</p>
        <ul class="plain desk-list">
            <For each=move || lines.get() key=|line| line.view.entry let:line>
                <Line dossier page line />
            </For>
        </ul>
    }
}

#[component]
fn Line(dossier: DossierId, page: RwSignal<RecordsPage>, line: RecordLine) -> impl IntoView {
    let (lang, view) = (language(), line.view);
    let content = RwSignal::new(line.content);
    let changes = RwSignal::new(false);
    let by = page.with_untracked(|page| named(page, view.by));
    let written = move || record_words::written(lang.get(), &view, &by);
    let may = Memo::new(move |_| page.with(|page| page.storable.iter().any(|one| one.kind == view.kind)));
    // The mark changes no version: it is read from the page, not from the line as it was drawn.
    let on_paper = Memo::new(move |_| {
        page.with(|page| page.records.iter().find(|line| line.view.id == view.id).and_then(|line| line.view.on_paper))
    });
    let marks = Memo::new(move |_| page.with(|page| page.allowed.contains(&Act::MarkPaper)));
    let group = Group::of(view.kind);
    let is_note = group == Group::Notes;
    let title = move || {
        if is_note {
            view! { <p class="quiet small">{written.clone()}</p> }.into_any()
        } else {
            view! { <h3>{told(record_words::kind(view.kind))}</h3> }.into_any()
        }
    };
    let tag = record_words::class(view.class)
        .map(|word| view! { <StatusTag text=told(word) tone=Tone::Info glyph=Some(Glyph::Lock) /> });
    let shown = move || {
        let by = page.with(|page| named(page, view.by));
        let lang = lang.get();
        let said = (!is_note).then(|| record_words::written(lang, &view, &by));
        content.with(|content| content.as_ref().map(|content| view! { <Content lang content=content.clone() said /> }))
    };
    let form = move |content: RecordContent| {
        let with_reason =
            page.with_untracked(|page| page.storable.iter().any(|one| one.kind == view.kind && one.with_reason));
        let storable = Storable { kind: view.kind, with_reason };
        view! { <KeepForm dossier page storable known=(view, content) open=changes /> }
    };
    view! {
        <li class="record stack-close" data-test="record">
            <div class="record-head">
                {title}
                {tag}
                <div hidden=move || !may.get() || changes.get() || content.with(Option::is_none)>
                    <Button text=told(DossierWord::RecordsChange) look=Look::Quiet glyph=Glyph::Pen on_press=move || changes.set(true) mark="record-change" />
                </div>
            </div>
            {move || match content.get().filter(|_| changes.get()) {
                Some(content) => form(content).into_any(),
                None => view! {
                    {shown}
                    <Opens dossier view content />
                    <OnPaperMark dossier item=view.id.into() known=on_paper may=marks />
                }
                .into_any(),
            }}
        </li>
    }
}

/// What it is; of data in one line from whom, for what and on which ground, and who wrote it.
#[component]
fn Content(lang: Lang, content: RecordContent, said: Option<String>) -> impl IntoView {
    let word = |word: RecordWord| lang.say_later(word).to_owned();
    let value = record_words::value(lang, &content.value);
    let on = content.on.map(|day| view! { <p>{day.in_words(lang)}</p> });
    let about = said.map(|said| {
        if content.on.is_some() {
            return view! { <p class="quiet small">{said}</p> };
        }
        let source = format!("{} {}", word(RecordWord::LineSource), word(record_words::source(content.source)));
        let purpose = word(record_words::purpose(content.purpose));
        let ground = word(record_words::ground(content.ground));
        view! { <p class="quiet small">{[source, purpose, ground, said].join(" · ")}</p> }
    });
    let known = content.known_on.map(|day| (RecordWord::LineKnown, day.in_words(lang)));
    let reason = content.reason.as_ref().map(|reason| (RecordWord::LineReason, reason.to_string()));
    let more: Vec<_> = known.into_iter().chain(reason).collect();
    let more = (!more.is_empty()).then(|| {
        let facts = more.into_iter().map(|(name, said)| view! { <Fact name=told(name)>{said}</Fact> }).collect_view();
        view! { <Facts>{facts}</Facts> }
    });
    view! {
        {on}
        <p class="said-text">{value}</p>
        {more}
        {about}
    }
}

/// The way to something that is opened by itself.
#[component]
fn Opens(dossier: DossierId, view: RecordView, content: RwSignal<Option<RecordContent>>) -> impl IntoView {
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let open = move || {
        busy.set(true);
        spawn_local(async move {
            let answer = get::<RecordPage>(&path::to(path::RECORD, &[&dossier, &view.id])).await;
            busy.try_set(false);
            match answer {
                Ok(opened) => drop(content.try_set(Some(opened.content))),
                Err(failure) => drop(trouble.try_set(Some(failure.into()))),
            }
        });
    };
    move || {
        (view.apart && content.with(Option::is_none)).then(|| {
            view! {
                <p class="quiet small">{told(DossierWord::RecordsOpenHint)}</p>
                <TroubleNotice trouble />
                <div class="row">
                    <Button text=told(DossierWord::RecordsOpen) look=Look::Quiet glyph=Glyph::Eye busy on_press=open mark="record-open" />
                </div>
            }
        })
    }
}

//! What is kept about a client, at the desk: the intake, the notes and the data, each with what it is for. She reads all
//! of it; what another told about her health is opened one by one, and she sees each time (P10).

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use shared::access::{Act, may};
use shared::api::{RecordLine, RecordPage, RecordsPage, path};
use shared::dossier::records::{RecordContent, RecordKind};
use shared::ids::{DossierId, RecordId};

use super::exchange::NumberCard;
use super::intake::IntakeCard;
use super::note::NewNote;
use super::on_paper::OnPaperMark;
use super::passage_fields::focus_soon;
use super::record_fields::Typed;
use super::record_form::{KeepForm, NewRecord, field_of};
use crate::api::get;
use crate::parts::record_words::{self, Group};
use crate::parts::{FileLinks, Shown, TroubleNotice, load};
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

#[component]
fn Page(dossier: DossierId, page: RwSignal<RecordsPage>) -> impl IntoView {
    let lang = language();
    let name = move || page.with(|page| page.name_of(page.client));
    let title = move || lang.get().fill_later(DossierWord::RecordsTitle, &[("name", &name())]);
    let keeps = Memo::new(move |_| page.with(|page| page.allowed.contains(&Act::KeepRecord)));
    // Of who only looks along nothing is expected.
    let writes = move || page.with(|page| may(page.you, Act::KeepRecord).is_ok());
    let wait = move || writes() && page.with(|page| !page.allowed.contains(&Act::KeepRecord));
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
                    <NumberCard page dossier />
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
        page.with(|page| {
            let mut lines: Vec<&RecordLine> = page.records.iter().filter(of_this).collect();
            if group == Group::Days {
                lines.sort_by_key(|line| std::cmp::Reverse(line.content.as_ref().and_then(|content| content.on)));
            }
            lines.into_iter().map(|line| (line.view.id, line.view.kind)).collect::<Vec<_>>()
        })
    });
    view! {
        <p class="quiet" hidden=move || !lines.with(Vec::is_empty)>{told(none)}</p>
        <ul class="plain desk-list">
            <For each=move || lines.get() key=|(record, _)| *record let:one>
                <Line dossier page record=one.0 kind=one.1 />
            </For>
        </ul>
    }
}

/// One thing. It stays the same element while what it shows changes, so that a form in it loses nothing.
#[component]
fn Line(dossier: DossierId, page: RwSignal<RecordsPage>, record: RecordId, kind: RecordKind) -> impl IntoView {
    let (lang, group) = (language(), Group::of(kind));
    let line = Memo::new(move |_| page.with(|page| page.records.iter().find(|line| line.view.id == record).cloned()));
    // What was opened by itself is of one version.
    let opened = RwSignal::new(None::<(u32, RecordContent)>);
    let content = Memo::new(move |_| {
        let line = line.get()?;
        let by_itself = opened.get().filter(|(version, _)| *version == line.view.version).map(|(_, content)| content);
        line.content.or(by_itself)
    });
    let changes = RwSignal::new(false);
    let allows = move |act| Memo::new(move |_| page.with(|page| page.allowed.contains(&act)));
    let (may, marks) = (allows(Act::KeepRecord), allows(Act::MarkPaper));
    let written = move || {
        let view = line.get()?.view;
        Some(record_words::written(lang.get(), &view, &page.with(|page| page.name_of(view.by))))
    };
    let class = Memo::new(move |_| line.get().and_then(|line| record_words::class(line.view.class)));
    let on_paper = Memo::new(move |_| line.get().and_then(|line| line.view.on_paper));
    let change = move || {
        changes.set(true);
        focus_soon(field_of("value", record));
    };
    let change_words = move || {
        let lang = lang.get();
        if group == Group::Notes {
            lang.say_later(DossierWord::RecordsChange).to_owned()
        } else {
            let kind = lang.say_later(record_words::kind(kind));
            lang.fill_later(DossierWord::RecordsChangeTitle, &[("kind", kind)])
        }
    };
    let title = if group == Group::Notes {
        view! { <p class="quiet small">{written}</p> }.into_any()
    } else {
        view! { <h3>{told(record_words::kind(kind))}</h3> }.into_any()
    };
    let shown = move || {
        let said = written().filter(|_| group != Group::Notes);
        content.get().map(|content| {
            let files = content.files.clone();
            view! {
                <Content lang=lang.get() content said />
                <FileLinks dossier record files />
            }
        })
    };
    let form = move || {
        line.get_untracked().map(|line| line.view).zip(content.get_untracked()).map(|known| {
            let typed = Typed::new(Some(&known.1));
            view! { <KeepForm dossier page kind typed known open=changes /> }
        })
    };
    view! {
        <li class="record stack-close" id=line_of(record) tabindex="-1" data-test="record">
            <div class="record-head">
                {title}
                {move || class.get().map(|word| view! { <StatusTag text=told(word) tone=Tone::Info glyph=Some(Glyph::Lock) /> })}
                <div hidden=move || kind.is_hers() || !may.get() || changes.get() || content.with(Option::is_none)>
                    <Button text=change_words look=Look::Quiet glyph=Glyph::Pen on_press=change mark="record-change" />
                </div>
            </div>
            {move || if changes.get() {
                untrack(form).into_any()
            } else {
                view! {
                    {shown}
                    <Opens dossier line opened />
                    <OnPaperMark dossier item=record.into() known=on_paper may=marks />
                }
                .into_any()
            }}
        </li>
    }
}

/// The id of a record in the list.
pub fn line_of(record: RecordId) -> String {
    format!("record-{record}")
}

/// What it is; of data in one line from whom, for what and on which ground, and who wrote it.
#[component]
fn Content(lang: Lang, content: RecordContent, said: Option<String>) -> impl IntoView {
    let word = |word: RecordWord| lang.say_later(word).to_owned();
    let value = record_words::value(lang, &content.value);
    let took = content.minutes.map(|minutes| record_words::took(lang, u32::from(u16::from(minutes))));
    let on = content.on.map(|day| {
        let said: Vec<String> = [day.in_words(lang)].into_iter().chain(took).collect();
        view! { <p>{said.join(" · ")}</p> }
    });
    let about = said.map(|said| {
        if content.on.is_some() {
            return view! { <p class="quiet small">{said}</p> };
        }
        let source = format!("{} {}", word(RecordWord::LineSource), word(record_words::source(content.source)));
        let purpose = word(record_words::purpose(content.purpose));
        let grounds = [Some(content.ground), content.beside].into_iter().flatten();
        let grounds = grounds.map(|ground| word(record_words::ground(ground)));
        let parts: Vec<String> = [source, purpose].into_iter().chain(grounds).chain([said]).collect();
        view! { <p class="quiet small">{parts.join(" · ")}</p> }
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
fn Opens(
    dossier: DossierId,
    line: Memo<Option<RecordLine>>,
    opened: RwSignal<Option<(u32, RecordContent)>>,
) -> impl IntoView {
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let open = move || {
        let Some(view) = line.get_untracked().map(|line| line.view) else { return };
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let answer = get::<RecordPage>(&path::to(path::RECORD, &[&dossier, &view.id])).await;
            busy.try_set(false);
            match answer {
                Ok(page) => {
                    opened.try_set(Some((view.version, page.content)));
                    focus_soon(line_of(view.id));
                }
                Err(failure) => drop(trouble.try_set(Some(failure.into()))),
            }
        });
    };
    let closed = Memo::new(move |_| {
        let version = opened.with(|opened| opened.as_ref().map(|(version, _)| *version));
        line.get().is_some_and(|line| line.view.apart && version != Some(line.view.version))
    });
    move || {
        closed.get().then(|| {
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

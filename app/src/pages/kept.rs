//! All that the bureau has about her, as it is written (M6a, R3.6, P6): how she is reached, why she is here, the notes,
//! the data, and what is kept elsewhere in the product; of each from whom, for what, on which ground and until when.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use shared::api::{IntakeLine, NumberLine, PassedLine, Post, RecordLine, RecordsPage, TalkLine, path};
use shared::dossier::Command;
use shared::dossier::records::{Class, RecordKind, Source};
use shared::ids::DossierId;
use shared::time::{CivilDate, Minutes};

use super::hand_in::{HandIn, PutRight, provide_handing_in};
use super::kept_before::Before;
use crate::api::{self, Nothing};
use crate::clock;
use crate::ids::fresh_entry;
use crate::pages::NotFound;
use crate::parts::record_words::{self, Group};
use crate::parts::{FileLinks, Shown, WhichTrajectory, load};
use crate::ui::{Card, Disclosure, Fact, Facts, Glyph, PageHeading, StatusTag, Text, Tone};
use crate::words::{ClientWord, Lang, RecordWord, Word, language, say, told};

#[component]
pub fn KeptPage() -> impl IntoView {
    let params = use_params_map();
    let dossier = Memo::new(move |_| params.with(|params| params.get("dossier")?.parse::<DossierId>().ok()));
    move || match dossier.get() {
        Some(dossier) => view! { <Kept dossier /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Kept(dossier: DossierId) -> impl IntoView {
    let loaded = load::<RecordsPage>(move || path::to(path::RECORDS, &[&dossier]));
    view! {
        <div class="page stack-far" data-test="kept">
            <PageHeading text=say(Word::ClientHomeKept) lead=Text::from(told(ClientWord::KeptLead)) />
            <WhichTrajectory dossier />
            <Shown loaded view=move |page| view! { <All dossier page /> } />
        </div>
    }
}

#[component]
fn All(dossier: DossierId, page: RwSignal<RecordsPage>) -> impl IntoView {
    // What others told about her is before her now: that is kept (G14). What does not arrive is told the next time.
    let told = Memo::new(move |_| page.with(|page| page.told_up_to));
    Effect::new(move |_| {
        if let Some(up_to) = told.get() {
            let post = Post { entry: fresh_entry(), command: Command::SeeRecords { up_to } };
            let commands = path::to(path::DOSSIER_COMMANDS, &[&dossier]);
            spawn_local(async move { drop(api::post_unasked::<_, Nothing>(&commands, &post).await) });
        }
    });
    provide_handing_in();
    view! {
        <Why page />
        <HandIn dossier page />
        <List dossier page group=Group::Notes title=ClientWord::KeptNotes none=ClientWord::KeptNoNotes mark="kept-notes" />
        <List dossier page group=Group::Data title=ClientWord::KeptData none=ClientWord::KeptNoData mark="kept-data" />
        <Days dossier page />
        <Reach page />
        <Also dossier page />
        <Until page />
    }
}

/// Her name, and how the bureau reaches her.
#[component]
fn Reach(page: RwSignal<RecordsPage>) -> impl IntoView {
    let contact = Memo::new(move |_| page.with(|page| page.contact.clone()));
    let mail = move || contact.with(|contact| contact.as_ref()?.email.as_ref().map(ToString::to_string));
    let phone = move || contact.with(|contact| contact.as_ref()?.phone.as_ref().map(ToString::to_string));
    let (lang, elsewhere) = (language(), Memo::new(move |_| page.with(|page| page.elsewhere.clone())));
    let number = move || {
        let NumberLine { there, .. } = elsewhere.get()?.number?;
        let name = move || lang.get().fill_later(ClientWord::KeptNumber, &[("system", there.system.as_str())]);
        Some(view! { <Fact name>{there.number.to_string()}</Fact> })
    };
    // Named also where she has no number there.
    let system = move || {
        let known = elsewhere.get().filter(|known| known.number.is_none())?.system?;
        Some(view! { <Fact name=told(ClientWord::KeptSystem)>{known.to_string()}</Fact> })
    };
    let passed = move || {
        let PassedLine { system, at, by } = elsewhere.get()?.passed?;
        let by = by.map_or_else(|| lang.get().say_later(ClientWord::LookSomebody).to_owned(), String::from);
        let blanks = [("name", &*by), ("system", system.as_str()), ("date", &*clock::day(lang.get(), at))];
        Some(lang.get().fill_later(ClientWord::KeptPassed, &blanks))
    };
    view! {
        <Card title=told(ClientWord::KeptReach)>
            <Facts>
                <Fact name=told(ClientWord::KeptName)>{move || page.with(|page| page.name_of(page.client))}</Fact>
                {move || mail().map(|mail| view! { <Fact name=told(ClientWord::KeptMail)>{mail}</Fact> })}
                {move || phone().map(|phone| view! { <Fact name=told(ClientWord::KeptPhone)>{phone}</Fact> })}
                {number}
                {system}
            </Facts>
            <p class="quiet small" data-test="kept-passed" hidden=move || passed().is_none()>
                {passed}
            </p>
        </Card>
    }
}

/// The intake.
#[component]
fn Why(page: RwSignal<RecordsPage>) -> impl IntoView {
    let lang = language();
    let intake = Memo::new(move |_| page.with(|page| page.intake.clone()));
    let facts = move |line: IntakeLine| {
        let by = page.with_untracked(|page| page.name_of(line.by));
        let at = line.at;
        let written = move || {
            lang.get().fill_later(RecordWord::IntakeWritten, &[("name", &by), ("date", &clock::day(lang.get(), at))])
        };
        view! {
            <Facts>
                {record_words::intake(lang.get(), &line.intake)
                    .into_iter()
                    .map(|(word, said)| view! { <Fact name=told(word)>{said}</Fact> })
                    .collect_view()}
            </Facts>
            <p class="quiet small">{written}</p>
        }
    };
    view! {
        <Card title=told(ClientWord::KeptIntake)>
            {move || match intake.get() {
                Some(line) => facts(line).into_any(),
                None => view! { <p class="quiet">{told(ClientWord::KeptNoIntake)}</p> }.into_any(),
            }}
        </Card>
    }
}

/// The notes, or the data.
#[component]
fn List(
    dossier: DossierId,
    page: RwSignal<RecordsPage>,
    group: Group,
    title: ClientWord,
    none: ClientWord,
    mark: &'static str,
) -> impl IntoView {
    let lines = Memo::new(move |_| {
        let hers = |line: &&RecordLine| Group::of(line.view.kind) == group;
        page.with(|page| page.records.iter().filter(hers).cloned().collect::<Vec<_>>())
    });
    view! {
        <section class="stack" data-test=mark>
            <h2>{told(title)}</h2>
            <p class="quiet" hidden=move || !lines.with(Vec::is_empty)>{told(none)}</p>
            <ul class="plain stack-close">
                <For each=move || lines.get() key=|line| line.view.entry let:line>
                    <Line dossier page line />
                </For>
            </ul>
        </section>
    }
}

/// When there was contact, the newest first: the talks, and what was listed between them (M4b, R3.4, F64).
#[component]
fn Days(dossier: DossierId, page: RwSignal<RecordsPage>) -> impl IntoView {
    let lang = language();
    let days = Memo::new(move |_| page.with(by_day));
    let total = Memo::new(move |_| page.with(all_minutes));
    let together = move || {
        let lang = lang.get();
        let time = record_words::took(lang, total.get());
        (total.get() > 0).then(|| lang.fill_later(ClientWord::KeptTook, &[("time", &time)]))
    };
    let day = move |day: Day| match day {
        Day::Talk(_, talk) => view! { <Talk page talk /> }.into_any(),
        Day::Listed(line) => view! { <Line dossier page line=*line /> }.into_any(),
    };
    view! {
        <section class="stack" data-test="kept-days">
            <h2>{told(ClientWord::KeptDays)}</h2>
            <p class="quiet" hidden=move || !days.with(Vec::is_empty)>{told(ClientWord::KeptNoDays)}</p>
            {move || together().map(|said| view! { <p data-test="kept-took">{said}</p> })}
            <ul class="plain stack-close">
                <For each=move || days.get() key=Day::key let:one>
                    {day(one)}
                </For>
            </ul>
        </section>
    }
}

/// How long all of it took, as far as that is kept (R3.4).
fn all_minutes(page: &RecordsPage) -> u32 {
    let listed = page.records.iter().filter_map(|line| line.content.as_ref()?.minutes);
    let all = page.consults.iter().filter_map(|talk| talk.minutes).chain(listed);
    all.map(|minutes| u32::from(u16::from(minutes))).sum()
}

/// What was on a day, and how long it took.
fn with_time(lang: Lang, said: String, minutes: Option<Minutes>) -> String {
    let took = minutes.map(|minutes| record_words::took(lang, u32::from(u16::from(minutes))));
    [said].into_iter().chain(took).collect::<Vec<_>>().join(", ")
}

/// A day on which there was contact.
#[derive(Clone, PartialEq, Eq)]
enum Day {
    /// A talk, with its place among them.
    Talk(usize, TalkLine),
    Listed(Box<RecordLine>),
}

impl Day {
    fn key(&self) -> String {
        match self {
            Self::Talk(at, talk) => format!("{} {at} {}", talk.on, talk.on_paper),
            Self::Listed(line) => line.view.entry.to_string(),
        }
    }
}

fn by_day(page: &RecordsPage) -> Vec<Day> {
    let talks = page.consults.iter().enumerate().map(|(at, talk)| (Some(talk.on), Day::Talk(at, *talk)));
    let listed = page.records.iter().filter(|line| Group::of(line.view.kind) == Group::Days);
    // What was erased has no day any more, and stands last.
    let listed =
        listed.map(|line| (line.content.as_ref().and_then(|content| content.on), Day::Listed(Box::new(line.clone()))));
    let mut days: Vec<(Option<CivilDate>, Day)> = talks.chain(listed).collect();
    days.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    days.into_iter().map(|(_, day)| day).collect()
}

/// One of her talks.
#[component]
fn Talk(page: RwSignal<RecordsPage>, talk: TalkLine) -> impl IntoView {
    let lang = language();
    let said = move || {
        let lang = lang.get();
        page.with(|page| {
            let what = lang.say_later(ClientWord::KeptConsult);
            let said = format!("{}: {what}", clock::near_day(lang, talk.on, page.today));
            with_time(lang, said, talk.minutes)
        })
    };
    view! {
        <li class="card stack-close">
            <h3>{said}</h3>
            {talk.on_paper.then(|| view! { <p class="quiet small">{told(RecordWord::PaperIs)}</p> })}
        </li>
    }
}

#[component]
fn Line(dossier: DossierId, page: RwSignal<RecordsPage>, line: RecordLine) -> impl IntoView {
    let lang = language();
    let files = line.content.as_ref().map(|content| content.files.clone()).unwrap_or_default();
    let hers = line.content.clone().filter(|content| content.kind.is_hers());
    let (view, content) = (line.view, StoredValue::new(line.content));
    let by = page.with_untracked(|page| page.name_of(view.by));
    let written = move || record_words::written(lang.get(), &view, &by);
    let on_paper = Memo::new(move |_| {
        page.with(|page| page.records.iter().any(|line| line.view.id == view.id && line.view.on_paper.is_some()))
    });
    let said = move || {
        let (lang, on) = (lang.get(), content.with_value(|content| content.as_ref().and_then(|content| content.on)));
        let kind = lang.say_later(record_words::kind(view.kind));
        match on {
            Some(on) => {
                let said = page.with(|page| format!("{}: {kind}", clock::near_day(lang, on, page.today)));
                with_time(
                    lang,
                    said,
                    content.with_value(|content| content.as_ref().and_then(|content| content.minutes)),
                )
            }
            None => kind.to_owned(),
        }
    };
    let value = move || {
        content.with_value(|content| {
            let gone = || lang.get().say_later(ClientWord::KeptGone).to_owned();
            content.as_ref().map_or_else(gone, |content| record_words::value(lang.get(), &content.value))
        })
    };
    // Who else told it stands open; of the rest the same is folded away.
    let told_by = content.with_value(|content| content.as_ref().map(|content| content.source));
    let from_others = told_by.is_some_and(Source::is_others);
    let from = move || {
        let lang = lang.get();
        let who = told_by.map(|source| lang.say_later(record_words::source(source)));
        format!("{}: {}", lang.say_later(RecordWord::LineSource), who.unwrap_or_default())
    };
    let title = (view.kind != RecordKind::Note).then(|| view! { <h3>{said}</h3> });
    let tag = record_words::class(view.class).filter(|_| view.class != Class::Personal).map(
        |word| view! { <div class="row"><StatusTag text=told(word) tone=Tone::Info glyph=Some(Glyph::Lock) /></div> },
    );
    view! {
        <li class="card stack-close" data-test="kept-line">
            {title}
            {tag}
            <p class="said-text">{value}</p>
            <FileLinks dossier record=view.id files />
            {hers.map(|content| view! { <PutRight page view content /> })}
            {from_others.then(|| view! { <p>{from}</p> })}
            <p class="quiet small">{written}</p>
            {move || on_paper.get().then(|| view! { <p class="quiet small">{told(RecordWord::PaperIs)}</p> })}
            <Before dossier view />
            <Disclosure summary=told(ClientWord::KeptMore)>
                <Facts>{move || facts(lang.get(), content)}</Facts>
            </Disclosure>
        </li>
    }
}

/// From whom, for what, on which ground, and why it is needed.
fn facts(lang: Lang, content: StoredValue<Option<shared::dossier::records::RecordContent>>) -> impl IntoView {
    let said = |word: RecordWord| lang.say_later(word).to_owned();
    let lines = content.with_value(|content| {
        let content = content.as_ref()?;
        let source = match content.source {
            Source::Client => lang.say_later(ClientWord::KeptYou).to_owned(),
            source => said(record_words::source(source)),
        };
        let known = content.known_on.map(|day| (RecordWord::LineKnown, day.in_words(lang)));
        let reason = content.reason.as_ref().map(|reason| (RecordWord::LineReason, reason.to_string()));
        let fixed = [
            (RecordWord::LineSource, source),
            (RecordWord::LinePurpose, said(record_words::purpose(content.purpose))),
            (RecordWord::LineGround, said(record_words::ground(content.ground))),
        ];
        let beside = content.beside.map(|ground| (RecordWord::LineBeside, said(record_words::ground(ground))));
        Some(fixed.into_iter().chain(beside).chain(known).chain(reason).collect::<Vec<_>>())
    });
    let lines = lines.unwrap_or_default().into_iter();
    lines.map(|(word, said)| view! { <Fact name=told(word)>{said}</Fact> }).collect_view()
}

/// What is kept elsewhere in the product, with the way to it.
#[component]
fn Also(dossier: DossierId, page: RwSignal<RecordsPage>) -> impl IntoView {
    let lang = language();
    let consults = move || {
        let n = page.with(|page| u64::try_from(page.consults.len()).unwrap_or_default());
        lang.get().count_later(ClientWord::KeptConsultsOne, ClientWord::KeptConsultsMany, n)
    };
    let has_talks = Memo::new(move |_| page.with(|page| !page.consults.is_empty()));
    let drafts = move || {
        let n = page.with(|page| page.drafts);
        (n > 0).then(|| lang.get().count_later(ClientWord::KeptDraftsOne, ClientWord::KeptDraftsMany, n))
    };
    view! {
        <section class="stack">
            <h2>{told(ClientWord::KeptAlso)}</h2>
            {move || drafts().map(|drafts| view! { <p>{drafts}</p> })}
            <ul class="plain stack-close">
                {move || has_talks.get().then(|| view! { <li><a class="consult-line" href="/">{consults}</a></li> })}
                <li><a class="consult-line" href=format!("/dossiers/{dossier}/forms") data-test="to-forms">{told(ClientWord::KeptForms)}</a></li>
                <li><a class="consult-line" href=format!("/dossiers/{dossier}/looks")>{told(ClientWord::KeptLooks)}</a></li>
                <li><a class="consult-line" href="/me">{told(ClientWord::KeptKeys)}</a></li>
                <li><a class="consult-line" href="/regulation">{told(ClientWord::KeptPaper)}</a></li>
            </ul>
        </section>
    }
}

/// Until when, and where it is.
#[component]
fn Until(page: RwSignal<RecordsPage>) -> impl IntoView {
    let lang = language();
    let until = move || {
        let years = page.with(|page| page.years.into());
        lang.get().count_later(ClientWord::KeptUntilOne, ClientWord::KeptUntilText, years)
    };
    let by = move || {
        let article = page.with(|page| page.years_by.as_ref().map(ToString::to_string))?;
        Some(lang.get().fill_later(ClientWord::KeptUntilBy, &[("article", &article)]))
    };
    view! {
        <Card title=told(ClientWord::KeptUntil)>
            <p>{until}" "{by}</p>
            <p>{told(ClientWord::KeptPlace)}</p>
        </Card>
    }
}

//! One day, and one line of it: who, what, when, and the way to say that it is not right.

use leptos::prelude::*;
use shared::api::{CaseLine, GuestWhy, LookLine};
use shared::dossier::looks::LookKind;
use shared::ids::{EntryId, ItemId};
use shared::log::Role;
use shared::time::CivilDate;

use super::Looking;
use crate::clock;
use crate::pages::case::status;
use crate::session::session;
use crate::ui::{Button, Disclosure, Glyph, Icon, Look, StatusTag};
use crate::words::{ClientWord, Lang, Word, language, say, told};

/// Where the focus goes when the button of a line has gone.
pub(super) fn id_of(entry: EntryId) -> String {
    format!("look-{entry}")
}

/// The lines of one day; what no human being did is folded into one (screens 20).
#[component]
pub(super) fn Day(
    looking: Looking,
    lines: Memo<Vec<LookLine>>,
    day: CivilDate,
    today: Memo<CivilDate>,
) -> impl IntoView {
    let lang = language();
    let of_day = move |automatic: bool| {
        Memo::new(move |_| {
            lines.with(|lines| {
                let hers = lines.iter().filter(|line| line.on == day && line.kind.is_automatic() == automatic);
                hers.cloned().collect::<Vec<_>>()
            })
        })
    };
    let (looked, automatic) = (of_day(false), of_day(true));
    let title = move || {
        let said = clock::near_day(lang.get(), day, today.get());
        if day == today.get() { lang.get().fill_later(ClientWord::LookToday, &[("date", &said)]) } else { said }
    };
    let folded = Memo::new(move |_| !automatic.with(Vec::is_empty));
    let count = move || {
        let n = u64::try_from(automatic.with(Vec::len)).unwrap_or_default();
        lang.get().count(Word::ClientLooksAutoOne, Word::ClientLooksAutoMany, n)
    };
    view! {
        <section class="stack-close">
            <h3>{title}</h3>
            <ul class="plain stack-close">
                <For each=move || looked.get() key=|line| line.entry let:line>
                    <Line looking line />
                </For>
            </ul>
            {move || {
                folded
                    .get()
                    .then(|| {
                        view! {
                            <div data-test="automatic">
                                <Disclosure summary=count>
                                    <p class="small quiet">{told(ClientWord::LookAutoText)}</p>
                                    <ul class="plain stack-close">
                                        <For each=move || automatic.get() key=|line| line.entry let:line>
                                            <Line looking line />
                                        </For>
                                    </ul>
                                </Disclosure>
                            </div>
                        }
                    })
            }}
        </section>
    }
}

/// What was done, in a sentence.
fn said(lang: Lang, kind: LookKind, held_on: Option<&str>) -> String {
    let (with, without) = match kind {
        LookKind::Page => (ClientWord::LookPage, ClientWord::LookPage),
        LookKind::Summary => (ClientWord::LookSummary, ClientWord::LookSummaryGone),
        LookKind::Records => (ClientWord::LookRecords, ClientWord::LookRecords),
        LookKind::Record => (ClientWord::LookRecord, ClientWord::LookRecord),
        LookKind::Documents => (ClientWord::LookDocuments, ClientWord::LookDocuments),
        LookKind::Document => (ClientWord::LookDocument, ClientWord::LookDocument),
        LookKind::Contact => (ClientWord::LookContact, ClientWord::LookContact),
        LookKind::Finance => (ClientWord::LookFinance, ClientWord::LookFinance),
        LookKind::LetIn => (ClientWord::LookLetInGone, ClientWord::LookLetInGone),
        LookKind::Passed => (ClientWord::LookPassedGone, ClientWord::LookPassedGone),
        LookKind::Reminder => (ClientWord::LookReminder, ClientWord::LookReminderGone),
        LookKind::Unanswered => (ClientWord::LookUnanswered, ClientWord::LookUnansweredGone),
    };
    held_on.map_or_else(|| lang.say_later(without).to_owned(), |date| lang.fill_later(with, &[("date", date)]))
}

#[component]
fn Line(looking: Looking, line: LookLine) -> impl IntoView {
    let lang = language();
    let name = move || looking.name(lang.get(), line.person, line.role);
    let is = move || {
        (line.role != Role::System).then(|| format!(", {}", lang.get().say_later(looking.role(line.person, line.role))))
    };
    let (let_in, passed_to) = (StoredValue::new(line.let_in), StoredValue::new(line.passed_to));
    let why = move || {
        let lang = lang.get();
        let_in.with_value(|known| {
            let GuestWhy { why, fault } = &known.as_ref()?.why;
            let fault =
                fault.as_ref().map(|fault| lang.fill_later(ClientWord::LookLetInFault, &[("fault", fault.as_str())]));
            let why = lang.fill_later(ClientWord::LookLetInWhy, &[("why", why.as_str())]);
            Some(view! { <p class="quiet small said-text">{fault} " " {why}</p> })
        })
    };
    let what = move || {
        let known = let_in.with_value(|known| {
            let known = known.as_ref()?;
            let who = known.name.as_ref().map(ToString::to_string)?;
            let until = looking.near(lang.get(), known.until);
            Some(lang.get().fill_later(ClientWord::LookLetIn, &[("who", &who), ("until", &until)]))
        });
        let passed = passed_to.with_value(|system| {
            let system = system.as_ref()?;
            Some(lang.get().fill_later(ClientWord::LookPassed, &[("system", system.as_str())]))
        });
        if let Some(known) = known.or(passed) {
            return known;
        }
        let held_on = line.consult.and_then(|consult| looking.held_on(lang.get(), consult));
        said(lang.get(), line.kind, held_on.as_deref())
    };
    let case = Memo::new(move |_| {
        let cases = looking.cases.get()?.cases;
        cases.into_iter().find(|case| case.about == ItemId::from(line.entry))
    });
    // Who acts for her asks nothing in her place (W9).
    let me = session().me();
    let hers = Memo::new(move |_| me.with(|me| me.as_ref().is_some_and(|me| me.role == Role::Client)));
    let glyph = match line.kind {
        LookKind::Page => Glyph::Person,
        LookKind::LetIn => Glyph::Eye,
        LookKind::Passed => Glyph::Download,
        LookKind::Contact => Glyph::Mail,
        LookKind::Summary | LookKind::Records | LookKind::Documents | LookKind::Document | LookKind::Finance => {
            Glyph::Document
        }
        LookKind::Record => Glyph::Lock,
        LookKind::Reminder => Glyph::Bell,
        LookKind::Unanswered => Glyph::Clock,
    };
    view! {
        <li class="card look" id=id_of(line.entry) tabindex="-1" data-test="look">
            <Icon glyph />
            <div class="stack-close">
                <div class="look-head">
                    <p>
                        <strong>{name}</strong>
                        {is}
                    </p>
                    <time class="quiet small numbers" datetime=line.at.to_string()>
                        {move || clock::time(lang.get(), line.at)}
                    </time>
                </div>
                <p>{what}</p>
                {why}
                {move || match case.get() {
                    Some(case) => view! { <Asked case /> }.into_any(),
                    None if hers.get() => view! { <Wrong looking look=line.entry /> }.into_any(),
                    None => ().into_any(),
                }}
            </div>
        </li>
    }
}

/// What became of her question.
#[component]
fn Asked(case: CaseLine) -> impl IntoView {
    let (word, tone, glyph) = status(case.status);
    let to = if case.status.waits() { Word::ClientThreadSee } else { Word::ClientHomeAnswerRead };
    view! {
        <div class="row" data-test="asked">
            <StatusTag text=told(word) tone=tone glyph=Some(glyph) />
            <a class="consult-line" href=format!("/cases/{}", case.case)>
                {say(to)}
            </a>
        </div>
    }
}

#[component]
fn Wrong(looking: Looking, look: EntryId) -> impl IntoView {
    let ask = move || looking.asking.begin(look);
    view! {
        <div class="look-wrong">
            <Button text=told(ClientWord::LookWrong) look=Look::Quiet glyph=Glyph::Hand on_press=ask mark="look-wrong" />
        </div>
    }
}

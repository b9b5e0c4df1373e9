//! The text first; then who wrote it and how it stands; then the choice.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::access::{Act, Relation};
use shared::dossier::changes::changes_between;
use shared::dossier::consults::Status;
use shared::settings::Settings;
use shared::time::{CivilDate, Timestamp};

use super::history::History;
use super::{Place, Reading};
use crate::clock;
use crate::parts::{ChangedPassages, PassageList, Remarks, WhichTrajectory};
use crate::ui::{Button, ButtonLink, Choice, Choices, Glyph, Look, Notice, PageHeading, Text, Tone, announcer};
use crate::words::{Lang, Word, language, say};

/// Where she signs what she said was not right.
pub const SIGN: &str = "?step=sign";

#[component]
pub(super) fn Read(reading: Reading) -> impl IntoView {
    let lang = language();
    let page = reading.page;
    let title = move || {
        page.with(|page| {
            let date = clock::near_day(lang.get(), page.view.held_on, page.today);
            lang.get().fill(Word::PhoneSummaryTitle, &[("date", &date)])
        })
    };
    // What she opened in it stays open when something else changes.
    let said = Memo::new(move |_| page.with(|page| (page.view.disputes.clone(), page.view.allowed.clone())));
    let remarks = move || {
        let here = said.with(|(disputes, _)| !disputes.is_empty());
        let (page, texts, sign) = (page.get_untracked(), reading.texts.get_untracked(), reading.place.href(SIGN));
        here.then(|| view! { <Remarks page texts sign /> })
    };
    view! {
        <article class="stack" data-test="summary">
            <PageHeading text=title />
            <WhichTrajectory dossier=reading.place.dossier />
            <Standing reading />
            <p class="small quiet" data-test="written-by">
                {move || written(reading, lang.get())}
            </p>
            <Body reading />
            {remarks}
            <Answers reading />
            <History reading />
        </article>
    }
}

fn author(reading: Reading) -> String {
    reading.page.with(|page| {
        let by = page.view.versions.last().map(|version| version.sent_by);
        by.and_then(|by| page.names.get(&by)).map(ToString::to_string).unwrap_or_default()
    })
}

/// Who wrote it, when, and which version it is.
fn written(reading: Reading, lang: Lang) -> String {
    let number = reading.pinned.get();
    let at = reading
        .page
        .with(|page| page.view.versions.iter().find(|version| version.number == number).map(|version| version.sent_at));
    let when = at.map_or_else(String::new, |at| clock::moment(lang, at));
    let blanks = [("coach", author(reading)), ("when", when), ("version", number.to_string())];
    lang.fill(Word::PhoneSummaryWritten, &blanks.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// The last day for an answer to a dispute of this moment.
fn due(lang: Lang, at: Timestamp, settings: &Settings) -> String {
    clock::day(lang, at.plus_hours(i64::from(settings.dispute_answer_days_max).saturating_mul(24)))
}

/// Until when she is asked; afterwards that she still may (F18).
pub fn answer_until(lang: Lang, ends_on: CivilDate, today: CivilDate) -> String {
    if ends_on < today {
        return lang.say(Word::PhoneSummaryOver).to_owned();
    }
    lang.fill(Word::PhoneSummaryUntil, &[("date", &clock::near_day(lang, ends_on, today))])
}

/// How it stands, before a word of it is read.
#[component]
fn Standing(reading: Reading) -> impl IntoView {
    let lang = language();
    let page = reading.page;
    let status = Memo::new(move |_| page.with(|page| page.view.status));
    let since = move |word: Word| {
        move || {
            let (at, by) = (page.with(|page| page.view.since), author(reading));
            let due = page.with(|page| due(lang.get(), at, &page.settings));
            lang.get().fill(word, &[("when", &clock::moment(lang.get(), at)), ("coach", &by), ("date", &due)])
        }
    };
    let ends = move || {
        let (ends_on, today) = page.with(|page| Some((page.view.question.as_ref()?.ends_on, page.today)))?;
        Some(answer_until(lang.get(), ends_on, today))
    };
    let void = move || {
        let version = page.with(|page| page.view.approvals.last().map(|approval| approval.version))?;
        let version = (version != page.with(|page| page.view.version)).then(|| version.to_string())?;
        Some(lang.get().fill(Word::PhoneSummaryVoid, &[("version", &version)]))
    };
    let (already, first) = (since(Word::PhoneSummaryAlready), since(Word::PhoneSummaryApproved));
    let approved = move || match another(reading) {
        Some(name) => {
            let when = clock::moment(lang.get(), page.with(|page| page.view.since));
            lang.get().fill(Word::PhoneSummaryApprovedBy, &[("name", &name), ("when", &when)])
        }
        None if reading.already.get() => already(),
        None => first(),
    };
    let place = reading.place;
    let unsigned = Memo::new(move |_| reading.allows(Act::SignDispute));
    let forms = StoredValue::new(format!("/dossiers/{}/forms", place.dossier));
    // What she said on paper has a form, and no receipt.
    let receipt = move || {
        page.with(|page| {
            let approval = page.view.approvals.last()?;
            Some(if approval.form.is_some() { forms.get_value() } else { place.receipt(approval.entry) })
        })
    };
    move || {
        match status.get() {
        Status::Missing | Status::Draft => view! { <Notice title=say(Word::PhoneSummaryMissing) /> }.into_any(),
        Status::Approved => view! {
            <Notice title=approved tone=Tone::Ok>
                <p><a class="consult-line" href=receipt data-test="to-receipt">{say(Word::PhoneSummaryToReceipt)}</a></p>
            </Notice>
        }
        .into_any(),
        Status::OnPaper => view! {
            <Notice title=since(Word::PhoneSummaryOnPaper) tone=Tone::Info>
                <p>{say(Word::PhoneSummaryOnPaperText)}</p>
                <p><a class="consult-line" href=receipt data-test="to-forms">{say(Word::PhoneSummaryOnPaperTo)}</a></p>
            </Notice>
        }
        .into_any(),
        Status::Disputed => view! {
            <Notice title=since(Word::PhoneSummaryDisputed) tone=Tone::Warn>
                <p>{since(Word::PhoneSummaryDisputedNext)}</p>
                {move || unsigned.get().then(|| view! { <Unsigned place /> })}
            </Notice>
        }
        .into_any(),
        _ => view! {
            <Notice title=say(Word::PhoneSummaryNotYet) tone=Tone::Info>
                <p>{ends}</p>
                <p>{void}</p>
            </Notice>
        }
        .into_any(),
    }
    }
}

/// Who approved it, where that was not who reads it: who acts for her, or she (W9).
fn another(reading: Reading) -> Option<String> {
    reading.page.with(|page| {
        let by = page.view.approvals.last()?.by.unwrap_or(page.client);
        // To who acts for her "you" is she: there each is named.
        let herself = by == page.client && page.you == Relation::Client;
        (!herself).then(|| page.names.get(&by).map(ToString::to_string).unwrap_or_default())
    })
}

/// Her signature is asked after: it counts without, so now and later are as good.
#[component]
fn Unsigned(place: Place) -> impl IntoView {
    let (lang, tell, navigate) = (language(), announcer(), use_navigate());
    let later = move || {
        tell(lang.get_untracked().say(Word::PhoneDisputeSignLater).to_owned());
        navigate("/", NavigateOptions::default());
    };
    view! {
        <p>{say(Word::PhoneDisputeSignText)}</p>
        <div class="row no-print">
            <ButtonLink
                text=say(Word::PhoneDisputeSign)
                href=place.href(SIGN)
                look=Look::Primary
                glyph=Glyph::Fingerprint
                mark="sign-dispute"
            />
            <Button text=say(Word::UiLater) look=Look::Secondary on_press=later mark="sign-later" />
        </div>
    }
}

/// The text itself, with what changed since the version before, for who wants to see that.
#[component]
fn Body(reading: Reading) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let changes = Memo::new(move |_| {
        let version = reading.pinned.get();
        let before = version.checked_sub(1).filter(|before| *before > 0)?;
        reading.texts.with(|texts| Some(changes_between(texts.version(before), texts.version(version))))
    });
    let marked = RwSignal::new(true);
    let count = move || {
        let changed = changes.with(|changes| changes.iter().flatten().filter(|change| change.changed()).count());
        let n = u64::try_from(changed).unwrap_or(u64::MAX);
        lang.get().count(Word::PhoneSummaryChangedOne, Word::PhoneSummaryChangedMany, n)
    };
    let switch = move || {
        marked.update(|marked| *marked = !*marked);
        let shown = marked.get_untracked();
        let word = if shown { Word::PhoneSummaryChangesShown } else { Word::PhoneSummaryChangesHidden };
        tell(lang.get_untracked().say(word).to_owned());
    };
    let switch_text = move || {
        let word = if marked.get() { Word::PhoneSummaryHideChanges } else { Word::PhoneSummaryShowChanges };
        lang.get().say(word)
    };
    view! {
        <section class="stack" aria-label=say(Word::PhoneSummaryText)>
            {move || {
                changes
                    .with(Option::is_some)
                    .then(|| {
                        view! {
                            <div class="row-apart no-print" role="status">
                                <p class="small">{count}</p>
                                <Button
                                    text=switch_text
                                    look=Look::Quiet
                                    glyph=Glyph::Eye
                                    on_press=switch
                                    mark="switch-changes"
                                />
                            </div>
                        }
                    })
            }}
            {move || {
                if let Some(changes) = changes.get().filter(|_| marked.get()) {
                    return view! { <ChangedPassages changes /> }.into_any();
                }
                let passages = reading.texts.with(|texts| texts.version(reading.pinned.get()).to_vec());
                view! { <PassageList passages /> }.into_any()
            }}
        </section>
    }
}

/// Yes, no and later, as equals.
#[component]
fn Answers(reading: Reading) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let navigate = use_navigate();
    let place = reading.place;
    let go = Callback::new(move |(to,): (String,)| navigate(&to, NavigateOptions::default()));
    let asked = Memo::new(move |_| reading.allows(Act::ApproveSummary));
    let may_dispute = Memo::new(move |_| reading.allows(Act::DisputeSummary));
    let later = move || {
        tell(lang.get_untracked().say(Word::PhoneSummaryLaterDone).to_owned());
        go.run(("/".to_owned(),));
    };
    let choices = move || {
        vec![
            Choice::new(say(Word::PhoneSummaryApprove), move || go.run((place.href("?step=check"),)))
                .with_mark("approve"),
            Choice::new(say(Word::PhoneSummaryDispute), move || go.run((place.href("/dispute"),))).with_mark("dispute"),
            Choice::new(say(Word::PhoneSummaryLater), later).with_mark("later"),
        ]
    };
    let question: Text = say(Word::PhoneSummaryQuestion).into();
    move || {
        if asked.get() {
            view! {
                <div class="bottom-bar answers">
                    <p class="answers-question desk-only">{move || question.get()}</p>
                    <Choices question choices=choices() />
                </div>
            }
            .into_any()
        } else if may_dispute.get() {
            view! {
                <div class="row no-print">
                    <ButtonLink
                        text=say(Word::PhoneSummaryDisputeAfter)
                        href=place.href("/dispute")
                        glyph=Glyph::Speech
                        mark="dispute"
                    />
                </div>
            }
            .into_any()
        } else {
            ().into_any()
        }
    }
}

//! The third step: what the rules come to, what belongs beside them, and publishing (G24, W1, M5a, M14).

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::{Accepted, PublishRegulation, RegulationDraft, RulesTried, TryRules, path};
use shared::refusal::Refusal;
use shared::text::{Label, Name, Remark};
use shared::time::CivilDate;

use super::come_to::ComeTo;
use super::{Rules, Step, hint};
use crate::api::{Failure, post};
use crate::pages::desk::{Errors, FieldId, Refused, Sending, Wrong, Wrongs, taken};
use crate::session::session;
use crate::ui::{Busy, Button, ButtonLink, Card, Dialog, Field, Input, Look, Notice, TextArea, Tone, announcer};
use crate::words::{BureauWord, Word, language, say, told};

const TITLE: &str = "rules-title";
const CONTROLLER: &str = "rules-controller";
const SYSTEM: &str = "rules-system";
const DATED: &str = "rules-dated";
const NOTIFICATION: &str = "rules-notification";
const FIRST_DAY: &str = "rules-first-day";
const ARRANGEMENT: &str = "rules-arrangement";
const COMPLAINTS: &str = "rules-complaints";
const REASON: &str = "rules-reason";
const MOST: usize = 10_000;

/// The step.
#[component]
pub fn Publish(rules: Rules) -> impl IntoView {
    let there = rules.kept.is_there();
    move || {
        rules.kept.replaced().track();
        if there.get() {
            view! { <Looked rules /> }.into_any()
        } else {
            view! {
                <p data-test="rules-no-draft">{told(BureauWord::RulesNoDraft)}</p>
                <div class="row"><ButtonLink text=told(BureauWord::RulesToCompare) href=Step::Compare.path() /></div>
            }
            .into_any()
        }
    }
}

/// What the server says of the draft, in the language of the page, and the form below it.
#[component]
fn Looked(rules: Rules) -> impl IntoView {
    let (lang, entered) = (language(), session().entered());
    let (tried, failure, again) =
        (RwSignal::new(None::<RulesTried>), RwSignal::new(None::<Failure>), RwSignal::new(0_u32));
    // What the day of the text comes to is told as soon as it is typed.
    let dated = rules.kept.dated();
    Effect::new(move |_| {
        lang.track();
        entered.track();
        again.track();
        let rules = TryRules { rules: rules.choices(), dated: dated.get() };
        spawn_local(async move {
            match post::<_, RulesTried>(path::REGULATIONS_TRIED, &rules).await {
                Ok(answer) => {
                    drop(failure.try_set(None));
                    drop(tried.try_set(Some(answer)));
                }
                Err(why) => drop(failure.try_set(Some(why))),
            }
        });
    });
    let ask_again = Callback::new(move |()| again.update(|times| *times = times.wrapping_add(1)));
    let shown = move || match tried.get() {
        Some(tried) => Some(view! { <ComeTo tried /> }.into_any()),
        None => {
            failure.with(Option::is_none).then(|| view! { <Busy text=told(BureauWord::RulesLooking) /> }.into_any())
        }
    };
    let unexplained = Memo::new(move |_| {
        tried.with(|tried| tried.as_ref().map(|tried| tried.unexplained.clone()).unwrap_or_default())
    });
    view! {
        <Refused failure again=ask_again />
        <div class="stack">{shown}</div>
        <Form rules unexplained />
    }
}

/// What belongs beside the rules.
#[derive(Clone, Copy)]
struct Texts {
    title: RwSignal<String>,
    controller: RwSignal<String>,
    record_system: RwSignal<String>,
    effective_on: RwSignal<String>,
    dated: RwSignal<String>,
    notification: RwSignal<String>,
    arrangement: RwSignal<String>,
    complaints: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Texts {
    /// The fields stand for the draft; its first day is today until somebody says otherwise.
    fn new(rules: Rules) -> Self {
        let kept = rules.kept;
        let texts = Self {
            title: kept.field(|draft| draft.title.clone(), |draft, typed| draft.title = typed),
            controller: kept.field(|draft| draft.controller.clone(), |draft, typed| draft.controller = typed),
            record_system: kept.field(|draft| draft.record_system.clone(), |draft, typed| draft.record_system = typed),
            effective_on: kept.field(|draft| draft.effective_on.clone(), |draft, typed| draft.effective_on = typed),
            dated: kept.field(|draft| draft.dated.clone(), |draft, typed| draft.dated = typed),
            notification: kept.field(|draft| draft.notification.clone(), |draft, typed| draft.notification = typed),
            arrangement: kept.field(|draft| draft.arrangement.clone(), |draft, typed| draft.arrangement = typed),
            complaints: kept.field(|draft| draft.complaints.clone(), |draft, typed| draft.complaints = typed),
            reason: kept.field(|draft| draft.reason.clone(), |draft, typed| draft.reason = typed),
        };
        if texts.effective_on.with_untracked(String::is_empty) {
            texts.effective_on.set(rules.desk.with_untracked(|desk| desk.today.to_string()));
        }
        texts
    }

    /// All of it as the server takes it, or what is wrong with which field. `explain` says that a reason is needed.
    fn read(self, rules: Rules, explain: bool) -> Result<RegulationDraft, Vec<(FieldId, Wrong)>> {
        let mut wrong = Vec::new();
        let text = |field: RwSignal<String>| field.get_untracked();
        let some = |field: RwSignal<String>| Some(field.get_untracked()).filter(|text| !text.trim().is_empty());
        let title = taken(Name::new(&text(self.title)), TITLE, Word::DeskRuleWrongTitle, &mut wrong);
        let effective_on =
            first_day(&text(self.effective_on), rules.desk.with_untracked(|desk| desk.today), &mut wrong);
        let controller =
            taken(Name::new(&text(self.controller)), CONTROLLER, Word::DeskRuleWrongController, &mut wrong);
        let system = some(self.record_system);
        let record_system = system.and_then(|text| taken(Name::new(&text), SYSTEM, Word::FieldWrongForm, &mut wrong));
        let dated = some(self.dated).and_then(|text| {
            let day = text.parse::<CivilDate>().ok();
            if day.is_none() {
                wrong.push((DATED.into(), Wrong::Said(Word::DeskRuleWrongDated)));
            }
            day
        });
        let number = some(self.notification);
        let notification =
            number.and_then(|text| taken(Label::new(&text), NOTIFICATION, Word::FieldWrongForm, &mut wrong));
        let mut remark =
            |field, id| some(field).and_then(|text| taken(Remark::new(&text), id, Word::FieldWrongForm, &mut wrong));
        let (arrangement, complaints) = (remark(self.arrangement, ARRANGEMENT), remark(self.complaints, COMPLAINTS));
        let reason = some(self.reason);
        if explain && reason.is_none() {
            wrong.push((REASON.into(), Wrong::Rule(Refusal::LooseningUnexplained)));
        }
        let reason = reason.and_then(|text| taken(Remark::new(&text), REASON, Word::FieldWrongForm, &mut wrong));
        match (title, effective_on, controller) {
            (Some(title), Some(effective_on), Some(controller)) if wrong.is_empty() => Ok(RegulationDraft {
                title,
                effective_on,
                controller,
                record_system,
                dated,
                notification,
                rules: rules.choices(),
                arrangement,
                complaints,
                reason,
            }),
            _ => Err(wrong),
        }
    }
}

fn first_day(typed: &str, today: CivilDate, wrong: &mut Vec<(FieldId, Wrong)>) -> Option<CivilDate> {
    let found = match typed.parse::<CivilDate>() {
        Ok(day) if day >= today => return Some(day),
        Ok(_) => Wrong::Rule(Refusal::EffectiveTooEarly { first: today }),
        Err(_) => Wrong::Said(Word::DeskRuleWrongDay),
    };
    wrong.push((FIRST_DAY.into(), found));
    None
}

/// Puts what the server refused beside its field; says whether it had one.
fn at_its_field(wrongs: Wrongs, failure: &Failure, today: CivilDate) -> bool {
    let Failure::Problem(problem) = failure else { return false };
    let known = [
        (Refusal::LooseningUnexplained, REASON),
        (Refusal::ArrangementMissing, ARRANGEMENT),
        (Refusal::EffectiveTooEarly { first: today }, FIRST_DAY),
    ];
    match known.iter().find(|(refusal, _)| refusal.code() == problem.code) {
        Some((_, field)) => !wrongs.set(vec![((*field).into(), Wrong::Told(problem.detail.clone()))]),
        None => wrongs.take(failure, &[("title", TITLE), ("controller", CONTROLLER), ("record_system", SYSTEM)]),
    }
}

#[component]
fn Form(rules: Rules, unexplained: Memo<Vec<String>>) -> impl IntoView {
    let (wrongs, texts) = (Wrongs::new(), Texts::new(rules));
    let (ready, open) = (RwSignal::new(None::<RegulationDraft>), RwSignal::new(false));
    let articles = RwSignal::new(Vec::<String>::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        articles.set(
            rules.desk.with_untracked(|desk| rules.kept.with_untracked(|draft| draft.wrong_articles(&desk.parameters))),
        );
        match texts.read(rules, !unexplained.with_untracked(Vec::is_empty)) {
            Ok(regulation) => {
                wrongs.set(Vec::new());
                if articles.with_untracked(Vec::is_empty) {
                    ready.set(Some(regulation));
                    open.set(true);
                }
            }
            Err(found) => drop(wrongs.set(found)),
        }
    };
    view! {
        <Card title=told(BureauWord::RulesForm)>
            <form class="stack rules-form" novalidate on:submit=send>
                <Errors wrongs />
                <WrongArticles articles />
                <Field label=told(BureauWord::RulesName) hint=hint(BureauWord::RulesNameHint) value=texts.title id=TITLE mark=TITLE error=wrongs.of(TITLE) />
                <Field label=told(BureauWord::RulesFirstDay) hint=hint(BureauWord::RulesFirstDayHint) value=texts.effective_on input=Input::Date id=FIRST_DAY mark=FIRST_DAY error=wrongs.of(FIRST_DAY) />
                <Field label=told(BureauWord::RulesController) hint=hint(BureauWord::RulesControllerHint) value=texts.controller id=CONTROLLER mark=CONTROLLER error=wrongs.of(CONTROLLER) />
                <Field label=told(BureauWord::RulesSystem) hint=hint(BureauWord::RulesSystemHint) value=texts.record_system id=SYSTEM mark=SYSTEM error=wrongs.of(SYSTEM) />
                <Field label=told(BureauWord::RulesDated) hint=hint(BureauWord::RulesDatedHint) value=texts.dated input=Input::Date id=DATED mark=DATED error=wrongs.of(DATED) />
                <Field label=told(BureauWord::RulesNotification) hint=hint(BureauWord::RulesNotificationHint) value=texts.notification id=NOTIFICATION mark=NOTIFICATION error=wrongs.of(NOTIFICATION) />
                <TextArea label=told(BureauWord::RulesArrangement) hint=hint(BureauWord::RulesArrangementHint) value=texts.arrangement most=MOST id=ARRANGEMENT mark=ARRANGEMENT error=wrongs.of(ARRANGEMENT) />
                <TextArea label=told(BureauWord::RulesComplaints) hint=hint(BureauWord::RulesComplaintsHint) value=texts.complaints most=MOST id=COMPLAINTS mark=COMPLAINTS error=wrongs.of(COMPLAINTS) />
                <Reason unexplained value=texts.reason wrongs />
                <div class="row">
                    <Button text=told(BureauWord::RulesSend) look=Look::Primary submit=true mark="rules-publish" />
                </div>
            </form>
        </Card>
        <Confirm rules ready open wrongs />
    }
}

/// Articles that cannot be kept are mended a step before.
#[component]
fn WrongArticles(articles: RwSignal<Vec<String>>) -> impl IntoView {
    move || {
        let titles = articles.get();
        (!titles.is_empty()).then(|| {
            view! {
                <Notice title=told(BureauWord::RulesWrongArticles) tone=Tone::Danger>
                    <ul>{titles.into_iter().map(|title| view! { <li>{title}</li> }).collect_view()}</ul>
                    <div class="row"><ButtonLink text=told(BureauWord::RulesToWrite) href=Step::Write.path() /></div>
                </Notice>
            }
        })
    }
}

/// Why it is looser than the strict defaults, where no article says so (G24).
#[component]
fn Reason(unexplained: Memo<Vec<String>>, value: RwSignal<String>, wrongs: Wrongs) -> impl IntoView {
    let error = wrongs.of(REASON);
    let found = error.clone();
    let needed = Memo::new(move |_| {
        !unexplained.with(Vec::is_empty) || value.with(|typed| !typed.is_empty()) || found().is_some()
    });
    let list = move || unexplained.get().into_iter().map(|title| view! { <li>{title}</li> }).collect_view();
    view! {
        <div class="stack" hidden=move || !needed.get() data-test="rules-looser">
            <div class="stack-close" hidden=move || unexplained.with(Vec::is_empty)>
                <p>{told(BureauWord::RulesLooser)}</p>
                <ul>{list}</ul>
            </div>
            <TextArea label=told(BureauWord::RulesReason) hint=hint(BureauWord::RulesReasonHint) value most=MOST id=REASON mark=REASON error />
        </div>
    }
}

/// Asks once, and publishes.
#[component]
fn Confirm(
    rules: Rules,
    ready: RwSignal<Option<RegulationDraft>>,
    open: RwSignal<bool>,
    wrongs: Wrongs,
) -> impl IntoView {
    let (lang, announce, sending, session) = (language(), announcer(), Sending::new(), session());
    let navigate = StoredValue::new_local(use_navigate());
    let date = move || ready.with(|ready| ready.as_ref().map(|ready| ready.effective_on.in_words(lang.get())));
    let title = move || ready.with(|ready| ready.as_ref().map(|ready| ready.title.as_str().to_owned()));
    let asked =
        move || lang.get().fill_later(BureauWord::RulesConfirmTitle, &[("title", &title().unwrap_or_default())]);
    let text = move || lang.get().fill_later(BureauWord::RulesConfirmText, &[("date", &date().unwrap_or_default())]);
    let confirm = move || {
        let Some(regulation) = ready.get_untracked() else { return };
        let (title, what) =
            (regulation.title.as_str().to_owned(), serde_json::to_string(&regulation).unwrap_or_default());
        let today = rules.desk.with_untracked(|desk| desk.today);
        let ask = move |entry| async move {
            let answer = post::<_, Accepted>(path::REGULATIONS, &PublishRegulation { entry, regulation }).await;
            if answer.as_ref().is_err_and(|failure| at_its_field(wrongs, failure, today)) {
                open.set(false);
            }
            answer
        };
        sending.run(what, ask, move |_: Accepted| {
            open.set(false);
            announce(lang.get_untracked().fill_later(BureauWord::RulesPublished, &[("title", &title)]));
            rules.published.set(Some(title));
            rules.refresh.run(());
            // She has a regulation to read now, as everybody here.
            spawn_local(session.ask());
            navigate.try_with_value(|go| go(Step::Compare.path(), NavigateOptions::default()));
            rules.kept.end();
        });
    };
    view! {
        <Dialog open title=asked>
            <p>{text}</p>
            <p>{told(BureauWord::RulesConfirmStaff)}</p>
            <Refused failure=sending.failure />
            <div class="row">
                <Button text=told(BureauWord::RulesConfirm) busy_text=told(BureauWord::RulesSending) look=Look::Primary busy=sending.busy on_press=confirm mark="rules-confirm" />
                <Button text=say(Word::UiCancel) on_press=move || open.set(false) />
            </div>
        </Dialog>
    }
}

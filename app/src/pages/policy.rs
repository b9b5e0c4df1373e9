//! The parameters the bureau works by, for its administrators: each with what it means, and what it can be.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::api::{Accepted, BureauPost, path};
use shared::bureau::BureauCommand;
use shared::policy::{Parameter, Policy};

use super::desk::{FieldId, Refused, Sending, Wrong, Wrongs, perhaps};
use crate::api::post;
use crate::parts::{Shown, load};
use crate::ui::{Button, Card, ErrorSummary, Field, announcer};
use crate::words::{Word, language, say};

/// The card with the form.
#[component]
pub fn PolicyCard() -> impl IntoView {
    let loaded = load::<Policy>(|| path::BUREAU_POLICY.to_owned());
    view! {
        <Card title=say(Word::DeskPolicyTitle)>
            <Shown loaded view=|policy| view! { <PolicyForm policy=policy.get_untracked() /> } />
        </Card>
    }
}

#[component]
fn PolicyForm(policy: Policy) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let (typed, saved) = (Typed::new(&policy), RwSignal::new(false));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        saved.set(false);
        let policy = match typed.read() {
            Ok(policy) => policy,
            Err(found) => {
                wrongs.set(found);
                return;
            }
        };
        wrongs.set(Vec::new());
        let what = serde_json::to_string(&policy).unwrap_or_default();
        let ask = move |entry| async move {
            let command = BureauCommand::SetPolicy { policy };
            let answer = post::<_, Accepted>(path::BUREAU_COMMANDS, &BureauPost { entry, command }).await;
            if let Err(failure) = &answer {
                wrongs.take(failure, &Parameter::ALL.iter().map(|one| (one.name(), id(*one))).collect::<Vec<_>>());
            }
            answer
        };
        sending.run(what, ask, move |_: Accepted| {
            announce(lang.get_untracked().say(Word::DeskPolicySaved).to_owned());
            saved.set(true);
        });
    };
    let line = move |(parameter, value): (Parameter, RwSignal<String>)| {
        let (label, hint) = words(parameter);
        let id = id(parameter);
        view! { <Field label=say(label) hint=perhaps(hint) value id mark=id error=wrongs.of(id) /> }
    };
    view! {
        <form class="stack" novalidate on:submit=save>
            <p class="quiet">{say(Word::DeskPolicyLead)}</p>
            <ErrorSummary title=say(Word::UiWrongTitle) errors=wrongs.all() />
            <Refused failure=sending.failure />
            {typed.0.with_value(|fields| fields.iter().copied().map(line).collect_view())}
            <div class="row">
                <Button text=say(Word::DeskSave) busy_text=say(Word::DeskSaving) busy=sending.busy submit=true mark="policy-save" />
                {move || saved.get().then(|| view! { <span class="small quiet">{say(Word::DeskPolicySaved)}</span> })}
            </div>
        </form>
    }
}

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Typed(StoredValue<Vec<(Parameter, RwSignal<String>)>>);

impl Typed {
    fn new(policy: &Policy) -> Self {
        let text = |parameter: &Parameter| {
            let numbers: Vec<String> = policy.numbers(*parameter).iter().map(ToString::to_string).collect();
            (*parameter, RwSignal::new(numbers.join(", ")))
        };
        Self(StoredValue::new(Parameter::ALL.iter().map(text).collect()))
    }

    /// The policy, or what is wrong with which field.
    fn read(self) -> Result<Policy, Vec<(FieldId, Wrong)>> {
        let (mut policy, mut wrong) = (Policy::default(), Vec::new());
        for (parameter, value) in self.0.get_value() {
            let typed = value.get_untracked();
            let numbers = typed.split([',', ' ', ';']).filter(|word| !word.is_empty()).map(str::parse::<u16>);
            match numbers.collect::<Result<Vec<_>, _>>().ok().and_then(|numbers| policy.set(parameter, numbers)) {
                Some(()) => {}
                None => wrong.push((id(parameter).into(), Wrong::Said(Word::FieldWrongForm))),
            }
        }
        if wrong.is_empty() {
            let fault = |fault: shared::policy::PolicyFault| (id(fault.parameter).into(), Wrong::Parameter(fault));
            wrong = policy.faults().into_iter().map(fault).collect();
        }
        if wrong.is_empty() { Ok(policy) } else { Err(wrong) }
    }
}

/// The id of its field.
const fn id(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::RemindersAfterDays => "policy-reminders",
        Parameter::RemindersFromHour => "policy-from",
        Parameter::RemindersUntilHour => "policy-until",
        Parameter::AnswerDaysMax => "policy-answer",
        Parameter::DisputeAnswerDaysMax => "policy-dispute",
        Parameter::RecoveredKeyWaitHours => "policy-wait",
        Parameter::InvitationHoursMax => "policy-invitation",
        Parameter::ClientIdleMinutesMax => "policy-client-idle",
        Parameter::StaffIdleMinutesMax => "policy-staff-idle",
        Parameter::SessionHoursMax => "policy-session",
    }
}

/// What it is called, and what it does.
const fn words(parameter: Parameter) -> (Word, Word) {
    match parameter {
        Parameter::RemindersAfterDays => (Word::DeskPolicyReminders, Word::DeskPolicyRemindersHint),
        Parameter::RemindersFromHour => (Word::DeskPolicyFrom, Word::DeskPolicyFromHint),
        Parameter::RemindersUntilHour => (Word::DeskPolicyUntil, Word::DeskPolicyUntilHint),
        Parameter::AnswerDaysMax => (Word::DeskPolicyAnswer, Word::DeskPolicyAnswerHint),
        Parameter::DisputeAnswerDaysMax => (Word::DeskPolicyDispute, Word::DeskPolicyDisputeHint),
        Parameter::RecoveredKeyWaitHours => (Word::DeskPolicyWait, Word::DeskPolicyWaitHint),
        Parameter::InvitationHoursMax => (Word::DeskPolicyInvitation, Word::DeskPolicyInvitationHint),
        Parameter::ClientIdleMinutesMax => (Word::DeskPolicyClientIdle, Word::DeskPolicyClientIdleHint),
        Parameter::StaffIdleMinutesMax => (Word::DeskPolicyStaffIdle, Word::DeskPolicyStaffIdleHint),
        Parameter::SessionHoursMax => (Word::DeskPolicySession, Word::DeskPolicySessionHint),
    }
}

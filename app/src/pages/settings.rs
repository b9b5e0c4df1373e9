//! The settings the bureau works by, for its administrators: each with what it means, and what it can be.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::api::{Accepted, BureauPost, path};
use shared::bureau::BureauCommand;
use shared::settings::{Setting, Settings};

use super::desk::{FieldId, Refused, Sending, Wrong, Wrongs};
use crate::api::post;
use crate::parts::{Shown, load};
use crate::ui::{Button, Card, ErrorSummary, Field, Text, announcer};
use crate::words::{BureauWord, Word, language, say, told};

/// The card with the form.
#[component]
pub fn SettingsCard() -> impl IntoView {
    let loaded = load::<Settings>(|| path::BUREAU_SETTINGS.to_owned());
    view! {
        <Card title=told(BureauWord::SettingsTitle)>
            <Shown loaded view=|settings| view! { <SettingsForm settings=settings.get_untracked() /> } />
        </Card>
    }
}

#[component]
fn SettingsForm(settings: Settings) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let (typed, saved) = (Typed::new(&settings), RwSignal::new(false));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        saved.set(false);
        let settings = match typed.read() {
            Ok(settings) => settings,
            Err(found) => {
                wrongs.set(found);
                return;
            }
        };
        wrongs.set(Vec::new());
        let what = serde_json::to_string(&settings).unwrap_or_default();
        let ask = move |entry| async move {
            let command = BureauCommand::SetSettings { settings };
            let answer = post::<_, Accepted>(path::BUREAU_COMMANDS, &BureauPost { entry, command }).await;
            if let Err(failure) = &answer {
                wrongs.take(failure, &Setting::ALL.iter().map(|one| (one.name(), id(*one))).collect::<Vec<_>>());
            }
            answer
        };
        sending.run(what, ask, move |_: Accepted| {
            announce(lang.get_untracked().say_later(BureauWord::SettingsSaved).to_owned());
            saved.set(true);
        });
    };
    let line = move |(setting, value): (Setting, RwSignal<String>)| {
        let (label, hint) = words(setting);
        let id = id(setting);
        view! { <Field label=told(label) hint=Text::from(told(hint)) value id mark=id error=wrongs.of(id) /> }
    };
    view! {
        <form class="stack" novalidate on:submit=save>
            <p class="quiet">{told(BureauWord::SettingsLead)}</p>
            <ErrorSummary title=say(Word::UiWrongTitle) errors=wrongs.all() />
            <Refused failure=sending.failure />
            {typed.0.with_value(|fields| fields.iter().copied().map(line).collect_view())}
            <div class="row">
                <Button text=say(Word::DeskSave) busy_text=say(Word::DeskSaving) busy=sending.busy submit=true mark="settings-save" />
                {move || saved.get().then(|| view! { <span class="small quiet">{told(BureauWord::SettingsSaved)}</span> })}
            </div>
        </form>
    }
}

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Typed(StoredValue<Vec<(Setting, RwSignal<String>)>>);

impl Typed {
    fn new(settings: &Settings) -> Self {
        let text = |setting: &Setting| {
            let numbers: Vec<String> = settings.numbers(*setting).iter().map(ToString::to_string).collect();
            (*setting, RwSignal::new(numbers.join(", ")))
        };
        Self(StoredValue::new(Setting::ALL.iter().map(text).collect()))
    }

    /// The settings, or what is wrong with which field.
    fn read(self) -> Result<Settings, Vec<(FieldId, Wrong)>> {
        let (mut settings, mut wrong) = (Settings::default(), Vec::new());
        for (setting, value) in self.0.get_value() {
            let typed = value.get_untracked();
            let numbers = typed.split([',', ' ', ';']).filter(|word| !word.is_empty()).map(str::parse::<u16>);
            match numbers.collect::<Result<Vec<_>, _>>().ok().and_then(|numbers| settings.set(setting, numbers)) {
                Some(()) => {}
                None => wrong.push((id(setting).into(), Wrong::Said(Word::FieldWrongForm))),
            }
        }
        if wrong.is_empty() {
            let fault = |fault: shared::settings::SettingFault| (id(fault.setting).into(), Wrong::Setting(fault));
            wrong = settings.faults().into_iter().map(fault).collect();
        }
        if wrong.is_empty() { Ok(settings) } else { Err(wrong) }
    }
}

/// The id of its field.
const fn id(setting: Setting) -> &'static str {
    match setting {
        Setting::RemindersAfterDays => "settings-reminders",
        Setting::RemindersFromHour => "settings-from",
        Setting::RemindersUntilHour => "settings-until",
        Setting::AnswerDaysMax => "settings-answer",
        Setting::DisputeAnswerDaysMax => "settings-dispute",
        Setting::RecoveredKeyWaitHours => "settings-wait",
        Setting::InvitationHoursMax => "settings-invitation",
        Setting::ClientIdleMinutesMax => "settings-client-idle",
        Setting::StaffIdleMinutesMax => "settings-staff-idle",
        Setting::SessionHoursMax => "settings-session",
    }
}

/// What it is called, and what it does.
const fn words(setting: Setting) -> (BureauWord, BureauWord) {
    match setting {
        Setting::RemindersAfterDays => (BureauWord::SettingsReminders, BureauWord::SettingsRemindersHint),
        Setting::RemindersFromHour => (BureauWord::SettingsFrom, BureauWord::SettingsFromHint),
        Setting::RemindersUntilHour => (BureauWord::SettingsUntil, BureauWord::SettingsUntilHint),
        Setting::AnswerDaysMax => (BureauWord::SettingsAnswer, BureauWord::SettingsAnswerHint),
        Setting::DisputeAnswerDaysMax => (BureauWord::SettingsDispute, BureauWord::SettingsDisputeHint),
        Setting::RecoveredKeyWaitHours => (BureauWord::SettingsWait, BureauWord::SettingsWaitHint),
        Setting::InvitationHoursMax => (BureauWord::SettingsInvitation, BureauWord::SettingsInvitationHint),
        Setting::ClientIdleMinutesMax => (BureauWord::SettingsClientIdle, BureauWord::SettingsClientIdleHint),
        Setting::StaffIdleMinutesMax => (BureauWord::SettingsStaffIdle, BureauWord::SettingsStaffIdleHint),
        Setting::SessionHoursMax => (BureauWord::SettingsSession, BureauWord::SettingsSessionHint),
    }
}

//! Who works here, and who did: role, since when, keys, invitation; a new invitation, and the end of somebody's work.

use leptos::prelude::*;
use shared::api::{Accepted, BureauPost, InvitationMade, InvitationState, StaffView, path};
use shared::bureau::BureauCommand;
use shared::ids::PersonId;
use shared::log::Role;

use super::desk::{Half, Refused, Sending, focus_soon};
use super::staff::Changed;
use crate::api::{post, post_nothing};
use crate::clock;
use crate::session::session;
use crate::ui::{Button, Card, Dialog, Disclosure, Look, announcer};
use crate::words::{Word, language, say};

/// Where the focus goes when the row it was in has gone.
const LIST: &str = "staff";

/// A role's name for the form, its word, and what it may do.
#[must_use]
pub const fn role_words(role: Role) -> (&'static str, Word, Word) {
    match role {
        Role::Administrator => ("administrator", Word::DeskStaffAdministrator, Word::DeskStaffAdministratorHint),
        Role::EmploymentExpert => ("employment_expert", Word::DeskStaffExpert, Word::DeskStaffExpertHint),
        Role::OfficeWorker => ("office_worker", Word::DeskStaffOffice, Word::DeskStaffOfficeHint),
        Role::Technician => ("technician", Word::DeskStaffTechnician, Word::DeskStaffTechnicianHint),
        Role::Officer => ("officer", Word::DeskStaffOfficer, Word::DeskStaffOfficerHint),
        _ => ("coach", Word::DeskStaffCoach, Word::DeskStaffCoachHint),
    }
}

/// Present staff, and former staff folded away.
#[component]
pub fn StaffList(staff: RwSignal<Vec<StaffView>>) -> impl IntoView {
    let ids = move |ended: bool| {
        Memo::new(move |_| {
            staff.with(|staff| {
                let these = staff.iter().filter(|one| one.ended_at.is_some() == ended);
                these.map(|one| one.person).collect::<Vec<PersonId>>()
            })
        })
    };
    let (present, former) = (ids(false), ids(true));
    let ending = RwSignal::new(None::<(PersonId, String)>);
    let open = RwSignal::new(false);
    view! {
        <div class="stack" id=LIST tabindex="-1">
            <Card title=say(Word::DeskStaffList)>
                <ul class="plain desk-list" data-test="staff-list">
                    <For each=move || present.get() key=|person| *person let:person>
                        <Member staff person ending open />
                    </For>
                </ul>
            </Card>
            <div hidden=move || former.with(Vec::is_empty)>
                <Disclosure summary=say(Word::DeskStaffFormer)>
                    <ul class="plain desk-list">
                        <For each=move || former.get() key=|person| *person let:person>
                            <Former staff person />
                        </For>
                    </ul>
                </Disclosure>
            </div>
            <EndWork ending open />
        </div>
    }
}

fn one(staff: RwSignal<Vec<StaffView>>, person: PersonId) -> Memo<Option<StaffView>> {
    Memo::new(move |_| staff.with(|staff| staff.iter().find(|one| one.person == person).cloned()))
}

#[component]
fn Member(
    staff: RwSignal<Vec<StaffView>>,
    person: PersonId,
    ending: RwSignal<Option<(PersonId, String)>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let (lang, session, sending) = (language(), session(), Sending::new());
    let member = one(staff, person);
    let name =
        move || member.with(|member| member.as_ref().map(|member| member.name.as_str().to_owned()).unwrap_or_default());
    let you = Memo::new(move |_| session.me().with(|me| me.as_ref().is_some_and(|me| me.person == person)));
    let facts = move || member.with(|member| member.as_ref().map(|member| said(lang.get(), member)));
    let made = RwSignal::new(None::<InvitationMade>);
    let again = move || {
        let ask = move |_entry| async move {
            post_nothing::<InvitationMade>(&path::to(path::STAFF_INVITATIONS, &[&person])).await
        };
        sending.run(String::new(), ask, move |new| made.set(Some(new)));
    };
    let hide = move || {
        made.set(None);
        focus_soon(LIST.into());
    };
    let end = move || {
        ending.set(Some((person, untrack(name))));
        open.set(true);
    };
    view! {
        <li class="desk-line" data-test="staff-row">
            <div class="stack-close">
                <strong>{name} {move || you.get().then(|| view! { <span class="quiet">" (" {say(Word::DeskStaffYou)} ")"</span> })}</strong>
                <span class="quiet small">{facts}</span>
                <Refused failure=sending.failure />
                {move || made.get().map(|made_now| view! { <Half made=made_now on_hide=hide /> })}
            </div>
            <div class="row" hidden=move || you.get()>
                <Button text=say(Word::DeskStaffAgain) busy_text=say(Word::DeskStaffAgainBusy) look=Look::Quiet busy=sending.busy on_press=again mark="staff-again" />
                <Button text=say(Word::DeskStaffEnd) look=Look::Quiet on_press=end mark="staff-end" />
            </div>
        </li>
    }
}

fn said(lang: crate::words::Lang, member: &StaffView) -> String {
    let role = lang.say(role_words(member.role).1).to_owned();
    let since = lang.fill(Word::DeskStaffSince, &[("date", &clock::day(lang, member.since))]);
    let keys = match member.keys {
        0 => lang.say(Word::DeskStaffKeysNone).to_owned(),
        n => lang.count(Word::DeskStaffKeysOne, Word::DeskStaffKeysMany, n.into()),
    };
    let open = member.invitation.as_ref().filter(|invitation| invitation.state == InvitationState::Open);
    let open = open.map(|invitation| {
        lang.fill(Word::DeskStaffInvitationOpen, &[("time", &clock::moment(lang, invitation.expires_at))])
    });
    [Some(role), Some(since), Some(keys), open].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[component]
fn Former(staff: RwSignal<Vec<StaffView>>, person: PersonId) -> impl IntoView {
    let lang = language();
    let member = one(staff, person);
    let text = move || {
        let lang = lang.get();
        member.with(|member| {
            let member = member.as_ref()?;
            let ended = clock::day(lang, member.ended_at?);
            let ended = lang.fill(Word::DeskStaffEnded, &[("date", &ended)]);
            Some(format!("{}, {}, {ended}", member.name, lang.say(role_words(member.role).1)))
        })
    };
    view! { <li>{text}</li> }
}

/// Says what ending somebody's work means, and does it.
#[component]
fn EndWork(ending: RwSignal<Option<(PersonId, String)>>, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let changed = use_context::<Changed>();
    let name = move || ending.with(|ending| ending.as_ref().map(|(_, name)| name.clone()).unwrap_or_default());
    let fill = move |word| lang.get().fill(word, &[("name", &name())]);
    let confirm = move || {
        let Some((person, name)) = ending.get_untracked() else { return };
        let ask = move |entry| async move {
            let command = BureauCommand::EndStaff { person };
            post::<_, Accepted>(path::BUREAU_COMMANDS, &BureauPost { entry, command }).await
        };
        sending.run(person.to_string(), ask, move |_: Accepted| {
            open.set(false);
            // The row goes, and with it the button that the focus would return to.
            focus_soon(LIST.into());
            announce(lang.get_untracked().fill(Word::DeskStaffWasEnded, &[("name", &name)]));
            if let Some(Changed(changed)) = changed {
                changed.run(());
            }
        });
    };
    view! {
        <Dialog open title=move || fill(Word::DeskStaffEndTitle)>
            <p>{move || fill(Word::DeskStaffEndText)}</p>
            <Refused failure=sending.failure />
            <div class="row">
                <Button text=say(Word::DeskStaffEndConfirm) look=Look::Danger busy=sending.busy on_press=confirm mark="staff-end-confirm" />
                <Button text=say(Word::UiCancel) on_press=move || open.set(false) />
            </div>
        </Dialog>
    }
}

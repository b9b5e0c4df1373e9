//! The invitations of a client: where each stands, and taking back one that is open.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{InvitationPurpose, InvitationState, InvitationView, path};
use shared::ids::{DossierId, InvitationId};

use super::refused::Refused;
use crate::api::{Failure, delete};
use crate::clock;
use crate::parts::{Loaded, load};
use crate::ui::{Button, Dialog, Glyph, Look, StatusTag, Tone, announcer};
use crate::words::{Word, language, say};

/// Word, tone and drawing of where an invitation stands.
const fn state(state: InvitationState) -> (Word, Tone, Glyph) {
    match state {
        InvitationState::Open => (Word::DeskInviteOpen, Tone::Info, Glyph::Mail),
        InvitationState::Used => (Word::DeskInviteUsed, Tone::Ok, Glyph::CheckRound),
        InvitationState::Withdrawn => (Word::DeskInviteWasWithdrawn, Tone::Plain, Glyph::Cross),
        InvitationState::Expired => (Word::DeskInviteExpired, Tone::Plain, Glyph::Clock),
        InvitationState::Blocked => (Word::DeskInviteBlocked, Tone::Danger, Glyph::Stop),
    }
}

const fn purpose(purpose: InvitationPurpose) -> Word {
    match purpose {
        InvitationPurpose::First => Word::DeskInviteFirst,
        InvitationPurpose::Recovered => Word::DeskInviteRecovered,
        InvitationPurpose::Staff => Word::DeskInviteStaff,
        InvitationPurpose::Representative => Word::DeskInviteActs,
    }
}

/// The list; `made` changes when there is a new one.
#[component]
pub fn Invitations(dossier: DossierId, made: RwSignal<u32>) -> impl IntoView {
    let loaded = load::<Vec<InvitationView>>(move || path::to(path::DOSSIER_INVITATIONS, &[&dossier]));
    Effect::new(move |before: Option<()>| {
        made.track();
        if before.is_some() {
            loaded.refresh();
        }
    });
    let (asked, open) = (RwSignal::new(None::<InvitationId>), RwSignal::new(false));
    let withdraw = move |id| {
        asked.set(Some(id));
        open.set(true);
    };
    let lines = move || {
        let views = loaded.get()?;
        let lines = views.into_iter().map(|shown| view! { <Line shown withdraw=move |(id,)| withdraw(id) /> });
        Some(view! { <ul class="plain desk-list">{lines.collect_view()}</ul> })
    };
    let empty = move || loaded.get().is_some_and(|views| views.is_empty());
    view! {
        <div class="stack-close" hidden=empty>
            <h3>{say(Word::DeskInviteList)}</h3>
            {lines}
            <Withdraw dossier asked open loaded />
        </div>
    }
}

#[component]
fn Line(shown: InvitationView, #[prop(into)] withdraw: Callback<(InvitationId,)>) -> impl IntoView {
    let lang = language();
    let (word, tone, glyph) = state(shown.state);
    let (id, made_at, expires_at) = (shown.id, shown.made_at, shown.expires_at);
    let is_open = shown.state == InvitationState::Open;
    let time = move |word, at| lang.get().fill(word, &[("time", &clock::moment(lang.get(), at))]);
    view! {
        <li class="desk-line" data-test="invitation">
            <div class="stack-close">
                <span>{say(purpose(shown.purpose))}</span>
                <span class="quiet small">{move || time(Word::DeskInviteMade, made_at)}</span>
                {is_open.then(|| view! { <span class="quiet small">{move || time(Word::DeskInviteEnds, expires_at)}</span> })}
            </div>
            <StatusTag text=say(word) tone=tone glyph=Some(glyph) />
            {is_open
                .then(|| {
                    view! { <Button text=say(Word::DeskInviteWithdraw) look=Look::Quiet on_press=move || withdraw.run((id,)) mark="invite-withdraw" /> }
                })}
        </li>
    }
}

#[component]
fn Withdraw(
    dossier: DossierId,
    asked: RwSignal<Option<InvitationId>>,
    open: RwSignal<bool>,
    loaded: Loaded<Vec<InvitationView>>,
) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    let confirm = move || {
        let Some(id) = asked.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = delete(&path::to(path::DOSSIER_INVITATION, &[&dossier, &id])).await;
            busy.set(false);
            failure.set(answer.as_ref().err().cloned());
            if answer.is_ok() {
                open.set(false);
                announce(lang.get_untracked().say(Word::DeskInviteWithdrawn).to_owned());
                loaded.refresh();
            }
        });
    };
    view! {
        <Dialog open title=say(Word::DeskInviteWithdrawTitle)>
            <p>{say(Word::DeskInviteWithdrawText)}</p>
            <Refused failure />
            <div class="row">
                <Button text=say(Word::DeskInviteWithdraw) look=Look::Danger busy on_press=confirm mark="invite-withdraw-confirm" />
                <Button text=say(Word::UiCancel) on_press=move || open.set(false) />
            </div>
        </Dialog>
    }
}

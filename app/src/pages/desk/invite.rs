//! Inviting a client: a link and a code that travel apart. The coach chooses which half is hers and never sees the
//! other (F4, F7).

use leptos::prelude::*;
use shared::api::{InvitationMade, InviteRepresentative, NewInvitation, path};
use shared::dossier::event::LinkHolder;
use shared::dossier::keys::KeyRoute;
use shared::ids::{DossierId, EntryId};
use shared::text::Remark;

use super::form::{Errors, Wrong, Wrongs};
use super::half::Half;
use super::passage_fields::focus_soon;
use super::refused::Refused;
use super::said::perhaps;
use super::sending::Sending;
use crate::api::{Failure, post};
use crate::ui::{Choice, Choices, Glyph, Icon, TextArea};
use crate::words::{Word, language, say};

const IDENTITY: &str = "invite-identity";

/// Both ways, equal; then the half that is hers.
#[component]
pub fn Invite(
    dossier: DossierId,
    route: KeyRoute,
    #[prop(into)] has_mail: Signal<bool>,
    #[prop(into)] on_made: Callback<()>,
    /// Whether it is for who acts for the client, not for her.
    #[prop(optional)]
    represents: bool,
) -> impl IntoView {
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let place = if represents { "represents-invite" } else { "invite" };
    let made = RwSignal::new(None::<InvitationMade>);
    let identity = RwSignal::new(String::new());
    let again = Memo::new(move |_| made.with(Option::is_some));
    // The server knows of keys that this page does not: then it asks after all (F4).
    let asks = RwSignal::new(route == KeyRoute::Recovered);
    let invite = move |link: LinkHolder| {
        let checked = asks.get_untracked().then(|| Remark::new(&identity.get_untracked()));
        let Ok(identity) = checked.transpose() else {
            wrongs.set(vec![(IDENTITY.into(), Wrong::Said(Word::DeskInviteIdentityWrong))]);
            return;
        };
        wrongs.set(Vec::new());
        let new = NewInvitation { entry: EntryId(shared::ids::Uuid::nil()), link, route, identity };
        let what = serde_json::to_string(&new).unwrap_or_default();
        let ask = move |entry| async move {
            let answer = asked(dossier, represents, NewInvitation { entry, ..new }).await;
            if let Err(failure) = &answer
                && wrongs.take(failure, &[("identity", IDENTITY)])
            {
                asks.set(true);
            }
            answer
        };
        sending.run(what, ask, move |new| {
            made.set(Some(new));
            on_made.run(());
        });
    };
    let hide = move || {
        made.set(None);
        focus_soon(place.into());
    };
    view! {
        <div class="stack" id=place tabindex="-1">
            <p>{say(Word::DeskInviteLead)}</p>
            <Errors wrongs />
            <Refused failure=sending.failure />
            {move || {
                made.get()
                    .map(|made_now| {
                        view! { <Half made=made_now on_hide=hide /> }
                    })
            }}
            {move || asks.get().then(|| view! { <Identity value=identity wrongs /> })}
            {move || {
                let has_mail = has_mail.get();
                let mail = has_mail.then(|| {
                    Choice::new(say(Word::DeskInviteByMail), move || invite(LinkHolder::Invited))
                        .with_glyph(Glyph::Mail)
                        .with_mark("invite-mail")
                });
                view! {
                    <p class="small row" hidden=has_mail>
                        <Icon glyph=Glyph::Info />
                        {say(Word::DeskInviteByMailNever)}
                    </p>
                    <Ways mail screen=screen(invite) busy=sending.busy again />
                }
            }}
        </div>
    }
}

/// Asks for it: for the client, or for who acts for her (W9).
async fn asked(dossier: DossierId, represents: bool, new: NewInvitation) -> Result<InvitationMade, Failure> {
    if represents {
        let new = InviteRepresentative { entry: new.entry, link: new.link };
        return post(&path::to(path::REPRESENTATIVE_INVITATIONS, &[&dossier]), &new).await;
    }
    post(&path::to(path::DOSSIER_INVITATIONS, &[&dossier]), &new).await
}

/// How she was recognised; the client can read it.
#[component]
fn Identity(value: RwSignal<String>, wrongs: Wrongs) -> impl IntoView {
    view! {
        <TextArea
            label=say(Word::DeskInviteIdentity)
            hint=perhaps(Word::DeskInviteIdentityHint)
            value
            id=IDENTITY
            mark=IDENTITY
            error=wrongs.of(IDENTITY)
        />
    }
}

fn screen(invite: impl Fn(LinkHolder) + Copy + Send + Sync + 'static) -> Choice {
    Choice::new(say(Word::DeskInviteByScreen), move || invite(LinkHolder::Inviter))
        .with_glyph(Glyph::Device)
        .with_mark("invite-qr")
}

#[component]
fn Ways(mail: Option<Choice>, screen: Choice, #[prop(into)] busy: Signal<bool>, again: Memo<bool>) -> impl IntoView {
    let (lang, both) = (language(), mail.is_some());
    let title = move || lang.get().say(if again.get() { Word::DeskInviteAgain } else { Word::DeskInviteWay });
    view! {
        <div class="stack-close">
            <h3>{title}</h3>
            <ul class="plain stack-close small">
                {both.then(|| view! { <li>{say(Word::DeskInviteByMailText)}</li> })}
                <li>{say(Word::DeskInviteByScreenText)}</li>
            </ul>
            <Choices question=say(Word::DeskInviteWay) choices=mail.into_iter().chain([screen]).collect() busy />
        </div>
    }
}

//! Where she is signed in, and how to end that from here (screens 32).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{NewDevice, SessionView, path};
use shared::ids::SessionId;

use super::NewDevices;
use crate::api;
use crate::clock;
use crate::parts::{Shown, TroubleNotice, load};
use crate::trouble::Trouble;
use crate::ui::{Button, Glyph, Icon, Look, StatusTag, Tone, announcer, focus_by_id};
use crate::words::{MeWord, language, told};

/// Where the focus goes when a device has gone.
const DEVICES: &str = "devices";

#[component]
pub(super) fn Devices() -> impl IntoView {
    let loaded = load::<Vec<SessionView>>(|| path::SESSIONS.to_owned());
    let news = load::<Vec<NewDevice>>(|| path::DEVICES.to_owned());
    let shown = move |list: RwSignal<Vec<SessionView>>| view! { <List list refresh=move || loaded.refresh() /> };
    view! {
        <section class="stack">
            <h2 id=DEVICES tabindex="-1">{told(MeWord::DevicesTitle)}</h2>
            <p>{told(MeWord::DevicesText)}</p>
            <NewDevices devices=news after=DEVICES />
            <Shown loaded view=shown />
        </section>
    }
}

#[component]
fn List(list: RwSignal<Vec<SessionView>>, #[prop(into)] refresh: Callback<()>) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let others = Memo::new(move |_| {
        list.with(|list| list.iter().filter(|session| !session.current).map(|session| session.id).collect::<Vec<_>>())
    });
    // A new one stands above, with more to say of it.
    let known = move || list.get().into_iter().filter(|session| !session.is_new).collect::<Vec<_>>();
    let end = Callback::new(move |(ids,): (Vec<SessionId>,)| {
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let mut failed = None;
            for id in ids {
                if let Err(failure) = api::delete(&path::to(path::SESSION, &[&id])).await {
                    failed = Some(failure);
                }
            }
            if busy.try_set(false).is_some() {
                return;
            }
            match failed {
                None => {
                    tell(lang.get_untracked().say_later(MeWord::DevicesEnded).to_owned());
                    focus_by_id(DEVICES);
                }
                Some(failure) => trouble.set(Some(failure.into())),
            }
            refresh.run(());
        });
    });
    view! {
        <TroubleNotice trouble />
        <ul class="plain stack" data-test="sessions">
            <For each=known key=|session| session.id let:session>
                <li class="card key-card">
                    <Icon glyph=Glyph::Device big=true />
                    <Device list session busy end />
                </li>
            </For>
        </ul>
        {move || {
            (!others.with(Vec::is_empty))
                .then(|| {
                    view! {
                        <div class="row">
                            <Button
                                text=told(MeWord::DevicesEndOthers)
                                busy
                                on_press=move || end.run((others.get_untracked(),))
                                mark="sign-out-others"
                            />
                        </div>
                    }
                })
        }}
    }
}

#[component]
fn Device(
    list: RwSignal<Vec<SessionView>>,
    session: SessionView,
    busy: RwSignal<bool>,
    end: Callback<(Vec<SessionId>,)>,
) -> impl IntoView {
    let lang = language();
    let id = session.id;
    let since = move || {
        let lang = lang.get();
        let seen = list.with(|list| list.iter().find(|known| known.id == id).map(|known| known.seen_at));
        let seen = clock::moment(lang, seen.unwrap_or(session.seen_at));
        let since = clock::moment(lang, session.created_at);
        lang.fill_later(MeWord::DevicesSince, &[("since", &since), ("seen", &seen)])
    };
    view! {
        <div class="stack-close">
            <h3>{session.device}</h3>
            <p class="quiet small">{since}</p>
            {if session.current {
                view! {
                    <p>
                        <StatusTag text=told(MeWord::DevicesThis) tone=Tone::Ok glyph=Some(Glyph::Check) />
                    </p>
                }
                .into_any()
            } else {
                view! {
                    <div class="row">
                        <Button
                            text=told(MeWord::DevicesEnd)
                            look=Look::Quiet
                            busy
                            on_press=move || end.run((vec![id],))
                            mark="sign-out-device"
                        />
                    </div>
                }
                .into_any()
            }}
        </div>
    }
}

//! A sign-in on a device that was not known is told on every other one: it was she, or it is signed out (F3).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{NewDevice, path};

use crate::api::{self, Failure, Nothing};
use crate::clock;
use crate::parts::{Human, Loaded, TroubleNotice};
use crate::trouble::Trouble;
use crate::ui::{Choice, Choices, Notice, Tone, announcer, focus_by_id};
use crate::words::{MeWord, language, told};

/// One message for each; `after` is where the focus goes when she has answered.
#[component]
pub fn NewDevices(devices: Loaded<Vec<NewDevice>>, after: &'static str) -> impl IntoView {
    let tell = announcer();
    let lang = language();
    let list = Memo::new(move |_| devices.get().unwrap_or_default());
    Effect::new(move |before: Option<usize>| {
        let here = list.with(Vec::len);
        if before.is_some_and(|before| before < here) {
            tell(untrack(|| lang.get().say_later(MeWord::DevicesNewTitle).to_owned()));
        }
        here
    });
    view! {
        <For each=move || list.get() key=|device| device.id let:device>
            <Told devices device after />
        </For>
    }
}

#[component]
fn Told(devices: Loaded<Vec<NewDevice>>, device: NewDevice, after: &'static str) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let (id, at, kind) = (device.id, device.at, device.device);
    let which = move || {
        let when = clock::moment(lang.get(), at);
        lang.get().fill_later(MeWord::DevicesNewWhich, &[("device", &kind), ("when", &when)])
    };
    let done = move |answer: Result<(), Failure>, said: MeWord| {
        if busy.try_set(false).is_some() {
            return;
        }
        match answer {
            Ok(()) => {
                tell(lang.get_untracked().say_later(said).to_owned());
                focus_by_id(after);
            }
            Err(failure) => trouble.set(Some(failure.into())),
        }
        devices.refresh();
    };
    let hers = move || {
        busy.set(true);
        spawn_local(async move {
            let answer = api::put::<_, Nothing>(&path::to(path::DEVICE, &[&id]), &()).await;
            done(answer.map(drop), MeWord::DevicesNewKnown);
        });
    };
    let not_hers = move || {
        busy.set(true);
        spawn_local(async move {
            done(api::delete(&path::to(path::DEVICE, &[&id])).await, MeWord::DevicesNewGone);
        });
    };
    let choices = vec![
        Choice::new(told(MeWord::DevicesNewMine), hers).with_mark("device-is-mine"),
        Choice::new(told(MeWord::DevicesNewNot), not_hers).with_mark("device-is-not-mine"),
    ];
    view! {
        <div data-test="new-device">
            <Notice title=told(MeWord::DevicesNewTitle) tone=Tone::Warn>
                <p>{which}</p>
                <p>{told(MeWord::DevicesNewText)}</p>
                <Human />
                <TroubleNotice trouble />
                <Choices question=told(MeWord::DevicesNewTitle) choices busy />
            </Notice>
        </div>
    }
}

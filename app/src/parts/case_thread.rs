//! What was said in a case, the oldest first: the same for the client and the officer, each with her own words on her side.

use leptos::prelude::*;
use shared::api::{CasePage, CaseSaid};
use shared::ids::PersonId;
use shared::log::Role;

use crate::clock;
use crate::ui::{Text, Thread, ThreadEntry, Voice};
use crate::words::{Word, language, say};

/// The thread as `reader` sees it. `own` is what she is called herself, where it is not her name; `wordless` stands where the
/// client asked without words.
#[component]
pub fn CaseThread(
    page: RwSignal<CasePage>,
    reader: Role,
    #[prop(into)] label: Text,
    wordless: Word,
    #[prop(optional)] own: Option<Word>,
) -> impl IntoView {
    let lang = language();
    let said = Memo::new(move |_| page.with(|page| page.said.clone()));
    let nothing = Memo::new(move |_| page.with(|page| !page.said.iter().any(|said| said.role == Role::Client)));
    let voice = move |role: Role| if role == reader { Voice::Own } else { Voice::Other };
    let called = move |by: PersonId, role: Role| {
        let name = page.with(|page| page.names.get(&by).map(ToString::to_string));
        let own = own.filter(|_| role == reader);
        own.map_or_else(|| name.unwrap_or_default(), |own| lang.get().say(own).to_owned())
    };
    let (client, opened_at) = page.with_untracked(|page| (page.line.client, page.line.opened_at));
    let entry = move |CaseSaid { by, role, at, words }: CaseSaid| {
        view! {
            <ThreadEntry
                voice=voice(role)
                who=move || called(by, role)
                time=move || clock::moment(lang.get(), at)
                machine_time=at.to_string()
            >
                <p class="said-text">{words.to_string()}</p>
            </ThreadEntry>
        }
    };
    let asked = move || {
        view! {
            <ThreadEntry
                voice=voice(Role::Client)
                who=move || called(client, Role::Client)
                time=move || clock::moment(lang.get(), opened_at)
                machine_time=opened_at.to_string()
            >
                <p>{say(wordless)}</p>
            </ThreadEntry>
        }
    };
    view! {
        <Thread label>
            {move || nothing.get().then(asked)}
            <For each=move || said.get() key=|said| (said.at, said.by) let:said>
                {entry(said)}
            </For>
        </Thread>
    }
}

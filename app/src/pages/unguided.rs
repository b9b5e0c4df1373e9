//! For an administrator: dossiers whose coach works here no more. She finds another coach for them, and learns how many
//! there are and no name (F58, F60).

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::api::{Colleague, FindCoach, StaffView, Unguided, path};
use shared::log::Role;

use super::desk::{Colleagues, Errors, Refused, Sending, Why, Wrongs, chosen_of, focus_soon, said_why};
use crate::api::post;
use crate::parts::load;
use crate::ui::{Button, Card, Look, announcer};
use crate::words::{BureauWord, DossierWord, Word, language, say, told};

const CARD: &str = "unguided";
const WHOM: &str = "unguided-whom";
const WHY: &str = "unguided-why";

/// A card for each coach who left clients behind; nothing where nobody did.
#[component]
pub fn UnguidedCards() -> impl IntoView {
    let left = load::<Vec<Unguided>>(|| path::BUREAU_UNGUIDED.to_owned());
    let staff = load::<Vec<StaffView>>(|| path::STAFF.to_owned());
    let former = Memo::new(move |_| left.get().unwrap_or_default());
    let coaches = Memo::new(move |_| {
        let staff = staff.get().unwrap_or_default().into_iter();
        let coaches = staff.filter(|one| one.role == Role::Coach && one.ended_at.is_none() && one.pledged_at.is_some());
        coaches.map(|one| Colleague { person: one.person, name: one.name }).collect::<Vec<_>>()
    });
    let refresh = Callback::new(move |()| left.refresh());
    view! {
        <div id=CARD tabindex="-1" class="stack">
            {move || {
                former
                    .get()
                    .into_iter()
                    .map(|left| view! { <Left left coaches=coaches.get() refresh /> })
                    .collect_view()
            }}
        </div>
    }
}

#[component]
fn Left(left: Unguided, coaches: Vec<Colleague>, refresh: Callback<()>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let (whom, why) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (former, name) = (left.former, left.name.to_string());
    let counted = move |one: BureauWord, many: BureauWord, n: u32| {
        let word = if n == 1 { one } else { many };
        lang.get().fill_later(word, &[("name", &name), ("n", &n.to_string())])
    };
    let without = {
        let counted = counted.clone();
        move || counted(BureauWord::UnguidedTextOne, BureauWord::UnguidedTextMany, left.without)
    };
    let proposed = move || counted(BureauWord::UnguidedProposedOne, BureauWord::UnguidedProposedMany, left.proposed);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let mut wrong = Vec::new();
        let coach = chosen_of(whom, WHOM, &mut wrong);
        let why = said_why(why, WHY, &mut wrong);
        wrongs.set(wrong);
        let (Some(coach), Some(why)) = (coach, why) else { return };
        let what = format!("{coach} {}", why.as_str());
        let ask = move |entry| async move {
            post::<_, Vec<Unguided>>(path::BUREAU_UNGUIDED, &FindCoach { entry, former, coach, why }).await
        };
        sending.run(what, ask, move |_| {
            announce(lang.get_untracked().say_later(BureauWord::UnguidedDone).to_owned());
            refresh.run(());
            focus_soon(CARD.into());
        });
    };
    let (waits, asked) = (left.without > 0, left.proposed > 0);
    view! {
        <div data-test="unguided">
            <Card title=told(BureauWord::UnguidedTitle) waits>
                {waits.then(|| view! { <p>{without}</p> })}
                {asked.then(|| view! { <p>{proposed}</p> })}
                <p class="quiet small">{told(BureauWord::UnguidedSecret)}</p>
                {waits
                    .then(|| {
                        view! {
                            <form class="stack" novalidate on:submit=save>
                                <Errors wrongs />
                                <Refused failure=sending.failure />
                                <Colleagues label=DossierWord::GuidesWhom colleagues=coaches value=whom id=WHOM wrongs />
                                <Why value=why id=WHY wrongs />
                                <div class="row">
                                    <Button text=told(BureauWord::UnguidedSave) busy_text=say(Word::DeskSaving) look=Look::Primary busy=sending.busy submit=true mark="find-coach" />
                                </div>
                            </form>
                        }
                    })}
            </Card>
        </div>
    }
}

//! What a machine looked for in the pages that would go, what it found, and what who asks wrote about it (F36, F37).

use leptos::prelude::*;
use shared::dossier::consents::{Checked as Made, Decided};

use super::one::Reading;
use crate::parts::consent_words;
use crate::ui::{Notice, Tone};
use crate::words::{ConsentWord, language, told};

#[component]
pub(super) fn Checked(reading: Reading) -> impl IntoView {
    let (lang, page) = (language(), reading.page);
    // It never changes once it is asked; erased, it is gone.
    let made = Memo::new(move |_| page.with(|page| page.consent.check.clone()));
    let shown = move |made: Made| {
        let Made { sought, decided, read_by_person } = made;
        let sought_for = move || consent_words::sought(lang.get(), &sought);
        let result = match (decided.is_empty(), read_by_person) {
            (true, true) => ConsentWord::CheckNothingRead,
            (true, false) => ConsentWord::CheckNothing,
            (false, _) => ConsentWord::CheckFoundHers,
        };
        let by_person = move || {
            let name = page.with(|page| page.around.names.get(&page.consent.view.asked_by).map(ToString::to_string));
            lang.get().fill_later(ConsentWord::CheckByPerson, &[("name", &name.unwrap_or_default())])
        };
        view! {
            <section class="card stack" data-test="consent-checked">
                <h2>{told(ConsentWord::CheckTitle)}</h2>
                <p>{sought_for}</p>
                <p>{told(result)}</p>
                <ul class="plain stack">{decided.into_iter().map(|one| view! { <One one /> }).collect_view()}</ul>
                {read_by_person.then(|| view! { <Notice title=by_person tone=Tone::Warn /> })}
            </section>
        }
    };
    move || made.get().filter(|made| !made.sought.is_empty() || made.read_by_person).map(shown)
}

#[component]
fn One(one: Decided) -> impl IntoView {
    let Decided { finding, why } = one;
    view! {
        <li class="stack-close">
            <p>
                <strong>{finding.found.to_string()}</strong>
                <span class="quiet small">" ("{told(consent_words::one_sought(finding.what))}")"</span>
            </p>
            <p class="said-text">{why.to_string()}</p>
        </li>
    }
}

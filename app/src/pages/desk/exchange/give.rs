//! A list goes out: a coach's own clients, for that system and nobody else; each of them reads that.

use leptos::prelude::*;
use shared::api::{ExchangePage, HandOut, ListFile, path};

use crate::api::post;
use crate::pages::desk::refused::Refused;
use crate::pages::desk::sending::Sending;
use crate::ui::{Button, Card, Glyph, announcer, hand_out};
use crate::words::{DossierWord, language, told};

/// What it holds and where it may go, and the way to it.
#[component]
pub fn Give(page: RwSignal<ExchangePage>, system: String) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let gone = RwSignal::new(None::<u32>);
    let only = move || lang.get().fill_later(DossierWord::ExchangeOutOnly, &[("system", &system)]);
    let many = Memo::new(move |_| page.with(|page| page.clients));
    let waiting = move || {
        let n = page.with(|page| page.waiting);
        let (one, many) = (DossierWord::ExchangeOutWaitingOne, DossierWord::ExchangeOutWaitingMany);
        (n > 0).then(|| lang.get().count_later(one, many, n.into()))
    };
    let done = move || {
        let (one, many) = (DossierWord::ExchangeOutDoneOne, DossierWord::ExchangeOutDoneMany);
        gone.get().map(|n| lang.get().count_later(one, many, n.into()))
    };
    let get = move || {
        let ask = move |entry| async move { post::<_, ListFile>(path::EXCHANGE_OUT, &HandOut { entry }).await };
        sending.run(String::new(), ask, move |list: ListFile| {
            hand_out(lang.get_untracked().say_later(DossierWord::ExchangeOutFile), "text/csv", &list.file);
            gone.set(Some(list.clients));
            announce(untrack(done).unwrap_or_default());
        });
    };
    view! {
        <Card title=told(DossierWord::ExchangeOutTitle)>
            <div class="stack">
                <p>{told(DossierWord::ExchangeOutLead)}</p>
                <p>{only}</p>
                <p class="small" hidden=move || waiting().is_none()>{waiting}</p>
                <p class="quiet" hidden=move || many.get() != 0>{told(DossierWord::ExchangeOutNobody)}</p>
                <Refused failure=sending.failure />
                <div class="row" hidden=move || many.get() == 0>
                    <Button text=told(DossierWord::ExchangeOutSave) busy_text=told(DossierWord::ExchangeOutMaking) glyph=Glyph::Download busy=sending.busy on_press=get mark="list-out" />
                </div>
                <p class="small" data-test="list-gone" hidden=move || gone.get().is_none()>{done}</p>
            </div>
        </Card>
    }
}

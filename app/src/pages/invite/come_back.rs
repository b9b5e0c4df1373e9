//! For whom was guided here before: the key that she made then does for this trajectory too (R1.3).

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::{Code, ComeBack, path};
use shared::ids::Uuid;

use super::refused::is_closed;
use super::{Stage, Way, together_again};
use crate::api::{self, Nothing};
use crate::parts::TroubleNotice;
use crate::session::{Session, session};
use crate::trouble::Trouble;
use crate::ui::{Button, Disclosure, Glyph, Look};
use crate::words::{MeWord, Word, say, told};

/// Both halves together: what the page that is fetched needs of the one that it stands on.
#[derive(Clone, Copy)]
pub(super) struct Together {
    pub way: Way,
    pub flow: Uuid,
}

#[component]
pub fn ComeBackWay() -> impl IntoView {
    use_context::<Together>().map(|together| view! { <Offer together /> })
}

#[component]
fn Offer(together: Together) -> impl IntoView {
    let (session, navigate, way) = (session(), use_navigate(), together.way);
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let flow = StoredValue::new(together.flow);
    let press = move || {
        busy.set(true);
        trouble.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let result = come_back(session, flow.get_value()).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(()) => navigate("/", NavigateOptions { replace: true, ..NavigateOptions::default() }),
                Err(Trouble::Request(failure)) if is_closed(&failure) => way.stage.set(Stage::Refused(failure)),
                Err(error) => {
                    // The question waited too long: with the same two halves she only has to press again.
                    if matches!(&error, Trouble::Request(failure) if failure.is(Code::FlowEnded))
                        && let Some(registration) = together_again(way).await
                    {
                        flow.set_value(registration.flow);
                    }
                    drop(trouble.try_set(Some(error)));
                }
            }
        });
    };
    view! {
        <div data-test="here-before">
            <Disclosure summary=told(MeWord::KeysBeforeTitle)>
                <div class="stack-close">
                    <p>{told(MeWord::KeysBeforeText)}</p>
                    <TroubleNotice trouble />
                    <div class="row">
                        <Button
                            text=told(MeWord::KeysBeforeUse)
                            look=Look::Secondary
                            glyph=Glyph::Fingerprint
                            busy
                            busy_text=say(Word::PhonePasskeyAsking)
                            on_press=press
                            mark="use-old-key"
                        />
                    </div>
                </div>
            </Disclosure>
        </div>
    }
}

async fn come_back(session: Session, flow: Uuid) -> Result<(), Trouble> {
    let sign_in = session.answers().await?;
    api::post::<_, Nothing>(path::INVITATION_RETURN, &ComeBack { flow, sign_in }).await?;
    session.arrive().await.map_err(Trouble::from)
}

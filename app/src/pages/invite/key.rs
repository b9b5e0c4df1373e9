//! What she reads before, and the making of her key.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::{Code, InvitationPurpose, NewPasskey, Registration, path};
use shared::text::Label;

use super::refused::is_closed;
use super::{Stage, Way, together_again};
use crate::api::{self, Nothing, reach};
use crate::fetched::{Fetched, Part};
use crate::pages::regulation::RegulationText;
use crate::parts::{Human, KeyName, KeyNameField, PageProblem, TroubleNotice, device_name, problem};
use crate::passkey;
use crate::session::{Session, session};
use crate::trouble::Trouble;
use crate::ui::{BottomBar, Button, Disclosure, Fact, Facts, Glyph, Look, PageHeading};
use crate::words::{InviteWord, Word, fill, language, say, told};

#[component]
pub(super) fn KeyStep(way: Way, registration: Registration) -> impl IntoView {
    let lang = language();
    let name = registration.name.to_string();
    let title = move || lang.get().fill_later(InviteWord::WelcomeTitle, &[("name", &name)]);
    let recovered =
        way.face.with_untracked(|face| face.as_ref().is_some_and(|face| face.purpose == InvitationPurpose::Recovered));
    let face = reach().face();
    let hours = move || vec![("hours", face.with(|face| face.settings.recovered_key_wait_hours.to_string()))];
    let wrong = RwSignal::new(false);
    provide_context(PageProblem(wrong));
    let label = KeyName::new(device_name(lang.get_untracked()));
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let here_before = way
        .face
        .with_untracked(|face| {
            let known = face.as_ref().map(|face| face.purpose);
            matches!(known, Some(InvitationPurpose::First | InvitationPurpose::Recovered))
        })
        .then(|| {
            provide_context(super::come_back::Together { way, flow: registration.flow });
            view! { <Fetched part=Part::ComeBack beside=true /> }
        });
    let before = view! { <Before way registration=registration.clone() /> };
    let make = make(way, registration, busy, trouble);
    let press = move || {
        if let Some(label) = label.read() {
            make(label);
        }
    };
    view! {
        <PageHeading text=title problem=problem(wrong) />
        {before}
        {here_before}
        <section class="stack">
            <h2>{say(Word::PhoneKeyTitle)}</h2>
            <p>{say(Word::PhoneKeyText)}</p>
            <p>{say(Word::PhoneKeyNext)}</p>
            {recovered.then(|| view! { <p>{fill(Word::PhoneKeyRecovered, hours)}</p> })}
            <KeyNameField name=label mark="key-name" />
        </section>
        <BottomBar>
            <TroubleNotice trouble />
            <Button
                text=say(Word::PhoneKeyMake)
                look=Look::Primary
                glyph=Glyph::Fingerprint
                busy
                busy_text=say(Word::PhonePasskeyAsking)
                on_press=press
                mark="make-key"
            />
        </BottomBar>
    }
}

/// Who holds her data and why, before she gives anything (AVG 13); staff read a shorter text.
#[component]
fn Before(way: Way, registration: Registration) -> impl IntoView {
    let lang = language();
    if way.staff() {
        let text = move || lang.get().fill_later(InviteWord::WelcomeStaff, &[("bureau", &way.bureau())]);
        return view! { <p>{text}</p> }.into_any();
    }
    if let Some(client) = registration.acts_for {
        let client = client.to_string();
        let text =
            move || lang.get().fill_later(InviteWord::WelcomeActs, &[("bureau", &way.bureau()), ("client", &client)]);
        return view! {
            <section class="card">
                <h2>{told(InviteWord::WelcomeBefore)}</h2>
                <p>{text}</p>
                <p>{told(InviteWord::WelcomeActsSeen)}</p>
                <p>{told(InviteWord::WelcomeActsRights)}</p>
                <p>{told(InviteWord::WelcomeComplaint)}</p>
                <Human />
            </section>
        }
        .into_any();
    }
    let coach = registration.coach.map(String::from).unwrap_or_default();
    let (who_coach, discussed_by) = (coach.clone(), coach);
    let who =
        move || lang.get().fill_later(InviteWord::WelcomeWho, &[("bureau", &way.bureau()), ("coach", &who_coach)]);
    let discussed = registration.discussed_on.map(|on| {
        let text = move || {
            let date = on.in_words(lang.get());
            lang.get().fill_later(InviteWord::WelcomeDiscussed, &[("coach", &discussed_by), ("date", &date)])
        };
        view! { <p data-test="discussed-on">{text}</p> }
    });
    view! {
        <section class="card">
            <h2>{told(InviteWord::WelcomeBefore)}</h2>
            <Facts>
                <Fact name=told(InviteWord::WelcomeWhoName)>{who}</Fact>
                <Fact name=told(InviteWord::WelcomeWhyName)>{told(InviteWord::WelcomeWhy)}</Fact>
                <Fact name=told(InviteWord::WelcomeRightsName)>{told(InviteWord::WelcomeRights)}</Fact>
                <Fact name=told(InviteWord::WelcomeComplaintName)>{told(InviteWord::WelcomeComplaint)}</Fact>
            </Facts>
            {discussed}
            <Human />
            <Disclosure summary=told(InviteWord::WelcomeAll)>
                <RegulationText bureau=Signal::derive(move || Some(way.bureau())) />
            </Disclosure>
        </section>
    }
    .into_any()
}

/// Makes the key and hands it over. A key that was made but did not arrive is handed over again, not made again.
fn make(
    way: Way,
    registration: Registration,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
) -> impl Fn(Label) + Send + Sync + 'static {
    let session = session();
    let navigate = use_navigate();
    let (begun, made) = (StoredValue::new(registration), StoredValue::new(None::<NewPasskey>));
    move |label| {
        busy.set(true);
        trouble.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let result = match made.get_value() {
                Some(made) => Ok(NewPasskey { label, ..made }),
                None => passkey::create(&begun.with_value(|begun| begun.options.clone()))
                    .await
                    .map(|credential| NewPasskey { flow: begun.with_value(|begun| begun.flow), credential, label }),
            };
            let result = match result {
                Ok(new) => {
                    drop(made.try_set_value(Some(new.clone())));
                    hand_over(session, &new).await
                }
                Err(error) => Err(error.into()),
            };
            if busy.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(()) => navigate("/", NavigateOptions { replace: true, ..NavigateOptions::default() }),
                Err(error) => {
                    if let Trouble::Request(failure) = &error {
                        if is_closed(failure) {
                            way.stage.set(Stage::Refused(failure.clone()));
                            return;
                        }
                        if failure.is(Code::FlowEnded) || failure.is(Code::PasskeyRefused) {
                            made.set_value(None);
                            if let Some(registration) = together_again(way).await {
                                drop(begun.try_set_value(registration));
                            }
                        }
                    }
                    drop(trouble.try_set(Some(error)));
                }
            }
        });
    }
}

async fn hand_over(session: Session, new: &NewPasskey) -> Result<(), Trouble> {
    api::post::<_, Nothing>(path::INVITATION_ACCEPT, new).await?;
    session.arrive().await.map_err(Trouble::from)
}

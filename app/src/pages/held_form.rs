//! A second pair of eyes: somebody of the staff holds a signed form and types what stands on it. She sees nothing of the
//! dossier (F5, M7b).

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::api::{HeldForm, path};
use shared::dossier::forms::{FormAnswer, FormNumber};
use shared::time::CivilDate;

use super::desk::{Errors, FieldId, Refused, Sending, Wrong, Wrongs};
use crate::api::{Failure, Nothing, post};
use crate::ui::{Button, Field, Input, Look, Notice, OptionItem, PageHeading, RadioGroup, Text, Tone, announcer};
use crate::words::{BureauWord, Word, language, told};

const NUMBER: &str = "held-number";
const ANSWER: &str = "held-answer";
const SIGNED: &str = "held-signed";
const YES: &str = "yes";
const NO: &str = "no";

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    number: RwSignal<String>,
    answer: RwSignal<String>,
    signed_on: RwSignal<String>,
}

impl Typed {
    /// What stands on the paper, as she read it; or what is wrong with which field.
    fn read(self) -> Result<(FormNumber, FormAnswer, CivilDate), Vec<(FieldId, Wrong)>> {
        let number = self.number.with_untracked(|typed| FormNumber::read(typed));
        let answer = match self.answer.get_untracked().as_str() {
            YES => Some(FormAnswer::Yes),
            NO => Some(FormAnswer::No),
            _ => None,
        };
        let signed_on = self.signed_on.with_untracked(|typed| typed.parse::<CivilDate>().ok());
        if let (Some(number), Some(answer), Some(signed_on)) = (number, answer, signed_on) {
            return Ok((number, answer, signed_on));
        }
        let wrong = [
            (number.is_none(), NUMBER, Wrong::later(BureauWord::HeldWrongNumber)),
            (answer.is_none(), ANSWER, Wrong::later(BureauWord::HeldWrongAnswer)),
            (signed_on.is_none(), SIGNED, Wrong::Said(Word::DeskPersonWrongDate)),
        ];
        let wrong = wrong.into_iter().filter(|(missing, ..)| *missing);
        Err(wrong.map(|(_, id, what)| (id.into(), what)).collect())
    }

    fn clear(self) {
        for field in [self.number, self.answer, self.signed_on] {
            field.set(String::new());
        }
    }
}

/// The page.
#[component]
pub fn HeldFormPage() -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let empty = || RwSignal::new(String::new());
    let typed = Typed { number: empty(), answer: empty(), signed_on: empty() };
    let done = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        done.set(false);
        let (number, answer, signed_on) = match typed.read() {
            Ok(read) => read,
            Err(wrong) => {
                wrongs.set(wrong);
                return;
            }
        };
        wrongs.set(Vec::new());
        let what = format!("{number} {answer:?} {signed_on}");
        let ask = move |entry| async move {
            let held = HeldForm { entry, number, answer, signed_on };
            post::<_, Nothing>(path::BUREAU_FORMS, &held).await
        };
        sending.run(what, ask, move |_: Nothing| {
            typed.clear();
            done.set(true);
            announce(lang.get_untracked().say_later(BureauWord::HeldDone).to_owned());
        });
    };
    let unknown =
        Memo::new(move |_| sending.failure.with(|why| why.as_ref().is_some_and(|why| why.code() == "unknown")));
    let other: Signal<Option<Failure>> = Signal::derive(move || sending.failure.get().filter(|_| !unknown.get()));
    let answers = vec![OptionItem::new(YES, told(BureauWord::HeldYes)), OptionItem::new(NO, told(BureauWord::HeldNo))];
    view! {
        <div class="page stack">
            <PageHeading text=told(BureauWord::HeldTitle) lead=Text::from(told(BureauWord::HeldLead)) />
            {move || done.get().then(|| view! { <div data-test="held-done"><Notice title=told(BureauWord::HeldDone) tone=Tone::Ok /></div> })}
            <form class="card stack" novalidate on:submit=submit>
                <Errors wrongs />
                {move || unknown.get().then(|| view! { <div role="alert"><Notice title=told(BureauWord::HeldUnknown) tone=Tone::Warn /></div> })}
                <Refused failure=other />
                <Field label=told(BureauWord::HeldNumber) hint=Text::from(told(BureauWord::HeldNumberHint)) value=typed.number input=Input::Telephone id=NUMBER mark=NUMBER error=wrongs.of(NUMBER) />
                <RadioGroup label=told(BureauWord::HeldAnswer) value=typed.answer options=answers id=ANSWER error=wrongs.of(ANSWER) />
                <Field label=told(BureauWord::HeldSignedOn) value=typed.signed_on input=Input::Date id=SIGNED mark=SIGNED error=wrongs.of(SIGNED) />
                <div class="row">
                    <Button text=told(BureauWord::HeldCheck) busy_text=told(BureauWord::HeldChecking) look=Look::Primary busy=sending.busy submit=true mark="held-check" />
                </div>
            </form>
        </div>
    }
}

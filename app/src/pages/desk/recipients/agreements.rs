//! What was agreed with a recipient, what lacks, and the form in which an administrator records it (G28).

use leptos::prelude::*;
use shared::api::AgreementLine;
use shared::bureau::BureauCommand;
use shared::bureau::recipients::{AGREEMENT_DAYS_MAX, Agreement, AgreementKind};
use shared::ids::RecipientId;
use shared::text::Place;
use shared::time::CivilDate;

use super::ending::{Ending, What};
use super::line::line_of;
use super::{Desk, said};
use crate::pages::desk::edit_form::EditForm;
use crate::pages::desk::form::{FieldId, Wrong, Wrongs, taken};
use crate::pages::desk::passage_fields::focus_soon;
use crate::pages::desk::sending::Sending;
use crate::ui::{Button, Field, Glyph, Input, Look, OptionItem, RadioGroup, Text, announcer};
use crate::words::{BureauWord, Word, language, say, told};

const WHAT: &str = "agreement-what";
const SIGNED: &str = "agreement-signed";
const UNTIL: &str = "agreement-until";
const KEPT: &str = "agreement-kept";

fn field(name: &str, recipient: RecipientId) -> String {
    format!("{name}-{recipient}")
}

/// They, what lacks, and the way to record one.
#[component]
pub fn Agreements(desk: Desk, recipient: RecipientId) -> impl IntoView {
    let (lang, line, recording) = (language(), desk.one(recipient), RwSignal::new(false));
    let agrees = Memo::new(move |_| desk.page.with(|page| page.agrees));
    let label = field("agreements", recipient);
    let labelled_by = label.clone();
    let known = Memo::new(move |_| line.get().map(|line| line.agreements).unwrap_or_default());
    let none = move || {
        let free = line.with(|line| line.as_ref().is_some_and(|line| line.kind.agreements().is_empty()));
        told(if free { BureauWord::RecipientsAgreementsFree } else { BureauWord::RecipientsAgreementsNone })()
    };
    let lacks = move || line.with(|line| line.as_ref().and_then(|line| said::lacks(lang.get(), line, agrees.get())));
    let record = move || {
        recording.set(true);
        focus_soon(field(WHAT, recipient));
    };
    view! {
        <div class="stack-close" role="group" aria-labelledby=labelled_by>
            <p class="group-label" id=label>{told(BureauWord::RecipientsAgreements)}</p>
            <p class="quiet" hidden=move || !known.with(Vec::is_empty)>{none}</p>
            <p hidden=move || lacks().is_none() data-test="agreement-lacks">{lacks}</p>
            <ul class="plain stack-close" data-test="agreements">
                {move || known.get().into_iter().map(|one| view! { <One desk recipient one /> }).collect_view()}
            </ul>
            {move || {
                if !agrees.get() {
                    ().into_any()
                } else if recording.get() {
                    view! { <Form desk recipient open=recording /> }.into_any()
                } else {
                    view! {
                        <div class="row">
                            <Button text=told(BureauWord::RecipientsAgreementAdd) glyph=Glyph::Document on_press=record mark="agreement-add" />
                        </div>
                    }
                    .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn One(desk: Desk, recipient: RecipientId, one: AgreementLine) -> impl IntoView {
    let (lang, line) = (language(), desk.one(recipient));
    let (what, ended) = (one.what, one.ended_on.is_some());
    let agrees = Memo::new(move |_| desk.page.with(|page| page.agrees));
    let end = move || {
        let name = line.get_untracked().map(|line| said::name(lang.get_untracked(), &line)).unwrap_or_default();
        desk.ending.set(Some(Ending { recipient, what: What::Agreement(what), name }));
    };
    view! {
        <li class="stack-close" data-test="agreement">
            <p><strong>{told(said::agreement(what).0)}</strong></p>
            <p class="small">{move || said::terms(lang.get(), &one)}</p>
            <div class="row" hidden=move || ended || !agrees.get()>
                <Button text=told(BureauWord::RecipientsAgreementEnd) look=Look::Quiet glyph=Glyph::Cross on_press=end mark="agreement-end" />
            </div>
        </li>
    }
}

/// What is filled in.
#[derive(Clone, Copy)]
struct Fields {
    recipient: RecipientId,
    what: RwSignal<String>,
    signed_on: RwSignal<String>,
    until: RwSignal<String>,
    kept: RwSignal<String>,
}

impl Fields {
    fn new(recipient: RecipientId) -> Self {
        let empty = || RwSignal::new(String::new());
        Self { recipient, what: empty(), signed_on: empty(), until: empty(), kept: empty() }
    }

    fn read(self, today: CivilDate) -> Result<Agreement, Vec<(FieldId, Wrong)>> {
        let mut wrong = Vec::new();
        let id = |name| FieldId::from(field(name, self.recipient));
        let what = self.what.with_untracked(|what| what.parse::<usize>().ok());
        let what = what.and_then(|at| AgreementKind::ALL.get(at).copied());
        if what.is_none() {
            wrong.push((id(WHAT), Wrong::later(BureauWord::RecipientsWrongWhat)));
        }
        let signed_on = self.signed_on.with_untracked(|day| day.parse::<CivilDate>().ok());
        let signed_on = signed_on.filter(|day| *day <= today);
        if signed_on.is_none() {
            wrong.push((id(SIGNED), Wrong::later(BureauWord::RecipientsWrongSigned)));
        }
        let until = self.until.get_untracked();
        let until = (!until.trim().is_empty()).then(|| until.parse::<CivilDate>().ok());
        let lasts = |day: CivilDate| (0..AGREEMENT_DAYS_MAX).contains(&today.days_until(day));
        if until.is_some_and(|day| !day.is_some_and(lasts)) {
            wrong.push((id(UNTIL), Wrong::later(BureauWord::RecipientsWrongUntil)));
        }
        let kept = self.kept.get_untracked();
        let kept = if kept.trim().is_empty() {
            wrong.push((id(KEPT), Wrong::later(BureauWord::RecipientsWrongKept)));
            None
        } else {
            taken(Place::new(&kept), id(KEPT), Word::DeskWrongContactLine, &mut wrong)
        };
        match (what, signed_on, kept) {
            (Some(what), Some(signed_on), Some(kept)) if wrong.is_empty() => {
                Ok(Agreement { what, signed_on, until: until.flatten(), kept })
            }
            _ => Err(wrong),
        }
    }
}

#[component]
fn Form(desk: Desk, recipient: RecipientId, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending, fields) = (Wrongs::new(), Sending::new(), Fields::new(recipient));
    let today = desk.page.with_untracked(|page| page.today);
    let close = move || {
        open.set(false);
        focus_soon(line_of(recipient));
    };
    let save = move || {
        let agreement = match fields.read(today) {
            Ok(agreement) => agreement,
            Err(found) => {
                wrongs.set(found);
                return;
            }
        };
        wrongs.set(Vec::new());
        sending.bureau(BureauCommand::RecordAgreement { recipient, agreement }, move |_| {
            announce(lang.get_untracked().say_later(BureauWord::RecipientsAgreementSaved).to_owned());
            close();
            desk.changed.run(());
        });
    };
    let hint = |word| Text::from(told(word));
    let option = |(at, what): (usize, &AgreementKind)| {
        let (word, meaning) = said::agreement(*what);
        OptionItem::new(at.to_string(), told(word)).with_hint(told(meaning))
    };
    let options = AgreementKind::ALL.iter().enumerate().map(option).collect();
    let [what, signed, until, kept] = [WHAT, SIGNED, UNTIL, KEPT].map(|name| field(name, recipient));
    view! {
        <EditForm wrongs sending save=say(Word::DeskSave) save_mark="agreement-save" on_save=save on_cancel=close>
            <RadioGroup label=told(BureauWord::RecipientsAgreementWhat) value=fields.what options id=what.clone() error=wrongs.of(what) />
            <Field label=told(BureauWord::RecipientsSignedOn) value=fields.signed_on input=Input::Date latest=today.to_string() id=signed.clone() mark=SIGNED error=wrongs.of(signed) />
            <Field label=told(BureauWord::RecipientsUntil) hint=hint(BureauWord::RecipientsUntilHint) value=fields.until input=Input::Date id=until.clone() mark=UNTIL error=wrongs.of(until) />
            <Field label=told(BureauWord::RecipientsKept) hint=hint(BureauWord::RecipientsKeptHint) value=fields.kept id=kept.clone() mark=KEPT error=wrongs.of(kept) />
        </EditForm>
    }
}

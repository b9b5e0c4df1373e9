//! The intake: who referred the client, who pays, which service, and whether the law on long illness applies (W2a,
//! R2.2a, R2.2d). What may be recorded follows from it.

use leptos::prelude::*;
use shared::access::Act;
use shared::api::{IntakeLine, RecordsPage};
use shared::dossier::Command;
use shared::dossier::intake::Intake;
use shared::ids::DossierId;
use shared::policy::choices::Service;
use shared::policy::value::Choice;
use shared::text::Name;

use super::edit_form::EditForm;
use super::form::{Wrong, Wrongs, taken};
use super::passage_fields::focus_soon;
use super::sending::Sending;
use crate::clock;
use crate::parts::record_words::{self, REFERRERS};
use crate::ui::{Button, Card, Fact, Facts, Field, Glyph, Look, OptionItem, RadioGroup, Select, Text, announcer};
use crate::words::{DossierWord, RecordWord, Word, language, say, told};

const CARD: &str = "intake";
const REFERRER: &str = "intake-referrer";
const PAYER: &str = "intake-payer";
const SERVICE: &str = "intake-service";
const LAW: &str = "intake-law";

/// What is recorded, and the way to record it.
#[component]
pub fn IntakeCard(page: RwSignal<RecordsPage>, dossier: DossierId) -> impl IntoView {
    let known = Memo::new(move |_| page.with(|page| page.intake.clone()));
    let may = Memo::new(move |_| page.with(|page| page.allowed.contains(&Act::RecordIntake)));
    let (lang, open) = (language(), RwSignal::new(false));
    let unfold = move || {
        open.set(true);
        focus_soon(REFERRER.into());
    };
    let step = move || {
        let word = if known.with(Option::is_some) { DossierWord::IntakeChange } else { DossierWord::IntakeRecord };
        lang.get().say_later(word)
    };
    let shown = move || match known.get() {
        None => view! { <p>{told(DossierWord::IntakeNone)}</p> }.into_any(),
        Some(line) => {
            let by = page.with(|page| page.name_of(line.by));
            let blanks = [("name", &*by), ("date", &*clock::day(lang.get(), line.at))];
            let written = lang.get().fill_later(RecordWord::IntakeWritten, &blanks);
            let facts = record_words::intake(lang.get(), &line.intake).into_iter();
            let facts = facts.map(|(word, said)| view! { <Fact name=told(word)>{said}</Fact> }).collect_view();
            view! {
                <Facts>{facts}</Facts>
                <p class="quiet small">{written}</p>
            }
            .into_any()
        }
    };
    view! {
        <Card title=told(DossierWord::IntakeTitle)>
            <div id=CARD tabindex="-1" class="stack" data-test="intake">
                {move || {
                    if open.get() {
                        let known = known.get_untracked();
                        view! { <Form page dossier known open /> }.into_any()
                    } else {
                        view! {
                            {shown}
                            <div class="row" hidden=move || !may.get()>
                                <Button text=step look=Look::Quiet glyph=Glyph::Pen on_press=unfold mark="intake-change" />
                            </div>
                        }
                        .into_any()
                    }
                }}
            </div>
        </Card>
    }
}

#[component]
fn Form(
    page: RwSignal<RecordsPage>,
    dossier: DossierId,
    known: Option<IntakeLine>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let replaces = known.as_ref().map(|line| line.entry);
    let kept = known.as_ref().map(|line| &line.intake);
    let referred = kept.and_then(|known| REFERRERS.iter().find(|(referrer, ..)| *referrer == known.referrer));
    let referrer = RwSignal::new(referred.map(|(_, name, _)| (*name).to_owned()).unwrap_or_default());
    let payer = RwSignal::new(kept.and_then(|known| known.payer.as_ref()).map(ToString::to_string).unwrap_or_default());
    let service = RwSignal::new(kept.map(|known| known.service.name().to_owned()).unwrap_or_default());
    let law =
        RwSignal::new(kept.map(|known| if known.gatekeeper { "yes" } else { "no" }).unwrap_or_default().to_owned());
    let fold = move || {
        open.set(false);
        focus_soon(CARD.into());
    };
    let save = move || {
        let mut wrong = Vec::new();
        let referred = referrer.with_untracked(|name| REFERRERS.iter().find(|(_, known, _)| known == name));
        let serves = service.with_untracked(|name| Service::of_name(name));
        let applies = law.with_untracked(|law| ["no", "yes"].iter().position(|known| known == law));
        let chosen = [
            (referred.is_some(), REFERRER, DossierWord::IntakeWrongReferrer),
            (serves.is_some(), SERVICE, DossierWord::IntakeWrongService),
            (applies.is_some(), LAW, DossierWord::IntakeWrongLaw),
        ];
        let missing = chosen.into_iter().filter(|(is, ..)| !is);
        wrong.extend(missing.map(|(_, id, word)| (id.into(), Wrong::later(word))));
        let pays = payer.get_untracked();
        let pays = if pays.trim().is_empty() {
            Some(None)
        } else {
            taken(Name::new(&pays), PAYER, Word::FieldWrongForm, &mut wrong).map(Some)
        };
        wrongs.set(wrong);
        let (Some((referrer, ..)), Some(service), Some(applies), Some(payer)) = (referred, serves, applies, pays)
        else {
            return;
        };
        let intake = Intake { referrer: *referrer, payer, service, gatekeeper: applies == 1 };
        sending.command(dossier, Command::RecordIntake { intake, replaces }, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::IntakeSaved).to_owned());
            fold();
        });
    };
    let referrers = REFERRERS.map(|(_, name, word)| OptionItem::new(name, told(word))).to_vec();
    let services = page.with_untracked(|page| page.services.clone()).into_iter();
    let services = services.map(|one| OptionItem::new(one.name(), told(record_words::service(one)))).collect();
    let answers =
        vec![OptionItem::new("yes", told(DossierWord::IntakeYes)), OptionItem::new("no", told(DossierWord::IntakeNo))];
    view! {
        <EditForm wrongs sending save=say(Word::DeskSave) save_mark="intake-save" on_save=save on_cancel=fold>
            <RadioGroup label=told(RecordWord::IntakeReferrer) value=referrer options=referrers id=REFERRER error=wrongs.of(REFERRER) />
            <Field
                label=told(RecordWord::IntakePayer)
                hint=Text::from(told(DossierWord::IntakePayerHint))
                value=payer
                id=PAYER
                mark=PAYER
                error=wrongs.of(PAYER)
            />
            <Select
                label=told(RecordWord::IntakeService)
                value=service
                options=services
                nothing=told(DossierWord::RecordsKindChoose)
                id=SERVICE
                mark=SERVICE
                error=wrongs.of(SERVICE)
            />
            <RadioGroup
                label=told(DossierWord::IntakeLawAsk)
                hint=Text::from(told(DossierWord::IntakeLawHint))
                value=law
                options=answers
                id=LAW
                error=wrongs.of(LAW)
            />
        </EditForm>
    }
}

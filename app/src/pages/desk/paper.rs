//! Where the paper part of the dossier lies and who holds the key (R3.3): the client reads what is recorded here.

use leptos::prelude::*;
use shared::access::Act;
use shared::api::DossierPage;
use shared::dossier::Command;
use shared::dossier::papers::Paper;
use shared::ids::DossierId;
use shared::text::Place;

use super::edit_form::EditForm;
use super::form::{FieldId, Wrong, Wrongs, taken};
use super::passage_fields::focus_soon;
use super::sending::Sending;
use crate::clock;
use crate::ui::{Button, Card, Fact, Facts, Field, Glyph, Input, Look, OptionItem, RadioGroup, Text, announcer};
use crate::words::{DossierWord, Word, language, say, told};

/// Where the button stands that unfolds the form.
const CARD: &str = "paper";
const IS_THERE: &str = "paper-is";
const PLACE: &str = "paper-place";
const KEY_HOLDER: &str = "paper-key";

/// What is known, and the way to record it.
#[component]
pub fn PaperCard(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let known = Memo::new(move |_| page.with(|page| page.paper.clone()));
    let may = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&Act::PlacePaper)));
    let open = RwSignal::new(false);
    let unfold = move || {
        open.set(true);
        focus_soon(IS_THERE.into());
    };
    let step = move || if known.with(Option::is_some) { DossierWord::PaperChange } else { DossierWord::PaperRecord };
    let lang = language();
    view! {
        <Card title=told(DossierWord::PaperTitle)>
            <div id=CARD tabindex="-1" class="stack" data-test="paper">
                {move || {
                    if open.get() {
                        view! { <Record dossier known=known.get_untracked() open /> }.into_any()
                    } else {
                        view! {
                            <Known page />
                            <div class="row" hidden=move || !may.get()>
                                <Button text=move || lang.get().say_later(step()) look=Look::Quiet glyph=Glyph::Pen on_press=unfold mark="paper-change" />
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
fn Known(page: RwSignal<DossierPage>) -> impl IntoView {
    let lang = language();
    let known = Memo::new(move |_| page.with(|page| page.paper.clone()));
    let at = Memo::new(move |_| page.with(|page| page.view.paper.map(|mark| mark.at)));
    let since = move || {
        at.get().map(|at| lang.get().fill_later(DossierWord::PaperSince, &[("date", &clock::day(lang.get(), at))]))
    };
    move || match known.get() {
        None => view! { <p class="quiet">{told(DossierWord::PaperUnknown)}</p> }.into_any(),
        Some(Paper::Absent) => view! {
            <p>{told(DossierWord::PaperAbsent)}</p>
            <p class="quiet small">{since}</p>
        }
        .into_any(),
        Some(Paper::Kept { place, key_holder }) => view! {
            <Facts>
                <Fact name=told(DossierWord::PaperPlace)>{place.to_string()}</Fact>
                <Fact name=told(DossierWord::PaperKey)>{key_holder.to_string()}</Fact>
            </Facts>
            <p class="quiet small">{since}</p>
        }
        .into_any(),
    }
}

/// The form, while it is filled in.
#[derive(Clone, Copy)]
struct Fields {
    /// `yes`, `no`, or nothing chosen yet.
    is_there: RwSignal<String>,
    place: RwSignal<String>,
    key_holder: RwSignal<String>,
}

impl Fields {
    fn new(known: Option<&Paper>) -> Self {
        let (is_there, place, key_holder) = match known {
            None => ("", String::new(), String::new()),
            Some(Paper::Absent) => ("no", String::new(), String::new()),
            Some(Paper::Kept { place, key_holder }) => ("yes", place.to_string(), key_holder.to_string()),
        };
        Self {
            is_there: RwSignal::new(is_there.to_owned()),
            place: RwSignal::new(place),
            key_holder: RwSignal::new(key_holder),
        }
    }

    fn lies_somewhere(self) -> bool {
        self.is_there.with(|chosen| chosen == "yes")
    }

    fn read(self) -> Result<Paper, Vec<(FieldId, Wrong)>> {
        let mut wrong = Vec::new();
        match self.is_there.get_untracked().as_str() {
            "no" => return Ok(Paper::Absent),
            "yes" => {}
            _ => return Err(vec![(IS_THERE.into(), Wrong::Said(Word::DeskWrongPaperIs))]),
        }
        let place = taken(Place::new(&self.place.get_untracked()), PLACE, Word::DeskWrongPaperPlace, &mut wrong);
        let key_holder =
            taken(Place::new(&self.key_holder.get_untracked()), KEY_HOLDER, Word::DeskWrongPaperKey, &mut wrong);
        place.zip(key_holder).map(|(place, key_holder)| Paper::Kept { place, key_holder }).ok_or(wrong)
    }
}

#[component]
fn Record(dossier: DossierId, known: Option<Paper>, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let fields = Fields::new(known.as_ref());
    let lies_somewhere = Memo::new(move |_| fields.lies_somewhere());
    let fold = move || {
        open.set(false);
        focus_soon(CARD.into());
    };
    let save = move || {
        let paper = match fields.read() {
            Ok(paper) => paper,
            Err(wrong) => {
                wrongs.set(wrong);
                return;
            }
        };
        wrongs.set(Vec::new());
        sending.command(dossier, Command::PlacePaper { paper }, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::PaperSaved).to_owned());
            fold();
        });
    };
    let answers =
        vec![OptionItem::new("yes", told(DossierWord::PaperYes)), OptionItem::new("no", told(DossierWord::PaperNo))];
    view! {
        <EditForm wrongs sending save=say(Word::DeskSave) save_mark="paper-save" on_save=save on_cancel=fold>
            <RadioGroup label=told(DossierWord::PaperAsk) value=fields.is_there options=answers id=IS_THERE error=wrongs.of(IS_THERE) />
            <div class="stack" hidden=move || !lies_somewhere.get()>
                <Field
                    label=told(DossierWord::PaperPlaceAsk)
                    hint=Text::from(told(DossierWord::PaperPlaceHint))
                    value=fields.place
                    input=Input::Text
                    id=PLACE
                    mark=PLACE
                    error=wrongs.of(PLACE)
                />
                <Field
                    label=told(DossierWord::PaperKeyAsk)
                    hint=Text::from(told(DossierWord::PaperKeyHint))
                    value=fields.key_holder
                    input=Input::Text
                    id=KEY_HOLDER
                    mark=KEY_HOLDER
                    error=wrongs.of(KEY_HOLDER)
                />
            </div>
        </EditForm>
    }
}

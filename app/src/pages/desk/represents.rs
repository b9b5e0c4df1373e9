//! Who acts for the client: registering somebody with a proof, letting that person in once she said yes, ending it (W9).

use leptos::prelude::*;
use shared::access::Act;
use shared::api::{ClientStart, Contact, DossierPage, NewRepresentative, path};
use shared::dossier::Command;
use shared::dossier::keys::KeyRoute;
use shared::dossier::representatives::{DAYS_MAX, Power, RepresentativeView};
use shared::ids::{DossierId, EntryId, Uuid};
use shared::text::{Name, Remark};
use shared::time::CivilDate;

use super::edit_form::EditForm;
use super::form::{FieldId, Wrong, Wrongs, taken};
use super::guides::named;
use super::guides_forms::Folded;
use super::invite::Invite;
use super::new_client::ReachFields;
use super::passage_fields::focus_soon;
use super::refused::Refused;
use super::sending::Sending;
use crate::api::{Nothing, post};
use crate::clock;
use crate::ui::{
    Button, Card, Disclosure, Fact, Facts, Field, Glyph, Input, Look, OptionItem, Select, Text, TextArea, announcer,
};
use crate::words::{DossierWord, Lang, Word, language, say, told};

const CARD: &str = "represents";
const NAME: &str = "represents-name";
const POWER: &str = "represents-power";
const UNTIL: &str = "represents-until";
const PROOF: &str = "represents-proof";
const REACH: [&str; 2] = ["represents-email", "represents-phone"];

/// By what power somebody acts for a client, as staff read it.
pub(super) const fn power(power: Power) -> DossierWord {
    match power {
        Power::Guardianship => DossierWord::RepresentsGuardianship,
        Power::Mentorship => DossierWord::RepresentsMentorship,
        Power::Administration => DossierWord::RepresentsAdministration,
        Power::Parent => DossierWord::RepresentsParent,
        Power::Authorised => DossierWord::RepresentsAuthorised,
    }
}

/// On the client's page, for who may register somebody.
#[component]
pub fn RepresentsCard(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let known = Memo::new(move |_| page.with(|page| page.view.representative));
    let may = move |act| Memo::new(move |_| page.with(|page| page.view.allowed.contains(&act)));
    let (proposes, ends) = (may(Act::ProposeRepresentative), may(Act::EndRepresentative));
    let shown = Memo::new(move |_| known.get().is_some() || proposes.get());
    move || {
        shown.get().then(|| {
            view! {
                <Card title=told(DossierWord::RepresentsTitle)>
                    <div id=CARD tabindex="-1" class="stack" data-test="represents">
                        {move || known.get().map(|known| view! { <Here page dossier known ends /> })}
                        {move || proposes.get().then(|| view! { <Propose page dossier /> })}
                    </div>
                </Card>
            }
        })
    }
}

/// Who it is, by what power, until when, and how far it has come.
#[component]
fn Here(page: RwSignal<DossierPage>, dossier: DossierId, known: RepresentativeView, ends: Memo<bool>) -> impl IntoView {
    let lang = language();
    let name = move || page.with(|page| named(page, known.person));
    let stage = move || {
        let word = match (known.agreed_at, known.key_at) {
            (None, _) => DossierWord::RepresentsAsked,
            (Some(_), None) => DossierWord::RepresentsAgreed,
            (Some(_), Some(_)) => DossierWord::RepresentsIn,
        };
        let at = known.key_at.or(known.agreed_at).map(|at| clock::moment(lang.get(), at)).unwrap_or_default();
        lang.get().fill_later(word, &[("name", &name()), ("when", &at)])
    };
    let of = move |text: fn(&shared::api::Represents) -> Option<String>| {
        move || page.with(|page| page.represents.as_ref().and_then(text))
    };
    let proof = of(|known| Some(known.proof.to_string()));
    let mail = of(|known| known.email.as_ref().map(ToString::to_string));
    let phone = of(|known| known.phone.as_ref().map(ToString::to_string));
    let invites = page.with_untracked(|page| page.view.allowed.contains(&Act::InviteRepresentative));
    view! {
        <p><strong>{name}</strong></p>
        <p class="small">{stage}</p>
        <Facts>
            <Fact name=told(DossierWord::RepresentsPower)>{told(power(known.power))}</Fact>
            <Fact name=told(DossierWord::RepresentsUntil)>{move || known.until.in_words(lang.get())}</Fact>
            <Fact name=told(DossierWord::RepresentsProof)>{proof}</Fact>
            {mail().is_some().then(|| view! { <Fact name=say(Word::DeskPersonEmail)>{mail}</Fact> })}
            {phone().is_some().then(|| view! { <Fact name=say(Word::DeskPersonPhone)>{phone}</Fact> })}
        </Facts>
        {invites.then(|| view! { <WayIn page dossier known /> })}
        {move || ends.get().then(|| view! { <End dossier known /> })}
    }
}

/// A way in: open until there is a key, folded after that.
#[component]
fn WayIn(page: RwSignal<DossierPage>, dossier: DossierId, known: RepresentativeView) -> impl IntoView {
    let has_mail =
        Memo::new(move |_| page.with(|page| page.represents.as_ref().is_some_and(|known| known.email.is_some())));
    let invite = move || {
        view! { <Invite dossier route=KeyRoute::First has_mail on_made=|()| () represents=true /> }
    };
    if known.key_at.is_some() {
        view! {
            <Disclosure summary=told(DossierWord::RepresentsAgain)>
                <p class="small">{told(DossierWord::RepresentsAgainLead)}</p>
                {invite()}
            </Disclosure>
        }
        .into_any()
    } else {
        invite().into_any()
    }
}

/// It ends at once.
#[component]
fn End(dossier: DossierId, known: RepresentativeView) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let (text, done) = if known.agreed_at.is_some() {
        (DossierWord::RepresentsEnd, DossierWord::RepresentsEnded)
    } else {
        (DossierWord::RepresentsWithdraw, DossierWord::RepresentsWithdrawn)
    };
    let end = move || {
        sending.command(dossier, Command::EndRepresentative { proposal: known.proposal }, move |_| {
            announce(lang.get_untracked().say_later(done).to_owned());
            focus_soon(CARD.into());
        });
    };
    view! {
        <Refused failure=sending.failure />
        <div class="row">
            <Button text=told(text) busy_text=say(Word::DeskSaving) look=Look::Quiet glyph=Glyph::Cross busy=sending.busy on_press=end mark="end-representative" />
        </div>
    }
}

#[component]
fn Propose(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let open = RwSignal::new(false);
    let nobody = Memo::new(|_| false);
    view! {
        <Folded nobody none=DossierWord::RepresentsLead text=DossierWord::RepresentsPropose glyph=Glyph::Person mark="propose-representative" first=NAME open>
            <Form page dossier open />
        </Folded>
    }
}

/// What is filled in.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    power: RwSignal<String>,
    until: RwSignal<String>,
    proof: RwSignal<String>,
    reach: ReachFields,
}

impl Fields {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        let nothing = Contact { email: None, phone: None, lang: Lang::default(), start: ClientStart::NotInvited };
        let reach = ReachFields::new(&nothing).at(REACH);
        Self { name: empty(), power: empty(), until: empty(), proof: empty(), reach }
    }

    fn read(self, today: CivilDate) -> Result<NewRepresentative, Vec<(FieldId, Wrong)>> {
        let mut wrong = Vec::new();
        let name = taken(Name::new(&self.name.get_untracked()), NAME, Word::DeskWrongActsName, &mut wrong);
        let power = self.power.with_untracked(|chosen| chosen.parse::<usize>().ok());
        let power = power.and_then(|at| Power::ALL.get(at).copied());
        if power.is_none() {
            wrong.push((POWER.into(), Wrong::Said(Word::DeskWrongActsPower)));
        }
        let proof = taken(Remark::new(&self.proof.get_untracked()), PROOF, Word::DeskWrongActsProof, &mut wrong);
        let (email, phone, lang) = self.reach.read(&mut wrong);
        let until = self.until.with_untracked(|until| until.parse::<CivilDate>().ok());
        let until = until.filter(|until| (0..DAYS_MAX).contains(&today.days_until(*until)));
        if until.is_none() {
            wrong.push((UNTIL.into(), Wrong::Said(Word::DeskWrongActsUntil)));
        }
        match (name, power, proof, until) {
            (Some(name), Some(power), Some(proof), Some(until)) if wrong.is_empty() => {
                // The entry comes when it is sent.
                let entry = EntryId(Uuid::nil());
                Ok(NewRepresentative { entry, name, email, phone, lang, power, until, proof })
            }
            _ => Err(wrong),
        }
    }
}

#[component]
fn Form(page: RwSignal<DossierPage>, dossier: DossierId, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending, fields) = (Wrongs::new(), Sending::new(), Fields::new());
    let today = page.with_untracked(|page| page.today);
    let fold = move || {
        open.set(false);
        focus_soon(CARD.into());
    };
    let save = move || {
        let new = match fields.read(today) {
            Ok(new) => new,
            Err(found) => {
                wrongs.set(found);
                return;
            }
        };
        wrongs.set(Vec::new());
        let what = serde_json::to_string(&new).unwrap_or_default();
        let ask = move |entry| async move {
            let at = path::to(path::DOSSIER_REPRESENTATIVE, &[&dossier]);
            let answer = post::<_, Nothing>(&at, &NewRepresentative { entry, ..new }).await;
            if let Err(failure) = &answer {
                wrongs.take(failure, &[("name", NAME), ("email", REACH[0]), ("phone", REACH[1])]);
            }
            answer
        };
        sending.run(what, ask, move |_: Nothing| {
            announce(lang.get_untracked().say_later(DossierWord::RepresentsSaved).to_owned());
            fold();
        });
    };
    let reach = [
        Text::from(told(DossierWord::RepresentsReach)),
        Text::from(say(Word::DeskPersonEmail)),
        Text::from(say(Word::DeskPersonPhone)),
        Text::from(say(Word::DeskPersonLang)),
    ];
    let powers = Power::ALL.iter().enumerate();
    let powers = powers.map(|(at, known)| OptionItem::new(at.to_string(), told(power(*known)))).collect();
    view! {
        <div class="stack">
            <h3>{told(DossierWord::RepresentsPropose)}</h3>
            <p class="small">{told(DossierWord::RepresentsLead)}</p>
            <EditForm wrongs sending save=told(DossierWord::RepresentsSave) save_mark="represents-save" on_save=save on_cancel=fold>
                <Field label=told(DossierWord::RepresentsName) value=fields.name input=Input::Name id=NAME mark=NAME error=wrongs.of(NAME) />
                <Select
                    label=told(DossierWord::RepresentsPower)
                    value=fields.power
                    options=powers
                    nothing=told(DossierWord::RepresentsChoose)
                    id=POWER
                    mark=POWER
                    error=wrongs.of(POWER)
                />
                <TextArea label=told(DossierWord::RepresentsProof) hint=Text::from(told(DossierWord::RepresentsProofHint)) value=fields.proof rows=3 id=PROOF mark=PROOF error=wrongs.of(PROOF) />
                <Field label=told(DossierWord::RepresentsUntil) hint=Text::from(told(DossierWord::RepresentsUntilHint)) value=fields.until input=Input::Date id=UNTIL mark=UNTIL error=wrongs.of(UNTIL) />
                {fields.reach.asked(wrongs, reach)}
            </EditForm>
        </div>
    }
}

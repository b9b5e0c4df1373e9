//! The regulation in our own plain words, for anybody to read: who, why, rights, terms, complaint.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Post, RegulationPage, path};
use shared::dossier::Command;
use shared::ids::DossierId;
use shared::log::Role;

use crate::api::{self, Nothing, reach};
use crate::fetched::{Fetched, Part};
use crate::ids::fresh_entry;
use crate::parts::{HumanFacts, Loaded, RulesByChapter, RulesFacts, RulesSaid, Shown, TroubleNotice, load_rules, text};
use crate::session::session;
use crate::trouble::Trouble;
use crate::ui::{Button, Glyph, PageHeading, announcer};
use crate::words::{Word, language, say};

/// The authority that watches over personal data in the Netherlands.
const AUTHORITY: &str = "https://autoriteitpersoonsgegevens.nl";

#[component]
pub fn Regulation() -> impl IntoView {
    let face = reach().face();
    let bureau = Signal::derive(move || face.with(|face| face.name.as_ref().map(ToString::to_string)));
    view! {
        <article class="page stack" data-test="regulation">
            <PageHeading text=say(Word::PhoneRegulationTitle) lead=text(Word::PhoneRegulationLead) />
            <RegulationText bureau kept=move || view! { <Fetched part=Part::Paper beside=true /> } />
            <SendIt />
        </article>
    }
}

/// For a client: the first time that she has it before her is kept (M13a), and it is mailed to her when she asks
/// (R2.1, P1b).
#[component]
fn SendIt() -> impl IntoView {
    let (me, tell, lang) = (session().me(), announcer(), language());
    let dossiers = Memo::new(move |_| {
        me.with(|me| me.as_ref().filter(|me| me.role == Role::Client).map(|me| me.dossiers.clone())).unwrap_or_default()
    });
    let (busy, sent, trouble) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let to = |dossier: &DossierId| path::to(path::DOSSIER_COMMANDS, &[dossier]);
    // Sent once, however many dossiers she has.
    let commands = move || dossiers.with(|dossiers| dossiers.first().map(to));
    // The version that is on the page, once it is.
    let rules = load_rules(path::REGULATION);
    let version = Memo::new(move |_| rules.get().map(|page| page.version));
    Effect::new(move |_| {
        let Some(version) = version.get() else { return };
        for commands in dossiers.with(|dossiers| dossiers.iter().map(to).collect::<Vec<_>>()) {
            let post = Post { entry: fresh_entry(), command: Command::SeeRegulation { version: Some(version) } };
            // The next time she opens it, it is told again.
            spawn_local(async move { drop(api::post_unasked::<_, Nothing>(&commands, &post).await) });
        }
    });
    let entry = fresh_entry();
    let ask = move || {
        let Some(commands) = untrack(commands) else { return };
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let post = Post { entry, command: Command::AskRegulation {} };
            let answer = api::post::<_, Nothing>(&commands, &post).await;
            busy.try_set(false);
            match answer {
                Ok(_) => {
                    sent.try_set(true);
                    tell(lang.get_untracked().say(Word::PhoneRegulationSent).to_owned());
                }
                Err(failure) => drop(trouble.try_set(Some(failure.into()))),
            }
        });
    };
    move || {
        commands().map(|_| {
            view! {
                <section class="stack-close no-print">
                    <TroubleNotice trouble />
                    <Button
                        text=say(Word::PhoneRegulationSend)
                        glyph=Glyph::Mail
                        busy
                        on_press=ask
                        mark="send-regulation"
                    />
                    <p hidden=move || !sent.get()>{say(Word::PhoneRegulationSent)}</p>
                </section>
            }
        })
    }
}

/// The bureau's own rules, with the article of each; who sees a mistake writes to the bureau (R8).
#[component]
fn TheRules(loaded: Loaded<RegulationPage>) -> impl IntoView {
    let (face, lang) = (reach().face(), language());
    let shown = |page| {
        view! {
            <RulesFacts page />
            <div>
                <RulesByChapter page />
            </div>
        }
    };
    let mistake = move || {
        let address = face.with(|face| face.contact.email.as_ref().map(ToString::to_string))?;
        let about = lang.get().say(Word::PhoneRulesMistakeSubject).replace(' ', "%20");
        Some(view! {
            <p>
                <a class="consult-line" href=format!("mailto:{address}?subject={about}") data-test="mistake">
                    {say(Word::PhoneRulesMistake)}
                </a>
            </p>
        })
    };
    view! {
        <section class="stack-close" data-test="rules">
            <h2>{say(Word::PhoneRulesTitle)}</h2>
            <p>{say(Word::PhoneRulesLead)}</p>
            <Shown loaded view=shown />
            {mistake}
        </section>
    }
}

/// What of the rules belongs in the text itself.
const WHO_READS: &[&str] = &["who_sees", "coach_approval"];
const WHO_ELSE: &[&str] = &["payer_consent", "third_parties", "oral_disclosure"];
const HOW_LONG: &[&str] = &["digital_years", "paper_years"];

/// A part of the text: what is so everywhere, and what the bureau's rules say.
#[component]
fn Part(
    title: Word,
    #[prop(optional)] texts: &'static [Word],
    #[prop(optional)] rules: Option<(Loaded<RegulationPage>, &'static [&'static str])>,
    #[prop(optional)] after: Option<Word>,
) -> impl IntoView {
    view! {
        <section class="stack-close">
            <h2>{say(title)}</h2>
            {texts.iter().map(|text| view! { <p>{say(*text)}</p> }).collect_view()}
            {rules
                .map(|(loaded, of)| {
                    view! { <Shown loaded view=move |page| view! { <RulesSaid page of /> } /> }
                })}
            {after.map(|text| view! { <p>{say(text)}</p> })}
        </section>
    }
}

/// The text itself, also where she reads it before her first key.
#[component]
pub fn RegulationText(
    bureau: Signal<Option<String>>,
    /// What else there is about who keeps her data.
    #[prop(optional, into)]
    kept: ViewFn,
) -> impl IntoView {
    let (lang, loaded) = (language(), load_rules(path::REGULATION));
    let who = move || match bureau.get() {
        Some(bureau) => lang.get().fill(Word::PhoneRegulationWho, &[("bureau", &bureau)]),
        None => lang.get().say(Word::PhoneRegulationWhoNobody).to_owned(),
    };
    view! {
        <div class="prose">
            <section class="stack-close">
                <h2>{say(Word::PhoneRegulationWhoTitle)}</h2>
                <p>{who}</p>
                <HumanFacts />
                {kept.run()}
            </section>
            <Part title=Word::PhoneRegulationWhyTitle texts=&[Word::PhoneRegulationWhy1, Word::PhoneRegulationWhy3, Word::PhoneRegulationWhy2] />
            <Part title=Word::PhoneRegulationWhatTitle texts=&[Word::PhoneRegulationWhat1, Word::PhoneRegulationWhat2] />
            <Part
                title=Word::PhoneRegulationReadTitle
                texts=&[Word::PhoneRegulationRead1, Word::PhoneRegulationRead2]
                rules=(loaded, WHO_READS)
            />
            <Part
                title=Word::PhoneRegulationElseTitle
                texts=&[Word::PhoneRegulationElse2]
                rules=(loaded, WHO_ELSE)
                after=Word::PhoneRegulationElse1
            />
            <Part
                title=Word::PhoneRegulationJudgeTitle
                texts=&[Word::PhoneRegulationJudge1, Word::PhoneRegulationJudge2, Word::PhoneRegulationJudge3]
            />
            <Part
                title=Word::PhoneRegulationRightsTitle
                texts=&[
                    Word::PhoneRegulationRights1,
                    Word::PhoneRegulationRights2,
                    Word::PhoneRegulationRights5,
                    Word::PhoneRegulationRights3,
                    // AVG 22.
                    Word::PhoneRegulationRights4,
                ]
            />
            <Part title=Word::PhoneRegulationMustTitle texts=&[Word::PhoneRegulationMust1, Word::PhoneRegulationMust2] />
            <Part title=Word::PhoneRegulationKeepTitle rules=(loaded, HOW_LONG) after=Word::PhoneRegulationKeep2 />
            <section class="stack-close">
                <h2>{say(Word::PhoneRegulationComplaintTitle)}</h2>
                <p>{say(Word::PhoneRegulationComplaint1)}</p>
                <p>
                    {say(Word::PhoneRegulationComplaint2)} " "
                    <a class="consult-line" href=AUTHORITY rel="noreferrer">"autoriteitpersoonsgegevens.nl"</a>
                </p>
            </section>
            <TheRules loaded />
        </div>
    }
}

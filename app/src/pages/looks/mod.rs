//! Who looked into her dossier, and who can look now (screens 19, 20): newest first, day by day, as it happens.
//!
//! The newest lines follow what happens; older ones are fetched when she asks for them. Beside each line is the way to
//! say that it is not right, and what became of that.

mod ask;
mod known;
mod line;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::Relation;
use shared::api::{CaseList, LooksPage as Page, path};
use shared::dossier::looks::Looker;
use shared::ids::DossierId;
use shared::log::Role;

use crate::clock;
use crate::pages::NotFound;
use crate::parts::{Loaded, Shown, WhichTrajectory, load, text};
use crate::ui::{Glyph, Icon, OptionItem, PageHeading, Select};
use crate::words::{ClientWord, Lang, Word, language, say, told};

use ask::{Ask, Asking};
use known::List;

/// What the whole page shares.
#[derive(Clone, Copy)]
struct Looking {
    dossier: DossierId,
    /// What came last, whatever it was narrowed to: names, consults, who can look.
    page: RwSignal<Option<Page>>,
    cases: Loaded<CaseList>,
    asking: Asking,
    sieve: Sieve,
}

/// Which lines she wants to see.
#[derive(Clone, Copy)]
struct Sieve {
    person: RwSignal<String>,
    consult: RwSignal<String>,
}

impl Sieve {
    fn query(self) -> String {
        let part = |name: &str, value: RwSignal<String>| {
            value.with(|value| if value.is_empty() { String::new() } else { format!("{name}={value}&") })
        };
        format!("{}{}", part("person", self.person), part("consult", self.consult))
    }

    fn is_open(self) -> bool {
        self.person.with(String::is_empty) && self.consult.with(String::is_empty)
    }

    fn open(self) {
        self.person.set(String::new());
        self.consult.set(String::new());
    }
}

/// What somebody is called who is here in this role.
pub(super) const fn role(role: Role) -> ClientWord {
    match role {
        Role::Coach => ClientWord::LookCoach,
        Role::EmploymentExpert => ClientWord::LookExpert,
        Role::OfficeWorker => ClientWord::LookOffice,
        Role::Technician => ClientWord::LookTechnician,
        Role::Officer => ClientWord::LookOfficer,
        Role::Administrator => ClientWord::LookAdministrator,
        Role::Operator => ClientWord::LookOperator,
        Role::System => ClientWord::LookSystem,
        Role::Client => ClientWord::LookClient,
        Role::Representative => ClientWord::LookRepresentative,
    }
}

#[component]
pub fn LooksPage() -> impl IntoView {
    let params = use_params_map();
    let dossier = Memo::new(move |_| params.with(|params| params.get("dossier")?.parse::<DossierId>().ok()));
    move || match dossier.get() {
        Some(dossier) => view! { <Looks dossier /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Looks(dossier: DossierId) -> impl IntoView {
    let sieve = Sieve { person: RwSignal::new(String::new()), consult: RwSignal::new(String::new()) };
    let loaded = load::<Page>(move || format!("{}?{}", path::to(path::LOOKS, &[&dossier]), sieve.query()));
    let cases = load::<CaseList>(|| path::CASES.to_owned());
    let looking = Looking { dossier, page: RwSignal::new(None), cases, asking: Asking::new(), sieve };
    Effect::new(move |_| {
        if let Some(page) = loaded.get() {
            looking.page.set(Some(page));
        }
    });
    let here = Memo::new(move |_| looking.page.with(Option::is_some));
    view! {
        <div class="page stack-far" data-test="looks">
            <PageHeading text=say(Word::ClientLooksTitle) lead=text(Word::ClientLooksLead) />
            <WhichTrajectory dossier />
            {move || here.get().then(|| view! { <Now looking /> })}
            <section class="stack">
                <h2>{told(ClientWord::LookList)}</h2>
                <p class="small quiet">{told(ClientWord::LookVisit)}</p>
                {move || here.get().then(|| view! { <Narrow looking /> })}
                <Shown loaded view=move |page| view! { <List looking page /> } />
            </section>
            <Ask looking />
        </div>
    }
}

/// Who can look now, by name and role, and since when (F62).
#[component]
fn Now(looking: Looking) -> impl IntoView {
    let lang = language();
    let now =
        Memo::new(move |_| looking.page.with(|page| page.as_ref().map(|page| page.now.clone()).unwrap_or_default()));
    let line = move |looker: Looker| {
        let name = move || looking.name(lang.get(), looker.person, looker.role);
        let since = move || {
            let (lang, date) = (lang.get(), clock::day(lang.get(), looker.since));
            let (from, until) = looker
                .days
                .map(|(from, until)| (looking.near(lang, from), looking.near(lang, until)))
                .unwrap_or_default();
            let word = match looker.relation {
                Relation::Coach => ClientWord::LookNowCoach,
                Relation::Substitute => ClientWord::LookNowSubstitute,
                Relation::Guest => ClientWord::LookNowGuest,
                Relation::Representative => ClientWord::LookNowRepresentative,
                Relation::Colleague | Relation::Office => ClientWord::LookNowEverywhere,
                Relation::Clerk => ClientWord::LookNowPost,
                _ => ClientWord::LookNowOther,
            };
            let role = lang.say_later(looking.role(looker.person, looker.role));
            lang.fill_later(word, &[("role", role), ("date", &date), ("from", &from), ("until", &until)])
        };
        let why = move || {
            let known = looking.page.with(|page| page.as_ref()?.guest_why.as_ref().map(|known| known.why.to_string()));
            let why = known.filter(|_| looker.relation == Relation::Guest)?;
            Some(lang.get().fill_later(ClientWord::LookNowGuestWhy, &[("why", &why)]))
        };
        let works_for = move || {
            let organisation =
                looking.page.with(|page| page.as_ref()?.organisations.get(&looker.person).map(ToString::to_string))?;
            Some(lang.get().fill_later(ClientWord::LookWorksFor, &[("organisation", &organisation)]))
        };
        view! {
            <li class="card look" data-test="can-look">
                <Icon glyph=Glyph::Eye />
                <div>
                    <strong>{name}</strong>
                    <p class="quiet">{since}</p>
                    <p class="quiet">{works_for}</p>
                    <p class="quiet said-text">{why}</p>
                </div>
            </li>
        }
    };
    view! {
        <section class="stack">
            <h2>{told(ClientWord::LookNow)}</h2>
            <p hidden=move || !now.with(Vec::is_empty)>{told(ClientWord::LookNowNobody)}</p>
            <ul class="plain stack-close">
                <For each=move || now.get() key=|looker| (looker.person, looker.role, looker.since, looker.days) let:looker>
                    {line(looker)}
                </For>
            </ul>
        </section>
    }
}

impl Looking {
    /// The name of somebody; where the bureau gives none, what she is.
    fn name(self, lang: Lang, person: shared::ids::PersonId, role: Role) -> String {
        let known = self.page.with(|page| page.as_ref()?.names.get(&person).map(ToString::to_string));
        known.unwrap_or_else(|| {
            let word = if role == Role::System { ClientWord::LookSystem } else { ClientWord::LookSomebody };
            lang.say_later(word).to_owned()
        })
    }

    /// What somebody is to her. Of those in this role one guides her; the others are no coach of hers.
    fn role(self, person: shared::ids::PersonId, is: Role) -> ClientWord {
        let hers = |looker: &Looker| looker.person == person && looker.relation == Relation::Coach;
        let guides = self.page.with(|page| page.as_ref().is_some_and(|page| page.now.iter().any(hers)));
        if is == Role::Coach && !guides { ClientWord::LookACoach } else { role(is) }
    }

    /// A day, as it is said.
    fn near(self, lang: Lang, day: shared::time::CivilDate) -> String {
        self.page.with(|page| page.as_ref().map(|page| clock::near_day(lang, day, page.today))).unwrap_or_default()
    }

    /// The day of a consult, as it is said.
    fn held_on(self, lang: Lang, consult: shared::ids::ConsultId) -> Option<String> {
        self.page.with(|page| {
            let page = page.as_ref()?;
            Some(clock::near_day(lang, *page.consults.get(&consult)?, page.today))
        })
    }
}

/// By person, and by consult.
#[component]
fn Narrow(looking: Looking) -> impl IntoView {
    // What there is to choose from changes seldom; a list that is open under her hand must not be drawn anew.
    let choices = Memo::new(move |_| {
        looking.page.with(|page| {
            let page = page.as_ref()?;
            let mut consults: Vec<_> = page.consults.iter().map(|(consult, day)| (*consult, *day)).collect();
            consults.sort_by_key(|(_, day)| std::cmp::Reverse(*day));
            Some((page.people.clone(), consults, page.today))
        })
    });
    let lang = language();
    move || {
        let (people, consults, today) = choices.get()?;
        let person = |person: &shared::ids::PersonId| {
            let person = *person;
            OptionItem::new(person.to_string(), move || looking.name(lang.get(), person, Role::Coach))
        };
        let consult = |(consult, day): &(shared::ids::ConsultId, shared::time::CivilDate)| {
            let day = *day;
            let said = move || {
                lang.get().fill_later(ClientWord::LookConsult, &[("date", &clock::near_day(lang.get(), day, today))])
            };
            OptionItem::new(consult.to_string(), said)
        };
        (people.len() + consults.len() > 1).then(|| {
            view! {
                <div class="columns">
                    <Select
                        label=told(ClientWord::LookWho)
                        value=looking.sieve.person
                        options=people.iter().map(person).collect()
                        nothing=told(ClientWord::LookEverybody)
                        mark="looks-who"
                    />
                    <Select
                        label=told(ClientWord::LookWhat)
                        value=looking.sieve.consult
                        options=consults.iter().map(consult).collect()
                        nothing=told(ClientWord::LookEverything)
                        mark="looks-what"
                    />
                </div>
            }
        })
    }
}

//! One question: who would get what, for what and until when, the very pages, and her answer. What she said stays here with
//! its day.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use shared::access::Act;
use shared::api::{Accepted, ConsentPage, DossierPage, path};
use shared::ids::{ConsentId, DossierId};
use shared::time::Timestamp;

use super::SAID;
use super::checked::Checked;
use super::close::{Close, Closing, ConfirmClosing};
use super::ground::Ground;
use super::proofs::Proofs;
use super::sign::Sign;
use crate::api::Failure;
use crate::clock;
use crate::pages::NotFound;
use crate::parts::{
    FilePages, Loaded, Sent, Shown, WhichTrajectory, consent_words, document_words, load, sent_by, superseded,
};
use crate::session::session;
use crate::ui::{
    Button, ButtonLink, Choice, Choices, Fact, Facts, Glyph, Look, Notice, PageHeading, StatusTag, Text, Tone,
    announcer, focus_by_id,
};
use crate::words::{ConsentWord, Lang, Word, language, say, told};

/// `/dossiers/:dossier/consents/:consent`
#[component]
pub fn OneConsent() -> impl IntoView {
    let params = use_params_map();
    let which = Memo::new(move |_| {
        params.with(|params| {
            let dossier = params.get("dossier")?.parse::<DossierId>().ok()?;
            Some((dossier, params.get("consent")?.parse::<ConsentId>().ok()?))
        })
    });
    move || match which.get() {
        Some((dossier, consent)) => view! { <Page dossier consent /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Page(dossier: DossierId, consent: ConsentId) -> impl IntoView {
    let loaded = load::<ConsentPage>(move || path::to(path::CONSENT, &[&dossier, &consent]));
    let keys = load::<DossierPage>(move || path::to(path::DOSSIER, &[&dossier]));
    view! { <Shown loaded view=move |page| view! { <Stages page loaded keys /> } alone=true /> }
}

/// What the page says about what was done last.
#[derive(Clone, PartialEq, Eq)]
enum Said {
    /// What she said was received: when, where that is known, and up to which entry.
    Received(Option<Timestamp>, u64, ConsentWord),
    /// What was asked is asked no more.
    Gone,
}

/// What the whole page shares.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub page: RwSignal<ConsentPage>,
    pub loaded: Loaded<ConsentPage>,
    pub keys: Loaded<DossierPage>,
    /// A touch was asked and its answer is on its way: the page stays as it is until then.
    pub signing: RwSignal<bool>,
    said: RwSignal<Option<Said>>,
}

impl Reading {
    pub(super) fn href(self) -> String {
        let at = |page: &ConsentPage| format!("/dossiers/{}/consents/{}", page.around.dossier, page.consent.view.id);
        self.page.with_untracked(at)
    }

    fn allows(self, act: Act) -> bool {
        self.page.with(|page| page.consent.view.allowed.contains(&act))
    }

    pub(super) fn recipient(self, lang: Lang) -> String {
        self.page.with(|page| consent_words::recipient(lang, &page.consent))
    }

    /// What came of what she just sent: what is said where it was received.
    pub(super) fn take(self, answer: &Result<Accepted, Failure>, word: ConsentWord) {
        match answer {
            Ok(accepted) => {
                let said = Said::Received(Some(accepted.at), accepted.head.seq, word);
                self.said.set(Some(said));
            }
            Err(failure) if superseded(failure) => self.said.set(Some(Said::Gone)),
            Err(_) => {}
        }
        self.loaded.refresh();
    }
}

#[component]
fn Stages(page: RwSignal<ConsentPage>, loaded: Loaded<ConsentPage>, keys: Loaded<DossierPage>) -> impl IntoView {
    let query = use_query_map();
    let reading = Reading { page, loaded, keys, signing: RwSignal::new(false), said: RwSignal::new(None) };
    let wanted = Memo::new(move |_| query.with(|query| query.get("step").is_some_and(|step| step == "sign")));
    let signs = Memo::new(move |before: Option<&bool>| {
        (reading.signing.get() && before == Some(&true)) || (wanted.get() && reading.allows(Act::GrantConsent))
    });
    move || {
        if signs.get() {
            view! { <div class="page"><Sign reading /></div> }.into_any()
        } else {
            view! { <Read reading /> }.into_any()
        }
    }
}

#[component]
fn Read(reading: Reading) -> impl IntoView {
    let (lang, page) = (language(), reading.page);
    let (dossier, consent) = page.with_untracked(|page| (page.around.dossier, page.consent.view.id));
    let close = Close::new();
    // Until the page has what she just said, it would still ask her.
    let behind = Memo::new(move |_| {
        let received = reading.said.with(|said| match said {
            Some(Said::Received(_, seq, _)) => *seq,
            _ => 0,
        });
        page.with(|page| page.around.head.seq < received)
    });
    let asks = Memo::new(move |_| !behind.get() && reading.allows(Act::GrantConsent));
    let heading = move || {
        if asks.get() {
            consent_words::to(lang.get(), ConsentWord::Question, &reading.recipient(lang.get()))
        } else {
            page.with(|page| consent_words::title(lang.get(), &page.consent))
        }
    };
    let file = Memo::new(move |_| page.with(|page| page.consent.view.terms.file));
    let caption = move || page.with(|page| document_words::made_for(lang.get(), page.consent.view.terms.purpose));
    let pages_title = move || consent_words::to(lang.get(), ConsentWord::Pages, &reading.recipient(lang.get()));
    let done = move |(closing, _, seq): (Closing, String, u64)| {
        let word = if closing == Closing::No { ConsentWord::DoneNo } else { ConsentWord::DoneWithdrawn };
        reading.said.set(Some(if seq > 0 { Said::Received(None, seq, word) } else { Said::Gone }));
        reading.loaded.refresh();
        focus_by_id(SAID);
    };
    view! {
        <div class="page-wide stack-far" data-test="consent-page">
            <div class="stack">
                <p class="desk-back">
                    <ButtonLink text=told(ConsentWord::Back) href=format!("/dossiers/{dossier}/consents") look=Look::Quiet glyph=Glyph::ArrowLeft />
                </p>
                <PageHeading text=heading />
                <WhichTrajectory dossier />
                <Told reading />
                <Terms reading behind />
                <Ground reading />
                <Checked reading />
                <Went reading />
                <Proofs reading />
            </div>
            <section class="stack">
                <div>
                    <h2>{pages_title}</h2>
                    <p>{told(ConsentWord::PagesText)}</p>
                </div>
                {move || {
                    let file = file.get();
                    let text = path::to(path::CONSENT_TEXT, &[&dossier, &consent, &file.id]);
                    let picture = move |at| path::to(path::CONSENT_PICTURE, &[&dossier, &consent, &file.id, &at]);
                    let href = path::to(path::CONSENT_FILE, &[&dossier, &consent, &file.id]);
                    view! {
                        <FilePages file text picture caption=Text::from(caption) />
                        <p>
                            <a class="consult-line" href=href rel="external" download="document.pdf" data-test="consent-save">{told(ConsentWord::Save)}</a>
                        </p>
                    }
                }}
            </section>
            {move || asks.get().then(|| view! { <Answers reading close /> })}
            {move || {
                (!behind.get() && reading.allows(Act::WithdrawConsent)).then(|| view! { <Withdraw reading close /> })
            }}
            <ConfirmClosing dossier close done />
        </div>
    }
}

/// What was done last, and that the bureau has it.
#[component]
fn Told(reading: Reading) -> impl IntoView {
    let (lang, me) = (language(), session().me());
    let notice = move |said: Said| {
        let (tone, mark) = match said {
            Said::Received(..) => (Tone::Ok, "received"),
            Said::Gone => (Tone::Warn, "gone"),
        };
        let known = said.clone();
        let title = move || match &known {
            Said::Received(_, _, word) => consent_words::to(lang.get(), *word, &reading.recipient(lang.get())),
            Said::Gone => lang.get().say_later(ConsentWord::NotAsked).to_owned(),
        };
        let text = move || match &said {
            Said::Received(Some(at), ..) => {
                let bureau = me.with(|me| me.as_ref().map(|me| me.bureau_name.to_string())).unwrap_or_default();
                let time = clock::moment(lang.get(), *at);
                lang.get().fill(Word::PhoneReceiptReceived, &[("bureau", &bureau), ("time", &time)])
            }
            Said::Received(None, ..) => String::new(),
            Said::Gone => lang.get().say_later(ConsentWord::NotAskedText).to_owned(),
        };
        view! {
            <div data-test=mark>
                <Notice title tone>
                    <p>{text}</p>
                </Notice>
            </div>
        }
    };
    view! {
        <div id=SAID tabindex="-1" hidden=move || reading.said.with(Option::is_none)>
            {move || reading.said.get().map(notice)}
        </div>
    }
}

/// Who would get what, for what, until when, and why; and what became of it.
#[component]
fn Terms(reading: Reading, behind: Memo<bool>) -> impl IntoView {
    let (lang, page) = (language(), reading.page);
    let status = Memo::new(move |_| page.with(|page| page.consent.view.status));
    let what = move || page.with(|page| consent_words::title(lang.get(), &page.consent));
    let who = move || {
        let kind = page.with(|page| page.consent.view.terms.kind);
        format!("{} ({})", reading.recipient(lang.get()), lang.get().say_later(kind.word()))
    };
    let purpose = move || page.with(|page| lang.get().say_later(page.consent.view.terms.purpose.word()));
    let until = move || page.with(|page| page.consent.view.terms.until.in_words(lang.get()));
    let why = move || page.with(|page| page.consent.why.as_ref().map(ToString::to_string));
    let asked_by = move || {
        page.with(|page| {
            let view = &page.consent.view;
            let name = page.around.names.get(&view.asked_by).map(ToString::to_string).unwrap_or_default();
            let date = clock::day(lang.get(), view.asked_at);
            lang.get().fill_later(ConsentWord::OnDay, &[("name", &name), ("date", &date)])
        })
    };
    let days = move || page.with(|page| consent_words::days(lang.get(), &page.consent));
    let asked = page.with_untracked(|page| page.consent.view.ground.is_none());
    let by = if asked { ConsentWord::AskedBy } else { ConsentWord::GroundBy };
    view! {
        // Until the page has what she just said, it would still say that it waits.
        <div data-test="consent-status" hidden=move || behind.get()>
            {move || {
                let (word, tone, glyph) = consent_words::status(status.get());
                view! { <StatusTag text=told(word) tone glyph=Some(glyph) /> }
            }}
        </div>
        <Facts>
            <Fact name=told(ConsentWord::What)>{what}</Fact>
            <Fact name=told(ConsentWord::Who)>{who}</Fact>
            <Fact name=told(ConsentWord::Purpose)>{purpose}</Fact>
            <Fact name=told(ConsentWord::Until)>{until}</Fact>
            <Fact name=told(ConsentWord::Why)><span class="said-text">{why}</span></Fact>
            <Fact name=told(by)>{asked_by}</Fact>
        </Facts>
        <p class="quiet small">{days}</p>
    }
}

/// What went to the recipient, and what became of it (F28, F35).
#[component]
fn Went(reading: Reading) -> impl IntoView {
    let page = reading.page;
    let sent = Memo::new(move |_| page.with(|page| sent_by(&page.consent, &page.around)));
    view! {
        <section class="card stack" hidden=move || sent.with(Vec::is_empty) data-test="consent-sent">
            <h2>{told(ConsentWord::SentTitle)}</h2>
            <ul class="plain stack">
                <For each=move || sent.get() key=|sent| sent.view.clone() let:sent>
                    <Sent sent />
                </For>
            </ul>
        </section>
    }
}

/// Yes, no and later, as equals; before them what each means (F26, F38, G7.3, G7.4).
#[component]
fn Answers(reading: Reading, close: Close) -> impl IntoView {
    let (lang, tell, navigate) = (language(), announcer(), use_navigate());
    let go = Callback::new(move |to: String| navigate(&to, NavigateOptions::default()));
    let employer = reading.page.with_untracked(|page| page.consent.view.terms.kind.is_employer());
    let sign = format!("{}?step=sign", reading.href());
    let no = move || {
        let which = reading.page.with_untracked(|page| (page.consent.view.terms.document, page.consent.view.id));
        close.begin(Closing::No, which, untrack(|| reading.recipient(lang.get())));
    };
    let later = move || {
        tell(lang.get_untracked().say_later(ConsentWord::LaterDone).to_owned());
        go.run("/".to_owned());
    };
    let choices = vec![
        Choice::new(told(ConsentWord::Yes), move || go.run(sign.clone())).with_mark("consent-yes"),
        Choice::new(told(ConsentWord::No), no).with_mark("consent-no"),
        Choice::new(say(Word::UiLater), later).with_mark("consent-later"),
    ];
    let question = move || consent_words::to(lang.get(), ConsentWord::Question, &reading.recipient(lang.get()));
    let safe = move || consent_words::to(lang.get(), ConsentWord::SafeText, &reading.recipient(lang.get()));
    view! {
        <section class="stack" data-test="consent-answers">
            <h2>{question}</h2>
            <p>{told(ConsentWord::WithdrawCan)}</p>
            <p>{told(ConsentWord::NoReason)}</p>
            {employer.then(|| {
                view! {
                    <div data-test="consent-safe">
                        <Notice title=told(ConsentWord::Safe) tone=Tone::Info>
                            <p>{safe}</p>
                        </Notice>
                    </div>
                }
            })}
            <Choices question choices busy=close.busy />
        </section>
    }
}

#[component]
fn Withdraw(reading: Reading, close: Close) -> impl IntoView {
    let lang = language();
    let begin = move || {
        let which = reading.page.with_untracked(|page| (page.consent.view.terms.document, page.consent.view.id));
        close.begin(Closing::Withdraw, which, untrack(|| reading.recipient(lang.get())));
    };
    view! {
        <div class="row">
            <Button text=told(ConsentWord::Withdraw) look=Look::Secondary on_press=begin mark="consent-withdraw" />
        </div>
    }
}

//! Who is signed in, and whether the screen is open, locked or ended.
//!
//! Signing in, unlocking and coming back after the session ended are the same act: one touch of a passkey. What a
//! person typed outlives a lock and an ended session: the page stays in memory, only taken off the screen. Another
//! person on the same device, and a sign-out, start the app anew, so that nothing of the one is left for the other.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Challenge, Me, SignIn, Speak, path};
use wasm_bindgen::JsCast as _;
use web_sys::{AbortController, KeyboardEvent};

use crate::api::{self, Closed, Failure, Nothing};
use crate::clock::device_now;
use crate::trouble::Trouble;
use crate::words::{Lang, choose_language, language};
use crate::{memory, passkey, side};

/// How the session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The server was not heard yet.
    Asking,
    /// There is no server to ask.
    Unreachable,
    /// Nobody is signed in.
    Out,
    /// Somebody is.
    In,
    /// Somebody is, but the screen waits for her touch.
    Locked,
    /// Somebody was; her session is over.
    Ended,
}

/// The session of this tab.
#[derive(Clone, Copy)]
pub struct Session {
    me: RwSignal<Option<Me>>,
    standing: RwSignal<Standing>,
    entered: RwSignal<u64>,
    lang: RwSignal<Lang>,
}

/// How often the app looks at the clock for idleness, and how often it tells the server of touches at most.
const LOOK_MILLIS: u32 = 5_000;
const TELL_MILLIS: i64 = 45_000;

/// Once, above the first page.
#[must_use]
pub fn provide_session() -> Session {
    let session = Session {
        me: RwSignal::new(None),
        standing: RwSignal::new(Standing::Asking),
        entered: RwSignal::new(0),
        lang: language(),
    };
    provide_context(session);
    api::on_closed(Callback::new(move |(closed,)| session.found(closed)));
    watch_touches(session);
    watch_keys(session);
    spawn_local(session.ask());
    session
}

/// The session. Call it while a component is made.
#[must_use]
pub fn session() -> Session {
    use_context::<Session>().unwrap_or_else(|| Session {
        me: RwSignal::new(None),
        standing: RwSignal::new(Standing::Out),
        entered: RwSignal::new(0),
        lang: language(),
    })
}

impl Session {
    /// Who is signed in; stays while the screen is locked.
    #[must_use]
    pub fn me(self) -> ReadSignal<Option<Me>> {
        self.me.read_only()
    }

    /// Whether she is in and may see what is hers: staff only when bound to secrecy (F65).
    #[must_use]
    pub fn is_at_work(self) -> bool {
        self.standing.get() == Standing::In && self.me.with(|me| me.as_ref().is_some_and(|me| me.bound))
    }

    /// How the session stands.
    #[must_use]
    pub fn standing(self) -> ReadSignal<Standing> {
        self.standing.read_only()
    }

    /// Whether the lock or the way back in stands in front of everything.
    #[must_use]
    pub fn closed(self) -> Memo<bool> {
        Memo::new(move |_| matches!(self.standing.get(), Standing::Locked | Standing::Ended))
    }

    /// Changes with each touch that opened the session: read it where you fetch, and a page that was refused for a
    /// lock asks again by itself.
    #[must_use]
    pub fn entered(self) -> ReadSignal<u64> {
        self.entered.read_only()
    }

    /// Asks the server who is signed in.
    pub async fn ask(self) {
        match api::get_unasked::<Me>(path::ME).await {
            Ok(me) => self.enter(me),
            Err(failure) if failure.is_locked() || failure.is_signed_out() => {}
            Err(_) if self.me.with_untracked(Option::is_none) => self.standing.set(Standing::Unreachable),
            Err(_) => {}
        }
    }

    /// One touch: signs in, unlocks, or comes back.
    ///
    /// # Errors
    /// [`Trouble`]: of the request or of the touch.
    pub async fn touch(self) -> Result<(), Trouble> {
        self.answer(self.answers().await?).await
    }

    /// A touch alone: the answer to a challenge, for whoever is to hear who it is.
    ///
    /// # Errors
    /// As [`Session::touch`].
    pub async fn answers(self) -> Result<SignIn, Trouble> {
        let challenge: Challenge = api::post_nothing(path::SIGN_IN_CHALLENGE).await?;
        let credential = passkey::get(&challenge.options).await?;
        Ok(SignIn { flow: challenge.flow, credential })
    }

    /// The same from the list under a field; it waits until she chooses or `abort` ends it.
    ///
    /// # Errors
    /// As [`Session::touch`].
    pub async fn touch_conditional(self, abort: &AbortController) -> Result<(), Trouble> {
        let challenge: Challenge = api::post_nothing(path::SIGN_IN_CHALLENGE).await?;
        let credential = passkey::get_conditional(&challenge.options, abort).await?;
        self.answer(SignIn { flow: challenge.flow, credential }).await
    }

    async fn answer(self, answer: SignIn) -> Result<(), Trouble> {
        api::post::<_, Nothing>(path::SESSIONS, &answer).await?;
        self.arrive().await.map_err(Trouble::from)
    }

    /// Takes up a session that the server has just begun.
    ///
    /// # Errors
    /// [`Failure`] of the request.
    pub async fn arrive(self) -> Result<(), Failure> {
        let me = api::get::<Me>(path::ME).await?;
        self.enter(me);
        Ok(())
    }

    fn enter(self, me: Me) {
        if self.me.with_untracked(|known| known.as_ref().is_some_and(|known| known.person != me.person)) {
            start_anew();
            return;
        }
        if !side::serves(me.role) && side::change_to(me.role) {
            return;
        }
        if memory::read("akkoord.lang").is_none() {
            self.lang.set(me.lang);
        }
        if self.me.with_untracked(|known| known.as_ref() != Some(&me)) {
            self.me.set(Some(me));
        }
        if self.standing.get_untracked() != Standing::In {
            self.standing.set(Standing::In);
            self.entered.update(|entered| *entered = entered.wrapping_add(1));
        }
    }

    fn found(self, closed: Closed) {
        let known = self.me.with_untracked(Option::is_some);
        let standing = match (closed, known) {
            (Closed::Locked, _) => Standing::Locked,
            (Closed::SignedOut, true) => Standing::Ended,
            (Closed::SignedOut, false) => Standing::Out,
        };
        if self.standing.get_untracked() != standing {
            self.standing.set(standing);
        }
    }

    /// Locks the screen at once, and the session as soon as the server hears of it.
    pub fn lock(self) {
        if self.standing.get_untracked() == Standing::In {
            self.standing.set(Standing::Locked);
            spawn_local(async {
                // The screen is locked either way; the server's own clock does the rest.
                drop(api::post_nothing::<Nothing>(path::SESSION_LOCK).await);
            });
        }
    }

    /// Ends this session and starts the app anew.
    ///
    /// # Errors
    /// [`Failure`]: then she is still signed in.
    pub async fn sign_out(self) -> Result<(), Failure> {
        match api::delete(path::SESSION_CURRENT).await {
            Err(failure) if !failure.is_signed_out() => Err(failure),
            _ => {
                start_anew();
                Ok(())
            }
        }
    }

    /// Speaks another language from now on, here and in her mails.
    pub fn speak(self, chosen: Lang) {
        choose_language(self.lang, chosen);
        if self.standing.get_untracked() == Standing::In {
            spawn_local(async move {
                // This device speaks it already; the mails follow with the next choice.
                drop(api::put::<_, Nothing>(path::ME_LANG, &Speak { lang: chosen }).await);
            });
        }
    }

    fn idle_millis_max(self) -> Option<i64> {
        self.me.with_untracked(|me| me.as_ref().map(|me| i64::from(me.idle_minutes_max) * 60_000))
    }
}

/// Nothing of the person before may be left in memory.
fn start_anew() {
    drop(window().location().replace("/"));
}

/// Locks after some minutes without a touch, and tells the server of touches that ask for nothing, such as reading.
fn watch_touches(session: Session) {
    let touched = Rc::new(Cell::new(device_now().0));
    let told = Cell::new(device_now().0);
    for name in ["pointerdown", "keydown", "wheel", "touchstart"] {
        let touched = Rc::clone(&touched);
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&window(), name, options, move |_| touched.set(device_now().0)).forget();
    }
    let look = move || {
        let now = device_now().0;
        if session.standing.get_untracked() != Standing::In {
            touched.set(now);
        } else if session.idle_millis_max().is_some_and(|max| now.saturating_sub(touched.get()) >= max) {
            session.lock();
        } else if touched.get() > told.get() && now.saturating_sub(told.get()) >= TELL_MILLIS {
            told.set(now);
            spawn_local(async { drop(api::get::<Nothing>(path::ME).await) });
        }
    };
    let look = Rc::new(look);
    let again = Rc::clone(&look);
    Interval::new(LOOK_MILLIS, move || again()).forget();
    // Clocks of sleeping tabs stand still: look before anything can be read.
    EventListener::new(&document(), "visibilitychange", move |_| look()).forget();
}

/// One key locks, on every page: F9, and Alt+L where the keyboard has no such row. By the letter and not by its place,
/// and without the keys beside it: on other keyboards Alt and that key write "@" or "ł".
fn watch_keys(session: Session) {
    let locks = |key: &KeyboardEvent| {
        let held = key.ctrl_key() || key.meta_key() || key.shift_key() || key.get_modifier_state("AltGraph");
        !held && if key.alt_key() { key.key().eq_ignore_ascii_case("l") } else { key.key() == "F9" }
    };
    EventListener::new_with_options(
        &window(),
        "keydown",
        EventListenerOptions { passive: false, ..EventListenerOptions::run_in_capture_phase() },
        move |event| {
            if let Some(key) = event.dyn_ref::<KeyboardEvent>()
                && locks(key)
                && session.standing.get_untracked() == Standing::In
            {
                key.prevent_default();
                session.lock();
            }
        },
    )
    .forget();
}

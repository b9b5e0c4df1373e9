//! Sending what she said yes to: to whom there, for how long; then the code to be read out (F30).

use leptos::prelude::*;
use shared::access::Act;
use shared::api::{ConsentsPage, RecipientsPage, path};
use shared::dossier::Command;
use shared::dossier::consents::ConsentTerms;
use shared::dossier::sendings::{NewSending, SendingCommand, WhichSending};
use shared::ids::{ConsentId, ContactId, DossierId, SendingId};

use super::CARD;
use crate::ids::fresh_sending;
use crate::pages::desk::edit_form::EditForm;
use crate::pages::desk::form::{Wrong, Wrongs};
use crate::pages::desk::passage_fields::focus_soon;
use crate::pages::desk::refused::Refused;
use crate::pages::desk::sending::Sending;
use crate::parts::{Loaded, Sent, SentTo, Shown, load, sent_by};
use crate::ui::{Button, Glyph, Look, OptionItem, RadioGroup, Select, announcer};
use crate::words::{ConsentWord, Word, language, say, told};

const WHOM: &str = "sending-whom";
const DAYS: [u32; 4] = [3, 7, 14, 30];
/// How many times it can be collected: one, and two more where a line breaks.
const DOWNLOADS: u32 = 3;

/// What was sent by a yes, and sending it. It follows the page: what is filled in stays while somebody collects.
#[component]
pub(super) fn Sendings(
    dossier: DossierId,
    consent: ConsentId,
    page: RwSignal<ConsentsPage>,
    loaded: Loaded<ConsentsPage>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let found = move |page: &ConsentsPage| {
        let line = page.consents.iter().find(|line| line.view.id == consent)?;
        let sends = line.view.allowed.contains(&Act::SendDocument);
        Some((line.view.terms, sends, sent_by(line, &page.around)))
    };
    let known = Memo::new(move |_| page.with(found));
    let sent = Memo::new(move |_| known.get().map(|(_, _, sent)| sent).unwrap_or_default());
    let sends =
        Memo::new(move |_| known.with(|known| known.as_ref().filter(|(_, sends, _)| *sends).map(|(terms, ..)| *terms)));
    let unfold = move || open.set(true);
    view! {
        <ul class="plain stack" aria-label=told(ConsentWord::SentTitle) hidden=move || sent.with(Vec::is_empty)>
            <For each=move || sent.get() key=|sent| (sent.view.clone(), sent.line.code.clone()) let:sent>
                <One dossier consent page sent loaded />
            </For>
        </ul>
        {move || {
            let terms = sends.get()?;
            Some(if open.get() {
                let recipients = load::<RecipientsPage>(|| path::BUREAU_RECIPIENTS.to_owned());
                let shown = move |recipients| view! { <Form dossier consent terms recipients loaded open /> };
                view! { <Shown loaded=recipients view=shown /> }.into_any()
            } else {
                view! {
                    <div class="row"><Button text=told(ConsentWord::SentSend) on_press=unfold mark="sending-open" /></div>
                }
                .into_any()
            })
        }}
    }
}

#[component]
fn One(
    dossier: DossierId,
    consent: ConsentId,
    page: RwSignal<ConsentsPage>,
    sent: SentTo,
    loaded: Loaded<ConsentsPage>,
) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let terms = page
        .with_untracked(|page| page.consents.iter().find(|line| line.view.id == consent).map(|line| line.view.terms));
    let stops = sent.view.allowed.contains(&Act::StopSending);
    let (code, id) = (sent.line.code.clone(), sent.view.id);
    let name = sent.line.contact.as_ref().map(ToString::to_string).unwrap_or_default();
    let call = move || lang.get().fill_later(ConsentWord::SentCode, &[("name", &name)]);
    let stop = move || {
        let Some(ConsentTerms { document, recipient, .. }) = terms else { return };
        let which = WhichSending { document, consent, recipient, sending: id };
        sending.command(dossier, Command::Sending(SendingCommand::Stop(which)), move |_| {
            announce(lang.get_untracked().say_later(ConsentWord::SentStopDone).to_owned());
            loaded.refresh();
            focus_soon(CARD.into());
        });
    };
    view! {
        <Sent sent>
            {code.map(|code| {
                let (first, last) = code.split_at_checked(3).unwrap_or((&code, ""));
                let (first, last) = (first.to_owned(), last.to_owned());
                view! {
                    <div data-test="sending-code">
                        <p>{call}</p>
                        <p class="half-code">
                            <span>{first}</span>
                            <span>{last}</span>
                        </p>
                    </div>
                }
            })}
            <Refused failure=sending.failure />
            {stops.then(|| {
                view! {
                    <p class="quiet small">{told(ConsentWord::SentStopText)}</p>
                    <div class="row">
                        <Button text=told(ConsentWord::SentStop) busy_text=say(Word::DeskSaving) look=Look::Quiet glyph=Glyph::Cross busy=sending.busy on_press=stop mark="sending-stop" />
                    </div>
                }
            })}
        </Sent>
    }
}

#[component]
fn Form(
    dossier: DossierId,
    consent: ConsentId,
    terms: ConsentTerms,
    recipients: RwSignal<RecipientsPage>,
    loaded: Loaded<ConsentsPage>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let (lang, announce, sending, wrongs) = (language(), announcer(), Sending::new(), Wrongs::new());
    let (whom, days) = (RwSignal::new(String::new()), RwSignal::new("14".to_owned()));
    // Made once, so that what was sent and not answered is sent once.
    let id: SendingId = fresh_sending();
    let contacts: Vec<OptionItem> = recipients.with_untracked(|page| {
        let here = page.recipients.iter().filter(|known| known.recipient == terms.recipient);
        let people = here.flat_map(|known| &known.contacts).filter(|contact| contact.ended_on.is_none());
        let option = |contact: &shared::api::ContactLine| {
            let name = contact.name.to_string();
            OptionItem::new(contact.contact.to_string(), move || name.clone())
        };
        people.map(option).collect()
    });
    let nobody = contacts.is_empty();
    let choices: Vec<OptionItem> = DAYS
        .into_iter()
        .map(|days| {
            let count = days.to_string();
            let said = move || lang.get().fill_later(ConsentWord::SentSendDay, &[("days", &count)]);
            OptionItem::new(days.to_string(), said)
        })
        .collect();
    let fold = move || {
        open.set(false);
        focus_soon(CARD.into());
    };
    let send = move || {
        let Ok(contact) = whom.with_untracked(|whom| whom.parse::<ContactId>()) else {
            wrongs.set(vec![(WHOM.into(), Wrong::later(ConsentWord::SentSendWrong))]);
            return;
        };
        wrongs.set(Vec::new());
        let days = days.with_untracked(|days| days.parse().unwrap_or(14));
        let (document, recipient) = (terms.document, terms.recipient);
        let new = NewSending { sending: id, document, consent, recipient, contact, days, downloads: DOWNLOADS };
        sending.command(dossier, Command::Sending(SendingCommand::Send(new)), move |_| {
            announce(lang.get_untracked().say_later(ConsentWord::SentSendDone).to_owned());
            loaded.refresh();
            fold();
        });
    };
    focus_soon(WHOM.into());
    view! {
        <EditForm wrongs sending save=told(ConsentWord::SentSendConfirm) save_mark="sending-send" on_save=send on_cancel=fold>
            <p class="small">{told(ConsentWord::SentSendLead)}</p>
            {nobody.then(|| view! { <p>{told(ConsentWord::SentSendNobody)}</p> })}
            <Select
                label=told(ConsentWord::SentSendTo)
                value=whom
                options=contacts
                nothing=told(ConsentWord::AskChoose)
                id=WHOM
                mark=WHOM
                error=wrongs.of(WHOM)
            />
            <RadioGroup label=told(ConsentWord::SentSendDays) value=days options=choices id="sending-days" />
        </EditForm>
    }
}

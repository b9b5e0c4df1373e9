//! One client's page at the desk: what is next, her consults, how she can be reached, and the way in for her.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::{Act, may};
use shared::api::{ClientStart, DossierPage, path};
use shared::dossier::consults::Status;
use shared::dossier::keys::KeyRoute;
use shared::dossier::view::ConsultView;
use shared::ids::{ConsultId, DossierId};
use shared::time::CivilDate;

use super::consult_new::NewConsult;
use super::exchange::NumberLine;
use super::guests::{GuestsCard, LooksAlong};
use super::guides::{GuidesCard, Standing};
use super::invitations::Invitations;
use super::invite::Invite;
use super::paper::PaperCard;
use super::paper_forms::FormsCard;
use super::reach::Reach;
use super::represents::RepresentsCard;
use super::row::Term;
use super::said;
use super::start::StartCard;
use crate::parts::{Shown, load};
use crate::ui::{ButtonLink, Card, Disclosure, Glyph, Look, PageHeading, StatusTag};
use crate::words::{DocumentWord, DossierWord, Word, language, say, told};

/// The page of the client whose dossier the address names.
#[component]
pub fn ClientPage() -> impl IntoView {
    let params = use_params_map();
    let dossier = move || params.with(|params| params.get("dossier").unwrap_or_default());
    let loaded = load::<DossierPage>(move || path::to(path::DOSSIER, &[&dossier()]));
    view! { <Shown loaded view=shown /> }
}

fn shown(page: RwSignal<DossierPage>) -> impl IntoView {
    let dossier = page.with_untracked(|page| page.view.id);
    let name = move || page.with(|page| page.names.get(&page.view.client).map(ToString::to_string).unwrap_or_default());
    let reached = Memo::new(move |_| {
        page.with(|page| page.contact.as_ref().map_or(ClientStart::NotInvited, |contact| contact.start))
    });
    // Who only looks along is not told how she is reached, and invites nobody.
    let told_how = Memo::new(move |_| page.with(|page| page.contact.is_some()));
    // Also where none of them can sign in any more: then it is a way back.
    let has_key = Memo::new(move |_| page.with(|page| page.view.had_key));
    let ready = Memo::new(move |_| reached.get().is_made());
    let starts = move || (told_how.get() && !ready.get()).then(|| view! { <StartCard page dossier /> });
    let invites =
        move || (told_how.get() && !has_key.get()).then(|| view! { <WayIn page dossier route=KeyRoute::First /> });
    let comes_back =
        move || (told_how.get() && has_key.get()).then(|| view! { <WayIn page dossier route=KeyRoute::Recovered /> });
    let reach = move || told_how.get().then(|| view! { <Reach page dossier /> });
    let may_read = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&Act::ReadTexts)));
    let kept = move || may_read.get().then(|| view! { <KeptCard page dossier /> });
    let sees_documents = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&Act::ReadDocuments)));
    let documents = move || sees_documents.get().then(|| view! { <DocumentsCard dossier /> });
    let asks = Memo::new(move |_| may(page.with(|page| page.view.you), Act::PrintForm).is_ok());
    let forms = move || asks.get().then(|| view! { <FormsCard dossier /> });
    view! {
        <div class="page-wide stack">
            <p class="desk-back"><ButtonLink text=say(Word::DeskToBoard) href="/" look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <PageHeading text=name />
            <NumberLine page />
            <p class="quiet small" data-test="seen-told">{say(Word::DeskLooksPage)}</p>
            <Standing page />
            <LooksAlong page />
            <div class="panes">
                <div class="stack">
                    {invites}
                    {starts}
                    <Consults page dossier />
                </div>
                <div class="stack">
                    {kept}
                    {documents}
                    {reach}
                    <GuidesCard page dossier />
                    <RepresentsCard page dossier />
                    <GuestsCard page dossier />
                    {forms}
                    <PaperCard page dossier />
                    {comes_back}
                </div>
            </div>
        </div>
    }
}

/// The way to what is kept about her beside her talks, for who may read it.
#[component]
fn KeptCard(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let lang = language();
    let writes = Memo::new(move |_| may(page.with(|page| page.view.you), Act::KeepRecord).is_ok());
    let go =
        move || lang.get().say_later(if writes.get() { DossierWord::RecordsToGo } else { DossierWord::RecordsToRead });
    view! {
        <Card title=told(DossierWord::RecordsTo)>
            <p class="small">{told(DossierWord::RecordsToText)}</p>
            <div class="row">
                <ButtonLink text=go href=format!("/dossiers/{dossier}/records") look=Look::Secondary glyph=Glyph::Document mark="to-records" />
            </div>
        </Card>
    }
}

/// The way to her documents, for who may read them.
#[component]
fn DocumentsCard(dossier: DossierId) -> impl IntoView {
    view! {
        <Card title=told(DocumentWord::Title)>
            <p class="small">{told(DocumentWord::WayStaffText)}</p>
            <div class="row">
                <ButtonLink text=told(DocumentWord::WayStaff) href=format!("/dossiers/{dossier}/documents") look=Look::Secondary glyph=Glyph::Document mark="to-documents" />
            </div>
        </Card>
    }
}

/// Inviting her, and the invitations there were. After a loss it is folded away and asks how she was recognised.
#[component]
fn WayIn(page: RwSignal<DossierPage>, dossier: DossierId, route: KeyRoute) -> impl IntoView {
    let allowed = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&Act::MakeInvitation)));
    let has_mail =
        Memo::new(move |_| page.with(|page| page.contact.as_ref().is_some_and(|contact| contact.email.is_some())));
    let made = RwSignal::new(0_u32);
    let on_made = move || made.update(|made| *made = made.wrapping_add(1));
    let invite = move || allowed.get().then(|| view! { <Invite dossier route has_mail on_made /> });
    if route == KeyRoute::Recovered {
        view! {
            <div class="card">
                <Disclosure summary=say(Word::DeskInviteRecover)>
                    <div class="stack">
                        <p>{say(Word::DeskInviteRecoverLead)}</p>
                        {invite}
                    </div>
                </Disclosure>
                <Invitations dossier made />
            </div>
        }
        .into_any()
    } else {
        view! {
            <Card title=say(Word::DeskInviteTitle)>
                {invite}
                <Invitations dossier made />
            </Card>
        }
        .into_any()
    }
}

/// Her consults, newest first, and recording another.
#[component]
fn Consults(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let consults = Memo::new(move |_| {
        page.with(|page| page.view.consults.iter().map(|consult| consult.id).collect::<Vec<ConsultId>>())
    });
    let may_record = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&Act::RecordConsult)));
    let today = Signal::derive(move || page.with(|page| page.today));
    view! {
        <Card title=say(Word::DeskPersonConsults)>
            {move || may_record.get().then(|| view! { <NewConsult dossier today /> })}
            {move || consults.with(Vec::is_empty).then(|| view! { <p class="quiet">{say(Word::DeskPersonNoConsults)}</p> })}
            <ul class="plain desk-list">
                <For each=move || consults.get() key=|consult| *consult let:consult>
                    <ConsultLine page dossier consult />
                </For>
            </ul>
        </Card>
    }
}

/// What the coach does next with a consult, if it is her turn.
fn next(dossier: DossierId, consult: &ConsultView) -> Option<(Word, String)> {
    let at = |tail: &str| format!("/dossiers/{dossier}/consults/{}{tail}", consult.id);
    let may = |act| consult.allowed.contains(&act);
    match consult.status {
        Status::Disputed if may(Act::AnswerDispute) => Some((Word::DeskNextAnswer, at("/answer"))),
        Status::Missing | Status::Draft if may(Act::SendSummary) => Some((Word::DeskNextWrite, at("/write"))),
        Status::Unanswered => Some((Word::DeskNextUnanswered, at(""))),
        _ => None,
    }
}

#[component]
fn ConsultLine(page: RwSignal<DossierPage>, dossier: DossierId, consult: ConsultId) -> impl IntoView {
    let lang = language();
    let shown =
        Memo::new(move |_| page.with(|page| page.view.consults.iter().find(|known| known.id == consult).cloned()));
    let held_on = move || {
        let date = shown.with(|shown| shown.as_ref().map(|shown| shown.held_on))?;
        Some(lang.get().fill(Word::DeskHeldOn, &[("date", &date.in_words(lang.get()))]))
    };
    let kind = move || shown.with(|shown| shown.as_ref().map(|shown| lang.get().say(said::kind(shown.form))));
    let facts = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| said::status(shown.status))));
    let term =
        Memo::new(move |_| shown.with(|shown| open_until(shown.as_ref()?)).zip(page.with(|page| Some(page.today))));
    let step = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(|shown| next(dossier, shown))));
    view! {
        <li class="desk-line" data-test="consult">
            <div class="stack-close">
                <a href=format!("/dossiers/{dossier}/consults/{consult}")>{held_on}</a>
                <span class="quiet small">{kind}</span>
            </div>
            <StatusTag
                text=move || facts.get().map(|(word, ..)| lang.get().say(word)).unwrap_or_default()
                tone=Signal::derive(move || facts.get().map(|(_, tone, _)| tone).unwrap_or_default())
                glyph=Signal::derive(move || facts.get().map(|(.., glyph)| glyph))
            />
            {move || term.get().map(|(ends_on, today)| view! { <Term ends_on today /> })}
            {move || step.get().map(|(word, href)| view! { <ButtonLink text=say(word) href /> })}
        </li>
    }
}

fn open_until(shown: &ConsultView) -> Option<CivilDate> {
    let open = shown.question.as_ref().filter(|_| shown.status != Status::Unanswered);
    open.map(|question| question.ends_on)
}

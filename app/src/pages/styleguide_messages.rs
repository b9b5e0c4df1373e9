//! The second half of the styleguide: what is read, what is told, and what comes on top.

use leptos::prelude::*;

use crate::ui::{
    Banner, Busy, Button, Card, Choice, Choices, Dialog, Diff, Disclosure, EmptyState, Fact, Facts, Glyph, KeyCard,
    LockScreen, Look, Notice, Piece, QrHolder, StatusTag, Step, StepList, Thread, ThreadEntry, Tone, Voice, announce,
};
use crate::words::{Word, say};

#[component]
pub fn Reading() -> impl IntoView {
    let steps = Signal::stored(vec![
        ("Code invullen".to_owned(), Step::Done),
        ("Reglement lezen".to_owned(), Step::Now),
        ("Sleutel maken".to_owned(), Step::Later),
    ]);
    let pieces = Signal::stored(vec![
        Piece::Same("Samira wil ".to_owned()),
        Piece::Removed("vijf".to_owned()),
        Piece::Added("drie".to_owned()),
        Piece::Same(" dagen per week werken.".to_owned()),
    ]);
    view! {
        <section class="stack">
            <h2>"Lezen"</h2>
            <Card title="Verslag van 12 november" waits=true aside=|| view! { <StatusTag text="Wacht op u" tone=Tone::Warn glyph=Some(Glyph::Clock) /> }>
                <p>"Fatima Yilmaz vraagt of dit klopt. Het verslag geldt pas als u akkoord geeft."</p>
                <div class="row">
                    <Button text="Lees het verslag" look=Look::Primary />
                </div>
            </Card>
            <Card title="Gegevens">
                <Facts>
                    <Fact name="Geschreven door">"Fatima Yilmaz, coach"</Fact>
                    <Fact name="Versie">"2, van 13 november 2026"</Fact>
                    <Fact name="Kenmerk">
                        <code>"7f3a 91c0 22de 5b18"</code>
                    </Fact>
                </Facts>
                <Disclosure summary="Hoe kan ik dit controleren?">
                    <p>"Bewaar het bewijs. Iedereen kan daarmee nagaan dat u dit verslag hebt getekend."</p>
                </Disclosure>
            </Card>
            <p class="passage">"Wij spraken over werk in de buurt van uw huis."</p>
            <div class="passage passage-changed">
                <Diff pieces added=say(Word::UiAdded) removed=say(Word::UiRemoved) end=say(Word::UiChangeEnds) />
            </div>
            <p class="passage passage-disputed">"U werkt het liefst in de avond."</p>
            <Thread label="Wat er gezegd is">
                <ThreadEntry voice=Voice::Own who="U" time="12 november, 14.02 uur" machine_time="2026-11-12T14:02:00+01:00" status=|| view! { <p><StatusTag text="Ontvangen" tone=Tone::Info /></p> }>
                    <p>"Ik werk liever overdag. Dat heb ik ook gezegd."</p>
                </ThreadEntry>
                <ThreadEntry voice=Voice::Other who="Fatima Yilmaz" time="13 november, 9.15 uur" machine_time="2026-11-13T09:15:00+01:00" status=|| view! { <p><StatusTag text="Aangepast" tone=Tone::Ok /></p> }>
                    <p>"U hebt gelijk. Het staat nu goed in versie 2."</p>
                </ThreadEntry>
            </Thread>
            <StepList label="Stappen" done=say(Word::UiStepDone) steps />
        </section>
    }
}

#[component]
pub fn Messages() -> impl IntoView {
    view! {
        <section class="stack">
            <h2>"Melden"</h2>
            <p class="row">
                <StatusTag text="Concept" glyph=Some(Glyph::Pen) />
                <StatusTag text="Verstuurd" tone=Tone::Info glyph=Some(Glyph::Mail) />
                <StatusTag text="Gezien" tone=Tone::Info glyph=Some(Glyph::Eye) />
                <StatusTag text="Akkoord" tone=Tone::Ok />
                <StatusTag text="Klopt niet" tone=Tone::Danger glyph=Some(Glyph::Speech) />
                <StatusTag text="Nog 2 dagen" tone=Tone::Warn glyph=Some(Glyph::Clock) />
            </p>
            <Banner text="Geen verbinding. U kunt gewoon verder lezen." tone=Tone::Warn />
            <Notice title="Ontvangen door het bureau om 14.02 uur" tone=Tone::Ok>
                <p>"Uw coach ziet uw akkoord nu. U hoeft niets meer te doen."</p>
            </Notice>
            <Notice title="Uw coach heeft de tekst veranderd">
                <p>"Daarom vragen wij het u opnieuw."</p>
            </Notice>
            <Notice title="Nog niet verstuurd" tone=Tone::Warn />
            <Notice title="Dit is niet gelukt" tone=Tone::Danger>
                <p>"Wij konden uw sleutel niet controleren. Er is niets veranderd."</p>
            </Notice>
            <Busy text="Wij halen uw verslagen op" />
            <EmptyState title="Nog geen verslagen" text="Na uw eerste gesprek staat het verslag hier." />
            <KeyCard name="Telefoon van Samira" added="Gemaakt op 3 november 2026" note="U gebruikt deze sleutel nu.">
                <Button text="Naam wijzigen" look=Look::Quiet />
                <Button text="Verwijderen" look=Look::Quiet />
            </KeyCard>
            <QrHolder src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Cpath d='M0 0h3v3H0zM5 0h3v3H5zM0 5h3v3H0zM4 4h1v1H4zM6 5h2v1H6zM5 7h1v1H5z'/%3E%3C/svg%3E" alt="Code voor de camera">
                <p class="small quiet">"Of typ het adres over: akkoord.voorbeeld.nl"</p>
            </QrHolder>
            <Button text="Zeg iets" glyph=Glyph::Speech on_press=|| announce("Een cliënt heeft akkoord gegeven.") />
        </section>
    }
}

#[component]
pub fn Overlays() -> impl IntoView {
    let open = RwSignal::new(false);
    let locked = RwSignal::new(false);
    let shut = move || open.set(false);
    view! {
        <section class="stack">
            <h2>"Erbovenop"</h2>
            <div class="row">
                <Button text="Vraag iets" on_press=move || open.set(true) />
                <Button text="Vergrendel" glyph=Glyph::Lock on_press=move || locked.set(true) />
            </div>
            <Dialog open title="Deze sleutel verwijderen?">
                <p>"U kunt dan met deze telefoon niet meer inloggen. Uw andere sleutels blijven werken."</p>
                <Choices question="Deze sleutel verwijderen?" choices=vec![Choice::new("Verwijderen", shut), Choice::new("Houden", shut)] />
            </Dialog>
            <LockScreen locked title="Vergrendeld" text="Er gebeurde een paar minuten niets. Ga verder met uw vinger, gezicht of schermcode.">
                <Button text="Verder" look=Look::Primary glyph=Glyph::Fingerprint on_press=move || locked.set(false) />
            </LockScreen>
        </section>
    }
}

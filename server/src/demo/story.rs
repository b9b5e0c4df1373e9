//! The story: who is there, what was said, and where each summary stands today.

use shared::dossier::consults::ConsultKind;
use shared::dossier::records::{RecordKind, Source};
use shared::ids::PersonId;
use shared::log::Role;
use shared::policy::choices::Service;
use shared::policy::presets::Preset;

use super::stage::{Cast, Stage};
use crate::error::Error;
use crate::start::Printed;

/// How many days the story takes.
pub const DAYS: u64 = 21;

const HOURS: &[&str] = &[
    "U werkt nu twee uur per dag, op drie dagen in de week. Dat gaat goed.",
    "Na het werk bent u moe. U rust dan een uur.",
    "Wij spreken af: u gaat volgende week naar drie uur per dag. Lukt dat niet, dan belt u mij.",
];
const BACK: &[&str] = &[
    "U heeft pijn in uw rug als u lang zit. Lopen en staan gaat beter.",
    "U wilt graag werk waarbij u kunt bewegen.",
    "Wij kijken samen naar werk in een tuincentrum.",
];
const SLEEP: &[&str] = &[
    "U slaapt slecht. Daardoor bent u overdag moe.",
    "U praat hierover met uw huisarts. Wat u daar bespreekt, schrijf ik niet op.",
    "Over twee weken praten wij weer.",
];
const COURSE: &[&str] = &[
    "U bent begonnen met de cursus boekhouden. U vindt het leuk.",
    "U wilt graag thuis leren. Uw werkgever vindt dat goed.",
];
const TEST: &[&str] = &[
    "Wij hebben de uitslag van de test besproken. U werkt graag met mensen.",
    "U wilt geen werk met veel lawaai.",
    "U maakt een lijst met drie soorten werk die u leuk vindt.",
];

/// The people of the story who can be played: the others only have a past.
pub struct Playable {
    /// A coach with work to do.
    samira: PersonId,
    /// A client with something to read.
    noor: Cast,
}

/// Plays the story from its first day to today.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn play(stage: &Stage<'_>) -> Result<Playable, Error> {
    stage.reachable().await?;
    stage.publish(Preset::ClientJudges).await?;
    let samira = stage.staff("Samira Haddad", "samira", Role::Coach).await?;
    let joost = stage.staff("Joost van Dalen", "joost", Role::Coach).await?;
    let marije = stage.staff("Marije Kok", "marije", Role::Coach).await?;
    let noor = stage.client(samira, "Noor Jansen", "noor").await?;
    let mut peter = stage.client(samira, "Peter de Wit", "peter").await?;
    let mut fatma = stage.client(samira, "Fatma Yılmaz", "fatma").await?;
    let mut kees = stage.client(samira, "Kees Bakker", "kees").await?;
    let mut lotte = stage.client(samira, "Lotte Visser", "lotte").await?;
    let mut amir = stage.client(joost, "Amir Rahimi", "amir").await?;
    let mut ans = stage.client(marije, "Ans Mulder", "ans").await?;
    stage.client(marije, "Tomasz Nowak", "tomasz").await?;
    for cast in [&mut peter, &mut fatma, &mut kees, &mut lotte, &mut amir, &mut ans] {
        stage.make_key(cast).await?;
    }
    stage.start(&noor).await?;
    stage.place_paper(&noor, "De afgesloten kast in kamer 2", "Samira Haddad").await?;
    for cast in [&peter, &fatma, &kees, &lotte, &ans] {
        stage.start(cast).await?;
    }
    kept(stage, &noor, &peter).await?;
    let silent = stage.consult(&lotte, ConsultKind::Office).await?;
    stage.send(&lotte, silent, SLEEP).await?;
    stage.pass_days(6).await?;
    let first = stage.consult(&peter, ConsultKind::Office).await?;
    stage.send(&peter, first, BACK).await?;
    let refused = stage.consult(&noor, ConsultKind::Visit).await?;
    stage.send(&noor, refused, SLEEP).await?;
    stage.pass_days(2).await?;
    stage.see(&peter, first).await?;
    stage.approve(&peter, first).await?;
    let words = "U slaapt soms slecht. Overdag merkt u daar weinig van.";
    stage.dispute(&noor, refused, 1, words, "Zo erg is het niet.").await?;
    stage.pass_days(3).await?;
    stage
        .refuse(
            &noor,
            refused,
            "In ons gesprek zei u dat u elke nacht wakker ligt. Uw eigen woorden blijven erbij staan.",
        )
        .await?;
    let tested = stage.consult(&ans, ConsultKind::Video).await?;
    stage.send(&ans, tested, TEST).await?;
    stage.approve(&ans, tested).await?;
    recent(stage, &noor, &peter, &fatma, &kees).await?;
    people(stage, (&noor, &kees, &amir), (samira, joost, marije)).await?;
    Ok(Playable { samira, noor })
}

/// What is kept about two of them beside their talks, and to whom something of theirs could go.
async fn kept(stage: &Stage<'_>, noor: &Cast, peter: &Cast) -> Result<(), Error> {
    stage.recipients(noor.coach).await?;
    stage.intake(noor, "Bloemenhandel De Linde", Service::SecondTrack).await?;
    stage.intake(peter, "Metaalbedrijf Van Rijn", Service::SecondTrack).await?;
    let told = [
        (RecordKind::Party, "Anja Vos, leidinggevende bij De Linde. 010 555 01 23", Source::Client),
        (RecordKind::Education, "Mbo bloem en groen, niveau 3. Diploma in 2009.", Source::Client),
        (RecordKind::WorkHistory, "Twaalf jaar bloemist. De laatste drie jaar ook inkoop.", Source::Client),
        (RecordKind::Limitations, "Lang staan lukt niet. Zittend werk lukt vier uur per dag.", Source::Client),
        (RecordKind::FunctionalList, "Zitten: een uur achter elkaar. Tillen: tot vijf kilo.", Source::Doctor),
        (RecordKind::Note, "Vertelt met plezier over planten. Wil graag weer onder de mensen zijn.", Source::Bureau),
    ];
    for (kind, words, source) in told {
        stage.keep(noor, kind, words, source).await?;
    }
    stage.keep(peter, RecordKind::Note, "Kwam op tijd en was goed voorbereid.", Source::Bureau).await
}

/// Other coaches: one who met a client, one who has yet to, and one who may stand in.
async fn people(
    stage: &Stage<'_>,
    (noor, kees, amir): (&Cast, &Cast, &Cast),
    (samira, joost, marije): (PersonId, PersonId, PersonId),
) -> Result<(), Error> {
    stage.propose(kees, marije, "Marije weet veel van werk in de zorg. Daar wilt u naartoe.").await?;
    stage.meet(kees).await?;
    stage.propose(amir, samira, "Joost gaat op maandag niet meer werken. Samira is er dan wel.").await?;
    stage.ask_to_stand_in(noor, joost, (10, 17)).await
}

/// The last days: what waits for somebody today.
async fn recent(stage: &Stage<'_>, noor: &Cast, peter: &Cast, fatma: &Cast, kees: &Cast) -> Result<(), Error> {
    stage.pass_days(5).await?;
    let disputed = stage.consult(fatma, ConsultKind::Office).await?;
    stage.send(fatma, disputed, COURSE).await?;
    let seen = stage.consult(kees, ConsultKind::Phone).await?;
    stage.send(kees, seen, HOURS).await?;
    stage.pass_days(3).await?;
    stage.see(fatma, disputed).await?;
    let words = "U wilt graag thuis leren. Uw werkgever denkt daar nog over na.";
    stage.dispute(fatma, disputed, 2, words, "Hij heeft nog geen ja gezegd.").await?;
    stage.see(kees, seen).await?;
    stage.consult(peter, ConsultKind::Office).await?;
    stage.opens(peter, None).await?;
    stage.questions(peter, "Er was die dag geen gesprek. Waarom keek mijn coach toen?").await?;
    stage.opens(noor, None).await?;
    stage.pass_days(1).await?;
    let sent = stage.consult(noor, ConsultKind::Office).await?;
    stage.opens(noor, Some(sent)).await?;
    stage.send(noor, sent, HOURS).await?;
    stage.consult(kees, ConsultKind::Office).await?;
    stage.pass_days(1).await
}

/// An invitation for each role.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn invite(stage: &Stage<'_>, playable: &Playable) -> Result<Vec<Printed>, Error> {
    let administrator = stage.newcomer("Wim Akker", "wim", Role::Administrator).await?;
    let officer = stage.newcomer("Fenna Bos", "fenna", Role::Officer).await?;
    let coach = stage.invite_again(playable.samira, "Samira Haddad", "samira", Role::Coach).await?;
    let client = stage.invite(&playable.noor).await?;
    Ok(vec![
        Printed::new("administrator", "Wim Akker", &administrator),
        Printed::new("coach", "Samira Haddad", &coach),
        Printed::new("client", "Noor Jansen", &client),
        Printed::new("privacy officer", "Fenna Bos", &officer),
    ])
}

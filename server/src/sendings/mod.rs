//! Sendings: how something that she said yes to gets out, and nothing else (F27-F30, F35, G19).
//!
//! Staff open a door with a command; the entry, the mail with the link and the row of the door stand or fall together. Link
//! and code follow from the sending under the bureau's own key: the link goes by mail, the code is on the screen of who
//! sends, to be read out. Whoever has both gets a pass for half an hour. Each download is an entry before its first byte
//! ([`give`]); each segment is read first and handed over only if her yes still counts then, so nothing that is read after
//! a withdrawal was answered goes out, on whichever server. What is about her health opens with a passkey only, which whoever
//! has link and code makes once ([`keys`]). Whether something may go is in the dossier's rules alone: the
//! row holds hashes, and counts wrong codes.

pub mod give;
pub mod http;
pub mod keys;
pub(crate) mod store;

use std::time::Duration;

use shared::api::{Code, DeletionLine, DoorAnswer, DoorFace, DoorOpened, DoorProof, DoorRoom, DoorSheet, DoorState};
use shared::bureau::Bureau;
use shared::dossier::command::{Actor, Command};
use shared::dossier::consents::{Consent, Until};
use shared::dossier::documents::StoredFile;
use shared::dossier::sendings::{
    Deletion, DoorStep, NewSending, Permit, Proof, Sending, SendingCommand, SendingEvent, SendingStatus, SentFile,
    WhichSending, permit,
};
use shared::dossier::{Dossier, DossierEvent};
use shared::ids::{BureauId, DossierId, EntryId, Hash, ItemId, PersonId, SendingId, Uuid};
use shared::log::{Role, read_content};
use shared::refusal::{Refusal, SendingPart};
use shared::text::{Email, Label, Remark};
use shared::time::{CivilDate, Timestamp};
use shared::words::Lang;

use crate::ctx::Ctx;
use crate::documents::content_of;
use crate::error::Error;
use crate::log::ledger::NoticeKind;
use crate::log::load::{self, Items};
use crate::log::{Also, Job, LogError, append};
use crate::platform::db::Tx;
use crate::platform::random;
use crate::sessions::Session;
use crate::{consents, recipients};
use store::{Door, Pass};

/// For how many minutes a code that was right opens it.
const PASS_MINUTES: i64 = 30;
/// For how long the door waits for a sheet that is not made yet.
const SHEET_PATIENCE: Duration = Duration::from_secs(5);
/// How many lines of each kind the privacy officer reads.
const ASKED_BACK: u64 = 200;
/// Who writes down what happens at a door: the product.
pub(crate) const SYSTEM: Actor = Actor { person: PersonId(Uuid::nil()), role: Role::System };

async fn token(ctx: &Ctx, bureau: BureauId, sending: SendingId) -> Result<Hash, LogError> {
    Ok(ctx.keys.keyed_hash(bureau, "door", &[sending.0.as_bytes()]).await?)
}

/// The six digits that go another way than the link.
///
/// # Errors
/// [`LogError`]: what does not answer.
pub(crate) async fn code(ctx: &Ctx, bureau: BureauId, sending: SendingId) -> Result<String, LogError> {
    let hash = ctx.keys.keyed_hash(bureau, "door-code", &[sending.0.as_bytes()]).await?;
    let number = hash.0.first_chunk::<8>().copied().map_or(0, u64::from_be_bytes);
    Ok(format!("{:06}", number % 1_000_000))
}

fn token_hash(token: Hash) -> Hash {
    Hash::of(&[b"akkoord-door-v1\0", &token.0])
}

fn pass_hash(pass: Hash) -> Hash {
    Hash::of(&[b"akkoord-door-pass-v1\0", &pass.0])
}

/// The door that is made with a sending.
///
/// # Errors
/// [`Refusal::Unknown`] where there is no such yes; or what does not answer.
pub(crate) async fn prepare(ctx: &Ctx, bureau: BureauId, dossier: DossierId, new: &NewSending) -> Result<Also, Error> {
    let items = [new.consent.into()];
    let loaded = load::load::<Dossier>(ctx, &ctx.db.read, bureau, dossier.into(), Items::These(&items)).await?;
    let yes_until = match loaded.subject.consent(new.consent)?.terms.until {
        Until::On { date } => Some(date),
        Until::Once {} | Until::Trajectory {} => None,
    };
    let NewSending { sending, document, consent, recipient, contact, .. } = *new;
    let which = WhichSending { document, consent, recipient, sending };
    let token_hash = token_hash(token(ctx, bureau, sending).await?);
    Ok(Also::DoorMade(Door { bureau, dossier, which, contact, token_hash, pass: None, yes_until }))
}

/// Keeps it in the transaction of its entry.
pub(crate) async fn keep(tx: &Tx, new: &Door) -> Result<(), LogError> {
    if store::insert(tx, new).await? { Ok(()) } else { Err(Refusal::Unknown.into()) }
}

/// Where a mail about a sending goes, in which language, and its link: to the address that it was sent to, whoever is reached
/// there now. Nothing where it was erased, or where something would be announced that can be collected no more.
///
/// # Errors
/// [`Error`]: what does not answer or cannot be read.
pub(crate) async fn mail(
    ctx: &Ctx,
    sending: SendingId,
    kind: NoticeKind,
) -> Result<Option<(Email, Lang, String)>, Error> {
    let Some(door) = store::find(&ctx.db.read, sending).await? else { return Ok(None) };
    let behind = Behind::at(ctx, door).await?;
    if kind == NoticeKind::DocumentSent && !behind.is_open(ctx.clock.today()) {
        return Ok(None);
    }
    let bureau = behind.door.bureau;
    let Some((email, lang)) = recipients::reached(ctx, bureau, behind.sending()?.reached).await? else {
        return Ok(None);
    };
    // Behind the `#`: no server, proxy or log ever sees the token.
    let link = format!("{}/door#{}", ctx.config.public_origin(), token(ctx, bureau, sending).await?);
    Ok(Some((email, lang, link)))
}

/// The door of a link, and the consent behind it as it is now.
struct Behind {
    door: Door,
    dossier: Dossier,
    bureau: Bureau,
}

impl Behind {
    async fn of(ctx: &Ctx, link: Hash) -> Result<Self, Error> {
        let door = store::by_token(&ctx.db.read, token_hash(link)).await?;
        Self::at(ctx, door.ok_or(Code::InvitationUnknown)?).await
    }

    async fn at(ctx: &Ctx, door: Door) -> Result<Self, Error> {
        let recipient = [door.which.recipient.into()];
        let bureau = load::bureau_with(ctx, &ctx.db.read, door.bureau, Items::These(&recipient)).await?.subject;
        let items = [door.which.consent.into(), door.which.document.into()];
        let log = door.dossier.into();
        let dossier = load::load::<Dossier>(ctx, &ctx.db.read, door.bureau, log, Items::These(&items)).await?.subject;
        Ok(Self { door, dossier, bureau })
    }

    fn consent(&self) -> Result<&Consent, Refusal> {
        self.dossier.consent(self.door.which.consent)
    }

    /// Whether it may be given now. What is the matter at the bureau is nobody's business at the door.
    fn permit(&self, proof: Proof, today: CivilDate) -> Result<Permit, Refusal> {
        use SendingPart::{Blocked, NotLive, Over, Special, Stopped, Used};
        permit(&self.dossier, &self.bureau, (self.door.which, proof), today).map_err(|refusal| match refusal {
            Refusal::SendingUnfit { part: NotLive | Stopped | Blocked | Over | Used | Special } => refusal,
            _ => Refusal::SendingUnfit { part: Stopped },
        })
    }

    /// Whether it opens, for who proves enough.
    fn is_open(&self, today: CivilDate) -> bool {
        self.permit(Proof::Passkey, today).is_ok()
    }

    fn sending(&self) -> Result<&Sending, Refusal> {
        self.consent()?.sending(self.door.which.sending).ok_or(Refusal::Unknown)
    }
}

/// What the link alone tells.
///
/// # Errors
/// [`Code::InvitationUnknown`] for a link that is none; or what does not answer.
pub async fn open(ctx: &Ctx, link: Hash) -> Result<DoorFace, Error> {
    let behind = Behind::of(ctx, link).await?;
    let (today, sending) = (ctx.clock.today(), behind.sending()?);
    let state = match sending.status(behind.consent()?.is_live(today), today) {
        SendingStatus::Asked => DoorState::Asked,
        SendingStatus::Deleted => DoorState::Deleted,
        SendingStatus::Kept => DoorState::Kept,
        SendingStatus::Open if behind.is_open(today) => DoorState::Open,
        _ => DoorState::Closed,
    };
    Ok(DoorFace {
        bureau: behind.bureau.founded()?.name.clone(),
        lang: recipients::reached(ctx, behind.door.bureau, sending.reached)
            .await?
            .map(|(_, lang)| lang)
            .unwrap_or_default(),
        state,
        key: keys::has_any(ctx, behind.door.bureau, sending.reached).await?,
        sent_on: ctx.clock.date_of(sending.sent_at),
        until: sending.until,
    })
}

/// Link and code together: what was sent, and what opens it for a while; or the making of a passkey, where nothing less opens it.
///
/// # Errors
/// [`Code::WrongCode`]; why it may not be given (any more); or what does not answer.
pub async fn prove(ctx: &Ctx, proof: &DoorProof) -> Result<DoorOpened, Error> {
    let behind = Behind::of(ctx, proof.token).await?;
    // The code first: whoever has the link alone learns nothing else.
    check_code(ctx, &behind.door, &proof.code).await?;
    match behind.permit(Proof::Code, ctx.clock.today()) {
        Err(Refusal::SendingUnfit { part: SendingPart::Special }) => {
            Ok(DoorOpened::Key { make: keys::begin(ctx, &behind).await? })
        }
        permit => Ok(DoorOpened::Room { room: Box::new(enter(ctx, &behind, (&permit?, Proof::Code)).await?) }),
    }
}

/// What is behind the door, and what opens it for a while to who proved who she is.
async fn enter(ctx: &Ctx, behind: &Behind, (permit, proof): (&Permit, Proof)) -> Result<DoorRoom, Error> {
    let (pass, until) = (Hash(random::bytes()), ctx.clock.now().plus_minutes(PASS_MINUTES));
    let kept = Pass { hash: pass_hash(pass), until, proof };
    store::let_in(&ctx.db.write, behind.door.which.sending, kept).await?;
    let (terms, sending, file) = (behind.consent()?.terms, behind.sending()?, permit.file());
    let sheet = sheet(ctx, behind, permit).await;
    let recipient = recipients::names(ctx, behind.door.bureau, &[terms.named]).await?.remove(&terms.named);
    Ok(DoorRoom {
        pass,
        title: title(ctx, behind).await?,
        recipient,
        purpose: Lang::ALL.iter().map(|lang| (*lang, lang.say_later(terms.purpose.word()).to_owned())).collect(),
        format: file.format,
        bytes: file.bytes,
        pages: file.pages,
        hash: file.hash,
        left: sending.left(SentFile::Document),
        sheet: sheet.map(|made| DoorSheet { bytes: made.bytes, hash: made.hash, left: sending.left(SentFile::Sheet) }),
        until: sending.until,
    })
}

/// The sheet of her yes. It was begun when she signed; where it is not there yet it is waited for a moment, and the
/// document goes without it.
async fn sheet(ctx: &Ctx, behind: &Behind, permit: &Permit) -> Option<StoredFile> {
    if permit.sheet().is_some() || behind.consent().is_ok_and(|consent| consent.ground.is_some()) {
        return permit.sheet();
    }
    let Door { bureau, dossier, which, .. } = behind.door;
    let making = consents::sheet::begin(ctx, bureau, dossier, which.consent);
    tokio::time::timeout(SHEET_PATIENCE, making).await.ok()?.ok()?
}

async fn title(ctx: &Ctx, behind: &Behind) -> Result<Option<Label>, Error> {
    let terms = behind.consent()?.terms;
    let known = behind.dossier.document(terms.document)?;
    let Some(version) = known.versions.iter().find(|version| version.number == terms.version) else { return Ok(None) };
    let opened = load::entry(ctx, behind.door.bureau, behind.door.dossier.into(), version.entry).await?;
    Ok(opened.and_then(|entry| content_of(entry.content.as_bytes())).map(|content| content.title))
}

/// Counts the try first: whoever tries many at once gets no more than who tries one after the other.
async fn check_code(ctx: &Ctx, door: &Door, given: &str) -> Result<(), Error> {
    let sending = door.which.sending;
    let counted = store::count_try(&ctx.db.write, sending).await?;
    let right = counted && code(ctx, door.bureau, sending).await? == given;
    if right {
        return Ok(store::forgive_tries(&ctx.db.write, sending).await?);
    }
    if store::is_spent(&ctx.db.write, sending).await? {
        write(ctx, door, DoorStep::Block { which: door.which }).await?;
        return Err(Refusal::SendingUnfit { part: SendingPart::Blocked }.into());
    }
    Err(Code::WrongCode.into())
}

/// Writes down what happens at a door.
async fn write(ctx: &Ctx, door: &Door, step: DoorStep) -> Result<EntryId, LogError> {
    let entry = random::entry_id(ctx.clock.now());
    let command = Command::Sending(SendingCommand::Door(Box::new(step)));
    append(ctx, job(door, entry, &command)).await?;
    Ok(entry)
}

fn job<'a>(door: &Door, entry: EntryId, command: &'a Command) -> Job<'a, Dossier> {
    Job::new(door.bureau, door.dossier.into(), entry, SYSTEM, command)
}

/// What became of what was taken, as the recipient says. The link is enough: nothing is given for it.
///
/// # Errors
/// [`Refusal::NoQuestion`] where nobody asked; or what does not answer.
pub async fn answer(ctx: &Ctx, answer: &DoorAnswer) -> Result<DoorFace, Error> {
    let behind = Behind::of(ctx, answer.token).await?;
    let (which, deletion) = (behind.door.which, answer.deletion.clone());
    write(ctx, &behind.door, DoorStep::Answer { which, deletion }).await?;
    open(ctx, answer.token).await
}

/// Asks whoever took something by a yes that is past its last day to delete it; a job calls this every few minutes (F29,
/// G19). What goes wrong with one holds up no other.
///
/// # Errors
/// [`Error`]: the table does not answer.
pub async fn run(ctx: &Ctx) -> Result<(), Error> {
    for door in store::over(&ctx.db.read, ctx.clock.today()).await? {
        if let Err(cause) = settle(ctx, door).await {
            tracing::error!(%cause, "a recipient cannot be asked to delete; the others go on");
        }
    }
    Ok(())
}

/// Asks, and looks whether that stands: the day of who decides may be another than that of who looked.
async fn settle(ctx: &Ctx, door: Door) -> Result<(), Error> {
    write(ctx, &door, DoorStep::Over { document: door.which.document, consent: door.which.consent }).await?;
    let behind = Behind::at(ctx, door).await?;
    let sending = behind.sending()?;
    if !behind.consent()?.is_live(ctx.clock.today()) && (sending.asked_at.is_some() || !sending.was_taken()) {
        store::settle(&ctx.db.write, sending.id).await?;
    }
    Ok(())
}

/// Why something is kept at the recipient's, where an answer says so.
pub(crate) fn kept(content: &[u8]) -> Option<Remark> {
    match read_content(content).ok()? {
        DossierEvent::Sending(SendingEvent::DeletionAnswered { deletion: Deletion::Kept { why }, .. }) => Some(why),
        _ => None,
    }
}

/// What recipients were asked to delete and did not, for the privacy officer (F28, G19).
///
/// # Errors
/// [`Code::WrongRole`] for anybody else; or what does not answer.
pub async fn asked_back(ctx: &Ctx, session: &Session) -> Result<Vec<DeletionLine>, Error> {
    session.only(&[Role::Officer])?;
    // First who has not answered, whoever was asked longest ago above; then who keeps something, the last one first.
    let mut rows = store::unanswered(&ctx.db.read, session.bureau, ASKED_BACK).await?;
    rows.extend(store::kept(&ctx.db.read, session.bureau, ASKED_BACK).await?);
    let recipients: Vec<ItemId> = rows.iter().map(|(door, ..)| door.which.recipient.into()).collect();
    let facts = load::bureau_with(ctx, &ctx.db.read, session.bureau, Items::These(&recipients)).await?.subject;
    let entry = |door: &Door| facts.recipient(door.which.recipient).ok().map(|known| known.entry);
    let entries: Vec<EntryId> = rows.iter().filter_map(|(door, ..)| entry(door)).collect();
    let names = recipients::names(ctx, session.bureau, &entries).await?;
    let line = |(door, asked_at, kept_at): &(Door, Timestamp, Option<Timestamp>)| DeletionLine {
        sending: door.which.sending,
        recipient: entry(door).and_then(|entry| names.get(&entry).cloned()),
        asked_at: *asked_at,
        kept_at: *kept_at,
    };
    Ok(rows.iter().map(line).collect())
}

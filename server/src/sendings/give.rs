//! The bytes on their way out, each segment under a check of her yes (F27, F30).

use std::collections::BTreeSet;
use std::pin::Pin;

use futures_util::stream::{self, Stream, StreamExt as _};
use shared::api::{Code, DoorPass};
use shared::dossier::documents::StoredFile;
use shared::dossier::sendings::{DoorStep, Permit, Proof};
use shared::ids::{EntryId, LogId};
use shared::refusal::Refusal;
use shared::time::CivilDate;

use super::store::Door;
use super::{Behind, pass_hash, write};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::files::Reader;
use crate::log::{LogError, load};

/// How many bytes are handed over at once.
const SEGMENT: usize = 64 * 1024;

/// What the rules said, and up to which entries of the dossier and of the bureau they knew.
struct Watch {
    ctx: Ctx,
    door: Door,
    proof: Proof,
    seen: Option<(Vec<(LogId, u64)>, CivilDate)>,
}

impl Watch {
    /// Where both logs are, and the day.
    async fn now(&self) -> Result<(Vec<(LogId, u64)>, CivilDate), LogError> {
        let logs = BTreeSet::from([LogId::from(self.door.dossier), LogId::from(self.door.bureau)]);
        Ok((load::heads(&self.ctx, &logs).await?.into_iter().collect(), self.ctx.clock.today()))
    }

    /// Whether it may be given now: asked of the rules when anything was written, or the day is another.
    async fn permit(&mut self) -> Result<Option<Permit>, Error> {
        // First where the logs are, then what stands in them: what is written between makes the next look a new one.
        let now = self.now().await?;
        if self.seen.as_ref() == Some(&now) {
            return Ok(None);
        }
        let given = Behind::at(&self.ctx, self.door.clone()).await?.permit(self.proof, now.1)?;
        self.seen = Some(now);
        Ok(Some(given))
    }
}

/// A download: its end is written down also where the recipient goes away, or the yes ends in the middle.
struct Giving {
    watch: Watch,
    download: EntryId,
    given: u32,
}

impl Drop for Giving {
    fn drop(&mut self) {
        let Self { watch: Watch { ctx, door, .. }, download, given } = self;
        let (ctx, door, download, bytes) = (ctx.clone(), door.clone(), *download, *given);
        tokio::spawn(async move {
            if let Err(cause) = write(&ctx, &door, DoorStep::End { which: door.which, download, bytes }).await {
                tracing::error!(%cause, "how much was given cannot be written down; that it began stands");
            }
        });
    }
}

/// What is handed over, in its order.
pub type Segments = Pin<Box<dyn Stream<Item = Result<Vec<u8>, Error>> + Send>>;

/// One of the files of a link, for whoever has the pass: an entry says that it begins, before the first byte.
///
/// # Errors
/// [`Code::FlowEnded`] for a pass that opens nothing any more; why it may not be given; or what does not answer.
pub async fn give(ctx: &Ctx, pass: DoorPass) -> Result<(StoredFile, Segments), Error> {
    let behind = Behind::of(ctx, pass.token).await?;
    let known = behind.door.pass.filter(|known| ctx.clock.now() < known.until && known.hash == pass_hash(pass.pass));
    let proof = known.ok_or(Code::FlowEnded)?.proof;
    let mut watch = Watch { ctx: ctx.clone(), door: behind.door, proof, seen: None };
    let permit = watch.permit().await?.ok_or(Code::Internal)?;
    let (which, what) = (permit.which(), pass.what);
    let file = permit.of(what).ok_or(Refusal::Unknown)?;
    let reader = Reader::open(ctx, watch.door.dossier, which.consent.into(), file.id).await?;
    let download = write(ctx, &watch.door, DoorStep::Begin { which, proof, what }).await?;
    let giving = Giving { watch, download, given: 0 };
    Ok((file, segments(&permit, reader, giving)))
}

/// Each segment is read, then her yes is asked, then it is handed over: what was read after it ended goes to nobody.
/// Without a permit there are none.
fn segments(_permit: &Permit, reader: Reader, giving: Giving) -> Segments {
    let parts = Box::pin(reader.parts());
    let state = (parts, Vec::new().into_iter(), giving);
    Box::pin(stream::try_unfold(state, |(mut parts, mut waiting, mut giving)| async move {
        let segment: Vec<u8> = loop {
            if let Some(segment) = waiting.next() {
                break segment;
            }
            let Some(part) = parts.next().await.transpose()? else { return Ok(None) };
            waiting = part.chunks(SEGMENT).map(<[u8]>::to_vec).collect::<Vec<_>>().into_iter();
        };
        giving.watch.permit().await?;
        giving.given = giving.given.saturating_add(u32::try_from(segment.len()).unwrap_or(u32::MAX));
        Ok(Some((segment, (parts, waiting, giving))))
    }))
}

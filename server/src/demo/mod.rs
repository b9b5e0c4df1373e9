//! A fictional bureau to try the product on: three coaches, eight clients, summaries in every state.
//!
//! Everything in it goes the way real data goes: through the rules, into the logs, with signatures that verify. The
//! clock is set back three weeks and runs forward through the story, so that terms, reminders and waiting days are
//! real. The only liberty: the clients of the story act without a browser. There is no other way in than the printed
//! invitations, which open the making of a passkey as always.

mod key;
mod recipients;
mod records;
mod stage;
mod story;

use shared::text::Name;

use crate::bureaus::found;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::start::Printed;
use stage::Stage;

/// Fills an empty installation; gives what the operator has to see.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn fill(ctx: &Ctx) -> Result<Vec<Printed>, Error> {
    let name = Name::new("Bureau Waterkant").map_err(|_cause| shared::api::Code::Internal)?;
    let offset = ctx.clock.offset_ms();
    ctx.clock.set_back(std::time::Duration::from_hours(story::DAYS * 24));
    let bureau = found::found(ctx, &name).await?;
    let stage = Stage::new(ctx, bureau);
    let playable = Box::pin(story::play(&stage)).await?;
    ctx.clock.set_offset_ms(offset);
    story::invite(&stage, &playable).await
}

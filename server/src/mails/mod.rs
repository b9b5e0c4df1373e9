//! Mails: they say that there is something, and never what (F78).
//!
//! A decision queues its mails in its own transaction; a job sends them, reads name and address only then, and tries
//! again when the mail server is away. The half of an invitation that belongs to the invited goes out at once.
//! Where no mail server is set, every mail is caught in the data folder.

pub(crate) mod store;

use std::time::Duration;

use shared::api::Code;
use shared::ids::{BureauId, ContactId, SendingId};
use shared::text::Email;
use shared::time::Timestamp;
use shared::words::{Lang, Word};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::ledger::{Notice, NoticeKind};
use crate::log::load;
use crate::people::{self, Person};
use crate::platform::db::{DbError, Tx};
use crate::platform::mail::Mail;
use crate::{recipients, sendings};

/// How often a mail is tried before a person has to look at it.
const TRIES_MAX: i32 = 12;
/// How many mails one round sends.
const BATCH: u64 = 50;

/// Queues a mail in the transaction of what it is about.
///
/// # Errors
/// [`DbError`] when the database does not answer.
pub async fn queue(tx: &Tx, bureau: BureauId, notice: Notice, now: Timestamp) -> Result<(), DbError> {
    store::insert(tx, bureau, notice.person, notice.kind, now).await
}

/// Sends the invited person's half of an invitation.
///
/// # Errors
/// [`Code::ContactMissing`] when she cannot be reached; what the mail server says is logged, not answered.
pub async fn send_half(ctx: &Ctx, person: &Person, text: &str) -> Result<(), Error> {
    let to = address(ctx, person).ok_or(Code::ContactMissing)?;
    let subject = person.lang.say(Word::MailInvitationSubject).to_owned();
    send(ctx, Mail { to, subject, body: text.to_owned() }).await.map_err(|_cause| Code::Busy.into())
}

/// Where a person can be written to: her mail, else her telephone through the gateway that is set.
fn address(ctx: &Ctx, person: &Person) -> Option<Email> {
    let by_phone = || {
        let digits: String = person.phone.as_ref()?.as_str().chars().filter(char::is_ascii_digit).collect();
        Email::new(&format!("{digits}@{}", ctx.config.sms_mail_domain.as_ref()?)).ok()
    };
    person.email.clone().or_else(by_phone)
}

/// Whether there is a way to write to a person.
#[must_use]
pub fn reaches(ctx: &Ctx, person: &Person) -> bool {
    address(ctx, person).is_some()
}

async fn send(ctx: &Ctx, mail: Mail) -> Result<(), crate::platform::mail::MailError> {
    let sent = ctx.mail.send(&mail).await;
    if let Err(cause) = &sent {
        tracing::warn!(%cause, "a mail did not go out");
    }
    sent
}

/// Sends what is due, once; a job calls this every few seconds. What goes wrong with one mail holds up no other.
///
/// # Errors
/// [`Error`]: the queue does not answer.
pub async fn send_due(ctx: &Ctx) -> Result<(), Error> {
    for row in store::due(&ctx.db.read, ctx.clock.now(), TRIES_MAX, BATCH).await? {
        if let Err(cause) = send_one(ctx, &row).await {
            metrics::counter!("akkoord_mails_failed_total").increment(1);
            tracing::error!(%cause, mail = %row.id, "a mail cannot be made; the others go on");
        }
    }
    Ok(())
}

/// Sends one mail. It is put off before it is tried, and whoever puts it off sends it: of two servers one, and none
/// at once after a kill.
async fn send_one(ctx: &Ctx, row: &store::Row) -> Result<(), Error> {
    let now = ctx.clock.now();
    if !store::put_off(&ctx.db.write, row, later(now, row.tries)).await? {
        return Ok(());
    }
    // Erased, or never to be reached by mail: nothing to send.
    let Some((to, lang, url)) = addressee(ctx, row).await? else {
        return Ok(store::sent(&ctx.db.write, row.id, now).await?);
    };
    let (subject, body) = match row.kind {
        NoticeKind::Waiting => (Word::MailWaitingSubject, Word::MailWaiting),
        NoticeKind::Reminder => (Word::MailReminderSubject, Word::MailReminder),
        NoticeKind::NewKey => (Word::MailNewKeySubject, Word::MailNewKey),
        NoticeKind::NewDevice => (Word::MailNewDeviceSubject, Word::MailNewDevice),
        NoticeKind::Regulation => (Word::MailRegulationSubject, Word::MailRegulation),
        NoticeKind::OfficerEnded => (Word::MailOfficerEndedSubject, Word::MailOfficerEnded),
        NoticeKind::ContactKept => (Word::MailContactKeptSubject, Word::MailContactKept),
        NoticeKind::DocumentSent => (Word::MailDocumentSentSubject, Word::MailDocumentSent),
        NoticeKind::NewsOfSending => (Word::MailNewsOfSendingSubject, Word::MailNewsOfSending),
        NoticeKind::DeletionAsked => (Word::MailDeletionAskedSubject, Word::MailDeletionAsked),
    };
    let bureau = load::bureau(ctx, &ctx.db.read, row.bureau).await?.subject;
    let bureau = bureau.founded()?.name.as_str();
    let body = lang.fill(body, &[("url", &*url), ("bureau", bureau)]);
    if send(ctx, Mail { to, subject: lang.say(subject).to_owned(), body }).await.is_ok() {
        return Ok(store::sent(&ctx.db.write, row.id, now).await?);
    }
    if row.tries.saturating_add(1) >= TRIES_MAX {
        metrics::counter!("akkoord_mails_given_up_total").increment(1);
        tracing::error!(mail = %row.id, "a mail was tried {TRIES_MAX} times and is given up: look at the mail server");
    }
    Ok(())
}

/// Who a mail goes to, in which language, and where its link leads.
async fn addressee(ctx: &Ctx, row: &store::Row) -> Result<Option<(Email, Lang, String)>, Error> {
    let home = || ctx.config.public_origin().to_owned();
    match row.kind {
        NoticeKind::DocumentSent | NoticeKind::DeletionAsked => {
            sendings::mail(ctx, SendingId(row.person.0), row.kind).await
        }
        NoticeKind::ContactKept => {
            let reached = recipients::reach(ctx, row.bureau, ContactId(row.person.0)).await?;
            Ok(reached.map(|(email, lang)| (email, lang, home())))
        }
        _ => {
            let person = people::find(ctx, row.bureau, row.person).await?;
            Ok(person.and_then(|person| Some((address(ctx, &person)?, person.lang, home()))))
        }
    }
}

/// A minute, then twice as long each time, at most six hours.
fn later(now: Timestamp, tries: i32) -> Timestamp {
    let minutes = 1_i64.checked_shl(u32::try_from(tries).unwrap_or(0)).unwrap_or(360).clamp(1, 360);
    now.plus_minutes(minutes)
}

/// How often the queue is looked at.
pub const EVERY: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_that_does_not_go_out_waits_longer_each_time_but_never_a_day() {
        let now = Timestamp(0);
        assert_eq!(later(now, 0), now.plus_minutes(1));
        assert_eq!(later(now, 3), now.plus_minutes(8));
        assert_eq!(later(now, 40), now.plus_minutes(360));
    }
}

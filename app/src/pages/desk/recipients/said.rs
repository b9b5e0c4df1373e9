//! The words for what a recipient is, for an agreement, and for whether anything may go there.

use shared::api::{AgreementLine, RecipientLine};
use shared::bureau::recipients::{AgreementKind, Readiness, RecipientKind};

use crate::ui::{Glyph, Tone};
use crate::words::{BureauWord, Lang};

/// What it is to a client.
pub const fn kind(kind: RecipientKind) -> BureauWord {
    match kind {
        RecipientKind::Payer => BureauWord::RecipientsPayer,
        RecipientKind::DirectManager => BureauWord::RecipientsDirectManager,
        RecipientKind::Uwv => BureauWord::RecipientsUwv,
        RecipientKind::Municipality => BureauWord::RecipientsMunicipality,
        RecipientKind::NewEmployer => BureauWord::RecipientsNewEmployer,
        RecipientKind::TestProvider => BureauWord::RecipientsTestProvider,
        RecipientKind::Placement => BureauWord::RecipientsPlacement,
        RecipientKind::Training => BureauWord::RecipientsTraining,
        RecipientKind::Surveyor => BureauWord::RecipientsSurveyor,
        RecipientKind::Collector => BureauWord::RecipientsCollector,
        RecipientKind::Authority => BureauWord::RecipientsAuthority,
        RecipientKind::OtherCoach => BureauWord::RecipientsOtherCoach,
    }
}

/// What an agreement is called, and what it means.
pub const fn agreement(what: AgreementKind) -> (BureauWord, BureauWord) {
    match what {
        AgreementKind::Processor => (BureauWord::RecipientsProcessor, BureauWord::RecipientsProcessorHint),
        AgreementKind::Exchange => (BureauWord::RecipientsExchange, BureauWord::RecipientsExchangeHint),
    }
}

/// Its name.
pub fn name(lang: Lang, line: &RecipientLine) -> String {
    let known = line.details.as_ref().map(|details| details.name.to_string());
    known.unwrap_or_else(|| lang.say_later(BureauWord::RecipientsErased).to_owned())
}

/// Whether anything may go there today, in words, with tone and drawing.
pub fn readiness(lang: Lang, line: &RecipientLine, unknown: bool) -> (String, Tone, Glyph) {
    let said = |word| lang.say_later(word).to_owned();
    match line.readiness {
        Readiness::AgreementMissing | Readiness::Ended => {
            (said(BureauWord::RecipientsMissing), Tone::Warn, Glyph::Alert)
        }
        Readiness::AgreementOver { on } => {
            let over = lang.fill_later(BureauWord::RecipientsOver, &[("date", &on.in_words(lang))]);
            (over, Tone::Warn, Glyph::Alert)
        }
        Readiness::Ready if unknown => (said(BureauWord::RecipientsUnknown), Tone::Plain, Glyph::Lock),
        Readiness::Ready => (said(BureauWord::RecipientsReady), Tone::Ok, Glyph::CheckRound),
    }
}

/// Which agreement lacks, and what to do; nothing where none does.
pub fn lacks(lang: Lang, line: &RecipientLine, agrees: bool) -> Option<String> {
    if line.readiness == Readiness::Ready {
        return None;
    }
    let needs = match line.kind.agreements() {
        [_] => BureauWord::RecipientsNeedsProcessor,
        _ => BureauWord::RecipientsNeedsEither,
    };
    let ask = Some(BureauWord::RecipientsAsk).filter(|_| !agrees);
    let words = [Some(BureauWord::RecipientsLacks), Some(needs), ask].into_iter().flatten();
    Some(words.map(|word| lang.say_later(word)).collect::<Vec<_>>().join(" "))
}

/// When an agreement was signed, until when it holds or that it ended, and where it lies.
pub fn terms(lang: Lang, line: &AgreementLine) -> String {
    let dated = |word, on: shared::time::CivilDate| lang.fill_later(word, &[("date", &on.in_words(lang))]);
    let signed = dated(BureauWord::RecipientsLineSigned, line.signed_on);
    let until = match (line.ended_on, line.until) {
        (Some(ended), _) => dated(BureauWord::RecipientsLineEnded, ended),
        (None, Some(until)) => dated(BureauWord::RecipientsLineUntil, until),
        (None, None) => lang.say_later(BureauWord::RecipientsLineOpen).to_owned(),
    };
    let place = line.kept.as_ref();
    let kept = place.map(|place| lang.fill_later(BureauWord::RecipientsLineKept, &[("place", place.as_str())]));
    [Some(signed), Some(until), kept].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

//! What a sheet says of itself, and the files inside it.

use crate::set::paper::lang_of;
use krilla::Document;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::metadata::{DateTime, Metadata};
use pdf::protocol::{Refusal, Sheet};

const SECONDS_OF_A_DAY: i64 = 86_400;

pub fn describe(document: &mut Document, sheet: &Sheet, title: &str) -> Result<(), Refusal> {
    let made = date(sheet.made_at).ok_or(Refusal::BadSheet)?;
    let metadata = Metadata::new()
        .title(title.to_owned())
        .language(lang_of(sheet.lang).to_owned())
        .creator("Akkoord".to_owned())
        .creation_date(made);
    document.set_metadata(metadata);
    Ok(())
}

/// The document is what the sheet is about; from what is beside it, its words were made.
pub fn attach(document: &mut Document, sheet: &Sheet, file: Vec<u8>) -> Result<(), Refusal> {
    let made = date(sheet.made_at);
    let embedded = |name: &str, says: &str, medium: &str, association_kind, bytes: Vec<u8>, compress| EmbeddedFile {
        path: name.to_owned(),
        mime_type: MimeType::new(medium),
        description: Some(says.to_owned()),
        association_kind,
        data: bytes.into(),
        modification_date: made,
        compress: Some(compress),
        location: None,
    };
    let source = sheet.document.as_ref().map(|attached| {
        embedded(&attached.name, &attached.says, "application/pdf", AssociationKind::Source, file, false)
    });
    let beside = sheet.beside.iter().map(|beside| {
        let bytes = beside.text.clone().into_bytes();
        embedded(&beside.name, &beside.says, &beside.media_type, AssociationKind::Data, bytes, true)
    });
    for file in source.into_iter().chain(beside) {
        document.embed_file(file).ok_or(Refusal::BadSheet)?;
    }
    Ok(())
}

/// In UTC; none before 1970 or after 9999. The year is counted from March, so that the day that only some have is its last
/// (Howard Hinnant, "chrono-compatible low-level date algorithms").
pub fn date(seconds: i64) -> Option<DateTime> {
    let (days, second) = (seconds.div_euclid(SECONDS_OF_A_DAY), seconds.rem_euclid(SECONDS_OF_A_DAY));
    let days = Some(days).filter(|days| (0..=2_932_896).contains(days))? + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    let small = |number: i64| u8::try_from(number).ok();
    let date = DateTime::new(u16::try_from(year).ok()?).month(small(month)?).day(small(day)?);
    Some(date.hour(small(second / 3_600)?).minute(small(second / 60 % 60)?).second(small(second % 60)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_a_date() {
        let at = |year, month, day, hour, minute, second| {
            Some(DateTime::new(year).month(month).day(day).hour(hour).minute(minute).second(second))
        };
        assert_eq!(date(0), at(1970, 1, 1, 0, 0, 0));
        assert_eq!(date(951_782_400), at(2000, 2, 29, 0, 0, 0));
        assert_eq!(date(1_796_049_062), at(2026, 11, 30, 14, 31, 2));
        assert_eq!(date(253_402_300_799), at(9999, 12, 31, 23, 59, 59));
    }

    #[test]
    fn what_no_date_can_say_is_none() {
        assert_eq!([-1, i64::MIN, i64::MAX, 253_402_300_800].map(date), [None; 4]);
    }
}

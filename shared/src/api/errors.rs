//! Errors on the wire: RFC 9457 problems, and the codes of the doors.

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;
use crate::settings::{Setting, SettingFault};
use crate::text::TextError;
use crate::words::{Lang, Word};

/// A field that was refused: which, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field, as the request names it; empty where that is not known.
    pub field: String,
    /// What is wrong with it: stable.
    pub code: String,
    /// How many characters fit, where there are too many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub max: Option<usize>,
    /// How many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub len: Option<usize>,
    /// What is wrong and what to do, in her language.
    pub message: String,
}

/// Why a field is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldFault {
    /// A text that cannot be kept.
    Text(TextError),
    /// A door says no.
    Door(Code),
    /// A setting of a bureau that cannot be so.
    Setting(SettingFault),
    /// Not what the field holds.
    WrongForm,
}

impl FieldFault {
    /// The error as it is sent.
    #[must_use]
    pub fn said(self, field: &str, lang: Lang) -> FieldError {
        let (mut max, mut len) = (None, None);
        let say = |word| lang.say(word).to_owned();
        let (code, message) = match self {
            Self::Text(error) => {
                if let TextError::TooLong { max: most, len: there } = error {
                    (max, len) = (Some(most), Some(there));
                }
                (error.code(), error.said(lang, Word::FieldWrongForm))
            }
            Self::Door(code) => (code.facts().0, say(code.facts().2)),
            Self::Setting(fault) => {
                let rises = fault.setting == Setting::RemindersAfterDays;
                let word = if rises { Word::FieldRisingDays } else { Word::FieldRange };
                let blanks = [("min", &*fault.min.to_string()), ("max", &*fault.max.to_string())];
                (if rises { "not_rising" } else { "out_of_range" }, lang.fill(word, &blanks))
            }
            Self::WrongForm => ("wrong_form", say(Word::FieldWrongForm)),
        };
        FieldError { field: field.to_owned(), code: code.to_owned(), max, len, message }
    }
}

/// An error (RFC 9457), with a stable code and, where a rule refused, its article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Always `about:blank`: the code tells which.
    pub r#type: String,
    /// The HTTP status in words.
    pub title: String,
    /// The HTTP status.
    #[cfg_attr(feature = "openapi", schema(minimum = 400, maximum = 599))]
    pub status: u16,
    /// Which error: stable.
    pub code: String,
    /// What it means and what to do, in her language.
    pub detail: String,
    /// The article of the rule that refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The refusal with its particulars, where the rules refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<serde_json::Value>))]
    pub refusal: Option<Refusal>,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// An error of the doors, not of the rules. Closed: each has a status and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words of each stand in `shared/words/`")]
pub enum Code {
    NotSignedIn,
    SessionLocked,
    NotFound,
    MethodNotAllowed,
    WrongRole,
    BadRequest,
    WrongMediaType,
    TooLarge,
    TooManyRequests,
    InvitationUnknown,
    InvitationUsed,
    InvitationExpired,
    InvitationWithdrawn,
    InvitationBlocked,
    InvitationShown,
    WrongCode,
    FlowEnded,
    PasskeyRefused,
    PasskeyUnknown,
    TaskEnded,
    ContactMissing,
    ContactOfStaff,
    ContactUnreachable,
    IdentityMissing,
    CrossOrigin,
    Busy,
    Internal,
}

impl Code {
    /// Every code.
    pub const ALL: &'static [Self] = &[
        Self::NotSignedIn,
        Self::SessionLocked,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::WrongRole,
        Self::BadRequest,
        Self::WrongMediaType,
        Self::TooLarge,
        Self::TooManyRequests,
        Self::InvitationUnknown,
        Self::InvitationUsed,
        Self::InvitationExpired,
        Self::InvitationWithdrawn,
        Self::InvitationBlocked,
        Self::InvitationShown,
        Self::WrongCode,
        Self::FlowEnded,
        Self::PasskeyRefused,
        Self::PasskeyUnknown,
        Self::TaskEnded,
        Self::ContactMissing,
        Self::ContactOfStaff,
        Self::ContactUnreachable,
        Self::IdentityMissing,
        Self::CrossOrigin,
        Self::Busy,
        Self::Internal,
    ];

    /// The stable code, its HTTP status, and its words.
    #[must_use]
    pub const fn facts(self) -> (&'static str, u16, Word) {
        match self {
            Self::NotSignedIn => ("not_signed_in", 401, Word::ErrorNotSignedIn),
            Self::SessionLocked => ("session_locked", 401, Word::ErrorSessionLocked),
            Self::NotFound => ("not_found", 404, Word::ErrorNotFound),
            Self::MethodNotAllowed => ("method_not_allowed", 405, Word::ErrorMethodNotAllowed),
            Self::WrongRole => ("wrong_role", 403, Word::ErrorWrongRole),
            Self::BadRequest => ("bad_request", 422, Word::ErrorBadRequest),
            Self::WrongMediaType => ("wrong_media_type", 415, Word::ErrorWrongMediaType),
            Self::TooLarge => ("too_large", 413, Word::ErrorTooLarge),
            Self::TooManyRequests => ("too_many_requests", 429, Word::ErrorTooManyRequests),
            Self::InvitationUnknown => ("invitation_unknown", 404, Word::ErrorInvitationUnknown),
            Self::InvitationUsed => ("invitation_used", 410, Word::ErrorInvitationUsed),
            Self::InvitationExpired => ("invitation_expired", 410, Word::ErrorInvitationExpired),
            Self::InvitationWithdrawn => ("invitation_withdrawn", 410, Word::ErrorInvitationWithdrawn),
            Self::InvitationBlocked => ("invitation_blocked", 410, Word::ErrorInvitationBlocked),
            Self::InvitationShown => ("invitation_shown", 409, Word::ErrorInvitationShown),
            Self::WrongCode => ("wrong_code", 422, Word::ErrorWrongCode),
            Self::FlowEnded => ("flow_ended", 410, Word::ErrorFlowEnded),
            Self::PasskeyRefused => ("passkey_refused", 422, Word::ErrorPasskeyRefused),
            Self::PasskeyUnknown => ("passkey_unknown", 401, Word::ErrorPasskeyUnknown),
            Self::TaskEnded => ("task_ended", 403, Word::ErrorTaskEnded),
            Self::ContactMissing => ("contact_missing", 422, Word::ErrorContactMissing),
            Self::ContactOfStaff => ("contact_of_staff", 422, Word::ErrorContactOfStaff),
            Self::ContactUnreachable => ("contact_unreachable", 422, Word::ErrorContactUnreachable),
            Self::IdentityMissing => ("identity_missing", 422, Word::ErrorIdentityMissing),
            Self::CrossOrigin => ("cross_origin", 403, Word::ErrorCrossOrigin),
            Self::Busy => ("busy", 503, Word::ErrorBusy),
            Self::Internal => ("internal", 500, Word::ErrorInternal),
        }
    }
}

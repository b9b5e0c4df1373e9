//! Errors as they leave the house: RFC 9457, a stable code, the article, words in her language. Causes stay here.

use axum::Json;
use axum::body::Body;
use axum::extract::Request;
use axum::extract::rejection::{BytesRejection, JsonRejection, PathRejection, QueryRejection};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shared::api::{Code, FieldError, FieldFault, Problem};
use shared::policy::presets::FileFault;
use shared::refusal::Refusal;
use shared::settings::SettingFault;
use shared::text::TextError;
use shared::words::{Lang, Word};

/// What an answer says instead. Handlers return it; [`speak`] gives it words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A door says no.
    Door(Code),
    /// A door says no for a while: after how many seconds to try again.
    Later(Code, u64),
    /// The rules say no.
    Refused(Refusal),
    /// The request is not what it has to be: which field, and why.
    Field(String, FieldFault),
    /// A file is not what it has to be: which line, and why.
    File(FileFault),
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self::Door(code)
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Fault {
    /// The HTTP status. A refusal by a rule is 403, what is not hers to see 404, a state that changed 409.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        let number = match self {
            Self::Door(code) | Self::Later(code, _) => code.facts().1,
            Self::Field(..) | Self::File(_) => Code::BadRequest.facts().1,
            Self::Refused(refusal) => refused(refusal),
        };
        StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The error as it is sent.
    #[must_use]
    pub fn problem(&self, lang: Lang) -> Problem {
        let status = self.status();
        let (code, detail) = match self {
            Self::Door(code) | Self::Later(code, _) => (code.facts().0, lang.say(code.facts().2).to_owned()),
            Self::Field(..) | Self::File(_) => {
                (Code::BadRequest.facts().0, lang.say(Code::BadRequest.facts().2).to_owned())
            }
            Self::Refused(refusal) => (refusal.code(), refusal.said(lang)),
        };
        let refusal = if let Self::Refused(refusal) = self { Some(refusal.clone()) } else { None };
        Problem {
            r#type: "about:blank".into(),
            title: status.canonical_reason().unwrap_or_default().into(),
            status: status.as_u16(),
            code: code.into(),
            detail,
            article: refusal.as_ref().and_then(Refusal::article).map(|article| article.cited().into()),
            refusal,
            errors: self.fields(lang),
        }
    }

    fn fields(&self, lang: Lang) -> Vec<FieldError> {
        match self {
            Self::Field(field, fault) => vec![fault.said(field, lang)],
            Self::File(fault) => vec![in_file(fault, lang)],
            Self::Refused(Refusal::Settings { faults }) => {
                let said = |fault: &SettingFault| FieldFault::Setting(*fault).said(fault.setting.name(), lang);
                faults.iter().map(said).collect()
            }
            _ => Vec::new(),
        }
    }

    fn in_words(&self, lang: Lang) -> Response {
        let mut response = (self.status(), Json(self.problem(lang))).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Self::Later(_, seconds) = self {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response
    }
}

fn in_file(fault: &FileFault, lang: Lang) -> FieldError {
    let key = fault.key.clone().unwrap_or_default();
    let blanks = [("line", &*fault.line.to_string()), ("key", &*key), ("reason", &*fault.reason)];
    let message = lang.fill(Word::FieldFile, &blanks);
    FieldError { field: "file".into(), code: "wrong_line".into(), max: None, len: None, message }
}

/// Makes the table of statuses a function that knows every refusal there is.
macro_rules! statuses {
    ($($status:literal: $($kind:ident)|+;)+) => {
        /// Which status a refusal has: the app shows its words, a machine its code.
        const fn refused(refusal: &Refusal) -> u16 {
            match refusal { $($(Refusal::$kind { .. })|+ => $status),+ }
        }
    };
}

statuses! {
    404: Unknown;
    403: NotYours | NotStarted | StaffEnded | PledgeMissing | NotByRegulation | KeyTooNew | KeyUnsigned
        | NotForService | NoSystem | Agreement;
    410: InvitationClosed;
    409: Started | Stale | Answered | Signed | NoQuestion | RemarkOpen | RemindedToday | KeyRemoved | LastKey
        | KeyStands | HeadUnknown | EntryTaken | CaseStands | ProposalOpen | GuestHere | GuestRecent | SheSaidNo | CaseClosed | IntakeMissing | IntakeStale
        | CaseUnanswered | LastAdministrator | NumberTaken | RecipientEnded;
    422: RecordUnfit | FormUnfit | FutureDate | DateTooEarly | Passages | TooLong | UnknownPassage | EmptyRemark | AnswersIncomplete
        | ReasonMissing | RevisionMissing | RevisionNotNeeded | NothingChanged | IdentityMissing | KeyUnknown
        | OwnKey | StatementDiffers | Unproven | PledgeDiffers | EffectiveTooEarly | LooseningUnexplained
        | ColleagueUnfit | WhyMissing | ArrangementMissing | Period | LastDay | FaultNumber | ListUnfit | DocumentUnfit
        | ConsentUnfit | SendingUnfit
        | Settings;
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every error its words, in the language the request asks for; also those that a library answered by itself.
pub async fn speak(request: Request, next: Next) -> Response {
    let (lang, api) = (language(request.headers()), request.uri().path().starts_with("/api/"));
    let response = next.run(request).await;
    if let Some(fault) = response.extensions().get::<Fault>() {
        let mut spoken = fault.in_words(lang);
        for (name, value) in response.headers() {
            if !matches!(*name, header::CONTENT_TYPE | header::CONTENT_LENGTH) {
                spoken.headers_mut().insert(name, value.clone());
            }
        }
        return spoken;
    }
    match bare(&response).filter(|_| api) {
        Some(code) => Fault::Door(code).in_words(lang),
        None => response,
    }
}

/// The code of an error that has no words yet.
fn bare(response: &Response<Body>) -> Option<Code> {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !(status.is_client_error() || status.is_server_error()) || kind.contains("json") {
        return None;
    }
    Some(match status {
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::WrongMediaType,
        StatusCode::TOO_MANY_REQUESTS => Code::TooManyRequests,
        StatusCode::FORBIDDEN => Code::CrossOrigin,
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => Code::Busy,
        status if status.is_server_error() => Code::Internal,
        _ => Code::BadRequest,
    })
}

/// The first language of `Accept-Language` that there are words for; Dutch otherwise.
#[must_use]
pub fn language(headers: &HeaderMap) -> Lang {
    let wished = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tag = |wish: &str| wish.split([';', '-']).next().unwrap_or_default().trim().to_ascii_lowercase();
    wished.split(',').find_map(|wish| Lang::from_tag(&tag(wish))).unwrap_or_default()
}

impl From<JsonRejection> for Fault {
    fn from(rejection: JsonRejection) -> Self {
        match rejection {
            JsonRejection::MissingJsonContentType(_) => Code::WrongMediaType.into(),
            JsonRejection::BytesRejection(cause) if cause.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Code::TooLarge.into()
            }
            JsonRejection::JsonDataError(cause) => which_field(&cause.body_text()),
            _ => Code::BadRequest.into(),
        }
    }
}

impl From<BytesRejection> for Fault {
    fn from(rejection: BytesRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge.into(),
            _ => Code::BadRequest.into(),
        }
    }
}

/// `Failed to deserialize the JSON body into the target type: name: text_empty at line 1 column 9`. What a parser says
/// of anything but a text is for programmers, and is not passed on.
fn which_field(text: &str) -> Fault {
    let told = text.split_once("target type: ").map_or(text, |(_, told)| told);
    let told = told.rsplit_once(" at line ").map_or(told, |(told, _)| told);
    let (field, why) = told.split_once(": ").filter(|(field, _)| !field.contains(' ')).unwrap_or(("", told));
    let fault = TextError::read(why).map_or(FieldFault::WrongForm, FieldFault::Text);
    Fault::Field(field.to_owned(), fault)
}

impl From<PathRejection> for Fault {
    fn from(_: PathRejection) -> Self {
        // An id that cannot exist is an id that does not.
        Code::NotFound.into()
    }
}

impl From<QueryRejection> for Fault {
    fn from(_: QueryRejection) -> Self {
        Self::Field("query".to_owned(), FieldFault::WrongForm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_with_what_is_wrong_and_a_language_is_found() {
        let text = "Failed to deserialize the JSON body into the target type: mail.to: text_empty at line 1 column 9";
        assert_eq!(which_field(text), Fault::Field("mail.to".into(), FieldFault::Text(TextError::Empty)));
        let mut headers = HeaderMap::new();
        assert_eq!(language(&headers), Lang::default());
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("fr-BE, en-GB;q=0.8, nl;q=0.7"));
        assert_eq!(Some(language(&headers)), Lang::from_tag("en"));
    }

    #[test]
    fn every_code_has_a_status_of_an_error() {
        for code in Code::ALL {
            let status = Fault::Door(*code).status();
            assert!(status.is_client_error() || status.is_server_error(), "{code:?}");
        }
    }
}

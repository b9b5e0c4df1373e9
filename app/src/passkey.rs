//! The only place that asks the device for a passkey: to make one, to sign in, and to sign a statement.
//!
//! Options and answers travel in the JSON form of WebAuthn level 3; browsers want and give buffers, so the conversion
//! is done here, the same way in every browser.

use js_sys::{Array, ArrayBuffer, Function, JSON, Object, Reflect, Uint8Array};
use leptos::prelude::window;
use serde_json::{Map, Value, json};
use shared::dossier::view::KeyView;
use shared::evidence::Evidence;
use shared::ids::Bytes;
use shared::statement::Statement;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, CredentialCreationOptions, CredentialRequestOptions, CredentialsContainer,
};

use crate::words::{Lang, Word};

/// Why there was no touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// She closed the system's own question, or it waited too long.
    Cancelled,
    /// This browser or this address cannot do it.
    NotSupported,
    /// This device has a key for this dossier already.
    Known,
    /// Anything else.
    Other,
}

impl PasskeyError {
    /// What it means and what to do.
    #[must_use]
    pub fn said(self, lang: Lang) -> String {
        let word = match self {
            Self::Cancelled => Word::PhonePasskeyCancelled,
            Self::NotSupported => Word::PhonePasskeyNotSupported,
            Self::Known => Word::PhonePasskeyKnown,
            Self::Other => Word::PhonePasskeyOther,
        };
        lang.say(word).to_owned()
    }

    fn from_js(error: &JsValue) -> Self {
        match text(error, "name").as_deref() {
            Some("NotAllowedError" | "AbortError" | "TimeoutError") => Self::Cancelled,
            Some("NotSupportedError" | "SecurityError" | "TypeError") => Self::NotSupported,
            Some("InvalidStateError") => Self::Known,
            _ => Self::Other,
        }
    }
}

/// Makes a passkey: `{ "publicKey": … }` in, the new credential out.
///
/// # Errors
/// [`PasskeyError`].
pub async fn create(options: &Value) -> Result<Value, PasskeyError> {
    let public_key = public_key(options)?;
    unpack(&public_key, "challenge");
    if let Ok(user) = Reflect::get(&public_key, &"user".into()) {
        unpack(&user, "id");
    }
    unpack_ids(&public_key, "excludeCredentials");
    let wanted = Object::new();
    put(&wanted, "publicKey", &public_key);
    let asked = container()?.create_with_options(wanted.unchecked_ref::<CredentialCreationOptions>());
    let credential = answered(asked).await?;
    let response = member(&credential, "response");
    let mut said = credential_json(&credential);
    said.insert(
        "response".into(),
        json!({
            "clientDataJSON": buffer(&response, "clientDataJSON"),
            "attestationObject": buffer(&response, "attestationObject"),
            "transports": transports(&response),
        }),
    );
    Ok(Value::Object(said))
}

/// Asks for a touch: `{ "publicKey": … }` in, the assertion out.
///
/// # Errors
/// [`PasskeyError`].
pub async fn get(options: &Value) -> Result<Value, PasskeyError> {
    assert(options, None).await.map(|credential| assertion_json(&credential))
}

/// The same from the browser's list under a field, without a dialog; it waits until she chooses or `abort` ends it.
///
/// # Errors
/// [`PasskeyError`].
pub async fn get_conditional(options: &Value, abort: &AbortController) -> Result<Value, PasskeyError> {
    assert(options, Some(&abort.signal())).await.map(|credential| assertion_json(&credential))
}

/// Whether the browser can offer passkeys under a field.
pub async fn offers_conditional() -> bool {
    let class = member(&window(), "PublicKeyCredential");
    let Ok(ask) = Reflect::get(&class, &"isConditionalMediationAvailable".into()) else { return false };
    let Some(ask) = ask.dyn_ref::<Function>() else { return false };
    match ask.call0(&class).map(js_sys::Promise::from) {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|can| can.is_truthy()),
        Err(_) => false,
    }
}

/// Signs a statement with one of these keys: the challenge is the statement itself.
///
/// # Errors
/// [`PasskeyError`]; `Other` also when the device answered with a key that is not among them.
pub async fn sign(statement: &Statement, keys: &[KeyView]) -> Result<Evidence, PasskeyError> {
    let allowed: Vec<Value> = keys.iter().map(|key| json!({ "type": "public-key", "id": key.credential_id })).collect();
    let options = json!({ "publicKey": {
        "challenge": statement.challenge(),
        "allowCredentials": allowed,
        "userVerification": "required",
        "timeout": 300_000,
    }});
    let credential = assert(&options, None).await?;
    let id = bytes(&credential, "rawId");
    let key = keys.iter().find(|key| key.credential_id == id).ok_or(PasskeyError::Other)?;
    let response = member(&credential, "response");
    Ok(Evidence {
        statement: statement.clone(),
        key_entry: key.entry,
        credential_id: id,
        public_key: key.public_key.clone(),
        authenticator_data: bytes(&response, "authenticatorData"),
        client_data_json: bytes(&response, "clientDataJSON"),
        signature: bytes(&response, "signature"),
    })
}

async fn assert(options: &Value, conditional: Option<&AbortSignal>) -> Result<JsValue, PasskeyError> {
    let public_key = public_key(options)?;
    unpack(&public_key, "challenge");
    unpack_ids(&public_key, "allowCredentials");
    let wanted = Object::new();
    put(&wanted, "publicKey", &public_key);
    if let Some(signal) = conditional {
        put(&wanted, "mediation", &"conditional".into());
        put(&wanted, "signal", signal);
    }
    answered(container()?.get_with_options(wanted.unchecked_ref::<CredentialRequestOptions>())).await
}

fn container() -> Result<CredentialsContainer, PasskeyError> {
    let container = member(&window().navigator(), "credentials");
    if container.is_object() { Ok(container.unchecked_into()) } else { Err(PasskeyError::NotSupported) }
}

async fn answered(asked: Result<js_sys::Promise, JsValue>) -> Result<JsValue, PasskeyError> {
    let promise = asked.map_err(|error| PasskeyError::from_js(&error))?;
    let credential = JsFuture::from(promise).await.map_err(|error| PasskeyError::from_js(&error))?;
    if credential.is_object() { Ok(credential) } else { Err(PasskeyError::Other) }
}

fn public_key(options: &Value) -> Result<JsValue, PasskeyError> {
    let text = options.get("publicKey").ok_or(PasskeyError::Other)?.to_string();
    JSON::parse(&text).map_err(|_cause| PasskeyError::Other)
}

fn assertion_json(credential: &JsValue) -> Value {
    let response = member(credential, "response");
    let handle = bytes(&response, "userHandle");
    let mut said = credential_json(credential);
    said.insert(
        "response".into(),
        json!({
            "clientDataJSON": buffer(&response, "clientDataJSON"),
            "authenticatorData": buffer(&response, "authenticatorData"),
            "signature": buffer(&response, "signature"),
            "userHandle": (!handle.0.is_empty()).then_some(handle),
        }),
    );
    Value::Object(said)
}

/// What every credential has: its id, and what the browser says about extensions.
fn credential_json(credential: &JsValue) -> Map<String, Value> {
    let id = buffer(credential, "rawId");
    let extensions = call(credential, "getClientExtensionResults")
        .and_then(|results| JSON::stringify(&results).ok())
        .and_then(|text| serde_json::from_str(&String::from(text)).ok())
        .unwrap_or_else(|| json!({}));
    let mut said = Map::new();
    said.insert("id".into(), id.clone());
    said.insert("rawId".into(), id);
    said.insert("type".into(), "public-key".into());
    said.insert("clientExtensionResults".into(), extensions);
    if let Some(attachment) = text(credential, "authenticatorAttachment") {
        said.insert("authenticatorAttachment".into(), attachment.into());
    }
    said
}

fn transports(response: &JsValue) -> Vec<String> {
    let list = call(response, "getTransports").unwrap_or_default();
    if Array::is_array(&list) {
        Array::from(&list).iter().filter_map(|name| name.as_string()).collect()
    } else {
        Vec::new()
    }
}

fn call(object: &JsValue, name: &str) -> Option<JsValue> {
    member(object, name).dyn_into::<Function>().ok()?.call0(object).ok()
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

fn put(object: &JsValue, name: &str, value: &JsValue) {
    drop(Reflect::set(object, &name.into(), value));
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    if object.is_object() { member(object, name).as_string() } else { None }
}

fn bytes(object: &JsValue, name: &str) -> Bytes {
    Bytes(
        member(object, name).dyn_ref::<ArrayBuffer>().map_or_else(Vec::new, |buffer| Uint8Array::new(buffer).to_vec()),
    )
}

fn buffer(object: &JsValue, name: &str) -> Value {
    bytes(object, name).to_string().into()
}

/// Turns a base64url member into the buffer that browsers want.
fn unpack(object: &JsValue, name: &str) {
    if let Some(Ok(bytes)) = text(object, name).map(|text| text.trim_end_matches('=').parse::<Bytes>()) {
        put(object, name, &Uint8Array::from(bytes.0.as_slice()));
    }
}

fn unpack_ids(public_key: &JsValue, name: &str) {
    let list = member(public_key, name);
    if Array::is_array(&list) {
        Array::from(&list).iter().for_each(|credential| unpack(&credential, "id"));
    }
}

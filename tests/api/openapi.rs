//! The OpenAPI document: of version 3.1, whole, and of the same URLs as everybody builds.

use serde_json::Value;
use shared::api::path;
use support::bureau::Bureau;

/// Every URL that server and app build.
const PATHS: [&str; 87] = [
    path::BUREAU_DELETIONS,
    path::DOOR_OPEN,
    path::DOOR_PROVE,
    path::DOOR_KEY_CHALLENGE,
    path::DOOR_KEY,
    path::DOOR_FILE,
    path::DOOR_ANSWER,
    path::BUREAU,
    path::DOSSIER_REPRESENTATIVE,
    path::REPRESENTATIVE_INVITATIONS,
    path::BUREAU_COMMANDS,
    path::BUREAU_RECIPIENTS,
    path::BUREAU_SETTINGS,
    path::STAFF,
    path::STAFF_INVITATIONS,
    path::INVITATION_OPEN,
    path::INVITATION_REDEEM,
    path::INVITATION_ACCEPT,
    path::INVITATION_RETURN,
    path::SIGN_IN_CHALLENGE,
    path::SESSIONS,
    path::SESSION_CURRENT,
    path::SESSION_LOCK,
    path::SESSION,
    path::DEVICES,
    path::DEVICE,
    path::ME,
    path::ME_LANG,
    path::PASSKEYS,
    path::PASSKEY_CHALLENGE,
    path::PASSKEY,
    path::REGULATION,
    path::COMPLAINTS,
    path::REGULATIONS,
    path::BUREAU_UNGUIDED,
    path::REGULATIONS_TRIED,
    path::REGULATIONS_FILE,
    path::BOARD,
    path::EVENTS,
    path::CLIENTS,
    path::CLIENT_NAMES,
    path::EXCHANGE,
    path::EXCHANGE_READ,
    path::EXCHANGE_IN,
    path::EXCHANGE_OUT,
    path::DOSSIERS,
    path::DOSSIER,
    path::DOSSIER_COMMANDS,
    path::DOSSIER_CONTACT,
    path::DOSSIER_INVITATIONS,
    path::DOSSIER_INVITATION,
    path::LOOKS,
    path::CONTACT_VIEW,
    path::FINANCE_VIEW,
    path::RECORDS,
    path::RECORD,
    path::BUREAU_REASONS,
    path::BUREAU_LOG,
    path::FORMS,
    path::FORM,
    path::FORM_SCAN,
    path::DOCUMENTS,
    path::DOCUMENT,
    path::DOCUMENT_UPLOAD,
    path::DOCUMENT_PART,
    path::DOCUMENT_WHOLE,
    path::DOCUMENT_FILE,
    path::DOCUMENT_TEXT,
    path::DOCUMENT_PICTURE,
    path::DOCUMENT_FROZEN,
    path::CONSENTS,
    path::CONSENT,
    path::CONSENT_SHEET,
    path::CONSENT_RECEIPT,
    path::CONSENT_RECORD,
    path::CONSENT_FILE,
    path::CONSENT_TEXT,
    path::CONSENT_PICTURE,
    path::RECORD_FILES,
    path::RECORD_FILE,
    path::BUREAU_FORMS,
    path::CASES,
    path::CASE,
    path::CASE_COMMANDS,
    path::CONSULT,
    path::DRAFT,
    "/healthz",
];

async fn document() -> Value {
    let bureau = Bureau::start().await;
    bureau.visitor().gets("/api/openapi.json").await.gives()
}

#[tokio::test]
async fn the_document_and_the_urls_everybody_builds_are_the_same() {
    let document = document().await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    let known: Vec<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    for path in PATHS {
        assert!(known.contains(&path), "{path} is not in the document");
    }
    for path in known {
        assert!(PATHS.contains(&path) || path == "/readyz", "{path} is in the document alone");
    }
}

#[tokio::test]
async fn every_reference_in_the_document_leads_somewhere() {
    let document = document().await;
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 50, "{}", references.len());
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("within the document");
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

fn collect(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            into.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| collect(value, into));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, into)),
        _ => {}
    }
}

#[tokio::test]
async fn every_private_endpoint_says_that_it_may_ask_to_sign_in_and_how_errors_look() {
    let bureau = Bureau::start().await;
    let visitor = bureau.visitor();
    let document: Value = visitor.gets("/api/openapi.json").await.gives();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Ok(verb) = method.to_uppercase().parse() else { continue };
            let url = path.replace("{dossier}", "x").replace(['{', '}'], "");
            let answer = visitor.asks(verb, &url, None).await;
            if answer.status != 401 {
                continue;
            }
            let told = &operation["responses"]["401"]["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(told.as_str(), Some("#/components/schemas/Problem"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn what_is_the_servers_own_is_not_offered() {
    let document = document().await;
    let commands = document["components"]["schemas"]["Command"].to_string();
    for own in [
        "\"open\"",
        "register_key",
        "make_invitation",
        "\"remind\"",
        "leave_unanswered",
        "\"look\"",
        "remove_key",
        "pass_to_system",
        "open_view",
    ] {
        assert!(!commands.contains(own), "{own} is offered");
    }
    assert!(commands.contains("approve_summary"), "{commands}");
    let commands = document["components"]["schemas"]["CaseCommand"].to_string();
    for own in ["\"open\"", "take_up", "\"read\""] {
        assert!(!commands.contains(own), "{own} is offered");
    }
    assert!(commands.contains("\"answer\""), "{commands}");
}

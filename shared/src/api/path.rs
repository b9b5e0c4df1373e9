//! Where things are. A blank in braces is an id.

/// GET the bureau's public face.
pub const BUREAU: &str = "/api/bureau";
/// POST a command for the bureau (administrators).
pub const BUREAU_COMMANDS: &str = "/api/bureau/commands";
/// GET the parameters the bureau works by (administrators).
pub const BUREAU_SETTINGS: &str = "/api/bureau/settings";
/// GET the organisations to which something can go, and their contact persons (staff, but for technicians).
pub const BUREAU_RECIPIENTS: &str = "/api/bureau/recipients";
/// Dossiers whose coach works here no more.
pub const BUREAU_UNGUIDED: &str = "/api/bureau/unguided";
/// GET the regulation in force, for anybody; with `?mine=true` against the version that she read last.
pub const REGULATION: &str = "/api/regulation";
/// GET its complaint protocol as a file, for anybody.
pub const COMPLAINTS: &str = "/api/regulation/complaints";
/// GET what a regulation can be; POST a new version (administrators).
pub const REGULATIONS: &str = "/api/regulations";
/// POST rules to see what they come to (administrators).
pub const REGULATIONS_TRIED: &str = "/api/regulations/tried";
/// POST a file of rules to read it (administrators).
pub const REGULATIONS_FILE: &str = "/api/regulations/file";
/// GET the staff; POST somebody new (administrators).
pub const STAFF: &str = "/api/staff";
/// POST a new invitation for somebody on the staff (administrators).
pub const STAFF_INVITATIONS: &str = "/api/staff/{person}/invitations";
/// POST the link's half of an invitation; uses nothing up.
pub const INVITATION_OPEN: &str = "/api/invitations/open";
/// POST both halves; answers with what the browser needs to make a passkey.
pub const INVITATION_REDEEM: &str = "/api/invitations/redeem";
/// POST the passkey; the invitation is used, a session begins.
pub const INVITATION_ACCEPT: &str = "/api/invitations/accept";
/// A key that is known, in the place of a new one.
pub const INVITATION_RETURN: &str = "/api/invitations/return";
/// POST the link of something that was sent; says nothing personal.
pub const DOOR_OPEN: &str = "/api/door/open";
/// POST link and code; answers with what was sent, and what opens it for a while.
pub const DOOR_PROVE: &str = "/api/door/prove";
/// POST the link; answers with a challenge for a passkey that was made at such a door.
pub const DOOR_KEY_CHALLENGE: &str = "/api/door/key/challenge";
/// POST the passkey that was made or shown; answers with what was sent.
pub const DOOR_KEY: &str = "/api/door/key";
/// POST link and pass; answers with the very bytes.
pub const DOOR_FILE: &str = "/api/door/file";
/// POST the link, and what became of what was taken.
pub const DOOR_ANSWER: &str = "/api/door/answer";
/// POST to ask for a sign-in challenge.
pub const SIGN_IN_CHALLENGE: &str = "/api/sessions/challenge";
/// GET her sessions; POST the answer to a challenge: a session begins.
pub const SESSIONS: &str = "/api/sessions";
/// DELETE this session: sign out.
pub const SESSION_CURRENT: &str = "/api/sessions/current";
/// POST to lock this session's screen until the next touch of the passkey.
pub const SESSION_LOCK: &str = "/api/sessions/current/lock";
/// DELETE another session of hers.
pub const SESSION: &str = "/api/sessions/{session}";
/// GET the devices that are new to her.
pub const DEVICES: &str = "/api/devices";
/// PUT that it was she; DELETE: sign it out and forget it.
pub const DEVICE: &str = "/api/devices/{device}";
/// GET who is signed in.
pub const ME: &str = "/api/me";
/// PUT her language.
pub const ME_LANG: &str = "/api/me/lang";
/// GET her passkeys; POST a new one.
pub const PASSKEYS: &str = "/api/passkeys";
/// POST to ask for what the browser needs to make another passkey.
pub const PASSKEY_CHALLENGE: &str = "/api/passkeys/challenge";
/// PUT its name; DELETE it.
pub const PASSKEY: &str = "/api/passkeys/{credential}";
/// GET every client of this coach and where each summary stands.
pub const BOARD: &str = "/api/board";
/// GET the stream of changes (server-sent events).
pub const EVENTS: &str = "/api/events";
/// POST a new client with her dossier (coaches).
pub const CLIENTS: &str = "/api/clients";
/// GET the names of the clients whose views for the post and the invoices one can open.
pub const CLIENT_NAMES: &str = "/api/clients/names";
/// GET what a coach can exchange with the system beside this one.
pub const EXCHANGE: &str = "/api/clients/exchange";
/// POST a list of clients, as bytes, to see what it would do (coaches).
pub const EXCHANGE_READ: &str = "/api/clients/exchange/read";
/// POST clients of a list, to take them on (coaches).
pub const EXCHANGE_IN: &str = "/api/clients/exchange/in";
/// POST to get a list of her own clients for that system (coaches).
pub const EXCHANGE_OUT: &str = "/api/clients/exchange/out";
/// GET her dossiers.
pub const DOSSIERS: &str = "/api/dossiers";
/// GET a dossier.
pub const DOSSIER: &str = "/api/dossiers/{dossier}";
/// POST a command for a dossier.
pub const DOSSIER_COMMANDS: &str = "/api/dossiers/{dossier}/commands";
/// PUT how its client is reached (coaches).
pub const DOSSIER_CONTACT: &str = "/api/dossiers/{dossier}/contact";
/// GET the invitations of its client; POST a new one (coaches).
pub const DOSSIER_INVITATIONS: &str = "/api/dossiers/{dossier}/invitations";
/// POST: register who is to act for its client (staff who work in it).
pub const DOSSIER_REPRESENTATIVE: &str = "/api/dossiers/{dossier}/representative";
/// POST: a way in for who acts for her (staff who work in it).
pub const REPRESENTATIVE_INVITATIONS: &str = "/api/dossiers/{dossier}/representative/invitations";
/// DELETE: withdraw an invitation (coaches).
pub const DOSSIER_INVITATION: &str = "/api/dossiers/{dossier}/invitations/{invitation}";
/// GET who can look now and who looked, newest first (its client). `before`, `person` and `consult` narrow it.
pub const LOOKS: &str = "/api/dossiers/{dossier}/looks";
/// GET how a client is reached, for the post: a look (office workers, who works in the dossier).
pub const CONTACT_VIEW: &str = "/api/dossiers/{dossier}/views/contact";
/// GET what an invoice takes: a look (office workers, who works in the dossier).
pub const FINANCE_VIEW: &str = "/api/dossiers/{dossier}/views/finance";
/// GET what is kept about her beside her talks.
pub const RECORDS: &str = "/api/dossiers/{dossier}/records";
/// GET what happened at the bureau, newest first (administrators, officer). `before` and `attempts` narrow it.
pub const BUREAU_LOG: &str = "/api/bureau/log";
/// GET why things were kept that need a reason (officer).
pub const BUREAU_REASONS: &str = "/api/bureau/reasons";
/// GET what recipients were asked to delete and did not, for the privacy officer.
pub const BUREAU_DELETIONS: &str = "/api/bureau/deletions";
/// GET one thing about her health that another told: each such look counts by itself (staff).
pub const RECORD: &str = "/api/dossiers/{dossier}/records/{record}";
/// POST a file until its record is kept.
pub const RECORD_FILES: &str = "/api/dossiers/{dossier}/records/{record}/files";
/// GET a file that goes with a record.
pub const RECORD_FILE: &str = "/api/dossiers/{dossier}/records/{record}/files/{file}";
/// GET the documents of a dossier: of staff a look.
pub const DOCUMENTS: &str = "/api/dossiers/{dossier}/documents";
/// GET a document: of staff a look. `version` chooses an earlier one.
pub const DOCUMENT: &str = "/api/dossiers/{dossier}/documents/{document}";
/// PUT how large a file is that comes in parts: made, or how far it has come.
pub const DOCUMENT_UPLOAD: &str = "/api/dossiers/{dossier}/documents/{document}/uploads/{file}";
/// PUT the part that begins at this byte, as bytes.
pub const DOCUMENT_PART: &str = "/api/dossiers/{dossier}/documents/{document}/uploads/{file}/parts/{offset}";
/// POST that all of it is here: it is looked at as a whole.
pub const DOCUMENT_WHOLE: &str = "/api/dossiers/{dossier}/documents/{document}/uploads/{file}/whole";
/// GET the file of a version, as it was added.
pub const DOCUMENT_FILE: &str = "/api/dossiers/{dossier}/documents/{document}/files/{file}";
/// GET the text of it.
pub const DOCUMENT_TEXT: &str = "/api/dossiers/{dossier}/documents/{document}/files/{file}/text";
/// GET a picture of a page of it, from 1. `width` in pixels.
pub const DOCUMENT_PICTURE: &str = "/api/dossiers/{dossier}/documents/{document}/files/{file}/pages/{page}";
/// POST for which question the pages of a version are to be made that would go (staff).
pub const DOCUMENT_FROZEN: &str = "/api/dossiers/{dossier}/documents/{document}/frozen";
/// GET what she was asked about documents that would go to others: of staff a look.
pub const CONSENTS: &str = "/api/dossiers/{dossier}/consents";
/// GET one of them: of staff a look.
pub const CONSENT: &str = "/api/dossiers/{dossier}/consents/{consent}";
/// The sheet of her yes.
pub const CONSENT_SHEET: &str = "/api/dossiers/{dossier}/consents/{consent}/sheet";
/// The receipt of what she answered, as a PDF.
pub const CONSENT_RECEIPT: &str = "/api/dossiers/{dossier}/consents/{consent}/receipt";
/// The same for computers, as JSON-LD.
pub const CONSENT_RECORD: &str = "/api/dossiers/{dossier}/consents/{consent}/record";
/// GET the file that would go, byte for byte.
pub const CONSENT_FILE: &str = "/api/dossiers/{dossier}/consents/{consent}/files/{file}";
/// GET the text of it.
pub const CONSENT_TEXT: &str = "/api/dossiers/{dossier}/consents/{consent}/files/{file}/text";
/// GET a picture of a page of it, from 1. `width` in pixels.
pub const CONSENT_PICTURE: &str = "/api/dossiers/{dossier}/consents/{consent}/files/{file}/pages/{page}";
/// GET the decisions on paper; `{form}` below is one of them.
pub const FORMS: &str = "/api/dossiers/{dossier}/forms";
/// GET one form as it is printed (staff).
pub const FORM: &str = "/api/dossiers/{dossier}/forms/{form}";
/// GET the scan of a form that came back; POST one, as bytes (staff).
pub const FORM_SCAN: &str = "/api/dossiers/{dossier}/forms/{form}/scan";
/// POST what a second member of staff reads on the paper in her hand.
pub const BUREAU_FORMS: &str = "/api/bureau/forms";
/// GET her cases, or all of the bureau's (officer); POST a new one (clients).
pub const CASES: &str = "/api/cases";
/// GET a case with its words (its client, the officer).
pub const CASE: &str = "/api/cases/{case}";
/// POST a command for a case.
pub const CASE_COMMANDS: &str = "/api/cases/{case}/commands";
/// GET a consult with its texts.
pub const CONSULT: &str = "/api/dossiers/{dossier}/consults/{consult}";
/// GET, PUT or DELETE the author's own draft about an item.
pub const DRAFT: &str = "/api/dossiers/{dossier}/drafts/{item}";

/// A path with its blanks filled, in their order.
#[must_use]
pub fn to(path: &str, ids: &[&dyn std::fmt::Display]) -> String {
    let mut out = String::new();
    let mut ids = ids.iter();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        if let Some(id) = ids.next() {
            out.push_str(&id.to_string());
        }
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out
}

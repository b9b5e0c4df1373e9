//! Who may do what: every endpoint and every command, for everybody there is, printed to `access_matrix.txt`.
//!
//! The columns are people and what they are to Noor's dossier. `UPDATE_MATRIX=1` writes the file anew.

use std::fmt::Write as _;

use reqwest::Method;
use serde_json::{Value, json};
use shared::access::Act;
use shared::api::{
    BureauPost, CaseOpened, CasePost, Challenge, ComeBack, DoorAnswer, DoorLink, DoorPass, DoorProof, FindCoach,
    HandOut, HeldForm, InviteRepresentative, NewAbout, NewCase, NewContact, NewDevice, NewFrozen, NewPasskey, NewStaff,
    NewUpload, Post, PublishRegulation, Registration, RegulationDraft, SignIn, TakeOn, TryRules, path,
};
use shared::bureau::recipients::{AgreementKind, RecipientKind};
use shared::bureau::{BureauCommand, Contact};
use shared::cases::CaseCommand;
use shared::dossier::Command;
use shared::dossier::command::SignedYes;
use shared::dossier::consents::{GroundCommand, NewGround, OtherGround, SignedConsent, Until, WhichConsent};
use shared::dossier::consults::ConsultKind;
use shared::dossier::documents::{NewDocument, StoredFile};
use shared::dossier::event::LinkHolder;
use shared::dossier::forms::{Asked, FormAnswer, FormNumber, Held, Returned};
use shared::dossier::intake::{Intake, Referrer};
use shared::dossier::keys::{KeyRoute, OldKey};
use shared::dossier::papers::Paper;
use shared::dossier::purposes::PurposeView;
use shared::dossier::records::{Attached, Class, HandedIn, RecordContent, RecordKind, Source};
use shared::dossier::sendings::{Deletion, DoorStep, NewSending, Proof, SendingCommand, SentFile, WhichSending};
use shared::dossier::view::KeyView;
use shared::ids::{
    Bytes, CaseId, ConsentId, ConsultId, ContactId, DocumentId, DossierId, EntryId, FileId, FormId, InvitationId,
    ItemId, PersonId, RecipientId, RecordId, ScanId, SendingId, SessionId, Uuid,
};
use shared::log::Role;
use shared::policy::Parameter;
use shared::policy::choices::Service;
use shared::settings::Settings;
use shared::text::Place;
use shared::words::Lang;
use support::answer::Answer;
use support::bureau::{Bureau, email, name};
use support::caller::Caller;
use support::client::mark;
use support::consents::new_consent;
use support::documents::report;
use support::exchange::{SYSTEM, number};
use support::outbox::{newest_code, newest_token};
use support::person::{Person, halves, label, link, new_entry};
use support::phone::Phone;
use support::recipients::{agreement, details, reached};
use support::records::{pdf, something};
use support::regulation::{draft, kept, rule};
use support::sendings::AtTheDoor;
use support::staff::{accepted, code_shown, invitation, new_client, passages, promise, remark, token_shown};

/// The columns: who asks.
const COLUMNS: [&str; 18] = [
    "nobody",
    "client",
    "other client",
    "coach",
    "other coach",
    "administrator",
    "officer",
    "locked coach",
    "client elsewhere",
    "coach elsewhere",
    "administrator elsewhere",
    "officer elsewhere",
    "coach without a promise",
    "substitute",
    "candidate",
    "guest",
    "representative",
    "office worker",
];

/// Everybody, and what they ask about.
struct Cast {
    bureau: Bureau,
    /// In the order of the columns, but for nobody, who is none of them.
    people: Vec<Person>,
    noor: Person,
    coach: Person,
    administrator: Person,
    consult: ConsultId,
    newer: KeyView,
    /// A look that Noor has not questioned.
    look: EntryId,
    /// What she asked about another.
    case: CaseId,
    /// What a doctor told about her.
    letter: RecordId,
    file: Attached,
    /// A report about her, and its file.
    report: (DocumentId, StoredFile),
    /// Who could get it, and a question about it that is open.
    recipient: RecipientId,
    consent: ConsentId,
    /// A form about her summary, which came back, and its number.
    form: (FormId, FormNumber),
}

impl Cast {
    async fn gather() -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        let coach = bureau.coach(&administrator, "Samira").await;
        let other_coach = bureau.coach(&administrator, "Bram").await;
        let officer = administrator.invites_staff("Fenna", Role::Officer).await;
        let substitute = bureau.coach(&administrator, "Sil").await;
        let candidate = bureau.coach(&administrator, "Kim").await;
        let guest = administrator.invites_staff("Tim", Role::Technician).await;
        let office = administrator.invites_staff("Ot", Role::OfficeWorker).await;
        let rules = vec![
            rule(Parameter::Replacement, &["after_her_yes"], None),
            rule(Parameter::DataItems, &["health"], None),
            rule(Parameter::SpecialData, &["listed"], None),
        ];
        let reason = Some(remark("Zo staat het in ons eigen reglement."));
        let draft = beside(RegulationDraft { rules, reason, ..draft(bureau.at.clock.today()) });
        administrator.publishes_draft(draft).await.is_done();
        let (noor, yara) = (bureau.client(&coach, "Noor").await, bureau.client(&coach, "Yara").await);
        let next_door = bureau.neighbour().await;
        let their_administrator = next_door.administrator().await;
        let their_coach = next_door.coach(&their_administrator, "Odin").await;
        let their_officer = their_administrator.invites_staff("Wim", Role::Officer).await;
        let their_client = next_door.client(&their_coach, "Puk").await;
        let locked = coach.signs_in_anew().await;
        locked.posts(path::SESSION_LOCK, &()).await.is_done();
        let unbound = administrator.invites_unbound("Cor", Role::Coach).await;
        let consult = coach.asks_her(noor.own(), &["U werkt twee uur per dag."]).await;
        coach.asks_to_stand_in(noor.own(), &substitute, (0, 9)).await.is_done();
        noor.agrees_to_the_substitute().await.is_done();
        coach.proposes(noor.own(), &candidate).await.is_done();
        coach.admits(noor.own(), &guest, Some("INC-1042"), 2).await.is_done();
        coach.registers(noor.own(), &coach.new_representative(9)).await.is_done();
        noor.agrees_to_the_representative().await.is_done();
        let representative = coach.lets_the_representative_in(noor.own(), Phone::new()).await;
        let newer = second_key(&bureau, &coach, &noor).await;
        let people =
            [&noor, &yara, &coach, &other_coach, &administrator, &officer, &locked, &their_client, &their_coach];
        let people = people
            .into_iter()
            .chain([&their_administrator, &their_officer, &unbound, &substitute, &candidate, &guest])
            .chain([&representative, &office])
            .cloned()
            .collect();
        let looks = noor.looks().await.lines;
        let CaseOpened { case } = noor.questions(looks[0].entry, Some("Waarom?")).await.gives();
        let look = looks[1].entry;
        coach.records_intake(noor.own(), Service::SecondTrack, true).await.is_done();
        let letter = RecordId(Uuid::new_v4());
        let file = coach.attaches(noor.own(), letter, "arts.pdf", pdf("Rust.")).await;
        let doctor = RecordContent {
            source: Source::Doctor,
            ground: Class::ReceivedMedical.grounds()[0],
            beside: Class::ReceivedMedical.beside().first().copied(),
            files: vec![file.clone()],
            ..something(RecordKind::Letter, "Zit niet lang.")
        };
        let kept = Command::KeepRecord { record: letter, replaces: 0, content: Box::new(doctor) };
        coach.wants(noor.own(), kept).await.is_done();
        let report = coach.adds_report(noor.own(), &["Verslag"]).await;
        let payer = coach.adds_recipient(RecipientKind::Payer, "Drukkerij").await;
        let recipient = coach.adds_recipient(RecipientKind::Payer, "Uitgeverij").await;
        let consent = coach.asks_consent(noor.own(), report.0, payer, "Voor wie betaalt.").await;
        let form = coach.prints_about(noor.own(), consult).await;
        coach.records_form(noor.own(), form.0, FormAnswer::Yes).await.is_done();
        Self {
            bureau,
            people,
            noor,
            coach,
            administrator,
            consult,
            newer,
            look,
            case,
            letter,
            file,
            report,
            recipient,
            consent,
            form,
        }
    }

    /// The browser of a column.
    fn caller(&self, at: usize) -> Caller {
        at.checked_sub(1).map_or_else(|| self.bureau.visitor(), |at| self.people[at].copied())
    }

    /// Everybody asks the same; who might change something for the others asks last.
    async fn all_ask(&self, ask: impl AsyncFn(Caller) -> Answer) -> Vec<String> {
        let mut cells = vec![String::new(); COLUMNS.len()];
        let rank = |at: &usize| ["administrator", "coach", "client"].iter().position(|who| *who == COLUMNS[*at]);
        let mut order: Vec<usize> = (0..COLUMNS.len()).collect();
        order.sort_by_key(rank);
        for at in order {
            let answer = ask(self.caller(at)).await;
            assert!(answer.status < 500, "{} as {}: {answer}", answer.asked, COLUMNS[at]);
            cells[at] = format!("{} {}", answer.status, answer.code()).trim().to_owned();
        }
        cells
    }

    /// A session that somebody can leave without leaving her own.
    async fn spare(&self, caller: Caller) -> Caller {
        let Some(person) = self.people.iter().find(|person| person.cookie() == caller.cookie()) else { return caller };
        let spare = person.signs_in_anew().await;
        if COLUMNS[7] == "locked coach" && person.me.session == self.people[6].me.session {
            spare.posts(path::SESSION_LOCK, &()).await.is_done();
        }
        spare.copied()
    }
}

/// A regulation that names a system beside this one.
fn beside(draft: RegulationDraft) -> RegulationDraft {
    RegulationDraft { record_system: Some(name(SYSTEM)), ..draft }
}

/// Noor loses a phone, comes back with a second key, and finds the first again.
async fn second_key(bureau: &Bureau, coach: &Person, noor: &Person) -> KeyView {
    let made = coach.invites_back(noor.own()).await;
    let address = coach.dossier(noor.own()).await.contact.unwrap().email.unwrap();
    let code = newest_code(&bureau.mails_to(address.as_str()).await);
    Person::gets_in_with(bureau, Phone::new(), &token_shown(&made), &code).await;
    noor.own_page().await.view.keys.last().unwrap().clone()
}

/// What is asked at an endpoint: the path, and the body if it has one.
async fn request(cast: &Cast, method: &Method, template: &str) -> Option<(String, Option<Value>)> {
    let (dossier, consult) = (cast.noor.own(), cast.consult);
    let on = cast.bureau.at.clock.today();
    let value = |body: &dyn erased::Body| Some(body.json());
    Some(match (method.as_str(), template) {
        (
            "GET",
            path::BUREAU
            | path::BUREAU_SETTINGS
            | path::STAFF
            | path::SESSIONS
            | path::DEVICES
            | path::ME
            | path::PASSKEYS
            | path::BOARD
            | path::DOSSIERS
            | path::REGULATION
            | path::COMPLAINTS
            | path::BUREAU_UNGUIDED
            | path::BUREAU_RECIPIENTS
            | path::REGULATIONS,
        )
        | ("GET", path::EVENTS | "/healthz" | "/readyz") => (template.to_owned(), None),
        ("POST", path::BUREAU_COMMANDS) => {
            let command = BureauCommand::Rename { name: name(&format!("Bureau {}", new_entry())) };
            (template.to_owned(), value(&BureauPost { entry: new_entry(), command }))
        }
        ("POST", path::BUREAU_UNGUIDED) => {
            let (former, coach) = (cast.coach.me.person, cast.noor.me.person);
            (template.to_owned(), value(&FindCoach { entry: new_entry(), former, coach, why: remark("Zij ging weg.") }))
        }
        ("POST", path::REGULATIONS) => {
            (template.to_owned(), value(&PublishRegulation { entry: new_entry(), regulation: beside(draft(on)) }))
        }
        ("POST", path::REGULATIONS_TRIED) => {
            (template.to_owned(), value(&TryRules { rules: draft(on).rules, dated: None }))
        }
        ("POST", path::REGULATIONS_FILE) => (template.to_owned(), Some(json!({ "file": "bsn = { is = \"none\" }" }))),
        ("POST", path::STAFF) => {
            let new = NewStaff {
                entry: new_entry(),
                name: name("Nieuw"),
                email: email("nieuw@bureau.example"),
                role: Role::Coach,
                lang: Lang::Nl,
            };
            (template.to_owned(), value(&new))
        }
        ("POST", path::STAFF_INVITATIONS) => (path::to(template, &[&cast.coach.me.person]), None),
        // What they carry is made for each who asks: `ceremony`.
        (
            "POST",
            path::INVITATION_OPEN | path::INVITATION_REDEEM | path::INVITATION_ACCEPT | path::INVITATION_RETURN,
        )
        | ("POST", path::SIGN_IN_CHALLENGE | path::PASSKEY_CHALLENGE | path::PASSKEYS | path::SESSIONS) => {
            (template.to_owned(), None)
        }
        ("DELETE", path::SESSION_CURRENT) | ("POST", path::SESSION_LOCK) => (template.to_owned(), None),
        ("DELETE", path::SESSION) => {
            let session: SessionId = cast.noor.signs_in_anew().await.me.session;
            (path::to(template, &[&session]), None)
        }
        ("PUT" | "DELETE", path::DEVICE) => {
            let _there = cast.noor.signs_in_anew().await;
            let new: Vec<NewDevice> = cast.noor.gets(path::DEVICES).await.gives();
            (path::to(template, &[&new.first().expect("a new device").id]), None)
        }
        ("PUT", path::ME_LANG) => (template.to_owned(), Some(json!({ "lang": "nl" }))),
        ("PUT", path::PASSKEY) => {
            (path::to(template, &[&cast.noor.phone.credentials()[0]]), Some(json!({ "label": "Telefoon" })))
        }
        ("DELETE", path::PASSKEY) => {
            // One of another phone, made for this.
            let tablet = Phone::new();
            cast.noor.adds_key_of(&tablet).await;
            (path::to(template, &[&tablet.credentials()[0]]), None)
        }
        ("GET", path::EXCHANGE | path::CLIENT_NAMES) => (template.to_owned(), None),
        ("POST", path::EXCHANGE_READ) => (template.to_owned(), Some(json!("Nummer;Naam"))),
        ("POST", path::EXCHANGE_IN) => (template.to_owned(), value(&TakeOn { list: new_entry(), clients: Vec::new() })),
        ("POST", path::EXCHANGE_OUT) => (template.to_owned(), value(&HandOut { entry: new_entry() })),
        ("POST", path::CLIENTS) => (template.to_owned(), value(&new_client("Nieuw", "nieuw@client.example"))),
        ("GET", path::DOSSIER | path::DOSSIER_INVITATIONS) => (path::to(template, &[&dossier]), None),
        ("POST", path::DOSSIER_COMMANDS) => {
            let consult = ConsultId(Uuid::new_v4());
            let command = Command::RecordConsult { consult, held_on: on, form: ConsultKind::Phone, minutes: None };
            (path::to(template, &[&dossier]), value(&Post { entry: new_entry(), command }))
        }
        ("POST", path::DOSSIER_INVITATIONS) => {
            let new = invitation(LinkHolder::Invited, KeyRoute::Recovered, Some("Zij was hier."));
            (path::to(template, &[&dossier]), value(&new))
        }
        ("POST", path::DOSSIER_REPRESENTATIVE) => {
            (path::to(template, &[&dossier]), value(&cast.coach.new_representative(9)))
        }
        ("POST", path::REPRESENTATIVE_INVITATIONS) => {
            let new = InviteRepresentative { entry: new_entry(), link: LinkHolder::Invited };
            (path::to(template, &[&dossier]), value(&new))
        }
        ("PUT", path::DOSSIER_CONTACT) => {
            let (email, lang) = (Some(email(&format!("{}@client.example", new_entry()))), Lang::Nl);
            let new = NewContact { entry: new_entry(), email, phone: None, lang };
            (path::to(template, &[&dossier]), value(&new))
        }
        ("DELETE", path::DOSSIER_INVITATION) => {
            let made = cast.coach.invites_back(dossier).await;
            (path::to(template, &[&dossier, &made.id]), None)
        }
        ("GET", path::LOOKS) => (path::to(template, &[&dossier]), None),
        ("GET", path::BUREAU_REASONS | path::BUREAU_DELETIONS | path::BUREAU_LOG) => (template.to_owned(), None),
        ("GET", path::RECORDS | path::CONTACT_VIEW | path::FINANCE_VIEW) => (path::to(template, &[&dossier]), None),
        ("GET", path::RECORD) => (path::to(template, &[&dossier, &cast.letter]), None),
        ("POST", path::RECORD_FILES) => (path::to(template, &[&dossier, &cast.letter]), None),
        ("GET", path::RECORD_FILE) => (path::to(template, &[&dossier, &cast.letter, &cast.file.file.id]), None),
        ("GET", path::DOCUMENTS) => (path::to(template, &[&dossier]), None),
        ("GET", path::DOCUMENT) => (path::to(template, &[&dossier, &cast.report.0]), None),
        ("GET", path::DOCUMENT_FILE | path::DOCUMENT_TEXT) => {
            (path::to(template, &[&dossier, &cast.report.0, &cast.report.1.id]), None)
        }
        ("GET", path::DOCUMENT_PICTURE) => {
            (path::to(template, &[&dossier, &cast.report.0, &cast.report.1.id, &1]), None)
        }
        ("PUT", path::DOCUMENT_UPLOAD) => {
            let file = FileId(Uuid::new_v4());
            (path::to(template, &[&dossier, &cast.report.0, &file]), value(&NewUpload { bytes: 9 }))
        }
        // Of a file that nobody began: whoever may bring one is told that it is unknown.
        ("PUT", path::DOCUMENT_PART) => (path::to(template, &[&dossier, &cast.report.0, &cast.report.1.id, &0]), None),
        ("POST", path::DOCUMENT_WHOLE) => (path::to(template, &[&dossier, &cast.report.0, &cast.report.1.id]), None),
        ("GET", path::FORMS) => (path::to(template, &[&dossier]), None),
        ("GET", path::FORM | path::FORM_SCAN) | ("POST", path::FORM_SCAN) => {
            (path::to(template, &[&dossier, &cast.form.0]), None)
        }
        ("POST", path::BUREAU_FORMS) => {
            let (number, answer, signed_on) = (cast.form.1, FormAnswer::Yes, on);
            (template.to_owned(), value(&HeldForm { entry: new_entry(), number, answer, signed_on }))
        }
        ("GET", path::CASES) => (template.to_owned(), None),
        ("POST", path::CASES) => {
            let (entry, about, words) = (new_entry(), NewAbout::Look(cast.look), None);
            (template.to_owned(), value(&NewCase { entry, dossier, about, words }))
        }
        ("GET", path::CASE) => (path::to(template, &[&cast.case]), None),
        ("POST", path::CASE_COMMANDS) => {
            let command = CaseCommand::Answer { words: remark("Zij bereidde zich voor.") };
            (path::to(template, &[&cast.case]), value(&CasePost { entry: new_entry(), command }))
        }
        // A file can be taken a few times: each caller has a way of her own to it.
        ("POST", path::DOOR_FILE | path::DOOR_KEY) => (template.to_owned(), None),
        ("POST", path::DOOR_OPEN | path::DOOR_PROVE | path::DOOR_KEY_CHALLENGE | path::DOOR_ANSWER) => {
            (template.to_owned(), Some(at_the_door(cast, template).await))
        }
        (
            _,
            path::DOCUMENT_FROZEN
            | path::CONSENTS
            | path::CONSENT
            | path::CONSENT_SHEET
            | path::CONSENT_RECEIPT
            | path::CONSENT_RECORD
            | path::CONSENT_FILE
            | path::CONSENT_TEXT
            | path::CONSENT_PICTURE,
        ) => of_consents(cast, template).await,
        ("GET", path::CONSULT) => (path::to(template, &[&dossier, &consult]), None),
        ("PUT", path::DRAFT) => (path::to(template, &[&dossier, &consult]), Some(json!({ "body": "Half" }))),
        ("GET" | "DELETE", path::DRAFT) => {
            let draft = path::to(path::DRAFT, &[&dossier, &consult]);
            for author in [&cast.noor, &cast.coach] {
                author.puts(&draft, &json!({ "body": "Half" })).await.is_done();
            }
            (draft, None)
        }
        _ => return None,
    })
}

/// What is asked at an endpoint about what may go to others.
async fn of_consents(cast: &Cast, template: &str) -> (String, Option<Value>) {
    let (dossier, consent) = (cast.noor.own(), cast.consent);
    match template {
        path::CONSENTS => (path::to(template, &[&dossier]), None),
        path::CONSENT => (path::to(template, &[&dossier, &consent]), None),
        // Of what she answered.
        path::CONSENT_SHEET | path::CONSENT_RECEIPT | path::CONSENT_RECORD => {
            (path::to(template, &[&dossier, &sent(cast).await.0.consent]), None)
        }
        path::DOCUMENT_FROZEN => {
            let new = NewFrozen { consent: ConsentId(Uuid::new_v4()), version: 1, recipient: cast.recipient };
            (path::to(template, &[&dossier, &cast.report.0]), Some(json!(new)))
        }
        _ => {
            let made = cast.noor.consent(dossier, consent).await.consent.view.terms.file.id;
            (path::to(template, &[&dossier, &consent, &made, &1]), None)
        }
    }
}

/// What opens a door by itself, whoever carries it: both halves of somebody's invitation, a key that a phone made for it,
/// and Noor's own answers to challenges, in anybody's hands.
async fn ceremony(cast: &Cast, caller: &Caller, method: &Method, template: &str) -> Option<Value> {
    let (noor, origin) = (&cast.noor, cast.bureau.origin());
    let key = async |begun: Registration| {
        let credential = Phone::new().makes_key(origin, &begun.options).await;
        json!(NewPasskey { flow: begun.flow, credential, label: label("Sleutel") })
    };
    Some(match (method.as_str(), template) {
        ("POST", path::INVITATION_OPEN) => json!(link(&both_halves(cast).await.0)),
        ("POST", path::INVITATION_REDEEM) => {
            let (token, code) = both_halves(cast).await;
            json!(halves(&token, &code))
        }
        ("POST", path::INVITATION_ACCEPT) => {
            let (token, code) = both_halves(cast).await;
            key(caller.posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.gives()).await
        }
        ("POST", path::INVITATION_RETURN) => {
            let (token, code) = both_halves(cast).await;
            let begun: Registration = caller.posts(path::INVITATION_REDEEM, &halves(&token, &code)).await.gives();
            let before = cast.bureau.client(&cast.coach, "Van toen").await;
            let asked: Challenge = caller.posts(path::SIGN_IN_CHALLENGE, &()).await.gives();
            let credential = before.phone.signs_in(origin, &asked.options).await;
            json!(ComeBack { flow: begun.flow, sign_in: SignIn { flow: asked.flow, credential } })
        }
        ("POST", path::PASSKEYS) => key(noor.posts(path::PASSKEY_CHALLENGE, &()).await.gives()).await,
        ("POST", path::SESSIONS) => {
            let asked: Challenge = caller.posts(path::SIGN_IN_CHALLENGE, &()).await.gives();
            json!(SignIn { flow: asked.flow, credential: noor.phone.signs_in(origin, &asked.options).await })
        }
        ("POST", path::DOOR_FILE) => {
            let (_, door, code) = sent(cast).await;
            json!(DoorPass { token: door.token, pass: door.enters(&code).await.pass, what: SentFile::Document })
        }
        // With a key that is known here, and not at this door.
        ("POST", path::DOOR_KEY) => json!(sent(cast).await.1.with(&noor.phone).touches_key().await),
        _ => return None,
    })
}

/// The halves of an invitation that nobody has used yet.
async fn both_halves(cast: &Cast) -> (String, String) {
    let case = cast.coach.takes_on("Nieuw").await;
    let made = cast.coach.invites(&case, LinkHolder::Invited).await;
    (newest_token(&cast.bureau.mails_to(&case.email).await), code_shown(&made))
}

mod erased {
    //! Bodies of any kind in one match.

    use serde_json::Value;

    pub trait Body {
        fn json(&self) -> Value;
    }

    impl<T: serde::Serialize> Body for T {
        fn json(&self) -> Value {
            serde_json::to_value(self).expect("a body is JSON")
        }
    }
}

/// The status of a stream that never ends, or the answer.
async fn ask(caller: &Caller, method: Method, path: &str, body: Option<Value>) -> Answer {
    if path != path::EVENTS || caller.cookie().is_none() {
        return caller.asks(method, path, body).await;
    }
    let response = caller.request(method, path).send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let text = if status == 200 { String::new() } else { response.text().await.expect("a problem") };
    let body = serde_json::from_str(&text).unwrap_or_default();
    Answer { asked: format!("GET {path}"), status, headers, body, text }
}

/// Every endpoint of the OpenAPI document.
async fn endpoints(visitor: &Caller) -> Vec<(Method, String)> {
    let document: Value = visitor.gets("/api/openapi.json").await.gives();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in ["get", "put", "post", "delete", "patch"] {
            if item.get(method).is_some() {
                found.push((method.to_uppercase().parse().expect("a method"), path.clone()));
            }
        }
    }
    found
}

async fn endpoint_rows(cast: &Cast) -> Vec<(String, Vec<String>)> {
    let mut rows = Vec::new();
    for (method, template) in endpoints(&cast.bureau.visitor()).await {
        let begins = method == Method::POST
            && matches!(template.as_str(), path::INVITATION_ACCEPT | path::INVITATION_RETURN | path::SESSIONS);
        let leaves = begins || matches!(template.as_str(), path::SESSION_CURRENT | path::SESSION_LOCK);
        let known = request(cast, &method, &template).await;
        let (path, body) = known.unwrap_or_else(|| panic!("the matrix does not know {method} {template}"));
        let cells = cast
            .all_ask(async |caller| {
                let caller = if leaves { cast.spare(caller).await } else { caller };
                let body = ceremony(cast, &caller, &method, &template).await.or_else(|| fresh(body.clone()));
                ask(&caller, method.clone(), &path, body).await
            })
            .await;
        rows.push((format!("{method} {template}"), cells));
    }
    rows
}

/// The same body under an entry of its own.
fn fresh(mut body: Option<Value>) -> Option<Value> {
    if let Some(entry) = body.as_mut().and_then(|body| body.get_mut("entry")) {
        *entry = json!(new_entry());
    }
    let command = body.as_mut().and_then(|body| body.get_mut("command"));
    if let Some(consult) = command.filter(|command| command["type"] == "record_consult") {
        consult["consult"] = json!(Uuid::new_v4());
    }
    body
}

/// A command of each kind, such that whoever may do it can.
async fn command(cast: &Cast, act: Act) -> Option<(EntryId, Command)> {
    let (noor, consult, entry) = (&cast.noor, cast.consult, new_entry());
    let page = noor.consult(noor.own(), consult).await;
    let version = page.view.version;
    let nobody = PersonId(Uuid::nil());
    let command = match act {
        // Read, not posted.
        Act::Read | Act::ReadTexts | Act::SeeLooks => return None,
        Act::Open => Command::Open { client: nobody, number: None },
        Act::DiscussRegulation => Command::DiscussRegulation { on: page.today },
        Act::ConfirmRegulation => Command::ConfirmRegulation {},
        Act::SeeRegulation => Command::SeeRegulation { version: Some(0) },
        Act::AcknowledgeRegulation => Command::AcknowledgeRegulation { version: 1 },
        Act::AskRegulation => Command::AskRegulation {},
        Act::MakeInvitation => Command::MakeInvitation {
            invitation: InvitationId(Uuid::nil()),
            route: KeyRoute::First,
            link: LinkHolder::Invited,
            identity: None,
        },
        Act::ChangeContact => Command::ChangeContact {},
        Act::WithdrawInvitation => Command::WithdrawInvitation { invitation: InvitationId(Uuid::nil()) },
        Act::RegisterKey => Command::RegisterKey {
            credential_id: Bytes(vec![1]),
            public_key: cast.newer.public_key.clone(),
            invitation: None,
            carried: false,
        },
        Act::ComeBack => Command::ComeBack(Box::new(OldKey {
            account: nobody,
            credential_id: Bytes(vec![1]),
            public_key: cast.newer.public_key.clone(),
            invitation: InvitationId(Uuid::nil()),
        })),
        Act::RemoveKey => Command::RemoveKey { key: cast.newer.entry, by: cast.newer.entry },
        Act::ConfirmKey => noor.confirmation(&cast.newer, entry).await,
        Act::PlacePaper => Command::PlacePaper { paper: Paper::Absent },
        Act::RecordIntake => Command::RecordIntake {
            intake: Intake { referrer: Referrer::Uwv, payer: None, service: Service::SecondTrack, gatekeeper: false },
            replaces: noor.records(noor.own()).await.intake.map(|line| line.entry),
        },
        Act::NumberElsewhere => Command::NumberElsewhere { number: Some(number("2026-0042")) },
        Act::PassToSystem => Command::PassToSystem {},
        Act::SeeRecords => Command::SeeRecords { up_to: u64::MAX },
        Act::SeeDocuments => Command::SeeDocuments { up_to: u64::MAX },
        Act::LookAtDocuments => Command::LookAtDocuments { document: None },
        Act::AddDocument => {
            let document = DocumentId(Uuid::new_v4());
            let content = report(StoredFile { id: FileId(Uuid::new_v4()), ..cast.report.1 });
            Command::AddDocument(Box::new(NewDocument { document, replaces: 0, content }))
        }
        Act::KeepRecord => Command::KeepRecord {
            record: RecordId(Uuid::new_v4()),
            replaces: 0,
            content: Box::new(something(RecordKind::Note, "Vertelt met plezier.")),
        },
        Act::HandIn => {
            let (record, words) = (RecordId(Uuid::new_v4()), remark("Een brief."));
            let file = noor.attaches(noor.own(), record, "brief.pdf", pdf("Rust.")).await;
            Command::HandIn(Box::new(HandedIn { record, replaces: 0, words, files: vec![file] }))
        }
        Act::MarkPaper => Command::MarkPaper { item: consult.into(), there: true },
        Act::LookAtRecords => Command::LookAtRecords { record: None },
        Act::AskConsent
        | Act::GrantConsent
        | Act::DeclineConsent
        | Act::WithdrawConsent
        | Act::TakeBackConsent
        | Act::TellGround
        | Act::ObjectToGround => about_consents(cast, act, entry).await,
        Act::SendDocument | Act::StopSending | Act::KeepTheDoor => Command::Sending(about_sendings(cast, act).await),
        _ if act.is_about_people() => return about_people(cast, act).await,
        Act::RecordConsult => Command::RecordConsult {
            consult: ConsultId(Uuid::new_v4()),
            held_on: page.today,
            form: ConsultKind::Office,
            minutes: None,
        },
        Act::SendSummary => {
            Command::SendSummary { consult, replaces: version, passages: passages(&["U werkt drie uur per dag."]) }
        }
        Act::SeeSummary => Command::SeeSummary { consult, version },
        Act::ApproveSummary => noor.approval(&page, version, entry).await,
        Act::DisputeSummary => {
            Command::DisputeSummary { consult, version, marks: vec![mark(1, "Vier uur.", "Zo is het.")], remark: None }
        }
        Act::SignDispute => noor.signature(&page, entry).await,
        Act::AnswerDispute => Command::AnswerDispute {
            consult,
            dispute: page.view.disputes.last().map_or(EntryId(Uuid::nil()), |dispute| dispute.entry),
            answers: vec![accepted()],
            revision: Some(passages(&["U werkt vier uur per dag."])),
        },
        Act::PrintForm | Act::RecordForm | Act::SeeForm | Act::ConfirmForm | Act::ContestForm => {
            on_paper(cast, act, entry).await
        }
        Act::RemindNow => Command::RemindNow { consult, version },
        Act::Look => Command::Look { consult: Some(consult) },
        Act::SeeContactView => Command::OpenView { view: PurposeView::Contact },
        Act::SeeFinanceView => Command::OpenView { view: PurposeView::Finance },
        Act::Remind => Command::Remind { consult, version },
        Act::LeaveUnanswered => Command::LeaveUnanswered { consult, version },
        _ => return None,
    };
    assert_eq!(command.act(), act);
    Some((entry, command))
}

/// Each step of a form on paper.
async fn on_paper(cast: &Cast, act: Act, entry: EntryId) -> Command {
    let (form, asked) = (cast.form.0, Asked::Summary { consult: cast.consult, version: 1 });
    let (answer, signed_on) = (FormAnswer::Yes, cast.bureau.at.clock.today());
    match act {
        Act::PrintForm => Command::PrintForm { form: FormId(Uuid::new_v4()), asked },
        Act::RecordForm => {
            let (scan, original) = (ScanId(Uuid::nil()), Place::new("Kast 2").expect("a place"));
            Command::RecordForm(Box::new(Returned { form, asked, answer, signed_on, scan, original, words: None }))
        }
        Act::SeeForm => Command::SeeForm(Held { form, asked, answer, signed_on }),
        Act::ContestForm => Command::ContestForm { form, asked, words: None },
        _ => {
            let confirmation = cast.noor.confirmation(&cast.newer, entry).await;
            let evidence = Box::new(confirmation.evidence().expect("a signature").clone());
            Command::ConfirmForm { form, asked, evidence }
        }
    }
}

/// Each step about what may go to others.
async fn about_consents(cast: &Cast, act: Act, entry: EntryId) -> Command {
    let (noor, document, consent) = (&cast.noor, cast.report.0, cast.consent);
    let which = WhichConsent { document, consent };
    match act {
        Act::AskConsent | Act::TellGround => {
            let made = cast.coach.makes_pages(noor.own(), document, cast.recipient).await;
            let new = new_consent(&made, cast.recipient, Until::Once {}, "Voor wie betaalt.");
            if act == Act::AskConsent {
                return Command::AskConsent(Box::new(new));
            }
            // What the regulation does not know: whoever may tell is told so.
            let tell = NewGround { what: new, ground: OtherGround::Payer, law: None };
            Command::Ground(GroundCommand::Tell(Box::new(tell)))
        }
        // What goes by her yes alone: whoever may object is told so.
        Act::ObjectToGround => Command::Ground(GroundCommand::Object { which, why: remark("Liever niet.") }),
        Act::DeclineConsent => Command::DeclineConsent(which),
        Act::WithdrawConsent => Command::WithdrawConsent(which),
        Act::TakeBackConsent => Command::TakeBackConsent(which),
        _ => {
            // Signed for something else: what it is about is for other tests; whose it is, is told here.
            let confirmation = noor.confirmation(&cast.newer, entry).await;
            let evidence = Box::new(confirmation.evidence().expect("a signature").clone());
            let recipient = noor.consent_line(noor.own(), consent).await.view.terms.recipient;
            Command::GrantConsent(SignedConsent { document, consent, recipient, evidence })
        }
    }
}

/// Each step about what is sent.
async fn about_sendings(cast: &Cast, act: Act) -> SendingCommand {
    match act {
        // Of what she has not said yes to: whoever may send is told so.
        Act::SendDocument => {
            let (contact, sending) = (ContactId(Uuid::nil()), SendingId(Uuid::new_v4()));
            let new = cast.coach.new_sending(cast.noor.own(), cast.consent, contact).await;
            SendingCommand::Send(NewSending { sending, ..new })
        }
        Act::StopSending => SendingCommand::Stop(sent(cast).await.0),
        _ => SendingCommand::Door(Box::new(DoorStep::Begin {
            which: sent(cast).await.0,
            proof: Proof::Passkey,
            what: SentFile::Document,
        })),
    }
}

/// What is asked at the door of something that was sent.
async fn at_the_door(cast: &Cast, template: &str) -> Value {
    let (which, door, code) = sent(cast).await;
    let (noor, token) = (&cast.noor, door.token);
    match template {
        path::DOOR_OPEN | path::DOOR_KEY_CHALLENGE => json!(DoorLink { token }),
        path::DOOR_PROVE => json!(DoorProof { token, code }),
        _ => {
            door.takes(door.enters(&code).await.pass).await;
            noor.wants_of_consent(noor.own(), which.consent, Command::WithdrawConsent).await.is_done();
            json!(DoorAnswer { token, deletion: Deletion::Deleted {} })
        }
    }
}

/// Something that was sent, with the way to it.
async fn sent(cast: &Cast) -> (WhichSending, AtTheDoor, String) {
    let (coach, noor) = (&cast.coach, &cast.noor);
    let dossier = noor.own();
    let (document, _) = coach.adds_report(dossier, &["Het gaat goed"]).await;
    let recipient = coach.adds_recipient(RecipientKind::Payer, "Wie betaalt").await;
    let address = format!("{}@betaalt.example", Uuid::new_v4());
    let contact = coach.adds_contact(recipient, reached("Ilse", &address)).await;
    let consent = coach.asks_consent(dossier, document, recipient, "Voor wie betaalt.").await;
    noor.grants(dossier, consent).await.is_done();
    let which = coach.sends_out(dossier, consent, contact).await;
    let code = coach.sending(dossier, which).await.1.code.expect("a code");
    (which, AtTheDoor::of(&cast.bureau, &address).await, code)
}

/// Each step about who guides her and who stands in, as the proposals stand when it is its turn.
async fn about_people(cast: &Cast, act: Act) -> Option<(EntryId, Command)> {
    let (noor, entry) = (&cast.noor, new_entry());
    let today = cast.bureau.at.clock.today();
    let page = noor.own_page().await;
    let nobody = PersonId(Uuid::nil());
    let proposal = page.view.coming.map_or(EntryId(Uuid::nil()), |coming| coming.proposal);
    let stands_in = page.view.substitute.map_or(EntryId(Uuid::nil()), |known| known.proposal);
    // Signed for something else: what it is about is for other tests; whose it is, is told here.
    let evidence = || async {
        let confirmation = noor.confirmation(&cast.newer, entry).await;
        Box::new(confirmation.evidence().expect("a signature").clone())
    };
    let command = match act {
        Act::ProposeCoach => Command::ProposeCoach { coach: nobody, why: None },
        Act::RecordMeeting => Command::RecordMeeting { proposal, on: today },
        Act::WithdrawCoach => Command::WithdrawCoach { proposal: EntryId(Uuid::nil()) },
        Act::AcceptCoach => Command::AcceptCoach(SignedYes { proposal, evidence: evidence().await }),
        Act::HandOver => Command::HandOver(SignedYes { proposal, evidence: evidence().await }),
        Act::DeclineCoach => Command::DeclineCoach { proposal },
        Act::ProposeSubstitute => Command::ProposeSubstitute { person: nobody, from: today, until: today },
        Act::AcceptSubstitute => {
            Command::AcceptSubstitute(SignedYes { proposal: stands_in, evidence: evidence().await })
        }
        Act::DeclineSubstitute => Command::DeclineSubstitute { proposal: stands_in },
        Act::EndSubstitute => Command::EndSubstitute { proposal: EntryId(Uuid::nil()) },
        Act::AdmitGuest => {
            Command::AdmitGuest { person: nobody, until: today, fault: None, why: remark("Zij ziet niets.") }
        }
        Act::AcceptRepresentative => Command::AcceptRepresentative(SignedYes { proposal, evidence: evidence().await }),
        Act::EndRepresentative => Command::EndRepresentative { proposal: EntryId(Uuid::nil()) },
        Act::EndGuest => Command::EndGuest { guest: EntryId(Uuid::nil()) },
        _ => return None,
    };
    assert_eq!(command.act(), act);
    Some((entry, command))
}

async fn command_rows(cast: &Cast) -> Vec<(String, Vec<String>)> {
    let commands = path::to(path::DOSSIER_COMMANDS, &[&cast.noor.own()]);
    let mut rows = Vec::new();
    for act in Act::ALL {
        let Some((entry, command)) = command(cast, *act).await else { continue };
        let signed = command.evidence().is_some();
        let cells = cast
            .all_ask(async |caller| {
                // What is signed names its entry; everything else has one of its own.
                let body = Some(json!(Post { entry, command: command.clone() }));
                let body = if signed { body } else { fresh(body) };
                caller.asks(Method::POST, &commands, body).await
            })
            .await;
        rows.push((format!("{act:?}"), cells));
    }
    rows
}

async fn bureau_rows(cast: &Cast) -> Vec<(String, Vec<String>)> {
    let leaving = cast.administrator.invites_staff("Weg", Role::Coach).await.me.person;
    let (person, invitation) = (PersonId(Uuid::nil()), InvitationId(Uuid::nil()));
    let today = cast.bureau.at.clock.today();
    let commands = [
        ("Found", BureauCommand::Found { name: name("Nieuw") }),
        ("Rename", BureauCommand::Rename { name: name("Bureau Anders") }),
        (
            "SetSettings",
            BureauCommand::SetSettings { settings: Settings { session_hours_max: 11, ..Settings::default() } },
        ),
        (
            "SetContact",
            BureauCommand::SetContact {
                contact: Contact { email: Some(email("hulp@bureau.example")), ..Contact::default() },
            },
        ),
        ("Publish", BureauCommand::Publish { regulation: kept(today), today }),
        ("ReviewRegulation", BureauCommand::ReviewRegulation { version: 1 }),
        ("AcknowledgeRegulation", BureauCommand::AcknowledgeRegulation { version: 1 }),
        ("Pledge", BureauCommand::Pledge { sentence: promise() }),
        ("InviteStaff", BureauCommand::InviteStaff { person, role: Role::Coach, invitation }),
        ("PlaceStaff", BureauCommand::PlaceStaff { person: leaving, organisation: None }),
        ("EndStaff", BureauCommand::EndStaff { person: leaving }),
        ("RegisterKey", BureauCommand::RegisterKey { credential_id: Bytes(vec![1]) }),
        ("RemoveKey", BureauCommand::RemoveKey { credential_id: Bytes(vec![1]) }),
        ("CountAttempt", BureauCommand::CountAttempt { target: ItemId(Uuid::nil()) }),
    ];
    // Before the pledge that everybody makes here.
    let commands = of_recipients(cast).await.into_iter().chain(commands);
    let mut rows = Vec::new();
    for (what, command) in commands {
        let cells = cast.all_ask(async |caller| {
            let post = BureauPost { entry: new_entry(), command: anew(command.clone()) };
            caller.posts(path::BUREAU_COMMANDS, &post).await
        });
        rows.push((what.to_owned(), cells.await));
    }
    rows
}

/// The same, where it makes something: for each who asks another.
fn anew(command: BureauCommand) -> BureauCommand {
    let id = Uuid::new_v4();
    match command {
        BureauCommand::AddRecipient { kind, details, .. } => {
            BureauCommand::AddRecipient { recipient: RecipientId(id), kind, details }
        }
        BureauCommand::AddContact { recipient, person, .. } => {
            BureauCommand::AddContact { recipient, contact: ContactId(id), person }
        }
        command => command,
    }
}

/// Every command about a recipient; the first who may ends what is ended.
async fn of_recipients(cast: &Cast) -> Vec<(&'static str, BureauCommand)> {
    let (recipient, what) =
        (cast.coach.adds_recipient(RecipientKind::Payer, "Bakkerij").await, AgreementKind::Exchange);
    let contact = cast.coach.adds_contact(recipient, reached("Ilse", "ilse@zon.example")).await;
    let agreement = agreement(what, cast.bureau.at.clock.today(), None);
    let (kind, details) = (RecipientKind::Payer, details("Bakkerij De Zon"));
    vec![
        ("AddRecipient", BureauCommand::AddRecipient { recipient, kind, details: details.clone() }),
        ("ChangeRecipient", BureauCommand::ChangeRecipient { recipient, details }),
        ("AddContact", BureauCommand::AddContact { recipient, contact, person: reached("Otto", "otto@zon.example") }),
        (
            "ChangeContact",
            BureauCommand::ChangeContact { recipient, contact, person: reached("Ilse", "ilse@maan.example") },
        ),
        ("RecordAgreement", BureauCommand::RecordAgreement { recipient, agreement }),
        ("EndAgreement", BureauCommand::EndAgreement { recipient, what }),
        ("EndContact", BureauCommand::EndContact { recipient, contact }),
        ("EndRecipient", BureauCommand::EndRecipient { recipient }),
    ]
}

fn printed(title: &str, rows: &[(String, Vec<String>)]) -> String {
    let mut out = format!("{title}\n");
    for (what, cells) in rows {
        let _ = write!(out, "\n{what}\n");
        let mut answers: Vec<&String> = cells.iter().collect();
        answers.sort();
        answers.dedup();
        for answer in answers {
            let who: Vec<_> =
                COLUMNS.iter().zip(cells).filter(|(_, cell)| *cell == answer).map(|(who, _)| *who).collect();
            let _ = writeln!(out, "    {answer:<24} {}", who.join(", "));
        }
    }
    out
}

#[tokio::test]
async fn f58_everybody_may_do_what_the_access_matrix_says_and_nothing_else() {
    let cast = Cast::gather().await;
    let endpoints = printed("Every endpoint, about Noor's dossier.", &endpoint_rows(&cast).await);
    let commands = printed("Every command for Noor's dossier.", &command_rows(&cast).await);
    let bureau = printed("Every command for the bureau: each for her own.", &bureau_rows(&cast).await);
    let matrix = format!("{endpoints}\n\n{commands}\n\n{bureau}");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/api/access_matrix.txt");
    if std::env::var_os("UPDATE_MATRIX").is_some() {
        std::fs::write(file, &matrix).expect("the matrix can be written");
    }
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    let changed: Vec<_> = differences(&kept, &matrix);
    assert!(changed.is_empty(), "access changed (UPDATE_MATRIX=1 writes it down):\n{}", changed.join("\n"));
    cast.bureau.is_sound().await;
}

/// The lines that are in one of them only, with the row they belong to.
fn differences(kept: &str, now: &str) -> Vec<String> {
    let lines = |text: &str| {
        let mut row = String::new();
        let mut lines = Vec::new();
        for line in text.lines() {
            if !line.starts_with(' ') {
                line.clone_into(&mut row);
            }
            lines.push(format!("{row}: {}", line.trim()));
        }
        lines
    };
    let (kept, now) = (lines(kept), lines(now));
    let gone = kept.iter().filter(|line| !now.contains(line)).map(|line| format!("- {line}"));
    let come = now.iter().filter(|line| !kept.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(come).collect()
}

#[tokio::test]
async fn m7b_a_dossier_that_is_not_hers_does_not_exist_for_her_and_each_knock_is_counted_once_an_hour() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let other = bureau.client(&coach, "Yara").await;
    let hers = client.own();
    // Early in an hour, so that the knocks fall into one.
    let hour = 3_600_000;
    let until = u64::try_from(hour - bureau.at.clock.now().0.rem_euclid(hour)).unwrap();
    bureau.passes(std::time::Duration::from_millis(until));
    other.unlocks().await;
    let made_up = DossierId(Uuid::new_v4());
    let knock = async |dossier: DossierId| {
        let answers = [
            other.gets(&path::to(path::DOSSIER, &[&dossier])).await,
            other.wants(dossier, Command::ConfirmRegulation {}).await,
            other.gets(&path::to(path::CONSULT, &[&dossier, &Uuid::nil()])).await,
        ];
        answers.map(|answer| (answer.status, answer.body))
    };
    assert_eq!(knock(hers).await, knock(made_up).await, "what is not hers and what is not there are told alike");
    assert_eq!(bureau.knocks().await, 2, "one for each target");
    knock(hers).await;
    assert_eq!(bureau.knocks().await, 2, "and no more within the hour");
    bureau.passes(std::time::Duration::from_hours(1));
    other.unlocks().await;
    knock(hers).await;
    assert_eq!(bureau.knocks().await, 3);
}

#[tokio::test]
async fn m7b_every_door_to_a_dossier_counts_a_knock() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let hers = client.own();
    let consult = coach.asks_her(hers, &["U werkt twee uur."]).await;
    let made = coach.invites_back(hers).await;
    let draft = path::to(path::DRAFT, &[&hers, &consult]);
    let doors: Vec<(Method, String, Option<Value>)> = vec![
        (Method::GET, path::to(path::DOSSIER, &[&hers]), None),
        (Method::GET, path::to(path::CONSULT, &[&hers, &consult]), None),
        (Method::GET, path::to(path::DOSSIER_INVITATIONS, &[&hers]), None),
        (Method::GET, path::to(path::LOOKS, &[&hers]), None),
        (
            Method::POST,
            path::to(path::DOSSIER_INVITATIONS, &[&hers]),
            Some(serde_json::to_value(invitation(LinkHolder::Invited, KeyRoute::First, None)).unwrap()),
        ),
        (Method::DELETE, path::to(path::DOSSIER_INVITATION, &[&hers, &made.id]), None),
        (Method::GET, draft.clone(), None),
        (Method::PUT, draft.clone(), Some(json!({ "body": "Half" }))),
        (Method::DELETE, draft, None),
    ];
    for (method, path, body) in doors {
        let stranger = bureau.client(&coach, "Yara").await;
        let before = bureau.knocks().await;
        let answer = stranger.asks(method, &path, body).await;
        assert_eq!(answer.status, 404, "{answer}");
        assert_eq!(bureau.knocks().await, before + 1, "{answer}");
    }
}

#[tokio::test]
async fn m7b_who_knocks_everywhere_does_not_fill_the_log() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let knock = async || {
        client.gets(&path::to(path::DOSSIER, &[&Uuid::new_v4()])).await.is_refused(404, "unknown");
    };
    // Early in an hour, so that the knocks fall into one.
    let until = 3_600_000 - bureau.at.clock.now().0.rem_euclid(3_600_000);
    bureau.passes(std::time::Duration::from_millis(u64::try_from(until).unwrap()));
    client.unlocks().await;
    for _ in 0..shared::bureau::KNOCKS_MAX + 5 {
        knock().await;
    }
    assert_eq!(bureau.knocks().await, usize::from(shared::bureau::KNOCKS_MAX) + 1);
    bureau.passes(std::time::Duration::from_hours(1));
    client.unlocks().await;
    knock().await;
    assert_eq!(bureau.knocks().await, usize::from(shared::bureau::KNOCKS_MAX) + 2, "a new hour");
    bureau.is_sound().await;
}

#[tokio::test]
async fn m7b_a_taken_id_swallows_no_knock() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let (ctx, target, now) = (bureau.ctx(), Uuid::new_v4(), bureau.at.clock.now());
    let entry_of = async |bureau| {
        let entry = server::bureaus::attempts::entry_of(ctx, bureau, client.me.person, ItemId(target), now);
        entry.await.unwrap()
    };
    let entry = entry_of(bureau.id).await;
    assert_ne!(entry, entry_of(bureau.neighbour().await.id).await, "made under the bureau's own key");
    client.sends_entry(client.own(), entry, Command::SeeSummary { consult, version: 1 }).await.is_done();
    client.gets(&path::to(path::DOSSIER, &[&target])).await.is_refused(404, "unknown");
    assert_eq!(bureau.knocks().await, 1);
}

//! What goes out over HTTP: through one door, under a yes that counts at that moment, and asked back when it ends.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::StreamExt as _;
use server::sendings::give;
use shared::access::Act;
use shared::api::{DeletionLine, DoorKey, DoorPass, DoorRoom, DoorState, path};
use shared::bureau::BureauCommand;
use shared::bureau::recipients::RecipientKind;
use shared::dossier::consents::{Status, Until};
use shared::dossier::documents::{DocumentContent, StoredFile};
use shared::dossier::records::LegalGround;
use shared::dossier::sendings::{
    Deletion, NewSending, Proof, SendingCommand, SendingStatus, SentFile, WRONG_CODES_MAX, WhichSending,
};
use shared::dossier::{Command, Dossier};
use shared::ids::{ConsentId, ContactId, DocumentId, DossierId, Hash, RecipientId, SendingId, Uuid};
use shared::log::Role;
use shared::policy::choices::Service;
use shared::text::Remark;
use support::bureau::Bureau;
use support::documents::{noise_png, report};
use support::person::{Person, new_entry};
use support::recipients::{details, reached};
use support::sendings::AtTheDoor;

const WHY: &str = "De werkgever wil weten hoe het gaat.";
pub(super) const ILSE: &str = "ilse@pers.example";

/// A client who said yes to her report going to who pays, where Ilse is reached.
pub(super) struct Story {
    pub(super) bureau: Bureau,
    pub(super) fenna: Person,
    pub(super) samira: Person,
    pub(super) noor: Person,
    pub(super) recipient: RecipientId,
    pub(super) ilse: ContactId,
    pub(super) consent: ConsentId,
}

impl Story {
    pub(super) async fn begin() -> Self {
        Self::of(Bureau::start().await, Until::Trajectory {}).await
    }

    pub(super) async fn of(bureau: Bureau, until: Until) -> Self {
        Self::about(bureau, until, report).await
    }

    /// The same with a report that says something of her health.
    pub(super) async fn about_her_health() -> Self {
        let about = |file| DocumentContent {
            about_health: true,
            ground: LegalGround::Reintegration,
            beside: Some(LegalGround::Interest),
            reason: Some(Remark::new("Nodig voor het plan.").unwrap()),
            ..report(file)
        };
        Self::about(Bureau::start().await, Until::Trajectory {}, about).await
    }

    pub(super) async fn about(bureau: Bureau, until: Until, content: impl Fn(StoredFile) -> DocumentContent) -> Self {
        let administrator = bureau.administrator().await;
        let fenna = administrator.invites_staff("Fenna", Role::Officer).await;
        let samira = bureau.coach(&administrator, "Samira").await;
        let noor = bureau.client(&samira, "Noor").await;
        let recipient = samira.adds_recipient(RecipientKind::Payer, "Drukkerij De Pers").await;
        let ilse = samira.adds_contact(recipient, reached("Ilse de Wit", ILSE)).await;
        let document = DocumentId(Uuid::new_v4());
        // A picture of noise: no compression makes it small, so that it goes in several segments.
        let file = samira.brings_file(noor.own(), document, &noise_png(300)).await.gives();
        samira.records_intake(noor.own(), Service::SecondTrack, true).await.is_done();
        samira.adds_document(noor.own(), (document, 0), content(file)).await.is_done();
        let made = samira.makes_pages(noor.own(), document, recipient).await;
        samira.asks_with(noor.own(), (&made, recipient), (until, WHY)).await.is_done();
        noor.grants(noor.own(), made.consent).await.is_done();
        Self { bureau, fenna, samira, noor, recipient, ilse, consent: made.consent }
    }

    pub(super) fn dossier(&self) -> DossierId {
        self.noor.own()
    }

    pub(super) async fn sent(&self) -> WhichSending {
        self.samira.sends_out(self.dossier(), self.consent, self.ilse).await
    }

    pub(super) async fn code(&self, which: WhichSending) -> String {
        self.samira.sending(self.dossier(), which).await.1.code.expect("the code, for who sends")
    }

    pub(super) async fn status(&self, which: WhichSending) -> SendingStatus {
        self.noor.sending(self.dossier(), which).await.0.status
    }

    pub(super) async fn withdraws(&self) {
        self.noor.wants_of_consent(self.dossier(), self.consent, Command::WithdrawConsent).await.is_done();
    }

    /// Until the end of a download is written down, which happens a moment after it.
    pub(super) async fn given(&self, which: WhichSending) -> Vec<Option<u32>> {
        for _ in 0..200 {
            let (view, _) = self.noor.sending(self.dossier(), which).await;
            let given: Vec<Option<u32>> = view.downloads.iter().map(|download| download.given).collect();
            if given.iter().all(Option::is_some) {
                return given;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the end of a download is not written down");
    }
}

// Keeps: M3a, M9b, R5.1
#[tokio::test]
async fn f30_f35_a_recipient_gets_with_link_and_code_the_very_bytes_she_signed_and_she_reads_of_each_download() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let before = story.bureau.mails_to(ILSE).await.len();
    let which = story.sent().await;
    let mails = story.bureau.mails_to(ILSE).await.split_off(before);
    let [mail] = &mails[..] else { panic!("one mail: {mails:#?}") };
    for personal in ["Noor", "Voortgang", "Samira", "Pers", &*story.code(which).await] {
        assert!(!mail.text.contains(personal) && !mail.subject.contains(personal), "{personal}: {}", mail.text);
    }
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    let face = door.opens().await;
    assert_eq!((face.state, face.bureau.as_str().is_empty()), (DoorState::Open, false));
    let room = door.enters(&story.code(which).await).await;
    let file = noor.consent_line(dossier, story.consent).await.view.terms.file;
    assert_eq!((room.hash, room.bytes, room.left), (file.hash, file.bytes, 3));
    assert_eq!(room.recipient.unwrap().as_str(), "Drukkerij De Pers");
    let (status, bytes) = door.takes(room.pass).await;
    assert_eq!((status, Hash::of(&[&bytes])), (200, file.hash), "byte for byte what she signed");
    assert_eq!(story.given(which).await, [Some(file.bytes)]);
    let (view, line) = noor.sending(dossier, which).await;
    assert_eq!((view.sent_by, line.contact.unwrap().as_str(), line.code), (samira.id(), "Ilse de Wit", None));
    story.bureau.passes(Duration::from_mins(31));
    assert_eq!(door.takes(room.pass).await.0, 410, "the code opens it for half an hour");
    story.bureau.is_sound().await;
}

// Keeps: M3a, R5.1, G28
// Part of: S1a, W10a
#[tokio::test]
async fn f30_no_link_no_code_no_pass_no_yes_no_bytes() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let new = samira.new_sending(dossier, story.consent, story.ilse).await;
    let other = samira.adds_recipient(RecipientKind::OtherCoach, "Bureau Elders").await;
    let theirs = samira.adds_contact(other, reached("Otto", "otto@elders.example")).await;
    let wrong = [
        (NewSending { recipient: other, ..new }, 404, "unknown"),
        (NewSending { contact: theirs, ..new }, 422, "sending_contact"),
        (NewSending { consent: ConsentId(Uuid::new_v4()), ..new }, 404, "unknown"),
        (NewSending { days: 0, ..new }, 422, "sending_limits"),
    ];
    for (new, status, code) in wrong {
        samira.sends_document(dossier, new).await.is_refused(status, code);
    }
    noor.sends_document(dossier, new).await.is_refused(403, "not_yours");
    let yara = story.bureau.client(samira, "Yara").await;
    samira.sends_document(yara.own(), new).await.is_refused(404, "unknown");
    // The same request twice is one sending; its id is taken then, and a second link for the same person is none.
    let entry = new_entry();
    for _ in 0..2 {
        samira.sends_entry(dossier, entry, Command::Sending(SendingCommand::Send(new))).await.is_done();
    }
    samira.sends_document(dossier, new).await.is_refused(404, "unknown");
    let beside = NewSending { sending: SendingId(Uuid::new_v4()), ..new };
    samira.sends_document(dossier, beside).await.is_refused(422, "sending_open");
    let which =
        WhichSending { document: new.document, consent: new.consent, recipient: new.recipient, sending: new.sending };
    let (door, code) = (AtTheDoor::of(&story.bureau, ILSE).await, story.code(which).await);
    let mut stranger = AtTheDoor::of(&story.bureau, ILSE).await;
    stranger.token = Hash::of(&[b"a guess"]);
    stranger.proves(&code).await.is_refused(404, "invitation_unknown");
    assert_eq!(door.takes(Hash::of(&[b"a guess"])).await.0, 410, "no pass, no bytes");
    let room = door.enters(&code).await;
    let again = door.enters(&code).await;
    assert_eq!(door.takes(room.pass).await.0, 410, "one pass at a time");
    for _ in 0..3 {
        assert_eq!(door.takes(again.pass).await.0, 200);
    }
    assert_eq!(door.takes(again.pass).await.0, 422, "no more than was said");
    // What is not on the list any more gets nothing.
    let second = samira.sends_out(dossier, story.consent, story.ilse).await;
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    let code = story.code(second).await;
    let room = door.enters(&code).await;
    samira.wants_of_the_bureau(BureauCommand::EndRecipient { recipient: story.recipient }).await.is_done();
    assert_eq!(door.takes(room.pass).await.0, 422);
    door.proves(&code).await.is_refused(422, "sending_stopped");
    assert_eq!(door.opens().await.state, DoorState::Closed);
    let (view, line) = samira.sending(dossier, second).await;
    assert_eq!((view.status, line.code), (SendingStatus::Closed, None), "nobody is told to read a code out");
    // Who took something is asked to delete it all the same, where it was sent to.
    let since = story.bureau.mails_to(ILSE).await.len();
    story.withdraws().await;
    assert_eq!(story.bureau.mails_to(ILSE).await.len(), since + 1);
    story.bureau.is_sound().await;
}

// Keeps: G6, P10
#[tokio::test]
async fn f30_what_is_about_her_health_opens_with_a_passkey_and_with_nothing_less() {
    let story = Story::about_her_health().await;
    let (samira, dossier) = (&story.samira, story.dossier());
    let which = story.sent().await;
    let (door, code) = (AtTheDoor::of(&story.bureau, ILSE).await, story.code(which).await);
    assert!(!door.opens().await.key, "she has made none");
    // Somebody with link and code and no passkey sees not even what it is called.
    let make = door.is_asked_for_a_key(&code).await;
    assert_eq!(door.takes(Hash::of(&[b"a guess"])).await.0, 410);
    let made = door.makes_key(&make).await;
    let room: DoorRoom = door.shows_key(&made).await.gives();
    assert_eq!(room.title.as_ref().unwrap().as_str(), "Voortgang in het najaar");
    assert_eq!(door.takes(room.pass).await.0, 200);
    story.given(which).await;
    // The same again, after a lost answer, is the same key.
    let room: DoorRoom = door.shows_key(&made).await.gives();
    let (view, _) = story.noor.sending(dossier, which).await;
    assert_eq!(view.downloads.iter().map(|download| download.proof).collect::<Vec<_>>(), [Proof::Passkey]);
    let entries = story.bureau.entries::<Dossier>(dossier.into()).await;
    let keys = entries.iter().filter(|header| header.kind == "door_key_made").count();
    assert_eq!((keys, view.key_made_at.is_some()), (1, true), "she reads that a key was made, once");
    // At the next link it opens without a code, and the pass of the link before opens nothing of it.
    samira.stops_sending(dossier, which).await.is_done();
    let second = story.sent().await;
    let later = AtTheDoor::of(&story.bureau, ILSE).await.with(&door.phone);
    assert!(later.opens().await.key);
    assert_eq!(later.takes(room.pass).await.0, 410);
    let touched = later.touches_key().await;
    let room: DoorRoom = later.shows_key(&touched).await.gives();
    later.shows_key(&touched).await.is_refused(410, "flow_ended");
    assert_eq!(later.takes(room.pass).await.0, 200);
    // A passkey opens no more than her yes does, and no door of somebody else.
    story.withdraws().await;
    assert_eq!(later.takes(room.pass).await.0, 422);
    later.shows_key(&later.touches_key().await).await.is_refused(422, "sending_not_live");
    let (view, _) = story.noor.sending(dossier, second).await;
    assert_eq!(view.status, SendingStatus::Asked);
    story.bureau.is_sound().await;
}

// Keeps: G6
#[tokio::test]
async fn f30_a_key_of_somebody_else_or_of_another_link_opens_no_door() {
    let story = Story::about_her_health().await;
    let (samira, dossier) = (&story.samira, story.dossier());
    let other = samira.adds_contact(story.recipient, reached("Otto", "otto@pers.example")).await;
    let (hers, his) = (story.sent().await, samira.sends_out(dossier, story.consent, other).await);
    let ilse = AtTheDoor::of(&story.bureau, ILSE).await;
    let otto = AtTheDoor::of(&story.bureau, "otto@pers.example").await;
    let (code, other_code) = (story.code(hers).await, story.code(his).await);
    let (make, make_his) = (ilse.is_asked_for_a_key(&code).await, otto.is_asked_for_a_key(&other_code).await);
    // What was begun at one link ends at no other.
    let made = otto.makes_key(&make_his).await;
    ilse.shows_key(&DoorKey { token: ilse.token, ..made.clone() }).await.is_refused(410, "flow_ended");
    // Nor is the answer to one challenge that to another.
    ilse.shows_key(&DoorKey { token: ilse.token, flow: make.flow, credential: made.credential.clone() })
        .await
        .is_refused(422, "passkey_refused");
    let _: DoorRoom = otto.shows_key(&made).await.gives();
    let his_at_hers = AtTheDoor::of(&story.bureau, ILSE).await.with(&otto.phone);
    his_at_hers.shows_key(&his_at_hers.touches_key().await).await.is_refused(401, "passkey_unknown");
    // It signs nobody in, and who signs in here opens no door with that key.
    story
        .noor
        .picks_up(otto.phone.clone())
        .answers_a_challenge(&story.bureau.visitor())
        .await
        .is_refused(401, "passkey_unknown");
    let clients = AtTheDoor::of(&story.bureau, ILSE).await.with(&story.noor.phone);
    clients.shows_key(&clients.touches_key().await).await.is_refused(401, "passkey_unknown");
    // Who is reached in another way from now on makes a new one for what is sent from now on.
    let mut person = reached("Otto", "nieuw@pers.example");
    person.role = None;
    let (recipient, contact) = (story.recipient, other);
    samira.wants_of_the_bureau(BureauCommand::ChangeContact { recipient, contact, person }).await.is_done();
    samira.stops_sending(dossier, his).await.is_done();
    samira.sends_out(dossier, story.consent, other).await;
    let new = AtTheDoor::of(&story.bureau, "nieuw@pers.example").await.with(&otto.phone);
    assert!(!new.opens().await.key);
    new.shows_key(&new.touches_key().await).await.is_refused(401, "passkey_unknown");
    story.bureau.is_sound().await;
}

#[tokio::test]
async fn codes_cannot_be_guessed_and_who_tries_shuts_the_link_for_good() {
    let story = Story::begin().await;
    let which = story.sent().await;
    let (door, code) = (AtTheDoor::of(&story.bureau, ILSE).await, story.code(which).await);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 1..WRONG_CODES_MAX {
        door.proves(wrong).await.is_refused(422, "wrong_code");
    }
    door.proves(wrong).await.is_refused(422, "sending_blocked");
    door.proves(&code).await.is_refused(422, "sending_blocked");
    assert_eq!((story.status(which).await, door.opens().await.state), (SendingStatus::Blocked, DoorState::Closed));
    // Whoever has the link alone learns nothing else: not even that it was stopped.
    let stopped = story.sent().await;
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    let code = story.code(stopped).await;
    story.samira.stops_sending(story.dossier(), stopped).await.is_done();
    door.proves(if code == "000000" { "000001" } else { "000000" }).await.is_refused(422, "wrong_code");
    for _ in 0..=WRONG_CODES_MAX {
        door.proves(&code).await.is_refused(422, "sending_stopped");
    }
    // A new link has another code.
    let second = story.sent().await;
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    assert_ne!(story.code(second).await, code);
    door.enters(&story.code(second).await).await;
}

// Keeps: G7.3
#[tokio::test]
async fn f27_when_she_withdraws_the_next_segment_of_a_download_is_given_to_nobody() {
    let story = Story::begin().await;
    let which = story.sent().await;
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    let room = door.enters(&story.code(which).await).await;
    let pass = DoorPass { token: door.token, pass: room.pass, what: SentFile::Document };
    let (file, mut segments) = give::give(story.bureau.ctx(), pass).await.expect("it begins");
    let first = segments.next().await.expect("a segment").expect("it is given");
    assert!(u32::try_from(first.len()).unwrap() < file.bytes, "there is more");
    story.withdraws().await;
    assert!(segments.next().await.expect("an end").is_err(), "nothing more");
    drop(segments);
    assert_eq!(
        story.given(which).await,
        [Some(u32::try_from(first.len()).unwrap())],
        "and how much was given is known"
    );
    assert_eq!(door.takes(room.pass).await.0, 422);
    assert_eq!((story.status(which).await, door.opens().await.state), (SendingStatus::Asked, DoorState::Asked));
    story.bureau.is_sound().await;
}

// Part of: G19
#[tokio::test]
async fn f28_who_took_it_is_asked_to_delete_it_and_client_and_coach_read_what_is_answered() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let which = story.sent().await;
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    door.answers(Deletion::Deleted {}).await.is_refused(409, "no_question");
    let fenna = &story.fenna;
    let room = door.enters(&story.code(which).await).await;
    door.takes(room.pass).await;
    let since = story.bureau.mails_to(ILSE).await.len();
    story.withdraws().await;
    let mails = story.bureau.mails_to(ILSE).await.split_off(since);
    assert_eq!(mails.len(), 1, "told at once");
    assert!(!mails[0].text.contains("Noor") && !mails[0].text.contains("Voortgang"));
    // The link of that mail is enough; nothing is given for it.
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    assert_eq!(door.opens().await.state, DoorState::Asked);
    let why = Remark::new("De accountant moet dit zeven jaar bewaren.").unwrap();
    let asked_back = async || -> Vec<DeletionLine> {
        let lines = fenna.gets(path::BUREAU_DELETIONS).await;
        for personal in ["Noor", "Voortgang", "Samira", "accountant"] {
            assert!(!lines.text.contains(personal), "{personal}: {}", lines.text);
        }
        lines.gives()
    };
    let lines = asked_back().await;
    assert_eq!((lines.len(), lines[0].sending, lines[0].kept_at), (1, which.sending, None));
    assert_eq!(lines[0].recipient.as_ref().unwrap().as_str(), "Drukkerij De Pers");
    samira.gets(path::BUREAU_DELETIONS).await.is_refused(403, "wrong_role");
    door.answers(Deletion::Kept { why: why.clone() }).await.is_done();
    assert!(asked_back().await[0].kept_at.is_some(), "what is kept stays in sight");
    for reader in [noor, samira] {
        let (view, line) = reader.sending(dossier, which).await;
        assert_eq!((view.status, line.kept.as_ref()), (SendingStatus::Kept, Some(&why)));
    }
    door.answers(Deletion::Deleted {}).await.is_done();
    assert!(asked_back().await.is_empty());
    assert_eq!((story.status(which).await, door.opens().await.state), (SendingStatus::Deleted, DoorState::Deleted));
    story.bureau.is_sound().await;
}

// Keeps: G7.3
#[tokio::test]
async fn f29_what_is_past_its_last_day_closes_by_itself_and_is_asked_back() {
    let bureau = Bureau::start().await;
    let until = Until::On { date: bureau.at.clock.today().plus_days(3) };
    let story = Story::of(bureau, until).await;
    let which = story.sent().await;
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    assert_eq!(door.opens().await.until, story.bureau.at.clock.today().plus_days(3), "no longer than the yes");
    let room = door.enters(&story.code(which).await).await;
    door.takes(room.pass).await;
    story.given(which).await;
    let since = story.bureau.mails_to(ILSE).await.len();
    server::sendings::run(story.bureau.ctx()).await.unwrap();
    assert_eq!(story.bureau.mails_to(ILSE).await.len(), since, "it counts still");
    story.bureau.days_pass(4).await;
    assert_eq!(door.opens().await.state, DoorState::Closed, "also before anybody is asked");
    for _ in 0..2 {
        server::sendings::run(story.bureau.ctx()).await.unwrap();
    }
    assert_eq!(story.bureau.mails_to(ILSE).await.len(), since + 1, "asked once");
    story.noor.unlocks().await;
    assert_eq!(story.status(which).await, SendingStatus::Asked);
    let line = story.noor.consent_line(story.dossier(), story.consent).await;
    assert_eq!(line.view.status, Status::Ended);
}

#[tokio::test]
async fn staff_close_the_door_and_the_code_is_for_who_sends_while_it_is_open() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let which = story.sent().await;
    let door = AtTheDoor::of(&story.bureau, ILSE).await;
    assert!(samira.sending(dossier, which).await.0.allowed.contains(&Act::StopSending));
    noor.stops_sending(dossier, which).await.is_refused(403, "not_yours");
    let elsewhere = WhichSending { sending: SendingId(Uuid::new_v4()), ..which };
    samira.stops_sending(dossier, elsewhere).await.is_refused(404, "unknown");
    samira.stops_sending(dossier, which).await.is_done();
    let (view, line) = samira.sending(dossier, which).await;
    assert_eq!((view.status, line.code), (SendingStatus::Closed, None));
    assert_eq!(door.opens().await.state, DoorState::Closed);
    // What was stopped before its mail went out is announced to nobody.
    let second = story.sent().await;
    samira.stops_sending(dossier, second).await.is_done();
    let since = story.bureau.mails_to(ILSE).await.len();
    assert_eq!(since, 2, "that she is on record, and the first link");
    // She said yes to another name than the recipient has now.
    let command = BureauCommand::ChangeRecipient { recipient: story.recipient, details: details("De Nieuwe Pers") };
    samira.wants_of_the_bureau(command).await.is_done();
    let new = samira.new_sending(dossier, story.consent, story.ilse).await;
    samira.sends_document(dossier, new).await.is_refused(422, "sending_recipient");
}

/// How many people collect at once in a round, each as often as she may.
const PEOPLE: usize = 4;
const TIMES: u32 = 6;

/// Reads a download until it ends, a little slower or faster: how many segments were given, none after she was answered.
async fn reads(mut segments: give::Segments, answered: &AtomicBool, pause: Duration) -> u32 {
    let mut given = 0;
    loop {
        let over = answered.load(Ordering::SeqCst);
        match segments.next().await {
            Some(Ok(_)) => assert!(!over, "a segment after the withdrawal was answered"),
            Some(Err(_)) | None => return given,
        }
        given += 1;
        tokio::time::sleep(pause).await;
    }
}

/// Withdrawals that fall anywhere in downloads by several people, on each server there is.
async fn withdrawals_fall_in_downloads(story: Story, rounds: u64) {
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let mut others = vec![(story.ilse, ILSE.to_owned())];
    for number in 1..PEOPLE {
        let address = format!("collega{number}@pers.example");
        others.push((samira.adds_contact(story.recipient, reached("Een collega", &address)).await, address));
    }
    let (mut consent, mut cut_off) = (story.consent, 0);
    for round in 0..rounds {
        let mut begun = Vec::new();
        for (contact, address) in &others {
            let new = NewSending { downloads: TIMES, ..samira.new_sending(dossier, consent, *contact).await };
            samira.sends_document(dossier, new).await.is_done();
            let NewSending { document, recipient, sending, .. } = new;
            let code = story.code(WhichSending { document, consent, recipient, sending }).await;
            let door = AtTheDoor::of(&story.bureau, address).await;
            let pass = DoorPass { token: door.token, pass: door.enters(&code).await.pass, what: SentFile::Document };
            for time in 0..TIMES {
                let servers = &story.bureau.at.servers;
                let ctx = servers[usize::try_from(time).unwrap() % servers.len()].ctx();
                begun.push(give::give(ctx, pass).await.expect("it begins").1);
            }
        }
        let answered = AtomicBool::new(false);
        let withdraw = async {
            tokio::time::sleep(Duration::from_millis(3 * round)).await;
            noor.wants_of_consent(dossier, consent, Command::WithdrawConsent).await.is_done();
            answered.store(true, Ordering::SeqCst);
        };
        let pauses = (0..).map(Duration::from_micros).step_by(700);
        let reading = begun.into_iter().zip(pauses).map(|(segments, pause)| reads(segments, &answered, pause));
        let (given, ()) = tokio::join!(futures_util::future::join_all(reading), withdraw);
        let all = noor.consent_line(dossier, consent).await.view.terms.file.bytes.div_ceil(64 * 1024);
        cut_off += given.iter().filter(|given| **given < all).count();
        let document = noor.consent_line(dossier, consent).await.view.terms.document;
        let made = samira.makes_pages(dossier, document, story.recipient).await;
        let why = format!("Nog eens, keer {round}.");
        samira.asks_with(dossier, (&made, story.recipient), (Until::Trajectory {}, &why)).await.is_done();
        noor.grants(dossier, made.consent).await.is_done();
        consent = made.consent;
    }
    assert!(cut_off > 0, "some withdrawals fell in the middle");
    story.bureau.is_sound().await;
}

// Keeps: G7.3
#[tokio::test]
async fn f27_whenever_a_withdrawal_falls_no_segment_is_given_after_it_was_answered() {
    withdrawals_fall_in_downloads(Story::begin().await, 4).await;
}

// Keeps: G7.3
#[tokio::test]
async fn f27_a_withdrawal_through_one_server_ends_the_downloads_of_the_other() {
    let Some(bureau) = Bureau::behind_two_servers().await else { return };
    withdrawals_fall_in_downloads(Story::of(bureau, Until::Trajectory {}).await, 4).await;
}

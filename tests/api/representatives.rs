//! Who acts for a client: registered with a proof, with her yes, until a last day, and visibly as such (F6, W9).

use std::time::Duration;

use shared::access::{Act, Relation};
use shared::api::{InvitationMade, Me, path};
use shared::dossier::Command;
use shared::dossier::consults::Status;
use shared::dossier::records::{Class, RecordContent, RecordKind, Source};
use shared::ids::{ConsultId, DossierId};
use shared::log::Role;
use shared::policy::choices::Service;
use shared::text::Email;
use support::answer::Answer;
use support::bureau::Bureau;
use support::client::mark;
use support::outbox::newest_token;
use support::person::{Person, halves, new_entry};
use support::phone::Phone;
use support::records::something;
use support::representatives::ADDRESS;
use support::staff::{code_shown, remark};

/// A client with a summary that waits for her, and her coach.
struct Story {
    bureau: Bureau,
    administrator: Person,
    samira: Person,
    noor: Person,
    consult: ConsultId,
}

impl Story {
    async fn begin() -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        let samira = bureau.coach(&administrator, "Samira").await;
        let noor = bureau.client(&samira, "Noor").await;
        let consult = samira.records_consult(noor.own()).await;
        samira.sends(noor.own(), consult, &["U kunt vier uur werken."]).await;
        Self { bureau, administrator, samira, noor, consult }
    }

    fn dossier(&self) -> DossierId {
        self.noor.own()
    }

    /// Registered for thirty days, agreed to, and in.
    async fn represented(&self) -> Person {
        self.samira.registers(self.dossier(), &self.samira.new_representative(30)).await.is_done();
        self.noor.agrees_to_the_representative().await.is_done();
        self.samira.lets_the_representative_in(self.dossier(), Phone::new()).await
    }
}

// Part of: W9
#[tokio::test]
async fn f6_with_her_yes_somebody_reads_and_decides_for_her_and_everybody_sees_who_did() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    let new = samira.new_representative(30);
    samira.registers(dossier, &new).await.is_done();
    let told = noor.own_page().await;
    let (asked, known) = (told.view.representative.unwrap(), told.represents.unwrap());
    assert!(told.view.allowed.contains(&Act::AcceptRepresentative));
    assert_eq!(
        (known.proof, known.email),
        (new.proof, new.email),
        "she reads the proof, and where the person is reached"
    );
    samira.invites_the_representative(dossier).await.is_refused(409, "no_question");
    noor.agrees_to_the_representative().await.is_done();
    let mies = samira.lets_the_representative_in(dossier, Phone::new()).await;
    assert_eq!((mies.me.role, mies.me.dossiers.as_slice()), (Role::Representative, [dossier].as_slice()));
    let page = mies.dossier(dossier).await;
    assert_eq!((page.view.you, page.view.signs), (Relation::Representative, asked.person));
    mies.approves(story.consult).await.is_done();
    for reader in [noor, samira, &mies] {
        let page = reader.consult(dossier, story.consult).await;
        assert_eq!(page.view.status, Status::Approved);
        let by = page.view.approvals.last().unwrap().by.unwrap();
        assert_eq!(page.names[&by].as_str(), "Mies Mentor");
        let entry = page.entries.iter().find(|entry| entry.header.kind == "summary_approved").unwrap();
        assert_eq!(entry.header.role, Role::Representative);
    }
}

#[tokio::test]
async fn f6_f13_what_is_not_right_is_said_for_her_and_signed() {
    let story = Story::begin().await;
    let mies = story.represented().await;
    let (consult, marks) = (story.consult, vec![mark(1, "U kunt twee uur werken.", "Zo zei zij het.")]);
    let disputes = Command::DisputeSummary { consult, version: 1, marks, remark: None };
    mies.wants(story.dossier(), disputes).await.is_done();
    mies.signs_dispute(consult).await.is_done();
    let page = story.samira.consult(story.dossier(), consult).await;
    let said = page.view.disputes.last().unwrap();
    assert_eq!((said.by, said.signed_at.is_some()), (Some(mies.id()), true));
}

#[tokio::test]
async fn f6_without_her_yes_nobody_gets_in_and_her_no_ends_it() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    samira.registers(dossier, &samira.new_representative(30)).await.is_done();
    samira.registers(dossier, &samira.new_representative(30)).await.is_refused(409, "proposal_open");
    noor.ends_the_representation(dossier).await.is_done();
    samira.invites_the_representative(dossier).await.is_refused(409, "no_question");
    assert!(story.bureau.mails_to(ADDRESS).await.is_empty(), "who was registered heard of nothing");
    assert!(noor.own_page().await.view.representative.is_none());
}

/// Which field, and what is wrong with it.
fn fault_of(answer: Answer) -> (String, String) {
    let fault = answer.is_refused(422, "bad_request").problem().errors.remove(0);
    (fault.field, fault.code)
}

#[tokio::test]
async fn f6_the_same_request_registers_one_person_and_a_bad_one_says_what_is_wrong() {
    let story = Story::begin().await;
    let (samira, dossier) = (&story.samira, story.dossier());
    let mut new = samira.new_representative(30);
    (new.email, new.phone) = (None, None);
    assert_eq!(fault_of(samira.registers(dossier, &new).await), ("email".into(), "contact_missing".into()));
    new.email = Some(Email::new("samira@bureau.example").unwrap());
    assert_eq!(fault_of(samira.registers(dossier, &new).await), ("email".into(), "contact_of_staff".into()));
    new.until = story.bureau.at.clock.today().plus_days(-1);
    new.email = Some(Email::new(ADDRESS).unwrap());
    samira.registers(dossier, &new).await.is_refused(422, "last_day");
    let new = samira.new_representative(30);
    samira.registers(dossier, &new).await.is_done();
    samira.registers(dossier, &new).await.is_done();
    assert_eq!(story.noor.own_page().await.view.representative.unwrap().proposal, new.entry);
}

#[tokio::test]
async fn f6_it_ends_by_itself_on_its_last_day_and_the_session_with_it() {
    let story = Story::begin().await;
    let mies = story.represented().await;
    story.bureau.passes(Duration::from_hours(31 * 24));
    mies.gets(&path::to(path::DOSSIER, &[&story.dossier()])).await.is_refused(401, "not_signed_in");
    mies.answers_a_challenge(&story.bureau.visitor()).await.is_refused(403, "task_ended");
    assert!(story.noor.signs_in_anew().await.own_page().await.view.representative.is_none());
}

#[tokio::test]
async fn f6_she_her_coach_and_the_representative_end_it_at_once() {
    for who in 0..3 {
        let story = Story::begin().await;
        let mies = story.represented().await;
        let (dossier, ends) = (story.dossier(), [&story.noor, &story.samira, &mies][who]);
        ends.ends_the_representation(dossier).await.is_done();
        mies.gets(path::ME).await.is_refused(401, "not_signed_in");
        mies.answers_a_challenge(&story.bureau.visitor()).await.is_refused(401, "passkey_unknown");
    }
}

#[tokio::test]
async fn f6_f7_the_representative_has_no_say_about_her_people_her_keys_or_her_start() {
    let story = Story::begin().await;
    let (mies, dossier) = (story.represented().await, story.dossier());
    let joost = story.bureau.coach(&story.administrator, "Joost").await;
    story.samira.proposes(dossier, &joost).await.is_done();
    story.samira.says_they_met(dossier).await.is_done();
    let proposal = mies.dossier(dossier).await.view.coming.unwrap().proposal;
    for command in [Command::DeclineCoach { proposal }, Command::ConfirmRegulation {}] {
        mies.wants(dossier, command).await.is_refused(403, "not_yours");
    }
    mies.posts(path::PASSKEY_CHALLENGE, &()).await.is_refused(403, "wrong_role");
    let hers = story.noor.own_page().await;
    let theirs = mies.dossier(dossier).await;
    assert!(theirs.view.keys.iter().all(|key| hers.view.keys.iter().all(|other| other.entry != key.entry)));
    assert!(theirs.contact.is_none() && theirs.represents.is_none());
    mies.registers(dossier, &story.samira.new_representative(30)).await.is_refused(403, "not_yours");
}

#[tokio::test]
async fn f6_f63_she_reads_when_the_representative_looked_and_that_she_can() {
    let story = Story::begin().await;
    let mies = story.represented().await;
    mies.dossier(story.dossier()).await;
    mies.consult(story.dossier(), story.consult).await;
    let page = story.noor.looks().await;
    assert!(page.now.iter().any(|looker| (looker.person, looker.role) == (mies.id(), Role::Representative)));
    let looked = page.lines.iter().filter(|line| line.person == mies.id()).count();
    assert_eq!(looked, 2, "her page, and the summary");
    assert_eq!(page.names[&mies.id()].as_str(), "Mies Mentor");
}

#[tokio::test]
async fn f6_r1_7_a_representative_of_one_sees_nothing_of_another() {
    let story = Story::begin().await;
    let mies = story.represented().await;
    let kees = story.bureau.client(&story.samira, "Kees").await;
    mies.gets(&path::to(path::DOSSIER, &[&kees.own()])).await.is_refused(404, "unknown");
    // Registered for the other too, it is another person with another key.
    story.samira.registers(kees.own(), &story.samira.new_representative(30)).await.is_done();
    kees.agrees_to_the_representative().await.is_done();
    mies.gets(&path::to(path::DOSSIER, &[&kees.own()])).await.is_refused(404, "unknown");
}

#[tokio::test]
async fn f6_f4_a_lost_key_is_replaced_by_the_same_address_and_signs_in_no_more() {
    let story = Story::begin().await;
    let (mies, dossier) = (story.represented().await, story.dossier());
    let anew = story.samira.lets_the_representative_in(dossier, Phone::new()).await;
    mies.gets(path::ME).await.is_refused(401, "not_signed_in");
    mies.answers_a_challenge(&story.bureau.visitor()).await.is_refused(401, "passkey_unknown");
    let me: Me = anew.gets(path::ME).await.gives();
    assert_eq!(me.person, mies.id());
    anew.approves(story.consult).await.is_done();
}

#[tokio::test]
async fn f6_g12_1_the_representative_hears_by_mail_of_what_waits_for_her() {
    let story = Story::begin().await;
    story.represented().await;
    let before = story.bureau.mails_to(ADDRESS).await.len();
    let consult = story.samira.records_consult(story.dossier()).await;
    story.samira.sends(story.dossier(), consult, &["U kunt vijf uur werken."]).await;
    assert_eq!(story.bureau.mails_to(ADDRESS).await.len(), before + 1);
}

#[tokio::test]
async fn f6_two_who_act_with_one_signature_are_refused() {
    let story = Story::begin().await;
    let (mies, consult) = (story.represented().await, story.consult);
    let entry = new_entry();
    let page = mies.consult(story.dossier(), consult).await;
    let command = mies.approval(&page, 1, entry).await;
    story.noor.sends_entry(story.dossier(), entry, command).await.is_refused(422, "statement_differs");
    assert_eq!(story.samira.consult(story.dossier(), consult).await.view.status, Status::Sent);
}

#[tokio::test]
async fn f6_a_way_in_closes_when_it_is_withdrawn_and_when_it_all_ends() {
    let story = Story::begin().await;
    let (samira, noor, dossier) = (&story.samira, &story.noor, story.dossier());
    samira.registers(dossier, &samira.new_representative(30)).await.is_done();
    noor.agrees_to_the_representative().await.is_done();
    for ends in [false, true] {
        let made: InvitationMade = samira.invites_the_representative(dossier).await.gives();
        let token = newest_token(&story.bureau.mails_to(ADDRESS).await);
        if ends {
            noor.ends_the_representation(dossier).await.is_done();
        } else {
            let at = path::to(path::DOSSIER_INVITATION, &[&dossier, &made.id]);
            samira.deletes(&at).await.is_done();
        }
        let redeems = halves(&token, &code_shown(&made));
        let refused = story.bureau.visitor().posts(path::INVITATION_REDEEM, &redeems).await;
        assert!(!refused.is_refused(410, "invitation_withdrawn").text.contains("Noor"), "and it tells nothing of her");
    }
}

#[tokio::test]
async fn f6_f63_what_she_asks_the_officer_stays_unheard_by_the_representative() {
    let story = Story::begin().await;
    let mies = story.represented().await;
    story.administrator.invites_staff("Fenna", Role::Officer).await;
    mies.dossier(story.dossier()).await;
    let look = story.noor.looks().await.lines.into_iter().find(|line| line.person == mies.id()).unwrap();
    let mut stream = mies.listens().await;
    story.noor.questions(look.entry, Some("Waarom keek hij?")).await.is_done();
    assert!(stream.are_silent(Duration::from_millis(400)).await);
    story.samira.records_consult(story.dossier()).await;
    stream.tell_of(story.dossier()).await;
    assert!(mies.cases().await.is_empty());
}

#[tokio::test]
async fn f6_who_decides_for_her_is_told_to_her_by_mail_at_once() {
    let story = Story::begin().await;
    let mies = story.represented().await;
    let hers = story.samira.dossier(story.dossier()).await.contact.unwrap().email.unwrap().to_string();
    let before = story.bureau.mails_to(&hers).await.len();
    mies.approves(story.consult).await.is_done();
    assert_eq!(story.bureau.mails_to(&hers).await.len(), before + 1);
}

#[tokio::test]
async fn f6_a_way_in_that_is_open_closes_with_the_last_day() {
    let story = Story::begin().await;
    let (samira, dossier) = (&story.samira, story.dossier());
    samira.registers(dossier, &samira.new_representative(0)).await.is_done();
    story.noor.agrees_to_the_representative().await.is_done();
    let made: InvitationMade = samira.invites_the_representative(dossier).await.gives();
    let redeems = halves(&newest_token(&story.bureau.mails_to(ADDRESS).await), &code_shown(&made));
    story.bureau.passes(Duration::from_hours(24));
    let refused = story.bureau.visitor().posts(path::INVITATION_REDEEM, &redeems).await;
    refused.is_refused(410, "invitation_withdrawn");
}

// Part of: W9
#[tokio::test]
async fn f6_the_representative_reads_what_is_kept_as_she_does() {
    let story = Story::begin().await;
    let (mies, dossier) = (story.represented().await, story.dossier());
    story.samira.records_intake(dossier, Service::SecondTrack, true).await.is_done();
    let doctor = RecordContent {
        source: Source::Doctor,
        ground: Class::ReceivedMedical.grounds()[0],
        beside: Class::ReceivedMedical.beside().first().copied(),
        reason: Some(remark("Nodig voor een passende plek.")),
        ..something(RecordKind::Letter, "Zit niet lang.")
    };
    story.samira.keeps(dossier, doctor).await.is_done();
    let (theirs, hers) = (mies.records(dossier).await, story.noor.records(dossier).await);
    assert!(!hers.records.is_empty() && hers.records.iter().all(|line| line.content.is_some()));
    assert_eq!((&theirs.records, &theirs.contact), (&hers.records, &hers.contact));
    assert!(theirs.allowed.iter().all(|act| !matches!(act, Act::HandIn | Act::KeepRecord)));
}

//! Cases: what a client brings to the privacy officer. A coach never learns of one.

use shared::api::{CaseOpened, path};
use shared::cases::{CaseCommand, CaseStatus};
use shared::ids::{CaseId, EntryId};
use shared::log::Role;
use support::bureau::Bureau;
use support::person::{Person, new_entry};
use support::staff::remark;

/// A coach who looked, her client, and the officer.
struct Story {
    bureau: Bureau,
    coach: Person,
    client: Person,
    officer: Person,
}

impl Story {
    async fn begin() -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        let officer = administrator.invites_staff("Fenna", Role::Officer).await;
        let coach = bureau.coach(&administrator, "Samira").await;
        let client = bureau.client(&coach, "Noor").await;
        let consult = coach.asks_her(client.own(), &["Kwispelstaart."]).await;
        coach.consult(client.own(), consult).await;
        Self { bureau, coach, client, officer }
    }

    async fn newest_look(&self) -> EntryId {
        self.client.looks().await.lines[0].entry
    }

    async fn questions(&self, words: Option<&str>) -> CaseId {
        let opened: CaseOpened = self.client.questions(self.newest_look().await, words).await.gives();
        opened.case
    }

    async fn mails_to(&self, person: &Person) -> Vec<support::outbox::Mail> {
        let address = format!("{}@bureau.example", person.me.name.as_str().to_lowercase());
        self.bureau.mails_to(&address).await
    }
}

fn answer(words: &str) -> CaseCommand {
    CaseCommand::Answer { words: remark(words) }
}

#[tokio::test]
async fn f63_she_says_that_a_look_is_not_right_and_reads_the_officers_answer() {
    let story = Story::begin().await;
    let Story { client, officer, .. } = &story;
    let case = story.questions(Some("Wij hadden geen afspraak.")).await;
    assert_eq!(client.case(case).await.line.status, CaseStatus::Received);

    // The officer finds it, who looked and when, and her words: nothing of the dossier.
    let [line] = officer.cases().await[..] else { panic!("one case") };
    assert_eq!((line.case, line.status, line.days, line.unread), (case, CaseStatus::Received, 0, false));
    let page = officer.gets(&path::to(path::CASE, &[&case])).await.is_done();
    assert!(page.text.contains("Wij hadden geen afspraak.") && page.text.contains("Samira"), "{page}");
    assert!(!page.text.contains("Kwispelstaart"), "{page}");
    assert_eq!(client.case(case).await.line.status, CaseStatus::TakenUp, "she sees that it was taken up");

    officer.wants_of_case(case, answer("Zij bereidde het gesprek voor.")).await.is_done();
    let [line] = client.cases().await[..] else { panic!("one case") };
    assert_eq!((line.status, line.unread), (CaseStatus::Answered, true));
    assert!(officer.case(case).await.read_at.is_none());
    let read = client.case(case).await;
    let [asked, answered] = &read.said[..] else { panic!("{:?}", read.said) };
    assert_eq!((asked.role, asked.words.as_str()), (Role::Client, "Wij hadden geen afspraak."));
    assert_eq!((answered.role, answered.words.as_str()), (Role::Officer, "Zij bereidde het gesprek voor."));
    assert_eq!(read.names[&answered.by].as_str(), "Fenna");
    assert!(!client.cases().await[0].unread, "she has read it");
    assert!(officer.case(case).await.read_at.is_some());

    officer.wants_of_case(case, CaseCommand::Close {}).await.is_done();
    assert_eq!(client.case(case).await.line.status, CaseStatus::Closed);
    officer.wants_of_case(case, answer("Nog iets.")).await.is_refused(409, "case_closed");
    story.bureau.is_sound().await;
}

#[tokio::test]
async fn f63_the_officer_and_the_client_are_told_by_mails_that_say_nothing() {
    let story = Story::begin().await;
    let hers = story.coach.dossier(story.client.own()).await.contact.unwrap().email.unwrap();
    let coach_before = story.mails_to(&story.coach).await.len();
    let (officer_before, client_before) =
        (story.mails_to(&story.officer).await.len(), story.bureau.mails_to(hers.as_str()).await.len());
    let case = story.questions(Some("Wij hadden geen afspraak.")).await;
    let to_officer = story.mails_to(&story.officer).await;
    assert_eq!(to_officer.len(), officer_before + 1);
    story.officer.wants_of_case(case, answer("Zij bereidde het gesprek voor.")).await.is_done();
    let to_client = story.bureau.mails_to(hers.as_str()).await;
    assert_eq!(to_client.len(), client_before + 1);
    for mail in [to_officer.last().unwrap(), to_client.last().unwrap()] {
        for word in ["Noor", "Samira", "Fenna", "afspraak", "gesprek", "vraag", "keek"] {
            assert!(!format!("{mail:?}").contains(word), "{word} is in {mail:?}");
        }
    }
    assert_eq!(story.mails_to(&story.coach).await.len(), coach_before, "the coach gets none");
}

#[tokio::test]
async fn f63_a_coach_never_learns_of_a_case() {
    let story = Story::begin().await;
    let Story { bureau, coach, client, officer } = &story;
    let everything = async || {
        let page = coach.gets(&path::to(path::DOSSIER, &[&client.own()])).await.body["view"].clone();
        let board = coach.gets(path::BOARD).await.body["clients"].clone();
        let invitations = coach.gets(&path::to(path::DOSSIER_INVITATIONS, &[&client.own()])).await.body;
        (page, board, invitations, bureau.happened(client.own()).await)
    };
    let before = everything().await;
    let mut changes = coach.listens().await;
    let look = story.newest_look().await;
    let case = story.questions(Some("Wij hadden geen afspraak.")).await;
    officer.wants_of_case(case, answer("Zij bereidde het gesprek voor.")).await.is_done();
    client.case(case).await;
    assert!(changes.are_silent(std::time::Duration::from_millis(400)).await, "she is told of no change");
    assert_eq!(everything().await, before, "what she sees is the same, to the last number of the log");

    // Whatever she tries, a case that is there and one that is not are told alike.
    let made_up = CaseId(shared::ids::Uuid::new_v4());
    let tries = async |case: CaseId| {
        let read = coach.gets(&path::to(path::CASE, &[&case])).await;
        let answered = coach.wants_of_case(case, answer("Ik mocht dat.")).await;
        [(read.status, read.body), (answered.status, answered.body)]
    };
    assert_eq!(tries(case).await, tries(made_up).await);
    let answers = [(look, "asked about"), (new_entry(), "made up")];
    for (look, which) in answers {
        let refused = coach.questions_in(client.own(), look, None).await;
        assert_eq!((refused.status, refused.code()), (403, "wrong_role"), "{which}");
    }
    coach.gets(path::CASES).await.is_refused(403, "wrong_role");
    assert_eq!(client.case(case).await.said.len(), 2);
}

#[tokio::test]
async fn f63_a_case_belongs_to_its_client_and_the_officer_and_knocks_are_counted() {
    let story = Story::begin().await;
    let Story { bureau, coach, client, officer } = &story;
    let case = story.questions(None).await;
    let other = bureau.client(coach, "Yara").await;
    let next_door = bureau.neighbour().await;
    let their_administrator = next_door.administrator().await;
    let their_officer = their_administrator.invites_staff("Wim", Role::Officer).await;
    let before = bureau.knocks().await;
    other.gets(&path::to(path::CASE, &[&case])).await.is_refused(404, "unknown");
    their_officer.gets(&path::to(path::CASE, &[&case])).await.is_refused(404, "unknown");
    assert_eq!((bureau.knocks().await, next_door.knocks().await), (before + 1, 1), "each at her own bureau");
    assert!(other.cases().await.is_empty() && their_officer.cases().await.is_empty());
    // Nor can anybody ask about a look that is not hers.
    let look = story.newest_look().await;
    other.questions(look, None).await.is_refused(404, "unknown");
    other.questions_in(client.own(), look, None).await.is_refused(404, "unknown");
    // She cannot answer herself, and an officer who has gone cannot either.
    client.wants_of_case(case, answer("Zo.")).await.is_refused(403, "not_yours");
    officer.wants_of_case(case, CaseCommand::Close {}).await.is_refused(409, "case_unanswered");
}

#[tokio::test]
async fn f63_the_same_question_twice_is_one_case_and_another_about_the_same_look_is_refused() {
    let story = Story::begin().await;
    let client = &story.client;
    let (look, entry) = (story.newest_look().await, new_entry());
    let new = shared::api::NewCase {
        entry,
        dossier: client.own(),
        about: shared::api::NewAbout::Look(look),
        words: Some(remark("Waarom?")),
    };
    let posting = (0..6).map(|_| {
        let (client, new) = (client.clone(), new.clone());
        tokio::spawn(async move { client.posts(path::CASES, &new).await })
    });
    let mut opened: Vec<CaseId> = Vec::new();
    for answer in posting.collect::<Vec<_>>() {
        opened.push(answer.await.unwrap().gives::<CaseOpened>().case);
    }
    opened.dedup();
    assert_eq!(opened.len(), 1, "the same entry is the same case");
    client.questions(look, Some("Nog eens.")).await.is_refused(409, "case_stands");
    assert_eq!(story.officer.cases().await.len(), 1);
    story.bureau.is_sound().await;
}

#[tokio::test]
async fn f63_both_hear_of_a_case_as_it_happens() {
    let story = Story::begin().await;
    let Story { client, officer, .. } = &story;
    let mut at_the_officer = officer.listens().await;
    let case = story.questions(Some("Waarom?")).await;
    at_the_officer.tell_of(case).await;
    let mut at_the_client = client.listens().await;
    officer.wants_of_case(case, answer("Zij bereidde het gesprek voor.")).await.is_done();
    at_the_client.tell_of(case).await;
}

#[tokio::test]
async fn f63_what_waits_stands_first_and_says_for_how_many_days() {
    let story = Story::begin().await;
    let Story { bureau, coach, client, officer } = &story;
    let first = story.questions(None).await;
    officer.wants_of_case(first, answer("Zij bereidde het gesprek voor.")).await.is_done();
    bureau.passes(std::time::Duration::from_hours(24));
    for person in [coach, client] {
        person.unlocks().await;
    }
    coach.dossier(client.own()).await;
    let second = story.questions(None).await;
    bureau.passes(std::time::Duration::from_hours(72));
    officer.unlocks().await;
    let cases = officer.cases().await;
    let lines: Vec<_> = cases.iter().map(|line| (line.case, line.status, line.days)).collect();
    assert_eq!(lines, [(second, CaseStatus::Received, 3), (first, CaseStatus::Answered, 0)]);
}

#[tokio::test]
async fn f63_a_bureau_without_an_officer_keeps_the_question_until_there_is_one() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    coach.dossier(client.own()).await;
    let page = client.looks().await;
    assert!(page.officers.is_empty(), "she is told that there is nobody");
    client.questions(page.lines[0].entry, None).await.is_done();
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    assert_eq!(officer.cases().await.len(), 1);
    assert_eq!(client.looks().await.officers.len(), 1);
}

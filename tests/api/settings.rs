//! The settings of a bureau: an administrator sets them, and they hold from that moment on, for open questions too.

use std::time::Duration;

use shared::api::{BureauPost, path};
use shared::bureau::BureauCommand;
use shared::dossier::event::LinkHolder;
use shared::settings::{Setting, Settings};
use support::answer::Answer;
use support::bureau::Bureau;
use support::person::{Person, link, new_entry};

const DAY: Duration = Duration::from_hours(24);
const MINUTE: Duration = Duration::from_mins(1);

async fn sets(administrator: &Person, settings: &Settings) -> Answer {
    let command = BureauCommand::SetSettings { settings: settings.clone() };
    administrator.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await
}

struct Desk {
    bureau: Bureau,
    administrator: Person,
    coach: Person,
    client: Person,
}

impl Desk {
    async fn open() -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        let coach = bureau.coach(&administrator, "Samira").await;
        let client = bureau.client(&coach, "Noor").await;
        Self { bureau, administrator, coach, client }
    }

    async fn reminded(&self) -> usize {
        self.bureau.happened(self.client.own()).await.iter().filter(|kind| *kind == "reminded").count()
    }
}

#[tokio::test]
async fn f18_the_bureau_says_after_how_many_days_she_is_reminded() {
    let desk = Desk::open().await;
    desk.coach.asks_her(desk.client.own(), &["U werkt twee uur."]).await;
    let known: Settings = desk.administrator.gets(path::BUREAU_SETTINGS).await.gives();
    assert_eq!(known, Settings::default());
    let settings = Settings { reminders_after_days: vec![1, 2, 5], ..known };
    sets(&desk.administrator, &settings).await.is_done();
    for expected in [1, 2, 2, 2, 3, 3, 3] {
        desk.bureau.days_pass(1).await;
        assert_eq!(desk.reminded().await, expected);
    }
    desk.administrator.unlocks().await;
    sets(&desk.administrator, &Settings { reminders_after_days: Vec::new(), ..settings }).await.is_done();
    desk.coach.unlocks().await;
    desk.coach.asks_her(desk.client.own(), &["U werkt drie uur."]).await;
    desk.bureau.days_pass(5).await;
    assert_eq!(desk.reminded().await, 3, "none is a choice too");
    desk.bureau.is_sound().await;
}

#[tokio::test]
async fn f18_the_last_day_that_she_was_told_stays_hers() {
    let desk = Desk::open().await;
    let consult = desk.coach.asks_her(desk.client.own(), &["U werkt twee uur."]).await;
    let settings = Settings { reminders_after_days: vec![1], answer_days_max: 2, ..Settings::default() };
    sets(&desk.administrator, &settings).await.is_done();
    desk.bureau.days_pass(14).await;
    desk.client.unlocks().await;
    let question = desk.client.consult(desk.client.own(), consult).await.view.question.expect("it is open");
    assert_eq!(question.ends_on, desk.bureau.at.clock.today());
}

#[tokio::test]
async fn f8_the_bureau_says_when_screens_lock() {
    let desk = Desk::open().await;
    let settings = Settings { client_idle_minutes_max: 5, staff_idle_minutes_max: 7, ..Settings::default() };
    sets(&desk.administrator, &settings).await.is_done();
    desk.bureau.passes(4 * MINUTE);
    desk.client.gets(path::ME).await.is_done();
    desk.bureau.passes(5 * MINUTE);
    desk.client.gets(path::ME).await.is_refused(401, "session_locked");
    desk.bureau.passes(7 * MINUTE);
    desk.coach.gets(path::ME).await.is_refused(401, "session_locked");
}

#[tokio::test]
async fn f4_the_bureau_says_how_long_an_invitation_stands_and_the_mail_says_so() {
    let desk = Desk::open().await;
    sets(&desk.administrator, &Settings { invitation_hours_max: 5, ..Settings::default() }).await.is_done();
    let case = desk.coach.takes_on("Yara").await;
    desk.coach.invites(&case, LinkHolder::Invited).await;
    let mail = desk.bureau.mails_to(&case.email).await.pop().expect("the link was mailed");
    assert!(mail.text.contains("werkt 5 uur"), "{mail:#?}");
    let token = mail.token().expect("a link");
    desk.bureau.passes(Duration::from_hours(5));
    let late = desk.bureau.visitor().posts(path::INVITATION_OPEN, &link(&token)).await;
    late.is_refused(410, "invitation_expired");
}

#[tokio::test]
async fn each_number_that_cannot_be_is_named_and_nothing_is_written() {
    let desk = Desk::open().await;
    let before = desk.bureau.last_entry().await;
    let settings = Settings { reminders_after_days: vec![7, 3], session_hours_max: 0, ..Settings::default() };
    let refused = sets(&desk.administrator, &settings).await.is_refused(422, "settings");
    let fields: Vec<_> = refused.problem().errors.into_iter().map(|error| (error.field, error.code)).collect();
    let named = |setting: Setting, code: &str| (setting.name().to_owned(), code.to_owned());
    assert_eq!(
        fields,
        [named(Setting::RemindersAfterDays, "not_rising"), named(Setting::SessionHoursMax, "out_of_range")]
    );
    sets(&desk.administrator, &Settings::default()).await.is_done();
    assert_eq!(desk.bureau.last_entry().await, before, "the same again changes nothing");
    for person in [&desk.coach, &desk.client] {
        sets(person, &Settings { answer_days_max: 21, ..Settings::default() }).await.is_refused(403, "not_yours");
        person.gets(path::BUREAU_SETTINGS).await.is_refused(403, "wrong_role");
    }
    desk.bureau.passes(DAY);
}

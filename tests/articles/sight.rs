//! Who sees what is written about her: she, and the coach who guides her.

use std::path::Path;

use shared::api::{BureauPost, NewStaff, path};
use shared::bureau::BureauCommand;
use shared::dossier::Command;
use shared::dossier::consults::ConsultKind;
use shared::ids::{ConsultId, Uuid};
use shared::log::Role;
use shared::words::Lang;
use support::bureau::{Bureau, email, name};
use support::client::mark;
use support::person::{Person, new_entry};
use support::staff::{new_client, refused};

/// Words that stand in her dossier and nowhere else.
const HERS: [&str; 4] = ["Wielewaal", "Hazelworm", "Klapekster", "Boterbloem"];

/// Her dossier after a summary, a dispute and an answer, and the people of the bureau.
struct Cast {
    bureau: Bureau,
    administrator: Person,
    officer: Person,
    coach: Person,
    other_coach: Person,
    client: Person,
    /// Where her dossier and its texts are.
    doors: [String; 2],
}

impl Cast {
    async fn gather() -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        let officer = administrator.invites_staff("Fenna", Role::Officer).await;
        let (coach, other_coach) =
            (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
        let client = bureau.client(&coach, HERS[0]).await;
        let consult = coach.asks_her(client.own(), &[HERS[1]]).await;
        client.disputes(consult, vec![mark(1, HERS[2], HERS[2])]).await.is_done();
        coach.answers(client.own(), consult, vec![refused(HERS[3])], None).await.is_done();
        let doors = [path::to(path::DOSSIER, &[&client.own()]), path::to(path::CONSULT, &[&client.own(), &consult])];
        Self { bureau, administrator, officer, coach, other_coach, client, doors }
    }

    /// Somebody finds nothing about her behind any door, nor in a list.
    async fn knows_nothing(&self, person: &Person) {
        for door in &self.doors {
            person.gets(door).await.is_refused(404, "unknown");
        }
        for list in [path::DOSSIERS, path::BOARD, path::STAFF, path::BUREAU, path::ME] {
            let answer = person.gets(list).await;
            let told = HERS.iter().any(|word| answer.text.contains(word))
                || answer.text.contains(&self.client.own().to_string());
            assert!(!told, "{answer}");
        }
    }

    async fn looks(&self) -> usize {
        self.bureau.happened(self.client.own()).await.iter().filter(|kind| *kind == "looked").count()
    }
}

// Keeps: M7b
#[tokio::test]
async fn p13_only_the_coach_who_guides_her_reads_about_her_and_nobody_is_an_exception() {
    let cast = Cast::gather().await;
    for door in &cast.doors {
        cast.coach.gets(door).await.is_done();
        cast.client.gets(door).await.is_done();
    }
    assert_eq!(cast.bureau.knocks().await, 0);
    let colleagues = [&cast.other_coach, &cast.administrator, &cast.officer];
    for colleague in colleagues {
        cast.knows_nothing(colleague).await;
    }
    assert_eq!(cast.bureau.knocks().await, colleagues.len(), "each who tried is recorded");
}

#[tokio::test]
async fn w3_as_long_as_nobody_decides_otherwise_nothing_about_her_comes_outside_the_bureau() {
    let cast = Cast::gather().await;
    cast.client.approves(cast.client.own_page().await.view.consults[0].id).await.is_done();
    cast.bureau.days_pass(20).await;

    // Who has an account elsewhere finds nothing, and who has none is asked to sign in.
    let next_door = cast.bureau.neighbour().await;
    let theirs = next_door.administrator().await;
    let their_coach = next_door.coach(&theirs, "Odin").await;
    let their_officer = theirs.invites_staff("Wim", Role::Officer).await;
    for stranger in [&theirs, &their_coach, &their_officer] {
        cast.knows_nothing(stranger).await;
    }
    for door in &cast.doors {
        cast.bureau.visitor().gets(door).await.is_refused(401, "not_signed_in");
    }

    // What goes out by itself is mail, to herself and to the bureau's own people, with nothing in it.
    cast.coach.unlocks().await;
    let contact = cast.coach.dossier(cast.client.own()).await.contact.unwrap();
    let address = contact.email.unwrap();
    let mails = cast.bureau.mails().await;
    assert!(mails.iter().any(|mail| mail.to == address.as_str()));
    for mail in mails {
        assert!(mail.to == address.as_str() || mail.to.ends_with("@bureau.example"), "{mail:#?}");
        let told = HERS.iter().any(|word| mail.subject.contains(word) || mail.text.contains(word));
        assert!(!told, "{mail:#?}");
    }
}

#[tokio::test]
async fn g29_staff_can_do_what_their_role_and_their_clients_allow_and_nothing_else() {
    let cast = Cast::gather().await;
    let hers = cast.client.own();
    let talk = || {
        let (consult, held_on) = (ConsultId(Uuid::new_v4()), cast.bureau.at.clock.today());
        Command::RecordConsult { consult, held_on, form: ConsultKind::Office, minutes: None }
    };
    // The client was given to one coach, and to nobody else.
    cast.coach.does(hers, talk()).await;
    for colleague in [&cast.other_coach, &cast.administrator, &cast.officer] {
        colleague.wants(hers, talk()).await.is_refused(404, "unknown");
    }
    // To take on a client is a coach's, to bring in staff an administrator's; and the rule is told with the no.
    for colleague in [&cast.administrator, &cast.officer] {
        let new = new_client("Yara", "yara@client.example");
        colleague.posts(path::CLIENTS, &new).await.is_refused(403, "wrong_role");
    }
    for colleague in [&cast.coach, &cast.officer] {
        let new = NewStaff {
            entry: new_entry(),
            name: name("Mol"),
            email: email("mol@bureau.example"),
            role: Role::Coach,
            lang: Lang::Nl,
        };
        colleague.posts(path::STAFF, &new).await.is_refused(403, "wrong_role");
    }
    let hers_to_say = cast.coach.wants(hers, Command::ConfirmRegulation {}).await.is_refused(403, "not_yours");
    assert!(hers_to_say.problem().article.is_some(), "{hers_to_say}");
    // Her work here ends, and with it all that she could.
    let command = BureauCommand::EndStaff { person: cast.coach.me.person };
    cast.administrator.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await.is_done();
    cast.coach.wants(hers, talk()).await.is_refused(401, "not_signed_in");
    cast.coach.answers_a_challenge(&cast.bureau.visitor()).await.is_refused(403, "wrong_role");
}

#[tokio::test]
async fn g5_1f_what_is_written_lies_sealed_opens_only_for_whom_it_is_meant_and_looks_of_staff_are_recorded() {
    let cast = Cast::gather().await;
    // Whoever has the disk reads nothing. Caught mails are what a mail server would have.
    let mut files = 0;
    each_file(cast.bureau.at.folder(), &mut |path, bytes| {
        files += 1;
        for word in HERS {
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word} in {}", path.display());
        }
    });
    assert!(files >= 2, "{files} files were searched");

    // Whom it is meant for reads it; of staff that is recorded, of herself it is not.
    let [_, texts] = &cast.doors;
    cast.bureau.passes(std::time::Duration::from_mins(31));
    cast.coach.unlocks().await;
    cast.client.unlocks().await;
    let before = cast.looks().await;
    assert!(cast.client.gets(texts).await.is_done().text.contains(HERS[1]));
    assert_eq!(cast.looks().await, before);
    assert!(cast.coach.gets(texts).await.is_done().text.contains(HERS[1]));
    assert_eq!(cast.looks().await, before + 1);

    // For anybody else it does not open, and there is no look to record.
    cast.other_coach.unlocks().await;
    cast.other_coach.gets(texts).await.is_refused(404, "unknown");
    assert_eq!(cast.looks().await, before + 1);
}

fn each_file(folder: &Path, look: &mut impl FnMut(&Path, &[u8])) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if !entry.is_dir() {
            look(&entry, &std::fs::read(&entry).expect("a file"));
        } else if !entry.ends_with("outbox") {
            each_file(&entry, look);
        }
    }
}

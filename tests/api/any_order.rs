//! Any order of acts, each sent twice: what is written once is answered alike, and what is kept is what the log says.

use shared::api::{Accepted, ConsultPage};
use shared::dossier::Command;
use shared::dossier::consults::ConsultKind;
use shared::ids::{ConsultId, EntryId, Uuid};
use support::answer::Answer;
use support::bureau::Bureau;
use support::client::mark;
use support::person::{Person, new_entry};
use support::phone::Phone;
use support::staff::{accepted, passages, refused};

const ACTS: usize = 60;
const CONSULTS: u64 = 3;

/// Numbers without a pattern, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

struct Story {
    dice: Dice,
    coach: Person,
    other_coach: Person,
    client: Person,
    tablet: Person,
    consults: Vec<ConsultId>,
}

impl Story {
    async fn begin(bureau: &Bureau, seed: u64) -> Self {
        let administrator = bureau.administrator().await;
        let coach = bureau.coach(&administrator, "Samira").await;
        let other_coach = bureau.coach(&administrator, "Bram").await;
        let client = bureau.client(&coach, "Noor").await;
        let tablet = client.picks_up(Phone::new());
        client.adds_key_of(&tablet.phone).await;
        let consults = (0..CONSULTS).map(|_| ConsultId(Uuid::new_v4())).collect();
        Self { dice: Dice(seed), coach, other_coach, client, tablet, consults }
    }

    /// What somebody tries next, sensible or not.
    async fn next(&mut self) -> Option<(Person, EntryId, Command)> {
        let consult = self.consults[usize::try_from(self.dice.throw(CONSULTS)).unwrap()];
        let today = self.coach.bureau.at.clock.today();
        let words = format!("Tekst {}.", self.dice.throw(4));
        let (act, entry) = (self.dice.throw(12), new_entry());
        let page = self.page(consult).await;
        let version = page.as_ref().map_or(0, |page| page.view.version);
        let record = Command::RecordConsult { consult, held_on: today, form: ConsultKind::Phone, minutes: None };
        let send = Command::SendSummary { consult, replaces: version, passages: passages(&[&words, "Slot."]) };
        let (who, command) = match act {
            0..10 if page.is_none() => (&self.coach, record),
            0 => (&self.coach, record),
            1 | 2 => (&self.coach, send),
            3 => (&self.client, Command::SeeSummary { consult, version }),
            4 | 5 if version > 0 => {
                let her = if act == 4 { &self.client } else { &self.tablet };
                (her, her.approval(&page?, version, entry).await)
            }
            6 => {
                let marks = vec![mark(1, "Zo was het.", "Ik weet het nog.")];
                (&self.client, Command::DisputeSummary { consult, version, marks, remark: None })
            }
            7 | 8 => {
                let dispute = page?.view.disputes.last()?.entry;
                let (answers, revision) = if act == 7 {
                    (vec![accepted()], Some(passages(&["Zo was het.", &words])))
                } else {
                    (vec![refused("Ik hoorde het anders.")], None)
                };
                (&self.coach, Command::AnswerDispute { consult, dispute, answers, revision })
            }
            9 if page.as_ref().is_some_and(|page| !page.view.disputes.is_empty()) => {
                (&self.client, self.client.signature(&page?, entry).await)
            }
            10 => (&self.other_coach, if version == 0 { record } else { send }),
            _ => {
                let keys = self.client.own_page().await.view.keys;
                (&self.client, self.client.confirmation(keys.last()?, entry).await)
            }
        };
        Some((who.clone(), entry, command))
    }

    async fn page(&self, consult: ConsultId) -> Option<ConsultPage> {
        let there = self.client.own_page().await.view.consults.iter().any(|known| known.id == consult);
        if there { Some(self.client.consult(self.client.own(), consult).await) } else { None }
    }

    async fn entries(&self) -> u64 {
        self.client.own_page().await.view.head.seq
    }
}

/// What an answer says that has to be the same the second time.
fn said(answer: Answer) -> Result<Option<(u64, i64)>, (u16, String)> {
    if answer.status != 200 {
        return Err((answer.status, answer.code().to_owned()));
    }
    let Accepted { seq, at, .. } = answer.gives();
    Ok(seq.map(|seq| (seq, at.0)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn for_any_order_of_acts_each_sent_twice_is_written_once_and_what_is_kept_is_what_the_log_says() {
    let seed = Uuid::new_v4().as_u64_pair().0 | 1;
    println!("seed {seed}");
    let bureau = Bureau::start().await;
    let mut story = Story::begin(&bureau, seed).await;
    let mut written = 0;
    for number in 0..ACTS {
        let Some((who, entry, command)) = story.next().await else { continue };
        let what = format!("act {number} of seed {seed}: {:?}", command.act());
        let first = said(who.sends_entry(story.client.own(), entry, command.clone()).await);
        let entries = story.entries().await;
        let again = said(who.sends_entry(story.client.own(), entry, command).await);
        assert_eq!(first, again, "{what}");
        assert_eq!(entries, story.entries().await, "{what}");
        println!("{what}: {first:?}");
        written += usize::from(matches!(first, Ok(Some(_))));
    }
    println!("{written} of {ACTS} acts were written");
    assert!(written > 5, "seed {seed} tried nothing that may be done");
    let happened = bureau.entries::<shared::dossier::Dossier>(story.client.own().into()).await;
    assert!(happened.iter().all(|header| header.actor != story.other_coach.me.person), "M7b");
    bureau.is_sound().await;
}

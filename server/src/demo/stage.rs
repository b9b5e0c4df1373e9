//! The stage of the story: what its people do, each through the same rules and the same log as anybody.

use std::time::Duration;

use shared::api::{Code, NewAbout, NewInvitation};
use shared::bureau::{BureauCommand, Contact, Regulation};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::dossier::consults::{Consult, ConsultKind, State};
use shared::dossier::event::LinkHolder;
use shared::dossier::keys::KeyRoute;
use shared::dossier::papers::Paper;
use shared::dossier::summaries::{Marking, Passage, PassageAnswer, Verdict};
use shared::ids::{BureauId, Bytes, ConsultId, DossierId, EntryId, PersonId};
use shared::log::Role;
use shared::policy::Cited;
use shared::policy::choices::{CoachApproval, WhoSees};
use shared::policy::presets::Preset;
use shared::statement::{Decision, Statement, approval_sentence};
use shared::text::{Email, Name, PassageText, Phone, Place, Remark, Sentence};
use shared::time::Minutes;
use shared::words::{Lang, Word};

use super::key::StoryKey;
use crate::bureaus::found;
use crate::cases::open::Opening;
use crate::ctx::Ctx;
use crate::dossiers::create;
use crate::error::Error;
use crate::invitations::make::{self, Halves};
use crate::log::load::{self, Items};
use crate::log::{Appended, Job, Witness, append};
use crate::people::Person;
use crate::platform::random;

/// A client of the story.
pub struct Cast {
    /// Her dossier.
    pub dossier: DossierId,
    /// She.
    pub client: PersonId,
    /// Who guides her.
    pub coach: PersonId,
    key: Option<StoryKey>,
}

/// How the bureau of the story deals with a complaint.
const COMPLAINTS: &str = "Bent u niet tevreden? Bel of mail ons. Wij bellen u binnen twee dagen.\n\n\
    Binnen vier weken hoort u wat wij doen. U kunt ook meteen naar de Autoriteit Persoonsgegevens.";

/// Where the story plays.
pub struct Stage<'a> {
    /// The server's own reach.
    pub ctx: &'a Ctx,
    /// The bureau.
    pub bureau: BureauId,
}

/// A text of the story; a mistake in one is ours.
pub(super) fn text<T, E>(made: Result<T, E>) -> Result<T, Error> {
    made.map_err(|_cause| Code::Internal.into())
}

fn person(name: &str, mail: &str) -> Result<Person, Error> {
    let email = Some(text(Email::new(&format!("{mail}@waterkant.example")))?);
    Ok(Person { name: text(Name::new(name))?, email, phone: None, lang: Lang::Nl })
}

fn passages(words: &[&str]) -> Result<Vec<Passage>, Error> {
    words.iter().zip(1..).map(|(words, id)| Ok(Passage { id, text: text(PassageText::new(words))? })).collect()
}

impl<'a> Stage<'a> {
    /// An empty bureau.
    pub fn new(ctx: &'a Ctx, bureau: BureauId) -> Self {
        Self { ctx, bureau }
    }

    /// Lets days pass, with what the product does by itself.
    pub async fn pass_days(&self, days: u64) -> Result<(), Error> {
        for _ in 0..days {
            self.ctx.clock.advance(Duration::from_hours(24));
            crate::reminders::run(self.ctx).await?;
        }
        Ok(())
    }

    /// Somebody works here from now on.
    pub async fn staff(&self, name: &str, mail: &str, role: Role) -> Result<PersonId, Error> {
        let id = PersonId(random::id());
        self.invite_again(id, name, mail, role).await?;
        let sentence = text(Sentence::new(Lang::default().say(Word::StaffPledge)))?;
        let mut commands = vec![BureauCommand::Pledge { sentence }];
        let facts = load::bureau(self.ctx, &self.ctx.db.read, self.bureau).await?.subject;
        let now = facts.regulation(self.ctx.clock.today()).map(|published| published.version);
        commands.extend(now.map(|version| BureauCommand::AcknowledgeRegulation { version }));
        for command in commands {
            found::write(self.ctx, self.bureau, Actor { person: id, role }, &command).await?;
        }
        Ok(id)
    }

    /// The bureau makes its own regulation of one that is shipped: a client's coach needs her yes when another takes over.
    pub async fn publish(&self, preset: Preset) -> Result<(), Error> {
        let mut policy = text(preset.policy())?;
        policy.who_sees = Some(Cited { is: WhoSees::OwnCoach, article: None });
        policy.coach_approval = Some(Cited { is: CoachApproval::AtTransfer, article: None });
        let regulation = Box::new(Regulation {
            title: text(Name::new("Reglement van Bureau Waterkant"))?,
            effective_on: self.ctx.clock.today(),
            controller: text(Name::new("Wim Akker, directeur"))?,
            record_system: None,
            dated: None,
            notification: None,
            policy,
            arrangement: None,
            complaints: Some(text(Remark::new(COMPLAINTS))?),
            reason: None,
        });
        let command = BureauCommand::Publish { regulation, today: self.ctx.clock.today() };
        found::write(self.ctx, self.bureau, found::operator(), &command).await
    }

    /// People can reach the bureau, other than through this product.
    pub async fn reachable(&self) -> Result<(), Error> {
        let contact = Contact {
            phone: Some(text(Phone::new("030 123 45 67"))?),
            email: Some(text(Email::new("hulp@waterkant.example"))?),
            address: Some(text(Name::new("Kade 1, Utrecht"))?),
            places: vec![text(Name::new("Marktstraat 8, Amersfoort"))?],
            officer: Some(text(Name::new("Fenna Bos, privacy@waterkant.example"))?),
        };
        found::write(self.ctx, self.bureau, found::operator(), &BureauCommand::SetContact { contact }).await
    }

    /// Somebody new on the staff is invited.
    pub async fn newcomer(&self, name: &str, mail: &str, role: Role) -> Result<Halves, Error> {
        self.invite_again(PersonId(random::id()), name, mail, role).await
    }

    /// Somebody on the staff is invited, perhaps once more.
    pub async fn invite_again(&self, id: PersonId, name: &str, mail: &str, role: Role) -> Result<Halves, Error> {
        found::invite(self.ctx, self.bureau, found::operator(), id, role, &person(name, mail)?).await
    }

    /// A coach takes on a client.
    pub async fn client(&self, coach: PersonId, name: &str, mail: &str) -> Result<Cast, Error> {
        let (client, dossier) = (PersonId(random::id()), DossierId(random::id()));
        let (actor, entry) = (Actor { person: coach, role: Role::Coach }, random::entry_id(self.ctx.clock.now()));
        let opening = create::Opening { entry, dossier, client, number: None };
        create::open(self.ctx, self.bureau, actor, &opening, &person(name, mail)?).await?;
        Ok(Cast { dossier, client, coach, key: None })
    }

    /// The client makes a passkey.
    pub async fn make_key(&self, cast: &mut Cast) -> Result<(), Error> {
        let mut key = StoryKey::new()?;
        let (credential_id, public_key) = (key.credential_id.clone(), key.public_key());
        let entry = random::entry_id(self.ctx.clock.now());
        let invitation = Some(self.invite(cast).await?.invitation.id);
        let command = Command::RegisterKey { credential_id, public_key, invitation, carried: false };
        self.write_as(cast, Role::Client, &command, entry).await?;
        key.entry = Some(entry);
        cast.key = Some(key);
        Ok(())
    }

    /// The regulation is discussed and confirmed.
    pub async fn start(&self, cast: &Cast) -> Result<(), Error> {
        let on = self.ctx.clock.today();
        self.write(cast, Role::Coach, &Command::DiscussRegulation { on }).await?;
        self.write(cast, Role::Client, &Command::ConfirmRegulation {}).await
    }

    /// The coach says where the paper part lies.
    pub async fn place_paper(&self, cast: &Cast, place: &str, key_holder: &str) -> Result<(), Error> {
        let paper = Paper::Kept { place: text(Place::new(place))?, key_holder: text(Place::new(key_holder))? };
        self.write(cast, Role::Coach, &Command::PlacePaper { paper }).await
    }

    /// Her coach proposes another.
    pub async fn propose(&self, cast: &Cast, coach: PersonId, why: &str) -> Result<(), Error> {
        let why = Some(text(Remark::new(why))?);
        self.write(cast, Role::Coach, &Command::ProposeCoach { coach, why }).await
    }

    /// The client and the coach who was proposed met, today.
    pub async fn meet(&self, cast: &Cast) -> Result<(), Error> {
        let log = cast.dossier.into();
        let loaded = load::load::<Dossier>(self.ctx, &self.ctx.db.read, self.bureau, log, Items::None).await?;
        let proposal = loaded.subject.opened()?.coming.ok_or(Code::Internal)?.proposal;
        self.write(cast, Role::Coach, &Command::RecordMeeting { proposal, on: self.ctx.clock.today() }).await
    }

    /// Her coach asks whether somebody may stand in, from so many days from today to so many.
    pub async fn ask_to_stand_in(&self, cast: &Cast, person: PersonId, (from, until): (i64, i64)) -> Result<(), Error> {
        let today = self.ctx.clock.today();
        let (from, until) = (today.plus_days(from), today.plus_days(until));
        self.write(cast, Role::Coach, &Command::ProposeSubstitute { person, from, until }).await
    }

    /// A conversation takes place.
    pub async fn consult(&self, cast: &Cast, form: ConsultKind) -> Result<ConsultId, Error> {
        let consult = ConsultId(random::id());
        let held_on = self.ctx.clock.today();
        let minutes = Minutes::new(match form {
            ConsultKind::Office => 50,
            ConsultKind::Visit => 60,
            ConsultKind::Video => 45,
            ConsultKind::Phone => 20,
        });
        self.write(cast, Role::Coach, &Command::RecordConsult { consult, held_on, form, minutes }).await?;
        Ok(consult)
    }

    /// The coach sends a version.
    pub async fn send(&self, cast: &Cast, consult: ConsultId, words: &[&str]) -> Result<(), Error> {
        let replaces = self.look(cast, consult).await?.0.version();
        let command = Command::SendSummary { consult, replaces, passages: passages(words)? };
        self.write(cast, Role::Coach, &command).await
    }

    /// The coach opens the client's page, or a summary (F63).
    pub async fn opens(&self, cast: &Cast, consult: Option<ConsultId>) -> Result<(), Error> {
        self.write(cast, Role::Coach, &Command::Look { consult }).await
    }

    /// The client says that the last look is not right.
    pub async fn questions(&self, cast: &Cast, words: &str) -> Result<(), Error> {
        let looks = crate::looks::store::all(&self.ctx.db.read, cast.dossier).await?;
        let look = looks.last().ok_or(Code::Internal)?.entry;
        let about = NewAbout::Look(look);
        let opening = Opening { bureau: self.bureau, dossier: cast.dossier, client: cast.client, about };
        opening.write(self.ctx, random::entry_id(self.ctx.clock.now()), Some(text(Remark::new(words))?)).await?;
        Ok(())
    }

    /// The client opens the version that counts.
    pub async fn see(&self, cast: &Cast, consult: ConsultId) -> Result<(), Error> {
        let version = self.look(cast, consult).await?.0.version();
        self.write(cast, Role::Client, &Command::SeeSummary { consult, version }).await
    }

    /// The client disputes one passage.
    pub async fn dispute(
        &self,
        cast: &Cast,
        consult: ConsultId,
        passage: u16,
        proposed: &str,
        why: &str,
    ) -> Result<(), Error> {
        let version = self.look(cast, consult).await?.0.version();
        let mark =
            Marking { passage, proposed: Some(text(PassageText::new(proposed))?), why: Some(text(Remark::new(why))?) };
        let command = Command::DisputeSummary { consult, version, marks: vec![mark], remark: None };
        self.write(cast, Role::Client, &command).await
    }

    /// The coach keeps her text, with a reason.
    pub async fn refuse(&self, cast: &Cast, consult: ConsultId, reason: &str) -> Result<(), Error> {
        let known = self.look(cast, consult).await?.0;
        let dispute = known.disputes.last().ok_or(Code::Internal)?.entry;
        let answer = PassageAnswer { verdict: Verdict::Refused, reason: Some(text(Remark::new(reason))?) };
        let command = Command::AnswerDispute { consult, dispute, answers: vec![answer], revision: None };
        self.write(cast, Role::Coach, &command).await
    }

    /// The client approves the version that counts, with her key.
    pub async fn approve(&self, cast: &Cast, consult: ConsultId) -> Result<(), Error> {
        let (known, head) = self.look(cast, consult).await?;
        let sent = known.versions.last().ok_or(Code::Internal)?;
        let State::Open(open) = &known.state else { return Err(Code::Internal.into()) };
        let entry = random::entry_id(self.ctx.clock.now());
        let statement = Statement {
            v: 1,
            sentence: text(Sentence::new(&approval_sentence(Lang::Nl, known.held_on, sent.number)))?,
            lang: Lang::Nl,
            decision: Decision::ApproveSummary,
            item: consult.into(),
            version: sent.number,
            commitment: sent.commitment,
            dossier: cast.dossier,
            actor: cast.client,
            entry,
            device_at: self.ctx.clock.now(),
            app_build: Bytes::default(),
            ticket: open.question.ticket,
            head,
        };
        let key = cast.key.as_ref().ok_or(Code::Internal)?;
        let evidence = Box::new(key.sign(self.ctx.webauthn.site(), statement)?);
        let command = Command::ApproveSummary { consult, version: sent.number, evidence };
        self.write_as(cast, Role::Client, &command, entry).await
    }

    /// An invitation for a client of the story.
    pub async fn invite(&self, cast: &Cast) -> Result<Halves, Error> {
        let log = cast.dossier.into();
        let loaded = load::load::<Dossier>(self.ctx, &self.ctx.db.read, self.bureau, log, Items::None).await?;
        let (actor, entry) = (Actor { person: cast.coach, role: Role::Coach }, random::entry_id(self.ctx.clock.now()));
        let new = NewInvitation { entry, link: LinkHolder::Invited, route: KeyRoute::First, identity: None };
        let made = make::invite(self.ctx, self.bureau, actor, loaded.subject.opened()?, &new).await?;
        made.ok_or_else(|| Code::Internal.into())
    }

    async fn look(&self, cast: &Cast, consult: ConsultId) -> Result<(Consult, shared::log::Head), Error> {
        let items = [consult.into()];
        let loaded =
            load::load::<Dossier>(self.ctx, &self.ctx.db.read, self.bureau, cast.dossier.into(), Items::These(&items))
                .await?;
        Ok((loaded.subject.consult(consult)?.clone(), loaded.head))
    }

    pub(super) async fn write(&self, cast: &Cast, role: Role, command: &Command) -> Result<(), Error> {
        self.write_as(cast, role, command, random::entry_id(self.ctx.clock.now())).await
    }

    async fn write_as(&self, cast: &Cast, role: Role, command: &Command, entry: EntryId) -> Result<(), Error> {
        let person = if role == Role::Client { cast.client } else { cast.coach };
        let verified = match command.evidence() {
            Some(evidence) => Some(text(evidence.verify(self.ctx.webauthn.site()))?),
            None => None,
        };
        let job = Job::<Dossier> {
            bureau: self.bureau,
            log: cast.dossier.into(),
            entry,
            actor: Actor { person, role },
            command,
            witness: Witness { verified, ..Witness::default() },
        };
        let Appended { .. } = append(self.ctx, job).await?;
        Ok(())
    }
}

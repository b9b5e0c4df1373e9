//! What people do about who guides a client, and who stands in: propose, meet, say yes, hand over, say no.

use shared::api::{Board, BureauPost, path};
use shared::bureau::{BureauCommand, Organisation};
use shared::dossier::Command;
use shared::dossier::coaches::{Coming, Step};
use shared::dossier::command::SignedYes;
use shared::ids::{Bytes, DossierId, EntryId, Hash, PersonId, Ticket};
use shared::statement::{
    Decision, Statement, coach_sentence, hand_over_sentence, representative_sentence, substitute_sentence,
};
use shared::text::{Name, Sentence};
use shared::words::Lang;

use crate::answer::Answer;
use crate::bureau::name;
use crate::person::{Person, label, new_entry};
use crate::staff::remark;

/// What a signature of hers is about.
struct About {
    decision: Decision,
    proposal: EntryId,
    version: u32,
    commitment: Hash,
    ticket: Ticket,
    sentence: String,
}

impl Person {
    /// Who is meant, as an id.
    #[must_use]
    pub fn id(&self) -> PersonId {
        self.me.person
    }

    /// The coach proposes another.
    pub async fn proposes(&self, dossier: DossierId, coach: &Person) -> Answer {
        self.wants(dossier, Command::ProposeCoach { coach: coach.id(), why: Some(remark("Samira gaat met verlof.")) })
            .await
    }

    /// Who guides her says that they met, today.
    pub async fn says_they_met(&self, dossier: DossierId) -> Answer {
        let coming = self.dossier(dossier).await.view.coming.expect("somebody is proposed");
        self.says_they_met_about(dossier, coming.proposal).await
    }

    /// Who may come to guide her says so.
    pub async fn says_they_met_about(&self, dossier: DossierId, proposal: EntryId) -> Answer {
        let on = self.bureau.at.clock.today();
        self.wants(dossier, Command::RecordMeeting { proposal, on }).await
    }

    /// Her board.
    pub async fn board(&self) -> Board {
        self.gets(path::BOARD).await.gives()
    }

    /// The clients she may come to guide.
    pub async fn comes_to(&self) -> Vec<Coming> {
        self.board().await.coming.into_iter().map(|line| line.coming).collect()
    }

    /// The coach wants somebody to stand in, from so many days from now to so many.
    pub async fn asks_to_stand_in(&self, dossier: DossierId, whom: &Person, (from, until): (i64, i64)) -> Answer {
        let (today, person) = (self.bureau.at.clock.today(), whom.id());
        let (from, until) = (today.plus_days(from), today.plus_days(until));
        self.wants(dossier, Command::ProposeSubstitute { person, from, until }).await
    }

    /// Lets somebody look along until so many days from now, for a reason.
    pub async fn admits(&self, dossier: DossierId, whom: &Person, fault: Option<&str>, days: i64) -> Answer {
        let (person, until) = (whom.id(), self.bureau.at.clock.today().plus_days(days));
        let (fault, why) = (fault.map(label), remark("Ik zie de tekst niet."));
        self.wants(dossier, Command::AdmitGuest { person, until, fault, why }).await
    }

    /// The client ends that somebody looks along.
    pub async fn shows_out(&self) -> Answer {
        let guest = self.own_page().await.view.guest.expect("somebody looks along").entry;
        self.wants(self.own(), Command::EndGuest { guest }).await
    }

    /// The administrator says for which organisation somebody works, and by which agreement.
    pub async fn says_who_employs(&self, whom: &Person, by: Option<(&str, &str)>) -> Answer {
        let organisation =
            by.map(|(called, agreement)| Organisation { name: name(called), agreement: name(agreement) });
        let command = BureauCommand::PlaceStaff { person: whom.id(), organisation };
        self.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await
    }

    /// The administrator ends somebody's work here.
    pub async fn ends_the_work_of(&self, whom: &Person) {
        let command = BureauCommand::EndStaff { person: whom.id() };
        self.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await.is_done();
    }

    /// The client says yes to the coach who is proposed, with her key.
    pub async fn says_yes_to_the_coach(&self) -> Answer {
        self.signs_about_the_coach(Decision::AcceptCoach).await
    }

    /// The client gives her whole dossier to the coach she said yes to, with her key.
    pub async fn hands_over(&self) -> Answer {
        self.signs_about_the_coach(Decision::HandOver).await
    }

    /// The client says no to the coach who is proposed.
    pub async fn says_no_to_the_coach(&self) -> Answer {
        let coming = self.own_page().await.view.coming.expect("somebody is proposed");
        self.wants(self.own(), Command::DeclineCoach { proposal: coming.proposal }).await
    }

    /// The client agrees that somebody stands in, with her key.
    pub async fn agrees_to_the_substitute(&self) -> Answer {
        let page = self.own_page().await;
        let asked = page.view.substitute.expect("somebody would stand in");
        let about = About {
            decision: Decision::AcceptSubstitute,
            proposal: asked.proposal,
            version: 1,
            commitment: asked.commitment,
            ticket: asked.ticket,
            sentence: substitute_sentence(Lang::Nl, &page.names[&asked.person], asked.from, asked.until),
        };
        self.signs_and_sends(about, |proposal, evidence| Command::AcceptSubstitute(SignedYes { proposal, evidence }))
            .await
    }

    /// The client agrees that somebody acts for her, with her key.
    pub async fn agrees_to_the_representative(&self) -> Answer {
        let page = self.own_page().await;
        let asked = page.view.representative.expect("somebody is to act for her");
        let about = About {
            decision: Decision::AcceptRepresentative,
            proposal: asked.proposal,
            version: 1,
            commitment: asked.commitment,
            ticket: asked.ticket,
            sentence: representative_sentence(Lang::Nl, &page.names[&asked.person], asked.until),
        };
        self.signs_and_sends(about, |proposal, evidence| {
            Command::AcceptRepresentative(SignedYes { proposal, evidence })
        })
        .await
    }

    async fn signs_about_the_coach(&self, decision: Decision) -> Answer {
        let page = self.own_page().await;
        let coming = page.view.coming.expect("somebody is proposed");
        let name: &Name = &page.names[&coming.coach];
        let ticket = match coming.step {
            Step::Yes { ticket } | Step::HandOver { ticket } => ticket,
            Step::Meeting => Hash::default(),
        };
        let (proposal, commitment) = (coming.proposal, coming.commitment);
        if decision == Decision::HandOver {
            let sentence = hand_over_sentence(Lang::Nl, name);
            let about = About { decision, proposal, version: 2, commitment, ticket, sentence };
            self.signs_and_sends(about, |proposal, evidence| Command::HandOver(SignedYes { proposal, evidence })).await
        } else {
            let sentence = coach_sentence(Lang::Nl, name);
            let about = About { decision, proposal, version: 1, commitment, ticket, sentence };
            self.signs_and_sends(about, |proposal, evidence| Command::AcceptCoach(SignedYes { proposal, evidence }))
                .await
        }
    }

    async fn signs_and_sends(
        &self,
        about: About,
        command: impl FnOnce(EntryId, Box<shared::evidence::Evidence>) -> Command,
    ) -> Answer {
        let (page, entry) = (self.own_page().await, new_entry());
        let statement = Statement {
            v: 1,
            sentence: Sentence::new(&about.sentence).expect("a sentence"),
            lang: Lang::Nl,
            decision: about.decision,
            item: about.proposal.into(),
            version: about.version,
            commitment: about.commitment,
            dossier: self.own(),
            actor: page.view.client,
            entry,
            device_at: self.bureau.at.clock.now(),
            app_build: Bytes(vec![7; 32]),
            ticket: about.ticket,
            head: page.view.head,
        };
        let evidence = Box::new(self.signs(statement).await);
        self.sends_entry(self.own(), entry, command(about.proposal, evidence)).await
    }
}

//! What people do about consents: staff make the pages and ask, she answers with the key on her phone, and withdraws.

use shared::api::{ConsentLine, ConsentPage, ConsentsPage, Frozen, NewFrozen, path};
use shared::dossier::Command;
use shared::dossier::consents::{ConsentTerms, Decided, Hit, NewConsent, SignedConsent, Until, WhichConsent};
use shared::ids::{Bytes, ConsentId, DocumentId, DossierId, EntryId, RecipientId, Uuid};
use shared::statement::{Decision, Statement, consent_sentence, for_her};
use shared::text::Sentence;
use shared::words::Lang;

use crate::answer::Answer;
use crate::person::{Person, new_entry};
use crate::staff::remark;

/// A question with pages that were made, in which everything that was found may go along and somebody read the rest.
#[must_use]
pub fn new_consent(made: &Frozen, recipient: RecipientId, until: Until, why: &str) -> NewConsent {
    let decide = |hit: &Hit| Decided { finding: hit.finding.clone(), why: remark("Dat is nodig.") };
    NewConsent {
        consent: made.consent,
        document: made.document,
        version: 1,
        recipient,
        until,
        why: remark(why),
        file: made.file,
        decided: made.check.hits.iter().map(decide).collect(),
        read_by_person: made.check.unread,
    }
}

impl Person {
    /// Has the pages made of the first version of a document, for a question.
    pub async fn freezes(&self, dossier: DossierId, document: DocumentId, new: NewFrozen) -> Answer {
        self.posts(&path::to(path::DOCUMENT_FROZEN, &[&dossier, &document]), &new).await
    }

    /// The same for a new question about a recipient, where it can be made.
    pub async fn makes_pages(&self, dossier: DossierId, document: DocumentId, recipient: RecipientId) -> Frozen {
        let consent = ConsentId(Uuid::new_v4());
        self.freezes(dossier, document, NewFrozen { consent, version: 1, recipient }).await.gives()
    }

    /// Asks her with pages that were made.
    pub async fn asks_with(
        &self,
        dossier: DossierId,
        (made, recipient): (&Frozen, RecipientId),
        (until, why): (Until, &str),
    ) -> Answer {
        self.wants(dossier, Command::AskConsent(Box::new(new_consent(made, recipient, until, why)))).await
    }

    /// Makes the pages and asks her, until a month from now.
    pub async fn asks_consent(
        &self,
        dossier: DossierId,
        document: DocumentId,
        recipient: RecipientId,
        why: &str,
    ) -> ConsentId {
        let made = self.makes_pages(dossier, document, recipient).await;
        let until = Until::On { date: self.bureau.at.clock.today().plus_days(30) };
        self.asks_with(dossier, (&made, recipient), (until, why)).await.is_done();
        made.consent
    }

    /// What she was asked and said, as this person sees it.
    pub async fn consents(&self, dossier: DossierId) -> ConsentsPage {
        self.gets(&path::to(path::CONSENTS, &[&dossier])).await.gives()
    }

    /// One of them in that list.
    pub async fn consent_line(&self, dossier: DossierId, consent: ConsentId) -> ConsentLine {
        let found = self.consents(dossier).await.consents.into_iter().find(|line| line.view.id == consent);
        found.expect("it is in the list")
    }

    /// One of them, with its pages.
    pub async fn consent(&self, dossier: DossierId, consent: ConsentId) -> ConsentPage {
        self.gets(&path::to(path::CONSENT, &[&dossier, &consent])).await.gives()
    }

    /// What her phone signs for a yes: everything as the page shows it.
    #[must_use]
    pub fn yes_to(&self, page: &ConsentPage, entry: EntryId) -> Statement {
        let (line, around) = (&page.consent, &page.around);
        let terms = &line.view.terms;
        let (title, recipient) = (line.title.as_ref().expect("a title"), line.recipient.as_ref().expect("a name"));
        let said = consent_sentence(Lang::Nl, title, recipient, terms);
        let said = if around.signs == around.client { said } else { for_her(Lang::Nl, &said) };
        Statement {
            v: 1,
            sentence: Sentence::new(&said).expect("a sentence"),
            lang: Lang::Nl,
            decision: Decision::GrantConsent,
            item: line.view.id.into(),
            version: terms.version,
            commitment: terms.file.hash,
            dossier: around.dossier,
            actor: around.signs,
            entry,
            device_at: self.bureau.at.clock.now(),
            app_build: Bytes(vec![7; 32]),
            ticket: line.view.ticket,
            head: around.head,
        }
    }

    /// Says yes to a consent, by a signature over this.
    pub async fn grants_by(&self, page: &ConsentPage, statement: Statement) -> Answer {
        let (entry, terms) = (statement.entry, page.consent.view.terms);
        let evidence = Box::new(self.signs(statement).await);
        let ConsentTerms { document, recipient, .. } = terms;
        let yes = SignedConsent { document, consent: page.consent.view.id, recipient, evidence };
        self.sends_entry(page.around.dossier, entry, Command::GrantConsent(yes)).await
    }

    /// Says yes to a consent.
    pub async fn grants(&self, dossier: DossierId, consent: ConsentId) -> Answer {
        let page = self.consent(dossier, consent).await;
        let statement = self.yes_to(&page, new_entry());
        self.grants_by(&page, statement).await
    }

    /// Does something else with a consent.
    pub async fn wants_of_consent(
        &self,
        dossier: DossierId,
        consent: ConsentId,
        command: fn(WhichConsent) -> Command,
    ) -> Answer {
        let document = self.consent_line(dossier, consent).await.view.terms.document;
        self.wants(dossier, command(WhichConsent { document, consent })).await
    }
}

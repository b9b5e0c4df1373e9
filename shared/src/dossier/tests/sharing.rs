//! What people do with consents, for the tests of every noun.

use super::sendings::of;
use super::*;
use crate::bureau::recipients::{Details, RecipientKind};
use crate::dossier::consents::{
    Check, ConsentEvent, ConsentTerms, ConsentView, NewConsent, OtherGround, SignedConsent, Spoken, Status, Until,
    WhichConsent, earlier, frozen_file,
};
use crate::dossier::documents::{DocumentContent, DocumentKind, FileFormat, NewDocument, StoredFile};
use crate::dossier::purposes::Purpose;
use crate::dossier::records::{LegalGround, Source};
use crate::dossier::sendings::{Deletion, DoorStep, Proof, SentFile};
use crate::ids::{ConsentId, DocumentId, FileId, RecipientId};
use crate::statement::consent_sentence;
use crate::text::Label;

pub(super) const REPORT: DocumentId = DocumentId(uuid::Uuid::from_u128(0xD0C0_0001));
pub(super) const PAYER: RecipientId = RecipientId(uuid::Uuid::from_u128(0xB0B1));
pub(super) const OTHER: RecipientId = RecipientId(uuid::Uuid::from_u128(0xB0B2));

pub(super) fn asked(n: u128) -> ConsentId {
    ConsentId(id(0xC05 << 16 | n))
}

pub(super) fn which(n: u128) -> WhichConsent {
    WhichConsent { document: REPORT, consent: asked(n) }
}

pub(super) fn pdf(id: FileId) -> StoredFile {
    StoredFile { id, hash: Hash::of(&[id.0.as_bytes()]), format: FileFormat::Pdf, bytes: 900, pages: 2 }
}

pub(super) fn title() -> Label {
    Label::new("Voortgang in november").unwrap()
}

pub(super) fn recipient_name() -> Name {
    Name::new("Drukkerij De Pers").unwrap()
}

pub(super) fn report(version: u32) -> DocumentContent {
    DocumentContent {
        kind: DocumentKind::Report,
        purpose: Purpose::Report,
        title: title(),
        source: Source::Bureau,
        ground: LegalGround::Interest,
        beside: None,
        about_health: false,
        reason: None,
        file: pdf(FileId(id(0xF11E_F000 + u128::from(version)))),
    }
}

impl World {
    /// An organisation stands on the bureau's list.
    pub(super) fn knows(&mut self, recipient: RecipientId, kind: RecipientKind) {
        let details = Details { name: recipient_name(), address: None };
        at_bureau(&mut self.bureau, coach(), &BureauEvent::RecipientAdded { recipient, kind, details });
    }

    /// It is called otherwise from this entry on.
    pub(super) fn renames_payer(&mut self, entry: u128, called: &str) {
        let details = Details { name: Name::new(called).unwrap(), address: None };
        let event = BureauEvent::RecipientChanged { recipient: PAYER, details };
        let (header, _) = log_header(entry, 1, Hash::default(), Timestamp(0), coach(), &event);
        self.bureau.fold(&header, &event);
    }

    pub(super) fn adds_report(&mut self, replaces: u32, content: DocumentContent) -> Result<usize, Refusal> {
        let mut given = self.given();
        given.file = Some(content.file);
        let new = NewDocument { document: REPORT, replaces, content };
        self.act_as(coach(), &Command::AddDocument(Box::new(new)), given)
    }

    /// A report for who pays, who stands on the list.
    pub(super) fn with_a_report() -> (Self, SoftKey) {
        let (mut world, key) = Self::started();
        world.knows(PAYER, RecipientKind::Payer);
        world.knows(OTHER, RecipientKind::OtherCoach);
        world.adds_report(0, report(1)).unwrap();
        (world, key)
    }

    pub(super) fn new_consent(&self, n: u128, why: &str) -> NewConsent {
        let version = self.dossier.document(REPORT).map_or(1, |known| known.version().unwrap().number);
        NewConsent {
            consent: asked(n),
            document: REPORT,
            version,
            recipient: PAYER,
            until: Until::On { date: self.today.plus_days(30) },
            why: Remark::new(why).unwrap(),
            file: pdf(self.frozen(n, version, PAYER)),
            decided: Vec::new(),
            read_by_person: false,
        }
    }

    /// What would be made today for this question.
    pub(super) fn frozen(&self, n: u128, version: u32, recipient: RecipientId) -> FileId {
        let named = self.bureau.recipient(recipient).map_or(EntryId(id(0)), |known| known.entry);
        frozen_file(asked(n), (REPORT, version), (recipient, named), self.today)
    }

    pub(super) fn asks_as(&mut self, by: Actor, new: NewConsent) -> Result<usize, Refusal> {
        let mut given = self.given();
        given.file = Some(new.file);
        self.act_as(by, &Command::AskConsent(Box::new(new)), given)
    }

    pub(super) fn asks(&mut self, n: u128, why: &str) -> Result<usize, Refusal> {
        let new = self.new_consent(n, why);
        self.asks_as(coach(), new)
    }

    pub(super) fn consent_seen(&self, n: u128) -> ConsentView {
        let known = self.dossier.consent(asked(n)).unwrap();
        known.seen_by(self.dossier.document(REPORT).ok(), Relation::Client, self.today).unwrap()
    }

    pub(super) fn yes(&mut self, n: u128) -> (Given, Statement) {
        let view = self.consent_seen(n);
        let sentence = consent_sentence(Lang::Nl, &title(), &recipient_name(), &view.terms);
        let (item, version) = (ConsultId(view.id.0), view.terms.version);
        self.said(Decision::GrantConsent, &sentence, item, version, view.terms.file.hash, view.ticket)
    }

    pub(super) fn grants(&mut self, key: &SoftKey, n: u128) -> Result<usize, Refusal> {
        let (given, statement) = self.yes(n);
        let evidence = Box::new(key.sign(self.entry_of(key), statement));
        self.act_as(client(), &grant(n, evidence), given)
    }

    pub(super) fn stands(&self, n: u128) -> Status {
        self.consent_seen(n).status
    }

    pub(super) fn is_live(&self, n: u128) -> bool {
        self.dossier.consent(asked(n)).unwrap().is_live(self.today)
    }

    /// What the server opens for a decision about a consent.
    pub(super) fn spoken(&self, command: &Command) -> Option<Spoken> {
        let reasons = match (command.would_go(), command) {
            (Some(new), _) => {
                let document = self.dossier.document(new.document).ok()?;
                let marks: Vec<EntryId> = earlier(document, new.recipient, self.today).map(|mark| mark.entry).collect();
                marks.into_iter().filter_map(|entry| Some((entry, self.why_of(entry)?))).collect()
            }
            (None, Command::GrantConsent(_)) => Vec::new(),
            _ => return None,
        };
        Some(Spoken { title: title(), recipient: recipient_name(), reasons, check: Some(Check::default()) })
    }

    pub(super) fn why_of(&self, entry: EntryId) -> Option<Remark> {
        let at = self.headers.iter().position(|header| header.entry == entry)?;
        match read_content(&self.contents[at]) {
            Ok(DossierEvent::Consent(ConsentEvent::ConsentAsked { why, .. })) => Some(why),
            _ => None,
        }
    }

    /// Every step there is: of documents, and of consents.
    pub(super) fn has_documents(&mut self, key: &SoftKey) {
        self.knows(PAYER, RecipientKind::Payer);
        self.adds_report(0, report(1)).unwrap();
        self.act(client(), &Command::SeeDocuments { up_to: u64::MAX }).unwrap();
        self.act(coach(), &Command::LookAtDocuments { document: Some(REPORT) }).unwrap();
        self.asks(1, "Om te laten zien hoe het gaat.").unwrap();
        self.act(coach(), &Command::TakeBackConsent(which(1))).unwrap();
        self.asks(2, "Om te laten zien hoe het gaat.").unwrap();
        self.act(client(), &Command::DeclineConsent(which(2))).unwrap();
        self.asks(3, "Zij betaalt de omscholing.").unwrap();
        self.grants(key, 3).unwrap();
        self.goes_out(3);
        self.act(client(), &Command::WithdrawConsent(which(3))).unwrap();
        self.has_a_ground();
        let why = Remark::new("Dat moet van de wet.").unwrap();
        let deletion = Deletion::Kept { why };
        self.at_the_door(DoorStep::Answer { which: of(3, 3), deletion }).unwrap();
    }

    /// Told, seen, objected to, and answered.
    fn has_a_ground(&mut self) {
        let (document, consent) = (REPORT, asked(9));
        let new = self.new_consent(9, "Zij betaalt.");
        let terms = Box::new(ConsentTerms {
            document,
            version: 1,
            file: new.file,
            recipient: PAYER,
            named: self.bureau.recipient(PAYER).unwrap().entry,
            kind: RecipientKind::Payer,
            purpose: Purpose::Report,
            until: new.until,
        });
        let (on, why) = (self.today, new.why);
        let told = ConsentEvent::GroundTold {
            consent,
            terms,
            ground: OtherGround::Statute,
            law: Label::new("Wet SUWI, artikel 54").ok(),
            why: why.clone(),
            check: Box::default(),
            from: on,
            on,
        };
        let seen = ConsentEvent::GroundSeen { document, consent, on };
        let objected = ConsentEvent::GroundObjected { document, consent, why: why.clone() };
        let answered = ConsentEvent::ObjectionAnswered { document, consent, goes: false, why };
        for (event, by) in [(told, coach()), (seen, client()), (objected, client()), (answered, coach())] {
            let entry = self.given().entry;
            self.happens(by, &event.into(), entry);
        }
    }

    /// Sent thrice: stopped, blocked, and taken.
    fn goes_out(&mut self, consent: u128) {
        self.knows_ilse();
        self.sends(consent, 1).unwrap();
        self.stops(consent, 1).unwrap();
        self.sends(consent, 2).unwrap();
        self.at_the_door(DoorStep::Block { which: of(consent, 2) }).unwrap();
        self.sends(consent, 3).unwrap();
        self.at_the_door(DoorStep::KeyMade { which: of(consent, 3) }).unwrap();
        self.sheet_is_made(consent, Self::sheet(consent)).unwrap();
        self.downloads(consent, 3).unwrap();
        let download = self.headers.last().unwrap().entry;
        self.at_the_door(DoorStep::End { which: of(consent, 3), download, bytes: 900 }).unwrap();
    }
}

/// What happens at the door of the last thing that was sent by a yes.
fn attempt_at_the_door(world: &mut World, step: u8, consent: u128) {
    let known = world.dossier.consent(asked(consent)).unwrap();
    let (last, id) = (known.sendings.last().cloned(), consent);
    drop(world.sheet_is_made(id, World::sheet(id)));
    let Some(last) = last else { return };
    let (sending, begun) = (last.id.0.as_u128() & 0xFFFF, last.downloads.last().map(|begun| begun.entry));
    let which = of(consent, sending);
    let step = match (step, begun) {
        (11, _) => DoorStep::Begin { which, proof: Proof::Code, what: SentFile::Document },
        (12, _) => DoorStep::Begin { which, proof: Proof::Passkey, what: SentFile::Document },
        (13, Some(download)) => DoorStep::End { which, download, bytes: 9 },
        (14, _) => DoorStep::Answer { which, deletion: Deletion::Deleted {} },
        (15, _) => return drop(world.stops(consent, sending)),
        _ => DoorStep::Block { which },
    };
    drop(world.at_the_door(step));
}

pub(super) fn grant(n: u128, evidence: Box<Evidence>) -> Command {
    Command::GrantConsent(SignedConsent { document: REPORT, consent: asked(n), recipient: PAYER, evidence })
}

/// Added, asked, answered, withdrawn, taken back, and replaced: in any order.
pub(super) fn attempt_to_share(world: &mut World, step: u8, (key, is_hers): (&SoftKey, bool)) {
    let guide = world.guide();
    let last = world.dossier.consents().map(|known| known.id.0.as_u128() & 0xFFFF).max();
    // Any of them, not the last alone: which, the length of the log says.
    let length = u128::try_from(world.headers.len()).unwrap();
    let some = last.map(|last| 1 + length % last);
    let known = world.dossier.document(REPORT).is_ok();
    match (step, some) {
        (0, _) if !known => {
            world.knows(PAYER, RecipientKind::Payer);
            world.knows_ilse();
            drop(world.adds_report(0, report(1)));
        }
        (0, _) => {
            let version = world.dossier.document(REPORT).unwrap().version().unwrap().number;
            drop(world.adds_report(version, report(version + 1)));
        }
        (2, _) if known && length % 5 == 0 => {
            let new = world.new_ground(last.unwrap_or(0) + 1);
            drop(world.tells(guide, new));
        }
        (6, Some(n)) if length % 3 == 0 => drop(world.objects(n)),
        (7, Some(n)) if length % 3 == 0 => drop(world.answers_objection(n, length % 2 == 0)),
        (1 | 2, _) if known => {
            let mut new = world.new_consent(last.unwrap_or(0) + 1, &format!("Reden {step}."));
            if length % 3 == 0 {
                new.until = Until::Once {};
            }
            drop(world.asks_as(guide, new));
        }
        (3 | 4, Some(n)) if is_hers => drop(world.grants(key, n)),
        (5, Some(n)) => drop(world.act(client(), &Command::DeclineConsent(which(n)))),
        (6, Some(n)) => drop(world.act(client(), &Command::WithdrawConsent(which(n)))),
        (7, Some(n)) => drop(world.act(guide, &Command::TakeBackConsent(which(n)))),
        (8, Some(_)) => {
            world.renames_payer(0xB100 + length, &format!("Drukkerij {length}"));
        }
        (10, Some(n)) => drop(world.sends(n, length)),
        (11..=15, Some(n)) => attempt_at_the_door(world, step, n),
        (9, Some(_)) if length % 4 == 0 => {
            at_bureau(&mut world.bureau, coach(), &BureauEvent::RecipientEnded { recipient: PAYER });
        }
        _ => {}
    }
}

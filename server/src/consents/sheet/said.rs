//! What a sheet and a receipt say, in her language.

use pdf::protocol::{Attached, Beside, Sheet, SheetBlock};
use shared::bureau::Bureau;
use shared::bureau::regulations::Published;
use shared::dossier::consents::{Consent, ConsentEvent, State};
use shared::dossier::{Dossier, DossierEvent};
use shared::evidence::Evidence;
use shared::ids::{BureauId, ConsentId, DossierId, ItemId, PersonId};
use shared::log::{canonical, read_content};
use shared::refusal::Refusal;
use shared::text::{Label, Name};
use shared::time::Timestamp;
use shared::words::{Lang, SheetWord};

use super::record::{Facts, Outcome, hex, record};
use crate::consents::{made, spoken};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::LogError;
use crate::log::load::{self, Items};
use crate::{people, recipients};

const DOCUMENT: &str = "document.pdf";
const EVIDENCE: &str = "evidence.json";
const RECORD: &str = "record.jsonld";

/// A consent with all that is said of it.
pub(super) struct Known {
    pub consent: Consent,
    bureau: Bureau,
    dossier: Dossier,
    title: Label,
    recipient: Name,
    client: Name,
    /// Who answered, where that was not she.
    by: Option<Name>,
    /// Her signature, where she said yes.
    evidence: Option<Box<Evidence>>,
    /// Who withdrew it.
    withdrawn_by: Option<PersonId>,
    lang: Lang,
}

impl Known {
    /// Opens it.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] where something of it is not there; or what does not answer.
    pub(super) async fn of(ctx: &Ctx, bureau: BureauId, dossier: DossierId, consent: ConsentId) -> Result<Self, Error> {
        let load = async |items: &[ItemId]| {
            load::load::<Dossier>(ctx, &ctx.db.read, bureau, dossier.into(), Items::These(items)).await
        };
        let document = load(&[consent.into()]).await?.subject.consent(consent)?.terms.document;
        let dossier = load(&[consent.into(), document.into()]).await?.subject;
        let (core, known) = (dossier.opened()?, dossier.consent(consent)?.clone());
        let which = (known.terms.document, known.terms.version);
        let title = spoken::title(ctx, bureau, &dossier, which).await?.ok_or(Refusal::Unknown)?;
        let named = known.terms.named;
        let recipient = recipients::names(ctx, bureau, &[named]).await?.remove(&named).ok_or(Refusal::Unknown)?;
        let client = people::find(ctx, bureau, core.client).await?.ok_or(Refusal::Unknown)?;
        let by = match known.answered.filter(|(_, by)| *by != core.client) {
            Some((_, by)) => people::find(ctx, bureau, by).await?.map(|person| person.name),
            None => None,
        };
        let (evidence, withdrawn_by) = decided(ctx, bureau, core.id, consent).await?;
        let bureau = load::bureau(ctx, &ctx.db.read, bureau).await?.subject;
        let (client, lang) = (client.name, client.lang);
        Ok(Self { consent: known, bureau, dossier, title, recipient, client, by, evidence, withdrawn_by, lang })
    }

    /// The sheet of a yes. That it was withdrawn since is not in it, whenever it is made.
    pub(super) fn sheet(mut self, ctx: &Ctx) -> Result<Sheet, Error> {
        self.consent.withdrawn_at = None;
        let Some((evidence, (at, _))) = self.evidence.as_ref().zip(self.consent.answered) else {
            return Err(Refusal::Unknown.into());
        };
        let lead = match &self.by {
            None => self.lang.fill_later(SheetWord::Lead, &[("name", self.client.as_str())]),
            Some(by) => {
                self.lang.fill_later(SheetWord::LeadForHer, &[("name", self.client.as_str()), ("by", by.as_str())])
            }
        };
        let inside = [
            (DOCUMENT.to_owned(), self.lang.say_later(SheetWord::InsideDocument).to_owned()),
            (EVIDENCE.to_owned(), self.lang.say_later(SheetWord::InsideEvidence).to_owned()),
            (RECORD.to_owned(), self.lang.say_later(SheetWord::InsideRecord).to_owned()),
        ];
        let back = self.lang.fill_later(SheetWord::BackText, &[("bureau", self.bureau.founded()?.name.as_str())]);
        let mut blocks = vec![
            SheetBlock::Text(lead),
            self.heading(SheetWord::Signed),
            SheetBlock::Quote(evidence.statement.sentence.to_string()),
            SheetBlock::Pairs(self.pairs(ctx)),
            self.heading(SheetWord::Inside),
            SheetBlock::Pairs(inside.into()),
            self.heading(SheetWord::Back),
            SheetBlock::Text(back),
        ];
        blocks.extend(self.responsible()?);
        let document =
            Attached { name: DOCUMENT.to_owned(), says: self.lang.say_later(SheetWord::InsideDocument).to_owned() };
        Ok(Sheet { document: Some(document), ..self.bare(ctx, SheetWord::Title, blocks, at)? })
    }

    /// A receipt of what was answered last.
    pub(super) fn receipt(&self, ctx: &Ctx, outcome: Outcome) -> Result<Sheet, Error> {
        let (title, text) = match outcome {
            Outcome::Yes => (SheetWord::ReceiptYes, SheetWord::ReceiptYesText),
            Outcome::No => (SheetWord::ReceiptNo, SheetWord::ReceiptNoText),
            Outcome::Withdrawn => (SheetWord::ReceiptWithdrawn, SheetWord::ReceiptWithdrawnText),
        };
        let text = self.lang.fill_later(text, &[("bureau", self.bureau.founded()?.name.as_str())]);
        let mut blocks = vec![SheetBlock::Text(text), SheetBlock::Pairs(self.pairs(ctx))];
        blocks.extend(self.responsible()?);
        let answered = self.consent.answered.map(|(at, _)| at);
        let at = self.consent.withdrawn_at.or(answered).ok_or(Refusal::Unknown)?;
        self.bare(ctx, title, blocks, at)
    }

    /// For computers.
    pub(super) fn record(&self, ctx: &Ctx) -> Result<serde_json::Value, Refusal> {
        let (core, bureau) = (self.dossier.opened()?, self.bureau.founded()?);
        let document = self.dossier.document(self.consent.terms.document)?;
        let version = document.versions.iter().find(|known| known.number == self.consent.terms.version);
        Ok(record(&Facts {
            client: core.client,
            bureau: (bureau.id, &bureau.name),
            contact: &bureau.contact,
            origin: ctx.config.public_origin(),
            regulation: self.regulation().map(|known| (known.version, &known.title)),
            consent: &self.consent,
            class: version.ok_or(Refusal::Unknown)?.class,
            title: &self.title,
            recipient: &self.recipient,
            asked_on: self.consent.asked_on,
            evidence: self.evidence.as_deref(),
            withdrawn_by: self.withdrawn_by,
            lang: self.lang,
        }))
    }

    fn regulation(&self) -> Option<&Published> {
        let version = self.dossier.opened().ok()?.regulations.last()?;
        self.bureau.founded().ok()?.regulations.iter().find(|known| known.version == *version)
    }

    /// What was asked and answered, line by line.
    fn pairs(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let (lang, terms) = (self.lang, self.consent.terms);
        let title = [("title", self.title.as_str()), ("version", &terms.version.to_string())];
        let to = [("name", self.recipient.as_str()), ("kind", lang.say_later(terms.kind.word()))];
        let said = if self.consent.state == State::Declined { SheetWord::Refused } else { SheetWord::Answered };
        let moment = |name: SheetWord, at: Option<Timestamp>| at.map(|at| (name, self.moment(ctx, at)));
        let by = self.by.as_ref().map(|by| lang.fill_later(SheetWord::ByForHer, &[("name", by.as_str())]));
        let pairs = [
            Some((SheetWord::Whose, self.client.to_string())),
            Some((SheetWord::Document, lang.fill_later(SheetWord::Version, &title))),
            Some((SheetWord::Recipient, lang.fill_later(SheetWord::RecipientIs, &to))),
            Some((SheetWord::Purpose, lang.say_later(terms.purpose.word()).to_owned())),
            Some((SheetWord::Until, terms.until.in_words(lang))),
            moment(SheetWord::Asked, Some(self.consent.asked_at)),
            moment(said, self.consent.answered.map(|(at, _)| at)),
            by.map(|by| (SheetWord::By, by)),
            moment(SheetWord::Withdrawn, self.consent.withdrawn_at),
            Some((SheetWord::Pages, terms.file.pages.to_string())),
            Some((SheetWord::Hash, hex(terms.file.hash))),
        ];
        pairs.into_iter().flatten().map(|(name, value)| (lang.say_later(name).to_owned(), value)).collect()
    }

    fn moment(&self, ctx: &Ctx, at: Timestamp) -> String {
        let (minute, date) = (ctx.clock.minute_of(at), ctx.clock.date_of(at).in_words(self.lang));
        let time = format!("{:02}:{:02}", minute / 60, minute % 60);
        self.lang.fill_later(SheetWord::Moment, &[("date", &date), ("time", &time)])
    }

    fn responsible(&self) -> Result<[SheetBlock; 2], Refusal> {
        let regulation = self.regulation().map(|known| {
            let blanks = [("title", known.title.as_str()), ("version", &known.version.to_string())];
            (SheetWord::Regulation, self.lang.fill_later(SheetWord::RegulationIs, &blanks))
        });
        let pairs = [
            Some((SheetWord::Controller, self.bureau.founded()?.name.to_string())),
            regulation,
            Some((SheetWord::Complaint, self.lang.say_later(SheetWord::ComplaintText).to_owned())),
        ];
        let pairs = pairs.into_iter().flatten().map(|(name, value)| (self.lang.say_later(name).to_owned(), value));
        Ok([self.heading(SheetWord::Responsible), SheetBlock::Pairs(pairs.collect())])
    }

    fn heading(&self, word: SheetWord) -> SheetBlock {
        SheetBlock::Heading(self.lang.say_later(word).to_owned())
    }

    /// With the record inside, and the signature where there is one.
    fn bare(&self, ctx: &Ctx, title: SheetWord, blocks: Vec<SheetBlock>, at: Timestamp) -> Result<Sheet, Error> {
        let text = |bytes| String::from_utf8(bytes).map_err(|_cause| LogError::Unreadable("a record that is no text"));
        let file = |name: &str, media_type: &str, says: SheetWord, text| Beside {
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            says: self.lang.say_later(says).to_owned(),
            text,
        };
        let evidence = self.evidence.as_ref().map(|signed| text(canonical(signed))).transpose()?;
        let evidence = evidence.map(|text| file(EVIDENCE, "application/json", SheetWord::InsideEvidence, text));
        let record = text(canonical(&self.record(ctx)?))?;
        let record = file(RECORD, "application/ld+json", SheetWord::InsideRecord, record);
        let title = self.lang.say_later(title).to_owned();
        Ok(Sheet {
            lang: made::spoken_in(self.lang)?,
            made_at: at.0.div_euclid(1_000),
            blocks: [SheetBlock::Title(title.clone())].into_iter().chain(blocks).collect(),
            title,
            document: None,
            beside: evidence.into_iter().chain([record]).collect(),
        })
    }
}

/// The signature under a yes, and who withdrew it; none where there was none, or it was erased.
async fn decided(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    consent: ConsentId,
) -> Result<(Option<Box<Evidence>>, Option<PersonId>), LogError> {
    let kinds = ["consent_granted", "consent_withdrawn"];
    let (mut evidence, mut withdrawn_by) = (None, None);
    for entry in load::entries_about(ctx, bureau, dossier.into(), consent.into(), &kinds).await? {
        match read_content(entry.content.as_bytes()) {
            Ok(DossierEvent::Consent(ConsentEvent::ConsentGranted { evidence: signed, .. })) => evidence = Some(signed),
            Ok(DossierEvent::Consent(ConsentEvent::ConsentWithdrawn { .. })) => withdrawn_by = Some(entry.header.actor),
            _ => {}
        }
    }
    Ok((evidence, withdrawn_by))
}

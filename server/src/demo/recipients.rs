//! To whom something could go in the story: who pays, who leads a client at work, UWV, and two that take tests, one of
//! which has not signed an agreement yet.

use shared::bureau::BureauCommand;
use shared::bureau::recipients::{Agreement, AgreementKind, Details, Person, RecipientKind};
use shared::dossier::command::Actor;
use shared::ids::{ContactId, PersonId, RecipientId};
use shared::log::Role;
use shared::text::{Email, Label, Name, Phone, Place};
use shared::words::Lang;

use super::stage::{Stage, text};
use crate::bureaus::found;
use crate::error::Error;
use crate::platform::random;

/// Who is reached there: name, what she does there, address, and number.
type Reached = (&'static str, &'static str, &'static str, &'static str);

const PEOPLE: [(RecipientKind, &str, &str, Option<Reached>); 5] = [
    (
        RecipientKind::Payer,
        "Bloemenhandel De Linde",
        "Lindelaan 4, 3581 AB Utrecht",
        Some(("Henk Prins", "Personeelszaken", "personeel@delinde.example", "030 555 01 20")),
    ),
    (
        RecipientKind::DirectManager,
        "Bloemenhandel De Linde, inkoop",
        "Lindelaan 4, 3581 AB Utrecht",
        Some(("Anja Vos", "Leidinggevende inkoop", "anja@delinde.example", "030 555 01 23")),
    ),
    (RecipientKind::Uwv, "UWV Utrecht", "Postbus 123, 3500 AA Utrecht", None),
    (
        RecipientKind::TestProvider,
        "Testhuis Midden",
        "Parkweg 18, 3811 CD Amersfoort",
        Some(("Ilse Maas", "Psycholoog", "ilse@testhuis.example", "033 555 04 10")),
    ),
    (
        RecipientKind::TestProvider,
        "Keuzewijzer",
        "Havenstraat 9, 3433 EF Nieuwegein",
        Some(("Otto Blom", "Adviseur", "otto@keuzewijzer.example", "030 555 07 30")),
    ),
];

/// With which of them something was agreed.
const AGREED: &str = "Testhuis Midden";

impl Stage<'_> {
    /// A coach writes them down, and an agreement with one of them is put on record.
    pub async fn recipients(&self, coach: PersonId) -> Result<(), Error> {
        let actor = Actor { person: coach, role: Role::Coach };
        for (kind, name, address, reached) in PEOPLE {
            let recipient = RecipientId(random::id());
            let details = Details { name: text(Name::new(name))?, address: Some(text(Place::new(address))?) };
            let add = BureauCommand::AddRecipient { recipient, kind, details };
            found::write(self.ctx, self.bureau, actor, &add).await?;
            if let Some(reached) = reached {
                let person = person(reached)?;
                let add = BureauCommand::AddContact { recipient, contact: ContactId(random::id()), person };
                found::write(self.ctx, self.bureau, actor, &add).await?;
            }
            if name == AGREED {
                self.agrees_with(recipient).await?;
            }
        }
        Ok(())
    }

    async fn agrees_with(&self, recipient: RecipientId) -> Result<(), Error> {
        let today = self.ctx.clock.today();
        let agreement = Agreement {
            what: AgreementKind::Processor,
            signed_on: today.plus_days(-40),
            until: Some(today.plus_days(690)),
            kept: text(Place::new("Kast 2, map overeenkomsten"))?,
        };
        let record = BureauCommand::RecordAgreement { recipient, agreement };
        found::write(self.ctx, self.bureau, found::operator(), &record).await
    }
}

fn person((name, role, email, phone): Reached) -> Result<Person, Error> {
    Ok(Person {
        name: text(Name::new(name))?,
        role: Some(text(Label::new(role))?),
        email: text(Email::new(email))?,
        phone: Some(text(Phone::new(phone))?),
        lang: Lang::default(),
    })
}

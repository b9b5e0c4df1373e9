//! What a machine looked for in the very bytes that would go, what it found, and what staff decided about each of it (F36,
//! F37, W7d, W7e). She reads it with the question.

use serde::{Deserialize, Serialize};

use crate::bureau::recipients::RecipientKind;
use crate::dossier::documents::DocumentKind;
use crate::policy::InForce;
use crate::policy::choices::CvProfile;
use crate::refusal::{ConsentPart, Refusal};
use crate::text::{CitizenNumber, Label, Remark};

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sought {
    /// A citizen service number: nine digits that pass its test.
    CitizenNumber,
    /// A day of birth.
    BirthDate,
    /// Where somebody lives or how she is reached.
    Contact,
    /// A word about health.
    Health,
}

impl Sought {
    /// What is looked for in a document of this kind that would go to such a recipient. A citizen number and a day of birth
    /// go to UWV alone (W7e, F37), a CV bears a name only where the regulation says so (W7d, F36), and words about health
    /// are looked for where an employer or who pays would read them (F37).
    #[must_use]
    pub fn in_what_goes(kind: DocumentKind, to: RecipientKind, policy: &InForce) -> Vec<Self> {
        let uwv = to == RecipientKind::Uwv;
        let others = [RecipientKind::Municipality, RecipientKind::Placement, RecipientKind::Training];
        let reads_health = to.is_employer() || uwv || others.contains(&to);
        let name_only = kind == DocumentKind::Cv && policy.cv_profile.is == CvProfile::NameOnly;
        let all = [
            (Self::CitizenNumber, !uwv),
            (Self::BirthDate, !uwv),
            (Self::Contact, name_only),
            (Self::Health, reads_health),
        ];
        all.into_iter().filter(|(_, wanted)| *wanted).map(|(sought, _)| sought).collect()
    }

    /// Whether it may go where there is a reason. What else is found may only go where it is something else.
    #[must_use]
    pub const fn may_go(self) -> bool {
        matches!(self, Self::Health)
    }
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// What it looks like.
    pub what: Sought,
    /// The word or number, in small letters.
    pub found: Label,
}

/// The same, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hit {
    /// What.
    pub finding: Finding,
    /// How often.
    pub count: u32,
    /// On which page it stands first.
    pub page: u32,
    /// The words around it there.
    pub around: String,
}

/// What staff decided about something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// About what.
    pub finding: Finding,
    /// Why it may go, or what else it is. She reads it.
    pub why: Remark,
}

/// What a machine says of the bytes that would go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Check {
    /// What it looked for.
    pub sought: Vec<Sought>,
    /// What it found.
    pub hits: Vec<Hit>,
    /// Whether it could not read some of it: a page without letters, signs it does not know.
    pub unread: bool,
}

/// The check as she reads it with the question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checked {
    /// What a machine looked for.
    pub sought: Vec<Sought>,
    /// What it found, and what was decided.
    pub decided: Vec<Decided>,
    /// Whether no machine could read all of it, and who asks says that she did.
    pub read_by_person: bool,
}

impl Checked {
    /// The same, with the last digits of each citizen number alone: enough to tell which is meant (W7e).
    #[must_use]
    pub fn masked(mut self) -> Self {
        for Finding { what, found } in self.decided.iter_mut().map(|one| &mut one.finding) {
            match CitizenNumber::new(found.as_str()) {
                Ok(number) if *what == Sought::CitizenNumber => *found = number.masked(),
                _ => {}
            }
        }
        self
    }
}

impl Check {
    /// With what staff decided about each thing that was found.
    ///
    /// # Errors
    /// [`ConsentPart::Undecided`] where something has no decision, [`ConsentPart::Unread`] where somebody has to read it.
    pub fn decided(&self, decided: &[Decided], read_by_person: bool) -> Result<Checked, Refusal> {
        let of = |hit: &Hit| decided.iter().find(|one| one.finding == hit.finding).cloned();
        let decided: Option<Vec<Decided>> = self.hits.iter().map(of).collect();
        let decided = decided.ok_or(Refusal::ConsentUnfit { part: ConsentPart::Undecided })?;
        if self.unread && !read_by_person {
            return Err(Refusal::ConsentUnfit { part: ConsentPart::Unread });
        }
        Ok(Checked { sought: self.sought.clone(), decided, read_by_person: self.unread })
    }
}

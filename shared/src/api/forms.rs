//! Decisions on paper, on the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Represents;
use crate::dossier::forms::{Asked, FormAnswer, FormNumber, FormView};
use crate::dossier::representatives::Power;
use crate::dossier::summaries::Passage;
use crate::ids::{DossierId, EntryId, PersonId};
use crate::log::Head;
use crate::text::{Name, Place, Remark};
use crate::time::CivilDate;
use crate::words::Lang;

/// A form, and what of it stands in an entry alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormLine {
    /// How far it has come.
    pub view: FormView,
    /// The sentence that she ticked yes or no to, in her language.
    pub sentence: String,
    /// Where the original lies, once it came back.
    pub original: Option<Place>,
    /// What she said where she contested it.
    pub words: Option<Remark>,
}

/// The forms of a dossier, the newest first (F5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormsPage {
    /// The dossier.
    pub dossier: DossierId,
    /// Whose it is.
    pub client: PersonId,
    /// The forms.
    pub forms: Vec<FormLine>,
    /// For whoever makes forms: what could be asked on paper now, beside the summaries.
    pub askable: Vec<Asked>,
    /// The last entry: what a statement names as seen.
    pub head: Head,
    /// The names of the people in it.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
}

impl FormsPage {
    /// The name of somebody in it; nothing for who is not there any more.
    #[must_use]
    pub fn name_of(&self, person: PersonId) -> String {
        self.names.get(&person).map(ToString::to_string).unwrap_or_default()
    }
}

/// One form with all that is printed on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormPage {
    /// The form.
    pub form: FormLine,
    /// Her name.
    pub client: Name,
    /// Her language: what is printed is in it.
    pub lang: Lang,
    /// Who guides her.
    pub coach: Option<Name>,
    /// The bureau.
    pub bureau: Name,
    /// Of a summary: the day of the talk.
    pub held_on: Option<CivilDate>,
    /// Of a summary: its text.
    pub passages: Vec<Passage>,
    /// Of who would act for her: by what power, where that person is reached, and by what proof (W9).
    pub represents: Option<(Power, Represents)>,
    /// The names of the people in it.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
    /// The civil date at the bureau.
    pub today: CivilDate,
}

/// What a second member of staff reads on the paper in her hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HeldForm {
    /// The entry this becomes.
    pub entry: EntryId,
    /// The number on it.
    pub number: FormNumber,
    /// What is ticked.
    pub answer: FormAnswer,
    /// The day beside the signature.
    pub signed_on: CivilDate,
}

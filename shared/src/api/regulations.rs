//! Regulations on the wire, in sentences of the language that is asked for: what everybody reads, and what an
//! administrator compares, tries out and publishes.

use serde::{Deserialize, Serialize};

use crate::ids::EntryId;
use crate::policy::cases::Becomes;
use crate::policy::{Chosen, Turn};
use crate::text::{Label, Name, Remark};
use crate::time::CivilDate;

/// A regulation as anybody reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegulationPage {
    /// Which version; 0 where the bureau has published none, and strict defaults hold.
    pub version: u32,
    /// Its name.
    pub title: Option<Name>,
    /// From which day it holds.
    pub effective_on: Option<CivilDate>,
    /// Who is responsible.
    pub controller: Option<Name>,
    /// The system that the bureau keeps beside this one, and who manages it.
    pub record_system: Option<Name>,
    /// Of which day the bureau's own text is (R0).
    pub dated: Option<CivilDate>,
    /// Under which number it was once notified to the authority (S14).
    pub notification: Option<Label>,
    /// The organisations that work here beside the bureau itself (S0a, W2b).
    pub organisations: Vec<Name>,
    /// The essence of what they arranged among themselves (G26).
    pub arrangement: Option<Remark>,
    /// Whether there is a complaint protocol to fetch.
    pub protocol: bool,
    /// What it says.
    pub chapters: Vec<RegulationChapter>,
}

/// A part of a regulation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegulationChapter {
    /// What it is called.
    pub title: String,
    /// Its rules.
    pub rules: Vec<RegulationRule>,
}

/// A rule in sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegulationRule {
    /// The parameter.
    pub parameter: String,
    /// What it is called.
    pub title: String,
    /// What holds.
    pub sentences: Vec<String>,
    /// On what that rests.
    pub cited: String,
    /// What the regulation says, where the law overrules it.
    pub overruled: Vec<String>,
    /// What it said in the version that she read last, where that was something else and she asked.
    pub before: Option<Vec<String>>,
    /// Whether that protects her more or less than before.
    pub turn: Turn,
}

/// All that an administrator needs to compare regulations and make one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegulationDesk {
    /// The versions that were published, the newest first.
    pub versions: Vec<RegulationVersion>,
    /// The civil date at the bureau.
    pub today: CivilDate,
    /// What can be chosen.
    pub parameters: Vec<ParameterForm>,
    /// The regulations that are shipped.
    pub presets: Vec<PresetView>,
    /// What was published last, as it was written.
    pub last: Option<RegulationDraft>,
}

/// A version that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegulationVersion {
    /// Which.
    pub version: u32,
    /// Its name.
    pub title: Name,
    /// From which day it holds.
    pub effective_on: CivilDate,
    /// Whether it holds today.
    pub in_force: bool,
    /// How many of the staff have read it, of how many.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<u32>))]
    pub read_by: (u32, u32),
    /// The repealed laws that it leans on, in a sentence each (M12).
    pub repealed: Vec<String>,
    /// Of which day its text is, where that is before the law that holds now (S15).
    pub older: Option<CivilDate>,
    /// When somebody went through it last.
    pub reviewed_on: Option<CivilDate>,
    /// Who did.
    pub reviewed_by: Option<Name>,
}

/// What can be chosen for a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParameterForm {
    /// Its name.
    pub name: String,
    /// The chapter it stands in.
    pub chapter: String,
    /// What it is called.
    pub title: String,
    /// The choices; each number, for a number.
    pub options: Vec<OptionForm>,
    /// What it means that none was chosen, where several can be.
    pub nothing: Option<String>,
    /// Whether it is a number.
    pub number: bool,
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OptionForm {
    /// Its name.
    pub name: String,
    /// What it means.
    pub sentence: String,
}

/// A regulation that is shipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PresetView {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What marks it.
    pub lead: String,
    /// What it says.
    pub rules: Vec<RuleChoice>,
}

/// What was chosen for a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleChoice {
    /// The name of the parameter.
    pub parameter: String,
    /// What.
    pub chosen: Chosen,
}

/// A regulation as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegulationDraft {
    /// Its name.
    pub title: Name,
    /// From which day it holds.
    pub effective_on: CivilDate,
    /// Who is responsible.
    pub controller: Name,
    /// The system that the bureau keeps beside this one, and who manages it.
    pub record_system: Option<Name>,
    /// Of which day the bureau's own text is.
    #[serde(default)]
    pub dated: Option<CivilDate>,
    /// Under which number it was once notified to the authority.
    #[serde(default)]
    pub notification: Option<Label>,
    /// What it says; a parameter that is missing is silence.
    pub rules: Vec<RuleChoice>,
    /// The essence of what the organisations arranged that work as one.
    #[serde(default)]
    pub arrangement: Option<Remark>,
    /// How a complaint is dealt with.
    pub complaints: Option<Remark>,
    /// Why it is looser than the strict defaults, where no article says so (G24).
    pub reason: Option<Remark>,
}

/// A regulation to be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishRegulation {
    /// The entry it becomes, made by the sender.
    pub entry: EntryId,
    /// What it says.
    pub regulation: RegulationDraft,
}

/// Rules to be tried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TryRules {
    /// What they say.
    pub rules: Vec<RuleChoice>,
    /// Of which day the bureau's own text is.
    #[serde(default)]
    pub dated: Option<CivilDate>,
}

/// What rules come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RulesTried {
    /// Where the text is weaker than the law, and what then holds.
    pub weaker: Vec<RegulationRule>,
    /// The repealed laws that it leans on, in a sentence each.
    pub repealed: Vec<String>,
    /// Of which day the text is, where that is before the law that holds now (S15).
    pub older: Option<CivilDate>,
    /// Where it is silent, and what then holds.
    pub silent: Vec<RegulationRule>,
    /// What is looser than the strict default, and has no article (G24).
    pub unexplained: Vec<String>,
    /// What it means for eight fictional clients, against the regulation in force.
    pub cases: Vec<CaseTried>,
    /// The rules as a file.
    pub file: String,
}

/// What a change means for a fictional client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseTried {
    /// What happens to her.
    pub story: String,
    /// What the regulation in force says.
    pub was: Vec<String>,
    /// What these rules say.
    pub is: Vec<String>,
    /// What that comes to.
    pub becomes: Becomes,
}

/// A file of rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// Its text.
    pub file: String,
}

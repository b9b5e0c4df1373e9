//! A policy in sentences: what a client, a coach or an administrator reads of it.

use super::value::{Choice as _, Options};
use super::{Parameter, Said};
use crate::words::{Lang, Word, of_policy};

super::value::choices! {
    /// A part of a regulation.
    Chapter {
        /// How one knows of it.
        Start = "start",
        /// Who works with her.
        People = "people",
        /// What is kept.
        Data = "data",
        /// What goes out.
        Sharing = "sharing",
        /// What she can ask.
        Rights = "rights",
        /// When it ends.
        End = "end",
    }
}

impl Parameter {
    /// Where it stands in a regulation.
    #[must_use]
    pub const fn chapter(self) -> Chapter {
        match self {
            Self::ToldBy | Self::Officer | Self::Services | Self::Complaints | Self::Laws => Chapter::Start,
            Self::WhoSees
            | Self::CoachApproval
            | Self::Transfer
            | Self::Replacement
            | Self::WorkingRoles
            | Self::Organisations => Chapter::People,
            Self::DataItems
            | Self::SpecialData
            | Self::ReceivedMedical
            | Self::IdentityCopy
            | Self::Bsn
            | Self::SummaryReview
            | Self::Media
            | Self::TimeLog => Chapter::Data,
            Self::ConsentForm
            | Self::OralDisclosure
            | Self::PayerConsent
            | Self::CopyFirst
            | Self::CopyWait
            | Self::SignedCopy
            | Self::ThirdParties
            | Self::CvProfile
            | Self::Survey
            | Self::HandOver
            | Self::TrainingUse => Chapter::Sharing,
            Self::AccessForms
            | Self::AccessRefusals
            | Self::Correction
            | Self::CorrectionForm
            | Self::AnswerTerm
            | Self::SecondTerm
            | Self::Extension
            | Self::Erasure
            | Self::Objection => Chapter::Rights,
            Self::DigitalYears
            | Self::PaperYears
            | Self::PaperTerm
            | Self::TermStart
            | Self::Exceptions
            | Self::Residue => Chapter::End,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        self.word("title").map_or("", |word| lang.say(word))
    }

    /// What one choice means.
    #[must_use]
    pub fn sentence(self, name: &str, lang: Lang) -> String {
        match self.options() {
            Options::Number { .. } => self.word("is").map(|word| lang.fill(word, &[("n", name)])).unwrap_or_default(),
            _ => self.word(name).map(|word| lang.say(word).to_owned()).unwrap_or_default(),
        }
    }

    /// What all that was chosen means; that nothing was, where nothing was.
    #[must_use]
    pub fn sentences(self, names: &[String], lang: Lang) -> Vec<String> {
        match names {
            [] => vec![self.sentence("none", lang)],
            names => names.iter().map(|name| self.sentence(name, lang)).collect(),
        }
    }

    fn word(self, choice: &str) -> Option<Word> {
        of_policy(self.name(), choice)
    }
}

impl Chapter {
    /// What it is called.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        of_policy("chapter", self.name()).map_or("", |word| lang.say(word))
    }
}

impl Said {
    /// On what it rests, as it is cited.
    #[must_use]
    pub fn cited(&self, lang: Lang) -> String {
        match &self.by {
            super::Ground::Regulation(Some(article)) => {
                lang.fill(Word::PolicyByArticle, &[("article", article.as_str())])
            }
            super::Ground::Regulation(None) => lang.say(Word::PolicyByUs).to_owned(),
            super::Ground::Law(law) => lang.fill(Word::PolicyByLaw, &[("law", law)]),
            super::Ground::Assumed => lang.say(Word::PolicyByDefault).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_and_every_choice_of_it_is_said_in_every_language() {
        for parameter in Parameter::ALL {
            let names: &[&str] = match parameter.options() {
                Options::One(names) => names,
                Options::Any(names) => &[&["none"], names].concat(),
                Options::Number { .. } => &["7"],
            };
            for lang in Lang::ALL {
                assert!(!parameter.title(*lang).is_empty(), "{parameter:?}");
                for name in names {
                    let said = parameter.sentence(name, *lang);
                    assert!(said.ends_with('.'), "{parameter:?} {name}: {said:?}");
                    let number = matches!(parameter.options(), Options::Number { .. });
                    assert_eq!(said.contains('7'), number, "{said}");
                }
            }
        }
    }
}

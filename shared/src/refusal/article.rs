//! The rules that refusals name, as they are cited on every screen.

use serde::{Deserialize, Serialize};

/// A rule as people know it. As long as a bureau has not chosen its own regulation, the law is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Article {
    /// Only the client decides for herself (F7).
    OnlyTheClient,
    /// Only the own coach works in the dossier (M7b, F58).
    OwnCoach,
    /// Several who decide together arrange who does what, and tell the essence (G26).
    Arrangement,
    /// Nobody looks before she said yes (F59, M8, R4.1).
    HerYes,
    /// Staff act on instruction, in their role (G29).
    Role,
    /// The trajectory starts when the regulation was discussed (W14).
    Start,
    /// Each summary is judged by the client (R3.5).
    Review,
    /// Who works here keeps secret what she learns (M5b, F65).
    Secrecy,
    /// No more is kept than the work needs (G5.1c).
    Minimal,
    /// What is kept is kept for one purpose (G5.1b).
    OnePurpose,
    /// What is kept rests on a ground of the law (G6).
    OneGround,
    /// She is told of what others tell (R2.2c, G14).
    Told,
    /// What the law calls special is kept only where it has to be (P9, G6).
    Special,
    /// Who works with data for another does so by agreement (G28).
    Agreement,
    /// The strict setting is the default, and somebody stands for another (G24).
    StrictDefault,
}

impl Article {
    /// The articles, as they are cited on every screen.
    #[must_use]
    pub const fn cited(self) -> &'static str {
        match self {
            Self::OnlyTheClient => "AVG 4(11), 7",
            Self::OwnCoach => "AVG 29, 32(4)",
            Self::Arrangement => "AVG 26",
            Self::HerYes => "AVG 7, 25(2)",
            Self::Role => "AVG 29",
            Self::Start => "AVG 13",
            Self::Review => "AVG 5(1)(d)",
            Self::Secrecy => "AVG 28(3)(b), 32(4)",
            Self::Minimal => "AVG 5(1)(c)",
            Self::OnePurpose => "AVG 5(1)(b)",
            Self::OneGround => "AVG 6, 9",
            Self::Told => "AVG 14",
            Self::Special => "AVG 9",
            Self::Agreement => "AVG 28",
            Self::StrictDefault => "AVG 25(2)",
        }
    }
}

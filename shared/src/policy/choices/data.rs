//! What is kept about her, where, and what of it goes to her to judge.

use crate::policy::value::choices;

choices! {
    /// Whether each summary goes to her to judge.
    SummaryReview {
        /// Each, always (R3.5).
        Always = "always",
        /// Each, unless the coach gives a reason.
        ByDefault = "by_default",
    }

    /// What is kept of her identity papers.
    IdentityCopy {
        /// Nothing.
        None = "none",
        /// A copy without number and photograph (M4b).
        Masked = "masked",
        /// A whole copy.
        Whole = "whole",
    }

    /// What is kept of her citizen service number.
    Bsn {
        /// Nothing.
        None = "none",
        /// For what goes to UWV alone (W7e).
        UwvOnly = "uwv_only",
    }

    /// When something about her health is kept.
    SpecialData {
        /// Only with a reason (P9).
        WithReason = "with_reason",
        /// Only where the gatekeeper law asks for it (R2.2d).
        GatekeeperLaw = "gatekeeper_law",
        /// What stands in the bureau's list (W6).
        Listed = "listed",
        /// What guidance needs (S3).
        WhenNeeded = "when_needed",
    }

    /// How medical papers of others are treated.
    ReceivedMedical {
        /// Read by fewer people, and each look counts by itself (P10).
        Apart = "apart",
        /// As everything else.
        AsOthers = "as_others",
    }

    /// A piece of personal data.
    DataItem {
        /// First name and last name.
        Name = "name",
        /// Address.
        Address = "address",
        /// Telephone.
        Phone = "phone",
        /// E-mail.
        Email = "email",
        /// Date of birth.
        BirthDate = "birth_date",
        /// Marital status.
        MaritalStatus = "marital_status",
        /// Education.
        Education = "education",
        /// Work so far.
        WorkHistory = "work_history",
        /// CV.
        Cv = "cv",
        /// Income.
        Income = "income",
        /// Benefits so far.
        Benefits = "benefits",
        /// What the payer told, with her knowledge.
        PayersPoints = "payers_points",
        /// Results of tests.
        TestResults = "test_results",
        /// First day of illness.
        FirstSickDay = "first_sick_day",
        /// What she can and cannot do.
        Limitations = "limitations",
        /// The list of functional possibilities and the expert's report.
        FunctionalList = "functional_list",
        /// The assignment or work plan of UWV.
        WorkPlan = "work_plan",
        /// Health.
        Health = "health",
        /// Citizen service number.
        Bsn = "bsn",
    }

    /// A service of the bureau.
    Service {
        /// Back to the own work or employer.
        FirstTrack = "first_track",
        /// To another employer.
        SecondTrack = "second_track",
        /// To work from a benefit.
        ThirdTrack = "third_track",
        /// Finding out what work suits.
        CareerCheck = "career_check",
        /// From work to work.
        Outplacement = "outplacement",
        /// Guidance in a career.
        CareerCoaching = "career_coaching",
        /// Coaching.
        Coaching = "coaching",
    }

    /// What of the work with her is listed by date.
    TimeLog {
        /// The dates of contact (M4b).
        Contacts = "contacts",
        /// Every activity (R3.4).
        Activities = "activities",
        /// Every e-mail (R3.4).
        Emails = "emails",
        /// Letters (P3b).
        Letters = "letters",
    }

    /// Where a dossier is.
    Medium {
        /// On the computer.
        Digital = "digital",
        /// On paper.
        Paper = "paper",
    }
}

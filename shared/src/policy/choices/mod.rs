//! The closed lists that parameters choose from, each from what protects her most to what protects her least.

mod data;

use super::value::choices;

pub use data::*;

choices! {
    /// Who says how long paper is kept.
    PaperTerm {
        /// She may make it shorter or longer (R6.2).
        SheDecides = "she_decides",
        /// The bureau's term alone.
        BureauDecides = "bureau_decides",
    }

    /// From which day a term of keeping counts.
    TermStart {
        /// The last day of the service (M11a).
        EndOfService = "end_of_service",
        /// The last day of the assignment (R6.2).
        EndOfAssignment = "end_of_assignment",
        /// The last day of guidance (P15).
        EndOfGuidance = "end_of_guidance",
        /// The end of the relation (S12a).
        EndOfRelation = "end_of_relation",
    }

    /// What may stay after the term, each with its own end.
    Exception {
        /// What the tax authority wants kept (M11b).
        Tax = "tax",
        /// What an audit needs, within the term (P15, S5).
        Audit = "audit",
        /// What another statute names, item by item (S12a).
        Statute = "statute",
    }

    /// How soon a dossier goes that she wants erased.
    Erasure {
        /// At once (R6.3b).
        AtOnce = "at_once",
        /// Within the month of the law.
        WithinMonth = "within_month",
    }

    /// What an objection to being kept does.
    Objection {
        /// It ends the keeping, without a reason (R6.3a).
        EndsKeeping = "ends_keeping",
        /// It is weighed (AVG 21).
        IsWeighed = "is_weighed",
    }

    /// What stays of a dossier that was destroyed.
    Residue {
        /// Her name, the kind of service and the year (R6.4).
        NameServiceYear = "name_service_year",
        /// Invoice and payment (M11b).
        Invoices = "invoices",
    }

    /// Within what time a request is answered.
    AnswerTerm {
        /// Four weeks (S11c).
        FourWeeks = "four_weeks",
        /// A calendar month (AVG 12(3)).
        Month = "month",
    }

    /// A second term beside the first.
    SecondTerm {
        /// None.
        None = "none",
        /// Six weeks from taking up (S11d): longer than the law allows.
        SixWeeks = "six_weeks",
    }

    /// Whether an answer may take longer.
    Extension {
        /// No.
        None = "none",
        /// To three months from receipt, told within the first (W16c).
        ThreeMonths = "three_months",
    }

    /// When something is put right.
    Correction {
        /// When she finds that it is not right (M6b).
        SheFinds = "she_finds",
        /// When it is wrong or incomplete (AVG 16).
        WrongOrIncomplete = "wrong_or_incomplete",
        /// Only wrong facts (P8).
        WrongFacts = "wrong_facts",
        /// Wrong, incomplete or irrelevant, and she has to make it clear (S11b).
        SheProves = "she_proves",
    }

    /// What she can ask for where something is not right.
    CorrectionForm {
        /// Changing or shielding (S11a).
        ChangeOrShield = "change_or_shield",
        /// Changing.
        Change = "change",
    }

    /// How she sees what is kept.
    AccessForm {
        /// On her own screen.
        Online = "online",
        /// On paper, whole (W9).
        Paper = "paper",
        /// At the office, by appointment (S10a).
        AtOffice = "at_office",
    }

    /// Why access may be refused.
    AccessRefusal {
        /// To protect somebody else (AVG 15(4)).
        RightsOfOthers = "rights_of_others",
        /// To prevent or prosecute crime (S10b, UAVG 41).
        Crime = "crime",
    }

    /// Where she can complain.
    ComplaintRoute {
        /// With the authority: afterwards, or at once (M15, R7.3).
        Authority = "authority",
        /// With who is responsible at the bureau (R7.1).
        Controller = "controller",
        /// By the complaint protocol (M14).
        Protocol = "protocol",
    }

    /// How she consents to passing something on.
    ConsentForm {
        /// In writing, on the document itself (M3a, S1a).
        Written = "written",
        /// In any form that can be shown (R5.1).
        Recorded = "recorded",
        /// By word of mouth for a CV and for orders to UWV (W10a, W12).
        OralForCvAndUwv = "oral_for_cv_and_uwv",
    }

    /// Whether anything about her is told by word of mouth.
    OralDisclosure {
        /// Never (M3d).
        Never = "never",
        /// With her word (W12).
        WithHerWord = "with_her_word",
    }

    /// Whether a report to who pays needs her yes.
    PayerConsent {
        /// It does (M3a, R5.1).
        Needed = "needed",
        /// It does not; each report names its ground (P11, S9a).
        NotNeeded = "not_needed",
    }

    /// Whether she gets a report before it is sent.
    CopyFirst {
        /// Every written report (P12).
        EveryReport = "every_report",
        /// Not by this regulation.
        No = "no",
    }

    /// Whether she gets a copy of what she signed.
    SignedCopy {
        /// She does, without asking (M3c).
        Always = "always",
        /// When she asks.
        OnRequest = "on_request",
    }

    /// To whom else something may go.
    ThirdParty {
        /// The employer she agreed on, her CV only (W7d, W10a).
        AgreedEmployer = "agreed_employer",
        /// UWV, on her own order (W12).
        UwvOnHerOrder = "uwv_on_her_order",
        /// Who pays, and her manager (R5.1).
        PayerAndManager = "payer_and_manager",
        /// Who takes a test (P14, R1.10).
        TestProvider = "test_provider",
        /// Who mediates or offers a place (P14).
        Placement = "placement",
        /// Who gives a training (P14).
        Training = "training",
        /// A collection that who pays or the law demands (S9b).
        DemandedCollection = "demanded_collection",
        /// Whom a statute names (S1a).
        Statute = "statute",
    }

    /// On what a survey rests.
    Survey {
        /// Her yes beforehand (M16a).
        HerYes = "her_yes",
        /// The names that stay (R6.4).
        ResidueList = "residue_list",
        /// A demand of who pays or of the law (S9b).
        Demand = "demand",
    }

    /// What of her stands in a CV that leaves.
    CvProfile {
        /// Her name and nothing to find her by (W7d).
        NameOnly = "name_only",
        /// What she put in it.
        AsMade = "as_made",
    }

    /// To whom a dossier may go at the end.
    HandOver {
        /// Where she sends it.
        OnHerOrder = "on_her_order",
        /// Back to who pays, in some cases (P17).
        ToPayer = "to_payer",
        /// To UWV, when it asks and the contract has ended (S1d).
        ToUwv = "to_uwv",
    }

    /// Whether cases are used in training.
    TrainingUse {
        /// Never (P3a).
        Never = "never",
        /// As a new text that names nobody (S7b).
        Anonymised = "anonymised",
    }

    /// Who may look into a dossier.
    WhoSees {
        /// The coach who guides her (M7b).
        OwnCoach = "own_coach",
        /// Coaches whom she approved (R4.1).
        ApprovedCoaches = "approved_coaches",
        /// Who guides her; anybody else with a reason (P13).
        GuidingStaff = "guiding_staff",
        /// Three roles, in every dossier (W2b).
        ThreeRoles = "three_roles",
        /// Who carries it out, at each organisation (S6).
        JointExecutors = "joint_executors",
    }

    /// Whether she approves a coach.
    CoachApproval {
        /// Before the first look (R4.1).
        BeforeAccess = "before_access",
        /// When another coach takes over (M8b).
        AtTransfer = "at_transfer",
        /// Not by this regulation.
        No = "no",
    }

    /// Whether another coach can take over.
    Transfer {
        /// In fixed steps: meeting, yes, written consent, everything (M8).
        InSteps = "in_steps",
        /// Not by this regulation.
        No = "no",
    }

    /// Whether somebody stands in during holidays.
    Replacement {
        /// After her yes, with a first and a last day (R4.3).
        AfterHerYes = "after_her_yes",
        /// Not by this regulation.
        No = "no",
    }

    /// Who works in dossiers.
    WorkingRole {
        /// Coaches.
        Coach = "coach",
        /// Employment experts (W2b).
        EmploymentExpert = "employment_expert",
        /// Office workers (W2b).
        OfficeWorker = "office_worker",
    }

    /// Whether several organisations work as one.
    Organisations {
        /// One.
        One = "one",
        /// Joint executors, each with people of its own (S0a).
        Joint = "joint",
    }

    /// How she is told of the regulation.
    ToldBy {
        /// A link, at the start (M13a).
        Link = "link",
        /// Its core is discussed at the start (W14).
        Discussed = "discussed",
        /// It is sent when she asks (R2.1, P1b).
        Sent = "sent",
    }

    /// Whether there is a privacy officer.
    Officer {
        /// Named, with a way to reach her (W5b).
        Named = "named",
        /// A person to ask, who is no officer.
        ContactPerson = "contact_person",
    }

    /// A law that a regulation leans on.
    Law {
        /// The General Data Protection Regulation.
        Avg = "avg",
        /// The law on work and income agencies.
        Suwi = "suwi",
        /// The law on personal data of 2001: repealed on 25 May 2018.
        Wbp = "wbp",
        /// The law on personal records of 1989: repealed on 1 September 2001.
        Wpr = "wpr",
    }
}

impl Law {
    /// Whether it is a law no more.
    #[must_use]
    pub const fn is_repealed(self) -> bool {
        matches!(self, Self::Wbp | Self::Wpr)
    }
}

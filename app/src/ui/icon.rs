//! About two dozen line drawings on a grid of 24; never the only bearer of a meaning, so hidden from screen readers.

use leptos::prelude::*;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Alert,
    ArrowLeft,
    Bell,
    Calendar,
    Check,
    CheckRound,
    Chevron,
    Clock,
    Cross,
    Device,
    Document,
    Download,
    Eye,
    Fingerprint,
    Globe,
    Hand,
    Info,
    Key,
    Lock,
    Mail,
    Minus,
    Offline,
    Pen,
    Person,
    Plus,
    Print,
    Speech,
    Stop,
    Sync,
    Trash,
}

impl Glyph {
    /// Every drawing, for the styleguide.
    pub const ALL: &'static [Self] = &[
        Self::Alert,
        Self::ArrowLeft,
        Self::Bell,
        Self::Calendar,
        Self::Check,
        Self::CheckRound,
        Self::Chevron,
        Self::Clock,
        Self::Cross,
        Self::Device,
        Self::Document,
        Self::Download,
        Self::Eye,
        Self::Fingerprint,
        Self::Globe,
        Self::Hand,
        Self::Info,
        Self::Key,
        Self::Lock,
        Self::Mail,
        Self::Minus,
        Self::Offline,
        Self::Pen,
        Self::Person,
        Self::Plus,
        Self::Print,
        Self::Speech,
        Self::Stop,
        Self::Sync,
        Self::Trash,
    ];

    const fn path(self) -> &'static str {
        match self {
            Self::Alert => "M12 4 2.8 20h18.4zM12 10v4.5M12 17.4v.1",
            Self::ArrowLeft => "M20 12H4.5M11 5l-7 7 7 7",
            Self::Bell => "M6 16V10.5a6 6 0 0 1 12 0V16l1.7 2H4.3zM10 21h4",
            Self::Calendar => "M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8",
            Self::Check => "m4.5 12.8 5 5L19.5 7",
            Self::CheckRound => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.3l2.8 2.8L16 9.5",
            Self::Chevron => "m9 5 7 7-7 7",
            Self::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2.2",
            Self::Cross => "M6 6l12 12M18 6 6 18",
            Self::Device => "M7 2.8h10v18.4H7zM11 18h2",
            Self::Document => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
            Self::Download => "M12 3.5V15M7 10.5l5 5 5-5M4.5 20h15",
            Self::Eye => {
                "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"
            }
            Self::Fingerprint => {
                "M6 6.5a8.4 8.4 0 0 1 12.3 1.6M4.2 14.5v-2c0-1 .2-2 .5-2.9M8 19c-.6-1.9-.9-4-.9-6.4a4.9 4.9 0 0 1 9.8 0v1.6M11 20.7a22 22 0 0 1-1-7.9 2 2 0 0 1 4 0c0 3 .4 5.1 1.2 7.2M19.8 11.6c.2 2.4 0 4.5-.5 6.4"
            }
            Self::Globe => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.4 2.5 3.6 5.5 3.6 9S14.4 18.5 12 21c-2.4-2.5-3.6-5.5-3.6-9S9.6 5.5 12 3z"
            }
            Self::Hand => {
                "M7 12V6.5a1.5 1.5 0 0 1 3 0V11 4.5a1.5 1.5 0 0 1 3 0V11 5.5a1.5 1.5 0 0 1 3 0V12 8.5a1.5 1.5 0 0 1 3 0V15c0 3.5-2.5 6-6 6-3 0-4.4-1.2-5.8-3.5L4 13.8c-.8-1.5 1.2-2.8 2.3-1.5z"
            }
            Self::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.1",
            Self::Key => "M8 11.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12.5 19.5 4M16 7.5l3 3M13.5 10l2 2",
            Self::Lock => "M5 10.5h14V20.5H5zM8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2",
            Self::Mail => "M3 5.5h18v13H3zM3.5 6.5 12 13l8.5-6.5",
            Self::Offline => {
                "M4 4l16 16M2.8 9.3A14 14 0 0 1 7 6.7M11 5.5a14 14 0 0 1 10.2 3.8M6 13a9 9 0 0 1 3.5-2M15.5 11.5A9 9 0 0 1 18 13M9.3 16.5a4 4 0 0 1 4.7-.3M12 20v.1"
            }
            Self::Pen => "m4 20 1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
            Self::Person => "M12 3.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20.5c.8-4 3.9-6 8-6s7.2 2 8 6",
            Self::Minus => "M5 12h14",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Print => "M7 8V3.5h10V8M4 8h16v8h-3.5M7.5 16H4M7.5 13h9v7.5h-9z",
            Self::Speech => "M4 4.5h16v11.5h-9L6.5 20v-4H4zM8 8.5h8M8 12h5",
            Self::Stop => "M8 3h8l5 5v8l-5 5H8l-5-5V8zM8 12h8",
            Self::Sync => "M20 5v5h-5M4 19v-5h5M19.5 10A8 8 0 0 0 5.5 7.5M4.5 14a8 8 0 0 0 14 2.5",
            Self::Trash => "M4 6.5h16M9 6.5V4h6v2.5M6 6.5 7 20.5h10l1-14M10 10.5v6M14 10.5v6",
        }
    }
}

/// One drawing, as large as the text beside it.
#[component]
pub fn Icon(glyph: Glyph, #[prop(default = false)] big: bool) -> impl IntoView {
    view! {
        <svg class=if big { "icon icon-big" } else { "icon" } viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=glyph.path()></path>
        </svg>
    }
}

//! The parts every screen is made of: they know no API and no route, and take their words as props.
//!
//! A text is a [`Text`]: a literal, a `String` or a closure, so that another language changes it in place and what
//! was typed stays. `parts.css` gives each part its looks; the styleguide shows each in every state.

mod bottom_bar;
mod button;
mod card;
mod choices;
mod code;
mod dialog;
mod diff;
mod facts;
mod field;
mod file_field;
mod frame;
#[cfg(feature = "desk")]
mod hand_out;
mod heading;
mod icon;
mod live;
mod lock;
mod notice;
mod options;
mod props;
mod qr;
mod status;
mod steps;
mod switches;
mod textarea;
mod thread;

pub use bottom_bar::BottomBar;
pub use button::{Button, ButtonLink, Look};
pub use card::{Card, EmptyState, KeyCard};
pub use choices::{Choice, Choices};
pub use code::CodeField;
pub use dialog::Dialog;
pub use diff::{Diff, Piece};
pub use facts::{Disclosure, Fact, Facts};
pub use field::{ErrorSummary, Field, FieldError, FieldErrorLine, Input, focus_by_id};
pub use file_field::FileField;
pub use frame::{Brand, Frame};
#[cfg(feature = "desk")]
pub use hand_out::hand_out;
pub use heading::{PageHeading, SkipLink};
pub use icon::{Glyph, Icon};
pub use live::{LiveRegion, announce, announcer, hush_while, provide_announcer};
pub use lock::LockScreen;
pub use notice::{Banner, Notice};
pub use options::{Checkbox, OptionItem, RadioGroup, Select};
pub use props::{Flag, MaybeText, Text, fresh_id};
pub use qr::QrHolder;
pub use status::{Busy, Spinner, StatusTag, Tone};
pub use steps::{Step, StepList};
pub use switches::{LanguageSwitch, Theme, ThemeSwitch};
pub use textarea::TextArea;
pub use thread::{Thread, ThreadEntry, Voice};

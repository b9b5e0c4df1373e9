//! The rules that bureaus publish and that the law sets: a test shows each of them, or it stands among the open ones.

mod bureau;
mod consults;
mod lots;
mod machine;
mod names;
mod records;
mod register;
mod rules;
mod sight;

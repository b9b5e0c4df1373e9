//! The house rules as a program: what can be checked about layers, sizes and style is checked here, by reading the sources.

mod documents;
mod layers;
mod sizes;
mod source;
mod style;
mod tidy;
mod words;

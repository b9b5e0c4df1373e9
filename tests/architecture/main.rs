//! The house rules as a program: what can be checked about layers, sizes and style is checked here, by reading the sources.

mod layers;
mod source;
mod style;
mod tidy;

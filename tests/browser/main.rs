//! The product as people meet it: real Chromium, the real server, passkeys made by an authenticator.

mod accessible;
mod away;
mod board;
mod boot;
mod desk;
mod devices;
mod dispute;
mod evidence;
mod harness;
mod input;
mod keyboard;
mod keys;
mod looks;
mod new_rules;
mod papers;
mod people;
mod regulation;
mod resilience;
mod rules;
mod seldom;
mod servers;
mod steps;
mod story;
mod told;
mod unsure;
mod walk;

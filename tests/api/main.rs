//! The API as its callers meet it: one file for each noun, each test a sentence, every one of them over HTTP.

mod any_order;
mod bureau;
mod cases;
mod ceremonies;
mod contact;
mod disputes;
mod dossiers;
mod drafts;
mod events;
mod evidence;
mod housekeeping;
mod invitations;
mod looks;
mod matrix;
mod openapi;
mod outages;
mod passkeys;
mod problems;
mod rebuild;
mod regulations;
mod reminders;
mod sessions;
mod settings;
mod staff;
mod summaries;
mod terms;

//! The real program, through its pipe: what it takes, what it refuses, what it says of a file, and what it lets out.

#[cfg(test)]
mod files;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod guards;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod outgoing;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod prepared;
#[cfg(test)]
mod sheet;
#[cfg(test)]
mod sheet_refused;
#[cfg(test)]
mod support;
#[cfg(test)]
mod texts;

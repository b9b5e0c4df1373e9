//! One message: a line of JSON that says how many bytes follow, and those bytes. Both have a ceiling.

use super::{Answer, Job, Refusal};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::Read;

/// The largest file that is taken.
pub const FILE_BYTES_MAX: usize = 32 << 20;
/// The longest answer: its line, and a prepared file that is somewhat larger than what it was made from.
pub const ANSWER_BYTES_MAX: usize = ANSWER_LINE_MAX + ANSWER_FILE_MAX;

/// A sheet has the files beside its document in it.
const REQUEST_LINE_MAX: usize = 256 << 10;
const ANSWER_LINE_MAX: usize = 8 << 20;
const ANSWER_FILE_MAX: usize = 64 << 20;
/// A program of another release must not be understood by chance.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Line<T> {
    version: u32,
    bytes: usize,
    says: T,
}

/// What was read is no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// It ends before its time, or goes on after it.
    Length,
    /// The line is none of ours, or of another release.
    Line,
    /// More than is ever taken.
    Ceiling,
    Pipe,
}

/// A job and the file it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub job: Job,
    pub file: Vec<u8>,
}

impl Request {
    /// The line before a file of so many bytes, for who sends the file in parts behind it.
    ///
    /// # Errors
    ///
    /// [`Frame::Ceiling`] where the file is larger than [`FILE_BYTES_MAX`].
    pub fn head(job: &Job, bytes: usize) -> Result<Vec<u8>, Frame> {
        if bytes > FILE_BYTES_MAX { Err(Frame::Ceiling) } else { line(job, bytes, REQUEST_LINE_MAX) }
    }

    /// # Errors
    ///
    /// [`Frame::Ceiling`] where the file is larger than [`FILE_BYTES_MAX`].
    pub fn frame(&self) -> Result<Vec<u8>, Frame> {
        write(&self.job, &self.file, REQUEST_LINE_MAX, FILE_BYTES_MAX)
    }

    /// # Errors
    ///
    /// Where what comes is no request.
    pub fn read(from: impl Read) -> Result<Self, Frame> {
        let mut bytes = Vec::new();
        let most = u64::try_from(REQUEST_LINE_MAX + FILE_BYTES_MAX + 1).unwrap_or(u64::MAX);
        from.take(most).read_to_end(&mut bytes).map_err(|_cause| Frame::Pipe)?;
        let (job, file) = read(bytes, REQUEST_LINE_MAX, FILE_BYTES_MAX)?;
        Ok(Self { job, file })
    }
}

/// An answer and the bytes behind it: a picture, a prepared file, a sheet, or none.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    pub answer: Answer,
    pub file: Vec<u8>,
}

/// How the program came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this code.
    Code(i32),
    /// By a signal: its own limits, or the server's patience.
    Killed,
}

impl Reply {
    #[must_use]
    pub fn refused(why: Refusal) -> Self {
        Self { answer: Answer::Refused(why), file: Vec::new() }
    }

    /// # Errors
    ///
    /// [`Frame::Ceiling`] where it is longer than is ever read.
    pub fn frame(&self) -> Result<Vec<u8>, Frame> {
        write(&self.answer, &self.file, ANSWER_LINE_MAX, ANSWER_FILE_MAX)
    }

    /// What the program said, by what it wrote and how it ended. A program that ran into its limits said nothing: the
    /// file took more than any honest one does.
    ///
    /// # Errors
    ///
    /// Where what it wrote is no answer, or it ended in another way than it should.
    pub fn of(written: Vec<u8>, ended: Ended) -> Result<Self, Frame> {
        match ended {
            Ended::Killed => Ok(Self::refused(Refusal::TooLarge)),
            Ended::Code(0) => {
                let (answer, file) = read(written, ANSWER_LINE_MAX, ANSWER_FILE_MAX)?;
                Ok(Self { answer, file })
            }
            Ended::Code(_) => Err(Frame::Line),
        }
    }
}

fn write<T: Serialize>(says: &T, file: &[u8], line_max: usize, file_max: usize) -> Result<Vec<u8>, Frame> {
    if file.len() > file_max {
        return Err(Frame::Ceiling);
    }
    let mut bytes = line(says, file.len(), line_max)?;
    bytes.extend_from_slice(file);
    Ok(bytes)
}

fn line<T: Serialize>(says: &T, bytes: usize, line_max: usize) -> Result<Vec<u8>, Frame> {
    let line = Line { version: VERSION, bytes, says };
    let mut bytes = serde_json::to_vec(&line).map_err(|_cause| Frame::Line)?;
    bytes.push(b'\n');
    if bytes.len() > line_max { Err(Frame::Ceiling) } else { Ok(bytes) }
}

fn read<T: DeserializeOwned>(mut bytes: Vec<u8>, line_max: usize, file_max: usize) -> Result<(T, Vec<u8>), Frame> {
    let end = bytes.iter().take(line_max).position(|byte| *byte == b'\n').ok_or(Frame::Line)?;
    let file = bytes.split_off(end + 1);
    let line: Line<T> = serde_json::from_slice(&bytes).map_err(|_cause| Frame::Line)?;
    match line {
        Line { version, .. } if version != VERSION => Err(Frame::Line),
        Line { bytes, .. } if bytes > file_max => Err(Frame::Ceiling),
        Line { bytes, .. } if bytes != file.len() => Err(Frame::Length),
        Line { says, .. } => Ok((says, file)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_arrives_as_it_was_sent() {
        let sent = Request { job: Job::Picture { page: 2, width: 800 }, file: b"a\nb\0".to_vec() };
        let frame = sent.frame().unwrap();
        assert_eq!(Request::read(frame.as_slice()), Ok(sent));
    }

    #[test]
    fn a_message_that_is_cut_or_goes_on_is_none() {
        let frame = Request { job: Job::Text {}, file: vec![7; 100] }.frame().unwrap();
        assert_eq!(Request::read(&frame[..frame.len() - 1]), Err(Frame::Length));
        let longer = [frame.as_slice(), b"x"].concat();
        assert_eq!(Request::read(longer.as_slice()), Err(Frame::Length));
        assert_eq!(Request::read(&b"no line at all"[..]), Err(Frame::Line));
        assert_eq!(Request::read(&b"{}\n"[..]), Err(Frame::Line));
        assert_eq!(Request::read(vec![b'x'; REQUEST_LINE_MAX * 2].as_slice()), Err(Frame::Line));
    }

    #[test]
    fn a_program_of_another_release_is_not_understood() {
        let frame = Request { job: Job::Text {}, file: vec![] }.frame().unwrap();
        let other = String::from_utf8(frame).unwrap().replace("\"version\":1", "\"version\":2");
        assert_eq!(Request::read(other.as_bytes()), Err(Frame::Line));
    }

    #[test]
    fn a_program_that_ran_into_its_limits_found_the_file_too_large() {
        assert_eq!(Reply::of(vec![], Ended::Killed), Ok(Reply::refused(Refusal::TooLarge)));
        assert_eq!(Reply::of(vec![], Ended::Code(2)), Err(Frame::Line));
    }

    #[test]
    fn more_bytes_than_are_ever_taken_are_not_sent() {
        let request = Request { job: Job::Text {}, file: vec![0; FILE_BYTES_MAX + 1] };
        assert_eq!(request.frame(), Err(Frame::Ceiling));
    }
}

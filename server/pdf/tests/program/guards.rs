//! What the program cannot do, and that it takes nothing but whole messages.

use crate::support::{ask, sent};
use pdf::protocol::{Answer, Frame, Job, Request};

#[test]
fn it_opens_no_file_and_no_socket_and_starts_no_program() {
    // Part of: F25
    let Answer::Guarded(guarded) = ask(Job::Guards {}, b"").answer else { panic!() };
    assert!(guarded.files_shut && guarded.network_shut && guarded.programs_shut, "{guarded:?}");
    assert!(guarded.memory_bounded && guarded.time_bounded, "{guarded:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_kernel_answers_only_what_two_pipes_take() {
    let Answer::Guarded(guarded) = ask(Job::Guards {}, b"").answer else { panic!() };
    assert!(guarded.calls_filtered, "{guarded:?}");
}

#[test]
fn a_wrong_message_ends_it_without_an_answer() {
    let frame = Request { job: Job::Text {}, file: b"text".to_vec() }.frame().unwrap();
    for wrong in [b"".to_vec(), b"{}\n".to_vec(), frame[..frame.len() - 1].to_vec(), [frame, b"x".to_vec()].concat()] {
        assert_eq!(sent(wrong), Err(Frame::Line));
    }
}

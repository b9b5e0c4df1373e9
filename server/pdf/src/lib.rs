//! What the server and the program that reads files say to each other.
//!
//! Files come from strangers, and what reads them is large. So the server reads none: it starts `akkoord-pdf` for one
//! job, writes one request to its standard input, reads one answer from its standard output, and the program ends. The
//! program opens no file and no socket, and what goes wrong in it goes wrong there.

pub mod protocol;

//! What the program gives up before it reads the first byte of a file.
//!
//! Limits hold on every Unix; the filter of system calls and Landlock on Linux. Each is tried, and what could not be had
//! is left to the others: with no file descriptor to be had, neither a file nor a socket can be opened anyway.

use pdf::protocol::Guarded;
use std::net::{TcpStream, UdpSocket};
use std::process::Command;

/// All memory, with the program itself. A picture of fifty million points takes more than half of it.
const MEMORY_BYTES: u64 = 1 << 30;
/// Five times what a file of the largest size takes in a build without optimisation.
const CPU_SECONDS: u64 = 10;

/// What could be shut.
#[derive(Debug, Clone, Copy, Default)]
pub struct Guards {
    memory: bool,
    time: bool,
    calls: bool,
}

pub fn shut() -> Guards {
    // Where memory runs out this program goes, and never the server that started it.
    #[cfg(target_os = "linux")]
    drop(std::fs::write("/proc/self/oom_score_adj", "1000"));
    let mut guards = limits();
    #[cfg(target_os = "linux")]
    {
        linux::shut_files();
        guards.calls = linux::filter_calls();
    }
    guards
}

#[cfg(unix)]
fn limits() -> Guards {
    use rlimit::{Resource, setrlimit};
    let set = |what: Resource, most: u64| setrlimit(what, most, most).is_ok();
    // None of these is worth stopping for: `Job::Guards` tells what holds.
    set(Resource::CORE, 0);
    set(Resource::FSIZE, 0);
    set(Resource::NOFILE, 0);
    Guards { memory: set(Resource::AS, MEMORY_BYTES), time: set(Resource::CPU, CPU_SECONDS), calls: false }
}

#[cfg(not(unix))]
fn limits() -> Guards {
    Guards::default()
}

/// Tries what must not work.
pub fn tried(guards: Guards) -> Guarded {
    let files_shut = std::env::current_exe().map_or(true, |own| std::fs::File::open(own).is_err())
        && std::fs::File::open("/").is_err()
        && std::fs::File::create("written-by-the-guards").is_err();
    let network_shut = UdpSocket::bind(("127.0.0.1", 0)).is_err() && TcpStream::connect(("127.0.0.1", 9)).is_err();
    Guarded {
        files_shut,
        network_shut,
        programs_shut: Command::new("/bin/true").status().is_err(),
        memory_bounded: guards.memory && Vec::<u8>::new().try_reserve_exact(2 << 30).is_err(),
        time_bounded: guards.time,
        calls_filtered: guards.calls,
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use landlock::{ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetError};
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch, apply_filter};
    use std::collections::BTreeMap;

    /// No rule is added, so nothing is allowed.
    pub fn shut_files() -> bool {
        let shut = || -> Result<(), RulesetError> {
            let rules = Ruleset::default()
                .set_compatibility(CompatLevel::BestEffort)
                .handle_access(AccessFs::from_all(ABI::V4))?
                .handle_access(AccessNet::from_all(ABI::V4))?;
            rules.create()?.restrict_self().map(|_| ())
        };
        shut().is_ok()
    }

    /// Memory, threads, the two pipes, an end. Everything else is refused with an error, as the callers expect.
    pub fn filter_calls() -> bool {
        let Ok(arch) = TargetArch::try_from(std::env::consts::ARCH) else {
            return false;
        };
        let rules: BTreeMap<i64, Vec<_>> = CALLS.iter().map(|call| (*call, Vec::new())).collect();
        let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let filter = SeccompFilter::new(rules, refused, SeccompAction::Allow, arch);
        let program: Option<BpfProgram> = filter.ok().and_then(|filter| filter.try_into().ok());
        program.is_some_and(|program| apply_filter(&program).is_ok())
    }

    const CALLS: [i64; 38] = [
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_lseek,
        libc::SYS_brk,
        libc::SYS_mmap,
        libc::SYS_mprotect,
        libc::SYS_mremap,
        libc::SYS_munmap,
        libc::SYS_madvise,
        libc::SYS_futex,
        libc::SYS_clone,
        libc::SYS_clone3,
        libc::SYS_set_robust_list,
        libc::SYS_set_tid_address,
        libc::SYS_rseq,
        libc::SYS_gettid,
        libc::SYS_getpid,
        libc::SYS_tgkill,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_sigaltstack,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_nanosleep,
        libc::SYS_getrlimit,
        libc::SYS_prlimit64,
        libc::SYS_restart_syscall,
        libc::SYS_membarrier,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];
}

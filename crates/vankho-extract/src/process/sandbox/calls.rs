//! seccomp: which system calls are left.
//!
//! [`Profile::Read`] is a list of what is allowed: traced over all formats, and what the C libraries need to
//! allocate, lock, sleep and end on `x86_64` and `aarch64`. All else answers `ENOSYS`, as on a kernel that lacks
//! the call: C libraries then fall back, parsers see an error, and nothing dies of a call that only asked.
//! [`Profile::Ocr`] is a list of what is denied, because what another program and its loader call is not ours
//! to know.

use std::collections::BTreeMap;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

use super::Profile;

/// Calls allowed whatever they are called with.
const READING: &[i64] = &[
    // The input and the reply. No call that takes a path: not even what exists can be found out.
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_lseek,
    libc::SYS_fstat,
    libc::SYS_close,
    libc::SYS_fcntl,
    // Memory.
    libc::SYS_brk,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    // Locks, time, chance.
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_nanosleep,
    libc::SYS_clock_nanosleep,
    libc::SYS_clock_gettime,
    libc::SYS_gettimeofday,
    libc::SYS_restart_syscall,
    libc::SYS_getrandom,
    // The end, good or bad.
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
];

/// Calls that no program has a use for that reads a picture.
const DENIED: &[i64] = &[
    // Other computers.
    libc::SYS_socket,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    // Ways round a filter of calls.
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    // Other processes.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_pidfd_getfd,
    libc::SYS_kcmp,
    libc::SYS_perf_event_open,
    // The system itself.
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_open_tree,
    libc::SYS_move_mount,
    libc::SYS_fsopen,
    libc::SYS_fsmount,
    libc::SYS_mount_setattr,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_bpf,
    libc::SYS_userfaultfd,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_acct,
    libc::SYS_quotactl,
    libc::SYS_syslog,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_adjtimex,
    libc::SYS_clock_adjtime,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    libc::SYS_open_by_handle_at,
    libc::SYS_name_to_handle_at,
    libc::SYS_fanotify_init,
    libc::SYS_setxattr,
    libc::SYS_fchmodat,
    libc::SYS_fchmod,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
];

/// Holds every thread of the process, also those that run already.
pub(super) fn close(profile: &Profile) -> Result<(), seccompiler::Error> {
    let filter = match profile {
        Profile::Read => only(reading()?)?,
        Profile::Ocr { .. } => all_but(DENIED)?,
    };
    seccompiler::apply_filter_all_threads(&filter)
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

fn reading() -> Result<Rules, seccompiler::Error> {
    let mut rules: Rules = READING.iter().map(|call| (*call, Vec::new())).collect();
    // Memory is for data: code that a file smuggles in never becomes code that runs.
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        rules.insert(call, vec![without_bits(2, u64::from(libc::PROT_EXEC.unsigned_abs()))?]);
    }
    // A broken invariant of the allocator or of the language ends the process by a signal to itself.
    rules.insert(libc::SYS_tgkill, vec![with(0, u64::from(std::process::id()))?]);
    // Looks its limits up, and cannot set any: the new ones are a null pointer.
    rules.insert(libc::SYS_prlimit64, vec![with(2, 0)?]);
    // Names a mapping of memory, which newer C libraries do with each.
    rules.insert(libc::SYS_prctl, vec![with(0, u64::from(libc::PR_SET_VMA.unsigned_abs()))?]);
    Ok(rules)
}

fn with(argument: u8, value: u64) -> Result<SeccompRule, seccompiler::Error> {
    let equals = SeccompCondition::new(argument, SeccompCmpArgLen::Qword, SeccompCmpOp::Eq, value)?;
    Ok(SeccompRule::new(vec![equals])?)
}

fn without_bits(argument: u8, bits: u64) -> Result<SeccompRule, seccompiler::Error> {
    let none = SeccompCmpOp::MaskedEq(bits);
    let clear = SeccompCondition::new(argument, SeccompCmpArgLen::Qword, none, 0)?;
    Ok(SeccompRule::new(vec![clear])?)
}

fn only(rules: Rules) -> Result<BpfProgram, seccompiler::Error> {
    let missing = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
    program(rules, missing, SeccompAction::Allow)
}

fn all_but(denied: &[i64]) -> Result<BpfProgram, seccompiler::Error> {
    let rules = denied.iter().map(|call| (*call, Vec::new())).collect();
    program(rules, SeccompAction::Allow, SeccompAction::Errno(libc::EPERM.unsigned_abs()))
}

/// A call made in another architecture's way than this program's ends the process.
fn program(
    rules: Rules,
    other: SeccompAction,
    listed: SeccompAction,
) -> Result<BpfProgram, seccompiler::Error> {
    let architecture = std::env::consts::ARCH.try_into()?;
    Ok(SeccompFilter::new(rules, other, listed, architecture)?.try_into()?)
}

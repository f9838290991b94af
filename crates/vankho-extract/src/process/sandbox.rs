//! What the reading process may no longer do once it has started.
//!
//! Every lock is best effort: an old kernel that lacks one still reads documents, held by the others.

#[cfg(unix)]
use std::path::Path;

/// Gives up memory, processor time, files, the network and child processes. Linux only locks the calling thread
/// out of the file system, so call it on the thread that does the work.
pub(crate) fn enter(memory_bytes: u64, cpu_seconds: u64) {
    #[cfg(unix)]
    limit_resources(memory_bytes, cpu_seconds, READER_FILES);
    #[cfg(target_os = "linux")]
    {
        // A reader whose program was killed would go on for nobody.
        let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
        let _ = close_file_system(&[]);
    }
    #[cfg(not(unix))]
    let _ = (memory_bytes, cpu_seconds);
}

/// As [`enter`], for a process that becomes another program: that program, the folders of the system and `paths`
/// (its own data) can still be read and run, nothing can be written.
#[cfg(unix)]
pub(crate) fn enter_for_program(memory_bytes: u64, cpu_seconds: u64, paths: &[&Path]) {
    limit_resources(memory_bytes, cpu_seconds, PROGRAM_FILES);
    #[cfg(target_os = "linux")]
    {
        let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
        let system = SYSTEM.iter().map(Path::new).chain(paths.iter().copied());
        let _ = close_file_system(&system.collect::<Vec<_>>());
    }
    #[cfg(not(target_os = "linux"))]
    let _ = paths;
}

/// Where programs and their libraries are.
#[cfg(target_os = "linux")]
const SYSTEM: [&str; 8] =
    ["/usr", "/lib", "/lib64", "/bin", "/opt", "/nix/store", "/etc/ld.so.cache", "/etc/alternatives"];

/// Files that may be open at once: by a reader, which opens none, and by a program with its libraries and data.
#[cfg(unix)]
const READER_FILES: u64 = 16;
#[cfg(unix)]
const PROGRAM_FILES: u64 = 64;

#[cfg(unix)]
fn limit_resources(memory_bytes: u64, cpu_seconds: u64, open_files: u64) {
    use rlimit::Resource;

    let limits = [
        (Resource::AS, memory_bytes),
        (Resource::CPU, cpu_seconds),
        (Resource::FSIZE, 0),
        (Resource::NOFILE, open_files),
        (Resource::CORE, 0),
        (Resource::NPROC, 0),
    ];
    for (resource, wanted) in limits {
        if let Ok((_, hard)) = resource.get() {
            let limit = wanted.min(hard);
            let _ = resource.set(limit, limit);
        }
    }
    // Whoever waits at the screen goes first.
    let _ = rustix::process::nice(10);
}

/// Only what is beneath these paths can be read and run, nothing can be written, nothing can be connected to.
#[cfg(target_os = "linux")]
fn close_file_system(readable: &[&Path]) -> Result<(), landlock::RulesetError> {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, Scope, path_beneath_rules,
    };

    let newest = ABI::V6;
    Ruleset::default()
        .handle_access(AccessFs::from_all(newest))?
        .handle_access(AccessNet::from_all(newest))?
        .scope(Scope::from_all(newest))?
        .create()?
        .add_rules(path_beneath_rules(readable, AccessFs::from_read(newest)))?
        .restrict_self()?;
    Ok(())
}

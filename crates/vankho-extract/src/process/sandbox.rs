//! What the reading process may no longer do once it has started.
//!
//! Every lock is best effort: an old kernel that lacks one still reads documents, held by the others.

/// Gives up memory, processor time, files, the network and child processes. Linux only locks the calling thread
/// out of the file system, so call it on the thread that does the work.
pub(crate) fn enter(memory_bytes: u64, cpu_seconds: u64) {
    #[cfg(unix)]
    limit_resources(memory_bytes, cpu_seconds);
    #[cfg(target_os = "linux")]
    {
        // A reader whose program was killed would go on for nobody.
        let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
        let _ = close_file_system();
    }
    #[cfg(not(unix))]
    let _ = (memory_bytes, cpu_seconds);
}

#[cfg(unix)]
fn limit_resources(memory_bytes: u64, cpu_seconds: u64) {
    use rlimit::Resource;

    let limits = [
        (Resource::AS, memory_bytes),
        (Resource::CPU, cpu_seconds),
        (Resource::FSIZE, 0),
        (Resource::NOFILE, 16),
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

/// An empty set of rules: no file can be opened, nothing can be connected to.
#[cfg(target_os = "linux")]
fn close_file_system() -> Result<(), landlock::RulesetError> {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, Scope};

    let newest = ABI::V6;
    Ruleset::default()
        .handle_access(AccessFs::from_all(newest))?
        .handle_access(AccessNet::from_all(newest))?
        .scope(Scope::from_all(newest))?
        .create()?
        .restrict_self()?;
    Ok(())
}

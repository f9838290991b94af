//! What the reading process may no longer do once it has started.
//!
//! On Linux three locks lie on each other: resource limits, Landlock ([`files`]: files and connections) and
//! seccomp ([`calls`]: system calls). On other Unixes the limits hold; on Windows the program's side holds the
//! process in a job object. Every lock is best effort: an old kernel that lacks one still reads documents, held
//! by the others.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod files;
#[cfg(all(test, target_os = "linux"))]
mod tests;

use std::path::PathBuf;

/// How much of the computer a reading process keeps.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
pub(crate) enum Profile {
    /// What it was given is enough: standard input and output, memory, the clock. No file is opened, no process
    /// or thread is started.
    Read,
    /// May start the programs of the system, one OCR engine among them: reads and runs what lies in the
    /// folders of the system's libraries and programs and below `readable`, writes nothing but to pipes,
    /// speaks to no network.
    #[allow(dead_code)] // for the OCR task
    Ocr {
        /// Files and folders beside the system's own, such as the engine and its language data.
        readable: Vec<PathBuf>,
    },
}

/// What a reading process may use up.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(unix), allow(dead_code))]
pub(crate) struct Allowance {
    /// Address space of it and of each process it starts.
    pub(crate) memory_bytes: u64,
    /// Processor time of it and of each process it starts.
    pub(crate) cpu_seconds: u64,
}

/// Gives up what `profile` does not keep. There is no way back. Linux only locks the calling thread out of the
/// file system, so call it on the thread that does the work.
pub(crate) fn enter(profile: &Profile, allowance: Allowance) {
    #[cfg(unix)]
    limit_resources(profile, allowance);
    #[cfg(target_os = "linux")]
    {
        // A reader whose program was killed would go on for nobody.
        let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
        let _ = files::close(profile);
        let _ = calls::close(profile);
    }
    #[cfg(not(unix))]
    let _ = (profile, allowance);
}

#[cfg(unix)]
fn limit_resources(profile: &Profile, allowance: Allowance) {
    use rlimit::Resource;

    let (files, processes) = match profile {
        Profile::Read => (16, Some(0)),
        // The limit on processes counts all of the user's, so it cannot allow just one more.
        Profile::Ocr { .. } => (64, None),
    };
    let limits = [
        (Resource::AS, Some(allowance.memory_bytes)),
        (Resource::CPU, Some(allowance.cpu_seconds)),
        (Resource::FSIZE, Some(0)),
        (Resource::NOFILE, Some(files)),
        (Resource::CORE, Some(0)),
        (Resource::NPROC, processes),
    ];
    for (resource, wanted) in limits {
        if let (Some(wanted), Ok((_, hard))) = (wanted, resource.get()) {
            let limit = wanted.min(hard);
            let _ = resource.set(limit, limit);
        }
    }
    // Whoever waits at the screen goes first.
    let _ = rustix::process::nice(10);
}

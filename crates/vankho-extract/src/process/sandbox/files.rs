//! Landlock: no file, no connection, no signal to others, but for what a profile keeps.

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError,
    Scope, path_beneath_rules,
};

use super::Profile;

/// Where Linux keeps programs, their libraries and what these read when they start. No place of a person's.
const SYSTEM: [&str; 12] = [
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/nix/store",
    "/gnu/store",
    "/etc/ld.so.cache",
    "/etc/ld.so.preload",
    "/etc/alternatives",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
];

/// Only these rights can be had again; every other one of Landlock is given up.
pub(super) fn close(profile: &Profile) -> Result<(), RulesetError> {
    let newest = ABI::V6;
    let ruleset = Ruleset::default()
        .handle_access(AccessFs::from_all(newest))?
        .handle_access(AccessNet::from_all(newest))?
        .scope(Scope::from_all(newest))?
        .create()?;
    let ruleset = match profile {
        Profile::Read => ruleset,
        Profile::Ocr { readable } => {
            let read: BitFlags<AccessFs> = AccessFs::Execute | AccessFs::ReadFile | AccessFs::ReadDir;
            // A process without one of its three standard streams gets this one.
            let nothing: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::WriteFile;
            ruleset
                .add_rules(path_beneath_rules(SYSTEM, read))?
                .add_rules(path_beneath_rules(readable, read))?
                .add_rules(path_beneath_rules(["/dev/null"], nothing))?
        }
    };
    ruleset.restrict_self()?;
    Ok(())
}

//! Files that are written from the Rust types.

use crate::shell;

/// Writes `ui/src/api/generated.ts`; the same test, without the variable, holds it to the types.
pub fn codegen() -> anyhow::Result<()> {
    let mut command = shell::cargo(&["test", "--locked", "-p", "vankho-api", "generated"]);
    shell::run(command.env("UPDATE_GENERATED", "1"))
}

//! Opening a connection with the settings that make a commit durable.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::StoreError;

/// "VKHO": tells our catalogue from any other SQLite file.
pub(crate) const APPLICATION_ID: i32 = 0x564B_484F;

/// Prepared statements kept per connection: more than there are in this crate.
const STATEMENTS: usize = 64;

/// Pages kept by the one writer: an import goes back to the same ones again and again.
const WRITER_CACHE_KIB: i32 = 16_000;

/// Pages kept by each of several readers: an office PC has little memory to give, and the system keeps the
/// file's pages for all of them.
const READER_CACHE_KIB: i32 = 3_000;

/// How long a connection waits for another process's commit.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the writing connection. WAL with `synchronous=FULL`: a commit that returned survives power loss.
pub(crate) fn open_writer(path: &Path, create: bool) -> Result<Connection, StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    Ok(connection)
}

/// Opens a connection that can't change anything.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // A WAL reader must be able to write the shared-memory file; `query_only` keeps the catalogue itself safe.
    let connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

//! Bringing a catalogue to the newest schema.

use rusqlite::{Connection, TransactionBehavior};

use crate::StoreError;
use crate::connection::APPLICATION_ID;

/// Every migration in order; the schema version is how many have run.
const MIGRATIONS: &[&str] =
    &[include_str!("../migrations/0001_catalogue.sql"), include_str!("../migrations/0002_readings.sql")];

/// Runs the missing migrations in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = version(&transaction)?;
    check_version(done)?;
    for migration in &MIGRATIONS[done as usize..] {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known_version())?;
    transaction.commit()?;
    Ok(())
}

/// Refuses what is no catalogue, or one newer than this program, without touching it.
pub(crate) fn check(connection: &Connection) -> Result<(), StoreError> {
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(StoreError::NotACatalogue);
    }
    check_version(version(connection)?)
}

fn check_version(found: u32) -> Result<(), StoreError> {
    let known = known_version();
    if found > known { Err(StoreError::TooNew { found, known }) } else { Ok(()) }
}

fn version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn known_version() -> u32 {
    u32::try_from(MIGRATIONS.len()).expect("few migrations")
}

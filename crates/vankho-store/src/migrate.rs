//! Bringing a catalogue to the newest schema.

use rusqlite::{Connection, TransactionBehavior, params};
use vankho_model::DocumentNumber;

use crate::StoreError;
use crate::connection::APPLICATION_ID;

/// Every migration in order; the schema version is how many have run.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_catalogue.sql"),
    include_str!("../migrations/0002_readings.sql"),
    include_str!("../migrations/0003_relations.sql"),
    include_str!("../migrations/0005_catalogue_work.sql"),
];
/// How many have run once numbers have their keys.
const WITH_NUMBER_KEYS: u32 = 3;

/// Runs the missing migrations in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = version(&transaction)?;
    check_version(done)?;
    for migration in &MIGRATIONS[done as usize..] {
        transaction.execute_batch(migration)?;
    }
    if done > 0 && done < WITH_NUMBER_KEYS {
        fill_number_keys(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known_version())?;
    transaction.commit()?;
    Ok(())
}

/// Gives the numbers of documents filed before there were keys theirs: SQL cannot read a number.
fn fill_number_keys(connection: &Connection) -> Result<(), StoreError> {
    let mut numbers = connection.prepare("SELECT no, number FROM documents WHERE number IS NOT NULL")?;
    let mut update = connection.prepare("UPDATE documents SET number_key = ?2 WHERE no = ?1")?;
    let mut rows = numbers.query([])?;
    while let Some(row) = rows.next()? {
        let number: String = row.get(1)?;
        if let Some(number) = DocumentNumber::as_written(&number) {
            update.execute(params![row.get::<_, u64>(0)?, number.identity_key()])?;
        }
    }
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

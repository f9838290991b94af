//! The open catalogue: one writer, many readers.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::connection::{open_reader, open_writer};
use crate::{StoreError, migrate};

/// What a program may do with a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Make it if it is not there; read and write.
    Create,
    /// Read and write one that is there.
    Write,
    /// Only read.
    Read,
}

/// An open catalogue. Share it between threads by reference.
pub struct Store {
    path: PathBuf,
    writer: Option<Mutex<Connection>>,
    idle_readers: Mutex<Vec<Connection>>,
}

/// Reads one consistent state of the catalogue.
pub struct Reader<'c> {
    pub(crate) sql: &'c Connection,
}

/// A change in progress: everything done through it happens together or not at all.
pub struct Writer<'t> {
    pub(crate) sql: &'t Transaction<'t>,
}

impl Writer<'_> {
    /// Reads the catalogue as this change has left it so far.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader { sql: self.sql }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// Opens the catalogue file at `path`, upgrading an older format first when writing is allowed.
    ///
    /// # Errors
    /// If there is none (and `access` does not make one), if it is no catalogue or a newer one, or on I/O.
    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        if access != Access::Create && !path.is_file() {
            return Err(StoreError::NotFound);
        }
        let is_new = !path.exists();
        let writer = match access {
            Access::Read => None,
            Access::Create | Access::Write => {
                let mut connection = open_writer(path, access == Access::Create)?;
                if !is_new && !is_blank(&connection)? {
                    migrate::check(&connection)?;
                }
                migrate::migrate(&mut connection)?;
                Some(Mutex::new(connection))
            }
        };
        let reader = open_reader(path)?;
        migrate::check(&reader)?;
        Ok(Self { path: path.to_owned(), writer, idle_readers: Mutex::new(vec![reader]) })
    }

    /// Runs `work` on one consistent state of the catalogue.
    ///
    /// # Errors
    /// What `work` returns, or if the catalogue can't be read.
    pub fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = lock(&self.idle_readers).pop();
        let mut connection = idle.map_or_else(|| open_reader(&self.path), Ok)?;
        let transaction = connection.transaction().map_err(StoreError::from)?;
        let result = work(&Reader { sql: &transaction });
        drop(transaction);
        lock(&self.idle_readers).push(connection);
        result
    }

    /// Runs `work` as one change; when this returns `Ok` the change survives power loss.
    ///
    /// # Errors
    /// What `work` returns, and nothing is changed then; or if the catalogue can't be written.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let writer = self.writer.as_ref().ok_or(StoreError::Sqlite(rusqlite::Error::InvalidQuery))?;
        let mut connection = lock(writer);
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let result = work(&Writer { sql: &transaction })?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(result)
    }

    /// Asks SQLite whether its own structure is sound: empty, or one line per fault.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn integrity_faults(&self) -> Result<Vec<String>, StoreError> {
        self.read(|reader| {
            let mut faults: Vec<String> = reader
                .sql
                .prepare("PRAGMA integrity_check")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            faults.retain(|line| line != "ok");
            let orphans = reader.sql.prepare("PRAGMA foreign_key_check")?.query_map([], |_| Ok(()))?.count();
            if orphans > 0 {
                faults.push(format!("{orphans} rows belong to no document"));
            }
            Ok(faults)
        })
    }

    /// Folds the write-ahead log back into the catalogue; done when the archive is idle or closes.
    ///
    /// # Errors
    /// If the catalogue can't be written.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        if let Some(writer) = &self.writer {
            lock(writer).query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }
}

fn is_blank(connection: &Connection) -> Result<bool, StoreError> {
    let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(tables == 0)
}

/// A panic elsewhere leaves a connection whole: SQLite rolled its transaction back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

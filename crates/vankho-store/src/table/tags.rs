//! `tags`: labels that people give documents.

use rusqlite::params;

use crate::table::stats::Count;
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Lists the labels of a document.
    ///
    /// # Errors
    /// On I/O.
    pub fn tags(&self, no: u64) -> Result<Vec<String>, StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT tag FROM tags WHERE document = ?1 ORDER BY tag")?;
        let tags = statement.query_map([no], |row| row.get(0))?;
        Ok(tags.collect::<Result<_, _>>()?)
    }

    /// Counts the documents with each label, the most frequent first; none in the trash.
    ///
    /// # Errors
    /// On I/O.
    pub fn tag_counts(&self) -> Result<Vec<Count>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT tag, count(*) FROM tags
             WHERE document NOT IN (SELECT no FROM documents WHERE trashed_at IS NOT NULL)
             GROUP BY tag ORDER BY 2 DESC, 1",
        )?;
        let counts =
            statement.query_map([], |row| Ok(Count { value: row.get(0)?, documents: row.get(1)? }))?;
        Ok(counts.collect::<Result<_, _>>()?)
    }

    /// Lists the ordinals of the documents with a label, in the trash or not.
    ///
    /// # Errors
    /// On I/O.
    pub fn documents_with_tag(&self, tag: &str) -> Result<Vec<u64>, StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT document FROM tags WHERE tag = ?1 ORDER BY document")?;
        let nos = statement.query_map([tag], |row| row.get(0))?;
        Ok(nos.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Gives a document exactly these labels, counts the change and tells the index.
    ///
    /// # Errors
    /// On I/O.
    pub fn set_tags(&self, no: u64, tags: &[String]) -> Result<(), StoreError> {
        self.sql.prepare_cached("DELETE FROM tags WHERE document = ?1")?.execute([no])?;
        self.insert_tags(no, tags)?;
        self.count_change(no)
    }

    pub(crate) fn insert_tags(&self, no: u64, tags: &[String]) -> Result<(), StoreError> {
        for tag in tags {
            self.sql
                .prepare_cached("INSERT OR IGNORE INTO tags (document, tag) VALUES (?1, ?2)")?
                .execute(params![no, tag])?;
        }
        Ok(())
    }

    /// Counts a change that is none of its fields, and tells the index.
    pub(crate) fn count_change(&self, no: u64) -> Result<(), StoreError> {
        self.sql.prepare_cached("UPDATE documents SET version = version + 1 WHERE no = ?1")?.execute([no])?;
        self.enqueue_change(no)
    }
}

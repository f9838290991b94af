-- Tidying many documents: dossiers, the trash, and what was done to many at once.

-- When a person put it into the trash; NULL: it is not there.
ALTER TABLE documents ADD COLUMN trashed_at TEXT;
CREATE INDEX documents_trashed ON documents (trashed_at) WHERE trashed_at IS NOT NULL;

-- Originals whose last document was purged and that are still to be removed from the vault. They get here in the
-- transaction that purges, so a crash between the two is made good at the next start.
CREATE TABLE unwanted_originals (
    blake3            BLOB PRIMARY KEY CHECK (length(blake3) = 32)
) STRICT, WITHOUT ROWID;

-- Hồ sơ: what belongs to one matter, in the order people give it.
CREATE TABLE dossiers (
    no                INTEGER PRIMARY KEY,
    id                BLOB NOT NULL UNIQUE CHECK (length(id) = 16),   -- UUIDv7
    code              TEXT UNIQUE,                  -- số, ký hiệu hồ sơ
    title             TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    made_at           TEXT NOT NULL,
    version           INTEGER NOT NULL CHECK (version >= 1)
) STRICT;

CREATE TABLE dossier_documents (
    dossier           INTEGER NOT NULL REFERENCES dossiers (no),
    document          INTEGER NOT NULL REFERENCES documents (no),
    place             INTEGER NOT NULL,             -- order within the dossier; need not be dense
    PRIMARY KEY (dossier, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX dossiers_of ON dossier_documents (document);
CREATE INDEX documents_by_tag ON tags (tag);

-- What was done to many documents at once: undone as one.
CREATE TABLE operations (
    no                INTEGER PRIMARY KEY AUTOINCREMENT,
    at                TEXT NOT NULL,
    act               TEXT NOT NULL CHECK (act IN (
                          'set_field', 'add_tags', 'remove_tags', 'add_to_dossier', 'remove_from_dossier', 'trash',
                          'restore', 'rename_tag', 'undo', 'purge')),
    field             TEXT,                         -- of set_field, and of its undo
    operand           TEXT NOT NULL CHECK (json_valid(operand)),      -- values, tags, or the dossier's name
    documents         INTEGER NOT NULL,             -- how many it changed
    undone            INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- The history also tells of labels, dossiers and the trash: SQLite changes a CHECK only by making the table anew.
CREATE TABLE changes_2 (
    no                INTEGER PRIMARY KEY AUTOINCREMENT,
    document          INTEGER NOT NULL REFERENCES documents (no),
    at                TEXT NOT NULL,
    action            TEXT NOT NULL CHECK (action IN ('confirm', 'correct', 'reject', 'undo')),
    what              TEXT NOT NULL CHECK (what IN ('field', 'citation', 'tags', 'dossiers', 'trash')),
    field             TEXT,                         -- of a field
    citation          INTEGER,                      -- of a citation
    before            TEXT NOT NULL CHECK (json_valid(before)),
    after             TEXT NOT NULL CHECK (json_valid(after)),
    undone            INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    operation         INTEGER REFERENCES operations (no),             -- if it was done to many at once
    CHECK ((what = 'field') = (field IS NOT NULL)),
    CHECK ((what = 'citation') = (citation IS NOT NULL))
) STRICT;
INSERT INTO changes_2 (no, document, at, action, what, field, citation, before, after, undone)
    SELECT no, document, at, action, iif(field IS NULL, 'citation', 'field'), field, citation, before, after, undone
    FROM changes;
DROP TABLE changes;
ALTER TABLE changes_2 RENAME TO changes;
CREATE INDEX changes_of ON changes (document);
CREATE INDEX changes_in ON changes (operation) WHERE operation IS NOT NULL;

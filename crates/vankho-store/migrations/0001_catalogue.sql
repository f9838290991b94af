-- The catalogue: the one truth about every filed document. Append-only: a later change is a later file.
-- Times are UTC text, `YYYY-MM-DDThh:mm:ssZ`; dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

CREATE TABLE documents (
    no                INTEGER PRIMARY KEY,          -- local ordinal: the key the index uses; never reused
    id                BLOB NOT NULL UNIQUE CHECK (length(id) = 16),   -- UUIDv7: the identity everywhere else
    source_id         TEXT UNIQUE,                  -- the id in the system it was migrated from
    kind              TEXT,                         -- an id of assets/kinds.tsv
    number            TEXT,                         -- số và ký hiệu in normal form
    issued_on         TEXT,
    published_on      TEXT,
    place             TEXT,
    issuer            TEXT,                         -- as printed
    parent_body       TEXT,
    subject           TEXT,
    signer            TEXT,
    signer_position   TEXT,
    signer_authority  TEXT,
    author            TEXT,
    addressees        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(addressees)),
    recipients        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(recipients)),
    secrecy           TEXT NOT NULL CHECK (secrecy IN ('thuong', 'mat', 'toi_mat', 'tuyet_mat')),
    urgency           TEXT NOT NULL CHECK (urgency IN ('thuong', 'khan', 'thuong_khan', 'hoa_toc')),
    pages             INTEGER NOT NULL CHECK (pages >= 0),
    filed_at          TEXT NOT NULL,
    version           INTEGER NOT NULL CHECK (version >= 1)
) STRICT;

CREATE INDEX documents_by_number ON documents (number) WHERE number IS NOT NULL;

CREATE TABLE texts (
    document          INTEGER PRIMARY KEY REFERENCES documents (no),
    body              BLOB NOT NULL                 -- zstd of the UTF-8 pages joined by form feeds
) STRICT;

CREATE TABLE files (
    document          INTEGER NOT NULL REFERENCES documents (no),
    role              TEXT NOT NULL CHECK (role IN ('original')),
    name              TEXT NOT NULL,                -- as it came, for people only: never used as a path
    media_type        TEXT NOT NULL,                -- as found in the bytes
    bytes             INTEGER NOT NULL CHECK (bytes >= 0),
    blake3            BLOB NOT NULL CHECK (length(blake3) = 32),
    PRIMARY KEY (document, role)
) STRICT, WITHOUT ROWID;

-- One content is one document: a copy is answered with the document that has it.
CREATE UNIQUE INDEX files_by_content ON files (blake3);

CREATE TABLE evidence (
    document          INTEGER NOT NULL REFERENCES documents (no),
    field             TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed')),
    page              INTEGER NOT NULL CHECK (page >= 1),
    first             INTEGER NOT NULL,             -- in characters of the page's text
    after             INTEGER NOT NULL,
    quote             TEXT NOT NULL,
    confidence        REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    PRIMARY KEY (document, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE warnings (
    document          INTEGER NOT NULL REFERENCES documents (no),
    page              INTEGER NOT NULL CHECK (page >= 0),   -- 0: the whole document
    code              TEXT NOT NULL CHECK (code IN (
                          'no_text_layer', 'encrypted', 'damaged', 'format_not_read', 'encoding_unknown',
                          'reader_stopped', 'text_truncated', 'empty')),
    PRIMARY KEY (document, page, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE tags (
    document          INTEGER NOT NULL REFERENCES documents (no),
    tag               TEXT NOT NULL,
    PRIMARY KEY (document, tag)
) STRICT, WITHOUT ROWID;

-- What the index has still to do, written in the transaction of the change itself.
CREATE TABLE outbox (
    seq               INTEGER PRIMARY KEY AUTOINCREMENT,
    document          INTEGER NOT NULL
) STRICT;

-- Files a person asked to import and that were not reached yet: an interrupted import goes on from here.
CREATE TABLE import_queue (
    no                INTEGER PRIMARY KEY AUTOINCREMENT,
    path              TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
    name              TEXT PRIMARY KEY,
    value             TEXT NOT NULL
) STRICT, WITHOUT ROWID;

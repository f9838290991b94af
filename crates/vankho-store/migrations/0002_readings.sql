-- How the text of each page was come by, words on pictures of pages, and what came enclosed in what.

-- A page without a row was read by the one reader of its format, in Unicode.
CREATE TABLE page_sources (
    document          INTEGER NOT NULL REFERENCES documents (no),
    page              INTEGER NOT NULL CHECK (page >= 1),
    engine            TEXT NOT NULL CHECK (engine IN ('format', 'pdf_extract', 'pdf_second', 'ocr', 'waiting')),
    encoding          TEXT NOT NULL CHECK (encoding IN (
                          'unicode', 'tcvn3', 'vni', 'viscii', 'vps', 'windows_1258', 'misread_utf8')),
    because           TEXT CHECK (because IN ('no_text', 'fragments', 'not_vietnamese', 'stopped')),
    PRIMARY KEY (document, page)
) STRICT, WITHOUT ROWID;

-- The queue of recognition: what is in it is done page by page and is gone from it in the same transaction.
CREATE INDEX page_sources_waiting ON page_sources (document, page) WHERE engine = 'waiting';

CREATE TABLE page_words (
    document          INTEGER NOT NULL REFERENCES documents (no),
    page              INTEGER NOT NULL CHECK (page >= 1),
    words             BLOB NOT NULL,                -- zstd; docs/archive-format.md has the layout
    PRIMARY KEY (document, page)
) STRICT, WITHOUT ROWID;

-- The letter that a filed attachment came in.
ALTER TABLE documents ADD COLUMN enclosed_in INTEGER REFERENCES documents (no);
CREATE INDEX documents_enclosed ON documents (enclosed_in) WHERE enclosed_in IS NOT NULL;

-- More codes: SQLite changes a CHECK only by making the table anew.
CREATE TABLE warnings_2 (
    document          INTEGER NOT NULL REFERENCES documents (no),
    page              INTEGER NOT NULL CHECK (page >= 0),   -- 0: the whole document
    code              TEXT NOT NULL CHECK (code IN (
                          'no_text_layer', 'encrypted', 'damaged', 'format_not_read', 'encoding_unknown',
                          'reader_stopped', 'text_truncated', 'empty', 'legacy_encoding', 'read_with_doubt',
                          'enclosure_left_out')),
    PRIMARY KEY (document, page, code)
) STRICT, WITHOUT ROWID;
INSERT INTO warnings_2 SELECT document, page, code FROM warnings;
DROP TABLE warnings;
ALTER TABLE warnings_2 RENAME TO warnings;

-- Version 3: versions of rows that gave way to a later row of their file, by fingerprints of their key and their content.
-- An export that grows has them each time.

CREATE TABLE remplacees (
  cle INTEGER NOT NULL,
  empreinte INTEGER NOT NULL,
  PRIMARY KEY (cle, empreinte)
) WITHOUT ROWID;

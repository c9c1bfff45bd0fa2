-- Version 3, as sqlite.3.sql has it.

CREATE TABLE remplacees (
  cle BIGINT NOT NULL,
  empreinte BIGINT NOT NULL,
  PRIMARY KEY (cle, empreinte)
);

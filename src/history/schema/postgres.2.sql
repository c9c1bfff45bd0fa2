-- Version 2, as sqlite.2.sql has it.

ALTER TABLE verbatims
  ADD COLUMN garde_depuis TEXT COLLATE "C",
  ADD COLUMN texte TEXT,
  ADD COLUMN termes BYTEA,
  ADD COLUMN client TEXT,
  ADD COLUMN produit TEXT,
  ADD COLUMN objet TEXT,
  ADD COLUMN etape TEXT,
  ADD COLUMN cause TEXT,
  ADD COLUMN destinataire TEXT;

-- Rows stand in their page as they are, the longest texts apart: to pack either would take as long as all the rest.
ALTER TABLE verbatims ALTER COLUMN texte SET STORAGE EXTERNAL;
ALTER TABLE verbatims SET (toast_tuple_target = 8160);

UPDATE verbatims SET garde_depuis = t.jour, texte = t.texte, termes = t.termes FROM textes t WHERE t.id = verbatims.id;

UPDATE verbatims SET client = r.client, produit = r.produit, objet = r.objet, etape = r.etape, cause = r.cause,
  destinataire = r.destinataire
FROM reclamations r WHERE r.id = verbatims.id;

DROP VIEW registre;
DROP TABLE textes;
DROP TABLE reclamations;

CREATE INDEX textes_gardes ON verbatims (garde_depuis, id) WHERE texte IS NOT NULL;

CREATE VIEW registre AS
SELECT jour AS date, client, produit, objet, etape, cause, coalesce(texte, '') AS verbatim, qualification, destinataire,
       identifiant, entite, cle
FROM verbatims WHERE client IS NOT NULL;

-- Version 2: a comment is one row, with its text until retention takes it, and its line of the register if it complains.

ALTER TABLE verbatims ADD COLUMN garde_depuis TEXT;
ALTER TABLE verbatims ADD COLUMN texte TEXT;
ALTER TABLE verbatims ADD COLUMN termes BLOB;
ALTER TABLE verbatims ADD COLUMN client TEXT;
ALTER TABLE verbatims ADD COLUMN produit TEXT;
ALTER TABLE verbatims ADD COLUMN objet TEXT;
ALTER TABLE verbatims ADD COLUMN etape TEXT;
ALTER TABLE verbatims ADD COLUMN cause TEXT;
ALTER TABLE verbatims ADD COLUMN destinataire TEXT;

UPDATE verbatims SET garde_depuis = t.jour, texte = t.texte, termes = t.termes FROM textes t WHERE t.id = verbatims.id;

UPDATE verbatims SET client = r.client, produit = r.produit, objet = r.objet, etape = r.etape, cause = r.cause,
  destinataire = r.destinataire
FROM reclamations r WHERE r.id = verbatims.id;

DROP VIEW registre;
DROP TABLE textes;
DROP TABLE reclamations;

CREATE INDEX textes_gardes ON verbatims (garde_depuis) WHERE texte IS NOT NULL;

CREATE VIEW registre AS
SELECT jour AS date, client, produit, objet, etape, cause, coalesce(texte, '') AS verbatim, qualification, destinataire,
       identifiant, entite, cle
FROM verbatims WHERE client IS NOT NULL;

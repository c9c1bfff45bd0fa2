-- Takes a history of version 3 back to version 1, in words that both databases understand.

DROP TABLE remplacees;
CREATE TABLE textes AS SELECT id, garde_depuis AS jour, texte, termes FROM verbatims WHERE texte IS NOT NULL;
DROP VIEW registre;
DROP INDEX textes_gardes;
CREATE TABLE reclamations AS
SELECT id, client, produit, objet, etape, cause, destinataire FROM verbatims WHERE client IS NOT NULL;
ALTER TABLE verbatims DROP COLUMN garde_depuis;
ALTER TABLE verbatims DROP COLUMN texte;
ALTER TABLE verbatims DROP COLUMN termes;
ALTER TABLE verbatims DROP COLUMN client;
ALTER TABLE verbatims DROP COLUMN produit;
ALTER TABLE verbatims DROP COLUMN objet;
ALTER TABLE verbatims DROP COLUMN etape;
ALTER TABLE verbatims DROP COLUMN cause;
ALTER TABLE verbatims DROP COLUMN destinataire;
CREATE VIEW registre AS
SELECT v.jour AS date, r.client, r.produit, r.objet, r.etape, r.cause, coalesce(t.texte, '') AS verbatim,
       v.qualification, r.destinataire, v.identifiant, v.entite, v.cle
FROM reclamations r JOIN verbatims v ON v.id = r.id LEFT JOIN textes t ON t.id = r.id;

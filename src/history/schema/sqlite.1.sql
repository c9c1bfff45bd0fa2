-- Version 1 of the history. Tables and columns carry the names of the reports; days are ISO, and empty where a comment
-- has no date. Counts are kept by day and key, the key being the fingerprint of their names.

CREATE TABLE executions (
  id INTEGER PRIMARY KEY,
  le TEXT NOT NULL,
  version TEXT NOT NULL,
  lexiques TEXT NOT NULL,
  lues INTEGER NOT NULL,
  analysees INTEGER NOT NULL,
  rejetees INTEGER NOT NULL,
  deja_connues INTEGER NOT NULL,
  nouvelles INTEGER NOT NULL,
  corrigees INTEGER NOT NULL
);

CREATE TABLE fichiers (
  empreinte TEXT PRIMARY KEY,
  nom TEXT NOT NULL,
  chemin TEXT NOT NULL,
  octets INTEGER NOT NULL,
  modifie INTEGER NOT NULL,
  lignes INTEGER NOT NULL,
  execution INTEGER NOT NULL REFERENCES executions (id)
) WITHOUT ROWID;

CREATE INDEX fichiers_par_chemin ON fichiers (chemin);

CREATE TABLE verbatims (
  id INTEGER PRIMARY KEY,
  cle TEXT NOT NULL UNIQUE,
  empreinte INTEGER NOT NULL,
  identifiant TEXT NOT NULL,
  entite TEXT NOT NULL,
  jour TEXT NOT NULL,
  points_de_contact TEXT NOT NULL,
  ton TEXT NOT NULL,
  score INTEGER NOT NULL,
  qualification TEXT NOT NULL,
  note INTEGER,
  depart INTEGER NOT NULL,
  alerte INTEGER NOT NULL,
  comptes BLOB NOT NULL
);

CREATE TABLE textes (
  id INTEGER PRIMARY KEY,
  jour TEXT NOT NULL,
  texte TEXT NOT NULL,
  termes BLOB NOT NULL
);

CREATE INDEX textes_par_jour ON textes (jour);

CREATE TABLE reclamations (
  id INTEGER PRIMARY KEY,
  client TEXT NOT NULL,
  produit TEXT NOT NULL,
  objet TEXT NOT NULL,
  etape TEXT NOT NULL,
  cause TEXT NOT NULL,
  destinataire TEXT NOT NULL
);

CREATE TABLE noms (
  cle INTEGER PRIMARY KEY,
  facette TEXT NOT NULL,
  point_de_contact TEXT NOT NULL,
  theme TEXT NOT NULL,
  nom TEXT NOT NULL
);

CREATE TABLE comptes_par_jour (
  jour TEXT NOT NULL,
  cle INTEGER NOT NULL REFERENCES noms (cle),
  positif INTEGER NOT NULL,
  negatif INTEGER NOT NULL,
  mixte INTEGER NOT NULL,
  neutre INTEGER NOT NULL,
  score INTEGER NOT NULL,
  PRIMARY KEY (jour, cle)
) WITHOUT ROWID;

CREATE VIEW comptes AS
SELECT c.jour, n.facette, n.point_de_contact, n.theme, n.nom, c.positif, c.negatif, c.mixte, c.neutre, c.score
FROM comptes_par_jour c JOIN noms n ON n.cle = c.cle;

CREATE TABLE termes (
  semaine TEXT NOT NULL,
  cle INTEGER NOT NULL,
  racine TEXT NOT NULL,
  mot TEXT NOT NULL,
  positif INTEGER NOT NULL,
  negatif INTEGER NOT NULL,
  mixte INTEGER NOT NULL,
  neutre INTEGER NOT NULL,
  score INTEGER NOT NULL,
  PRIMARY KEY (semaine, cle)
) WITHOUT ROWID;

-- The comments of every count of a day, and of every term of a week, in one piece: what a night compares is read at once.
CREATE TABLE sommes (
  nature TEXT NOT NULL,
  periode TEXT NOT NULL,
  sommes BLOB NOT NULL,
  PRIMARY KEY (nature, periode)
);

CREATE VIEW registre AS
SELECT v.jour AS date, r.client, r.produit, r.objet, r.etape, r.cause, coalesce(t.texte, '') AS verbatim,
       v.qualification, r.destinataire, v.identifiant, v.entite, v.cle
FROM reclamations r JOIN verbatims v ON v.id = r.id LEFT JOIN textes t ON t.id = r.id;

-- Version 1 of the history, as sqlite.1.sql has it. Everything compares by bytes ("C"), as SQLite does.

CREATE TABLE executions (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  le TEXT NOT NULL,
  version TEXT NOT NULL,
  lexiques TEXT NOT NULL,
  lues BIGINT NOT NULL,
  analysees BIGINT NOT NULL,
  rejetees BIGINT NOT NULL,
  deja_connues BIGINT NOT NULL,
  nouvelles BIGINT NOT NULL,
  corrigees BIGINT NOT NULL
);

CREATE TABLE fichiers (
  empreinte TEXT COLLATE "C" PRIMARY KEY,
  nom TEXT COLLATE "C" NOT NULL,
  chemin TEXT COLLATE "C" NOT NULL,
  octets BIGINT NOT NULL,
  modifie BIGINT NOT NULL,
  lignes BIGINT NOT NULL,
  execution BIGINT NOT NULL REFERENCES executions (id)
);

CREATE INDEX fichiers_par_chemin ON fichiers (chemin);

CREATE TABLE verbatims (
  id BIGINT PRIMARY KEY,
  cle TEXT COLLATE "C" NOT NULL UNIQUE,
  empreinte BIGINT NOT NULL,
  identifiant TEXT NOT NULL,
  entite TEXT NOT NULL,
  jour TEXT COLLATE "C" NOT NULL,
  points_de_contact TEXT NOT NULL,
  ton TEXT NOT NULL,
  score INTEGER NOT NULL,
  qualification TEXT NOT NULL,
  note INTEGER,
  depart INTEGER NOT NULL,
  alerte INTEGER NOT NULL,
  comptes BYTEA NOT NULL
);

CREATE TABLE textes (
  id BIGINT PRIMARY KEY,
  jour TEXT COLLATE "C" NOT NULL,
  texte TEXT NOT NULL,
  termes BYTEA NOT NULL
);

-- Packing the longest texts would take as long as all the rest.
ALTER TABLE textes ALTER COLUMN texte SET STORAGE EXTERNAL;

CREATE INDEX textes_par_jour ON textes (jour, id);

CREATE TABLE reclamations (
  id BIGINT PRIMARY KEY,
  client TEXT NOT NULL,
  produit TEXT NOT NULL,
  objet TEXT NOT NULL,
  etape TEXT NOT NULL,
  cause TEXT NOT NULL,
  destinataire TEXT NOT NULL
);

CREATE TABLE noms (
  cle BIGINT PRIMARY KEY,
  facette TEXT COLLATE "C" NOT NULL,
  point_de_contact TEXT COLLATE "C" NOT NULL,
  theme TEXT COLLATE "C" NOT NULL,
  nom TEXT COLLATE "C" NOT NULL
);

-- Room in each page for the counts of the next nights to move without a new line in the index.
CREATE TABLE comptes_par_jour (
  jour TEXT COLLATE "C" NOT NULL,
  cle BIGINT NOT NULL,
  positif INTEGER NOT NULL,
  negatif INTEGER NOT NULL,
  mixte INTEGER NOT NULL,
  neutre INTEGER NOT NULL,
  score BIGINT NOT NULL,
  PRIMARY KEY (jour, cle)
) WITH (fillfactor = 70);

CREATE VIEW comptes AS
SELECT c.jour, n.facette, n.point_de_contact, n.theme, n.nom, c.positif, c.negatif, c.mixte, c.neutre, c.score
FROM comptes_par_jour c JOIN noms n ON n.cle = c.cle;

CREATE TABLE termes (
  semaine TEXT COLLATE "C" NOT NULL,
  cle BIGINT NOT NULL,
  racine TEXT COLLATE "C" NOT NULL,
  mot TEXT COLLATE "C" NOT NULL,
  positif INTEGER NOT NULL,
  negatif INTEGER NOT NULL,
  mixte INTEGER NOT NULL,
  neutre INTEGER NOT NULL,
  score BIGINT NOT NULL,
  PRIMARY KEY (semaine, cle)
) WITH (fillfactor = 70);

CREATE TABLE sommes (
  nature TEXT COLLATE "C" NOT NULL,
  periode TEXT COLLATE "C" NOT NULL,
  sommes BYTEA NOT NULL,
  PRIMARY KEY (nature, periode)
);

ALTER TABLE sommes ALTER COLUMN sommes SET STORAGE EXTERNAL;

CREATE VIEW registre AS
SELECT v.jour AS date, r.client, r.produit, r.objet, r.etape, r.cause, coalesce(t.texte, '') AS verbatim,
       v.qualification, r.destinataire, v.identifiant, v.entite, v.cle
FROM reclamations r JOIN verbatims v ON v.id = r.id LEFT JOIN textes t ON t.id = r.id;

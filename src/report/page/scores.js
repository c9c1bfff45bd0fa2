// What ratings say, and what goes with lower and higher ones.
const SCALES = {
  nps: "NPS",
  etoiles: "étoiles, sur 5",
  niveaux: "niveaux de satisfaction, sur 4",
  ces: "effort, de 1 à 5",
  note_10: "note sur 10",
  note_20: "note sur 20",
  note_100: "note sur 100",
};
const signed = (cell) => (cell.startsWith("-") ? decimal(cell) : `+${decimal(cell)}`);

function scoreItem(row) {
  const items = [el("strong", "", `${SCALES[row.echelle] || row.echelle} : `)];
  if (row.nps) {
    items.push(`${decimal(row.nps)} (${count(row.promoteurs)} promoteurs, ${count(row.passifs)} passifs, ${count(row.detracteurs)} détracteurs)`);
    if (row.avertissement) items.push(el("strong", "", ` ⚠ ${row.avertissement} : à lire avec prudence`));
    items.push(" ; ");
  }
  items.push(`moyenne ${decimal(row.moyenne)}, satisfaction ${decimal(row.satisfaction)} sur 10, ${count(row.notes)} notes`);
  if (row.hors_echelle > 0) items.push(`, ${count(row.hors_echelle)} hors échelle`);
  return el("li", "", ...items, ".");
}

function effectRow(row, most) {
  const kind = row.sens === "degrade" ? "negatif" : "positif";
  return barRow(nameParts(row.libelle, row.theme), simpleTrack(Math.abs(row.effet) / most, kind), signed(row.effet),
    `(${signed(row.effet_bas)} à ${signed(row.effet_haut)}) · ${count(row.notes_avec)} notes`,
    () => (kind === "negatif" ? showIrritant({ ...row, irritant: row.libelle, point_de_contact: ALL }) : show({ theme: row.theme })));
}

function buildScores() {
  const rated = T.scores.filter((row) => row.notes > 0);
  if (rated.length === 0) {
    $("notes").hidden = true;
    return;
  }
  $("notes-liste").append(...rated.map(scoreItem));
  if (T.effects.length === 0) return;
  $("notes-aide").textContent = "Écart de la note moyenne des verbatims qui le disent à celle des autres, "
    + "en points de l'échelle (entre parenthèses, intervalle à 95\u00a0%), et nombre de ces notes ; "
    + "d'abord ce qui coûte le plus. Ce qui va avec une note plus basse ou plus haute n'en est pas toujours la cause.";
  const most = Math.max(...T.effects.map((row) => Math.abs(row.effet)));
  for (const scale of rated) {
    const rows = T.effects.filter((row) => row.echelle === scale.echelle);
    if (rows.length > 0 && rated.length > 1) $("effets").append(el("h3", "phase", SCALES[scale.echelle] || scale.echelle));
    $("effets").append(...rows.map((row) => effectRow(row, most)));
  }
}

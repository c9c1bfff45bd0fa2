// What ratings say, and what goes with lower and higher ones.
const signed = (cell) => (cell.startsWith("-") ? decimal(cell) : `+${decimal(cell)}`);

function scoreItem(row) {
  const items = [el("strong", "", say("colon", { a: say(`scale.${row.echelle}`), b: "" }))];
  if (row.nps) {
    items.push(say("ratings.nps", { nps: decimal(row.nps), promoters: count(row.promoteurs), passives: count(row.passifs), detractors: count(row.detracteurs) }));
    if (row.avertissement) items.push(el("strong", "", ` ${say("ratings.warning", { warning: split(row.avertissement).map((warning) => say(`cell.${warning}`)).join(", ") })}`));
    items.push(" · ");
  }
  items.push(counted("ratings.mean", row.notes, { mean: decimal(row.moyenne), satisfaction: decimal(row.satisfaction) }));
  if (row.hors_echelle > 0) items.push(`, ${counted("ratings.off", row.hors_echelle)}`);
  return el("li", "", ...items, ".");
}

function effectRow(row, most) {
  const kind = row.sens === "degrade" ? "negatif" : "positif";
  return barRow(nameParts(row.libelle, row.theme), simpleTrack(Math.abs(row.effet) / most, kind), signed(row.effet),
    counted("ratings.interval", row.notes_avec, { low: signed(row.effet_bas), high: signed(row.effet_haut) }),
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
  $("notes-aide").textContent = say("ratings.hint");
  const most = Math.max(...T.effects.map((row) => Math.abs(row.effet)));
  for (const scale of rated) {
    const rows = T.effects.filter((row) => row.echelle === scale.echelle);
    if (rows.length > 0 && rated.length > 1) $("effets").append(el("h3", "phase", say(`scale.${scale.echelle}`)));
    $("effets").append(...rows.map((row) => effectRow(row, most)));
  }
}

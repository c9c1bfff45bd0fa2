// What the history says: what leaves its own past, what changed since the period before, and where targets stand.
const MOST_CHANGES = 12;
const WAYS = { hausse: "↗", baisse: "↘", stable: "→" };
/** Better or worse, by a sign and a word beside the colour. */
const SIDES = { mieux: ["positif", "✔"], "moins bien": ["negatif", "✖"] };
const RISES_FOR_GOOD = ["ton_net", "note", "enthousiasmant"];

function changeValue(row, cell) {
  if (!cell) return "–";
  if (row.indicateur === "verbatims") return count(cell);
  return ["ton_net", "note"].includes(row.indicateur) ? decimal(Number(cell).toFixed(2)) : percent(cell);
}

function changeName(row) {
  const kind = row.indicateur === "drapeau" ? `changes.flag.${row.nom}` : `changes.${row.indicateur}`;
  const name = row.indicateur === "qualification" ? labelOf("qualification", row.nom) : row.nom;
  const scale = row.indicateur === "note" && row.nom ? ` (${say(`scale.${row.nom}`)})` : "";
  return `${say(kind, { name })}${scale}${row.point_de_contact === ALL ? "" : ` · ${pointLabel(row.point_de_contact)}`}`;
}

function changeSide(row, isGood) {
  const [tone, sign] = SIDES[isGood ? "mieux" : "moins bien"];
  return el("span", `tone ${tone}`, `${sign} ${say(isGood ? "changes.better" : "changes.worse")}`);
}

function signalItem(row) {
  const kind = { indicateur: row.facette, nom: row.nom, point_de_contact: row.point_de_contact };
  const isGood = (row.tendance === "hausse") === RISES_FOR_GOOD.includes(row.facette);
  const told = say("changes.signal", { n: count(row.verbatims), part: percent(row.part), before: percent(row.part_avant), day: dayName(row.depuis) });
  const button = el("button", "link", `${WAYS[row.tendance]} ${changeName(kind)}`);
  button.addEventListener("click", () => {
    if (row.facette === "drapeau") show({ signal: row.nom });
    else showIrritant({ irritant: row.nom, theme: row.theme, point_de_contact: row.point_de_contact });
  });
  return el("li", "", button, " ", changeSide(row, isGood), row.etat === "nouveau" ? el("span", "tag flag", say("changes.new")) : null,
    el("div", "hint", told));
}

function changeItem(row) {
  const told = `${changeValue(row, row.precedente)} → ${changeValue(row, row.valeur)}`;
  const year = row.annee_precedente ? say("changes.year", { value: changeValue(row, row.annee_precedente), sign: WAYS[row.tendance_annee] ? ` ${WAYS[row.tendance_annee]}` : "" }) : "";
  return el("li", "", `${WAYS[row.tendance]} ${say("colon", { a: changeName(row), b: told })} `,
    row.sens ? changeSide(row, row.sens === "mieux") : null, year ? el("small", "", ` ${year}`) : null);
}

function targetItem(row) {
  const told = say("changes.target", { name: changeName(row), value: changeValue(row, row.valeur), target: changeValue(row, row.objectif), day: dayName(row.echeance) });
  return el("li", "", el("strong", "", say(`changes.state.${row.situation}`)), ` ${told}`);
}

function buildChanges() {
  const [signals, changes, targets] = [T.signals || [], T.changes || [], T.targets || []];
  const moved = changes.filter((row) => row.tendance === "hausse" || row.tendance === "baisse");
  for (const place of ["changements", "vers-changements"]) $(place).hidden = changes.length === 0;
  if (changes.length === 0) return;
  const [{ du, au }] = changes;
  $("changements-aide").textContent = say("changes.hint", { from: dayName(du), to: dayName(au) });
  const none = (text) => [el("li", "hint", say(text))];
  $("signaux-liste").append(...(signals.length ? signals.slice(0, MOST_CHANGES).map(signalItem) : none("changes.no_signal")));
  $("tendances-liste").append(...(moved.length ? moved.slice(0, MOST_CHANGES).map(changeItem) : none("changes.steady")));
  $("objectifs").hidden = targets.length === 0;
  $("objectifs-liste").append(...targets.map(targetItem));
}

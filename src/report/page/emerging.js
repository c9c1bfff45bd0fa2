// What emerges: terms that rise against their own past. Without a history, or when nothing rises, there is no such part.
const MOST_EMERGING = 15;

function buildEmerging() {
  const rows = T.emerging || [];
  for (const place of ["emergents", "vers-emergents"]) $(place).hidden = rows.length === 0;
  $("emergents-liste").append(...rows.slice(0, MOST_EMERGING).map(emergingItem));
  const more = rows.length > MOST_EMERGING ? ` Les ${count(rows.length)} termes sont dans emergents.csv.` : "";
  $("emergents-aide").textContent = "Termes dits bien plus souvent ces quatre dernières semaines que pendant les vingt-six d'avant, "
    + "plus que le hasard ne l'explique. « Hors lexique » : les lexiques ne connaissent pas le terme, à ajouter si le sujet dure. "
    + `Choisir un terme montre ses verbatims parmi ceux de ce rapport.${more}`;
}

function emergingItem(row) {
  const facts = [
    row.rapport ? `${decimal(Number(row.rapport).toFixed(1))} fois plus qu'avant (${percent(row.part_avant)})`
      : `nouveau, depuis le ${row.premiere_date.split("-").reverse().join("/")}`,
    row.point_de_contact && pointLabel(row.point_de_contact),
  ];
  const tone = Number(row.ton_net);
  const [kind, sign] = !row.ton_net || Math.abs(tone) < 0.15 ? ["mixte", "◆"] : tone > 0 ? ["positif", "▲"] : ["negatif", "▼"];
  const button = el("button", "row rising", el("span", "label", row.terme),
    el("span", `tone ${kind}`, row.ton_net ? `${sign} ton net ${decimal(row.ton_net)}` : ""),
    el("span", "n", comments(row.verbatims), el("small", "", ` · ${percent(row.part)}`)));
  button.addEventListener("click", () => show({ mot: row.terme }));
  return el("li", "", button,
    el("div", "tags", ...facts.filter(Boolean).map((fact) => el("span", "tag", fact)),
      row.hors_lexique === "oui" ? el("span", "tag unknown", "Hors lexique") : null),
    row.exemple_1 ? el("p", "quote", `« ${row.exemple_1} »`) : null);
}

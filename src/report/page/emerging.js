// What emerges: terms that rise against their own past. Without a history, or when nothing rises, there is no such part.
const MOST_EMERGING = 15;

function buildEmerging() {
  const rows = T.emerging || [];
  for (const place of ["emergents", "vers-emergents"]) $(place).hidden = rows.length === 0;
  $("emergents-liste").append(...rows.slice(0, MOST_EMERGING).map(emergingItem));
  const hint = say("emerging.hint");
  $("emergents-aide").textContent = rows.length > MOST_EMERGING ? say("emerging.more", { hint, all: count(rows.length) }) : hint;
}

function emergingItem(row) {
  const day = new Date(`${row.premiere_date}T12:00:00Z`).toLocaleDateString(LOCALE, { timeZone: "UTC" });
  const facts = [
    row.rapport ? say("emerging.before", { n: decimal(Number(row.rapport).toFixed(1)), share: percent(row.part_avant) })
      : say("emerging.new", { day }),
    row.point_de_contact && pointLabel(row.point_de_contact),
  ];
  const tone = Number(row.ton_net);
  const [kind, sign] = Math.abs(tone) < 0.15 ? ["mixte", "◆"] : tone > 0 ? ["positif", "▲"] : ["negatif", "▼"];
  const button = el("button", "row", el("span", "label", row.terme),
    el("span", `tone ${kind}`, row.ton_net ? `${sign} ${say("emerging.tone", { n: decimal(row.ton_net) })}` : ""),
    el("span", "n", comments(row.verbatims), el("small", "", ` · ${percent(row.part)}`)));
  button.addEventListener("click", () => show({ mot: row.terme }));
  return el("li", "", button,
    el("div", "tags", ...facts.filter(Boolean).map((fact) => el("span", "tag", fact)),
      row.hors_lexique === "oui" ? el("span", "tag unknown", say("emerging.unknown")) : null),
    row.exemple_1 ? el("p", "quote", say("emerging.example", { text: row.exemple_1 })) : null);
}

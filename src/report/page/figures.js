// Key figures: what to look at first, each with a sign and its words.
function figure(kind, sign, name, value, more, wanted) {
  const node = el(wanted ? "button" : "div", `fig ${kind}`,
    el("span", "name", name),
    el("span", /\d/.test(value) ? "value" : "value prose", signOf(sign), " ", value),
    ...[more].flat().filter(Boolean).map((line) => el("span", "more", line)));
  if (wanted) node.addEventListener("click", () => (typeof wanted === "function" ? wanted() : show(wanted)));
  return node;
}

function signOf(sign) {
  const node = el("span", "sign", sign);
  node.setAttribute("aria-hidden", "true");
  return node;
}

const share = (n) => (D.analysed > 0 ? percent(n / D.analysed) : "0 %");

function climate() {
  const net = D.analysed > 0 ? (D.tones.positif - D.tones.negatif) / D.analysed : 0;
  const [kind, sign, sky] = net <= -0.2 ? ["bad", "☂", "orageux"] : net >= 0.4 ? ["good", "☀", "au beau"] : ["", "☁", "variable"];
  const moved = evolution();
  const change = moved && `${moved.sign} négatifs ${moved.trend} : ${percent(moved.was)} puis ${percent(moved.is)} ${moved.since}`;
  return figure(kind, sign, "Climat", sky, [`▲ ${share(D.tones.positif)} positifs`, `▼ ${share(D.tones.negatif)} négatifs`, change], { ton: "negatif" });
}

function buildFigures() {
  const complaints = T.qualifications.find((row) => row.qualification === "reclamation");
  const worst = T.irritants.find((row) => row.point_de_contact === "TOUS" && !row.irritant.endsWith(UNNAMED));
  const measured = T.points.filter((row) => row.moment);
  const bad = measured.filter((row) => row.moment === "déceptif");
  const cards = [
    figure("info", "✉", "Verbatims analysés", count(D.analysed), `sur ${count(D.read)} lignes lues, ${count(D.rejected)} rejetée${D.rejected > 1 ? "s" : ""}`, {}),
    climate(),
    worst && figure("bad", "▼", "Premier irritant", worst.irritant, `${comments(worst.verbatims)}, ${percent(worst.part)} des mentions`, () => showIrritant(worst)),
    complaints && figure("bad", "✎", "Réclamations", count(complaints.verbatims), `${decimal(complaints.pour_100)} pour 100 verbatims`, { qualification: "reclamation" }),
    measured.length > 0 && figure(bad.length ? "bad" : "good", bad.length ? "☂" : "☀", "Moments déceptifs", count(bad.length), `sur ${count(measured.length)} points de contact mesurés`, () => $("parcours").scrollIntoView()),
    figure(D.flags.depart ? "bad" : "good", D.flags.depart ? "➜" : "✓", "Départs", count(D.flags.depart), "clients qui partent ou le disent", { signal: "depart" }),
    figure(D.flags.alerte ? "bad" : "good", D.flags.alerte ? "⚠" : "✓", "Alertes", count(D.flags.alerte), "menace, fraude, danger ou détresse", { signal: "alerte" }),
  ];
  $("cles").append(...cards.filter(Boolean));
  const dates = D.trend ? ` du ${frenchDay(D.trend.since)} au ${frenchDay(D.trend.until)}` : "";
  $("intro").textContent = `${comments(D.analysed)}${dates} : ce qui irrite, où, et par quoi commencer.`;
}

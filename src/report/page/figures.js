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

const share = (n) => percent(n / D.analysed);

function climate() {
  if (D.net === null) return figure("", "–", say("key.climate"), say("key.climate.none"));
  const [blame, praise] = D.moments;
  const [kind, sign, sky] = D.net <= blame ? ["bad", "☂", "bad"] : D.net >= praise ? ["good", "☀", "good"] : ["", "☁", "neutral"];
  const moved = evolution();
  const change = moved && say("key.climate.moved", { ...moved, was: percent(moved.was), is: percent(moved.is) });
  const shares = [["positive", D.tones.positif], ["negative", D.tones.negatif]].map(([key, n]) => say(`key.climate.${key}`, { n: share(n) }));
  return figure(kind, sign, say("key.climate"), say(`key.climate.${sky}`), [...shares, change], { ton: "negatif" });
}

function buildFigures() {
  const complaints = T.qualifications.find((row) => row.qualification === "reclamation");
  const worst = T.irritants.find((row) => row.point_de_contact === ALL && !row.irritant.endsWith(UNNAMED));
  const measured = T.points.filter((row) => row.moment);
  const bad = measured.filter((row) => row.moment === "déceptif");
  const known = D.known === null ? [] : [counted("key.known", D.known)];
  const rows = [counted("key.read", D.read), ...known, counted("key.rejected", D.rejected)].join(", ");
  const cards = [
    figure("info", "✉", say("key.analysed"), count(D.analysed), rows, {}),
    climate(),
    worst && figure("bad", "▼", say("key.worst"), worst.irritant, say("key.worst.more", { comments: comments(worst.verbatims), part: percent(worst.verbatims / D.mentions[ALL]) }), () => showIrritant(worst)),
    complaints && D.analysed > 0 && figure(complaints.verbatims > 0 ? "bad" : "good", "✎", say("key.complaints"), count(complaints.verbatims), say("key.complaints.more", { n: decimal(complaints.pour_100) }), { qualification: "reclamation" }),
    measured.length > 0 && figure(bad.length ? "bad" : "good", bad.length ? "☂" : "☀", say("key.moments"), count(bad.length), counted("key.moments.more", measured.length), () => $("parcours").scrollIntoView()),
    figure(D.flags.depart ? "bad" : "good", D.flags.depart ? "➜" : "✓", say("key.departures"), count(D.flags.depart), say("key.departures.more"), { signal: "depart" }),
    figure(D.flags.alerte ? "bad" : "good", D.flags.alerte ? "⚠" : "✓", say("key.alerts"), count(D.flags.alerte), say("key.alerts.more"), { signal: "alerte" }),
  ];
  $("cles").append(...cards.filter(Boolean));
  const dates = D.trend ? { since: dayName(D.trend.since), until: dayName(D.trend.until) } : {};
  const intro = !D.analysed ? "intro.none" : !D.trend ? "intro" : D.trend.since === D.trend.until ? "intro.day" : "intro.dated";
  $("intro").textContent = say(intro, { comments: comments(D.analysed), ...dates });
}

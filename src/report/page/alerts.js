// The rules that the run meets, and customers about to leave: what somebody must look at today.
function alertItem(alert) {
  const read = ROWS.filter((row) => alert.exemples.includes(`${row.fichier}:${row.ligne}`));
  const button = el("button", "link", counted("raised.read", read.length));
  button.addEventListener("click", () => showRows(read));
  return el("li", "", el("strong", "", `⚠ ${alert.alerte}`), `\u00a0— ${alert.dit} `, read.length > 0 ? button : null);
}

function departureItem() {
  const [most] = [...T.departures].sort((a, b) => b.departs - a.departs);
  const where = most ? say("raised.where", { place: pointLabel(most.point_de_contact), n: count(most.departs) }) : "";
  const button = el("button", "link", counted("raised.departures.read", D.flags.depart));
  button.addEventListener("click", () => show({ signal: "depart" }));
  return el("li", "", el("strong", "", `➜ ${say("key.departures")}`), `\u00a0— ${counted("raised.departures", D.flags.depart, { where })} `, button);
}

function buildAlerts() {
  const items = D.raised.map(alertItem);
  if (D.flags.depart > 0) items.push(departureItem());
  $("alertes").hidden = items.length === 0;
  $("alertes-liste").append(...items);
}

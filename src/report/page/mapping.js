// Importance and satisfaction of each touchpoint, in four zones.
const ZONES = {
  urgence: ["Urgence", "important et mal vécu : à traiter d'abord"],
  force: ["Points forts", "important et bien vécu : à préserver"],
  moyen_terme: ["Actions à moyen terme", "moins important et mal vécu"],
  a_questionner: ["À questionner", "moins important et bien vécu"],
};
const SIDE = 400;

function drawn(name, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const SOURCES = {
  declaree: "déclarée",
  frequence: "d'après le nombre de verbatims",
  effet: "d'après l'effet sur la note",
  notes: "d'après les notes",
  ton: "d'après le ton",
};

/** Where each touchpoint stands: satisfaction from left to right and importance upwards, both from 0 to 1. */
function spots() {
  return T.mapping.filter((row) => row.zone).map((row) => ({
    name: row.point_de_contact,
    zone: row.zone,
    x: row.satisfaction / 10,
    y: row.importance / 10,
    words: `importance ${decimal(row.importance)} (${SOURCES[row.importance_source]}), satisfaction ${decimal(row.satisfaction)} (${SOURCES[row.satisfaction_source]})`,
  }));
}

function buildMapping() {
  const order = Object.keys(ZONES);
  const all = spots().sort((a, b) => order.indexOf(a.zone) - order.indexOf(b.zone) || b.y - a.y || a.x - b.x);
  if (all.length === 0) {
    $("priorites").hidden = true;
    document.querySelectorAll("a[href='#priorites']").forEach((link) => link.remove());
    return;
  }
  $("priorites-aide").textContent = "Importance de chaque point de contact, de bas en haut, et satisfaction de ses clients, de gauche à droite, de 0 à 10.";
  const corner = (x, y, anchor, text) => drawn("text", { x, y, "text-anchor": anchor }, text);
  const svg = drawn("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": "Carte des priorités ; la liste qui suit dit la même chose" },
    drawn("rect", { class: "area", x: 0, y: 0, width: SIDE / 2, height: SIDE / 2 }),
    drawn("rect", { class: "area", x: SIDE / 2, y: 0, width: SIDE / 2, height: SIDE / 2 }),
    drawn("rect", { class: "area", x: 0, y: SIDE / 2, width: SIDE / 2, height: SIDE / 2 }),
    drawn("rect", { class: "area", x: SIDE / 2, y: SIDE / 2, width: SIDE / 2, height: SIDE / 2 }),
    corner(8, SIDE / 2 - 8, "start", "Importance ↑"), corner(SIDE - 8, SIDE / 2 - 8, "end", "Satisfaction →"),
    corner(8, 20, "start", ZONES.urgence[0]), corner(SIDE - 8, 20, "end", ZONES.force[0]),
    corner(8, SIDE - 10, "start", ZONES.moyen_terme[0]), corner(SIDE - 8, SIDE - 10, "end", ZONES.a_questionner[0]),
    ...all.map((spot, i) => {
      const [x, y] = [18 + spot.x * (SIDE - 36), SIDE - 18 - spot.y * (SIDE - 36)];
      return drawn("g", { class: spot.zone, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
        drawn("circle", { r: 13 }), drawn("text", { y: 4.5 }, String(i + 1)));
    }));
  $("priorites-carte").append(svg);
  let zone = null;
  all.forEach((spot, i) => {
    if (spot.zone !== zone) {
      zone = spot.zone;
      $("priorites-liste").append(el("li", "zone", ZONES[zone][0], el("small", "hint", ` ${ZONES[zone][1]}`)));
    }
    const button = el("button", "spot", `${i + 1}. ${pointLabel(spot.name)} `, el("small", "", spot.words));
    button.addEventListener("click", () => show({ point: spot.name }));
    $("priorites-liste").append(el("li", "", button));
  });
}

// Importance and satisfaction of each touchpoint, in four zones.
const ZONES = Object.fromEntries(["urgence", "force", "moyen_terme", "a_questionner"].map((id) => [id, [say(`zone.${id}`), say(`zone.${id}.why`)]]));
const SIDE = 400;

function drawn(name, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** A figure of an axis, and where it comes from unless all come from the same. */
function said(row, axis) {
  return `${say(axis)} ${short(row[axis])}${sourceOf(axis) ? "" : ` (${say(`source.${row[`${axis}_source`]}`)})`}`;
}

/** Where each touchpoint stands: satisfaction from left to right and importance upwards, both from 0 to 1. */
function spots() {
  return T.mapping.filter((row) => row.zone).map((row) => ({
    name: row.point_de_contact,
    zone: row.zone,
    x: row.satisfaction / 10,
    y: row.importance / 10,
    words: ["importance", "satisfaction"].map((axis) => said(row, axis)).join(", "),
  }));
}

/** Where the figures of an axis come from, when all come from the same. */
function sourceOf(axis) {
  const sources = new Set(T.mapping.filter((row) => row.zone).map((row) => row[`${axis}_source`]));
  return sources.size === 1 ? say(`source.${[...sources][0]}`) : null;
}

/** Circles that would hide another stand beside it, in their own zone. */
function placed(all) {
  const tries = [0, 1, -1, 2, -2, 3, -3].flatMap((dx) => [0, 1, -1, 2, -2].map((dy) => [dx * 24, dy * 24]));
  tries.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  const done = [];
  for (const spot of all) {
    const [x, y] = [18 + spot.x * (SIDE - 36), SIDE - 18 - spot.y * (SIDE - 36)];
    const free = tries.map(([dx, dy]) => [x + dx, y + dy]).find(([left, top]) =>
      left >= 16 && left <= SIDE - 16 && top >= 16 && top <= SIDE - 16
      && left < SIDE / 2 === x < SIDE / 2 && top < SIDE / 2 === y < SIDE / 2
      && done.every(([otherX, otherY]) => Math.hypot(otherX - left, otherY - top) >= 23));
    done.push(free || [x, y]);
  }
  return done;
}

function buildMapping() {
  const order = Object.keys(ZONES);
  const all = spots().sort((a, b) => order.indexOf(a.zone) - order.indexOf(b.zone) || b.y - a.y || a.x - b.x);
  if (all.length === 0) {
    $("priorites").hidden = true;
    document.querySelectorAll("a[href='#priorites']").forEach((link) => link.remove());
    return;
  }
  const told = (axis) => (sourceOf(axis) ? ` (${sourceOf(axis)})` : "");
  $("priorites-aide").textContent = say("priorities.hint", { importance: told("importance"), satisfaction: told("satisfaction") });
  const corner = (x, y, anchor, text) => drawn("text", { x, y, "text-anchor": anchor }, text);
  const svg = drawn("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": say("priorities.label") },
    drawn("rect", { class: "area", x: 0, y: 0, width: SIDE / 2, height: SIDE / 2 }),
    drawn("rect", { class: "area", x: SIDE / 2, y: 0, width: SIDE / 2, height: SIDE / 2 }),
    drawn("rect", { class: "area", x: 0, y: SIDE / 2, width: SIDE / 2, height: SIDE / 2 }),
    drawn("rect", { class: "area", x: SIDE / 2, y: SIDE / 2, width: SIDE / 2, height: SIDE / 2 }),
    corner(8, SIDE / 2 - 8, "start", say("axis.importance")), corner(SIDE - 8, SIDE / 2 - 8, "end", say("axis.satisfaction")),
    corner(8, 20, "start", ZONES.urgence[0]), corner(SIDE - 8, 20, "end", ZONES.force[0]),
    corner(8, SIDE - 10, "start", ZONES.moyen_terme[0]), corner(SIDE - 8, SIDE - 10, "end", ZONES.a_questionner[0]),
    ...placed(all).map(([x, y], i) => drawn("g", { class: all[i].zone, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
      drawn("circle", { r: 12 }), drawn("text", { y: 4.5 }, String(i + 1)))));
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

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

/** Whether a disc lies on a word, whose letters are some 8 units wide. */
function covers([x, y, anchor, text], [left, top], radius) {
  const start = anchor === "start" ? x : x - 8.4 * text.length;
  const near = (at, from, to) => Math.min(Math.max(at, from), to) - at;
  return Math.hypot(near(left, start, start + 8.4 * text.length), near(top, y - 11, y + 4)) < radius;
}

/** Discs of that radius: one that would hide another, or a word, stands beside it, in its own zone. */
function arranged(all, words, radius) {
  const n = Math.ceil(SIDE / 2 / radius);
  const ticks = Array.from({ length: 2 * n + 1 }, (_, i) => (i - n) * radius);
  const moves = ticks.flatMap((dx) => ticks.map((dy) => [dx, dy])).sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  const isInside = (at) => at >= radius + 4 && at <= SIDE - radius - 4;
  const places = [];
  let hiding = 0;
  for (const spot of all) {
    const [x, y] = [18 + spot.x * (SIDE - 36), SIDE - 18 - spot.y * (SIDE - 36)];
    const isFree = ([left, top]) => isInside(left) && isInside(top)
      && left < SIDE / 2 === x < SIDE / 2 && top < SIDE / 2 === y < SIDE / 2
      && words.every((word) => !covers(word, [left, top], radius))
      && places.every(([otherX, otherY]) => Math.hypot(otherX - left, otherY - top) >= 2 * radius - 1);
    const move = moves.find(([dx, dy]) => isFree([x + dx, y + dy]));
    if (!move) hiding += 1;
    const [dx, dy] = move || [0, 0];
    places.push([x + dx, y + dy]);
  }
  return { radius, places, hiding };
}

/** Discs as large as lets none hide another. */
function placed(all, words) {
  let best = null;
  for (const radius of [12, 10, 8, 6]) {
    const tried = arranged(all, words, radius);
    if (best === null || tried.hiding < best.hiding) best = tried;
    if (best.hiding === 0) break;
  }
  return best;
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
  const words = [
    [8, SIDE / 2 - 8, "start", say("axis.importance")], [SIDE - 8, SIDE / 2 - 8, "end", say("axis.satisfaction")],
    [8, 20, "start", ZONES.urgence[0]], [SIDE - 8, 20, "end", ZONES.force[0]],
    [8, SIDE - 10, "start", ZONES.moyen_terme[0]], [SIDE - 8, SIDE - 10, "end", ZONES.a_questionner[0]],
  ];
  const { radius, places } = placed(all, words);
  const scale = radius / 12;
  const svg = drawn("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": say("priorities.label") },
    drawn("rect", { class: "area", x: 0, y: 0, width: SIDE / 2, height: SIDE / 2 }),
    drawn("rect", { class: "area", x: SIDE / 2, y: 0, width: SIDE / 2, height: SIDE / 2 }),
    drawn("rect", { class: "area", x: 0, y: SIDE / 2, width: SIDE / 2, height: SIDE / 2 }),
    drawn("rect", { class: "area", x: SIDE / 2, y: SIDE / 2, width: SIDE / 2, height: SIDE / 2 }),
    ...words.map(([x, y, anchor, text]) => drawn("text", { x, y, "text-anchor": anchor }, text)),
    ...places.map(([x, y], i) => drawn("g", { class: all[i].zone, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(2)})` },
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

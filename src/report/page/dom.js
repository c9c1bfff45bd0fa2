// What the other parts use: the data, elements made without markup, numbers as French writes them.
const D = JSON.parse(document.getElementById("donnees").textContent);
const TONES = ["positif", "negatif", "mixte", "neutre"];
const SIGNS = { positif: "▲", negatif: "▼", mixte: "◆", neutre: "●" };
/** A place of the page; what a template leaves out is made, filled and thrown away. */
const $ = (id) => document.getElementById(id) || document.createElement("div");

/** An element with classes, and children that are elements or text. */
function el(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  if (name === "button") node.type = "button";
  return node;
}

/** Touchpoint of the rows of totals. */
const ALL = "TOUS";

/** How the name of an irritant ends when a theme is blamed without a motive. */
const UNNAMED = " (sans motif précis)";

/** Rows of a table as objects. */
function rowsOf(table) {
  return table.rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i]])));
}

const T = Object.fromEntries(Object.entries(D.tables).map(([name, table]) => [name, rowsOf(table)]));
const split = (cell) => (cell ? cell.split("|") : []);
const optionsOf = (choices) => choices.map(([value, label]) => {
  const option = el("option", "", label);
  option.value = value;
  return option;
});
const count = (n) => Number(n).toLocaleString("fr-FR");
const decimal = (cell) => cell.replace(".", ",").replace("-", "−");
/** « 10 » from « 10.00 ». */
const short = (cell) => decimal(cell).replace(/,00$/, "");
/** « 2,0 % » from « 0.0202 »; shares of tables are already rounded. */
const percent = (part) => `${(Number(part) * 100).toLocaleString("fr-FR", { minimumFractionDigits: 1, maximumFractionDigits: 1 })}\u00a0%`;
const comments = (n) => `${count(n)} verbatim${Number(n) > 1 ? "s" : ""}`;
const labelOf = (family, id) => D.labels[family][id] || id;
const pointLabel = (name) => D.touchpoint_labels[name] || name;
/** A text to compare: lower case, without accents. */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("’", "'");

function part(className, share) {
  const node = el("span", `part ${className}`);
  node.style.setProperty("--w", `${share * 100}%`);
  return node;
}

/** A bar cut by tone; its words stand beside it. */
function toneTrack(row) {
  const total = Number(row.verbatims);
  const track = el("span", "track");
  track.setAttribute("aria-hidden", "true");
  if (total > 0) track.append(...TONES.filter((tone) => row[tone] > 0).map((tone) => part(tone, row[tone] / total)));
  return track;
}

const toneWords = (row) => TONES.map((tone) => `${SIGNS[tone]}\u00a0${count(row[tone])}`).join("  ");

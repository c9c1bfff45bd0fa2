// What the other parts use: the data, elements made without markup, words and numbers as the language writes them.
const D = JSON.parse(document.getElementById("donnees").textContent);
const TONES = ["positif", "negatif", "mixte", "neutre"];
const SIGNS = { positif: "▲", negatif: "▼", mixte: "◆", neutre: "●" };
const LOCALE = D.say.locale;
const FORMS = new Intl.PluralRules(LOCALE);

/** The words of a key, their blanks filled; the number `count` chooses between two forms. */
function say(key, blanks = {}) {
  const [one, many] = D.say[key].split("|");
  const words = many !== undefined && FORMS.select(Number(blanks.count)) !== "one" ? many : one;
  return words.replace(/\{(\w+)\}/gu, (_, name) => blanks[name]);
}

/** The same for a number, which fills `{n}`. */
const counted = (key, n, blanks = {}) => say(key, { ...blanks, count: n, n: count(n) });

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
const UNNAMED = ` ${D.say.unnamed}`;

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
const count = (n) => Number(n).toLocaleString(LOCALE);
const POINT = (0.5).toLocaleString(LOCALE).charAt(1);
const decimal = (cell) => cell.replace(".", POINT).replace("-", "−");
/** « 10 » from « 10.00 ». */
const short = (cell) => decimal(cell.replace(/\.00$/, ""));
const tenths = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
/** « 2,0 % » from « 0.0202 »; shares of tables are already rounded. */
const percent = (part) => say("percent", { n: (Number(part) * 100).toLocaleString(LOCALE, tenths) });
const comments = (n) => counted("comments", n);
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

// The list of comments and its filters. Every other part calls show() to narrow it.
const STEP = 50;
const ROWS = rowsOf(D.comments).map((row, i) => ({
  ...row,
  marks: D.comments.marks[i],
  points: split(row.point_de_contact),
  aspectList: split(row.aspects),
  themes: split(row.aspects).map((aspect) => aspect.split(":")[0]),
  irritantList: split(row.irritants),
  modeList: split(row.modes),
  folded: fold(row.texte),
}));
/** Key, title, which comments have a value, and the tag whose words show it. */
const FILTERS = [
  ["point", "Point de contact", (row, v) => row.points.includes(v), (v) => `etape/${v}`],
  ["theme", "Thème", (row, v) => row.themes.includes(v), (v) => `aspect/${v}:`],
  ["irritant", "Irritant", (row, v) => row.irritantList.includes(v), (v) => `nom/${v}`],
  ["ton", "Ton", (row, v) => row.ton === v, (v) => `ton/${v}`],
  ["mode", "Mode", (row, v) => row.modeList.includes(v), (v) => `mode/${v}`],
  ["qualification", "Qualification", (row, v) => row.qualification === v, () => null],
  ["signal", "Signalement", (row, v) => row[v] === "1", (v) => `signal/${v}`],
];
let shownRows = [];
let nShown = 0;
let word = null;

function options(key) {
  const tagged = (family, ids) => ids.map((id) => [id, labelOf(family, id)]);
  switch (key) {
    case "point": return T.points.map((row) => [row.point_de_contact, pointLabel(row.point_de_contact)]);
    case "theme": return tagged("theme", T.themes.filter((row) => row.verbatims > 0).map((row) => row.theme));
    case "irritant": return [...new Set(ROWS.flatMap((row) => row.irritantList))].sort((a, b) => a.localeCompare(b, "fr")).map((name) => [name, name]);
    case "ton": return TONES.map((tone) => [tone, `${SIGNS[tone]} ${labelOf("ton", tone)}`]);
    case "mode": return tagged("mode", T.modes.map((row) => row.mode));
    case "qualification": return tagged("qualification", T.qualifications.map((row) => row.qualification));
    default: return [["depart", "Départ"], ["alerte", "Alerte"]];
  }
}

function field(key, title, control) {
  control.id = `f-${key}`;
  control.addEventListener(key === "texte" ? "input" : "change", () => { word = null; refresh(); });
  return el("label", "", title, control);
}

function buildFilters() {
  for (const [key, title] of FILTERS) {
    const all = el("option", "", "Tous");
    all.value = "";
    $("filtres").append(field(key, title, el("select", "", all, ...optionsOf(options(key)))));
  }
  const search = el("input");
  search.type = "search";
  search.autocomplete = "off";
  const clear = el("button", "", "Tout effacer");
  clear.addEventListener("click", () => show({}, false));
  $("filtres").append(field("texte", "Dans le texte", search), clear);
  $("filtres").addEventListener("submit", (event) => event.preventDefault());
  $("suite").addEventListener("click", more);
}

/** What a search looks for, at the beginning of words: the spellings of a clicked word, or what was typed. */
function pattern() {
  const typed = fold(($("f-texte").value || "").trim());
  if (!typed) return null;
  const safe = (text) => fold(text).replace(/[.*+?^${}()|[\]\\\/-]/g, "\\$&").replace(/\s+/g, "\\s+");
  if (word === null) return new RegExp(safe(typed), "gu");
  const forms = (Object.hasOwn(D.words, word) ? D.words[word] : [word]).map(safe).sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join("|")})(?![\\p{L}\\p{N}])`, "gu");
}

function matching(wanted, search) {
  const tests = FILTERS.filter(([key]) => wanted[key]);
  return ROWS.filter((row) => tests.every(([key, , test]) => test(row, wanted[key]))
    && (!search || row.folded.search(search) >= 0));
}

const chosen = () => Object.fromEntries(FILTERS.map(([key]) => [key, $(`f-${key}`).value]));

function refresh() {
  shownRows = matching(chosen(), pattern());
  nShown = 0;
  $("verbatims").replaceChildren();
  const whole = ROWS.length === D.analysed ? "" : " de la sélection";
  const elsewhere = shownRows.length === 0 && whole ? " ; verbatims.csv les a tous" : "";
  $("compte").textContent = `${comments(shownRows.length)} sur ${count(ROWS.length)}${whole}${elsewhere}`;
  more();
}

function more() {
  const [search, sought] = [pattern(), tagsOf(chosen())];
  const next = shownRows.slice(nShown, nShown + STEP);
  $("verbatims").append(...next.map((row) => commentItem(row, search, sought)));
  nShown += next.length;
  $("suite").hidden = nShown >= shownRows.length;
}

function commentItem(row, search, sought) {
  const meta = [row.points.map(pointLabel).join(", "), row.date, row.note && `note ${row.note}`, row.id && `n° ${row.id}`];
  const head = el("div", "meta", el("span", `tone ${row.ton}`, `${SIGNS[row.ton]} ${labelOf("ton", row.ton)}`),
    ...meta.filter(Boolean).map((text) => el("span", "", text)));
  const tag = (className, text) => el("span", `tag ${className}`, text);
  const tags = [
    row.depart === "1" && tag("flag", "Départ"),
    row.alerte === "1" && tag("flag", "Alerte"),
    ...[["qualification", row.qualification], ...row.modeList.map((mode) => ["mode", mode])].map(([family, id]) => tag("", labelOf(family, id))),
    ...row.irritantList.map((name) => tag("negatif", `▼ ${name}`)),
    ...split(row.enthousiasmants).map((name) => tag("positif", `▲ ${name}`)),
    ...row.aspectList.map((aspect) => {
      const [theme, polarity] = aspect.split(":");
      return tag(polarity, `${labelOf("theme", theme)} : ${labelOf("polarite", polarity)}`);
    }),
  ].filter(Boolean);
  return el("li", "comment", head, el("p", "", ...highlighted(row, search, sought)), el("div", "tags", ...tags));
}

/** Sets the filters, those not named being freed, and brings the list into view. */
function show(wanted, moves = true) {
  for (const [key] of FILTERS) {
    const select = $(`f-${key}`);
    select.value = wanted[key] || "";
    if (select.selectedIndex < 0) select.value = "";
  }
  word = wanted.mot || null;
  $("f-texte").value = wanted.mot || "";
  refresh();
  if (moves) {
    $("liste").scrollIntoView();
    $("liste").focus({ preventScroll: true });
  }
}

/** An irritant at a touchpoint: comments may stand at another step than their irritants, then the irritant alone. */
function showIrritant(row) {
  const wanted = D.labels.theme[row.theme] && row.irritant.endsWith(UNNAMED)
    ? { theme: row.theme, point: row.point_de_contact } : { irritant: row.irritant, point: row.point_de_contact };
  if (wanted.point === "TOUS" || matching(wanted, null).length === 0) delete wanted.point;
  show(wanted);
}

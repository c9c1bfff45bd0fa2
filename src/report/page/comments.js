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
  ["point", say("touchpoint"), (row, v) => row.points.includes(v), (v) => `etape/${v}`],
  ["theme", say("themes.column"), (row, v) => row.themes.includes(v), (v) => `aspect/${v}:`],
  ["irritant", say("filter.irritant"), (row, v) => row.irritantList.includes(v), (v) => `nom/${v}`],
  ["ton", say("filter.ton"), (row, v) => row.ton === v, (v) => `ton/${v}`],
  ["mode", say("filter.mode"), (row, v) => row.modeList.includes(v), (v) => `mode/${v}`],
  ["qualification", say("filter.qualification"), (row, v) => row.qualification === v, () => null],
  ["signal", say("filter.signal"), (row, v) => row[v] === "1", (v) => `signal/${v}`],
];
let shownRows = [];
let nShown = 0;
let word = null;

function options(key) {
  const tagged = (family, ids) => ids.map((id) => [id, labelOf(family, id)]);
  switch (key) {
    case "point": return T.points.map((row) => [row.point_de_contact, pointLabel(row.point_de_contact)]);
    case "theme": return tagged("theme", T.themes.filter((row) => row.verbatims > 0).map((row) => row.theme));
    case "irritant": return [...new Set(ROWS.flatMap((row) => row.irritantList))].sort((a, b) => a.localeCompare(b, LOCALE)).map((name) => [name, name]);
    case "ton": return TONES.map((tone) => [tone, `${SIGNS[tone]} ${labelOf("ton", tone)}`]);
    case "mode": return tagged("mode", T.modes.map((row) => row.mode));
    case "qualification": return tagged("qualification", T.qualifications.map((row) => row.qualification));
    default: return ["depart", "alerte"].map((flag) => [flag, say(`flag.${flag}`)]);
  }
}

function field(key, title, control) {
  control.id = `f-${key}`;
  control.addEventListener(key === "texte" ? "input" : "change", () => { word = null; refresh(); });
  return el("label", "", title, control);
}

function buildFilters() {
  for (const [key, title] of FILTERS) {
    const all = el("option", "", say("all"));
    all.value = "";
    $("filtres").append(field(key, title, el("select", "", all, ...optionsOf(options(key)))));
  }
  const search = el("input");
  search.type = "search";
  search.autocomplete = "off";
  const clear = el("button", "", say("comments.clear"));
  clear.addEventListener("click", () => show({}, false));
  $("filtres").append(field("texte", say("comments.search"), search), clear);
  $("filtres").addEventListener("submit", (event) => event.preventDefault());
  $("suite").addEventListener("click", more);
}

/** What a search looks for, at the beginning of words: the spellings of a clicked word, or what was typed. */
function pattern() {
  const typed = fold(($("f-texte").value || "").trim());
  if (!typed) return null;
  const safe = (text) => fold(text).replace(/[.*+?^${}()|[\]\\\/-]/g, "\\$&").replace(/\s+/g, "\\s+");
  if (word === null) return new RegExp(safe(typed), "gu");
  const forms = (Object.hasOwn(D.spellings, word) ? D.spellings[word] : [word]).map(safe).sort((a, b) => b.length - a.length);
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
  const isSelected = ROWS.length < D.analysed;
  const said = counted(isSelected ? "comments.count.selected" : "comments.count", shownRows.length, { all: count(ROWS.length) });
  $("compte").textContent = shownRows.length === 0 && isSelected ? say("comments.elsewhere", { said }) : said;
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
  const meta = [row.points.map(pointLabel).join(", "), row.date, row.note && say("comments.rating", { n: row.note }), row.id && say("comments.id", { n: row.id })];
  const head = el("div", "meta", el("span", `tone ${row.ton}`, `${SIGNS[row.ton]} ${labelOf("ton", row.ton)}`),
    ...meta.filter(Boolean).map((text) => el("span", "", text)));
  const tag = (className, text) => el("span", `tag ${className}`, text);
  const tags = [
    ...["depart", "alerte"].map((flag) => row[flag] === "1" && tag("flag", say(`flag.${flag}`))),
    ...[["qualification", row.qualification], ...row.modeList.map((mode) => ["mode", mode])].map(([family, id]) => tag("", labelOf(family, id))),
    ...row.irritantList.map((name) => tag("negatif", `▼ ${name}`)),
    ...split(row.enthousiasmants).map((name) => tag("positif", `▲ ${name}`)),
    ...row.aspectList.map((aspect) => {
      const [theme, polarity] = aspect.split(":");
      return tag(polarity, say("colon", { a: labelOf("theme", theme), b: labelOf("polarite", polarity) }));
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

/** These comments alone, until a filter is touched. */
function showRows(rows) {
  show({});
  shownRows = rows;
  nShown = 0;
  $("verbatims").replaceChildren();
  $("compte").textContent = counted("comments.count", rows.length, { all: count(ROWS.length) });
  more();
}

/** An irritant at a touchpoint: comments may stand at another step than their irritants, then the irritant alone. */
function showIrritant(row) {
  const wanted = D.labels.theme[row.theme] && row.irritant.endsWith(UNNAMED)
    ? { theme: row.theme, point: row.point_de_contact } : { irritant: row.irritant, point: row.point_de_contact };
  if (wanted.point === ALL || matching(wanted, null).length === 0) delete wanted.point;
  show(wanted);
}

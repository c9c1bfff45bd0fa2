// Pareto, journey map, heat map, tags, trend and word cloud; then the page is built.
function barRow(label, small, track, n, more, act) {
  const row = el("button", "row", el("span", "label", label, small ? el("small", "", small) : null), track,
    el("span", "n", `${count(n)} `, more ? el("small", "", more) : null));
  row.addEventListener("click", act);
  return row;
}

function simpleTrack(share, className) {
  const track = el("span", "track", part(className, share));
  track.setAttribute("aria-hidden", "true");
  return track;
}

function buildPareto() {
  const names = T.points.map((row) => row.point_de_contact);
  // Without a touchpoint column, a step may have irritants and no comment of its own.
  const choices = [["TOUS", "Tous"], ...names.map((name) => [name, pointLabel(name)])];
  $("pareto-choix").append(...choices.map(([value, label]) => {
    const option = el("option", "", label);
    option.value = value;
    return option;
  }));
  const draw = () => {
    const here = $("pareto-choix").value;
    const rows = T.irritants.filter((row) => row.point_de_contact === here).slice(0, 15);
    const most = Math.max(1, ...rows.map((row) => Number(row.verbatims)));
    const cumulated = here === "TOUS";
    $("pareto-aide").textContent = rows.length === 0 ? "Aucun irritant."
      : cumulated ? "Verbatims qui le disent, part de toutes les mentions, part cumulée." : "Verbatims qui le disent ici, part des mentions de tous les points de contact.";
    $("pareto").replaceChildren(...rows.map((row) => barRow(row.irritant, labelOf("theme", row.theme),
      simpleTrack(row.verbatims / most, "negatif"), row.verbatims,
      cumulated ? `${percent(row.part)} · cumul ${percent(row.part_cumulee)}` : percent(row.part), () => showIrritant(row))));
  };
  $("pareto-choix").addEventListener("change", draw);
  draw();
}

const MOMENTS = { "déceptif": ["bad", "☂ Moment déceptif"], "enchantement": ["good", "☀ Moment d'enchantement"], "neutre": ["", "☁ Moment neutre"], "": ["", "· Trop peu de verbatims pour le dire"] };
const PHASES = { avant: "Avant", pendant: "Pendant", apres: "Après" };
const ZONES = { force: "force", urgence: "urgence", a_questionner: "à questionner", moyen_terme: "moyen terme" };

function stepCard(row) {
  const [kind, moment] = MOMENTS[row.moment];
  const line = (className, text) => (text ? el("span", className, text) : null);
  const net = row.ton_net ? `ton net ${decimal(row.ton_net)}` : "";
  const rating = row.note_moyenne && `Note ${decimal(row.note_moyenne)}${row.nps ? `, NPS ${decimal(row.nps)}${row.nps_fiable === "0" ? " (moins de 100 notes)" : ""}` : ""}`;
  const card = el("button", `step ${kind}`,
    line("title", pointLabel(row.point_de_contact)), line("moment", moment), toneTrack(row),
    line("detail", `${comments(row.verbatims)} : ${toneWords(row)}`),
    line("detail", [net, row.importance && `importance ${row.importance}`, ZONES[row.zone]].filter(Boolean).join(" · ")),
    line("detail", rating),
    line("detail", row.irritant_principal && `▼ ${row.irritant_principal}`),
    line("detail", row.enthousiasmant_principal && `▲ ${row.enthousiasmant_principal}`));
  card.addEventListener("click", () => show({ point: row.point_de_contact }));
  return el("li", "", card);
}

function buildJourney() {
  let phase = null;
  let list = null;
  for (const row of T.points) {
    if (list === null || row.phase !== phase) {
      phase = row.phase;
      list = el("ol", "steps");
      if (phase || $("carte").childElementCount > 0) $("carte").append(el("h3", "phase", PHASES[phase] || "Autres points de contact"));
      $("carte").append(list);
    }
    list.append(stepCard(row));
  }
  if (D.n_touchpoints > T.points.length) $("carte").append(el("p", "note", `Les ${count(T.points.length)} points de contact les plus commentés, sur ${count(D.n_touchpoints)}.`));
}

function buildHeat() {
  const rows = T.themes.filter((row) => row.verbatims > 0);
  const most = Math.max(1, ...rows.flatMap((row) => TONES.map((tone) => Number(row[tone]))));
  const header = (text, scope) => {
    const cell = el("th", "", text);
    cell.scope = scope;
    return cell;
  };
  const cell = (row, tone) => {
    const heat = row[tone] / most;
    const button = el("button", `cell${heat > 0.55 ? " strong" : ""}`, count(row[tone]));
    button.style.setProperty("--heat", (0.04 + 0.96 * heat).toFixed(3));
    button.setAttribute("aria-label", `${row.libelle}, ${labelOf("ton", tone)} : ${comments(row[tone])}`);
    button.addEventListener("click", () => show({ theme: row.theme, ton: tone }));
    return el("td", "", button);
  };
  const head = el("tr", "", header("Thème", "col"), ...TONES.map((tone) => header(`${SIGNS[tone]} ${labelOf("ton", tone)}`, "col")));
  const body = rows.map((row) => el("tr", "", header(row.libelle, "row"), ...TONES.map((tone) => cell(row, tone))));
  $("chaleur").append(el("table", "", el("thead", "", head), el("tbody", "", ...body)));
}

function buildTags(place, rows, family) {
  $(place).append(...rows.filter((row) => row.verbatims > 0).map((row) => barRow(row.libelle, null, toneTrack(row), row.verbatims,
    `${decimal(row.pour_100)} pour 100`, () => show({ [family]: row[family] }))));
}

function buildTrend() {
  if (!D.trend) {
    $("tendance").hidden = true;
    return;
  }
  const { unit, bars, dated } = D.trend;
  const total = (bar) => bar.tones.reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...bars.map(total));
  const [year, month] = [(bar) => bar.from.slice(0, 4), (bar) => `${bar.from.slice(5, 7)}/${bar.from.slice(2, 4)}`];
  const name = { semaine: (bar) => `${bar.from.slice(8)}/${bar.from.slice(5, 7)}`, mois: month, "année": year }[unit];
  $("tendance-aide").textContent = `Verbatims par ${unit}${unit === "semaine" ? " (du lundi)" : ""} et par ton, de bas en haut : ${TONES.map((tone) => `${SIGNS[tone]} ${labelOf("ton", tone)}`).join(", ")}. ${comments(dated)} daté${dated > 1 ? "s" : ""} sur ${count(D.analysed)}.`;
  $("barres").append(el("div", "bars", ...bars.map((bar) => {
    const pieces = TONES.map((tone, i) => {
      const piece = el("i", tone);
      piece.style.setProperty("--h", `${(bar.tones[i] / most) * 100}%`);
      return piece;
    });
    const node = el("div", "bar", el("span", "", count(total(bar))), el("span", "stack", ...pieces), el("span", "", name(bar)));
    node.title = `${name(bar)} : ${TONES.map((tone, i) => `${labelOf("ton", tone)} ${bar.tones[i]}`).join(", ")}`;
    node.setAttribute("role", "img");
    node.setAttribute("aria-label", node.title);
    return node;
  })));
}

function buildCloud() {
  const svg = $("nuage").querySelector("svg");
  if (!svg) return;
  svg.setAttribute("role", "group");
  for (const group of svg.querySelectorAll("#mots > g")) {
    const name = group.querySelector("text").textContent;
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", "0");
    group.setAttribute("aria-label", group.querySelector("title").textContent);
    group.addEventListener("click", () => show({ mot: name }));
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      show({ mot: name });
    });
  }
}

buildFilters();
buildFigures();
buildPareto();
buildJourney();
buildHeat();
buildTags("modes", T.modes, "mode");
buildTags("qualifs", T.qualifications, "qualification");
buildTrend();
buildCloud();
$("liste-aide").textContent = ROWS.length === D.analysed ? "Tous les verbatims analysés."
  : `Sélection de ${count(ROWS.length)} verbatims sur ${count(D.analysed)}, toujours la même pour les mêmes exports : chaque irritant et chaque point de contact y est, et les tons y gardent leurs proportions. Tous sont dans verbatims.csv.`;
show({}, false);

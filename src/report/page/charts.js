// Pareto, journey map, heat map, modes and qualifications.
function barRow([label, small], track, shown, more, act) {
  const row = el("button", "row", el("span", "label", label, small ? el("small", "", small) : null), track,
    el("span", "n", `${shown} `, more ? el("small", "", more) : null));
  row.addEventListener("click", act);
  return row;
}

function simpleTrack(share, className) {
  const track = el("span", "track", part(className, share));
  track.setAttribute("aria-hidden", "true");
  return track;
}

/** What was named and its theme; a theme blamed without a motive stands first itself. */
function nameParts(name, theme) {
  const label = labelOf("theme", theme);
  return name.endsWith(UNNAMED) ? [label, UNNAMED.slice(2, -1)] : [name, label];
}

/** Touchpoints to choose from, all of them first. */
function touchpointChoices() {
  return [[ALL, "Tous"], ...T.points.map((row) => [row.point_de_contact, pointLabel(row.point_de_contact)])];
}

function buildPareto() {
  const choice = $("pareto-choix");
  choice.append(...optionsOf(touchpointChoices()));
  const draw = () => {
    const here = choice.value || ALL;
    const rows = T.irritants.filter((row) => row.point_de_contact === here).slice(0, D.top);
    const most = Math.max(1, ...rows.map((row) => Number(row.verbatims)));
    const cumulated = here === ALL;
    $("pareto-aide").textContent = rows.length === 0 ? "Aucun irritant."
      : `Verbatims qui le disent${cumulated ? "" : " ici"}, part des mentions de tous les points de contact${cumulated ? ", part cumulée" : ""}.`;
    $("pareto").replaceChildren(...rows.map((row) => {
      return barRow(nameParts(row.irritant, row.theme), simpleTrack(row.verbatims / most, "negatif"), count(row.verbatims),
        cumulated ? `${percent(row.part)} · cumul ${percent(row.part_cumulee)}` : percent(row.part), () => showIrritant(row));
    }));
  };
  choice.addEventListener("change", draw);
  draw();
}

const MOMENTS = { "déceptif": ["bad", "☂ Moment déceptif"], "enchantement": ["good", "☀ Moment d'enchantement"], "neutre": ["", "☁ Moment neutre"], "": ["", "· Trop peu de verbatims pour le dire"] };
const PHASES = { avant: "Avant", pendant: "Pendant", apres: "Après" };

function stepCard(row) {
  const [kind, moment] = MOMENTS[row.moment];
  const zone = T.mapping.find((spot) => spot.point_de_contact === row.point_de_contact && spot.zone);
  const line = (className, text) => (text ? el("span", className, text) : null);
  const net = row.ton_net ? `Ton net ${decimal(row.ton_net)}` : "";
  const rating = row.note_moyenne && `Note ${decimal(row.note_moyenne)}${row.nps ? `, NPS ${decimal(row.nps)}${row.nps_fiable === "0" ? " (moins de 100 notes)" : ""}` : ""}`;
  const card = el("button", `step ${kind}`,
    line("title", pointLabel(row.point_de_contact)), line("moment", moment), toneTrack(row),
    line("detail", `${comments(row.verbatims)} : ${toneWords(row)}`),
    line("detail", net),
    line("detail", zone && `Importance ${short(zone.importance)} : ${ZONES[zone.zone][0].toLowerCase()}`),
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
  $(place).append(...rows.filter((row) => row.verbatims > 0).map((row) => barRow([row.libelle], toneTrack(row), count(row.verbatims),
    `${decimal(row.pour_100)} pour 100`, () => show({ [family]: row[family] }))));
}

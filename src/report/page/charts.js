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
const touchpointChoices = (names) => [[ALL, say("all")], ...names.map((name) => [name, pointLabel(name)])];

const mentionsOf = (rows) => rows.reduce((sum, row) => sum + Number(row.verbatims), 0);

/** Rows of each theme, the most mentioned first. */
function themesOf(rows) {
  const themes = new Map(rows.map((row) => [row.theme, []]));
  rows.forEach((row) => themes.get(row.theme).push(row));
  return [...themes].sort(([, a], [, b]) => mentionsOf(b) - mentionsOf(a));
}

/**
 * Named irritants first, since they can be acted upon; then, in grey, other names and what has none, theme by theme.
 * Of all touchpoints together, themes may stand first, each with its irritants inside: few of them make most mentions.
 */
function buildPareto() {
  const choice = $("pareto-choix");
  const grouping = $("pareto-groupes");
  choice.append(...optionsOf(touchpointChoices(D.irritant_touchpoints)));
  grouping.append(...optionsOf([["", say("irritants.by_name")], ["theme", say("irritants.by_theme")]]));
  const draw = () => {
    const here = choice.value || ALL;
    const all = T.irritants.filter((row) => row.point_de_contact === here);
    const [named, unnamed] = [false, true].map((without) => all.filter((row) => row.irritant.endsWith(UNNAMED) === without));
    const shown = named.slice(0, D.top);
    const most = Math.max(1, ...shown.map((row) => Number(row.verbatims)));
    const cumulated = here === ALL;
    const mentions = D.mentions[here];
    let sum = 0;
    // From counts: a share of the table is rounded already.
    const told = (n) => {
      sum += n;
      return cumulated ? say("irritants.cumulated", { part: percent(n / mentions), sum: percent(sum / mentions) }) : percent(n / mentions);
    };
    const bar = (row, kind, more) => barRow(nameParts(row.irritant, row.theme), simpleTrack(row.verbatims / most, kind),
      count(row.verbatims), more, () => showIrritant(row));
    const rest = (label, n, rows) => {
      const head = [el("span", "label", label), el("span", "track"), el("span", "n", `${count(n)} `, el("small", "", told(n)))];
      return rows ? el("details", "rest", el("summary", "row", ...head), ...rows) : el("div", "row rest", ...head);
    };
    grouping.closest("label")?.toggleAttribute("hidden", !cumulated);
    const grouped = cumulated && grouping.value === "theme";
    const hint = grouped ? "irritants.hint.themes" : cumulated ? "irritants.hint.all" : "irritants.hint.here";
    $("pareto-aide").textContent = say(all.length === 0 ? "irritants.none" : hint);
    if (grouped) {
      const themes = themesOf(all);
      const widest = Math.max(1, ...themes.map(([, rows]) => mentionsOf(rows)));
      $("pareto").replaceChildren(...themes.map(([theme, rows]) => {
        const n = mentionsOf(rows);
        const head = [el("span", "label", labelOf("theme", theme)), simpleTrack(n / widest, "negatif"),
          el("span", "n", `${count(n)} `, el("small", "", told(n)))];
        return el("details", "group", el("summary", "row", ...head),
          ...[...named, ...unnamed].filter((row) => row.theme === theme).map((row) =>
            barRow([row.irritant.endsWith(UNNAMED) ? UNNAMED.slice(2, -1) : row.irritant], simpleTrack(row.verbatims / widest, "neutre"),
              count(row.verbatims), percent(row.verbatims / mentions), () => showIrritant(row))));
      }));
      return;
    }
    const bars = shown.map((row) => bar(row, "negatif", told(Number(row.verbatims))));
    if (named.length > shown.length) {
      const others = named.slice(D.top);
      bars.push(rest(counted("irritants.more", others.length), mentionsOf(others)));
    }
    if (unnamed.length > 0) bars.push(rest(say("unnamed.others"), mentionsOf(unnamed), unnamed.map((row) => bar(row, "neutre", percent(row.verbatims / mentions)))));
    $("pareto").replaceChildren(...bars);
  };
  [choice, grouping].forEach((select) => select.addEventListener("change", draw));
  draw();
}

const MOMENTS = { "déceptif": ["bad", say("journey.bad")], "enchantement": ["good", say("journey.good")], "neutre": ["", say("journey.neutral")], "": ["", say("journey.few")] };

function stepCard(row) {
  const [kind, moment] = MOMENTS[row.moment];
  const zone = T.mapping.find((spot) => spot.point_de_contact === row.point_de_contact && spot.zone);
  const line = (className, text) => (text ? el("span", className, text) : null);
  const net = row.ton_net && say("journey.net", { n: decimal(row.ton_net) });
  const nps = row.nps && say(row.nps_fiable === "0" ? "journey.nps.few" : "journey.nps", { n: decimal(row.nps) });
  const rating = row.note_moyenne && [say("journey.rating", { n: decimal(row.note_moyenne) }), nps].filter(Boolean).join(", ");
  const card = el("button", `step ${kind}`,
    line("title", pointLabel(row.point_de_contact)), line("moment", moment), toneTrack(row),
    line("detail", say("colon", { a: comments(row.verbatims), b: toneWords(row) })),
    line("detail", net),
    line("detail", zone && say("journey.zone", { n: short(zone.importance), zone: ZONES[zone.zone][0].toLowerCase() })),
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
      if (phase || $("carte").childElementCount > 0) $("carte").append(el("h3", "phase", say(phase ? `phase.${phase}` : "journey.others")));
      $("carte").append(list);
    }
    list.append(stepCard(row));
  }
  if (D.n_touchpoints > T.points.length) $("carte").append(el("p", "note", say("journey.beyond", { shown: count(T.points.length), all: count(D.n_touchpoints) })));
}

function buildHeat() {
  const rows = T.themes.filter((row) => row.verbatims > 0);
  if (rows.length === 0) {
    $("chaleur").append(el("p", "hint", say("themes.none")));
    return;
  }
  const most = Math.max(1, ...rows.flatMap((row) => TONES.map((tone) => Number(row[tone]))));
  const header = (text, scope) => {
    const cell = el("th", "", text);
    cell.scope = scope;
    return cell;
  };
  const cell = (row, tone) => {
    const heat = row[tone] / most;
    const button = el("button", `cell${heat > 0.55 ? " strong" : ""}${heat > 0.78 ? " full" : ""}`, count(row[tone]));
    button.style.setProperty("--heat", (0.04 + 0.96 * heat).toFixed(3));
    button.setAttribute("aria-label", say("colon", { a: `${row.libelle}, ${labelOf("ton", tone)}`, b: comments(row[tone]) }));
    button.addEventListener("click", () => show({ theme: row.theme, ton: tone }));
    return el("td", "", button);
  };
  const head = el("tr", "", header(say("themes.column"), "col"), ...TONES.map((tone) => header(`${SIGNS[tone]} ${labelOf("ton", tone)}`, "col")));
  const body = rows.map((row) => el("tr", "", header(row.libelle, "row"), ...TONES.map((tone) => cell(row, tone))));
  $("chaleur").append(el("table", "", el("thead", "", head), el("tbody", "", ...body)));
}

function buildTags(place, rows, family) {
  $(place).append(...rows.filter((row) => row.verbatims > 0).map((row) => barRow([row.libelle], toneTrack(row), count(row.verbatims),
    percent(row.pour_100 / 100), () => show({ [family]: row[family] }))));
}

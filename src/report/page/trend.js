// Comments by period, and the last period beside the one before.
const FEWEST_TO_COMPARE = 20;
const total = (bar) => bar.tones.reduce((sum, n) => sum + n, 0);
const NEGATIVE = TONES.indexOf("negatif");
const frenchDay = (iso) => iso.split("-").reverse().join("/");
const points = (share) => {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${Math.abs(share * 100).toLocaleString("fr-FR", digits)} point${Math.abs(share) >= 0.02 ? "s" : ""}`;
};

function periodName(bar) {
  const [year, month, day] = bar.from.split("-");
  return { semaine: `${day}/${month}`, mois: `${month}/${year.slice(2)}`, "année": year }[D.trend.unit];
}

/** How blame moved from the period before to the last one; null when either has too few comments to say. */
function evolution() {
  const [before, last] = D.trend ? D.trend.bars.slice(-2) : [];
  if (!last || total(before) < FEWEST_TO_COMPARE || total(last) < FEWEST_TO_COMPARE) return null;
  const [was, is] = [before, last].map((bar) => bar.tones[NEGATIVE] / total(bar));
  const pooled = (before.tones[NEGATIVE] + last.tones[NEGATIVE]) / (total(before) + total(last));
  const chance = 1.96 * Math.sqrt(pooled * (1 - pooled) * (1 / total(before) + 1 / total(last)));
  const sign = Math.abs(is - was) <= chance ? "=" : is > was ? "↗" : "↘";
  const trend = { "=": "sans écart net", "↗": "en hausse", "↘": "en baisse" }[sign];
  const name = periodName(last);
  const since = { semaine: `(semaine du ${name})`, mois: `(mois de ${name})`, "année": `(${name})` }[D.trend.unit];
  return { was, is, sign, trend, since };
}

function buildTrend() {
  if (!D.trend) {
    $("tendance").hidden = true;
    document.querySelectorAll("a[href='#tendance']").forEach((link) => link.remove());
    return;
  }
  const { unit, bars, dated, until } = D.trend;
  const most = Math.max(1, ...bars.map(total));
  const moved = evolution();
  if (moved) {
    const { was, is, sign, trend, since } = moved;
    $("evolution").textContent = `${sign} Négatifs ${trend} : ${percent(is)} à la dernière période ${since}, `
      + `${percent(was)} à celle d'avant, soit ${is < was ? "−" : "+"}${points(is - was)}.`;
  }
  const order = TONES.map((tone) => `${SIGNS[tone]} ${labelOf("ton", tone)}`).join(", ");
  $("tendance-aide").textContent = `Verbatims par ${unit}${unit === "semaine" ? " (du lundi)" : ""} et par ton, `
    + `de bas en haut : ${order} ; au-dessus, leur nombre et la part de négatifs. `
    + `${comments(dated)} daté${dated > 1 ? "s" : ""} sur ${count(D.analysed)} ; `
    + `la dernière période s'arrête au ${frenchDay(until)}.`;
  $("barres").append(el("div", "bars", ...bars.map((bar) => {
    const pieces = TONES.map((tone, i) => {
      const piece = el("i", tone);
      piece.style.setProperty("--h", `${(bar.tones[i] / Math.max(1, total(bar))) * 100}%`);
      return piece;
    });
    const n = total(bar);
    const stack = el("span", "stack", ...pieces);
    stack.style.setProperty("--all", (n / most).toFixed(4));
    const negative = n > 0 ? `▼\u00a0${Math.round((bar.tones[NEGATIVE] / n) * 100)}\u00a0%` : "–";
    const node = el("div", "bar", el("span", "ink", count(n)), el("span", "", negative),
      stack, el("span", "", periodName(bar)));
    node.title = `${periodName(bar)} : ${TONES.map((tone, i) => `${labelOf("ton", tone)} ${bar.tones[i]}`).join(", ")}`;
    node.setAttribute("role", "img");
    node.setAttribute("aria-label", node.title);
    return node;
  })));
  // The last periods first.
  $("barres").scrollLeft = $("barres").scrollWidth;
}

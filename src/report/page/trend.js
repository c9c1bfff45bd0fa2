// Comments by period, and the last period beside the one before.
const FEWEST_TO_COMPARE = 20;
const total = (bar) => bar.tones.reduce((sum, n) => sum + n, 0);
const NEGATIVE = TONES.indexOf("negatif");
/** « 03/05/2024 » or “3 May 2024”, whose order no reader mistakes. */
const dayName = (iso, wanted = { day: "numeric", month: "short", year: "numeric" }) => (LOCALE.startsWith("fr") ? iso.split("-").reverse().join("/")
  : new Date(iso).toLocaleDateString(LOCALE, { ...wanted, timeZone: "UTC" }));
const points = (share) => {
  const n = Math.abs(share * 100);
  return say("trend.points", { count: n, n: n.toLocaleString(LOCALE, tenths) });
};

function periodName(bar) {
  const [year, month, day] = bar.from.split("-");
  if (D.trend.unit === "année") return year;
  const isFrench = LOCALE.startsWith("fr");
  if (D.trend.unit === "mois") return isFrench ? `${month}/${year.slice(2)}` : `${year}-${month}`;
  return isFrench ? `${day}/${month}` : dayName(bar.from, { day: "numeric", month: "short" });
}

/** A share as `percent` shows it, so that a gap is that of the figures beside it. */
const rounded = (share) => Math.round(share * 1000) / 1000;

/** How blame moved from the period before to the last one; null when either has too few comments to say. */
function evolution() {
  const [before, last] = D.trend ? D.trend.bars.slice(-2) : [];
  if (!last || total(before) < FEWEST_TO_COMPARE || total(last) < FEWEST_TO_COMPARE) return null;
  const [was, is] = [before, last].map((bar) => bar.tones[NEGATIVE] / total(bar));
  const pooled = (before.tones[NEGATIVE] + last.tones[NEGATIVE]) / (total(before) + total(last));
  const chance = 1.96 * Math.sqrt(pooled * (1 - pooled) * (1 / total(before) + 1 / total(last)));
  const sign = Math.abs(is - was) <= chance ? "=" : is > was ? "↗" : "↘";
  const trend = say({ "=": "trend.same", "↗": "trend.up", "↘": "trend.down" }[sign]);
  const since = say(`trend.since.${D.trend.unit}`, { name: periodName(last) });
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
    const { was, is } = moved;
    const gap = `${is < was ? "−" : "+"}${points(rounded(is) - rounded(was))}`;
    $("evolution").textContent = say("trend.moved", { ...moved, was: percent(was), is: percent(is), gap });
  }
  const order = TONES.map((tone) => `${SIGNS[tone]}\u00a0${labelOf("ton", tone)}`).join(", ");
  const told = counted("trend.dated", dated, { all: count(D.analysed), until: dayName(until) });
  $("tendance-aide").textContent = `${say(`trend.by.${unit}`, { order })} ${told}`;
  $("barres").append(el("div", "bars", ...bars.map((bar) => {
    const pieces = TONES.map((tone, i) => {
      const piece = el("i", tone);
      piece.style.setProperty("--h", `${(bar.tones[i] / Math.max(1, total(bar))) * 100}%`);
      return piece;
    });
    const n = total(bar);
    const stack = el("span", "stack", ...pieces);
    stack.style.setProperty("--all", (n / most).toFixed(4));
    const negative = n > 0 ? `▼\u00a0${say("percent", { n: Math.round((bar.tones[NEGATIVE] / n) * 100) })}` : "–";
    const node = el("div", "bar", el("span", "ink", count(n)), el("span", "", negative),
      stack, el("span", "", periodName(bar)));
    node.title = say("colon", { a: periodName(bar), b: TONES.map((tone, i) => `${labelOf("ton", tone)} ${bar.tones[i]}`).join(", ") });
    node.setAttribute("role", "img");
    node.setAttribute("aria-label", node.title);
    return node;
  })));
  // The last periods first.
  $("barres").scrollLeft = $("barres").scrollWidth;
}

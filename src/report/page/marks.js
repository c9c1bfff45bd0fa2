// Which words of a comment are marked: those that made its tags, and those that are looked for.

/** The starts of the tags that the filters choose. */
function tagsOf(wanted) {
  return FILTERS.filter(([key]) => wanted[key]).map(([key, , , tag]) => tag(wanted[key])).filter(Boolean);
}

/** A class for what words made: blame, praise, both, or neither. */
function kindOf(tags) {
  const says = (polarity) => tags.some((tag) => tag === `ton/${polarity}` || (tag.startsWith("aspect/") && tag.endsWith(`:${polarity}`)));
  return says("positif") ? (says("negatif") ? "mixte" : "positif") : says("negatif") ? "negatif" : "";
}

/** What words made, in words. */
function saying(tag) {
  const [family, value] = [tag.slice(0, tag.indexOf("/")), tag.slice(tag.indexOf("/") + 1)];
  if (family === "nom") return say("quoted", { name: value });
  if (family === "aspect") {
    const [theme, polarity] = value.split(":");
    return say("colon", { a: labelOf("theme", theme), b: labelOf("polarite", polarity) });
  }
  const label = D.labels[family] ? labelOf(family, value) : say(`flag.${value}`);
  return say("colon", { a: say(`mark.${family}`), b: label.toLowerCase() });
}

const MARKED = D.comments.marked.map((tags) => ({ tags, kind: kindOf(tags), title: tags.map(saying).join(`${say("separator")} `) }));

/** Where a search is found. Folding changes lengths: each folded letter remembers the letter that it came from. */
function foundIn(text, search) {
  if (!search) return [];
  let folded = "";
  const origin = [];
  let at = 0;
  for (const letter of text) {
    const plain = fold(letter);
    for (let i = 0; i < plain.length; i += 1) origin.push(at);
    folded += plain;
    at += letter.length;
  }
  origin.push(at);
  const spans = [...folded.matchAll(search)].map((found) => [origin[found.index], origin[found.index + found[0].length]]);
  return spans.filter(([start, end]) => end > start);
}

/** The text of a comment, cut wherever a mark starts or ends. */
function highlighted(row, search, sought) {
  const text = row.texte;
  const found = foundIn(text, search);
  const made = [];
  for (let i = 0; i < row.marks.length; i += 3) made.push([row.marks[i], row.marks[i] + row.marks[i + 1], MARKED[row.marks[i + 2]]]);
  const cuts = [...new Set([0, text.length, ...[...found, ...made].flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
  let [nextFound, nextMade] = [0, 0];
  return cuts.slice(0, -1).map((start, i) => {
    while (nextFound < found.length && found[nextFound][1] <= start) nextFound += 1;
    while (nextMade < made.length && made[nextMade][1] <= start) nextMade += 1;
    const [mark, hit] = [made[nextMade], found[nextFound]];
    const why = mark && mark[0] <= start ? mark[2] : null;
    const searched = (hit && hit[0] <= start) || (why && why.tags.some((tag) => sought.some((s) => tag === s || (s.endsWith(":") && tag.startsWith(s)))));
    const piece = text.slice(start, cuts[i + 1]);
    if (!why && !searched) return piece;
    const node = el("mark", [why && `made ${why.kind}`, searched && "found"].filter(Boolean).join(" "), piece);
    if (why) node.title = why.title;
    return node;
  });
}

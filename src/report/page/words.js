// The words of the run, as its picture, and those of each touchpoint.
function buildCloud() {
  const svg = $("nuage").querySelector("svg");
  if (svg) svg.setAttribute("role", "group");
  for (const group of svg ? svg.querySelectorAll("#mots > g") : []) {
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
  if (D.n_touchpoints > D.n_pictures) {
    $("nuage-aide").hidden = false;
    $("nuage-aide").textContent = say("words.pictures", { shown: count(D.n_pictures), all: count(D.n_touchpoints) });
  }
  const choice = $("nuage-choix");
  choice.append(...optionsOf(touchpointChoices(T.points.map((row) => row.point_de_contact)).filter(([name]) => Object.hasOwn(D.clouds, name))));
  const draw = () => {
    const here = choice.value || ALL;
    $("nuage").hidden = here !== ALL;
    $("nuage-mots").className = here === ALL ? "words whole" : "words";
    $("nuage-mots").replaceChildren(...wordItems(here));
  };
  choice.addEventListener("change", draw);
  draw();
}

/** In alphabetical order, so that a word is found; a letter grows as the square root of the comments. */
function wordItems(here) {
  const words = Object.hasOwn(D.clouds, here) ? D.clouds[here] : [];
  const most = Math.max(1, ...words.map(([, n]) => n));
  const sorted = [...words].sort((a, b) => a[0].localeCompare(b[0], LOCALE));
  return sorted.map(([name, n, tone]) => {
    const [kind, sign, said] = tone >= D.leaning ? ["positif", "▲", say("words.good")]
      : tone <= -D.leaning ? ["negatif", "▼", say("words.bad")] : ["mixte", "", say("words.mixed")];
    const button = el("button", kind, name, sign ? el("small", "", `\u00a0${sign}`) : null);
    button.style.setProperty("--s", `${(0.5 + 1.6 * Math.sqrt(n / most)).toFixed(2)}rem`);
    button.setAttribute("aria-label", `${name}, ${said}`);
    button.addEventListener("click", () => show(here === ALL ? { mot: name } : { mot: name, point: here }));
    return el("li", "", button);
  });
}

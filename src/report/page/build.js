// Builds the page, part by part.
buildFilters();
buildFigures();
buildCloud();
buildEmerging();
buildPareto();
buildJourney();
buildMapping();
buildScores();
buildHeat();
buildTags("modes", T.modes, "mode");
buildTags("qualifs", T.qualifications, "qualification");
buildTrend();
if (ROWS.length === D.analysed) {
  $("liste-aide").textContent = "Tous les verbatims analysés.";
} else {
  const named = D.comments.names_all
    ? "chaque irritant et chaque point de contact y est"
    : "autant d'irritants et de points de contact que possible y sont";
  $("liste-aide").textContent = `Sélection de ${count(ROWS.length)} verbatims sur ${count(D.analysed)}, `
    + `toujours la même pour les mêmes exports : ${named}, et les tons y gardent à peu près leurs proportions. `
    + "Tous les verbatims sont dans verbatims.csv.";
}
show({}, false);

// Builds the page, part by part.
buildFilters();
buildFigures();
buildCloud();
buildPareto();
buildJourney();
buildMapping();
buildScores();
buildHeat();
buildTags("modes", T.modes, "mode");
buildTags("qualifs", T.qualifications, "qualification");
buildTrend();
$("liste-aide").textContent = ROWS.length === D.analysed ? "Tous les verbatims analysés."
  : `Sélection de ${count(ROWS.length)} verbatims sur ${count(D.analysed)}, toujours la même pour les mêmes exports : ${D.comments.names_all ? "chaque irritant et chaque point de contact y est" : "autant d'irritants et de points de contact que possible y sont"}, et les tons y gardent à peu près leurs proportions. Tous les verbatims sont dans verbatims.csv.`;
show({}, false);

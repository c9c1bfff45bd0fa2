// Builds the page, part by part.
buildFilters();
buildFigures();
buildAlerts();
buildChanges();
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
  $("liste-aide").textContent = say("comments.all");
} else {
  const named = say(D.comments.names_all ? "comments.every_name" : "comments.most_names");
  $("liste-aide").textContent = say("comments.selected", { shown: count(ROWS.length), all: count(D.analysed), named });
}
show({}, false);

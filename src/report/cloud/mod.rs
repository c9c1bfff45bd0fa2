use super::View;
pub(super) fn files(_view: &View<'_>) -> Vec<(String, Vec<u8>)> {
    vec![("nuages/ensemble.svg".into(), vec![])]
}

//! Any text is a comment: tokens are spans of it, masking ends and masks nothing twice, and it is annotated.

#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use verbatim::annotate::Annotator;
use verbatim::lexicon::{Lexicon, load};
use verbatim::redact::masked;
use verbatim::text::tokenize;

thread_local! {
    static ANNOTATOR: RefCell<Annotator<'static>> = RefCell::new({
        let lexicon: &'static Lexicon = Box::leak(Box::new(load(None).expect("embedded").0));
        Annotator::new(lexicon)
    });
}

fuzz_target!(|text: &str| {
    let mut end = 0;
    for token in tokenize(text) {
        let start = token.start as usize;
        assert!(end <= start && start < token.end as usize, "tokens follow each other");
        end = token.end as usize;
        assert!(!text[start..end].is_empty());
    }
    let once = masked(text);
    assert_eq!(masked(&once), once, "masked twice");
    ANNOTATOR.with_borrow_mut(|annotator| {
        let annotation = annotator.annotate(text);
        assert!((-1000..=1000).contains(&annotation.score));
        annotator.forget_when_full();
    });
});

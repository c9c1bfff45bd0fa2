//! Any text is a comment: masking ends and finds nothing more in what it wrote, with and without pseudonyms, and the text
//! is annotated, twice alike, with evidence that stands in it. Tokens alone are the part of `tokenizer`.

#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use verbatim::annotate::Annotator;
use verbatim::lexicon::{Lexicon, load};
use verbatim::redact::{Key, Scope, find, masked, replace};

thread_local! {
    static ANNOTATOR: RefCell<Annotator<'static>> = RefCell::new({
        let lexicon: &'static Lexicon = Box::leak(Box::new(load(None).expect("embedded").0));
        Annotator::new(lexicon)
    });
}

fuzz_target!(|text: &str| {
    mask(text);
    ANNOTATOR.with_borrow_mut(|annotator| {
        let annotation = annotator.annotate(text);
        assert!((-1000..=1000).contains(&annotation.score));
        assert!(!annotation.modes.is_empty(), "every comment has a mode");
        let (again, evidence) = annotator.traced(text);
        assert_eq!(annotation, again, "what was met before changed a tag");
        let mut end = 0;
        for piece in evidence {
            assert!(end <= piece.start, "evidence in the order of the text");
            assert!(!text[piece.start as usize..piece.end as usize].is_empty() && !piece.made.is_empty());
            end = piece.end;
        }
        annotator.forget_when_full();
    });
});

fn mask(text: &str) {
    let once = masked(text);
    assert_eq!(masked(&once), once, "masked twice");
    let key = Key::new(b"key");
    for scope in [Scope::Text, Scope::Cell, Scope::Id] {
        let named = replace(text, &find(text, scope), Some(&key));
        assert_eq!(find(&named, scope), [], "a pseudonym in {named:?} is taken for something else");
    }
}

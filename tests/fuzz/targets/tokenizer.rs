//! Any text is cut into tokens that give it back, and each of its words has a form, a stem and a sound.

#![no_main]

use libfuzzer_sys::fuzz_target;
use verbatim::text::{Kind, fold, lower, printable, sound, squeeze, stem, tokenize};

fuzz_target!(|text: &str| {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut end = 0;
    for token in &tokens {
        let start = token.start as usize;
        assert!(end <= start && token.start < token.end, "tokens follow each other, and none is empty");
        let gap = &text[end..start];
        assert!(is_unseen(gap) || is_joint(gap), "{gap:?} is in no token");
        end = token.end as usize;
        let form = token.text(text);
        let lower = lower(form);
        let folded = fold(&lower);
        assert_eq!(fold(&folded), folded, "folded twice");
        sound(&folded);
        if token.kind == Kind::Word {
            stem(&lower);
            squeeze(&lower, 2);
        }
    }
    assert!(is_unseen(&text[end..]), "{:?} is in no token", &text[end..]);
    assert!(!printable(text).contains(char::is_control), "a terminal would obey");
});

/// The hyphen of « non-conforme ».
fn is_joint(gap: &str) -> bool {
    matches!(gap, "-" | "\u{2010}" | "\u{2011}")
}

/// What may lie between tokens.
fn is_unseen(gap: &str) -> bool {
    gap.chars().all(|c| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
    })
}

//! Ctrl-C and SIGTERM: throw away the report being built, say what stands in its place, end as the signal would have.

use std::path::PathBuf;
use std::sync::Arc;

use crate::pipeline::Underway;

/// Listens to signals in a thread of its own, so that a run waiting for its input stops too. A system without them ends
/// the run on Ctrl-C, and the next run clears what it left.
#[cfg(unix)]
pub fn watch(underway: Arc<Underway>, place: PathBuf) -> std::io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::low_level::emulate_default_handler;

    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            underway.abandon(|| {
                let name = if signal == SIGINT { "Ctrl-C" } else { "SIGTERM" };
                let kept = if place.exists() { "was there is as it was" } else { "was begun is removed" };
                super::complain(&format!(
                    "stopped by {name}: nothing was written to '{}', what {kept}",
                    place.display()
                ));
                // The process ends here, with the status that callers know: 130 or 143 in a shell.
                drop(emulate_default_handler(signal));
            });
        }
    });
    Ok(())
}

/// Nothing to listen to.
#[cfg(not(unix))]
pub fn watch(_underway: Arc<Underway>, _place: PathBuf) -> std::io::Result<()> {
    Ok(())
}

//! Goes in: the sample export, the lexicons, a seed and a size. Comes out: an export of invented comments of that size.
//! Never: draws without the seed, uses a float, or repeats the rows of the sample.
//!
//! The same seed gives the same bytes on every machine. A longer corpus begins with the rows of a shorter one.

mod noise;
mod ranks;
mod walk;

use std::io::{self, Write};

use fastrand::Rng;
use ranks::Ranks;
use walk::Sample;

/// Columns of the export.
const HEADER: [&str; 6] = ["Id réponse", "Date", "Point de contact", "Canal", "Note", "Commentaire"];
const CHANNELS: [&str; 5] = ["Enquête e-mail", "Borne magasin", "Site web", "Téléphone", "Application"];
const TOUCHPOINTS: [&str; 9] = [
    "Livraison",
    "Passage en caisse",
    "Service après-vente",
    "Conseil en magasin",
    "Utilisation du produit",
    "Recherche en ligne",
    "Retour et remboursement",
    "Commande en ligne",
    "Retrait en magasin",
];

/// Sentences of comments, with how many comments of a thousand have at most so many: mostly short, a few very long.
const LENGTHS: [(u32, usize); 7] =
    [(280, 1), (520, 2), (720, 4), (880, 8), (960, 16), (993, 40), (1000, 160)];

/// Draws comments one after the other.
pub struct Corpus {
    sample: Sample,
    touchpoints: Ranks,
    rng: Rng,
    n_rows: u64,
    text: String,
}

impl Corpus {
    /// A corpus that always begins in the same way for a seed.
    pub fn new(seed: u64) -> io::Result<Self> {
        let mut rng = Rng::with_seed(seed);
        let sample = Sample::read(&mut rng)?;
        let touchpoints = Ranks::new(TOUCHPOINTS.len());
        Ok(Self { sample, touchpoints, rng, n_rows: 0, text: String::new() })
    }

    /// Writes rows until the export has `n_bytes`, and gives how many.
    pub fn write(&mut self, out: impl Write, n_bytes: u64) -> io::Result<u64> {
        let mut out = Counting { out: io::BufWriter::with_capacity(1 << 16, out), n_bytes: 0 };
        writeln!(out, "{}", HEADER.join(";"))?;
        let first = self.n_rows;
        let mut row = Vec::new();
        while out.n_bytes < n_bytes {
            self.row(&mut row)?;
            out.write_all(&row)?;
        }
        out.flush()?;
        Ok(self.n_rows - first)
    }

    fn row(&mut self, row: &mut Vec<u8>) -> io::Result<()> {
        self.n_rows += 1;
        row.clear();
        self.comment();
        let rng = &mut self.rng;
        let touchpoint = TOUCHPOINTS[self.touchpoints.draw(rng)];
        let channel = CHANNELS[rng.usize(..CHANNELS.len())];
        let (day, month) = (rng.u32(1..=28), rng.u32(1..=12));
        let rating = if rng.u32(..8) == 0 { String::new() } else { rng.u32(..=10).to_string() };
        let n = self.n_rows;
        // The sign that doubles quotes is the only one that a CSV cell needs.
        let text = self.text.replace('"', "\"\"");
        writeln!(row, "G{n:08};{day:02}/{month:02}/2026;{touchpoint};{channel};{rating};\"{text}\"")
    }

    fn comment(&mut self) {
        self.text.clear();
        let draw = self.rng.u32(..1000);
        let longest = LENGTHS.iter().find(|(share, _)| draw < *share).map_or(1, |(_, n)| *n);
        let n_sentences = self.rng.usize(longest / 2 + 1..=longest);
        for number in 0..n_sentences {
            if number > 0 {
                // A comment in a hundred sentences goes to a new line, as answers typed in a form do.
                self.text.push(if self.rng.u32(..100) == 0 { '\n' } else { ' ' });
            }
            self.sample.sentence(&mut self.rng, &mut self.text);
        }
    }
}

/// Knows how much was written.
struct Counting<W> {
    out: W,
    n_bytes: u64,
}

impl<W: Write> Write for Counting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.out.write(bytes)?;
        self.n_bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

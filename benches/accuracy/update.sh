#!/usr/bin/env bash
# Writes figures.tsv from the judge of an evaluation folder: benches/accuracy/update.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-../shared}
if [ ! -x "$folder/eval/judge.py" ]; then
    echo "no evaluation folder at '$folder': nothing measured" >&2
    exit 0
fi
cargo build --release --quiet
"$folder/eval/judge.py" target/release/verbatim "$folder" | grep -P '^[a-z_0-9]+(\.[a-z_0-9]+)?\t' >benches/accuracy/figures.tsv
cat benches/accuracy/figures.tsv

#!/usr/bin/env bash
# Rewrites every table of this folder from an evaluation folder: benches/accuracy/update.sh [FOLDER]
# FOLDER holds eval/judge.py, corpus/ and gold/; ../shared by default. VERBATIM names a binary that is already built.
set -euo pipefail
folder=$(realpath -m -- "${1:-$(dirname "$0")/../../../shared}")
cd "$(dirname "$0")/../.."
if [ ! -x "$folder/eval/judge.py" ]; then
    echo "no evaluation folder at '$folder': nothing measured" >&2
    exit 0
fi
if [ -z "${VERBATIM:-}" ]; then
    cargo build --release --quiet
    VERBATIM=target/release/verbatim
fi
# A table is replaced once it is whole.
"$folder/eval/judge.py" "$VERBATIM" "$folder" |
    grep -P '^[a-z_0-9]+(\.[a-z_0-9]+)?\t' >benches/accuracy/figures.tsv.new
mv benches/accuracy/figures.tsv.new benches/accuracy/figures.tsv
python3 benches/accuracy/tables.py "$VERBATIM" "$folder"
for table in figures halves ablation; do
    printf '\n== %s.tsv\n' "$table"
    cat "benches/accuracy/$table.tsv"
done

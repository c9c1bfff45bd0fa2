#!/usr/bin/env bash
# What a nightly run costs on a long history: run.sh PLACE [NIGHTS]
# PLACE is a new SQLite file or a postgresql:// URL of an empty database. NIGHTS nights (100) of about 20,000 invented
# comments are loaded at once; then each of nine nights is analysed alone, and with the history, in alternation. Lines for
# benches/runs: seconds alone, seconds with the history; their medians last.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=$1
nights=${2:-100}
cargo build --release --quiet --bin verbatim --example generate-corpus
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# About 8 MB of the generator make 20,000 comments; every row is given a night, whatever date was drawn for it.
target/release/examples/generate-corpus $(((nights + 10) * 8)) - 2>/dev/null |
  awk -v nights="$nights" -v folder="$folder" 'BEGIN { FS = OFS = ";" }
    NR == 1 { header = $0; next }
    /^G[0-9]+;/ {
      night = int(n / 20000)
      n += 1
      is_over = night >= nights + 9
      file = folder "/" (night < nights ? "before" : "night" night - nights) ".csv"
      if (!is_over && !(file in seen)) { print header > file; seen[file] = 1 }
      $2 = sprintf("%d-%02d-%02d", 2020 + int(night / 336), int(night % 336 / 28) + 1, night % 28 + 1)
    }
    !is_over { print > file }'

analyze() { target/release/verbatim analyze "$1" --only tables --quiet --out "$folder/report" "${@:2}"; }
seconds() { local TIMEFORMAT=%R; { time "$@"; } 2>&1; }

echo "loading $nights nights: $(seconds analyze "$folder/before.csv" --history "$place") s"
times=$folder/times.tsv
for night in "$folder"/night*.csv; do
  printf '%s\t%s\n' "$(seconds analyze "$night")" "$(seconds analyze "$night" --history "$place")"
done | tee "$times"
median() { cut -f "$1" "$times" | sort -n | sed -n 5p; }
echo "medians: $(median 1) s alone, $(median 2) s with the history"

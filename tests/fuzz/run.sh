#!/usr/bin/env bash
# Fuzzes one target for so many seconds: run.sh TARGET SECONDS [more arguments of libFuzzer].
# Stable Rust and a C++ compiler are enough: the coverage of libFuzzer is a pass of LLVM that rustc has everywhere.
# What is learned goes to target/corpus/TARGET, what fails to target/found/TARGET-*; the lines of the run to standard error.
set -euo pipefail
cd "$(dirname "$0")"
target=$1 seconds=$2
shift 2
host=$(rustc -vV | sed -n 's/^host: //p')
# With --target, flags are for the target and not for build scripts. Sums that overflow are found too.
RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
-Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Cdebug-assertions" \
  nice -n 10 cargo build --release --target "$host" --bin "$target"
mkdir -p "target/corpus/$target" target/found
if [ -f "corpus/$target.tar.gz" ]; then tar -xzf "corpus/$target.tar.gz" -C "target/corpus/$target"; fi
# What the project has of such text, a line each, is somewhere to start from as well.
rm -rf "target/lines/$target"
mkdir -p "target/lines/$target"
lines() { split -a 4 -l 1 - "target/lines/$target/$1-"; }
case $target in
tokenizer | comment)
  sed 's/^[^\t]*\t//; s/[⟦⟧]//g' ../redact/positives.tsv | lines positive
  lines look-alike <../redact/lookalikes.txt
  tail -n +2 ../../data/avis-exemple.csv | cut -d ';' -f 8- | lines sample
  ;;
config) cp ../../src/config/routing.toml ../../data/verbatim.toml "target/lines/config" ;;
pattern) cat ../../lexicons/*/*.csv | sed -n '0~20p' | lines lexicon ;;
esac
# 2 GiB and ten seconds an input: whatever grows or hangs is a failure.
nice -n 15 "target/$host/release/$target" "target/corpus/$target" "seeds/$target" "target/lines/$target" -max_total_time="$seconds" -timeout=10 \
  -rss_limit_mb=2048 -use_value_profile=1 -artifact_prefix="target/found/$target-" "$@"

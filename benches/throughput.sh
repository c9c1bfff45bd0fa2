#!/usr/bin/env bash
# Times `analyze --only tables` on a CSV: benches/throughput.sh FILE [RUNS]. Prints each run, then the median.
set -euo pipefail
cd "$(dirname "$0")/.."
file=${1:?a CSV file}
runs=${2:-5}
cargo build --release --quiet
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
bytes=$(stat -c %s "$file")
echo "# $(date +%F) $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(basename "$file") $bytes bytes"
printf 'run\twall_s\tuser_s\tpeak_kB\tMB_per_s\n'
for run in $(seq "$runs"); do
    /usr/bin/time -f '%e %U %M' -o "$out/time" \
        target/release/verbatim analyze "$file" --out "$out/rapport" --only tables --force --quiet
    read -r wall user peak <"$out/time"
    printf '%s\t%s\t%s\t%s\t%s\n' "$run" "$wall" "$user" "$peak" "$(awk "BEGIN { printf \"%.1f\", $bytes / 1e6 / $wall }")"
done | tee "$out/runs"
echo "median wall: $(cut -f2 "$out/runs" | sort -n | sed -n "$(((runs + 1) / 2))p") s"

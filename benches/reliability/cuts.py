#!/usr/bin/env python3
"""Cuts exports at random bytes, and analyses what is left: cuts.py PROGRAM TIMES EXPORT...

With no export, files of random bytes are made. Each run must end with a report that `verify` finds whole, in which rows
add up, and which holds as many rows as Python's reader of CSV finds; random bytes may also be refused, where none of
several columns looks like comments. Prints each run without a report, then the counts."""

import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter

# A cell may be as long as a file.
csv.field_size_limit(2**31 - 1)


def rows(data: bytes) -> int:
    """Rows below the header, blank lines left out."""
    reader = csv.reader(io.StringIO(data.decode("latin-1"), newline=""))
    return sum(1 for row in reader if any(cell.strip() for cell in row)) - 1


def run(program: str, data: bytes, report: str) -> tuple[str, int]:
    """What became of a run, and how many rows it read."""
    command = [program, "analyze", "-", "--out", report, "--only", "tables", "--quiet"]
    done = subprocess.run(command, input=data, capture_output=True, timeout=600)
    told = done.stderr.decode(errors="replace")
    if done.returncode == 2 and "panicked" not in told:
        return "refused: " + told.strip()[:120], 0
    if done.returncode != 0 or told:
        return f"exit code {done.returncode}: {told[:500]}", 0
    if subprocess.run([program, "verify", report], capture_output=True).returncode != 0:
        return "not whole", 0
    with open(os.path.join(report, "run.json"), encoding="utf-8") as file:
        counts = json.load(file)["rows"]
    with open(os.path.join(report, "verbatims.csv"), encoding="utf-8-sig", newline="") as file:
        written = sum(1 for _ in csv.reader(file, delimiter=";")) - 1
    if counts["read"] != counts["analysed"] + counts["rejected"] or written != counts["analysed"]:
        return f"does not add up: {counts}, {written} rows written", 0
    return "report", counts["read"]


def cut(export: str, draw: random.Random) -> tuple[str, bytes]:
    """The beginning of an export, and its name."""
    size = draw.randrange(1, os.path.getsize(export))
    with open(export, "rb") as file:
        return f"{os.path.basename(export)} cut at {size}", file.read(size)


def main(program: str, times: str, *exports: str) -> int:
    """Counts of what happened; a failure if anything else did."""
    draw = random.Random(20261128)
    counts = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(int(times)):
            if exports:
                name, data = cut(exports[turn % len(exports)], draw)
            else:
                data = os.urandom(draw.randrange(2 ** draw.randrange(1, 21)))
                name = f"{len(data)} random bytes"
            outcome, n_read = run(program, data, os.path.join(folder, "rapport"))
            # A cell that the cut left open is read as lines, since a quote that never closes was none.
            if exports and outcome == "report":
                expected, is_open = rows(data), data.count(b'"') % 2 == 1
                if n_read < expected or (n_read > expected and not is_open):
                    outcome = f"{n_read} rows read of {expected}"
            counts[outcome.split(":")[0]] += 1
            if outcome != "report":
                print(f"{name}: {outcome!r}", flush=True)
    print(dict(counts))
    return 0 if set(counts) <= ({"report"} if exports else {"report", "refused"}) else 1


sys.exit(main(*sys.argv[1:]))

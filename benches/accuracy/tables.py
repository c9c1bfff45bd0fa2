#!/usr/bin/env python3
"""Writes halves.tsv and ablation.tsv beside itself from an evaluation folder. Standard library only.

  tables.py BINARY FOLDER     FOLDER holds corpus/*.csv and gold/gold.jsonl

Every figure is read from `verbatim evaluate`. Texts go through a temporary folder; figures alone are kept.
"""
import csv, json, pathlib, subprocess, sys, tempfile, zlib

csv.field_size_limit(10**9)
HERE = pathlib.Path(__file__).resolve().parent
# Made for speed: its ratings are those of other files.
LEFT_OUT = {"throughput"}
ONE_LABEL = {"ton", "ton.clear", "qualification"}


def is_looked_at(identifier):
    """Rules and lexicons are tuned on errors of this half."""
    return zlib.crc32(identifier.encode()) % 2 == 0


def evaluate(binary, gold, export, *options):
    command = [binary, "evaluate", str(gold), str(export), *options]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"error: verbatim evaluate exited {run.returncode}: {run.stderr[-2000:]}")
    return run.stdout


def block(text, head):
    """The rows of the table whose head line starts with a word, head included."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.split()[:1] == [head]:
            rows = [line.split()]
            for line in lines:
                if not line.strip():
                    break
                rows.append(line.split())
            return rows
    sys.exit(f"error: verbatim evaluate shows no table '{head}'")


def write(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows([head, *rows])
    return path


def write_gold(folder, name, gold):
    """A gold file and its export."""
    labels, export = folder / f"{name}.jsonl", folder / f"{name}.tsv"
    labels.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in gold), encoding="utf-8")
    return labels, write(export, ["id", "text"], ([one["id"], one["text"]] for one in gold))


def write_rated(folder, name, rows):
    return write(folder / f"{name}.tsv", ["id", "rating", "text"], ([r["id"], r["rating"], r["text"]] for r in rows))


def rated_corpora(data):
    """Rows of each corpus that has ratings, by name."""
    corpora = {}
    for path in sorted((data / "corpus").glob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["rating"].strip()]
        if rows and path.stem not in LEFT_OUT:
            corpora[path.stem] = rows
    return corpora


def gold_figures(text):
    figures = {}
    for name, _, _, _, micro, *mean in block(text, "facette")[1:]:
        if name not in ONE_LABEL:
            figures[f"{name}.micro"] = float(micro)
        if mean:
            figures[f"{name}.macro" if name != "ton.clear" else "ton.clear_macro"] = float(mean[0])
    return figures


def check_judge(figures):
    """One number has one meaning: what `evaluate` says of the gold is what the judge has just said."""
    with open(HERE / "figures.tsv", encoding="utf-8") as file:
        judged = dict(line.split("\t")[:2] for line in file)
    for name, figure in figures.items():
        expected = judged.get(f"{name}_f1")
        # The judge rounds to thousandths what `evaluate` rounds to ten-thousandths.
        if expected is not None and abs(float(expected) - figure) > 0.00056:
            sys.exit(f"error: {name} is {figure} for verbatim evaluate and {expected} for the judge")


def half(binary, work, gold, corpora):
    figures = gold_figures(evaluate(binary, *write_gold(work, "gold", gold)))
    signs = {}
    for name, rows in corpora.items():
        table = block(evaluate(binary, "-", write_rated(work, name, rows)), "facette")
        signs[f"stars.{name}"] = float(table[1][5])
    if signs:
        signs["stars.mean_macro"] = sum(signs.values()) / len(signs)
        signs["stars.min_macro"] = min(signs.values())
    return figures | signs


def write_halves(binary, work, gold, corpora):
    def part(kept):
        of = {name: [r for r in rows if is_looked_at(r["id"]) == kept] for name, rows in corpora.items()}
        return half(binary, work, [g for g in gold if is_looked_at(g["id"]) == kept], of)

    ours, others = part(True), part(False)
    names = list(dict.fromkeys([*ours, *others]))
    cell = lambda figures, name: f"{figures[name]:.3f}" if name in figures else ""
    rows = [[name, cell(ours, name), cell(others, name)] for name in names]
    write(HERE / "halves.tsv", ["figure", "looked_at", "not_looked_at"], rows)


def write_ablation(binary, work, gold, corpora):
    """A column per figure of the gold, then one per rated corpus; a row per rule, in points of F1."""
    text = evaluate(binary, *write_gold(work, "gold", gold), "--ablation")
    check_judge(gold_figures(text))
    head, whole, *rules = block(text, "règle")
    names = head[1:]
    # The first row has no mean.
    columns = {row[0]: row[1:] + [""] * (len(head) - len(row)) for row in [whole, *rules]}
    for name, rows in corpora.items():
        text = evaluate(binary, "-", write_rated(work, name, rows), "--ablation")
        for rule, brings, *_ in block(text, "règle")[1:]:
            columns[rule].append(brings)
        names.append(f"stars.{name}")
    cells = ([rule, *("0.00" if cell == "-" else cell for cell in row)] for rule, row in columns.items())
    write(HERE / "ablation.tsv", ["rule", *names], cells)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    binary, data = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    with open(data / "gold" / "gold.jsonl", encoding="utf-8") as file:
        gold = [json.loads(line) for line in file if line.strip()]
    corpora = rated_corpora(data)
    with tempfile.TemporaryDirectory() as folder:
        write_halves(binary, pathlib.Path(folder), gold, corpora)
        write_ablation(binary, pathlib.Path(folder), gold, corpora)


if __name__ == "__main__":
    main()

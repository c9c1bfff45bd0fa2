"""Goes in: the table of `run.sh`. Comes out: an SVG, time and peak memory against the size, medians of each.
Never: needs more than the standard library, or tells series apart by their colour alone.
"""

import csv
import statistics
import sys
from collections import defaultdict
from html import escape

WIDTH, HEIGHT, LEFT, TOP = 340, 250, 62, 44
# Okabe and Ito: told apart by colour-blind readers; the sign and the line tell them apart too.
STYLES = [("#0072B2", "circle", ""), ("#D55E00", "square", "6 4"), ("#009E73", "diamond", "2 3")]


def read(path):
    """Medians of time and of peak memory in MB, by threads, then by size."""
    with open(path, encoding="utf-8") as file:
        first, *lines = file
    values = defaultdict(lambda: defaultdict(list))
    for row in csv.DictReader(lines, delimiter="\t"):
        values[int(row["threads"])][float(row["MB"])].append((float(row["wall_s"]), float(row["peak_kB"]) / 1e3))
    if not values:
        raise SystemExit("no run to draw")
    medians = {
        n: [(size, *map(statistics.median, zip(*runs))) for size, runs in sorted(sizes.items())]
        for n, sizes in sorted(values.items())
    }
    return first.lstrip("# ").strip(), medians


def rounded(value):
    """The least of 1, 2, 3, 4, 5 or 8 times a power of ten that is not below."""
    power = 10 ** (len(f"{int(value)}") - 1) if value >= 1 else 0.1
    return next(step * power for step in (1, 2, 3, 4, 5, 8, 10) if step * power >= value)


def sign(kind, x, y, colour):
    if kind == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if kind == "diamond" else ""
    return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}"{turn}/>'


def axes(left, title, most_x, most_y):
    parts = [f'<text x="{left}" y="{TOP - 14}" font-weight="bold">{title}</text>']
    for step in range(5):
        y = TOP + HEIGHT * (1 - step / 4)
        x = left + WIDTH * step / 4
        parts.append(f'<path d="M{left} {y:.1f}h{WIDTH}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{most_y * step / 4:g}</text>')
        parts.append(f'<text x="{x:.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{most_x * step / 4:g}</text>')
    parts.append(f'<text x="{left + WIDTH}" y="{TOP + HEIGHT + 36}" text-anchor="end">size of the corpus, MB</text>')
    return parts


def panel(left, title, medians, column):
    most_x = rounded(max(point[0] for points in medians.values() for point in points))
    most_y = rounded(max(point[column] for points in medians.values() for point in points))
    parts = axes(left, title, most_x, most_y)
    for (n, points), (colour, kind, dash) in zip(medians.items(), STYLES):
        places = [(left + WIDTH * p[0] / most_x, TOP + HEIGHT * (1 - p[column] / most_y)) for p in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>')
        parts += [sign(kind, x, y, colour) for x, y in places]
    return parts


def legend(medians, y):
    parts = []
    for i, (n, (colour, kind, dash)) in enumerate(zip(medians, STYLES)):
        x = LEFT + 130 * i
        parts.append(f'<path d="M{x} {y}h36" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>')
        parts.append(sign(kind, x + 18, y, colour))
        parts.append(f'<text x="{x + 44}" y="{y + 4}">{n} thread{"s" if n > 1 else ""}</text>')
    return parts


def main(source, place):
    facts, medians = read(source)
    second = LEFT + WIDTH + 90
    parts = panel(LEFT, "time, s", medians, 1) + panel(second, "peak memory, MB", medians, 2)
    bottom = TOP + HEIGHT + 62
    parts += legend(medians, bottom)
    parts.append(f'<text x="{LEFT}" y="{bottom + 28}" fill="#555">{escape(facts)}</text>')
    with open(place, "w", encoding="utf-8") as file:
        file.write(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {second + WIDTH + 30} {bottom + 44}" '
            'font-family="DejaVu Sans, sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
            + "\n".join(parts)
            + "</svg>\n"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])

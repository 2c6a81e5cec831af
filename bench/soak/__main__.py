"""make soak: kills, load and bad input at full size; the figures go into docs/reliability.md with their date.

python -m bench.soak [--points 50] [--seconds 1800] [--rate 200] [--facts 200000] [--beside 60] [--cases 1000000] [--seed S]
"""

import argparse
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.soak.fuzz import fuzzed
from bench.soak.killing import killed
from bench.soak.load import measured, report

PAGE: Final = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- figures of make soak: begin -->\n", "<!-- end -->\n"


def main() -> None:
    """Run everything, write the figures, and end with exit code 1 if anything went wrong."""
    parser = argparse.ArgumentParser(prog="bench.soak", description=(__doc__ or "").partition("\n")[0])
    for name, value in (("points", 50), ("rate", 200), ("facts", 200_000), ("cases", 1_000_000)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--beside", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    kills = list(killed(asked.points, asked.seed))
    bad = fuzzed(asked.cases, asked.seed)
    load = measured(asked.seconds, asked.rate, asked.facts, asked.beside)
    lost = [found for found in kills if found[-1]]
    wrong = [*load.run.told.wrong, *load.run.written.wrong, *load.quiet.wrong, *load.disturbed.wrong]
    rows = [
        ("seed", str(asked.seed)),
        ("machine", f"{os.cpu_count()} processors, load {os.getloadavg()[2]:.1f} over the last 15 minutes"),
        ("kill -9 at steps on the disk", f"{len(kills)} points, {len(lost)} lost or left anything"),
        ("bad input", f"{sum(bad.cases.values()):,} cases, {len(bad.wrong)} wrong, slowest {bad.slowest:.2f} s, grown {bad.grown:.0f} MB"),
    ]  # fmt: skip
    write("\n".join([*(f"| {name} | {value} |" for name, value in rows), report(load)]))
    print("\n".join(map(str, [*lost, *bad.wrong, *wrong][:50])))
    sys.exit(bool(lost or bad.wrong or wrong))


def write(rows: str) -> None:
    """Put the figures into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    head = f"Measured {datetime.now(UTC).date().isoformat()}.\n\n| figure | value |\n| --- | --- |\n"
    PAGE.write_text(f"{before}{BEGIN}{head}{rows}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

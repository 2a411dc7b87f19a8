"""`python -m bench.reading`: how long the largest modules take to be read, shape by shape.

A module of twice the length must not take much more than twice as long, whatever stands in it:
otherwise one file could hold up everybody's `courses check`.
"""

import time

from elearn.domain.content.parsing import read_library

FRONT = "---\nid: a\ntitle: A\nlanguage: sv\nowner: a\nreview_by: 2027-01-01\n\n---\n"
SIZES = 40_000, 80_000, 160_000
"""Bytes; a file may have 200,000."""
SHAPES = {
    "options": ("Fråga", "1. [ ] text\n    > varför\n"),
    "pairs": ("Para ihop", "- vänster → höger\n"),
    "phrases": ("Markera", "> En [fras][k1] till.\n"),
    "marks": ("Markera", '[k{}]: #tecken "varför"\n'),
    "parts": ("Scenario", "#### Steg: s{}\n<!-- band: 1 -->\n\nText.\n\n1. [a](#steg-a)\n\n"),
    "hints": ("Bedöm", "> **Ledtråd:** en\n\n"),
    "brackets": ("Markera", "> [[[[[[[[[[\n"),
    "comments": ("Scenario", "<!-- id: a -->\n"),
}


def module(keyword: str, line: str, size: int) -> bytes:
    """An exercise of that *size* in bytes, made of numbered repetitions of *line*."""
    count = size // len(line.encode())
    body = "".join(line.replace("{}", str(number)) for number in range(count))
    return f"{FRONT}### {keyword}: A\n<!-- id: b -->\n\n{body}".encode()


def seconds(text: bytes) -> float:
    """The shortest of three readings."""
    files = {"a/course.yaml": b"id: a\ntitle: {sv: A}\nmodules: [a]\n", "a/sv/01-a.md": text}
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        read_library(files)
        taken.append(time.perf_counter() - began)
    return min(taken)


def main() -> None:
    print("shape        " + "".join(f"{size // 1000:>6} kB" for size in SIZES) + "   of double")
    for name, (keyword, line) in SHAPES.items():
        taken = [seconds(module(keyword, line, size)) for size in SIZES]
        figures = "".join(f"{one:>7.2f} s" for one in taken)
        print(f"{name:<13}{figures}{taken[-1] / taken[-2]:>10.1f} x")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# make-shapes.py - which Chinese characters look alike
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: make-shapes.py COLUMN FILE... > same-shape.txt
#
# Reads lines (gzipped or not) with Chinese in a column, counted from 1, draws each
# character that comes five times or more with ImageMagick in Noto Sans CJK SC, and
# compares the pictures: two characters look as much alike as their strokes overlap
# (Dice: twice the pixels that both have, over those that each has). Each line of
# the answer is a character, tab, those that look most like it, tab, others
# that look somewhat like it, as "shapes" of the task correction reads it.

import collections
import gzip
import subprocess
import sys

FONT = "Noto-Sans-CJK-SC"
SIZE = 32           # pixels a side
A_LINE = 64         # characters of the picture
LEAST_COUNT = 5
MUCH = 0.66
SOMEWHAT = 0.58
MOST = 6            # of each kind


def read_characters(column, paths):
    counts = collections.Counter()
    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(line.rstrip("\n").split("\t")[column - 1])
    return sorted(c for c in counts if counts[c] >= LEAST_COUNT and "\u4e00" <= c <= "\u9fff")


def draw(characters):
    """Rows of pixels of each character, each row an integer of SIZE bits."""
    lines = ["".join(characters[i:i + A_LINE]) for i in range(0, len(characters), A_LINE)]
    pictures = []
    for line in lines:
        picture = subprocess.run(
            ["convert", "-size", f"{SIZE * A_LINE}x{SIZE}", "xc:white", "-font", FONT,
             "-pointsize", str(SIZE), "-fill", "black", "-gravity", "NorthWest",
             "-annotate", f"+0-{SIZE // 5}", line, "-depth", "8", "gray:-"],
            check=True, capture_output=True).stdout
        for i in range(len(line)):
            rows = []
            for y in range(SIZE):
                start = y * SIZE * A_LINE + i * SIZE
                rows.append(sum(1 << x for x in range(SIZE) if picture[start + x] < 128))
            pictures.append(rows)
    return pictures


def join(rows):
    return sum(row << (SIZE * y) for y, row in enumerate(rows))


def main():
    characters = read_characters(int(sys.argv[1]), sys.argv[2:])
    pictures = draw(characters)
    strokes = [join(rows) for rows in pictures]
    ink = [bits.bit_count() for bits in strokes]
    alike = collections.defaultdict(list)

    for i in range(len(characters)):
        for k in range(i):
            overlap = 2 * (strokes[i] & strokes[k]).bit_count() / (ink[i] + ink[k])
            if overlap >= SOMEWHAT:
                alike[i].append((overlap, k))
                alike[k].append((overlap, i))

    print("# character\tlooks alike\tlooks somewhat alike")
    for i in sorted(alike):
        best = sorted(alike[i], reverse=True)
        much = [characters[k] for overlap, k in best if overlap >= MUCH][:MOST]
        somewhat = [characters[k] for overlap, k in best if overlap < MUCH][:MOST]
        print(f"{characters[i]}\t{''.join(much)}\t{''.join(somewhat)}")


main()

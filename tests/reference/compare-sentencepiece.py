#!/usr/bin/python3
"""Compares our SentencePiece encodings with those of Debian's python3-sentencepiece.

    ninja -C _build tests/reference/encode-lines
    tests/reference/compare-sentencepiece.py _build/tests/reference/encode-lines LINES MODEL…

LINES is text or tab-separated text, gzipped or not; every column of it is a
line, 10,000 of them at most. Prints one line a model and fails at the first
one that differs.
"""

import gzip
import itertools
import subprocess
import sys

import sentencepiece

MOST_LINES = 10000


def read_lines(path):
    with gzip.open(path, 'rt', encoding='utf-8') if path.endswith('.gz') else open(path, encoding='utf-8') as file:
        columns = (column for line in file for column in line.rstrip('\n').split('\t'))
        return list(itertools.islice(columns, MOST_LINES))


def compare(program, lines, model):
    reference = sentencepiece.SentencePieceProcessor(model_file=model)
    ours = subprocess.run([program, model], input='\n'.join(lines) + '\n', encoding='utf-8',
                          stdout=subprocess.PIPE, check=True).stdout.removesuffix('\n').split('\n')

    for number, (line, our) in enumerate(zip(lines, ours, strict=True), 1):
        ids = reference.encode(line)
        theirs = ' '.join(map(str, ids)) + '\t' + reference.decode(ids)
        if our != theirs:
            sys.exit(f'{model}, line {number}: {line!r}\nexpected {theirs!r}\nfound    {our!r}')

    print(f'{model}: {len(lines)} of {len(lines)} lines are equal')


def main():
    program, lines, *models = sys.argv[1:]
    for model in models:
        compare(program, read_lines(lines), model)


main()

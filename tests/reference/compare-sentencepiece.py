#!/usr/bin/python3
"""Compares our SentencePiece encodings with those of Debian's python3-sentencepiece.

    ninja -C _build tests/reference/encode-lines
    tests/reference/compare-sentencepiece.py _build/tests/reference/encode-lines LINES MODEL…

LINES is text or tab-separated text, gzipped or not; every column of it is a
line, 10,000 of them at most. MODEL is a SentencePiece model, or a vocab.json
beside source.spm and target.spm, of which the pieces then get their ids, as in
transformers' MarianTokenizer. The word "trained" stands for small models of
every kind, trained on the lines. Prints one line a model and fails at the first
line that differs.
"""

import gzip
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile

import sentencepiece

MOST_LINES = 10000


def read_lines(path):
    with gzip.open(path, 'rt', encoding='utf-8') if path.endswith('.gz') else open(path, encoding='utf-8') as file:
        columns = (column for line in file for column in line.rstrip('\n').split('\t'))
        return list(itertools.islice(columns, MOST_LINES))


def own_ids(model):
    reference = sentencepiece.SentencePieceProcessor(model_file=model)

    def encode(line):
        ids = reference.encode(line)
        return ids, reference.decode(ids)

    return encode


def marian_ids(model, vocabulary):
    """Pieces by the vocabulary's ids, what it does not have by <unk>'s; a code
    of a language in front is one piece."""
    reference = sentencepiece.SentencePieceProcessor(model_file=model)
    with open(vocabulary, encoding='utf-8') as file:
        ids = json.load(file)

    def encode(line):
        end = line.find('<<') + 2 if line.startswith('>>') and '<<' in line else 0
        pieces = [line[:end]] * (end > 0) + reference.encode(line[end:], out_type=str)
        known = ['<unk>' if piece not in ids else piece for piece in pieces]
        return [ids[piece] for piece in known], reference.decode(known).replace('▁', ' ').strip()

    return encode


def compare(command, name, lines, encode):
    ours = subprocess.run(command, input='\n'.join(lines) + '\n', encoding='utf-8',
                          stdout=subprocess.PIPE, check=True).stdout.removesuffix('\n').split('\n')

    for number, (line, our) in enumerate(zip(lines, ours, strict=True), 1):
        ids, text = encode(line)
        theirs = ' '.join(map(str, ids)) + '\t' + text
        if our != theirs:
            sys.exit(f'{name}, line {number}: {line!r}\nexpected {theirs!r}\nfound    {our!r}')

    print(f'{name}: {len(lines)} of {len(lines)} lines are equal')


KINDS = {
    'unigram': {'model_type': 'unigram'},
    'bpe': {'model_type': 'bpe'},
    'char': {'model_type': 'char'},
    'bytes for the unknown': {'model_type': 'bpe', 'byte_fallback': True, 'character_coverage': 0.98},
    'whitespace as suffix': {'model_type': 'unigram', 'treat_whitespace_as_suffix': True},
    'user-defined symbols': {'model_type': 'unigram', 'user_defined_symbols': ['the', 'qu', '。']},
    'no normalisation': {'model_type': 'unigram', 'normalization_rule_name': 'identity', 'add_dummy_prefix': False,
                         'remove_extra_whitespaces': False},
    'folded case': {'model_type': 'bpe', 'normalization_rule_name': 'nfkc_cf'},
    'own rules': {'model_type': 'unigram', 'normalization_rule_tsv': 'own.tsv'},
}


def compare_trained(program, lines):
    with tempfile.TemporaryDirectory() as folder:
        own = pathlib.Path(folder, 'own.tsv')
        own.write_text('61\t62\n74 68\t64\n3002\t2E 20\n')
        for name, options in KINDS.items():
            model = str(pathlib.Path(folder, 'model'))
            options = {key: str(own) if value == 'own.tsv' else value for key, value in options.items()}
            sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(lines), model_prefix=model, vocab_size=3000,
                                                     hard_vocab_limit=False, minloglevel=2, **options)
            model += '.model'
            compare([program, model], name, lines, own_ids(model))


def main():
    program, lines, *models = sys.argv[1:]
    lines = read_lines(lines)

    for model in models:
        if model == 'trained':
            compare_trained(program, lines)
            continue
        if not model.endswith('.json'):
            compare([program, model], model, lines, own_ids(model))
            continue
        for side in ('source.spm', 'target.spm'):
            pieces = str(pathlib.Path(model).with_name(side))
            compare([program, pieces, model], f'{pieces} by {model}', lines, marian_ids(pieces, model))


main()

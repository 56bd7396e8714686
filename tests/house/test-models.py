#!/usr/bin/env python3
"""Checks that file, configuration, card and README agree for each shipped model."""

import json
import pathlib
import re
import struct

import tap

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
FOLDER = TOP / 'resources' / 'models'
README = (TOP / 'README.md').read_text()
MODELS = sorted(path.stem for path in FOLDER.glob('*.safetensors'))
MOST_BYTES = 96e6


def read_header(name):
    with (FOLDER / f'{name}.safetensors').open('rb') as file:
        size, = struct.unpack('<Q', file.read(8))
        return json.loads(file.read(size))


def read_configuration(name):
    return json.loads((FOLDER / f'{name}.json').read_text())


def read_card(name):
    """Returns the model card in the metadata of the file."""
    return json.loads(read_header(name)['__metadata__']['heed.card'])


def read_page(name):
    return (FOLDER / f'{name}.md').read_text()


SCORES = {'bleu': '.1f', 'chrf': '.1f', 'f_half': '.3f', 'gleu': '.1f'}  # as cards write them


def row_of(name):
    rows = re.findall(rf'^\|.*`{name}`.*\|$', README, re.MULTILINE)
    assert rows, f'{name}: no row in the README'
    return rows[0]


def test_there_is_a_default():
    assert 'en-fr' in MODELS


def test_every_model_has_a_configuration_and_a_card():
    others = {path.stem for path in FOLDER.glob('*.json')} ^ {path.stem for path in FOLDER.glob('*.md')}
    assert not others, others
    assert MODELS == sorted(path.stem for path in FOLDER.glob('*.md'))


def test_files_were_made_by_the_configuration_beside_them():
    for name in MODELS:
        made_by, beside = read_card(name)['configuration'], read_configuration(name)
        for member in ('name', 'data', 'source_text', 'target_text', 'model', 'training'):
            assert made_by.get(member) == beside.get(member), f'{name}: {member}'


def test_cards_say_what_the_file_says():
    for name in MODELS:
        card, page = read_card(name), read_page(name)
        test, alignment = card['test'], card.get('alignment')
        assert card['test'] == read_configuration(name)['run']['card']['test'], name
        assert f'`{name}.safetensors`' in page, name
        assert f'heed-cli train {name}.json' in page, name
        for member, format in SCORES.items():
            assert member not in test or f'{test[member]:{format}}' in page, f'{name}: {member}'
        assert alignment is None or f'AER {alignment["aer"]:.3f}' in page, name
        assert alignment is None or f'`{alignment["rule"]}`' in page, name


def test_the_readme_says_what_the_file_says():
    for name in MODELS:
        card, row = read_card(name), row_of(name)
        test, alignment = card['test'], card.get('alignment')
        for member in ('bleu', 'f_half'):
            assert member not in test or f'{test[member]:{SCORES[member]}}' in row, f'{name}: {member}'
        assert alignment is None or f'{alignment["aer"]:.3f}' in row, name


def test_weights_are_halves_and_small_together():
    for name in MODELS:
        kinds = {tensor['dtype'] for key, tensor in read_header(name).items() if key != '__metadata__'}
        assert kinds - {'U8'} == {'F16'}, f'{name}: {kinds}'  # SentencePiece's models are bytes
    assert sum((FOLDER / f'{name}.safetensors').stat().st_size for name in MODELS) <= MOST_BYTES


if __name__ == '__main__':
    tap.run(globals(), '/house/models')

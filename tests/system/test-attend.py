#!/usr/bin/env python3
"""Runs the installed heed-cli attend and checks its output.

Covers: app/cli/attend-csv.c,
  app/cli/attend-json.c,
  app/cli/attend-record.c,
  app/cli/attend-text.c,
  app/core/changes/input-tokens.c
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import tap
from installation import heed_cli, install
from readme import blocks

SENTENCES = [
    'hello',
    'The cat is sleeping on the table.',
    'hello world hello world hello world hello world hello world hello world hello',
    ' '.join(['the old man and the sea'] * 10),
    '你好，世界',
    'naïve café 😀',
    '',
]


def attend(model):
    """One record a sentence."""
    done = heed_cli('attend', *model, '-', text='\n'.join(SENTENCES) + '\n')
    assert done.returncode == 0, done
    return [json.loads(line) for line in done.stdout.splitlines()]


def check_record(record, sentence):
    target = record['target']
    assert record['source']['text'] == sentence, record
    assert len(target['tokens']) == len(target['ids']) == len(record['steps']) > 0, record

    for attention in record['attention']:
        assert len(attention['weights']) == len(target['tokens']), sentence
        for row in attention['weights']:
            assert len(row) == len(record['source']['tokens']), sentence
            assert all(0 <= weight <= 1 for weight in row), row
            assert abs(sum(row) - 1) <= 1e-5, (sentence, sum(row))


def check_model(*model):
    records = attend(model)
    assert len(records) == len(SENTENCES)
    for record, sentence in zip(records, SENTENCES):
        check_record(record, sentence)


def test_rows_of_the_default_model_sum_to_1_one_per_token():
    check_model()


def test_rows_of_a_model_of_ones_own_sum_to_1_one_per_token():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, '-c', blocks('python')[0]], cwd=folder, check=True)
        check_model('--model', pathlib.Path(folder) / 'own.safetensors')


def test_translation_and_attention_agree():
    done = heed_cli('translate', '-', text='\n'.join(SENTENCES) + '\n')
    assert done.returncode == 0, done
    attended = [record['target']['text'] for record in attend([])]
    # An empty line is translated to an empty one, but attend has the model read its end token.
    assert done.stdout.splitlines() == [text if sentence else ''
                                        for sentence, text in zip(SENTENCES, attended)]


if __name__ == '__main__':
    install()
    tap.run(globals(), '/system/attend')

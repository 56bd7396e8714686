#!/usr/bin/env python3
"""Checks that the shipped models still behave as the lessons say.

A lesson says, for example, "as a rule the rows are softer now"; this test fails if a new model makes that wrong.
"""

import json
import math
import pathlib
import subprocess
import sys

import tap

HEED_CLI = sys.argv[1]
TOP = pathlib.Path(__file__).resolve().parent.parent.parent
MODELS = TOP / 'resources' / 'models'


def load(number):
    (path,) = (TOP / 'resources' / 'lessons').glob(f'{number:02}-*.json')
    return json.loads(path.read_text(encoding='utf-8'))


def list_sentences(number):
    """Those that a lesson sets or shows."""
    scenes = [step.get(field, {}) for step in load(number)['steps'] for field in ('set', 'show')]
    return [scene['sentence'] for scene in scenes if 'sentence' in scene]


def attend(model, sentence):
    done = subprocess.run([HEED_CLI, 'attend', '--model', MODELS / f'{model}.safetensors', '--format', 'json'],
                          input=sentence + '\n', capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def translate(model, sentence):
    done = subprocess.run([HEED_CLI, 'translate', '--model', MODELS / f'{model}.safetensors'],
                          input=sentence + '\n', capture_output=True, text=True, check=True)
    return done.stdout.lower().strip(' .\n').split()


def measure_likeness(words, other):
    """The part of the words that both have, 0 to 1."""
    return 2 * len(set(words) & set(other)) / (len(set(words)) + len(set(other)))


def measure_entropy(model, sentence):
    rows = attend(model, sentence)['attention'][0]['weights']
    return sum(-sum(w * math.log(w) for w in row if w > 0) for row in rows) / len(rows)


def test_lesson_1_a_short_sentence_needs_no_attention_and_longer_ones_do():
    short, longer, longest = list_sentences(1)
    assert measure_likeness(translate('en-fr-none', short), translate('en-fr', short)) > 0.8
    for sentence in (longer, longest):
        right = translate('en-fr', sentence)
        without = measure_likeness(translate('en-fr-none', sentence), right)
        with_it = measure_likeness(translate('en-fr-additive', sentence), right)
        assert without < with_it, (sentence, without, with_it)


def test_lesson_3_scaled_rows_are_softer():
    (sentence,) = list_sentences(3)
    assert measure_entropy('en-fr-scaled-dot', sentence) > 1.2 * measure_entropy('en-fr-dot', sentence)


def test_lesson_5_silenced_heads_and_layers_are_there():
    (sentence,) = list_sentences(5)
    assert attend('en-fr-multi-head', sentence)['target']['text']
    for model, field, least in (('en-fr-multi-head', 'heads', 2), ('en-fr-transformer', 'heads', 2)):
        description = json.loads((MODELS / f'{model}.json').read_text(encoding='utf-8'))['model']
        assert description[field] >= least, (model, field)


def test_lesson_7_the_end_takes_much_and_rare_words_are_in_pieces():
    sentences = list_sentences(7)
    rows = attend('en-fr-multi-head', sentences[0])['attention'][0]['weights']
    share = sum(row[-1] for row in rows) / len(rows)
    assert share > 0.2, share

    rare = attend('en-fr', sentences[1])['source']
    assert len(rare['tokens']) > len(sentences[1].split()) + 2, rare['tokens']


def test_lesson_7_a_guided_model_has_a_clean_picture():
    sentence = list_sentences(7)[0]
    assert measure_entropy('en-fr', sentence) < measure_entropy('en-fr-additive', sentence)


if __name__ == '__main__':
    tap.run(globals(), '/system/lessons')

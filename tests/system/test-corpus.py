#!/usr/bin/env python3
"""Runs heed-cli corpus, and computes what it says once more from heed-cli attend, align and score.

Covers: app/cli/corpus-json.c, app/cli/pair-options.c
"""

import json
import math
import pathlib
import subprocess
import sys
import tempfile

import tap
import tiny_model

HEED_CLI = sys.argv[1]

SOURCES = ['the cat sleeps.', 'fish. dog', '', 'a dog eats. the fish sleeps.', 'cat']
TARGETS = ['le chat dort.', 'poisson. chien', 'le', 'chien mange. le poisson dort.', 'chat chat']
GOLD = ['0-0 1-1 2-2', '0-0', '', '1-0 2-1 3-2 4-3 5p4', '0-0']
DATA, USE, MISSED = 3, 2, 1


def run(verb, *arguments, text=None):
    return subprocess.run([HEED_CLI, verb, *arguments], capture_output=True, text=True, input=text)


def write(name, lines):
    path = FOLDER / name
    path.write_text(''.join(line + '\n' for line in lines))
    return path


def files():
    return ('--model', MODEL, '--source', write('source', SOURCES), '--target', write('target', TARGETS))


def corpus(*options, status=0):
    done = run('corpus', *options)
    assert done.returncode == status, done
    *lines, last = map(json.loads, done.stdout.splitlines())
    return lines, last['totals']


def close(found, expected):
    return math.isclose(found, expected, rel_tol=1e-5, abs_tol=1e-6)


def test_a_line_says_what_attend_says_of_it():
    lines, totals = corpus(*files())
    assert [line['line'] for line in lines] == [1, 2, 3, 4, 5]
    for line, source, target in zip(lines, SOURCES, TARGETS):
        assert (line['source'], line['target']) == (source, target)
        record = json.loads(run('attend', '--model', MODEL, '--target', target, source).stdout)
        assert close(line['log_prob'], record['score']['log_prob']), (line, record['score'])
        assert close(line['log_prob_per_token'], line['log_prob'] / len(record['steps']))
        assert close(line['entropy'], sum(step['entropy'] for step in record['steps']) / len(record['steps']))
        for name in ('coverage_deviation_penalty', 'absentmindedness_out', 'absentmindedness_in', 'confidence'):
            assert close(line[name], record['score'][name]), (name, line, record['score'])
    assert totals['sentences'] == 5 and totals['failed'] == 0 and 'aer' not in totals


def test_links_are_those_of_align():
    for options in ((), ('--rule', 'threshold=0.3'), ('--shift', '1'), ('--head', '1')):
        links = run('align', *files(), *options).stdout.splitlines()
        assert [line['links'] for line in corpus(*files(), *options)[0]] == links, options


def test_totals_are_those_of_score():
    gold = write('gold', GOLD)
    lines, totals = corpus(*files(), '--gold', gold)
    found = write('found', [line['links'] for line in lines])
    score = json.loads(run('score', '--gold', gold, '--links', found, '--json').stdout)
    for name in ('aer', 'precision', 'recall', 'f'):
        assert close(totals[name], score[name]), (name, totals, score)
    low, high = totals['aer_interval']
    assert low <= totals['aer'] <= high and totals['gold'] == 5, totals
    assert run('corpus', *files(), '--gold', gold, '--max-aer', '0').returncode == MISSED


def test_without_a_target_the_model_translates():
    lines, _ = corpus(*files()[:4])
    said = run('translate', '--model', MODEL, '-', text=''.join(f'{source}\n' for source in SOURCES)).stdout
    assert [line['target'] for line in lines] == said.splitlines(), (lines, said)


def test_threads_and_streams_change_nothing():
    expected = run('corpus', *files()).stdout
    assert run('corpus', *files(), '--jobs', '3').stdout == expected
    text = ''.join(f'{source} ||| {target}\n' for source, target in zip(SOURCES, TARGETS))
    assert run('corpus', '--model', MODEL, '--tsv', '-', text=text).stdout == expected


def test_a_bad_line_is_a_record_and_the_others_go_on():
    (FOLDER / 'bad').write_bytes(b'cat\n\xff\ndog\n')
    lines, totals = corpus('--model', MODEL, '--source', FOLDER / 'bad', '--target', write('t', ['chat', 'chat', 'chien']),
                           status=DATA)
    assert 'error' in lines[1] and 'log_prob' not in lines[1] and 'log_prob' in lines[2], lines
    assert totals['sentences'] == 3 and totals['failed'] == 1, totals


def test_a_model_without_attention_says_what_it_can():
    path = FOLDER / 'none.safetensors'
    tiny_model.write(path, score='none', text={'tokenizer': 'word', 'space_punctuation': True})
    lines, totals = corpus('--model', path, *files()[2:])
    assert all('log_prob' in line and 'links' not in line and 'confidence' not in line for line in lines), lines
    assert totals['confidence'] is None and totals['unaligned'] is None, totals


def test_wrong_options_are_refused():
    for options in (['--max-aer', '1'], ['--gold-one-based'], ['--jobs', '0'], ['--rule', 'best']):
        assert run('corpus', *files(), *options).returncode == USE, options
    assert run('corpus', '--model', MODEL).returncode == USE
    assert run('corpus', *files(), '--tsv', '-').returncode == USE


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as folder:
        FOLDER = pathlib.Path(folder)
        MODEL = FOLDER / 'tiny.safetensors'
        tiny_model.write(MODEL, score='multi-head', heads=2, text={'tokenizer': 'word', 'space_punctuation': True})
        tap.run(globals(), '/system/corpus')

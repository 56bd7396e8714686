#!/usr/bin/env python3
"""Runs heed-cli sweep, and repeats each way that it lists with heed-cli align.

Covers: app/cli/pair-blocks.c, app/core/links/sweep-writing.c
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import tap
import tiny_model

HEED_CLI = sys.argv[1]

SOURCES = ['the cat sleeps.', 'fish. dog', 'a dog eats. the fish sleeps.', 'cat']
TARGETS = ['le chat dort.', 'poisson. chien', 'chien mange. le poisson dort.', 'chat']
GOLD = ['0-0 1-1 2-2', '0-0 1-1', '1-0 2-1 3-2 4-3 5p4', '0-0']
DATA, USE = 3, 2


def run(verb, *arguments, text=None):
    return subprocess.run([HEED_CLI, verb, *arguments], capture_output=True, text=True, input=text)


def write(name, lines):
    path = FOLDER / name
    path.write_text(''.join(line + '\n' for line in lines))
    return path


def files(gold=GOLD):
    return ('--model', MODEL, '--source', write('source', SOURCES), '--target', write('target', TARGETS),
            '--gold', write('gold', gold))


def sweep(*options):
    done = run('sweep', *files(), '--json', *options)
    assert done.returncode == 0, done
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_way_is_what_align_finds():
    ways = [way for way in sweep('--top', '0') if 'head' in way]
    assert len(ways) == (2 + 1) * 2 * 15, len(ways)
    assert [way['aer'] for way in ways] == sorted(way['aer'] for way in ways)
    for way in ways[::7]:
        done = run('align', *files(), '--layer', str(way['layer']), '--head', str(way['head']),
                   '--shift', str(way['shift']), '--rule', way['rule'])
        assert done.stderr.startswith(f"heed-cli: AER {way['aer']:.9g}, precision {way['precision']:.9g}"), (way, done)


def test_the_set_is_last_and_no_worse_than_its_first_head():
    *ways, best = sweep('--top', '0')
    assert all('regions' not in way for way in ways)
    assert all(len(way['regions']) == 3 and min(way['regions']) - 1e-9 <= way['aer'] <= max(way['regions']) + 1e-9
               for way in sweep('--top', '0', '--regions') if 'head' in way)
    heads = [way for way in ways if way['head'] != 'mean']
    assert best['heads'] and best['aer'] <= heads[0]['aer'] and best['sentences'] == len(SOURCES), best
    assert best['heads'][0] == [heads[0]['layer'], heads[0]['head']]


def test_the_best_error_rate_can_be_asked_for():
    best = min(way['aer'] for way in sweep('--top', '0'))
    assert 0 < best < 1, best
    assert run('sweep', *files(), '--max-aer', repr(best + 1e-9)).returncode == 0
    done = run('sweep', *files(), '--top', '3', '--max-aer', repr(best - 1e-6))
    assert done.returncode == 1 and done.stderr.startswith('heed-cli: AER: expected at most') and done.stdout, done


def test_threads_change_nothing():
    assert sweep('--jobs', '3') == sweep()


def test_pairs_may_come_in_one_stream():
    expected = run('sweep', *files()).stdout
    gold = write('gold', GOLD)
    for between in ('\t', ' ||| '):
        text = ''.join(f'{source}{between}{target}\n' for source, target in zip(SOURCES, TARGETS))
        done = run('sweep', '--model', MODEL, '--tsv', '-', '--gold', gold, text=text)
        assert done.returncode == 0 and done.stdout == expected, done
    done = run('sweep', '--model', MODEL, '--tsv', '-', '--gold', write('gold', GOLD[:1]), text='the cat\n')
    assert done.returncode == DATA and '- line 1: line: expected source, tab' in done.stderr, done
    assert run('sweep', *files(), '--tsv', '-').returncode == USE


def test_heads_are_written_and_the_rest_stays():
    path = write('config.json', ['{"bos_token": "<s>", "layer_norm_epsilon": 1e-05, "alignment_layer": 3}'])
    best = sweep('--write', path)[-1]
    written = json.loads(path.read_text())
    assert written['alignment_heads'] == best['heads'] and written['alignment_layer'] == 0, written
    assert written['bos_token'] == '<s>' and written['layer_norm_epsilon'] == 1e-05, written
    old = json.loads((FOLDER / 'config.json.old').read_text())
    assert old == {'bos_token': '<s>', 'layer_norm_epsilon': 1e-05, 'alignment_layer': 3}, old


def test_a_file_that_is_no_configuration_stays_as_it_is():
    for text in ('[1, 2]', '{"a": ', ''):
        path = write('odd.json', [text])
        before = path.read_bytes()
        done = run('sweep', *files(), '--write', path)
        assert done.returncode == DATA and 'odd.json' in done.stderr, done
        assert path.read_bytes() == before and not (FOLDER / 'odd.json.old').exists()


def test_a_bad_line_of_gold_is_named():
    done = run('sweep', *files(gold=['0-0', 'x', '0-0', '0-0']))
    assert done.returncode == DATA and 'source line 2: ' in done.stderr and done.stdout.startswith('AER'), done
    done = run('sweep', *files(gold=['x'] * 4))
    assert done.returncode == DATA and 'found none' in done.stderr and done.stdout == '', done


def test_a_model_without_attention_has_nothing_to_sweep():
    path = FOLDER / 'none.safetensors'
    tiny_model.write(path, score='none', text={'tokenizer': 'word', 'space_punctuation': True})
    done = run('sweep', '--model', path, *files()[2:])
    assert done.returncode == DATA and 'expected a model with attention' in done.stderr, done


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as folder:
        FOLDER = pathlib.Path(folder)
        MODEL = FOLDER / 'tiny.safetensors'
        tiny_model.write(MODEL, score='multi-head', heads=2, text={'tokenizer': 'word', 'space_punctuation': True})
        tap.run(globals(), '/system/sweep')

#!/usr/bin/env python3
"""Runs heed-cli sweep, and repeats each way that it lists with heed-cli align.

Covers: app/cli/pair-blocks.c, app/cli/sweep-lines.c, app/cli/sweep-occlusion.c, app/core/links/sweep-writing.c
"""

import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

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


def turned(line):
    return ' '.join('-'.join(reversed(link.split('-'))) for link in line.split())


def without_gold(*options):
    done = run('sweep', *files()[:6], *options)
    assert done.returncode == 0, done
    return done.stdout


def test_the_other_direction_may_take_the_place_of_gold():
    options = ('--source', FOLDER / 'target', '--target', FOLDER / 'source')
    files()
    backward = run('align', '--model', REVERSE, *options).stdout.splitlines()
    expected = run('sweep', *files(gold=[turned(line) for line in backward]), '--top', '0', '--regions').stdout
    assert without_gold('--reverse', REVERSE, '--top', '0', '--regions') == expected
    assert without_gold('--reverse', REVERSE, '--top', '0', '--regions', '--jobs', '2') == expected
    assert any(not line.startswith('0.0000') for line in expected.splitlines()[1:]), expected


def ranks(row):
    ordered = sorted(map(abs, row))
    return [ordered.index(abs(value)) + (ordered.count(abs(value)) - 1) / 2 for value in row]


def correlate(one, other):
    """Spearman's correlation; None if one of them is constant."""
    one, other = ranks(one), ranks(other)
    middle = (len(one) - 1) / 2
    of_one, of_other, both = (sum((a - middle) * (b - middle) for a, b in zip(x, y))
                              for x, y in ((one, one), (other, other), (one, other)))
    return both / (of_one * of_other) ** 0.5 if of_one and of_other else None


def agreement(head, shift):
    """Computes from attend what sweep should say of a head."""
    total = n_rows = 0
    for source, target in zip(SOURCES, TARGETS):
        record = json.loads(run('attend', '--model', MODEL, '--target', target, '--layer', '0', '--head', str(head),
                                '--evidence', 'occlusion', source).stdout)
        evidence, weights = record['evidence'][0]['values'], record['attention'][0]['weights']
        rows = [correlate(*both) for both in zip(weights[shift:], evidence)]
        known = [row for row in rows if row is not None]
        total += len(rows) * sum(known) / len(known)
        n_rows += len(rows)
    return total / n_rows


def test_occlusion_needs_no_links():
    ways = [json.loads(line) for line in without_gold('--occlusion', '--json').splitlines()]
    assert len(ways) == (2 + 1) * 2 and all(set(way) == {'layer', 'head', 'shift', 'agreement'} for way in ways), ways
    assert [way['agreement'] for way in ways] == sorted((way['agreement'] for way in ways), reverse=True)
    for way in ways:
        assert abs(way['agreement'] - agreement(way['head'], way['shift'])) < 1e-6, (way, agreement(way['head'], way['shift']))
    header, best, *_ = without_gold('--occlusion', '--jobs', '3').splitlines()
    assert header == 'agreement\tlayer:head\tshift', header
    assert best == f"{ways[0]['agreement']:.4f}\t0:{ways[0]['head']}\t{ways[0]['shift']}", (best, ways[0])
    path = write('config.json', ['{}'])
    without_gold('--occlusion', '--write', path)
    head = next(way['head'] for way in ways if way['head'] != 'mean')
    assert json.loads(path.read_text())['alignment_heads'] == [[0, head]], path.read_text()


def test_occlusion_can_be_interrupted_and_names_a_bad_line():
    many = write('many.tsv', [f'{source}\t{target}' for source, target in zip(SOURCES, TARGETS)] * 20000)
    process = subprocess.Popen([HEED_CLI, 'sweep', '--model', MODEL, '--tsv', many, '--occlusion'], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    time.sleep(0.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    stdout, _ = process.communicate(timeout=20)
    assert process.returncode == 4 and stdout == b'', (process.returncode, stdout)
    (FOLDER / 'bad.tsv').write_bytes(b'cat\tchat\n\xff\tchat\n')
    done = run('sweep', '--model', MODEL, '--tsv', FOLDER / 'bad.tsv', '--occlusion')
    assert done.returncode == DATA and 'line 2: ' in done.stderr and done.stdout.startswith('agreement'), done
    done = run('sweep', '--model', MODEL, '--tsv', write('empty.tsv', ['cat\t']), '--occlusion')
    assert done.returncode == DATA and 'found none' in done.stderr and done.stdout == '', done


def test_ways_are_compared_with_one_thing():
    for options in ((), ('--reverse', REVERSE, '--occlusion'), ('--gold', FOLDER / 'gold', '--occlusion'),
                    ('--occlusion', '--pieces'), ('--reverse', REVERSE, '--pieces'), ('--occlusion', '--regions'),
                    ('--occlusion', '--weights', 'norm'), ('--occlusion', '--max-aer', '1')):
        done = run('sweep', *files()[:6], *options)
        assert done.returncode == USE and done.stdout == '', (options, done)


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
        REVERSE = FOLDER / 'reverse.safetensors'
        tiny_model.write(REVERSE, text={'tokenizer': 'word', 'space_punctuation': True})
        tap.run(globals(), '/system/sweep')

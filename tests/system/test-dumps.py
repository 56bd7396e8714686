#!/usr/bin/env python3
"""Writes a model's attention in the formats of other programs and reads the files with heed-cli.

Covers: app/cli/dump-options.c, app/cli/render-dump.c, app/core/corpus/dumped.c
"""

import csv
import gzip
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

import tap
import tiny_model

HEED_CLI = sys.argv[1]

SOURCES = ['the cat sleeps', 'fish dog', 'a dog eats the fish', 'cat']
TARGETS = ['le chat dort', 'poisson chien', 'chien mange le poisson dort', 'chat chat']
GOLD = ['0-0 1-1 2-2', '0-0 1-1', '1-0 2-1 3-2 4-3', '0-0']
USE, DATA = 2, 3


def run(verb, *arguments, text=None):
    return subprocess.run([HEED_CLI, verb, *arguments], capture_output=True, text=True, input=text)


def good(verb, *arguments, text=None):
    done = run(verb, *arguments, text=text)
    assert done.returncode == 0, done
    return done.stdout


def write(name, text):
    path = FOLDER / name
    path.write_bytes(text) if isinstance(text, bytes) else path.write_text(text)
    return path


def lines(name, texts):
    return write(name, ''.join(text + '\n' for text in texts))


def pairs():
    return '--source', lines('source', SOURCES), '--target', lines('target', TARGETS)


def records(*options):
    text = ''.join(f'{source}\t{target}\n' for source, target in zip(SOURCES, TARGETS))
    return [json.loads(line) for line in good('attend', '--model', MODEL, '--tsv', '-', *options, text=text).splitlines()]


def matrices():
    """Returns the mean of the heads for each pair, including the end tokens of both sides."""
    return [record['attention'][0]['weights'] for record in records('--head', 'mean')]


def spaced(row):
    return ' '.join(f'{weight:.9g}' for weight in row)


def nematus():
    heads = zip(SOURCES, TARGETS, matrices())
    return ''.join(f'{i} ||| {target} ||| 0 ||| {source} ||| {len(rows[0])} {len(rows)}\n' +
                   ''.join(spaced(row) + ' \n' for row in rows) + '\n'
                   for i, (source, target, rows) in enumerate(heads))


def sockeye():
    """Sockeye omits the end tokens of both sides."""
    heads = zip(SOURCES, TARGETS, matrices())
    return ''.join(f'{i} ||| {target} ||| -1.5 ||| {source} ||| {len(rows[0]) - 1} ||| {len(rows) - 1}\n' +
                   ''.join(spaced(row[:-1]) + '\n' for row in rows[:-1]) + '\n'
                   for i, (source, target, rows) in enumerate(heads))


def marian():
    return ''.join(f'{target} ||| ' + ' '.join(','.join(f'{weight:.9g}' for weight in row) for row in rows) + '\n'
                   for target, rows in zip(TARGETS, matrices()))


def opennmt():
    """Tables of OpenNMT-py's report_matrix(), between other messages of the program."""
    text = 'SENT 1: whatever\n'
    for source, target, rows in zip(SOURCES, TARGETS, matrices()):
        tokens = [*source.split(), '</s>']
        text += '[2020-01-01 00:00:00,000 INFO] ' + '{:>10.10} '.format('') + ''.join(f'{token:>10.7} ' for token in tokens) + '\n'
        for word, row in zip([*target.split(), '</s>'], rows):
            most = row.index(max(row))
            text += f'{word:>10.10} ' + ''.join(f'{weight:{"*" if i == most else " "}>10.7f} ' for i, weight in enumerate(row)) + '\n'
        text += '\nPRED 1: x\n'
    return text


def numpy(source_first=True, fortran=False):
    """Filled up to the longest with rows that decoding went on to write."""
    all_rows = matrices()
    n_source, n_target = max(len(rows[0]) for rows in all_rows), max(len(rows) for rows in all_rows)
    padded = []
    for rows in all_rows:
        width = len(rows[0])
        rows = [row + [0.0] * (n_source - width) for row in rows]
        rows += [[1 / width] * width + [0.0] * (n_source - width)] * (n_target - len(rows))
        padded.append([list(column) for column in zip(*rows)] if source_first else rows)
    shape = (len(padded), *((n_source, n_target) if source_first else (n_target, n_source)))
    places = [(i, j, k) for i in range(shape[0]) for j in range(shape[1]) for k in range(shape[2])]
    if fortran:
        places.sort(key=lambda place: place[::-1])
    head = f"{{'descr': '<f4', 'fortran_order': {fortran}, 'shape': {shape}, }}".encode()
    head += b' ' * (-(len(head) + 11) % 64) + b'\n'
    return (b'\x93NUMPY\x01\x00' + struct.pack('<H', len(head)) + head +
            struct.pack(f'<{len(places)}f', *(padded[i][j][k] for i, j, k in places)))


def ours():
    return ''.join(json.dumps(record) + '\n' for record in records())


def all_dumps():
    """Returns a file of each format with the options that it needs."""
    return [(lines('n.ali', [nematus()]), ()), (write('s.ali', sockeye()), ()), (write('j.ali', ours()), ()),
            (write('m.ali', marian()), ('--source', lines('source', SOURCES))), (write('o.ali', opennmt()), ()),
            (write('a.npy', numpy()), pairs()), (write('t.npy', numpy(source_first=False)), pairs()),
            (write('f.npy', numpy(fortran=True)), pairs()),
            (write('z.ali', gzip.compress(nematus().encode())), ())]


def test_links_are_those_of_the_model_in_every_format():
    for rule in 'argmax', 'threshold=0.3':
        for shift in '0', '1':
            expected = good('align', '--model', MODEL, *pairs(), '--rule', rule, '--shift', shift)
            for path, beside in all_dumps():
                if shift == '1' and path.name == 's.ali':
                    continue  # it lacks the row of the step that reads the last word
                found = good('align', '--attention', path, *beside, '--rule', rule, '--shift', shift)
                assert found == expected, (path, rule, shift, found, expected)


def test_corpus_says_the_same_but_for_what_needs_a_model():
    gold = lines('gold', GOLD)
    *expected, totals = map(json.loads, good('corpus', '--model', MODEL, *pairs(), '--gold', gold).splitlines())
    for path, beside in all_dumps():
        if path.name == 's.ali':
            continue  # without the end tokens the measures differ
        *found, all_of_them = map(json.loads, good('corpus', '--attention', path, *beside, '--gold', gold).splitlines())
        assert len(found) == len(expected), path
        for one, other in zip(found, expected):
            assert not {'log_prob', 'log_prob_per_token', 'entropy'} & set(one), one
            for name, value in one.items():
                same = abs(value - other[name]) < 1e-5 if isinstance(value, float) else value == other[name]
                assert same, (path, name, one, other)
        assert all_of_them['totals']['aer'] == totals['totals']['aer'], (all_of_them, totals)
        assert all_of_them['totals']['log_prob_per_token'] is None, all_of_them


def test_heads_are_chosen_of_records_alone():
    path = write('j.ali', ours())
    for options in ('--head', '0'), ('--head', '1'), ('--head', 'mean'), ('--layer', '0'):
        assert good('align', '--attention', path, *options) == good('align', '--model', MODEL, *pairs(), *options), options
    for heads in '0:1', '0:0,0:1', '0:1,0:1':
        chosen = good('align', '--attention', path, '--heads', heads, '--scores')
        ours_too = good('align', '--model', MODEL, *pairs(), '--heads', heads, '--scores')
        assert [link.split(':')[0] for link in chosen.split()] == [link.split(':')[0] for link in ours_too.split()], heads
        assert all(abs(float(one.split(':')[1]) - float(other.split(':')[1])) < 1e-6
                   for one, other in zip(chosen.split(), ours_too.split())), (heads, chosen, ours_too)
        *lines_of, totals = map(json.loads, good('corpus', '--attention', path, '--heads', heads).splitlines())
        assert [line['links'] for line in lines_of] == good('align', '--attention', path, '--heads', heads).splitlines()
    odd = json.loads(ours().splitlines()[0])
    odd['attention'][1]['weights'] = odd['attention'][1]['weights'][:-1]
    done = run('align', '--attention', write('odd.ali', json.dumps(odd) + '\n'), '--heads', '0:0,0:1')
    assert done.returncode == DATA and done.stdout == '\n', done
    done = run('align', '--attention', path, '--heads', '0:0,0:7')
    assert done.returncode == DATA and 'layer and head asked for' in done.stderr, done
    assert run('align', '--attention', path, '--heads', '0:0', '--head', '0').returncode == USE
    assert run('align', '--attention', write('n.ali', nematus()), '--heads', '0:0').returncode == USE
    done = run('align', '--attention', path, '--head', '7')
    assert done.returncode == DATA and 'layer and head asked for' in done.stderr, done
    assert run('align', '--attention', write('n.ali', nematus()), '--head', '1').returncode == USE


def test_pieces_become_words():
    dump = ('0 ||| le ch@@ at ||| 0 ||| the c@@ at ||| 4 4\n'
            '0.8 0.1 0.1 0\n0.1 0.4 0.4 0.1\n0.3 0.1 0.6 0\n0 0 0 1\n\n')
    path = write('pieces', dump)
    record = json.loads(good('align', '--attention', path, '--json', '--rule', 'threshold=0.3'))
    weights = {(link['source'], link['target']): round(link['weight'], 6) for link in record['links']}
    assert weights == {(0, 0): 0.8, (1, 1): 0.75}, record
    line = json.loads(good('corpus', '--attention', path).splitlines()[0])
    assert (line['source'], line['target']) == ('the cat', 'le chat'), line
    assert good('align', '--attention', path, '--pieces') == '0-0 1-1 2-2\n'
    marked = write('marked', 'x ||| 0.8,0.1,0.1,0 0.1,0.4,0.4,0.1 0.3,0.1,0.6,0 0,0,0,1\n')
    beside = '--source', lines('s', ['▁the ▁c at']), '--target', lines('t', ['▁le ▁ch at'])
    assert good('align', '--attention', marked, *beside, '--rule', 'threshold=0.3') == '0-0 1-1\n'


def test_an_n_best_list_counts_by_its_best():
    rows = '0.9,0.1 0.2,0.8'
    path = write('best', f'0 ||| chat ||| {rows} ||| F0= -1 ||| -1\n0 ||| chien ||| 0.1,0.9 0.9,0.1 ||| F0= -2 ||| -2\n'
                         f'1 ||| chien ||| {rows} ||| F0= -1 ||| -1\n')
    assert good('align', '--attention', path, '--source', lines('s', ['cat', 'dog'])) == '0-0\n0-0\n'


def test_a_bad_sentence_keeps_its_place_and_is_named():
    good_rows = '0.5 0.5\n0.5 0.5\n\n'
    for bad, message in (('0.5 x\n0.5 0.5\n', 'line 6: expected weights, found “x”'),
                         ('0.5 0.5\n0.5\n', 'line 7: expected 2 weights, as in the row before, found “1”'),
                         ('0.5 nan\n0.5 0.5\n', 'line 6: expected a finite weight, not below 0, found “nan”'),
                         ('0.5 -1\n0.5 0.5\n', 'line 6: expected a finite weight, not below 0, found “-1”'),
                         ('0.5 0.5 0\n0 1 0\n', 'line 5: expected weights for 1 source tokens, or for one more, found for 3'),
                         ('', 'line 5: expected a row of weights for each target token, found nothing')):
        head = '0 ||| chat ||| 0 ||| cat ||| 2 2\n'
        done = run('align', '--attention', write('bad', head + good_rows + head + bad + '\n' + head + good_rows))
        assert done.returncode == DATA and done.stdout == '0-0\n\n0-0\n' and message in done.stderr, (message, done)
    done = run('align', '--attention', write('hard', 'le chat ||| 0-0 1-1\n'), '--attention-format', 'marian')
    assert done.returncode == DATA and 'expected text ||| weights' in done.stderr, done
    done = run('corpus', '--attention', write('error', json.dumps({'error': 'too long'}) + '\n'))
    assert done.returncode == DATA and 'too long' in json.loads(done.stdout.splitlines()[0])['error'], done


def test_a_sentence_is_drawn_without_a_model():
    for (path, beside), sentence in zip(all_dumps(), [1, 2, 3, 4] * 3):
        output = FOLDER / 'sentence.csv'
        good('render', '--attention', path, '--sentence', str(sentence), *beside, '-o', output)
        head, *rows = csv.reader(output.read_text().splitlines())
        expected = matrices()[sentence - 1]
        if path.name == 's.ali':
            expected = [row[:-1] for row in expected[:-1]]
        assert len(rows) == len(expected) and head[1:][:len(SOURCES[sentence - 1].split())] == SOURCES[sentence - 1].split(), rows
        for row, weights in zip(rows, expected):
            assert len(row) == len(weights) + 1, (path, row)
            assert all(abs(float(a) - b) < 1e-5 for a, b in zip(row[1:], weights)), (path, row, weights)
    for view in 'matrix', 'ribbons', 'text':
        picture = FOLDER / 'sentence.svg'
        good('render', '--attention', write('n.ali', nematus()), '--sentence', '3', '--view', view, '-o', picture)
        assert 'eats' in picture.read_text() and 'n.ali' in picture.read_text(), view
    path = write('n.ali', nematus())
    for options in ('--sentence', '0'), ('--sentence', '5'), ('--view', 'wall'), ('--model', MODEL), ('--step', '99'), ('text',):
        assert run('render', '--attention', path, '-o', FOLDER / 'x.svg', *options).returncode == USE, options
    done = run('render', '--attention', write('m.ali', marian()), '--source', lines('short', SOURCES[:1]), '--sentence', '2',
               '-o', FOLDER / 'x.svg')
    assert done.returncode == DATA and 'short: expected a line 2, found fewer' in done.stderr, done


def test_files_of_other_lengths_are_refused():
    path = write('n.ali', nematus())
    for n in len(SOURCES) - 1, len(SOURCES) + 1:
        done = run('align', '--attention', path, '--gold', lines('gold', (GOLD * 2)[:n]))
        assert done.returncode == DATA and 'one for each sentence of the attention' in done.stderr, done
    for text in '', 'nothing like it\n':
        done = run('align', '--attention', write('other', text))
        assert done.returncode == DATA and 'expected what Nematus' in done.stderr, done
    assert run('align', '--attention', FOLDER / 'nowhere').returncode == DATA


def test_wrong_options_are_refused():
    path = write('n.ali', nematus())
    for options in (('--model', MODEL), ('--reverse', MODEL), ('--heads', '0:1'), ('--source-ids',), ('--attention-format', 'x')):
        assert run('align', '--attention', path, *options).returncode == USE, options
    assert run('corpus', '--attention', path, '--model', MODEL).returncode == USE


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as folder:
        FOLDER = pathlib.Path(folder)
        MODEL = FOLDER / 'tiny.safetensors'
        tiny_model.write(MODEL, score='multi-head', heads=2, text={'tokenizer': 'word'})
        tap.run(globals(), '/system/dumps')

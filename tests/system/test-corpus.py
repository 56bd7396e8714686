#!/usr/bin/env python3
"""Runs heed-cli corpus, and computes its output independently from heed-cli attend, align and score.

Covers: app/cli/corpus-file.c, app/cli/corpus-json.c, app/cli/head-totals.c, app/cli/pair-options.c, app/core/corpus/corpus-probe.c, app/core/translation/probe.c, app/core/words/word-span.c
"""

import json
import math
import os
import pathlib
import pty
import re
import signal
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


def test_probabilities_of_gold_links_are_read_by_every_verb():
    folder = pathlib.Path(__file__).resolve().parent.parent / 'data' / 'links'
    options = ('--tsv', folder / 'awesome-align.en-fr', '--gold', folder / 'awesome-align.out', '--gold-probabilities',
               folder / 'awesome-align.prob', '--sure-from', '0.9')
    model = ('--model', pathlib.Path(__file__).resolve().parents[2] / 'resources' / 'models' / 'en-fr.safetensors')
    said = run('align', *model, *options)
    links = write('links', said.stdout.splitlines())
    done = run('score', '--gold', options[3], '--gold-probabilities', options[5], '--sure-from', '0.9', '--links', links, '--json')
    score = json.loads(done.stdout)
    _, totals = corpus(*model, *options, '--each-head')
    assert said.stderr.startswith(f"heed-cli: AER {score['aer']:.9g}, precision {score['precision']:.9g}"), (said, score)
    assert all(close(totals[name], score[name]) and close(totals['heads'][0][name], score[name])
               for name in ('aer', 'precision', 'recall', 'f')), (totals, score)
    way = json.loads(run('sweep', *model, *options, '--json', '--top', '0').stdout.splitlines()[0])
    assert way['aer'] <= score['aer'] and close(totals['gold'], 3), (way, score)
    assert run('corpus', *model, *options[:2], '--sure-from', '0.9').returncode == USE
    wrong = write('wrong', ['0.5'] * 3)
    lines, _ = corpus(*model, *options[:4], '--gold-probabilities', wrong, status=DATA)
    assert all('probabilities: expected as many as links' in line['error'] for line in lines), lines


def test_without_a_target_the_model_translates():
    lines, _ = corpus(*files()[:4])
    said = run('translate', '--model', MODEL, '-', text=''.join(f'{source}\n' for source in SOURCES)).stdout
    assert [line['target'] for line in lines] == said.splitlines(), (lines, said)


def test_threads_and_streams_change_nothing():
    expected = run('corpus', *files()).stdout
    assert run('corpus', *files(), '--jobs', '3').stdout == expected
    text = ''.join(f'{source} ||| {target}\n' for source, target in zip(SOURCES, TARGETS))
    assert run('corpus', '--model', MODEL, '--tsv', '-', text=text).stdout == expected


def test_what_the_readme_tells_slurm_is_what_one_process_says():
    readme = (pathlib.Path(__file__).resolve().parents[2] / 'README.md').read_text()
    line, = re.findall(r'^split -n .*heed-cli corpus.*$', readme, re.MULTILINE)
    assert '/100 ' in line, line
    write('pairs.tsv', [f'{source}\t{target}' for source, target in zip(SOURCES, TARGETS)] * 30)
    for task in range(4):
        command = line.replace('/100 ', '/4 ').replace('heed-cli corpus', f'{pathlib.Path(HEED_CLI).resolve()} corpus --model {MODEL}')
        subprocess.run(['bash', '-e', '-o', 'pipefail', '-c', command], cwd=FOLDER, check=True,
                       env={**os.environ, 'SLURM_ARRAY_TASK_ID': str(task)})
    parts = [[json.loads(text) for text in (FOLDER / f'part-{task}.jsonl').read_text().splitlines()] for task in range(4)]
    lines, totals = corpus('--model', MODEL, '--tsv', FOLDER / 'pairs.tsv')
    said = [one for part in parts for one in part[:-1]]
    assert len(said) == len(lines) == 150 and all(len(part) > 1 for part in parts), list(map(len, parts))
    for one, other in zip(said, lines):
        assert (one['source'], one['target'], one['links']) == (other['source'], other['target'], other['links']), (one, other)
        assert close(one['log_prob'], other['log_prob']), (one, other)
    assert sum(part[-1]['totals']['sentences'] for part in parts) == totals['sentences']


def test_a_bad_line_is_a_record_and_the_others_go_on():
    (FOLDER / 'bad').write_bytes(b'cat\n\xff\ndog\n')
    lines, totals = corpus('--model', MODEL, '--source', FOLDER / 'bad', '--target', write('t', ['chat', 'chat', 'chien']),
                           status=DATA)
    assert 'error' in lines[1] and 'log_prob' not in lines[1] and 'log_prob' in lines[2], lines
    assert totals['sentences'] == 3 and totals['failed'] == 1, totals


def test_a_file_is_gone_on_with_where_it_ends():
    gold = write('gold', GOLD)
    options = (*files(), '--gold', gold, '--rule', 'threshold=0.3')
    whole = run('corpus', *options).stdout
    output = FOLDER / 'output.jsonl'
    assert run('corpus', *options, '--output', output).stdout == '' and output.read_text() == whole
    ends = [0, *(i + 1 for i, byte in enumerate(whole) if byte == '\n')]
    for left in (*ends, ends[2] + 20, ends[-2] + 5):
        output.write_text(whole[:left])
        done = run('corpus', *options, '--output', output, '--resume')
        assert done.returncode == 0 and done.stdout == '', done
        *lines, last = output.read_text().splitlines()
        assert lines == whole.splitlines()[:-1], left
        found, expected = json.loads(last)['totals'], json.loads(whole.splitlines()[-1])['totals']
        for name, value in expected.items():
            assert name == 'aer_interval' or close(found[name], value), (left, name, found, expected)
        assert found['aer_interval'] == expected['aer_interval'], (found, expected)
    output.unlink()
    assert run('corpus', *options, '--output', output, '--resume').returncode == 0 and output.read_text() == whole
    output.write_text(whole.replace('fish. dog', 'fish. cat'))
    done = run('corpus', *options, '--output', output, '--resume')
    assert done.returncode == DATA and 'line 2: expected the pair that is there now' in done.stderr, done
    assert run('corpus', *options, '--resume').returncode == USE


def test_what_was_done_before_an_interrupt_is_kept():
    output = FOLDER / 'cut.jsonl'
    pairs = ''.join(f'{source}\t{target}\n' for source, target in zip(SOURCES, TARGETS)) * 500
    command = [HEED_CLI, 'corpus', '--model', MODEL, '--output', output, '--tsv']
    for signal_number in signal.SIGINT, signal.SIGTERM:
        process = subprocess.Popen([*command, '-'], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdin.write(pairs.encode())  # almost two blocks, and the input stays open
        process.stdin.flush()
        while not output.exists() or output.read_text().count('\n') < 2048:
            assert process.poll() is None
        process.send_signal(signal_number)
        assert process.wait(timeout=60) == 4
        process.communicate()
        lines = output.read_text().splitlines()
        assert len(lines) >= 2048 and all(json.loads(line)['line'] == i + 1 for i, line in enumerate(lines)), len(lines)
        tsv = write('all.tsv', pairs.splitlines())
        assert run(*command[1:], tsv, '--resume').returncode == 0
        *resumed, totals = output.read_text().splitlines()
        assert len(resumed) == 2500 and resumed[:len(lines)] == lines and json.loads(totals)['totals']['sentences'] == 2500
        assert output.read_text().splitlines()[:2500] == run('corpus', '--model', MODEL, '--tsv', tsv).stdout.splitlines()[:2500]
        output.unlink()


def test_a_full_disk_is_no_success():
    done = run('corpus', *files(), '--output', '/dev/full')
    assert done.returncode == DATA and done.stderr.startswith('heed-cli: /dev/full: expected room for a line'), done
    with open('/dev/full', 'w') as full:
        for verb in 'corpus', 'align', 'sweep':
            options = ('--gold', write('gold', GOLD)) if verb == 'sweep' else ()
            done = subprocess.run([HEED_CLI, verb, *files(), *options], stdout=full, stderr=subprocess.PIPE, text=True)
            assert done.returncode == DATA and 'standard output: expected room' in done.stderr, done


def test_a_pipe_that_is_closed_early_ends_the_work():
    tsv = write('many.tsv', [f'{source}\t{target}' for source, target in zip(SOURCES, TARGETS)] * 1000)
    for verb in 'corpus', 'align':
        process = subprocess.Popen([HEED_CLI, verb, '--model', MODEL, '--tsv', tsv], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL))
        assert process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(timeout=60) == -signal.SIGPIPE and errors == b'', (process.returncode, errors)


def test_progress_is_for_terminals():
    assert run('corpus', *files(), '--output', FOLDER / 'quiet').stderr == ''
    ours, theirs = pty.openpty()
    with subprocess.Popen([HEED_CLI, 'corpus', *files(), '--output', FOLDER / 'shown'], stderr=theirs) as process:
        os.close(theirs)
        shown = b''
        while True:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # the terminal is gone
                break
    os.close(ours)
    assert process.returncode == 0 and b'100 %' in shown and b'5 pairs' in shown, shown


def test_a_probe_is_what_attend_says_when_asked():
    lines, totals = corpus(*files(), '--probe', '--least-share', '0')
    plain, _ = corpus(*files())
    shares = []
    for line, same, source, target in zip(lines, plain, SOURCES, TARGETS):
        assert all(line[name] == value for name, value in same.items()), (line, same)
        if not source:
            assert 'omission' not in line, line
            continue
        record = json.loads(run('attend', '--model', MODEL, '--target', target, '--evidence', 'share', '--top', '256',
                                source).stdout)
        share = sum(map(sum, record['evidence'][0]['values'])) / len(record['steps'])
        shares.append(share)
        assert close(line['source_share'], share), (line, share)
        ends = [math.exp(next(one['log_prob'] for one in step['candidates'] if one['token'] == '</s>')) for step in record['steps']]
        assert close(line['end']['last_probability'], ends[-1]) and close(line['end']['probability'], max(ends[:-1])), (line, ends)
        assert ends[line['end']['step']] == max(ends[:-1]), (line, ends)
        first, last = line['omission']['span']
        words = source.split()
        rest = ' '.join(words[:first] + words[last + 1:])
        without = json.loads(run('attend', '--model', MODEL, '--target', target, '--', rest).stdout)
        assert close(line['omission']['log_prob_change'], without['score']['log_prob'] - record['score']['log_prob']), line
        if 'unread' in line['flags']:
            assert line['flags']['unread'] == [first, last], line
        else:
            assert first == last, line
    assert close(totals['source_share'], sum(shares) / len(shares)) and totals['hallucinations'] == 0, totals


def test_a_clause_that_was_left_out_is_named():
    """Uses the default model, which was trained with guided attention."""
    model = pathlib.Path(__file__).resolve().parents[2] / 'resources' / 'models' / 'en-fr.safetensors'
    source = 'The cat is sleeping on the table, and the dog is waiting at the door.'
    lines, _ = corpus('--model', model, '--source', write('s', [source, source]), '--probe', '--target',
                      write('t', ['Le chat dort sur la table.', 'Le chat dort sur la table et le chien attend à la porte.']))
    short, whole = lines
    first, last = short['omission']['span']
    assert 6 <= first <= 8 and last == 14 and short['flags']['unread'] == [first, last], short
    assert short['omission']['received'] < 0.3 and short['omission']['log_prob_change'] > 1, short
    assert 'unread' not in whole['flags'] and whole['omission']['log_prob_change'] < 0, whole


def test_a_target_may_be_longer_than_a_model_would_make_it():
    lines, _ = corpus('--model', MODEL, '--source', write('s', ['cat']), '--target', write('t', ['chat ' * 120 + '</s> chat']),
                      '--probe')
    assert 0 <= lines[0]['source_share'] <= 1, lines


def test_what_hardly_rests_on_the_source_is_flagged():
    lines, totals = corpus(*files(), '--probe', '--least-share', '0.9')
    shares = [(line['source_share'], 'hallucination' in line['flags']) for line in lines if 'source_share' in line]
    assert all((share < 0.9) == flagged for share, flagged in shares), shares
    assert totals['hallucinations'] == sum(flagged for _, flagged in shares) > 0, totals
    output = FOLDER / 'probed'
    whole = run('corpus', *files(), '--probe', '--least-share', '0.9').stdout
    output.write_text(whole[:whole.index('\n', whole.index('\n') + 1) + 1])
    assert run('corpus', *files(), '--probe', '--least-share', '0.9', '--output', output, '--resume').returncode == 0
    found = json.loads(output.read_text().splitlines()[-1])['totals']
    assert found['hallucinations'] == totals['hallucinations'] and close(found['source_share'], totals['source_share']), found
    assert run('corpus', '--attention', output, '--probe').returncode == USE


def test_a_model_without_attention_says_what_it_can():
    path = FOLDER / 'none.safetensors'
    tiny_model.write(path, score='none', text={'tokenizer': 'word', 'space_punctuation': True})
    lines, totals = corpus('--model', path, *files()[2:])
    assert all('log_prob' in line and 'links' not in line and 'confidence' not in line for line in lines), lines
    assert totals['confidence'] is None and totals['unaligned'] is None, totals


def weights(head):
    """Returns what attend says of one head: of every pair its source tokens and rows."""
    records = (json.loads(run('attend', '--model', MODEL, '--target', target, '--layer', '0', '--head', str(head), source).stdout)
               for source, target in zip(SOURCES, TARGETS))
    return [(record['source']['tokens'], record['attention'][0]['weights']) for record in records]


def place(i, n):
    return i / (n - 1) if n > 1 else 0.5


def mean(numbers):
    return sum(numbers) / len(numbers)


def test_heads_are_what_attend_shows_of_each():
    lines, totals = corpus(*files(), '--each-head', '--gold', write('gold', GOLD), '--rule', 'threshold=0.3', '--shift', '1')
    heads, pairs = totals['heads'], [weights(0), weights(1)]
    assert [(head['layer'], head['head']) for head in heads] == [(0, 0), (0, 1)], heads
    for head, own in zip(heads, pairs):
        rows = [row for _, matrix in own for row in matrix]
        assert close(head['entropy'], mean([-sum(x * math.log(x) for x in row if x > 0) for row in rows])), head
        assert close(head['end_mass'], mean([row[-1] for row in rows])), head
        stops = [row[-2] for tokens, matrix in own if tokens[-2:-1] == ['.'] for row in matrix]
        assert stops and close(head['stop_mass'], mean(stops)), head
        distances = [sum(x * abs(place(t, len(matrix)) - place(s, len(row))) for s, x in enumerate(row))
                     for _, matrix in own for t, row in enumerate(matrix)]
        assert close(head['diagonality'], 1 - mean(distances)), head
        alone = corpus(*files(), '--gold', write('gold', GOLD), '--rule', 'threshold=0.3', '--shift', '1', '--head',
                       str(head['head']))[1]
        assert all(close(head[name], alone[name]) for name in ('aer', 'precision', 'recall', 'f')), (head, alone)
    same = mean([one.index(max(one)) == other.index(max(other))
                 for (_, a), (_, b) in zip(*pairs) for one, other in zip(a, b)])
    for head, twin in zip(heads, ([0, 1], [0, 0])):
        assert head['most_like'] == twin and close(head['most_like_share'], same), (head, same)
        assert close(head['agreement'], heads[0]['agreement']) and -1 < head['agreement'] < 1, heads
    without = {name: value for name, value in totals.items() if name != 'heads'}
    plain = corpus(*files(), '--gold', write('gold', GOLD), '--rule', 'threshold=0.3', '--shift', '1')
    assert (lines, without) == plain, (totals, plain)


def test_heads_do_not_depend_on_threads_and_leave_bad_lines_out():
    many = write('many.tsv', [f'{source}\t{target}' for source, target in zip(SOURCES, TARGETS)] * 1000)
    expected = run('corpus', '--model', MODEL, '--tsv', many, '--each-head').stdout
    assert run('corpus', '--model', MODEL, '--tsv', many, '--each-head', '--jobs', '2').stdout == expected
    once, often = corpus(*files(), '--each-head')[1]['heads'], json.loads(expected.splitlines()[-1])['totals']['heads']
    assert all(close(one[name], value) for one, many in zip(once, often) for name, value in many.items() if name != 'most_like')
    bad = write('bad.tsv', [f'{source}\t{target}' for source, target in zip(SOURCES, TARGETS)] + ['no tab'])
    assert corpus('--model', MODEL, '--tsv', bad, '--each-head', status=DATA)[1]['heads'] == once
    assert all('aer' not in head for head in once), once


def test_wrong_options_are_refused():
    for options in (['--each-head', '--resume', '--output', 'x'], ['--each-head', '--attention', 'x']):
        assert run('corpus', *files(), *options).returncode == USE, options
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

#!/usr/bin/env python3
"""Runs heed-cli score on alignments whose scores are known.

Covers: app/cli/gold-options.c, app/cli/link-origin.c
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import tap

HEED_CLI = sys.argv[1]
LINKS = pathlib.Path(__file__).resolve().parent.parent / 'data' / 'links'


def score(gold, links, *options):
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / name for name in ('gold', 'links')]
        for path, text in zip(paths, (gold, links)):
            path.write_text(text)
        return subprocess.run([HEED_CLI, 'score', '--gold', paths[0], '--links', paths[1], *options],
                              capture_output=True, text=True)


def test_fields_are_those_of_the_manual():
    done = score('0-0 1-1 2-1 3-2\n', '0-0 1-1 3-2\n', '--json')
    assert done.returncode == 0, done
    assert json.loads(done.stdout) == {'aer': 0.142857143, 'precision': 1, 'recall': 0.75, 'f': 0.857142857, 'sentences': 1}


def test_more_is_said_on_demand():
    files = '0-0 1-1 2-1 3p2\n0-0\n', '0-0 1-1 3-2 2-2\n1-1\n'
    found = json.loads(score(*files, '--json', '--alpha', '0.4', '--counts', '--intervals', '500').stdout)
    assert found['links'] == {'found': 5, 'sure': 4, 'possible': 1, 'found_sure': 2, 'found_possible': 1}, found
    assert abs(found['f_alpha'] - 1 / (0.4 / found['precision'] + 0.6 / found['recall'])) < 1e-8, found
    low, high = found['aer_interval']
    assert low <= found['aer'] <= high and abs(low - 2 / 7) < 1e-8 and high == 1, found
    text = score(*files, '--alpha', '0.4', '--counts', '--intervals', '500').stdout
    for line in ('F 0.4      ', 'AER 95 %   0.285714286 to 1\n', 'found      5\n', 'possible   1, of them found 1\n'):
        assert line in text, text
    for wrong in (['--alpha', '1.5'], ['--alpha', '-1'], ['--intervals', '-1']):
        assert score(*files, *wrong).returncode == 2, wrong


def of_awesome_align(gold, probabilities, *options):
    """Scores the links of a file against themselves as gold, read with these probabilities."""
    return subprocess.run([HEED_CLI, 'score', '--gold', gold, '--links', gold, '--gold-probabilities', probabilities, '--json',
                           '--counts', *options], capture_output=True, text=True)


def test_probabilities_tell_sure_links_from_possible_ones():
    files = LINKS / 'awesome-align.out', LINKS / 'awesome-align.prob'
    values = [float(value) for value in files[1].read_text().split()]
    for options, limit in ((), 0.5), (('--sure-from', '0.9'), 0.9), (('--sure-from', '0'), 0), (('--sure-from', '2'), 2):
        found = json.loads(of_awesome_align(*files, *options).stdout)
        sure = sum(value >= limit for value in values)
        assert (found['links']['sure'], found['links']['possible']) == (sure, len(values) - sure), (options, found)
        assert found['aer'] == 0 and found['sentences'] == 3, found
    assert json.loads(score('0-0:0.4 1-1:0.6\n', '0-0 1-1\n', '--json', '--counts').stdout)['links']['sure'] == 2
    weighted = score('0-0:0.4 1-1:0.6\n', '0-0 1-1\n', '--json', '--counts', '--sure-from', '0.5')
    assert json.loads(weighted.stdout)['links']['sure'] == 1, weighted


def test_probabilities_that_do_not_fit_are_refused():
    gold = LINKS / 'awesome-align.out'
    good = (LINKS / 'awesome-align.prob').read_text().splitlines()
    for number, line, said in ((2, good[1] + ' 0.5', 'probabilities: expected as many as links, 5, found 6'),
                               (1, '', 'probabilities: expected as many as links, 4, found 0'),
                               (3, good[2].replace('2.78', '-2.78'), 'probability 7: expected a number from 0 to 1, found'),
                               (1, 'nan 0.5 0.5 0.5', 'probability 1: expected a number from 0 to 1, found “nan”'),
                               (1, 'tensor(0.9) 0.5 0.5 0.5', 'probability 1: ')):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / 'prob'
            path.write_text('\n'.join(line if i == number else other for i, other in enumerate(good, 1)) + '\n')
            done = of_awesome_align(gold, path)
            assert done.returncode == 3 and f'awesome-align.out line {number}: {said}' in done.stderr, done
            path.write_text('\n'.join(good[:2]) + '\n')
            assert of_awesome_align(gold, path).returncode == 3


def test_sentences_are_summed_before_they_are_divided():
    done = score('0-0 1-1 2-2\n0-0\n', '0-0 1-1 2-2\n0-1\n', '--json')
    assert json.loads(done.stdout)['aer'] == 0.25, done


def test_possible_links_cost_no_recall():
    done = score('0-0 1p1 2?2\n', '0-0 1-1\n', '--json')
    found = json.loads(done.stdout)
    assert (found['aer'], found['precision'], found['recall']) == (0, 1, 1), done


def test_each_file_counts_from_where_it_says():
    zero, one = '0-0 1-2\n', '1-1 2-3\n'
    for gold, links, options in [(zero, one, ['--links-one-based']), (one, zero, ['--gold-one-based']),
                                 (one, one, ['--gold-one-based', '--links-one-based'])]:
        done = score(gold, links, '--json', *options)
        assert json.loads(done.stdout)['aer'] == 0, done


def test_links_that_seem_to_count_from_one_are_told():
    zero, one = '0-0 1-2\n', '1-1 2-3\n'
    done = score(one, zero, '--json')
    assert done.returncode == 0 and json.loads(done.stdout)['aer'] > 0, done
    assert done.stderr == 'heed-cli: --gold: no link uses position 0; if its words count from 1, say --gold-one-based\n'
    assert '--links-one-based' in score(zero, one).stderr
    for gold, links, options in [(zero, zero, []), (one, one, []), ('\n', zero, []), (one, zero, ['--gold-one-based'])]:
        assert score(gold, links, *options).stderr == '', (gold, links, options)


def test_text_says_the_same():
    done = score('0-0\n', '0-0\n')
    assert done.stdout.split() == ['AER', '0', 'precision', '1', 'recall', '1', 'F', '1', 'sentences', '1'], done


def test_a_missed_threshold_is_exit_status_1():
    assert score('0-0 1-1\n', '0-0\n', '--max-aer', '0.4').returncode == 0
    done = score('0-0 1-1\n', '0-0\n', '--max-aer', '0.3')
    assert done.returncode == 1 and done.stdout.startswith('AER'), done
    assert done.stderr == 'heed-cli: AER: expected at most 0.3, found 0.333333333\n', done


def test_nothing_passes_no_threshold():
    done = score('', '', '--max-aer', '0.1')
    assert done.returncode == 3 and 'expected at least one, found none' in done.stderr, done


def test_what_is_no_link_is_named_with_its_line():
    done = score('0-0\n0-0\n', '0-0\n0:0\n')
    assert done.returncode == 3 and done.stdout == '', done
    assert done.stderr.endswith('links line 2: link 1: expected source-target with positions from 0, found “0:0”\n'), done


def test_files_of_different_length_are_refused():
    assert score('0-0\n0-0\n', '0-0\n').returncode == 3


def test_both_files_must_be_named():
    done = subprocess.run([HEED_CLI, 'score', '--gold', '/dev/null'], capture_output=True, text=True)
    assert done.returncode == 2 and '--links' in done.stderr, done


if __name__ == '__main__':
    tap.run(globals(), '/system/score')

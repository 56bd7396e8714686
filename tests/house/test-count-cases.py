#!/usr/bin/env python3
"""Checks the counts for made-up logs, so that no failure is hidden."""

import json
import pathlib
import subprocess
import sys
import tempfile

import tap

SCRIPT = pathlib.Path(__file__).parent.parent / 'count-cases.py'


def run(*tests):
    """The exit status and the lines for a log of (result, stdout) pairs."""
    with tempfile.NamedTemporaryFile('w', suffix='.json') as log:
        for number, (result, stdout) in enumerate(tests):
            print(json.dumps({'name': f'program {number}', 'result': result, 'stdout': stdout,
                              'returncode': 0 if result == 'OK' else 1}), file=log)
        log.flush()
        done = subprocess.run([sys.executable, SCRIPT, log.name], capture_output=True, text=True)
    return done.returncode, done.stdout.splitlines()


def count(*tests):
    """The exit status and the last line."""
    status, lines = run(*tests)
    return status, lines[-1]


def test_every_case_of_a_program_counts():
    assert count(('OK', '1..2\nok 1 /a\nok 2 /b\n'), ('OK', '1..1\nok 1 /c\n')) == (0, '3 passed, 0 failed')


def test_a_program_without_cases_is_one():
    assert count(('OK', 'all is well\n'), ('FAIL', '')) == (1, '1 passed, 1 failed')


def test_a_failed_case_fails():
    assert count(('FAIL', '1..2\nok 1 /a\nnot ok 2 /b\n')) == (1, '1 passed, 1 failed')


def test_a_crash_after_good_cases_fails():
    assert count(('ERROR', '1..3\nok 1 /a\nok 2 /b\n')) == (1, '2 passed, 1 failed')


def test_a_program_stopped_for_its_time_fails():
    assert count(('TIMEOUT', '')) == (1, '0 passed, 1 failed')


def test_skipped_cases_are_told_apart():
    assert count(('OK', '1..2\nok 1 /a\nok 2 /b # SKIP no display\n'), ('SKIP', '')) == \
        (0, '1 passed, 0 failed, 2 skipped')


def test_no_case_at_all_fails():
    assert count(('SKIP', '')) == (1, '0 passed, 0 failed, 1 skipped')


def test_what_a_failed_program_said_last_is_repeated():
    _, lines = run(('OK', '# quiet\nok 1 /a\n'), ('FAIL', '# waited 30 s for a loss\nnot ok 1 /b\nok 2 /c\n'))
    assert lines == ['  # waited 30 s for a loss', '  not ok 1 /b', 'FAILED program 1: /b',
                     '2 passed, 1 failed'], lines


def test_comments_are_no_cases():
    assert count(('OK', '# ok so far\n1..1\nok 1 /a\n# not ok at all\n')) == (0, '1 passed, 0 failed')


if __name__ == '__main__':
    tap.run(globals(), '/house/count-cases')

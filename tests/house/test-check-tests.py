#!/usr/bin/env python3
"""Writes source files without a test and checks that they are reported."""

import pathlib
import subprocess
import sys
import tempfile

import tap

SCRIPT = pathlib.Path(__file__).parent.parent / 'check-tests.py'


def check(**files):
    with tempfile.TemporaryDirectory() as top:
        for place, text in files.items():
            path = pathlib.Path(top) / place.replace('__', '/').replace('_DOT_', '.').replace('_', '-')
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return subprocess.run([sys.executable, SCRIPT, top], capture_output=True, text=True).stdout


def test_a_file_has_a_test_of_its_name():
    assert check(engine__gru_DOT_c='', tests__engine__test_gru_DOT_c='') == ''
    assert check(engine__gru_DOT_c='', tests__engine__test_lstm_DOT_c='').startswith('engine/gru.c: expected')


def test_or_it_stands_in_the_head_of_one():
    for head in ('/* Covers: engine/gru.c */', '/* x\n *\n * Covers: engine/lstm.c,\n *   engine/gru.c\n *\n * y\n */'):
        said = check(engine__gru_DOT_c='', engine__lstm_DOT_c='', tests__test_gate_DOT_c=head)
        assert 'engine/gru.c' not in said, said
    assert check(engine__gru_DOT_c='', tests__test_gate_DOT_py='#!/x\n"""Y.\n\nCovers: engine/gru.c\n"""\n') == ''
    assert check(engine__gru_DOT_c='', tests__test_gate_DOT_c='/* x */\n/* Covers: engine/gru.c */') != ''


def test_what_is_named_exists():
    assert 'found no engine/gone.c' in check(tests__test_gate_DOT_c='/* Covers: engine/gone.c */')


if __name__ == '__main__':
    tap.run(globals(), '/house/check-tests')

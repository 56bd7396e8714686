#!/usr/bin/env python3
"""Writes functions with many parameters and checks which of them are reported."""

import pathlib
import subprocess
import sys
import tempfile

import tap

SCRIPT = pathlib.Path(__file__).parent.parent / 'check-functions.py'


def function(name, n_parameters, first='gpointer  p0'):
    rest = [f'guint     p{i}' for i in range(1, n_parameters)]
    return f'static int\n{name} (' + f',\n{" " * (len(name) + 2)}'.join([first, *rest]) + ')\n{\n  return 0;\n}\n'


def check(name, text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
        return subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True).stdout


def test_six_parameters_are_the_most():
    for folder in ('engine/layers', 'ui', 'app/window/pages'):
        assert check(f'{folder}/gru.c', function('step', 6)) == ''
        said = check(f'{folder}/gru.c', function('step', 7))
        assert said == f'{folder}/gru.c:2: step: expected at most 6 parameters, found 7\n', said


def test_every_function_of_a_file_is_looked_at():
    said = check('ui/gru.c', function('first', 7) + '\n' + function('second', 2) + '\n' + function('third', 9))
    assert [line.split(': ')[1] for line in said.splitlines()] == ['first', 'third'], said


def test_a_kernel_may_have_eight():
    assert check('engine/kernels/gru.c', function('body', 8)) == ''
    assert 'found 9' in check('engine/kernels/gru.c', function('body', 9))


def test_a_pointer_to_a_function_is_one_parameter():
    pointer = 'int (*first) (int a, int b, int c)'
    assert check('ui/gru.c', function('step', 6, pointer)) == ''
    assert 'found 7' in check('ui/gru.c', function('step', 7, pointer))


def test_what_a_comment_says_is_no_parameter():
    assert check('ui/gru.c', function('step', 6, 'int p0 /* a, b */')) == ''


def test_measure_is_as_gtk_has_it():
    assert check('ui/gru.c', function('heed_gru_measure', 7, 'GtkOrientation p0')) == ''
    assert 'found 7' in check('ui/gru.c', function('heed_gru_measure', 7))
    assert 'found 7' in check('ui/gru.c', function('heed_gru_draw', 7, 'GtkOrientation p0'))


def test_exceptions_are_listed_only_while_they_are_some():
    listed = 'app/window/desktop/theme.c'
    assert check(listed, function('setting_changed_cb', 7)) == ''
    assert 'setting_changed_cb' in check(listed, function('setting_changed_cb', 6))
    assert 'other_cb' in check(listed, function('other_cb', 7) + '\n' + function('setting_changed_cb', 7))


if __name__ == '__main__':
    tap.run(globals(), '/house/check-functions')

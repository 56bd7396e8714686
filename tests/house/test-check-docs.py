#!/usr/bin/env python3
"""Removes parts of a doc comment and checks that each is reported as missing."""

import pathlib
import subprocess
import sys
import tempfile

import tap

SCRIPT = pathlib.Path(__file__).parent.parent / 'check-docs.py'

HEADER = '''
float heed_scale (float        *y,
                  const float  *x,
                  gsize         n,
                  GError      **error);
'''

COMMENT = '''/**
 * heed_scale:
 * @y: (out): n numbers
 * @x: n numbers
 *
 * Errors: none that is known
 *
 * Source: the definition
 *
 * Returns: how much
 */
'''


def check(comment, folder='engine/kernels', header=HEADER):
    with tempfile.TemporaryDirectory() as top:
        path = pathlib.Path(top) / folder
        path.mkdir(parents=True)
        (path / 'scale.h').write_text(header)
        (path / 'scale.c').write_text('/* scale.c */\n#include "x.h"\n' + comment + 'float\nheed_scale (float *y)\n{\n}\n')
        return subprocess.run([sys.executable, SCRIPT, top], capture_output=True, text=True).stdout


def test_a_documented_function_passes():
    assert check(COMMENT) == ''


def test_each_part_is_missed():
    for part, said in ((' * heed_scale:\n', 'expected a comment'), (' * @x: n numbers\n', 'expected @x'),
                       (' * Errors: none that is known\n', 'Errors:'), (' * Source: the definition\n', 'Source:'),
                       (' * Returns: how much\n', 'Returns:')):
        assert said in check(COMMENT.replace(part, '')), part


def test_a_pointer_to_numbers_has_a_shape():
    assert 'the shape of @x' in check(COMMENT.replace('@x: n numbers', '@x: what is scaled'))
    for shape in ('n_rows x n_columns', '(nullable): n numbers', '3 n: r, z, n', 'K'):
        assert check(COMMENT.replace('@x: n numbers', '@x: ' + shape)) == '', shape


def test_other_floors_need_no_formula():
    assert check('', 'engine/files') == ''


if __name__ == '__main__':
    tap.run(globals(), '/house/check-docs')

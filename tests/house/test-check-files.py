#!/usr/bin/env python3
"""Writes files that break the rules of style and checks that they are reported."""

import pathlib
import subprocess
import sys
import tempfile

import tap

SCRIPT = pathlib.Path(__file__).parent.parent / 'check-files.py'

LICENCE = ' * Copyright 2026 The Heed authors\n * SPDX-License-Identifier: GPL-3.0-or-later\n */\n'
HEAD = '/* gru.c — one step of a recurrent unit\n *\n' + LICENCE


def check(name, text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
        return subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True).stdout


def test_a_file_of_ours_passes():
    assert check('engine/layers/gru.c', HEAD + '\nint x;\n') == ''


def test_a_head_must_name_its_own_file():
    for head in ('', HEAD.replace('gru.c', 'lstm.c'), HEAD.replace('unit', 'unit.'), '/*' + LICENCE[2:],
                 HEAD.replace('GPL-3.0-or-later', 'MIT')):
        assert check('engine/layers/gru.c', head + '\nint x;\n').startswith('engine/layers/gru.c:1: '), head


def test_a_test_need_not_say_what_it_is():
    assert check('tests/engine/test-gru.c', '/*' + LICENCE[2:] + '\nint x;\n') == ''


def test_a_header_is_included_once():
    head = HEAD.replace('gru.c', 'gru.h')
    assert 'pragma' in check('engine/layers/gru.h', head + '\nint x;\n')
    assert check('engine/layers/gru.h', head + '\n#pragma once\n') == ''


def test_stray_white_space_is_named_by_line():
    for stray in ('int\tx;', 'int x; '):
        assert check('ui/gru.c', HEAD + '\n' + stray + '\n').startswith('ui/gru.c:7: '), stray
    for end in ('int x;', 'int x;\n\n'):
        assert check('ui/gru.c', HEAD + '\n' + end).startswith('ui/gru.c:'), end


def test_a_wide_line_is_named():
    assert check('ui/gru.c', HEAD + '\nint ' + 'x' * 95 + ';\n') == ''
    assert check('ui/gru.c', HEAD + '\nint ' + '→' * 95 + ';\n') == ''
    assert check('ui/gru.c', HEAD + '\nint ' + 'x' * 96 + ';\n').startswith('ui/gru.c:7: expected at most 100 columns')


def test_sources_are_sorted():
    for first, second, is_sorted in (('gru', 'lstm', True), ('lstm', 'gru', False)):
        said = check('engine/meson.build', f"files(\n  '{first}.c',\n  '{second}.c',\n)\n")
        assert ('sorted' not in said) == is_sorted, said


if __name__ == '__main__':
    tap.run(globals(), '/house/check-files')

#!/usr/bin/env python3
"""Fails if a source file does not look like one of ours.

It opens with its name and what it is (a test, which is named after what it
tests, need not), the copyright and the licence; it has no tab and no space at the end
of a line; no line has more than 100 columns; a header is included once. Files that a
meson.build lists line by line are sorted.
"""

import pathlib
import re
import sys

TOP = pathlib.Path(sys.argv[1])

FOLDERS = ('app', 'engine', 'tests', 'ui')
SUFFIXES = ('.c', '.cc', '.h')
MOST_COLUMNS = 100

errors = []

for path in sorted(path for folder in FOLDERS for path in (TOP / folder).rglob('*') if path.suffix in SUFFIXES):
    name = path.relative_to(TOP).as_posix()
    text = path.read_text()
    lines = text.split('\n')

    is_test = name.startswith('tests/')
    what = rf'/\* {re.escape(path.name)} — \S.*[^.\s]\n \*\n \*'
    head = re.compile((rf'(?:{what}|/\*)' if is_test else what) +
                      r' Copyright \d{4} The Heed authors\n'
                      r' \* SPDX-License-Identifier: GPL-3\.0-or-later\n')
    if not head.match(text):
        errors.append(f'{name}:1: expected "/* {path.name} — what it is", copyright, licence')
    if path.suffix == '.h' and '\n#pragma once\n' not in text:
        errors.append(f'{name}:1: expected #pragma once')
    if not text.endswith('\n') or text.endswith('\n\n'):
        errors.append(f'{name}:{len(lines)}: expected to end in one line end')

    for number, line in enumerate(lines, 1):
        if '\t' in line:
            errors.append(f'{name}:{number}: expected spaces, found a tab')
        if line != line.rstrip():
            errors.append(f'{name}:{number}: expected no space at the end')
        if len(line) > MOST_COLUMNS:
            errors.append(f'{name}:{number}: expected at most {MOST_COLUMNS} columns, found {len(line)}')

for path in sorted(path for folder in FOLDERS for path in (TOP / folder).rglob('meson.build')):
    before = ''
    for number, line in enumerate(path.read_text().split('\n'), 1):
        listed = re.fullmatch(r"\s+'([^']+\.(?:c|cc|py))',", line)
        if listed and before > listed.group(1):
            name = path.relative_to(TOP).as_posix()
            errors.append(f'{name}:{number}: expected a sorted list, found {listed.group(1)} behind {before}')
        before = listed.group(1) if listed else ''

for error in errors:
    print(error)
sys.exit(bool(errors))

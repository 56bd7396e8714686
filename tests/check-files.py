#!/usr/bin/env python3
"""Fails if a source file does not look like one of ours.

It opens with its name and what it is (a test, which is named after what it
tests, need not), the copyright and the licence; it has no tab and no space at the end
of a line; a header is included once.
"""

import pathlib
import re
import sys

TOP = pathlib.Path(sys.argv[1])

FOLDERS = ('app', 'engine', 'tests', 'ui')
SUFFIXES = ('.c', '.cc', '.h')

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

for error in errors:
    print(error)
sys.exit(bool(errors))

#!/usr/bin/env python3
"""Fails if nobody can say which test holds a source file.

x.c of engine/, ui/ or app/ is tested by test-x.c or test-x.py below tests/, or it
stands in the head of the test that covers it:

    Covers: engine/formats/layouts/d2l.c, engine/formats/layouts/tutorial.c

What is named there must exist. A test may cover what others cover too.
"""

import pathlib
import re
import sys

TOP = pathlib.Path(sys.argv[1])

FOLDERS = ('engine', 'ui', 'app')
SOURCES = ('.c', '.cc')


def head_of(text):
    """The comment or docstring that a test opens with."""
    found = re.match(r'/\*.*?\*/|#![^\n]*\n""".*?"""', text, re.S)
    return found.group(0) if found else ''


errors = []
covered = set()
names = set()

for path in sorted((TOP / 'tests').rglob('test-*')):
    if path.suffix not in ('.c', '.py'):
        continue
    names.add(path.stem.removeprefix('test-'))
    place = path.relative_to(TOP).as_posix()
    for part in re.findall(r'Covers:(.*?)(?:\n[ *]*\n|\*/|"""|$)', head_of(path.read_text()), re.S):
        for source in re.sub(r'[\n*,]', ' ', part).split():
            if (TOP / source).is_file():
                covered.add(source)
            else:
                errors.append(f'{place}: expected files behind "Covers:", found no {source}')

for folder in FOLDERS:
    for path in sorted((TOP / folder).rglob('*')):
        source = path.relative_to(TOP).as_posix()
        if path.suffix in SOURCES and path.stem not in names and source not in covered:
            errors.append(f'{source}: expected tests/**/test-{path.stem}.c, or "Covers: {source}" in the head of a test')

for error in errors:
    print(error)
sys.exit(bool(errors))

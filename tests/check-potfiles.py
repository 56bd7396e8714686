#!/usr/bin/env python3
"""Fails if text that a person sees is out of the translators' reach.

Every file of app/, ui/ and resources/ that marks a string for translation is in
po/POTFILES, every file in po/POTFILES exists, and the list is sorted. A template
must name its domain, or GTK looks its strings up in the wrong one. A text with a
macro in it (G_GUINT64_FORMAT) is cut off there by xgettext, and never found.
"""

import pathlib
import re
import sys

TOP = pathlib.Path(sys.argv[1])

MARKS = {
    '.c': re.compile(r'(?<![\w])(?:_|N_|C_|Q_|NC_|ngettext|g_dngettext|g_dgettext|g_dpgettext2?)\s*\('),
    '.ui': re.compile(r'translatable="(?:yes|true|1)"'),
    '.in': re.compile(r''),
}
CUT = re.compile(r'(?<!\w)(?:_|N_|Q_)\s*\((?:\s*"(?:[^"\\]|\\.)*")+\s*(?P<macro>[A-Z]\w+)')
INTERFACE = re.compile(r'<interface(?![^>]*domain="heed")')

listed = [line for line in (TOP / 'po' / 'POTFILES').read_text().splitlines() if line and not line.startswith('#')]
errors = []

if listed != sorted(listed):
    errors.append('po/POTFILES: expected to be sorted')

for name in listed:
    if not (TOP / name).is_file():
        errors.append(f'po/POTFILES: expected a file, found no {name}')

for path in sorted(path for folder in ('app', 'resources', 'ui') for path in (TOP / folder).rglob('*')):
    name = path.relative_to(TOP).as_posix()
    if path.suffix not in MARKS:
        continue
    text = path.read_text()
    if MARKS[path.suffix].search(text) and name not in listed:
        errors.append(f'{name}: expected in po/POTFILES')
    for match in CUT.finditer(text):
        errors.append(f'{name}: expected a text without {match["macro"]}, which xgettext does not know')
    if path.suffix == '.ui' and INTERFACE.search(text):
        errors.append(f'{name}: expected <interface domain="heed">')

for error in errors:
    print(error)
sys.exit(bool(errors))

#!/usr/bin/env python3
"""Checks every translation with gettext's own checker."""

import pathlib
import shutil
import subprocess

import tap

PO = pathlib.Path(__file__).resolve().parent.parent.parent / 'po'
LANGUAGES = (PO / 'LINGUAS').read_text().split()


def test_every_language_has_a_file_and_every_file_a_language():
    assert sorted(path.stem for path in PO.glob('*.po')) == sorted(LANGUAGES)


def test_formats_headers_and_plurals_agree():
    if not shutil.which('msgfmt'):
        raise tap.Skip('no msgfmt')
    for language in LANGUAGES:
        done = subprocess.run(['msgfmt', '--check', '--output-file=/dev/null', PO / f'{language}.po'],
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_nothing_is_left_as_a_guess():
    for language in LANGUAGES:
        assert '\n#, fuzzy' not in (PO / f'{language}.po').read_text(), language


if __name__ == '__main__':
    tap.run(globals(), '/house/translations')

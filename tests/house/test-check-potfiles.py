#!/usr/bin/env python3
"""Writes strings that translators cannot reach and checks that they are reported."""

import pathlib
import subprocess
import sys
import tempfile

import tap

SCRIPT = pathlib.Path(__file__).parent.parent / 'check-potfiles.py'


def check(potfiles, files):
    """Runs the script on a tree with this list and these files."""
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        for name, text in {**files, 'po/POTFILES': potfiles}.items():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_text(text)
        return subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True)


def expect_error(message, potfiles, files):
    done = check(potfiles, files)
    assert done.returncode == 1 and done.stdout.splitlines() == [message], done


def test_a_marked_source_must_be_listed():
    for mark in ('_("Play")', 'N_("Play")', 'ngettext ("step", "steps", n)', 'C_("heatmap", "Play")'):
        expect_error('app/window/window.c: expected in po/POTFILES', '', {'app/window/window.c': f'puts ({mark});'})


def test_a_marked_template_must_be_listed():
    expect_error('ui/legend.ui: expected in po/POTFILES', '',
                 {'ui/legend.ui': '<interface domain="heed"><property translatable="yes">Play</property></interface>'})


def test_a_template_must_name_its_domain():
    expect_error('ui/legend.ui: expected <interface domain="heed">', 'ui/legend.ui\n',
                 {'ui/legend.ui': '<interface><property translatable="yes">Play</property></interface>'})


def test_a_listed_file_must_exist():
    expect_error('po/POTFILES: expected a file, found no app/gone.c', 'app/gone.c\n', {})


def test_a_text_has_no_macro_in_it():
    expect_error('app/a.c: expected a text without G_GUINT64_FORMAT, which xgettext does not know', 'app/a.c\n',
                 {'app/a.c': 'g_print (_("%" G_GUINT64_FORMAT " batches"), n);'})


def test_the_list_is_sorted():
    expect_error('po/POTFILES: expected to be sorted', 'app/b.c\napp/a.c\n',
                 {'app/a.c': '_("a")', 'app/b.c': '_("b")'})


def test_a_function_whose_name_ends_like_a_mark_needs_no_listing():
    assert check('', {'app/window/window.c': 'play_ ("Play"); HEED_N_("x");'}).returncode == 0


if __name__ == '__main__':
    tap.run(globals(), '/house/check-potfiles')

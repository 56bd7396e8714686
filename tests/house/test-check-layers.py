#!/usr/bin/env python3
"""Adds includes to a copy of the source tree's structure and checks which are reported."""

import pathlib
import subprocess
import sys
import tempfile

import tap

SCRIPT = pathlib.Path(__file__).parent.parent / 'check-layers.py'

FORBIDDEN = [
    ('engine/base/x.c',       '#include "engine/kernels/softmax.h"'),
    ('engine/kernels/x.c',    '#include "engine/tape/tape.h"'),
    ('engine/kernels/x.c',    '#include "engine/files/weights.h"'),
    ('engine/tape/x.c',       '#include "engine/models/model.h"'),
    ('engine/layers/x.c',     '#include "engine/files/weights.h"'),
    ('engine/files/x.c',      '#include "engine/kernels/softmax.h"'),
    ('engine/text/x.c',       '#include "engine/models/model.h"'),
    ('engine/models/x.c',     '#include "engine/decoding/session.h"'),
    ('engine/models/x.c',     '#include "engine/layers/gru.h"'),
    ('engine/models/x.c',     '#include "engine/training/trainer.h"'),
    ('engine/decoding/x.c',   '#include "engine/training/trainer.h"'),
    ('engine/decoding/x.c',   '#include "engine/files/weights.h"'),
    ('engine/training/x.c',   '#include "engine/decoding/session.h"'),
    ('engine/alignment/x.c',  '#include "engine/models/model.h"'),
    ('engine/unknown/x.c',    '#include "engine/base/arena.h"'),
    ('engine/values.h',       '#include "engine/heed.h"'),
    ('engine/models/x.c',     '#include "ui/heatmap.h"'),
    ('engine/models/x.c',     '#include "app/window/document/document.h"'),
    ('engine/models/x.c',     '#include "config.h"'),
    ('ui/x.c',                '#include "engine/heed.h"'),
    ('ui/x.h',                '#include "app/window/document/document.h"'),
    ('app/core/words/x.c',    '#include "engine/models/model.h"'),
    ('app/core/words/x.c',    '#include "app/window/document/document.h"'),
    ('app/core/words/x.c',    '#include "app/cli/verb.h"'),
    ('app/core/words/x.c',    '#include <gtk/gtk.h>'),
    ('app/cli/x.c',           '#include <gtk/gtk.h>'),
    ('app/cli/x.c',           '#include "app/window/document/document.h"'),
    ('app/window/x.c',        '#include "app/cli/verb.h"'),
    ('app/window/x.c',        '#include "app/window/pages/parts/transport.h"'),
    ('app/window/window.c',   '#include "app/window/pages/train/train-page.h"'),
    ('app/core/words/x.c',    '#include "ui/widget.h"'),
    ('app/cli/x.h',           '#include "ui/of-widgets.h"'),
    ('app/core/x.c',          '#include "engine/values.h"'),
    ('app/core/words/x.c',    '#include "app/core/training/film.h"'),
    ('app/core/training/x.c', '#include "app/core/corpus/corpus-run.h"'),
    ('app/window/document/x.c', '#include "app/window/sessions/session-keeper.h"'),
    ('app/window/sessions/x.c', '#include "app/window/window.h"'),
    ('app/window/pages/corpus/x.c', '#include "app/window/pages/translate/translate-page.h"'),
    ('app/window/pages/train/x.c', '#include "app/window/pages.h"'),
    ('engine/networks/x.c',   '#include "engine/models/model.h"'),
    ('engine/models/x.c',     '#include "engine/formats/model-file.h"'),
    ('app/cli/x.c',           '#include "engine/files/pairs.h"'),
    ('app/window/pages/corpus/x.c', '#include "engine/decoding/session.h"'),
    ('app/core/words/x.c',    '#include <cblas.h>'),
    ('engine/kernels/x.c',    '#include <cblas.h>'),
    ('engine/models/x.c',     '#include <gtk/gtk.h>'),
    ('engine/alignment/x.c',  '#include <cairo.h>'),
    ('engine/alignment/x.c',  '#include <pango/pangocairo.h>'),
    ('engine/text/x.cc',      '#include <sentencepiece_processor.h>'),
    ('ui/x.c',                '#  include"engine/heed.h"'),
    ('ui/x.c',                '\t#include "engine/heed.h"  /* only the types */'),
]

ALLOWED = [
    ('engine/kernels/blas.c',       '#include <cblas.h>'),
    ('engine/text/sentencepiece.cc', '#include <sentencepiece_processor.h>'),
    ('engine/kernels/x.c',          '#include "engine/kernels/softmax.h"'),
    ('engine/networks/x.c',         '#include "engine/layers/gru.h"'),
    ('engine/decoding/x.c',         '#include "engine/networks/decoder.h"'),
    ('engine/base/x.c',             '#include "engine/heed.h"'),
    ('ui/x.c',                      '#include "engine/values.h"'),
    ('ui/x.c',                      '#include <gtk/gtk.h>'),
    ('app/core/words/x.c',          '#include "config.h"'),
    ('app/cli/x.c',                 '#include "app/core/training/film.h"'),
    ('app/window/x.c',              '#include "app/core/training/film.h"'),
    ('app/window/pages/corpus/x.c',       '#include "app/window/document/document.h"'),
    ('app/core/corpus/x.c',         '#include "app/core/links/gold.h"'),
    ('app/window/sessions/x.c',     '#include "app/window/page.h"'),
    ('app/window/pages/compare/x.c', '#include "app/window/pages/translate/translate-page.h"'),
    ('app/window/x.c',              '#include "ui/heatmap.h"'),
    ('app/window/x.h',              '#include "ui/of-widgets.h"'),
    ('app/core/words/x.c',          '#include "ui/drawing.h"'),
    ('app/window/pages/pages.c',    '#include "app/window/pages/train/train-page.h"'),
]


# a widget, a header that uses it, and one that draws without widgets
HEADERS = {
    'ui/widget.h':     '#include <gtk/gtk.h>',
    'ui/of-widgets.h': '#include "ui/widget.h"',
    'ui/drawing.h':    '#include <cairo.h>',
}


def check(cases):
    """Runs the script on a tree with these lines. Returns the places that it reported."""
    with tempfile.TemporaryDirectory() as folder:
        places = []
        (pathlib.Path(folder) / 'ui').mkdir()
        for path, line in HEADERS.items():
            (pathlib.Path(folder) / path).write_text(line + '\n')
        for path, line in cases:
            file = pathlib.Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open('a') as out:
                print(line, file=out)
            places.append(f'{path}:{len(file.read_text().splitlines())}')
        done = subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True)

    return done.returncode, places, [line.partition(': ')[0] for line in done.stdout.splitlines()]


def test_every_forbidden_include_is_named():
    status, planted, named = check(FORBIDDEN)
    assert status == 1 and sorted(planted) == sorted(named), set(planted) ^ set(named)


def test_what_a_layer_may_include_passes():
    status, _, named = check(ALLOWED)
    assert status == 0 and not named, named


def test_circles_of_any_length_are_named():
    status, _, named = check([
        ('ui/a.c', '#include "ui/a.h"'), ('ui/a.c', '#include "ui/b.h"'),
        ('ui/b.h', '#include "ui/c.h"'), ('ui/c.c', '#include "ui/a.h"'),
        ('ui/d.c', '#include "ui/a.h"'),
    ])
    assert status == 1 and named == ['ui/a', 'ui/b', 'ui/c'], named


def test_circles_within_a_floor_of_the_engine_are_named():
    status, _, named = check([
        ('engine/files/a.c', '#include "engine/files/a.h"'), ('engine/files/a.c', '#include "engine/files/b.h"'),
        ('engine/files/b.h', '#include "engine/files/a.h"'), ('engine/files/b.c', '#include "engine/files/b.h"'),
    ])
    assert status == 1 and named == ['engine/files/a', 'engine/files/b'], named


def test_what_a_source_shows_to_its_friends_is_a_part_of_it():
    friend = [
        ('engine/text/a.c', '#include "engine/text/a-inside.h"'), ('engine/text/a-inside.h', '#include "engine/text/a.h"'),
        ('engine/text/b.c', '#include "engine/text/a-inside.h"'),
    ]
    status, _, named = check(friend)
    assert status == 0 and not named, named
    status, _, named = check(friend + [('engine/text/a.h', '#include "engine/text/b.h"'), ('engine/text/b.h', '')])
    assert status == 1 and named == ['engine/text/a', 'engine/text/b'], named


if __name__ == '__main__':
    tap.run(globals(), '/house/check-layers')

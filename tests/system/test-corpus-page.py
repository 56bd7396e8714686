#!/usr/bin/python3
"""Starts the installed window with a corpus, reads, sorts and opens it with real
keys, and gives it files that are not a corpus.
"""

import pathlib
import tempfile

import tap
from installation import install
from window import Window, wait_for

PAIRS = (('I have a cat.', "J'ai un chat.", '0-0 1-0 2-1 3-2'),
         ('She is very tired today.', "Elle est très fatiguée aujourd'hui.", '0-0 1-1 2-2 3-3 4-4'),
         ('Come here!', 'Venez ici !', '0-0 1-1 1p2'))
N_TIMES = 70


def write(folder, name, content):
    path = pathlib.Path(folder) / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def arguments(paths):
    return [part for path in paths for part in ('--corpus', path)]


def corpus(folder):
    return [write(folder, f'test.{ending}', ''.join(f'{pair[k]}\n' for pair in PAIRS * N_TIMES))
            for k, ending in enumerate(('en', 'fr', 'gold'))]


def test_some_hundred_pairs_are_read_and_opened():
    with tempfile.TemporaryDirectory() as folder:
        window = Window(*arguments(corpus(folder)))
        try:
            wait_for('what was read', lambda: window.find('label', 'test.gold (links from 0) — 210 sentences'))
            wait_for('all of them', lambda: window.find('label', '210 of 210'))
            wait_for('the scores', lambda: window.find('label', 'corpus AER'))
            wait_for('the histogram', lambda: window.find('image', 'Distribution of AER from '))

            # The focus is on the rows; one of them goes on to the page Translate.
            window.press('Down', 'Down')
            wait_for('an attention', lambda: window.find('label', 'Sentence '))
            wait_for('its bar', lambda: not window.find('image', 'marked: none'))
            window.press('Return')
            wait_for('the page Translate', lambda: window.find('text', 'Source sentence'))
            sentence = wait_for('its sentence', lambda: window.text('text', 'Source sentence'))
            assert sentence in [pair[0] for pair in PAIRS], sentence

            # And back: nothing is lost.
            window.press('alt+3')
            wait_for('the corpus', lambda: window.find('label', '210 of 210'))
        finally:
            assert window.close() == 0


def refused(content, message):
    with tempfile.TemporaryDirectory() as folder:
        paths = [write(folder, name, text) for name, text in content]
        window = Window(*arguments(paths))
        try:
            wait_for('that it is refused', lambda: window.find('label', 'The detected role of each file'))
            wait_for(message, lambda: window.find('label', message))
            window.press('Escape')
        finally:
            assert window.close() == 0


def test_a_line_is_missing():
    refused((('test.en', 'one\ntwo\nthree\n'), ('test.fr', 'un\ndeux\n')),
            'test.fr: expected 3 lines, as many as in ')


def test_a_file_is_empty():
    refused((('test.en', ''), ('test.fr', 'un\n')), 'test.en: expected lines of text, found an empty file')


def test_all_links_are_out_of_range():
    refused((('test.en', 'one\n'), ('test.fr', 'un\n'), ('test.gold', '7-9\n')), 'line 1: expected links between 1 and 1')


def test_wrong_lines_cost_themselves_alone():
    """Invalid UTF-8, a NUL, a huge line, a link out of range: each is reported, and the other lines are read."""
    source = b'one\n\xff\xfe\xfd\nth\0ree\n' + b'x' * 200000 + b'\nfive\nsix\n'
    with tempfile.TemporaryDirectory() as folder:
        paths = [write(folder, 'test.en', b'zero ' * 2000 + b'\n' + source),
                 write(folder, 'test.fr', 'zéro\nun\ndeux\ntrois\nquatre\ncinq\nsix\n'),
                 write(folder, 'test.gold', '0-0\n0-0\n0-0\n0-0\n0-0\n0-0\n0-3\n')]
        window = Window(*arguments(paths))
        try:
            wait_for('what is wrong', lambda: window.find('label', 'lines are left out, first '))
            wait_for('which line', lambda: window.find('label', 'test.en line 3: expected UTF-8'))
            wait_for('the rest', lambda: window.find('label', '7 of 7'))
        finally:
            assert window.close() == 0


if __name__ == '__main__':
    install()
    tap.run(globals(), '/system/corpus-page')

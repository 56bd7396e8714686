#!/usr/bin/env python3
"""Exports attention in every format and reads each file back.

The expected contents are those of `heed-cli attend` for the same sentence. A format that
needs another program to be read is skipped if that is missing.

Covers: app/cli/render.c
"""

import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import tap

HEED_CLI = sys.argv[1]
FOLDER = tempfile.TemporaryDirectory(prefix='heed-render-')
SHIPPED = pathlib.Path(__file__).parent.parent.parent / 'resources' / 'models'
ENVIRONMENT = {**os.environ, 'HEED_MODELS': str(SHIPPED), 'TEXMFVAR': FOLDER.name}
MODEL = 'en-fr-transformer'
SENTENCE = 'I would like a cup of tea, please.'
SVG = '{http://www.w3.org/2000/svg}'


def heed_cli(*arguments, status=0):
    done = subprocess.run([HEED_CLI, *map(str, arguments)], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == status, (done.returncode, done.stderr)
    return done


def render(name, *arguments, sentence=SENTENCE):
    path = pathlib.Path(FOLDER.name) / name
    heed_cli('render', '--model', MODEL, sentence, '-o', path, *arguments)
    return path


def attend(*arguments):
    return json.loads(heed_cli('attend', '--model', MODEL, *arguments, SENTENCE).stdout)


def labels(tokens):
    """As the window writes them."""
    return [re.sub(r'^<(.*)>$', r'⟨\1⟩', token.lstrip('▁')).replace('⟨/s⟩', '⟨eos⟩') for token in tokens]


def needed(program):
    if shutil.which(program) is None:
        raise tap.Skip(f'expected {program}, found none')


def texts_of(path):
    """Returns each text of an SVG with the coordinates of its start."""
    found = []
    for element in xml.etree.ElementTree.parse(path).getroot().iter(SVG + 'text'):
        xx, yx, xy, yy, x0, y0 = map(float, re.findall(r'[-\d.e]+', element.get('transform')))
        x, y = float(element.get('x')), float(element.get('y'))
        assert float(element.get('textLength')) > 0
        found.append((element.text, xx * x + xy * y + x0, yx * x + yy * y + y0))
    return found


def test_svg_has_text_where_it_belongs():
    path = render('a.svg', '--width', 800, '--height', 600, '--title', 'How <it> reads')
    root = xml.etree.ElementTree.parse(path).getroot()
    assert root.get('width').startswith('800') and root.find(SVG + 'title').text == 'How <it> reads'
    texts = texts_of(path)
    words = [text for text, _, _ in texts]
    record = attend()
    for wanted in [*labels(record['source']['tokens']), *labels(record['target']['tokens']),
                   'How <it> reads', 'source: English', 'target: French, as emitted', '0', '1']:
        assert wanted in words, (wanted, words)
    assert all(0 <= x <= 800 and 0 <= y <= 600 for _, x, y in texts), texts

    # The target runs down the page, and the source from left to right.
    down = [next(y for text, _, y in texts if text == word) for word in ('aimerais', 'tasse', 'thé')]
    across = [next(x for text, x, _ in texts if text == word) for word in ('would', 'cup', 'tea')]
    assert down == sorted(down) and across == sorted(across)


def test_svg_of_outlines_has_no_text():
    path = render('o.svg', '--outlines')
    assert not texts_of(path)
    assert len(list(xml.etree.ElementTree.parse(path).getroot().iter(SVG + 'use'))) > 40


def test_every_view_has_its_words():
    record = attend()
    for view in 'ribbons', 'text', 'wall', 'matrix':
        found = ' '.join(text for text, _, _ in texts_of(render(view + '.svg', '--view', view)))
        wanted = ['Layer 2 · Head 4', 'Layer 1 · mean'] if view == 'wall' else ['would', 'tasse']
        assert all(word in found for word in wanted), (view, found)
    lit = [' '.join(text for text, _, _ in texts_of(render('s.svg', '--view', 'text', '--step', step)))
           for step in range(2)]
    assert lit[0] != lit[1]
    for step in len(record['target']['tokens']), 99:
        heed_cli('render', SENTENCE, '--model', MODEL, '-o', pathlib.Path(FOLDER.name) / 'n.svg', '--view', 'text',
                 '--step', step, status=2)


def test_a_view_of_no_name_is_refused():
    done = heed_cli('render', SENTENCE, '--view', 'silver', '-o', 'a.svg', status=2)
    assert done.stderr == 'heed-cli: --view: expected matrix|ribbons|text|wall|gold, found silver\n', done.stderr


# --- Gold links ------------------------------------------------------------------------

TARGET = 'Je voudrais une tasse de thé .'
PLAIN = 'I would like a cup of tea .'


def align(rule='argmax'):
    """Returns the links of `heed-cli align` for the same pair, which render compares with the gold links."""
    source, target = (pathlib.Path(FOLDER.name) / name for name in ('s', 't'))
    source.write_text(PLAIN + '\n', encoding='utf-8')
    target.write_text(TARGET + '\n', encoding='utf-8')
    found = heed_cli('align', '--model', MODEL, '--source', source, '--target', target, '--rule', rule).stdout
    return {tuple(map(int, link.split('-'))) for link in found.split()}


def render_gold(name, gold, *arguments):
    return render(name, '--view', 'gold', '--gold', gold, '--target', TARGET, *arguments, sentence=PLAIN)


def test_gold_is_judged_by_what_align_finds():
    found = align()
    sure, possible = {(0, 0), (1, 1), (6, 5), (3, 2)}, {(2, 1), (5, 4), (0, 6)}
    gold = ' '.join([f'{s}-{t}' for s, t in sure] + [f'{s}p{t}' for s, t in possible])
    links = json.loads(render_gold('g.json', gold).read_text(encoding='utf-8'))['links']
    counts = {}
    for link in links:
        counts[link['gold'], link['outcome']] = counts.get((link['gold'], link['outcome']), 0) + 1
    expected = {('sure', 'hit'): len(sure & found), ('sure', 'missed'): len(sure - found),
                ('possible', 'hit'): len(possible & found), ('possible', 'none'): len(possible - found),
                ('none', 'wrong'): len(found - sure - possible)}
    assert counts == {key: n for key, n in expected.items() if n > 0}, (counts, expected)


def test_gold_is_drawn_in_every_form():
    gold = '0-0 1-1 2p3 7-6'
    root = xml.etree.ElementTree.parse(render_gold('g.svg', gold)).getroot()
    plain = xml.etree.ElementTree.parse(render('p.svg', '--target', TARGET, sentence=PLAIN)).getroot()
    dashed, undashed = ([path for path in picture.iter(SVG + 'path') if 'dasharray' in path.get('style', '')]
                        for picture in (root, plain))
    assert len(dashed) == 2 and not undashed, dashed  # the possible link, and its place in the legend
    words = [text for text, _, _ in texts_of(pathlib.Path(FOLDER.name) / 'g.svg')]
    for name in 'sure', 'possible', 'hit', 'wrong link', 'missed link':
        assert name in words, words

    page = render_gold('g.html', gold).read_text(encoding='utf-8')
    assert page.count(' class="possible"') == 1 and page.count('data-link="possible link') == 1
    assert page.count(' class="sure"') >= 3 and 'stroke' in page
    tex = render_gold('g.tex', gold).read_text(encoding='utf-8')
    assert tex.count('\\draw[thick,dashed]') == 2 and tex.count('\\draw[thick]') == 4

    light, dark = (render_gold(theme + '.png', gold, '--theme', theme).read_bytes() for theme in ('light', 'dark'))
    none = render('none.png', '--target', TARGET, sentence=PLAIN).read_bytes()
    assert len({light, dark, none}) == 3
    assert render_gold('g.pdf', gold).read_bytes().startswith(b'%PDF')


def test_gold_is_read_as_one_asks():
    everything = align('threshold=0.01')
    gold = ' '.join(f'{s}-{t}' for s, t in everything)
    links = json.loads(render_gold('r.json', gold, '--rule', 'threshold=0.01').read_text(encoding='utf-8'))['links']
    assert len(links) == len(everything) and {link['outcome'] for link in links} == {'hit'}


def test_hostile_gold_is_refused():
    path = pathlib.Path(FOLDER.name) / 'h.svg'
    for gold, said, status in [
            ('8-0', '--gold: expected links between 8 and 7 words, counted from 0, found 8-0', 3),
            ('0-0 x', '--gold: link 2: expected source-target with positions from 0, found “x”', 3)]:
        done = heed_cli('render', PLAIN, '--model', MODEL, '--view', 'gold', '--gold', gold, '--target', TARGET,
                        '-o', path, status=status)
        assert done.stderr == f'heed-cli: {said}\n', done.stderr
    for arguments, said in [
            (['--view', 'gold'], '--gold: expected links for --view gold, found none'),
            (['--gold', '0-0'], '--gold: expected --view gold beside it, found none')]:
        done = heed_cli('render', PLAIN, '-o', path, *arguments, status=2)
        assert done.stderr == f'heed-cli: {said}\n', done.stderr
    done = heed_cli('render', PLAIN, '-o', 'g.csv', '--view', 'gold', '--gold', '', status=2)
    assert 'expected a picture, a page, .tex or .json for --view gold' in done.stderr, done.stderr
    assert not path.exists()


def test_pdf_has_text_and_its_fonts():
    needed('pdftotext')
    path = render('a.pdf', '--title', 'How it reads')
    text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True, check=True).stdout
    for word in 'How it reads', 'source: English', 'aimerais', 'thé', 'plaît', '⟨eos⟩':
        assert word in text, (word, text)
    fonts = subprocess.run(['pdffonts', path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts and all(re.search(r' yes +\w+ +\w+ +\d+ +\d+$', font) for font in fonts), fonts


def test_png_has_the_size_that_was_asked_for():
    for width, height in (321, 123), (2000, 1500):
        png = render('a.png', '--width', width, '--height', height).read_bytes()
        assert (int.from_bytes(png[16:20], 'big'), int.from_bytes(png[20:24], 'big')) == (width, height)


def test_csv_is_the_engine_s_numbers():
    record = attend('--layer', 0, '--head', 2)
    with render('a.csv', '--layer', 0, '--head', 2).open(encoding='utf-8', newline='') as file:
        rows = list(csv.reader(file))
    assert rows[0][1:] == labels(record['source']['tokens'])
    assert [row[0] for row in rows[1:]] == labels(record['target']['tokens'])
    assert [list(map(float, row[1:])) for row in rows[1:]] == record['attention'][0]['weights']


def test_json_is_what_attend_says():
    record = attend('--layer', 1, '--head', 'mean')
    taken = json.loads(render('a.json', '--layer', 1, '--head', 'mean').read_text(encoding='utf-8'))
    for field in 'source', 'target', 'steps', 'attention':
        assert taken[field] == record[field], (field, taken[field], record[field])
    assert taken['score']['log_prob'] == record['score']['log_prob']


def test_html_asks_nobody():
    text = render('a.html', '--title', 'A <b>title</b>').read_text(encoding='utf-8')
    assert "default-src 'none'" in text and '&lt;b&gt;' in text and '<b>' not in text
    assert not re.search(r'https?:|//|src=|href=|@import|url\(', text)
    weights = [float(weight) for weight in re.findall(r'data-weight="([^"]+)"', text)]
    expected = attend('--layer', 1, '--head', 'mean')['attention'][0]['weights']
    assert weights == [weight for row in expected for weight in row]


def test_html_tells_the_number_under_the_keyboard():
    needed('chromium')
    page = render('b.html')
    weight = attend('--layer', 1, '--head', 'mean')['attention'][0]['weights'][1][2]
    keys = ''.join("document.activeElement.dispatchEvent(new KeyboardEvent('keydown',{key:'%s',bubbles:true}));" % key
                   for key in ('ArrowDown', 'ArrowRight', 'ArrowRight'))
    text = page.read_text(encoding='utf-8')
    page.write_text(text.replace('</script>', f"document.querySelector('td[data-weight]').focus();{keys}</script>"), encoding='utf-8')
    done = subprocess.run(
        ['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--proxy-server=127.0.0.1:9',
         f'--user-data-dir={FOLDER.name}/chromium', '--dump-dom', page.as_uri()],
        env={**ENVIRONMENT, 'HOME': FOLDER.name}, capture_output=True, text=True, check=True)
    said = re.search(r'<p id="readout" role="status">([^<]*)</p>', done.stdout).group(1)
    assert said == f"like → ': {weight:.9g}" or said.endswith(f': {weight:.9g}'), said


def test_tex_is_taken_by_tex():
    path = render('a.tex', '--title', r'100% of \# & {_}^~', sentence='100% of #1 & {x} is_here.')
    text = path.read_text(encoding='utf-8')
    assert r'100\% of \textbackslash{}\# \& \{\_\}' in text
    assert len(re.findall(r'^\\heedcell\{', text, re.MULTILINE)) > 20
    needed('pdflatex')
    done = subprocess.run(['pdflatex', '-interaction=nonstopmode', '-halt-on-error', path.name], cwd=path.parent,
                          env={**ENVIRONMENT, 'HOME': FOLDER.name}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    assert path.with_suffix('.pdf').read_bytes().startswith(b'%PDF')


if __name__ == '__main__':
    tap.run(globals(), '/system/render')

#!/usr/bin/env python3
"""Runs heed-cli align, and computes the same links from the output of heed-cli attend.

Covers: app/cli/align-links.c, app/cli/align-markup.c, app/cli/link-options.c, app/core/links/forced-norms.c
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import tap
import tiny_model

HEED_CLI = sys.argv[1]

# The model has the full stop as a token of its own; the files have it on its word.
SOURCES = ['the cat sleeps.', 'fish. dog', '', 'a dog eats. the fish sleeps.', 'cat']
TARGETS = ['le chat dort.', 'poisson. chien', 'le', 'chien mange. le poisson dort.', 'chat chat']


def run(verb, *arguments):
    return subprocess.run([HEED_CLI, verb, *arguments], capture_output=True, text=True)


def write(name, lines):
    path = FOLDER / name
    path.write_text(''.join(line + '\n' for line in lines))
    return path


def align(*options, sources=SOURCES, targets=TARGETS):
    return run('align', '--model', MODEL, '--source', write('source', sources), '--target', write('target', targets), *options)


def links(*options, **files):
    done = align(*options, **files)
    assert done.returncode == 0, done
    return [set(line.split()) for line in done.stdout.split('\n')[:-1]]


def attend(source, target):
    done = run('attend', '--model', MODEL, '--target', target, source)
    assert done.returncode == 0, done
    return json.loads(done.stdout)


def words_of(text, tokens):
    """Yields for each token of a side the index of its word; None for special tokens."""
    words = text.split()
    word, left = -1, ''
    for token in tokens:
        if token.startswith('<') and token not in text:
            yield None
            continue
        if not left:
            word += 1
            left = words[word]
        assert left.startswith(token), (left, token)
        left = left.removeprefix(token)
        yield word


def merge(source, target, shift):
    """Returns the attention, target words x source words: sums over source tokens, means over target tokens."""
    record = attend(source, target)
    columns = list(words_of(source, record['source']['tokens']))
    rows = list(words_of(target, record['target']['tokens']))
    rows = [None] * shift + rows[:len(rows) - shift]
    merged = [[0.0] * len(source.split()) for _ in target.split()]
    for row, weights in zip(rows, record['attention'][0]['weights']):
        for column, weight in zip(columns, weights):
            if row is not None and column is not None:
                merged[row][column] += weight / rows.count(row)
    return merged


def expected(shift, choose):
    return [{f'{s}-{t}' for t, row in enumerate(merge(source, target, shift)) if row for s in choose(row)}
            for source, target in zip(SOURCES, TARGETS)]


def test_argmax_is_the_largest_sum_of_a_word():
    assert links() == expected(0, lambda row: [row.index(max(row))])


def test_threshold_and_relative_are_of_words():
    assert links('--rule', 'threshold=0.3') == expected(0, lambda row: [s for s, w in enumerate(row) if w >= 0.3])
    assert links('--rule', 'relative=0.6') == expected(0, lambda row: [s for s, w in enumerate(row) if w >= 0.6 * max(row)])


def test_shift_takes_the_row_that_reads_the_token():
    assert links('--shift', '1') == expected(1, lambda row: [row.index(max(row))])
    assert links('--shift', '1') != links()


def test_a_point_at_a_word_is_no_word():
    found = links(sources=['the cat sleeps.'], targets=['le chat dort.'])[0]
    assert len(found) == 3 and {link.split('-')[1] for link in found} == {'0', '1', '2'}, found


def test_pieces_count_the_point():
    found = links('--pieces', sources=['the cat sleeps.'], targets=['le chat dort.'])[0]
    assert len(found) == 4 and {link.split('-')[1] for link in found} == {'0', '1', '2', '3'}, found


def test_jobs_keep_the_order():
    assert links('--jobs', '4', sources=SOURCES * 20, targets=TARGETS * 20) == links() * 20


def test_agreeing_with_oneself_turned_round_is_the_intersection():
    both = links('--reverse', MODEL, '--symmetrise', 'intersection')
    turned = links(sources=TARGETS, targets=SOURCES)
    turned = [{'-'.join(reversed(link.split('-'))) for link in line} for line in turned]
    assert both == [a & b for a, b in zip(links(), turned)]


def test_gold_is_scored_and_missed():
    gold = write('gold', (' '.join(line) for line in links()))
    done = align('--gold', gold, '--max-aer', '0')
    assert done.returncode == 0 and 'AER 0,' in done.stderr, done
    done = align('--gold', write('gold', ['0p0' if source else '' for source in SOURCES]), '--max-aer', '0.5')
    assert done.returncode == 1 and len(done.stdout.split('\n')) == len(SOURCES) + 1, done


def test_gold_of_other_words_is_refused():
    gold = write('gold', ['0-0', '1-1 1-3', '', '', ''])
    done = align('--gold', gold)
    assert done.returncode == 3 and 'gold line 2: link 1-3: expected words of a sentence of 2 and one of 2' in done.stderr, done
    assert done.stdout == align().stdout and 'AER' in done.stderr and 'found 1 of 5' in done.stderr, done
    done = align('--gold', write('gold', ['0-0', 'x', '', '', '0-']))
    assert done.returncode == 3 and done.stdout == align().stdout, done
    assert 'gold line 2: ' in done.stderr and 'gold line 5: ' in done.stderr, done
    gold = write('gold', ['1-1 3-3', '', '', '', ''])
    assert align('--gold', gold).returncode == 3
    assert align('--gold', gold, '--gold-one-based').returncode == 0


def test_a_bad_line_keeps_its_place():
    (FOLDER / 'bad').write_bytes(b'cat\n\xff\ndog\n')
    done = run('align', '--model', MODEL, '--source', FOLDER / 'bad', '--target', write('target', ['chat', 'chat', 'chien']))
    assert done.returncode == 3 and done.stdout == '0-0\n\n0-0\n' and 'bad line 2: ' in done.stderr, done


def test_a_link_may_have_its_weight():
    plain = [line.split() for line in align('--rule', 'threshold=0.2').stdout.splitlines()]
    scores = [line.split() for line in align('--rule', 'threshold=0.2', '--scores').stdout.splitlines()]
    objects = [json.loads(line) for line in align('--rule', 'threshold=0.2', '--json').stdout.splitlines()]
    for line, scored, found, source, target in zip(plain, scores, objects, SOURCES, TARGETS):
        assert [link.split(':')[0] for link in scored] == line, (line, scored)
        assert [f"{link['source']}-{link['target']}" for link in found['links']] == line, (line, found)
        merged = merge(source, target, 0) if source else []
        for link, one in zip(scored, found['links']):
            expected_weight = merged[one['target']][one['source']]
            assert abs(float(link.split(':')[1]) - expected_weight) < 1e-5, (link, expected_weight)
            assert abs(one['weight'] - expected_weight) < 1e-5, (one, expected_weight)
    assert align('--json', '--scores').returncode == 2


def test_a_weight_of_two_models_is_their_mean():
    one, = [json.loads(align('--json', '--rule', 'threshold=0.1', sources=['cat'], targets=['chat']).stdout)]
    back = json.loads(run('align', '--model', MODEL, '--json', '--rule', 'threshold=0.1', '--source', write('s', ['chat']),
                          '--target', write('t', ['cat'])).stdout)
    both = json.loads(align('--json', '--rule', 'threshold=0.1', '--reverse', MODEL, sources=['cat'], targets=['chat']).stdout)
    expected_weight = (one['links'][0]['weight'] + back['links'][0]['weight']) / 2
    assert abs(both['links'][0]['weight'] - expected_weight) < 1e-6, (one, back, both)


def test_a_record_says_why_there_are_no_links():
    (FOLDER / 'bad').write_bytes(b'cat\n\xff\n')
    done = run('align', '--model', MODEL, '--json', '--source', FOLDER / 'bad', '--target', write('target', ['chat', 'chat']))
    assert done.returncode == 3 and 'error' in json.loads(done.stdout.splitlines()[1]), done


def test_heads_that_are_named_are_averaged():
    heads = FOLDER / 'heads.safetensors'
    tiny_model.write(heads, score='multi-head', heads=4, text={'tokenizer': 'word', 'space_punctuation': True})
    files = ('--model', heads, '--source', write('source', SOURCES), '--target', write('target', TARGETS))

    def weights(*options):
        done = run('align', *files, '--json', '--rule', 'threshold=1e-6', *options)
        assert done.returncode == 0, done
        return [{(link['source'], link['target']): link['weight'] for link in json.loads(line)['links']}
                for line in done.stdout.splitlines()]

    one, other, both = weights('--head', '1'), weights('--head', '3'), weights('--heads', '0:1,0:3')
    for a, b, mean in zip(one, other, both):
        for place, weight in mean.items():
            assert abs(weight - (a.get(place, 0) + b.get(place, 0)) / 2) < 1e-6, (place, weight)
    for ours, theirs in zip(weights('--heads', '0:0,0:1,0:2,0:3'), weights('--head', 'mean')):
        assert ours.keys() == theirs.keys() and all(abs(ours[place] - theirs[place]) < 1e-6 for place in ours)
    for wrong in ('0', '0:4', '1:0', '0:1,', 'a:b', '0:1:2', ''):
        assert run('align', *files, '--heads', wrong).returncode == 2, wrong
    assert run('align', *files, '--heads', '0:1', '--head', '1').returncode == 2


def test_pairs_may_come_in_one_stream():
    for between in ('\t', ' ||| '):
        text = ''.join(f'{source}{between}{target}\n' for source, target in zip(SOURCES, TARGETS))
        done = subprocess.run([HEED_CLI, 'align', '--model', MODEL, '--tsv', '-'], capture_output=True, text=True, input=text)
        assert done.returncode == 0 and done.stdout == align().stdout, done
    assert align('--tsv', '-').returncode == 2


def test_what_the_readme_tells_gnu_parallel_is_what_one_process_says():
    if not shutil.which('parallel'):
        raise tap.Skip('no parallel')
    readme = (pathlib.Path(__file__).resolve().parents[2] / 'README.md').read_text()
    line, = re.findall('^parallel --pipe .*heed-cli align.*$', readme, re.MULTILINE)
    write('pairs.tsv', [f'{source}\t{target}' for source, target in zip(SOURCES, TARGETS)] * 300)
    model = f'{pathlib.Path(HEED_CLI).resolve()} align --model {MODEL}'
    line = line.replace('heed-cli align', model).replace('10000', '400')
    done = subprocess.run(['bash', '-e', '-c', line], cwd=FOLDER, capture_output=True, text=True)
    assert done.returncode == 0, done
    assert (FOLDER / 'pairs.links').read_text() == align().stdout * 300


def test_more_pairs_than_a_block_are_aligned_in_order():
    done = align('--jobs', '3', sources=SOURCES * 500, targets=TARGETS * 500)
    assert done.returncode == 0 and done.stdout == align().stdout * 500, done.stderr


def test_norms_are_those_that_attend_has_as_evidence():
    heads = FOLDER / 'heads.safetensors'
    tiny_model.write(heads, score='multi-head', heads=2, text={'tokenizer': 'word', 'space_punctuation': True})
    files = ('--model', heads, '--source', write('source', SOURCES), '--target', write('target', TARGETS))
    for head in '0', '1', 'mean':
        for shift in 0, 1:
            done = run('align', *files, '--json', '--rule', 'threshold=1e-6', '--weights', 'norm', '--head', head, '--shift', str(shift))
            assert done.returncode == 0, done
            for line, source, target in zip(done.stdout.splitlines(), SOURCES, TARGETS):
                found = {(link['source'], link['target']): link['weight'] for link in json.loads(line)['links']}
                if not source:
                    continue
                record = json.loads(run('attend', '--model', heads, '--head', head, '--evidence', 'norm', '--target', target,
                                        source).stdout)
                norms = [[value / sum(row) for value in row] for row in record['evidence'][0]['values']]
                columns = list(words_of(source, record['source']['tokens']))
                rows = list(words_of(target, record['target']['tokens']))
                rows = [None] * shift + rows[:len(rows) - shift]
                merged = {}
                for row, weights in zip(rows, norms):
                    for column, weight in zip(columns, weights):
                        if row is not None and column is not None:
                            merged[column, row] = merged.get((column, row), 0) + weight / rows.count(row)
                assert found.keys() == merged.keys(), (found, merged)
                assert all(abs(found[place] - merged[place]) < 1e-5 for place in found), (head, shift, found, merged)
    raw = run('align', *files, '--weights', 'raw').stdout
    assert raw == run('align', *files).stdout
    corpus = run('corpus', *files, '--weights', 'norm', '--rule', 'threshold=0.3').stdout.splitlines()[:-1]
    assert [json.loads(line)['links'] for line in corpus] == run('align', *files, '--weights', 'norm', '--rule',
                                                                 'threshold=0.3').stdout.splitlines()
    gold = write('gold', raw.splitlines())
    best = json.loads(run('sweep', *files, '--weights', 'norm', '--gold', gold, '--json', '--top', '1').stdout.splitlines()[0])
    done = run('align', *files, '--weights', 'norm', '--gold', gold, '--layer', str(best['layer']), '--head', str(best['head']),
               '--shift', str(best['shift']), '--rule', best['rule'])
    assert done.stderr.startswith(f"heed-cli: AER {best['aer']:.9g},"), (best, done.stderr)
    for verb in 'align', 'corpus':
        assert run(verb, *files, '--weights', 'other').returncode == 2


def test_tags_go_where_the_links_lead():
    sources = ['<b>the</b> cat <i>sleeps.</i>', '<a href="x">fish. dog</a>', 'a <br> dog', 'cat &amp; dog']
    targets = ['le chat dort.', 'poisson. chien', 'un chien', 'chat & chien']
    plain = ['the cat sleeps.', 'fish. dog', 'a dog', 'cat & dog']
    of_words = links('--rule', 'threshold=0.3', sources=plain, targets=targets)
    done = align('--markup', '--json', '--rule', 'threshold=0.3', '--markup-rule', 'word', sources=sources, targets=targets)
    assert done.returncode == 0, done
    records = [json.loads(line) for line in done.stdout.splitlines()]
    marked = [[{0}, {2}], [{0, 1}], [set()], []]
    for record, words, line, target in zip(records, marked, of_words, targets):
        assert len(record['tags']) == len(words), record
        assert re.sub('<[^>]*>', '', record['html']).replace('&amp;', '&').split() == target.split(), record
        for tag, of_tag in zip(record['tags'], words):
            expected = {int(link.split('-')[1]) for link in line if int(link.split('-')[0]) in of_tag}
            found = {word for first, end in tag['words'] for word in range(first, end)}
            assert found == expected and set(tag['links'].split()) <= line, (tag, expected, line)
            assert (tag['fate'] == 'lost') == (bool(of_tag) and not expected), tag
    html = align('--markup', '--rule', 'threshold=0.3', '--markup-rule', 'word', sources=sources, targets=targets)
    assert html.stdout.splitlines() == [record['html'] for record in records], html
    flaws = [f"{tag['tag']} {tag['fate']}" for record in records for tag in record['tags'] if tag['fate'] in ('lost', 'split')]
    assert len(flaws) > 0 and all(flaw in html.stderr for flaw in flaws), (flaws, html.stderr)
    many = align('--markup', sources=['<b>' * 1001 + 'cat', 'cat'], targets=['chat', 'chat'])
    assert many.returncode == 3 and 'source line 1: ' in many.stderr and many.stdout == '\nchat\n', many
    for options in (['--markup', '--scores'], ['--markup', '--pieces'], ['--markup-rule', 'word'], ['--markup', '--markup-rule', 'x']):
        assert align(*options).returncode == 2, options


def test_files_of_different_length_are_refused():
    assert align(sources=SOURCES[:-1]).returncode == 3


def test_wrong_options_are_refused():
    for options in (['--rule', 'threshold=2'], ['--rule', 'best'], ['--shift', '2'], ['--layer', '1'], ['--head', 'x'],
                    ['--symmetrise', 'union'], ['--max-aer', '1'], ['--pieces', '--words']):
        done = align(*options)
        assert done.returncode == 2 and done.stderr.startswith('heed-cli: ' + options[0]) or 'with' in done.stderr, done


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as folder:
        FOLDER = pathlib.Path(folder)
        MODEL = FOLDER / 'tiny.safetensors'
        tiny_model.write(MODEL, score='dot', text={'tokenizer': 'word', 'space_punctuation': True})
        tap.run(globals(), '/system/align')

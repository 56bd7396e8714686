#!/usr/bin/env python3
"""Runs heed-cli evaluate on translations with known scores, and on a model.

Covers: app/cli/evaluate-compare.c, app/cli/reference-files.c, app/core/links/score-buckets.c
"""

import collections
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

import tap
import tiny_model

HEED_CLI = sys.argv[1]

# The example of sacreBLEU's README; the scores are in its test/test_bleu.py.
HYPOTHESES = ['The dog bit the man.', "It wasn't surprising.", 'The man had just bitten him.']
REFERENCES = [['The dog bit the man.', 'It was not unexpected.', 'The man bit him first.'],
              ['The dog had bit the man.', 'No one was surprised.', 'The man had bitten the dog.']]
SOURCES = ['a', 'b', 'c']


def run(verb, *arguments):
    return subprocess.run([HEED_CLI, verb, *arguments], capture_output=True, text=True)


def write(name, lines):
    path = FOLDER / name
    path.write_text(''.join(line + '\n' for line in lines))
    return path


def evaluate(*options):
    return run('evaluate', '--source', write('source', SOURCES), '--target', write('first', REFERENCES[0]),
               '--target', write('second', REFERENCES[1]), '--hypotheses', write('hypotheses', HYPOTHESES), *options)


def scores(*arguments):
    done = run('evaluate', '--json', *arguments)
    assert done.returncode == 0, done
    return json.loads(done.stdout)


def test_published_scores_with_two_references():
    done = evaluate('--json')
    found = json.loads(done.stdout)
    assert abs(found['bleu'] - 48.530827) < 1e-6 and found['tokenizer'] == '13a', done
    assert found['sentences'] == 3 and abs(found['exact_match'] - 1 / 3) < 1e-9, done
    assert abs(json.loads(evaluate('--json', '--tokenize', 'none').stdout)['bleu'] - 49.1919566) < 1e-6


def many(n=60):
    """Writes references and the output of two systems, the first of which omits fewer words."""
    words = 'the cat sees a dog and then runs to its house near our old river'.split()
    references = [' '.join(words[(i * 3 + j) % len(words)] for j in range(4 + i % 12)) for i in range(n)]
    drop = lambda text, often, i: ' '.join(w for j, w in enumerate(text.split()) if (i + j) % often or not j)
    return (write('refs', references), write('good', [drop(text, 9, i) for i, text in enumerate(references)]),
            write('bad', [drop(text, 3, i) for i, text in enumerate(references)]), references)


def test_intervals_hold_the_score_and_differences_are_judged():
    refs, good, bad, references = many()
    found = scores('--target', refs, '--hypotheses', good, '--against', bad, '--intervals', '500')
    other = scores('--target', refs, '--hypotheses', bad)
    assert found['draws'] == 500 and found['bleu_interval'][0] < found['bleu'] < found['bleu_interval'][1], found
    for name in 'bleu', 'chrf':
        against = found['against'][name]
        assert abs(against['score'] - other[name]) < 1e-6, (against, other)
        assert abs(against['difference'] - (found[name] - other[name])) < 1e-5, against
        assert 0 < against['difference_interval'][0] < against['difference'] < against['difference_interval'][1], against
        assert against['p_value'] < 0.01, against
    same = scores('--target', refs, '--hypotheses', good, '--against', good)
    assert same['against']['bleu']['p_value'] == 1 and same['against']['bleu']['difference'] == 0 and same['draws'] == 1000, same
    turned = scores('--target', refs, '--hypotheses', bad, '--against', good, '--intervals', '500')
    assert abs(turned['against']['bleu']['difference'] + found['against']['bleu']['difference']) < 1e-5
    assert scores('--target', refs, '--hypotheses', good, '--intervals', '500')['bleu_interval'] == found['bleu_interval']
    text = run('evaluate', '--target', refs, '--hypotheses', good, '--against', bad).stdout
    assert '95 of 100 draws' in text and 'p 0.00' in text, text


def test_buckets_are_the_sentences_and_words_that_they_say():
    refs, good, bad, references = many()
    found = scores('--target', refs, '--hypotheses', good, '--against', bad)
    hypotheses = good.read_text().splitlines()
    for bucket in found['by_length']:
        chosen = [i for i, text in enumerate(references) if bucket['least'] <= len(text.split()) <= bucket.get('most', 1e9)]
        assert bucket['sentences'] == len(chosen), bucket
        if chosen:
            expected = scores('--target', write('some', [references[i] for i in chosen]),
                              '--hypotheses', write('h', [hypotheses[i] for i in chosen]))['bleu']
            assert abs(bucket['bleu'] - expected) < 1e-6 and bucket['against'] < bucket['bleu'], (bucket, expected)
        else:
            assert bucket['bleu'] is None and bucket['against'] is None, bucket
    often = collections.Counter(word for text in references for word in text.split())
    for bucket in found['by_frequency']:
        inside = {word for word, n in often.items() if bucket['least'] <= n <= bucket.get('most', 1e9)}
        right = made = wanted = 0
        for text, reference in zip(hypotheses, references):
            one, other = (collections.Counter(w for w in line.split() if w in inside) for line in (text, reference))
            right, made, wanted = right + sum((one & other).values()), made + sum(one.values()), wanted + sum(other.values())
        assert bucket['words'] == wanted and (not wanted or abs(bucket['f'] - 200 * right / (made + wanted)) < 1e-6), bucket
    done = run('evaluate', '--target', refs, '--hypotheses', good, '--against', write('short', ['a']))
    assert done.returncode == 3 and 'short: expected 60 lines' in done.stderr, done
    assert run('evaluate', '--target', refs, '--hypotheses', good, '--intervals', '-1').returncode == 2


def test_lines_with_the_same_source_are_one_sentence():
    rows = [f'{source}\t{reference}\tignored' for references in REFERENCES for source, reference in zip(SOURCES, references)]
    found = scores('--tsv', write('tsv', rows), '--hypotheses', write('hypotheses', HYPOTHESES))
    assert found == json.loads(evaluate('--json').stdout)


def test_pairs_may_come_in_one_stream():
    hypotheses = write('hypotheses', HYPOTHESES)
    expected = scores('--tsv', write('tsv', map('\t'.join, zip(SOURCES, REFERENCES[0]))), '--hypotheses', hypotheses)
    for between in '\t', ' ||| ':
        text = ''.join(f'{source}{between}{reference}\n' for source, reference in zip(SOURCES, REFERENCES[0]))
        done = subprocess.run([HEED_CLI, 'evaluate', '--json', '--tsv', '-', '--hypotheses', hypotheses], input=text,
                              capture_output=True, text=True)
        assert done.returncode == 0 and json.loads(done.stdout) == expected, done


def test_empty_lines_of_pairs_are_passed_over():
    rows = [f'{source}\t{reference}' for source, reference in zip(SOURCES, REFERENCES[0])]
    hypotheses = write('hypotheses', HYPOTHESES)
    expected = scores('--tsv', write('tsv', rows), '--hypotheses', hypotheses)
    for lines in [*rows, ''], [rows[0], '', *rows[1:], ' ', '']:
        assert scores('--tsv', write('tsv', lines), '--hypotheses', hypotheses) == expected
    done = run('evaluate', '--tsv', write('tsv', [rows[0], '', 'x']), '--hypotheses', hypotheses)
    assert done.returncode == 3 and 'tsv line 3: expected source, tab or " ||| ", target, found neither' in done.stderr, done


def test_files_may_be_gzipped():
    rows = [f'{source}\t{reference}' for source, reference in zip(SOURCES, REFERENCES[0])]
    zipped = {}
    for name, lines in ('tsv', rows), ('source', SOURCES), ('first', REFERENCES[0]), ('hypotheses', HYPOTHESES):
        path = write(name, lines)
        zipped[name] = path.with_suffix('.gz')
        zipped[name].write_bytes(gzip.compress(path.read_bytes()))
    expected = scores('--tsv', FOLDER / 'tsv', '--hypotheses', FOLDER / 'hypotheses')
    assert scores('--tsv', zipped['tsv'], '--hypotheses', zipped['hypotheses']) == expected
    assert scores('--source', zipped['source'], '--target', zipped['first'], '--hypotheses', zipped['hypotheses']) == expected


def test_a_model_is_scored_like_its_translations():
    pairs = [('the cat sleeps', 'le chat dort'), ('a dog eats fish', 'le chien mange le poisson'), ('', '猫 "quoted"')]
    tsv = write('pairs', ('\t'.join(pair) for pair in pairs))
    translated = run('translate', '--model', MODEL, *[source for source, _ in pairs])
    lines = write('hypotheses', translated.stdout.split('\n')[:-1])
    found = scores('--tsv', tsv, '--model', MODEL)
    assert found == scores('--tsv', tsv, '--hypotheses', lines)
    assert found == scores('--tsv', tsv, '--model', MODEL, '--jobs', '3')
    assert found['chrf'] > 0, found
    assert 'gleu' not in found, found


def test_corrections_are_scored_against_the_source():
    found = scores('--source', write('source', ['我带着眼镜', '对']), '--target', write('first', ['我戴着眼镜', '对']),
                   '--hypotheses', write('hypotheses', ['我戴着眼镜', '队']), '--corrections', '--tokenize', 'char')
    assert (found['precision'], found['recall']) == (0.5, 1), found
    assert abs(found['f0.5'] - 1.25 * 0.5 / (0.25 * 0.5 + 1)) < 1e-8 and 0 < found['gleu'] < 100, found


def test_a_missed_threshold_is_exit_status_1():
    assert evaluate('--min-bleu', '48').returncode == 0
    done = evaluate('--min-bleu', '49')
    assert done.returncode == 1 and done.stdout.startswith('BLEU'), done


def test_nothing_passes_no_threshold():
    empty = write('empty', [])
    for arguments in (('--tsv', empty, '--hypotheses', empty), ('--target', empty, '--hypotheses', empty)):
        done = run('evaluate', *arguments, '--min-bleu', '10')
        assert done.returncode == 3 and 'expected at least one, found none' in done.stderr, done


def test_hypotheses_need_no_source():
    without = scores('--target', write('first', REFERENCES[0]), '--target', write('second', REFERENCES[1]),
                     '--hypotheses', write('hypotheses', HYPOTHESES))
    assert without == json.loads(evaluate('--json').stdout)
    done = run('evaluate', '--target', write('first', REFERENCES[0]), '--corrections',
               '--hypotheses', write('hypotheses', HYPOTHESES))
    assert done.returncode == 2 and '--source' in done.stderr, done


def test_what_would_be_ignored_beside_hypotheses_is_refused():
    for ignored in (('--model', MODEL), ('--beam', '4')):
        done = evaluate(*ignored)
        assert done.returncode == 2 and ignored[0] in done.stderr, done


def test_wrong_files_are_named():
    no_tab = write('tsv', ['a\tb', 'c'])
    done = run('evaluate', '--tsv', no_tab, '--hypotheses', no_tab)
    assert done.returncode == 3 and 'tsv line 2: expected source, tab or' in done.stderr, done
    done = run('evaluate', '--tsv', write('tsv', ['a\tb']), '--hypotheses', write('hypotheses', ['x', 'y']))
    assert done.returncode == 3 and 'expected 1 lines' in done.stderr, done


def test_sentences_must_be_named_once():
    some = write('some', ['a\tb'])
    for arguments in (['--tsv', some, '--source', some], ['--source', some], ['--target', some, '--corrections'], [],
                      ['--tsv', some, '--tokenize', 'intl']):
        done = run('evaluate', '--hypotheses', some, *arguments)
        assert done.returncode == 2, done


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as folder:
        FOLDER = pathlib.Path(folder)
        MODEL = FOLDER / 'tiny.safetensors'
        tiny_model.write(MODEL)
        tap.run(globals(), '/system/evaluate')

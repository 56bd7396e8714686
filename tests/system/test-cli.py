#!/usr/bin/env python3
"""Runs heed-cli as a script would: every verb and option, every exit status.

Covers: app/cli/bench-shapes.c,
  app/cli/bench.c,
  app/cli/change-options.c,
  app/cli/convert.c,
  app/cli/error.c,
  app/core/translation/forced.c,
  app/cli/info.c,
  app/cli/interrupt.c,
  app/cli/main.c,
  app/cli/model-option.c,
  app/cli/model-words.c,
  app/cli/output.c,
  app/cli/render.c,
  app/cli/sites.c,
  app/cli/translate.c,
  app/cli/translation-options.c,
  app/core/translation/walk.c,
  app/core/translation/translator.c
"""

import csv
import gzip
import io
import json
import os
import pathlib
import re
import signal
import struct
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

import tap
import tiny_model

HEED_CLI = sys.argv[1]
FOLDER = tempfile.TemporaryDirectory(prefix='heed-cli-')
MODELS = pathlib.Path(FOLDER.name) / 'models'
TINY = MODELS / 'tiny.safetensors'
HEADS = MODELS / 'heads.safetensors'
IDS = MODELS / 'ids.safetensors'
SHIPPED = pathlib.Path(__file__).parent.parent.parent / 'resources' / 'models'
LAYOUTS = pathlib.Path(__file__).parent.parent / 'data' / 'layouts'
ENVIRONMENT = {**os.environ, 'HEED_MODELS': str(MODELS)}

DONE, MISSED, USE, DATA, INTERRUPTED = range(5)


def start(*arguments, **options):
    return subprocess.Popen([HEED_CLI, *map(str, arguments)], env=ENVIRONMENT, stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def run(*arguments, text='', status=DONE):
    """Returns the standard output of the program, given bytes or text as standard input."""
    process = start(*arguments)
    output, errors = process.communicate(text if isinstance(text, bytes) else text.encode(), timeout=60)
    assert process.returncode == status, (arguments, process.returncode, errors)
    if status != DONE:
        assert errors.decode().count('\n') >= 1 and errors.startswith(b'heed-cli: '), errors
    return output.decode()


def fail(*arguments, text='', status):
    """Returns the single line of the error message."""
    process = start(*arguments)
    _, errors = process.communicate(text.encode(), timeout=60)
    assert process.returncode == status, (arguments, process.returncode, errors)
    lines = errors.decode().splitlines()
    assert len(lines) == 1 and re.fullmatch('heed-cli: .+: expected .+, found.* .+', lines[0]), lines
    return lines[0]


def attend(*arguments, text='', status=DONE, model=TINY):
    output = run('attend', '--model', model, *arguments, text=text, status=status)
    return [json.loads(line) for line in output.splitlines()]


def only(*arguments, **options):
    [record] = attend(*arguments, **options)
    return record


def assert_rows_sum_to_one(weights, tolerance=1e-5):
    for row in weights:
        assert abs(sum(row) - 1) < tolerance, sum(row)
        assert all(0 <= weight <= 1 for weight in row), (min(row), max(row))


# --- The frame ---

def test_shipped_models_have_nothing_to_warn_of():
    """The training configuration that lies beside each model causes no warning."""
    models = sorted(SHIPPED.glob('*.safetensors'))
    assert len(models) > 10
    for model in models:
        done = subprocess.run([HEED_CLI, 'translate', '--model', model, 'a'], env=ENVIRONMENT, capture_output=True, timeout=60, check=False)
        assert done.returncode == DONE and done.stderr == b'', (model.name, done)


def test_closed_input_is_an_empty_one():
    closed = subprocess.run(['bash', '-c', f'exec "{HEED_CLI}" attend "{TINY}" - <&-'], env=ENVIRONMENT,
                            capture_output=True, timeout=60, check=False)
    empty = subprocess.run([HEED_CLI, 'attend', TINY, '-'], env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                           capture_output=True, timeout=60, check=False)
    assert (closed.returncode, closed.stdout, closed.stderr) == (empty.returncode, empty.stdout, empty.stderr), closed


def test_closed_output_loses_nothing_in_silence():
    done = subprocess.run(['bash', '-c', f'exec "{HEED_CLI}" models >&-'], env=ENVIRONMENT,
                          stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode != DONE and done.stderr, done


def test_a_line_break_that_a_model_writes_breaks_no_line():
    model = pathlib.Path(__file__).parent.parent / 'data' / 'texts' / 'line-break' / 'model.safetensors'
    assert run('translate', '--model', model, '--max-length', 8, '-', text='abc\nfed\nbad\n') == (
        '\\n' * 8 + '\neiiheiii\neeeeeeee\n')
    shown = run('attend', '--model', model, '--max-length', 2, '--format', 'text', 'abc')
    assert shown.splitlines()[:2] == ['abc', '\\n\\n'], shown


def test_help_lists_every_verb_and_each_has_its_own():
    verbs = [line.split()[0] for line in run('--help').splitlines() if line.startswith('  ')]
    assert {'models', 'info', 'attend', 'translate', 'train', 'render'} <= set(verbs), verbs
    for verb in verbs:
        assert f'heed-cli {verb}' in run(verb, '--help')


def test_wrong_use_is_status_2_and_one_line():
    for arguments in [(), ('atend',), ('attend', '--beem', '3'), ('attend', '--beam', 'three'),
                      ('attend', '--beam', '0'), ('attend', '--format', 'xml'), ('attend', '--sites', 'some'),
                      ('attend', '--evidence', 'faith'), ('attend', '--evidence', 'norm', '--format', 'csv', 'a'),
                      ('attend', '--mask', 'x'), ('attend', '--pin', '1'), ('attend', '--pin', '0:1:2'),
                      ('attend', '--force', '1'), ('attend', '--target', 'a', '--beam', '2'),
                      ('attend', '--words', '--pieces'), ('attend', '--target-ids'), ('translate', '--jobs', '0'),
                      ('translate', '--length-penalty', '-1'), ('translate', '--length-rule', 'log'),
                      ('translate', '--coverage-penalty', 'nan'), ('translate', '--top-p', '0', '--sample'),
                      ('translate', '--top-k', '3'), ('translate', '--sample', '--beam', '2'),
                      ('attend', '--sample', '--target', 'a', 'b'), ('attend', '--seed', '-1', '--sample', 'a'),
                       ('models', 'extra'), ('info', 'a', 'b'),
                      ('render', 'a', '-o', 'a.gif'), ('render', 'a'), ('train',), ('train', 'a', 'b'),
                      ('attend', '--model', TINY, '--head', '5', 'a'), ('attend', '--model', TINY, '--layer', '1', 'a')]:
        fail(*arguments, status=USE)


def test_wrong_data_is_status_3_and_one_line():
    broken = MODELS.parent / 'broken.safetensors'
    broken.write_bytes(TINY.read_bytes()[:-1])
    for model in ['nosuch', broken, MODELS.parent / 'line\nend', '/dev/null', MODELS]:
        for verb in ['info'], ['attend', '--model'], ['translate', '--model'], ['render', '-o', 'x.png', 'a', '--model']:
            fail(*verb, model, status=DATA)


def test_a_short_option_may_be_glued_to_its_value():
    assert run('translate', '--model', TINY, '-j2', '-b3', 'the cat') == run('translate', '--model', TINY, '-j', 2,
                                                                            '-b', 3, 'the cat')
    assert run('translate', f'-m{TINY}', '--', '-j2') == run('translate', '-m', TINY, '--', '-j2')
    assert only('--target', '-j2', 'the cat') == only('--target=-j2', 'the cat')
    fail('translate', '--model', TINY, '-jx', 'the cat', status=USE)


def test_options_that_would_be_ignored_are_refused():
    for ignored in (('--length-penalty', 2), ('--coverage-penalty', 0.2), ('--length-rule', 'gnmt')):
        assert '--beam' in fail('translate', '--model', TINY, *ignored, 'the cat', status=USE)


def test_an_output_that_cannot_be_written_ends_before_the_work():
    nowhere = pathlib.Path(FOLDER.name) / 'no' / 'such'
    for arguments in (('convert', TINY, nowhere / 'x.safetensors'),
                      ('render', '--model', TINY, 'the cat', '-o', nowhere / 'x.svg'),
                      ('train', '--task', 'copy', '--output', nowhere / 'x.safetensors'),
                      ('train', '--task', 'copy', '--write-pairs', nowhere / 'x.tsv')):
        began = time.monotonic()
        assert 'found no such folder' in fail(*arguments, status=DATA)
        assert time.monotonic() - began < 10
    assert 'found a folder' in fail('train', '--task', 'copy', '--output', FOLDER.name, status=DATA)


def test_an_interrupt_is_status_4():
    for signal_number in signal.SIGINT, signal.SIGTERM:
        process = start('translate', '--model', TINY)
        process.stdin.write(b'the cat\n')
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal_number)
        process.wait(timeout=60)
        assert process.returncode == INTERRUPTED, process.returncode
        process.communicate()


def test_a_closed_output_is_no_success():
    process = subprocess.run([HEED_CLI, 'attend', '--model', TINY, 'a'], stdout=open('/dev/full', 'w'),
                             stderr=subprocess.PIPE, timeout=60)
    assert process.returncode == DATA and process.stderr.startswith(b'heed-cli: standard output'), process.stderr


def test_numbers_and_text_do_not_depend_on_the_locale():
    expected = run('attend', '--model', TINY, 'déjà 猫')
    for name in 'C', 'de_DE.UTF-8', 'tr_TR.UTF-8':
        process = subprocess.run([HEED_CLI, 'attend', '--model', TINY, 'déjà 猫'], capture_output=True,
                                 env={**ENVIRONMENT, 'LC_ALL': name}, timeout=60)
        assert process.stdout.decode() == expected, name


# --- convert ---

def test_bench_measures_a_model_and_a_shape():
    def bench(*options):
        return json.loads(run('bench', '--seconds', '0.01', *options))

    model = bench('--model', TINY, '--sentence', 'a b')
    assert model['threads'] == 1 and model['runs'] >= 1 and model['step_us']['least'] > 0, model
    shape = bench('--shape', 'd2l', '--threads', '2')
    assert shape['shape'] == 'd2l' and shape['threads'] == 2 and shape['steps'] == 20, shape
    assert 0 < shape['beam_step_us']['least'] <= shape['beam_step_us']['median'], shape
    assert 'marian-base' in fail('bench', '--shape', 'huge', status=USE)
    fail('bench', '--threads', '0.5', status=USE)
    fail('bench', '--threads', '-1', status=USE)


def test_convert_writes_a_model_that_says_the_same():
    for path in sorted(path for path in LAYOUTS.glob('*/model.*') if path.suffix != '.json'):
        ids = ' '.join(map(str, json.loads((path.parent / 'expected.json').read_text())['source']))
        record = run('attend', '--model', path, '--max-length', '6', '--source-ids', ids)
        for dtype in ('f32', 'f16'):
            converted = MODELS.parent / 'converted.safetensors'
            assert dtype in run('convert', path, converted, '--dtype', dtype)
            after = run('attend', '--model', converted, '--max-length', '6', '--source-ids', ids)
            if dtype == 'f32':
                assert after == record, path
            else:
                assert json.loads(after)['target'] == json.loads(record)['target'], path


def test_convert_refuses_what_it_cannot_write():
    fail('convert', TINY, status=USE)
    fail('convert', TINY, MODELS.parent / 'out.pt', status=USE)
    fail('convert', TINY, MODELS.parent / 'out.safetensors', '--dtype', 'f8', status=USE)
    fail('convert', 'nosuch', MODELS.parent / 'out.safetensors', status=DATA)
    assert not (MODELS.parent / 'out.safetensors').exists()


# --- models, info ---

def test_models_are_listed_by_name():
    lines = run('models').splitlines()
    assert [line.split()[0] for line in lines] == ['heads', 'ids', 'tiny']
    assert 'en → fr' in lines[2] and 'gru' in lines[2] and 'additive' in lines[2] and '1638' in lines[2]
    records = [json.loads(line) for line in run('models', '--json').splitlines()]
    assert records[2]['name'] == 'tiny' and records[2]['parameters'] == 1638


def test_a_shipped_model_has_a_name():
    assert run('info', 'tiny') == run('info', TINY)
    assert run('translate', '--model', 'tiny', 'the cat') == run('translate', '--model', TINY, 'the cat')


def test_info_says_how_weights_were_recognised():
    info = json.loads(run('info', '--json', LAYOUTS / 'opennmt-general-bridge' / 'model.pt'))
    assert info['layout'] == 'OpenNMT-py, RNN' and info['attention'] == 'general' and info['architecture'] == 'lstm'
    assert info['from']['attention'] == info['why']['score'] == 'attn.linear_in'
    assert info['why']['source_words'] == 'the checkpoint' and info['has_text'] and 'source_words' not in info['config']
    assert info['config']['tensors']['encoder.rnn.*'] == 'model.encoder.rnn.*'
    text = run('info', LAYOUTS / 'joeynmt-luong' / 'model.ckpt')
    assert 'JoeyNMT, RNN' in text and 'init_hidden in config.yaml' in text and 'model_state.src_embed.lut' in text


def test_info_lists_arrays_of_numpy_and_keras():
    text = run('info', LAYOUTS.parent / 'arrays' / 'stored.npz')
    assert re.search(r'^F32 +15 x 14 +decoder.rnn.weight_ih_l0$', text, re.MULTILINE), text
    text = run('info', LAYOUTS.parent / 'keras' / 'whole.h5')
    assert re.search(r'optimizer_weights belongs to the training +F32 +4 x 5 +optimizer_weights/Adam/dense/', text), text


def test_info_keeps_two_spaces_between_columns():
    model = LAYOUTS / 'torch-prenorm' / 'model.pt'
    info = json.loads(run('info', '--json', model))
    lines = run('info', model).splitlines()
    assert any(line.endswith(f'{info["layout"]}  ({info["from"]["layout"]})') for line in lines), lines[0]
    for name, theirs in info['config']['tensors'].items():
        assert any(line.startswith(f'{name}  ') and line.endswith('  ' + json.dumps(theirs, ensure_ascii=False)) for line in lines), name


def test_a_described_model_says_which_weights_it_leaves_out():
    """A complete description is used as it is; unread weights are listed by info and warned of by other verbs."""
    bytes_ = TINY.read_bytes()
    n_bytes = struct.unpack('<Q', bytes_[:8])[0]
    header, data = json.loads(bytes_[8:8 + n_bytes]), bytes_[8 + n_bytes:]
    description = header.pop('__metadata__')['heed.config']
    header['decoder.gate.weight'] = {'dtype': 'F32', 'shape': [2, 3], 'data_offsets': [len(data), len(data) + 24]}
    text = json.dumps(header).encode()
    left = MODELS / 'left.safetensors'
    left.write_bytes(struct.pack('<Q', len(text)) + text + data + bytes(24))
    left.with_suffix('.json').write_text(description)

    def read(*arguments):
        done = subprocess.run([HEED_CLI, *map(str, arguments)], env=ENVIRONMENT, capture_output=True, timeout=60, check=True)
        return done.stdout.decode(), done.stderr.decode()

    warning = 'weights that nothing reads: decoder.gate.weight (2 x 3)'
    shown, said = read('info', left)
    assert re.search(r'^WEIGHT .*decoder\.gate\.weight$', shown, re.MULTILINE), shown
    assert said == f'heed-cli: {left}: {warning}\n', said
    shown, _ = read('info', '--json', left)
    assert json.loads(shown)['warnings'] == [warning], shown
    _, said = read('attend', '--model', left, '--source-ids', '--max-length', 1, '4 5')
    assert said == f'heed-cli: {left}: {warning}\n', said


def test_info_describes_what_must_be_chosen():
    bare = MODELS / 'bare.pt'
    bare.write_bytes((LAYOUTS / 'torch-prenorm' / 'model.pt').read_bytes())
    assert '{"heads": 4, "norm_place": "pre"}' in fail('info', bare, status=DATA)
    description = json.loads(run('info', '--describe', bare))
    [chosen] = [one for one in description.pop('choose') if (one['heads'], one['norm_place']) == (3, 'pre')]
    del chosen['title']
    bare.with_suffix('.json').write_text(json.dumps({**description, **chosen}))
    assert json.loads(run('info', '--json', bare))['heads'] == 3


def test_info_says_what_a_model_is_and_how_it_knows():
    info = json.loads(run('info', '--json', TINY))
    assert info['architecture'] == 'gru' and info['attention'] == 'additive' and info['parameters'] == 1638
    assert info['source_vocabulary'] == info['target_vocabulary'] == len(tiny_model.WORDS)
    assert info['from']['source_vocabulary'] == 'heed.config'
    assert info['from']['target_vocabulary'] == 'decoder.embedding.weight is 24 x 8'
    assert info['from']['encoder_directions'] == 'encoder.rnn.weight_hh_l0 is 24 x 8'
    assert {tensor['name']: tensor['shape'] for tensor in info['tensors']}['decoder.output.weight'] == [24, 8]
    text = run('info', TINY)
    assert 'additive' in text and 'decoder.output.weight' in text and 'tensor shapes' in text


# --- attend ---

def test_attend_has_the_fields_that_are_promised():
    record = only('the cat sleeps .')
    assert set(record) == {'source', 'target', 'steps', 'attention', 'score'}
    assert record['source']['text'] == 'the cat sleeps .'
    assert record['source']['tokens'] == ['the', 'cat', 'sleeps', '.', '</s>']
    assert record['source']['ids'] == [4, 5, 7, 11, 3]
    assert set(record['target']) == {'text', 'tokens', 'ids'}
    assert set(record['score']) == {'log_prob', 'coverage_deviation_penalty', 'absentmindedness_out',
                                    'absentmindedness_in', 'confidence'}
    for step in record['steps']:
        assert set(step) == {'token', 'id', 'forced', 'log_prob', 'entropy', 'candidates'}
        assert len(step['candidates']) == 5 and not step['forced']
        assert set(step['candidates'][0]) == {'token', 'id', 'log_prob'}
        probabilities = [candidate['log_prob'] for candidate in step['candidates']]
        assert probabilities == sorted(probabilities, reverse=True)
        assert step['id'] == step['candidates'][0]['id'] and step['log_prob'] == probabilities[0]
    assert abs(record['score']['log_prob'] - sum(step['log_prob'] for step in record['steps'])) < 1e-6


def test_attend_has_one_row_a_token_and_each_sums_to_one():
    for model, heads in (TINY, 1), (HEADS, 2):
        record = only('the cat sleeps .', model=model)
        assert [(a['kind'], a['layer'], a['head']) for a in record['attention']] == [
            ('cross', 0, head) for head in range(heads)]
        for attention in record['attention']:
            assert len(attention['weights']) == len(record['steps']) == len(record['target']['tokens'])
            assert all(len(row) == len(record['source']['tokens']) for row in attention['weights'])
            assert 'scores' not in attention
            assert_rows_sum_to_one(attention['weights'])


def test_attend_ends_with_the_end_token_or_the_limit():
    record = only('--max-length', 3, 'the cat')
    assert len(record['steps']) <= 3
    forced = only('--target', 'le chat', 'the cat')
    assert forced['target']['tokens'] == ['le', 'chat', '</s>'] and forced['target']['text'] == 'le chat'
    assert all(step['forced'] for step in forced['steps'])
    assert len(forced['attention'][0]['weights']) == 3


def test_attend_takes_tokens_and_ids_for_text():
    by_text = only('--target', 'le chat', 'the cat .')
    by_tokens = only('--source-tokens', '--target', 'le chat', 'the cat .')
    by_ids = only('--source-ids', '--target', '17 13', '--target-ids', '4 5 11')
    by_value = only('--source-ids', '4,5,11', '--target-ids', '17 13')
    assert by_text['steps'] == by_tokens['steps'] == by_ids['steps'] == by_value['steps']
    assert by_text['attention'] == by_tokens['attention'] == by_ids['attention'] == by_value['attention']
    assert by_ids['source']['ids'] == [4, 5, 11, 3]
    unknown = only('--source-tokens', 'the elephant', status=DATA)
    assert 'elephant' in unknown['error']
    assert '24' in only('--source-ids', '4 24', status=DATA)['error']


def test_a_model_without_words_knows_ids():
    record = only('--source-ids', '4 5 11', model=IDS)
    assert record['source']['tokens'] == ['#4', '#5', '#11', '#3']
    assert record['steps'] and 'error' in only('the cat', model=IDS, status=DATA)
    text = only('#4 5 11', model=IDS)
    assert text['source']['ids'] == record['source']['ids'] and text['steps'] == record['steps']


def test_ids_are_translated_and_aligned():
    expected = only('--source-ids', '4 5 11', model=IDS)['target']['text']
    assert run('translate', '--model', IDS, '--source-ids', '4 5 11') == expected + '\n'
    assert run('translate', '--model', IDS, '4 5 11') == expected + '\n'
    assert run('translate', '--model', TINY, '--source-ids', '4 5 11') == run('translate', '--model', TINY, 'the cat .')
    assert run('translate', '--model', TINY, '--source-tokens', 'the cat .') == run('translate', '--model', TINY, 'the cat .')
    fail('translate', '--source-ids', '--source-tokens', '4', status=USE)

    source, target = MODELS.parent / 'source.ids', MODELS.parent / 'target.ids'
    source.write_text('4 5 11\n')
    target.write_text('17 13 11\n')
    links = run('align', '--model', IDS, '--source', source, '--target', target, '--source-ids', '--target-ids')
    assert len(links.split()) == 3 and links == run('align', '--model', IDS, '--source', source, '--target', target)
    words, their_words = MODELS.parent / 'source.txt', MODELS.parent / 'target.txt'
    words.write_text('the cat .\n')
    their_words.write_text('le chat .\n')
    assert run('align', '--model', TINY, '--source', words, '--target', their_words) == run(
        'align', '--model', TINY, '--source', source, '--target', target, '--source-ids', '--target-ids')


def test_scores_become_the_weights():
    import math
    record = only('--scores', 'the cat .')
    for weights, scores in zip(record['attention'][0]['weights'], record['attention'][0]['scores'], strict=True):
        exponentials = [math.exp(score - max(scores)) for score in scores]
        for weight, exponential in zip(weights, exponentials, strict=True):
            assert abs(weight - exponential / sum(exponentials)) < 1e-5


def test_heads_can_be_chosen_and_averaged():
    both = only('the cat .', model=HEADS)['attention']
    first = only('--head', 0, 'the cat .', model=HEADS)['attention']
    second = only('--head', 1, '--layer', 0, 'the cat .', model=HEADS)['attention']
    [mean] = only('--head', 'mean', 'the cat .', model=HEADS)['attention']
    assert both == first + second and mean['head'] == 'mean'
    for row, one, two in zip(mean['weights'], first[0]['weights'], second[0]['weights'], strict=True):
        assert all(abs(m - (a + b) / 2) < 1e-6 for m, a, b in zip(row, one, two, strict=True))


def test_top_says_how_many_candidates():
    for n in 0, 1, 24, 100:
        record = only('--top', n, 'the cat')
        assert all(len(step['candidates']) == min(n, 24) for step in record['steps'])


def test_a_mask_hides_tokens_everywhere():
    record = only('--mask', '0,2', 'the cat sleeps .', model=HEADS)
    for attention in record['attention']:
        assert all(row[0] == row[2] == 0 for row in attention['weights'])
        assert_rows_sum_to_one(attention['weights'])
    assert 'below 3' in only('--mask', '7', 'the cat', status=DATA)['error']


def test_a_pin_moves_the_attention_of_one_step():
    plain = only('--target', 'le chat', 'the cat .')['attention'][0]['weights']
    pinned = only('--target', 'le chat', '--pin', '1:2', 'the cat .')['attention'][0]['weights']
    assert pinned[0] == plain[0] and pinned[1] == [0, 0, 1, 0]
    partly = only('--target', 'le chat', '--pin', '1:2:0.4', 'the cat .')['attention'][0]['weights']
    left = 0.6 / (1 - plain[1][2])
    assert all(abs(partly[1][i] - (0.4 if i == 2 else left * plain[1][i])) < 1e-6 for i in range(4))
    assert_rows_sum_to_one(partly)
    together = only('--pin', '0:0:0.5', '--pin', '0:1:0.5', 'the cat .')['attention'][0]['weights']
    assert together[0] == [0.5, 0.5, 0, 0]
    assert 'below 4' in only('--pin', '0:9', 'the cat .', status=DATA)['error']


def test_a_forced_token_changes_what_follows():
    plain = only('--max-length', 4, 'the cat .')
    other = 'chien' if plain['steps'][1]['token'] != 'chien' else 'chat'
    forced = only('--max-length', 4, '--force', f'1:{other}', 'the cat .')
    assert forced['steps'][0] == plain['steps'][0]
    assert forced['steps'][1]['token'] == other and forced['steps'][1]['forced']
    assert only('--force', '0:#13', 'the cat')['steps'][0]['token'] == 'chat'
    assert only('--force', '0:on', 'the cat')['steps'][0]['token'] == '▁on'
    assert 'elephant' in only('--force', '0:elephant', 'the cat', status=DATA)['error']
    assert 'error' in only('--max-length', 2, '--force', '9:le', 'the cat', status=DATA)


def test_a_wider_beam_never_finds_worse():
    greedy = only('--max-length', 8, 'the cat sleeps .')
    single = only('--max-length', 8, '--beam', 1, 'the cat sleeps .')
    assert greedy == single
    for model in TINY, HEADS:
        record = only('--max-length', 8, '--beam', 4, 'the cat sleeps .', model=model)
        assert_rows_sum_to_one(record['attention'][0]['weights'])
        assert len(record['attention'][0]['weights']) == len(record['steps'])


def test_penalties_change_which_hypothesis_is_best():
    def search(*options):
        return only('--max-length', 12, '--beam', 4, *options, 'the cat sleeps .', model=HEADS)['target']['tokens']

    lengths = {len(search('--length-penalty', a, '--length-rule', rule)) for a in (0, 1, 50) for rule in ('power', 'gnmt')}
    assert len(lengths) > 1, lengths
    assert len(search('--length-penalty', 50)) >= len(search('--length-penalty', 0))
    assert len(search('--length-penalty', 0, '--coverage-penalty', 100)) > len(search('--length-penalty', 0))


def test_a_beam_after_forced_steps_keeps_the_longest_length():
    record = only('--max-length', 3, '--beam', 2, '--force', '1:chat', 'the cat .')
    assert len(record['steps']) <= 3 and record['steps'][1]['token'] == 'chat'


def test_samples_are_the_seeds():
    def sample(*options):
        return only('--max-length', 12, '--sample', *options, 'the cat sleeps .')['target']['ids']

    samples = [sample('--seed', seed) for seed in range(6)]
    assert samples == [sample('--seed', seed) for seed in range(6)]
    assert len({tuple(ids) for ids in samples}) > 3 and sample() == samples[0]
    greedy = only('--max-length', 12, 'the cat sleeps .')['target']['ids']
    assert sample('--temperature', 0, '--seed', 3) == sample('--top-k', 1) == sample('--top-p', 1e-9) == greedy
    line = run('translate', '--model', TINY, '--max-length', 12, '--sample', '--seed', 5, text='the cat sleeps .\n' * 2)
    text = only('--max-length', 12, '--sample', '--seed', 5, 'the cat sleeps .')['target']['text']
    assert line == (text + '\n') * 2
    changed = only('--max-length', 6, '--sample', '--force', '1:chat', 'the cat .')
    assert changed['steps'][1]['token'] == 'chat' and not changed['steps'][0]['forced']


def test_words_are_sums_of_columns_and_means_of_rows():
    pieces = only('--target-ids', '22 23 13', '--source-ids', '22 23 5')
    words = only('--target-ids', '22 23 13', '--words', '--source-ids', '22 23 5')
    assert pieces['source']['tokens'] == ['▁on', 'ly', 'cat', '</s>']
    columns, rows = len(words['source']['tokens']), len(words['target']['tokens'])
    assert len(words['attention'][0]['weights']) == rows
    assert all(len(row) == columns for row in words['attention'][0]['weights'])
    assert_rows_sum_to_one(words['attention'][0]['weights'])
    assert words['target']['ids'] == pieces['target']['ids'] and words['steps'] == pieces['steps']


def test_words_say_which_tokens_they_are_made_of():
    record, pieces = only('--words', 'the cat'), only('the cat')
    assert 'words' not in pieces
    for side in ('source', 'target'):
        parts = record['words'][side]
        assert len(parts) == len(record[side]['tokens']), record
        assert [token for word in parts for token in word] == list(range(len(pieces[side]['tokens']))), parts


def assert_spearman(found, weights, values):
    """Checks the mean over rows of the rank correlation with the absolute values."""
    def ranks(row):
        return [sum(other < x for other in row) + (row.count(x) - 1) / 2 for x in row]

    rows = []
    for a, b in zip(map(ranks, weights), (ranks([abs(x) for x in row]) for row in values)):
        mean = (len(a) - 1) / 2
        both = sum((x - mean) * (y - mean) for x, y in zip(a, b))
        sizes = [sum((x - mean) ** 2 for x in row) for row in (a, b)]
        if all(sizes):
            rows.append(both / (sizes[0] * sizes[1]) ** 0.5)
    assert abs(found - sum(rows) / len(rows)) < 1e-6, found


def test_evidence_is_of_the_shape_of_the_attention():
    kinds = ['occlusion', 'gradient', 'norm', 'share']
    options = [word for kind in kinds for word in ('--evidence', kind)]
    plain, record = only('the cat sleeps .'), only(*options, 'the cat sleeps .')
    attention = record['attention'][0]
    assert 'evidence' not in plain and 'agreement' not in plain['attention'][0]
    assert record['steps'] == plain['steps'] and attention['weights'] == plain['attention'][0]['weights']
    assert [each['evidence'] for each in record['evidence']] == kinds
    assert [each['unit'] for each in record['evidence']] == ['nats', 'nats', '', '']
    for each in record['evidence']:
        assert [len(row) for row in each['values']] == [len(row) for row in attention['weights']]
        assert_spearman(attention['agreement'][each['evidence']], attention['weights'], each['values'])

    by_name = {each['evidence']: each['values'] for each in record['evidence']}
    for row, shares in zip(by_name['gradient'], by_name['share']):
        assert 0 < sum(shares) < 1
        whole = sum(map(abs, row)) / sum(shares)
        assert all(abs(abs(x) / whole - share) < 1e-4 for x, share in zip(row, shares))

    # One head: the length of a token's value times the weight.
    lengths = [[x / weight for x, weight in zip(*rows)] for rows in zip(by_name['norm'], attention['weights'])]
    assert all(abs(x - y) < 1e-3 * y for row in lengths for x, y in zip(row, lengths[0])), lengths


def test_norms_are_those_of_each_head():
    record = only('--evidence', 'norm', 'the cat', model=HEADS)
    assert [(each['kind'], each['layer'], each['head']) for each in record['evidence']] == [
        ('cross', 0, 0), ('cross', 0, 1)]
    assert record['evidence'][0]['values'] != record['evidence'][1]['values']


def test_evidence_of_words_is_merged_like_the_attention():
    given = ['--evidence', 'occlusion', '--target-ids', '22 23 13', '--source-ids', '22 23 5']
    pieces, words = only(*given), only('--words', *given)
    found, of_pieces = words['evidence'][0]['values'], pieces['evidence'][0]['values']
    made_of = words['words']
    for row, tokens in enumerate(made_of['target']):
        for column, keys in enumerate(made_of['source']):
            mean = sum(of_pieces[t][s] for t in tokens for s in keys) / len(tokens)
            assert abs(found[row][column] - mean) < 1e-6


def test_every_line_has_its_record_in_order():
    text = b'the cat\n\n\xff\xfe\nun \x00 chat\nthe dog\r\na'
    output = run('attend', '--model', TINY, '-', text=text, status=DATA)
    records = [json.loads(line) for line in output.splitlines()]
    assert len(records) == 6
    assert records[0]['source']['text'] == 'the cat' and records[1]['source']['tokens'] == ['</s>']
    assert '0xff' in records[2]['error'] and '0x00' in records[3]['error']
    assert records[4]['source']['tokens'] == ['the', 'dog', '</s>'] and records[5]['source']['text'] == 'a'


def test_standard_input_may_be_gzipped():
    lines = 'the cat\n\na dog\n'.encode()
    plain = run('translate', '--model', TINY, text=lines)
    # two members, as cat of two files leaves them
    assert run('translate', '--model', TINY, text=gzip.compress(lines[:8]) + gzip.compress(lines[8:])) == plain
    assert run('attend', '--model', TINY, '-', text=gzip.compress(lines)) == run('attend', '--model', TINY, '-', text=lines)
    cut = subprocess.run([HEED_CLI, 'translate', '--model', TINY], env=ENVIRONMENT, input=gzip.compress(lines)[:-4],
                         capture_output=True, timeout=60, check=False)
    assert cut.returncode == DATA and b'standard input: gzip: ' in cut.stderr, cut


def test_a_line_is_answered_before_the_next_is_read():
    pairs = b'\t\n', b'the cat\tle chat\n', b'the cat ||| le chat\n'
    for arguments in ('attend', '-'), ('attend', '--tsv', '-'), ('translate',), ('translate', '--jobs', '3'):
        process = start(*arguments, '--model', TINY)
        for line in pairs if '--tsv' in arguments else (b'\n', b'the cat\n', b'the cat\n'):
            process.stdin.write(line)
            process.stdin.flush()
            assert process.stdout.readline().endswith(b'\n')
        process.stdin.close()
        assert process.wait(timeout=60) == DONE
        process.stdout.close()
        process.stderr.close()


def test_attend_takes_pairs_in_one_stream():
    pairs = ('the cat', 'le chat'), ('a dog', 'chien'), ('', 'le')
    expected = [only('--target', target, '--', source) for source, target in pairs]
    for between in '\t', ' ||| ':
        assert attend('--tsv', '-', text=''.join(f'{s}{between}{t}\n' for s, t in pairs)) == expected
    ids = ''.join(f"{source}\t{' '.join(map(str, record['target']['ids'][:-1]))}\n"
                  for (source, _), record in zip(pairs, expected))
    assert attend('--tsv', '-', '--target-ids', text=ids) == expected
    records = attend('--tsv', '-', text='the cat\nthe cat\tle chat\n', status=DATA)
    assert 'found neither' in records[0]['error'] and records[1] == expected[0], records
    for options in ('--target', 'le'), ('--beam', 2), ('--force', '0:le'), ('the cat',):
        fail('attend', '--model', TINY, '--tsv', '-', *options, status=USE)
    fail('attend', '--model', TINY, '--tsv', '/nowhere', status=DATA)


def test_a_very_long_line_is_decoded_or_says_why():
    [record] = attend('--max-length', 2, '--top', 1, '--max-source-length', 1 << 20, text='the cat ' * 131072)
    assert len(record['source']['tokens']) == 262145 and len(record['attention'][0]['weights']) == 2
    assert_rows_sum_to_one(record['attention'][0]['weights'])
    [refused] = attend('-', text='x' * (8 * 1024 * 1024 + 1), status=DATA)
    assert 'expected at most' in refused['error']


def test_a_line_of_too_many_tokens_is_a_record_that_says_so():
    text = '\n'.join(['the cat', ' '.join(['cat'] * 40), 'a dog'])
    for limit, status in ((39, DATA), (40, DONE)):
        records = attend('--max-source-length', limit, '-', text=text, status=status)
        assert len(records) == 3 and all('error' not in records[i] for i in (0, 2)), records
        assert ('error' in records[1]) == (status == DATA), records[1]
    assert 'expected at most 1024 tokens, found' in attend('-', text='cat ' * 5000, status=DATA)[0]['error']
    start_of_line = time.monotonic()
    assert run('translate', '--model', TINY, '-', text='cat ' * 200000, status=DATA) == '\n'
    assert time.monotonic() - start_of_line < 30
    fail('translate', '--model', TINY, '--max-source-length', 0, 'cat', status=USE)


def test_csv_holds_the_same_numbers():
    record = only('--scores', 'the "quoted" cat', model=HEADS)
    rows = list(csv.DictReader(io.StringIO(run('attend', '--model', HEADS, '--scores', '--format', 'csv',
                                               'the "quoted" cat'))))
    cells = {(int(r['layer']), int(r['head']), int(r['row']), int(r['column'])): r for r in rows}
    for attention in record['attention']:
        for t, weights in enumerate(attention['weights']):
            for s, weight in enumerate(weights):
                cell = cells.pop((attention['layer'], attention['head'], t, s))
                assert float(cell['weight']) == weight and float(cell['score']) == attention['scores'][t][s]
                assert cell['column_token'] == record['source']['tokens'][s]
                assert cell['row_token'] == record['target']['tokens'][t]
    assert not cells
    failed = list(csv.DictReader(io.StringIO(run('attend', '--model', TINY, '--format', 'csv', '-', text=b'\xff\n',
                                                 status=DATA))))
    assert failed[0]['sentence'] == '1' and 'UTF-8' in failed[0]['error']


def test_text_is_a_heatmap_without_colours_in_a_pipe():
    text = run('attend', '--model', TINY, '--format', 'text', '--target', 'le chat', 'the cat sleeps')
    assert '\033' not in text and '┌ the' in text and '│ ┌ cat' in text and '%' in text
    rows = [line for line in text.splitlines() if line.endswith('%')]
    assert [row.split()[0] for row in rows] == ['le', 'chat', '</s>']
    assert all(len(row.split(' ', 1)[1]) for row in rows)


# --- translate ---

def test_translate_keeps_lines_apart_and_in_order():
    lines = ['the cat sleeps .', '', 'a dog eats a fish .', '   ', 'déjà'] * 20
    one = run('translate', '--model', TINY, text='\n'.join(lines) + '\n').split('\n')
    assert len(one) == len(lines) + 1 and one[1] == one[3] == ''
    assert one[0] == only('the cat sleeps .')['target']['text']
    many = run('translate', '--model', TINY, '--jobs', 4, text='\n'.join(lines)).split('\n')
    assert many == one
    beam = run('translate', '--model', TINY, '--beam', 3, '--length-penalty', 0.5, '--jobs', 2, '-',
               text='\n'.join(lines)).split('\n')
    assert len(beam) == len(one)


def test_translate_leaves_an_empty_line_for_a_bad_one():
    process = start('translate', '--model', TINY)
    output, errors = process.communicate(b'the cat\n\xff\nthe dog\n', timeout=60)
    assert process.returncode == DATA
    lines = output.decode().split('\n')
    assert len(lines) == 4 and lines[1] == '' and lines[0] and lines[2]
    assert b'heed-cli: line 2: text: expected UTF-8' in errors


# --- render ---

def test_render_draws_the_sentence_in_every_format():
    folder = pathlib.Path(FOLDER.name)
    for name, magic in ('a.png', b'\x89PNG'), ('a.pdf', b'%PDF'), ('a.svg', b'<?xml'):
        for theme in 'light', 'dark':
            run('render', '--model', TINY, 'the cat sleeps .', '-o', folder / name, '--theme', theme,
                '--width', 300, '--height', 200)
            assert (folder / name).read_bytes().startswith(magic)
    png = (folder / 'a.png').read_bytes()
    assert int.from_bytes(png[16:20], 'big') == 300 and int.from_bytes(png[20:24], 'big') == 200
    svg = xml.etree.ElementTree.parse(folder / 'a.svg').getroot()
    assert svg.get('width').startswith('300') and len(list(svg.iter())) > 20
    run('render', '--model', HEADS, '-o', folder / 'b.png', '--head', 0, 'the cat')
    run('render', '--model', HEADS, '-o', folder / 'c.png', '--head', 1, 'the cat')
    assert (folder / 'b.png').read_bytes() != (folder / 'c.png').read_bytes()


def test_render_leaves_the_file_alone_when_it_cannot():
    target = pathlib.Path(FOLDER.name) / 'kept.png'
    target.write_text('kept')
    fail('render', '--model', IDS, 'the cat', '-o', target, status=DATA)
    assert target.read_text() == 'kept'
    fail('render', '--model', TINY, 'the cat', '-o', '/nonexistent/folder/a.png', status=DATA)


if __name__ == '__main__':
    MODELS.mkdir()
    tiny_model.write(TINY)
    tiny_model.write(HEADS, 'multi-head', 2, name='Heads')
    tiny_model.write(IDS, words=None, name='Ids')
    tap.run(globals(), '/system/cli')
    FOLDER.cleanup()

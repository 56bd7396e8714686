#!/usr/bin/env python3
"""Trains small models with heed-cli and checks its reports, files and checkpoints.

Covers: app/cli/preset-options.c, app/cli/training-record.c
"""

import json
import pathlib
import random
import re
import signal
import struct
import subprocess
import sys
import tempfile

import tap

HEED_CLI = sys.argv[1]
FOLDER = tempfile.TemporaryDirectory(prefix='heed-train-')
TOP = pathlib.Path(FOLDER.name)

DONE, MISSED, USE, DATA, INTERRUPTED = range(5)


def write_pairs(path, n, seed):
    """Writes pairs for the copy task, the easiest one that needs attention."""
    numbers = random.Random(seed)
    words = ['red', 'green', 'blue', 'white', 'black']
    with open(path, 'w') as file:
        for _ in range(n):
            text = ' '.join(numbers.choice(words) for _ in range(numbers.randint(1, 4)))
            file.write(f'{text}\t{text.upper()}\n')


def configure(name, batches, training={}, **run):
    path = TOP / f'{name}.json'
    text = {'tokenizer': 'word'}
    path.write_text(json.dumps({
        'name': name, 'source_language': 'en', 'target_language': 'en',
        'data': {'train': 'train.tsv', 'valid': 'valid.tsv'},
        'source_text': text, 'target_text': text,
        'model': {'source_embedding': 16, 'target_embedding': 16, 'encoder_width': 16, 'decoder_width': 16,
                  'attention_width': 16, 'combine_width': 16},
        'training': {'batch_size': 16, 'batches': batches, 'learning_rate': 0.01, 'seed': 3, **training},
        'run': {'valid_every': 50, 'translate': 20, 'checkpoint_every': 0, 'output': f'{name}.safetensors', **run},
    }))
    return path


def start(*arguments):
    # A small pipe: the program is never more than some twenty reports ahead of the reader.
    return subprocess.Popen([HEED_CLI, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, pipesize=4096)


def run(*arguments, status=DONE):
    process = start(*arguments)
    output, errors = process.communicate(timeout=120)
    assert process.returncode == status, (arguments, process.returncode, errors)
    return output


def train(*arguments, status=DONE):
    return [json.loads(line) for line in run('train', *arguments, status=status).splitlines()]


def interrupt(signal_number, after, *arguments):
    """Trains until so many batches were reported, then sends the signal."""
    process = start('train', *arguments)
    for line in process.stdout:
        if json.loads(line)['batch'] >= after:
            break
    process.send_signal(signal_number)
    process.communicate(timeout=120)
    return process.returncode


def card_of(path):
    return json.loads(run('info', '--json', path))['card']


def test_training_reports_every_batch_and_learns():
    records = train(configure('learns', 600, valid_every=100))
    reports = [record for record in records if 'loss' in record]
    assert [report['batch'] for report in reports] == list(range(1, 601))
    assert set(reports[0]) == {'batch', 'batches', 'epoch', 'loss', 'gradient_norm', 'learning_rate',
                               'tokens_per_second', 'seconds_left'}
    assert reports[0]['batches'] == 600 and reports[-1]['loss'] < reports[0]['loss'] / 4
    scores = [record for record in records if 'valid_loss' in record]
    assert [score['batch'] for score in scores] == list(range(100, 601, 100))
    assert scores[0]['best'] and scores[-1]['bleu'] > 90, scores


def test_the_best_model_is_written_with_its_card():
    output = TOP / 'learns.safetensors'
    card = card_of(output)
    assert card['command'] == 'heed-cli train learns.json' and card['configuration']['name'] == 'learns'
    assert card['score'].startswith('BLEU ') and card['held_out']['sentences'] == 20
    translation = run('translate', '--model', output, 'red blue green').strip()
    assert translation == 'RED BLUE GREEN', translation


def test_a_trained_model_attends_to_what_it_copies():
    record = json.loads(run('attend', '--model', TOP / 'learns.safetensors', 'red blue green'))
    weights = record['attention'][0]['weights']
    assert len(weights) == len(record['target']['tokens']) == 4
    assert all(abs(sum(row) - 1) < 1e-5 for row in weights)


def alignment_error_of(model):
    """On the held-out pairs, where word s of the source is word s of the target."""
    pairs = [line.split('\t') for line in (TOP / 'valid.tsv').read_text().splitlines()]
    files = {name: TOP / f'aligned.{name}' for name in ('source', 'target', 'gold', 'links')}
    files['source'].write_text(''.join(f'{source}\n' for source, _ in pairs))
    files['target'].write_text(''.join(f'{target}\n' for _, target in pairs))
    files['gold'].write_text(''.join(' '.join(f'{i}-{i}' for i in range(len(source.split()))) + '\n'
                                     for source, _ in pairs))
    files['links'].write_text(run('align', '--model', model, '--source', files['source'], '--target', files['target']))
    return json.loads(run('score', '--json', '--gold', files['gold'], '--links', files['links']))['aer']


def test_guided_alignment_makes_the_attention_look_at_what_is_said():
    plain = train(configure('plain', 90))
    guided = train(configure('guided', 90, {'guided_alignment': 1}))
    fading = train(configure('fading', 90, {'guided_alignment': 1, 'guided_decay': True}))
    assert not any('guided_loss' in record for record in plain)
    losses = [record['guided_loss'] for record in guided if 'loss' in record]
    assert sum(losses[-10:]) < sum(losses[:10]) / 4, losses
    assert guided != fading
    errors = {name: alignment_error_of(TOP / f'{name}.safetensors') for name in ('plain', 'guided')}
    assert errors['guided'] < 0.1 and errors['guided'] < errors['plain'] / 2, errors


def test_guided_alignment_resumes_to_the_same_bytes():
    configuration = configure('whole-guided', 200, {'guided_alignment': 0.5, 'guided_decay': True})
    train(configuration)
    parts = TOP / 'parts-guided.safetensors'
    assert interrupt(signal.SIGINT, 50, configuration, '-o', parts) == INTERRUPTED
    train(configuration, '-o', parts, '--resume')
    assert parts.read_bytes() == (TOP / 'whole-guided.safetensors').read_bytes()


def delays_of(gif):
    """Returns the duration of each frame of a GIF in hundredths of a second, read with ImageMagick."""
    lines = subprocess.run(['identify', '-format', '%T %W %H\n', gif], check=True, capture_output=True,
                           text=True).stdout.split('\n')[:-1]
    assert len({line.split()[1:] and tuple(line.split()[1:]) for line in lines}) == 1, lines
    return [int(line.split()[0]) for line in lines]


def test_the_film_and_the_losses_are_written_and_change_nothing():
    watched = configure('watched', 100)
    curve, film = TOP / 'losses.csv', TOP / 'film.gif'
    train(watched, '-o', TOP / 'unwatched.safetensors')
    records = train(watched, '--film', film, '--watch', 'red blue green', '--curve', curve)
    assert (TOP / 'watched.safetensors').read_bytes() == (TOP / 'unwatched.safetensors').read_bytes()

    rows = [line.split(',') for line in curve.read_text().splitlines()]
    assert rows[0] == ['training', 'curve', 'epoch', 'loss'] and {row[0] for row in rows[1:]} == {'"watched"'}
    told = {'training': [(record['epoch'], record['loss']) for record in records if 'loss' in record],
            'held-out': [(record['epoch'], record['valid_loss']) for record in records if 'valid_loss' in record]}
    for name, expected in told.items():
        found = [(float(row[2]), float(row[3])) for row in rows[1:] if row[1] == name]
        assert len(found) == len(expected) >= 2, (name, found)
        assert all(abs(a - b) <= 1e-6 * abs(b) for pair in zip(found, expected) for a, b in zip(*pair)), name

    # Twelve seconds and two more at the end. In frames of the film taken at equal times every one would be
    # seen for as long; here some are seen for several steps, and nothing for less than one.
    delays = delays_of(film)
    assert sum(delays) == 1400 and delays[-1] >= 225, delays
    assert 8 < len(delays) <= 48 and set(delay % 25 for delay in delays) == {0}, delays
    assert len(set(delays)) > 2, delays


def test_film_and_losses_come_as_pictures_too():
    train(configure('pictures', 40), '--film', TOP / 'film.svg', '--curve', TOP / 'losses.svg')
    assert '<animate ' in (TOP / 'film.svg').read_text()
    losses = (TOP / 'losses.svg').read_text()
    assert '>pictures</text>' in losses and '>epochs</text>' in losses and 'held-out' in losses, losses[-3000:]
    train(configure('pictures', 40), '--film', TOP / 'film.pdf', '--curve', TOP / 'losses.pdf')
    for name in 'film', 'losses':
        text = subprocess.run(['pdftotext', TOP / f'{name}.pdf', '-'], check=True, capture_output=True, text=True).stdout
        assert 'pictures' in text and 'epoch' in text, text
    train(configure('pictures', 40), '--curve', TOP / 'losses.png')
    assert size_of('losses.png') == (800, 500)


def size_of(name):
    found = subprocess.run(['identify', '-format', '%w %h', TOP / name], check=True, capture_output=True, text=True)
    return tuple(map(int, found.stdout.split()))


def test_pictures_are_as_large_as_somebody_wants():
    pictures = ('--film', TOP / 'film.png', '--curve', TOP / 'losses.png')
    train(configure('pictures', 40), *pictures)
    width, height = size_of('film.png')
    train(configure('pictures', 40), *pictures, '--picture-width', '2400', '--picture-height', '900')
    assert size_of('losses.png') == (2400, 900)
    wide, high = size_of('film.png')
    assert abs(wide - 2400) <= 1 and abs(high - height * 2400 / width) <= 1, (width, height, wide, high)
    train(configure('pictures', 40), *pictures, '--picture-height', '250')
    assert size_of('losses.png') == (400, 250) and size_of('film.png') == (width, height)


def test_an_interrupted_training_leaves_its_film():
    film = TOP / 'interrupted.gif'
    assert interrupt(signal.SIGINT, 50, configure('filmed', 5000), '--film', film) == INTERRUPTED
    assert len(delays_of(film)) > 1


def test_a_film_that_cannot_be_is_refused_before_training():
    configuration = configure('refused', 5000)
    run('train', configuration, '--film', TOP / 'film.mp4', status=USE)
    run('train', configuration, '--curve', TOP / 'losses.gif', status=USE)
    run('train', configuration, '--curve', TOP / 'losses.png', '--picture-width', '100000', status=USE)
    run('train', configuration, '--watch', 'red', status=USE)
    run('train', configuration, '--film', TOP / 'no' / 'film.gif', status=DATA)


def test_the_same_seed_writes_the_same_file():
    for name in 'one', 'two':
        train(configure('same', 60), '--output', TOP / f'{name}.safetensors')
    assert (TOP / 'one.safetensors').read_bytes() == (TOP / 'two.safetensors').read_bytes()


def test_an_interrupted_training_resumes_to_the_same_bytes():
    configuration = configure('whole', 300)
    train(configuration)
    whole = (TOP / 'whole.safetensors').read_bytes()
    for after in 30, 70, 110:
        parts = TOP / f'parts{after}.safetensors'
        assert interrupt(signal.SIGINT, after, configuration, '-o', parts) == INTERRUPTED
        assert (TOP / f'parts{after}.safetensors.checkpoint').exists()
        records = train(configuration, '-o', parts, '--resume')
        assert after < records[0]['batch'] <= 300
        assert parts.read_bytes() == whole, after


def test_a_killed_training_resumes_from_its_checkpoint():
    configuration = configure('killed', 600, checkpoint_every=1)
    train(configuration, '-o', TOP / 'unkilled.safetensors')
    output = TOP / 'killed.safetensors'
    for after in 100, 350:
        assert interrupt(signal.SIGKILL, after, configuration, '-o', output, '--resume') == -signal.SIGKILL
        if output.exists():
            card_of(output)
    train(configuration, '-o', output, '--resume')
    assert output.read_bytes() == (TOP / 'unkilled.safetensors').read_bytes()


def checkpoint_of(path):
    """Reads the number of batches from a checkpoint without Heed; 0 if there is none."""
    if not path.exists():
        return 0
    data = path.read_bytes()
    length = struct.unpack('<Q', data[:8])[0]
    header = json.loads(data[8:8 + length])
    ends = [entry['data_offsets'][1] for name, entry in header.items() if name != '__metadata__']
    assert max(ends) == len(data) - 8 - length, 'a whole file'
    return int(header['__metadata__']['heed.checkpoint'])


def test_a_training_killed_at_random_moments_loses_no_checkpoint_and_breaks_no_file():
    # A model is written every second batch, so that many kills happen during a write.
    configuration = configure('hunted', 400, valid_every=2, translate=1, checkpoint_every=1, select='loss')
    train(configuration, '-o', TOP / 'unhunted.safetensors')
    output, checkpoint = TOP / 'hunted.safetensors', TOP / 'hunted.safetensors.checkpoint'
    numbers = random.Random(11)
    kills = 0
    for _ in range(8):
        done = checkpoint_of(checkpoint)
        process = start('train', configuration, '-o', output, '--resume')
        first = process.stdout.readline()
        assert not first or json.loads(first)['batch'] == done + 1, (first, done)
        for _ in range(numbers.randint(0, 150)):
            process.stdout.readline()
        process.kill()
        process.communicate(timeout=120)
        kills += process.returncode == -signal.SIGKILL
        assert checkpoint_of(checkpoint) >= done
        if output.exists():
            card_of(output)
    assert kills > 2, kills
    train(configuration, '-o', output, '--resume')
    assert output.read_bytes() == (TOP / 'unhunted.safetensors').read_bytes()


def test_patience_ends_a_training_that_gets_no_better():
    # Nothing can be learned: every source occurs with every target.
    (TOP / 'noise.tsv').write_text(''.join(f'a\t{word}\n' for word in 'BCDE') * 20)
    configuration = json.loads(configure('noise', 4000, valid_every=20, patience=3, select='loss').read_text())
    configuration['data'] = {'train': 'noise.tsv', 'valid': 'noise.tsv'}
    path = TOP / 'noise.json'
    path.write_text(json.dumps(configuration))
    scores = [record for record in train(path) if 'valid_loss' in record]
    best = max(score['batch'] for score in scores if score['best'])
    assert scores[-1]['stopped'] and scores[-1]['batch'] == best + 60 < 4000, scores[-1]
    assert card_of(TOP / 'noise.safetensors')['held_out']['batch'] == best
    assert train(path, '--resume') == []


def test_resuming_another_configuration_is_refused():
    output = TOP / 'other.safetensors'
    assert interrupt(signal.SIGINT, 5, configure('a', 300), '-o', output) == INTERRUPTED
    run('train', configure('b', 301), '-o', output, '--resume', status=DATA)


def test_without_held_out_pairs_the_last_model_is_kept():
    configuration = json.loads(configure('blind', 10).read_text())
    del configuration['data']['valid']
    path = TOP / 'blind.json'
    path.write_text(json.dumps(configuration))
    records = train(path, '--report-every', 5)
    assert [record['batch'] for record in records if 'loss' in record] == [5, 10]
    assert card_of(TOP / 'blind.safetensors')['score'] == 'not measured'


def test_a_task_needs_no_file():
    output = TOP / 'reverse.safetensors'
    records = train('--task', 'reverse', '--mechanism', 'additive', '--pairs', 4000, '--epochs', 8, '-o', output)
    assert records[-1]['best'] and records[-1]['exact_match'] > 0.9, records[-1]
    assert run('translate', '--model', output, 'q w e r').strip() == 'r e w q'
    card = card_of(output)
    assert card['command'] == 'heed-cli train --task reverse --mechanism additive --pairs 4000 --epochs 8'


def test_the_pairs_and_the_configuration_of_a_task_can_be_looked_at():
    pairs = run('train', '--task', 'digits-fr', '--pairs', 50, '--valid-pairs', 5, '--write-pairs', '-')
    learned, held_out = pairs.split('\n\n')
    assert len(learned.splitlines()) == 50 and len(held_out.splitlines()) == 5
    assert all(re.fullmatch('[0-9]+\t[a-zé -]+', line) for line in learned.splitlines())
    configuration = TOP / 'digits.json'
    run('train', '--task', 'digits-fr', '--pairs', 50, '--valid-pairs', 5, '--write-config', configuration)
    assert run('train', configuration, '--write-pairs', '-') == pairs


def write_origins(path):
    with open(path, 'w') as file:
        for i in range(200):
            file.write(f'The cat {i}.\tLe chat {i}.\t{"games" if i % 2 else "manuals"}\n')


def test_what_goes_before_the_first_batch_is_told():
    """Progress goes to standard error, and only for long operations."""
    numbers = random.Random(1)
    words = [f'word{i}' for i in range(300)]
    with open(TOP / 'long.tsv', 'w') as file:
        for _ in range(100000):
            text = ' '.join(numbers.choices(words, k=12))
            file.write(f'{text}\t{text.upper()}\n')
    path = TOP / 'long.json'
    configuration = json.loads(configure('long', 1, {'guided_alignment': 1}).read_text())
    configuration['data'] = {'train': 'long.tsv'}
    path.write_text(json.dumps(configuration))
    process = start('train', path)
    output, errors = process.communicate(timeout=120)
    assert process.returncode == DONE, errors
    assert re.search(r'^heed-cli: \d+ %, linking words  [\d:]+ left$', errors, re.MULTILINE), errors
    assert all('batch' in json.loads(line) for line in output.splitlines())
    quick = start('train', configure('quick', 1)).communicate(timeout=120)[1]
    assert 'reading' not in quick and 'linking' not in quick, quick


def test_a_mixture_is_drawn_and_spelled():
    write_origins(TOP / 'origins.tsv')
    path = TOP / 'mixture.json'
    configuration = json.loads(configure('mixture', 30).read_text())
    configuration['data'] = {
        'train': [{'file': 'train.tsv', 'share': 1}, {'file': 'origins.tsv', 'share': 3, 'weights': {'man*': 0}}],
        'epoch_pairs': 400, 'valid': ['valid.tsv', 'valid.tsv'],
        'augment': {'final_mark': 0.5},
    }
    path.write_text(json.dumps(configuration))
    pairs, held_out = run('train', path, '--write-pairs', '-').split('\n\n')
    pairs = [line.split('\t') for line in pairs.splitlines()]
    drawn = [pair for pair in pairs if 'cat' in pair[0]]
    assert len(pairs) == 400 and len(drawn) == 300, (len(pairs), len(drawn))
    assert all(int(re.search(r'\d+', source)[0]) % 2 == 1 for source, _ in drawn)
    assert all(source.endswith('.') == target.endswith('.') for source, target in drawn)
    assert 100 < sum(source.endswith('.') for source, _ in drawn) < 200
    assert len(held_out.splitlines()) == 2 * len((TOP / 'valid.tsv').read_text().splitlines())
    reports = [record for record in train(path) if 'loss' in record]
    assert len(reports) == 30 and reports[24]['epoch'] == 1.0, reports[24]


def test_the_trainings_that_ship_are_sound():
    """Each is refused only because its data, which are elsewhere, are missing, or the model that it starts from, which another one makes."""
    folder = pathlib.Path(__file__).resolve().parents[2] / 'resources'
    shipped = [*(folder / 'models').glob('en-fr*.json'), *(folder / 'models' / f'{name}.json' for name in ('fr-en', 'en-zh', 'zh-en'))]
    configurations = [*sorted((folder / 'training').glob('*.json')), *shipped]
    made = {(path.parent / json.loads(path.read_text())['run']['output']).resolve() for path in configurations}
    assert len(configurations) >= 12
    for configuration in configurations:
        start_from = json.loads(configuration.read_text()).get('start_from')
        assert start_from is None or (configuration.parent / start_from).resolve() in made, (configuration.name, start_from)
        copy = TOP / 'shipped' / 'training' / configuration.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(configuration.read_text())
        process = start('train', copy, '--write-pairs', '-')
        _, errors = process.communicate(timeout=120)
        missing = '/data/' if start_from is None else 'start_from: '
        assert process.returncode == DATA and missing in errors and 'No such file' in errors, (copy.name, errors)


def test_everyday_words_are_pairs():
    """Two columns, no line twice, and a final mark on both sides or on neither."""
    folder = pathlib.Path(__file__).resolve().parents[2] / 'resources' / 'training'
    for name in ('everyday-en-fr', 'everyday-en-zh'):
        lines = (folder / f'{name}.tsv').read_text().splitlines()
        assert len(lines) > 500 and len(set(lines)) == len(lines), name
        for line in lines:
            source, target = line.split('\t')
            assert source == source.strip() != '' and target == target.strip() != '', line
            assert (source[-1] in '.!?') == (target[-1] in '.!?。！？'), line


def test_the_book_is_a_preset():
    configuration = json.loads(run('train', '--task', 'book', '--train', 'train.tsv', '--write-config', '-'))
    assert configuration['training']['epochs'] == 250 and configuration['training']['learning_rate'] == 0.005
    assert configuration['training']['batch_size'] == 64 and configuration['training']['dropout'] == 0.1
    assert configuration['data'] == {'train': 'train.tsv', 'pairs': 600, 'max_tokens': 10}
    assert configuration['model']['decoder_width'] == configuration['model']['source_embedding'] == 32
    assert configuration['source_text'] == {'tokenizer': 'word', 'lowercase': True, 'space_punctuation': True,
                                            'min_frequency': 2}


def mechanisms():
    return re.findall(r'^  ([a-z-]+)  +\S', run('train', '--help').partition('Mechanisms:\n')[2], re.MULTILINE)


def test_cosine_is_a_mechanism():
    assert 'cosine' in mechanisms()


def test_every_mechanism_is_trained_saved_converted_and_looked_at():
    model, half = TOP / 'looked-at.safetensors', TOP / 'half.safetensors'
    for mechanism in mechanisms():
        train('--task', 'copy', '--mechanism', mechanism, '--pairs', 64, '--epochs', 1, '--valid-pairs', 4, '-o', model)
        run('convert', model, half, '--dtype', 'f16')
        for path in model, half:
            info = json.loads(run('info', '--json', path))
            assert info['attention'] == ('multi-head' if mechanism == 'transformer' else mechanism), info['attention']
            record = json.loads(run('attend', '--model', path, 'a b c'))
            assert bool(record['attention']) == (mechanism != 'none'), (mechanism, record)


def test_every_mechanism_learns_a_task():
    for mechanism in set(mechanisms()) - {'transformer'}:
        records = train('--task', 'copy', '--mechanism', mechanism, '--pairs', 640, '--epochs', 3, '--valid-pairs', 20,
                        '-o', TOP / 'mechanism.safetensors')
        losses = [record['loss'] for record in records if 'loss' in record]
        assert losses[-1] < losses[0] * 0.97, (mechanism, losses)


def test_options_that_would_be_ignored_are_refused():
    configuration = TOP / 'copy.json'
    run('train', '--task', 'copy', '--write-config', configuration)
    for arguments, option in (((configuration, '--epochs', 2), '--epochs'), ((configuration, '--seed', 3), '--seed'),
                              (('--task', 'copy', '--epochs', -1), '--epochs'),
                              (('--task', 'copy', '--dropout', -1), '--dropout'),
                              (('--task', 'copy', '--heads', 2), '--heads'),
                              (('--task', 'copy', '--column', 2), '--column'),
                              (('--task', 'copy', '--train', configuration), '--train')):
        done = subprocess.run([HEED_CLI, 'train', *map(str, arguments)], capture_output=True, text=True)
        assert done.returncode == USE and f'{option}: expected' in done.stderr, (arguments, done)


def test_wrong_use_of_a_task_is_refused():
    run('train', '--task', 'juggle', status=DATA)
    run('train', '--task', 'copy', '--mechanism', 'telepathy', status=DATA)
    run('train', '--task', 'copy', '--pairs', 0, status=USE)
    run('train', '--task', 'copy', '--learning-rate', -2, status=USE)
    run('train', '--task', 'book', status=DATA)
    run('train', '--task', 'correction', status=DATA)
    run('train', '--task', 'copy', TOP / 'wrong.json', status=USE)
    run('train', status=USE)


def test_a_wrong_configuration_is_refused_in_one_line():
    for text in 'no JSON', '[]', '{}', '{"data": {"train": "missing.tsv"}}', '{"data": 3}', '{"speed": 1}', \
            '{"data": {"train": "train.tsv"}, "run": {"sleect": "loss"}}', '\xff':
        path = TOP / 'wrong.json'
        path.write_bytes(text.encode('latin-1'))
        process = start('train', path)
        output, errors = process.communicate(timeout=60)
        assert process.returncode == DATA and output == '' and errors.count('\n') == 1, (text, errors)
        assert re.fullmatch('heed-cli: .+: expected .+, found.* .+\n', errors), errors
    run('train', TOP / 'missing.json', status=DATA)


if __name__ == '__main__':
    write_pairs(TOP / 'train.tsv', 400, 1)
    write_pairs(TOP / 'valid.tsv', 40, 2)
    tap.run(globals(), '/system/train')
    FOLDER.cleanup()

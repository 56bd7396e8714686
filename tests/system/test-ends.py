#!/usr/bin/env python3
"""Ends the work of every verb of heed-cli from outside: a full disk, a pipe that is closed early, an interrupt."""

import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile

import tap
import tiny_model

HEED_CLI = sys.argv[1]
DATA, INTERRUPTED = 3, 4
LINE = 'the cat sleeps. a dog eats'
FEW, MANY = 3, 60000
ROOM = 100  # bytes
SHORT = ('--task', 'copy', '--pairs', '20', '--valid-pairs', '5', '--width', '8', '--embedding', '8', '--epochs', '1')


def write(name, line, n=FEW):
    path = FOLDER / name
    path.write_text(f'{line}\n' * n)
    return path


def files(n=FEW):
    return ('--model', MODEL, '--source', write('source', LINE, n), '--target', write('target', LINE, n))


def gold(n=FEW):
    return ('--gold', write('gold', '0-0', n))


def printing():
    """Every verb that prints results, as it is called for little work."""
    return {
        'models': (), 'info': (MODEL,), 'attend': ('--model', MODEL, LINE), 'translate': ('--model', MODEL, LINE),
        'align': files(), 'score': (*gold(), '--links', FOLDER / 'gold'), 'corpus': files(), 'sweep': (*files(), *gold()),
        'evaluate': (*files(), '--json'), 'bench': ('--model', MODEL, '--seconds', '0.1'),
        'train': (*SHORT, '-o', FOLDER / 'trained.safetensors'),
    }


def test_a_full_disk_is_named_by_every_verb():
    verbs = printing()
    listed = subprocess.run([HEED_CLI, '--help'], capture_output=True, text=True, check=True).stdout
    assert all(f'  {verb}  ' in listed for verb in verbs), listed
    for verb, options in verbs.items():
        with open('/dev/full', 'w') as full:
            done = subprocess.run([HEED_CLI, verb, *options], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        assert done.returncode == DATA, (verb, done)
        assert done.stderr.startswith('heed-cli: standard output: expected room'), (verb, done)


def leave_little_room():
    """A file may have so many bytes, and no more: the disk is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


def test_a_file_that_does_not_fit_leaves_the_old_one():
    for verb, options, name in (('render', ('--model', MODEL, LINE, '-o'), 'picture.svg'),
                                ('render', ('--model', MODEL, LINE, '-o'), 'picture.pdf'),
                                ('render', ('--model', MODEL, LINE, '-o'), 'picture.png'),
                                ('render', ('--model', MODEL, LINE, '-o'), 'picture.html'),
                                ('convert', (MODEL,), 'converted.safetensors'),
                                ('train', (*SHORT, '-o'), 'model.safetensors')):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            path.write_text('old')
            done = subprocess.run([HEED_CLI, verb, *options, path], capture_output=True, text=True, timeout=60,
                                  preexec_fn=leave_little_room)
            assert done.returncode == DATA and name in done.stderr, (verb, name, done)
            assert path.read_text() == 'old' and os.listdir(folder) == [name], (verb, name, os.listdir(folder))


def test_a_pipe_that_is_closed_early_ends_the_work():
    for verb, options in (('attend', ('--model', MODEL, '-')), ('translate', ('--model', MODEL, '-')),
                          ('align', files(MANY)), ('corpus', files(MANY))):
        given = open(write('lines', LINE, MANY)) if options[-1] == '-' else None
        with subprocess.Popen([HEED_CLI, verb, *options], stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL)) as process:
            assert process.stdout.readline(), verb
            process.stdout.close()
            errors = process.stderr.read()
            assert process.wait(timeout=60) == -signal.SIGPIPE and errors == b'', (verb, process.returncode, errors)


def test_an_interrupt_keeps_whole_lines_and_is_said():
    for verb, options in (('attend', ('--model', MODEL, '-')), ('translate', ('--model', MODEL, '-')),
                          ('align', files(MANY)), ('corpus', files(MANY))):
        given = open(write('lines', LINE, MANY)) if options[-1] == '-' else None
        with open(FOLDER / 'out', 'wb') as out:
            with subprocess.Popen([HEED_CLI, verb, *options], stdin=given, stdout=out, stderr=subprocess.PIPE) as process:
                while not (FOLDER / 'out').stat().st_size:
                    assert process.poll() is None, verb
                process.send_signal(signal.SIGINT)
                errors = process.communicate(timeout=60)[1].decode()
        lines = (FOLDER / 'out').read_text()
        assert process.returncode == INTERRUPTED and errors.startswith(f'heed-cli: {verb}: expected to finish'), (verb, process.returncode, errors)
        assert lines.endswith('\n') and 0 < lines.count('\n') < MANY, (verb, lines[-200:])


def test_an_interrupt_without_results_prints_none():
    for verb, options in (('evaluate', files(MANY)), ('sweep', (*files(MANY), *gold(MANY)))):
        with subprocess.Popen([HEED_CLI, verb, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            try:
                process.communicate(timeout=1)
                raise AssertionError(f'{verb} was done before it could be interrupted')
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=60)
        assert process.returncode == INTERRUPTED and output == '', (verb, process.returncode, output, errors)


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as folder:
        FOLDER = pathlib.Path(folder)
        MODEL = FOLDER / 'tiny.safetensors'
        tiny_model.write(MODEL, score='multi-head', heads=2, text={'tokenizer': 'word', 'space_punctuation': True})
        tap.run(globals(), '/system/ends')

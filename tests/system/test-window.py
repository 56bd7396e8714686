#!/usr/bin/python3
"""Starts the installed window, types with real keys, and checks the screen.

The expected contents come from heed-cli with the same model. The model is that of
README.md, with a fixed seed for which it writes nine words before it ends.

Covers: app/window/main.c
"""

import contextlib
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import tap
from installation import heed_cli, install
from readme import blocks
from window import Window, screen, wait_for

SEED = 187
SENTENCE = 'hello world hello'
N_SAMPLES = 7  # the least number of cells whose colours are compared
N_POINTS = 8  # a side of the lattice of points looked at in the heatmap; some are on edges
CARD = b'\xff\xff\xff'  # the background of the heatmap's labels

folder = tempfile.TemporaryDirectory()
MODEL = pathlib.Path(folder.name) / 'own.safetensors'


def make_model():
    program = f'import random\nrandom.seed ({SEED})\n' + blocks('python')[0]
    subprocess.run([sys.executable, '-c', program], cwd=folder.name, check=True)


def attend(sentence):
    return json.loads(heed_cli('attend', '--model', MODEL, sentence).stdout)


@contextlib.contextmanager
def opened(*arguments, **more):
    window = Window(*arguments, **more)
    try:
        yield window
    finally:
        status = window.close()
    assert status == 0, status


def type_sentence(window, sentence):
    """Replaces the text of the entry with the sentence and waits for its translation."""
    entry = 'Source sentence'
    wait_for('the entry', lambda: window.find('text', entry))
    window.press('ctrl+l', 'ctrl+a')
    window.type(sentence)
    target = attend(sentence)['target']['text']
    wait_for(target, lambda: window.find('label', target))
    assert wait_for('its text', lambda: window.text('text', entry)) == sentence


def shown_weights(window, step):
    """Returns the names of the inspector's bars of this step, such as "hello: 0.360"; the largest is marked."""
    title = f'Step {step + 1} — '
    panel = wait_for(title, lambda: window.find('panel', title))
    rows = [item.name for item in window.items(panel)]
    return rows[:len(SENTENCE.split())]


def test_what_is_typed_is_translated():
    with opened(MODEL) as window:
        type_sentence(window, SENTENCE)
        window.press('BackSpace')
        shorter = attend(SENTENCE[:-1])['target']['text']
        assert shorter != attend(SENTENCE)['target']['text']
        wait_for(shorter, lambda: window.find('label', shorter))


def test_keys_replace_the_example_also_after_asking_for_the_entry():
    for keys in ([], ['ctrl+l'], ['ctrl+l', 'ctrl+l'], ['alt+2', 'ctrl+l']):
        with opened() as window:  # the default model, which has an example
            wait_for('the example', lambda: window.text('text', 'Source sentence'))
            for key in keys:
                window.press(key)
                time.sleep(0.3)  # until the X server has announced the selection
            window.type('hello')
            wait_for('hello alone', lambda: window.text('text', 'Source sentence') == 'hello')


def test_every_step_shows_its_own_weights():
    record = attend(SENTENCE)
    tokens, rows = record['source']['tokens'], record['attention'][0]['weights']
    with opened(MODEL) as window:
        type_sentence(window, SENTENCE)
        window.press('alt+Home')
        for step, row in enumerate(rows):
            expected = [f'{token}: {weight:.3f}' + (', the largest' if weight == max(row) else '')
                        for weight, token in zip(row, tokens)]
            shown = shown_weights(window, step)
            assert shown == expected, (step, shown, expected)
            window.press('alt+Right')


def test_a_source_word_is_read_as_another_by_keys_alone():
    """The tokens then equal those of the other sentence, so the translations are equal too."""
    other = attend('world world hello')['target']['text']
    own = attend(SENTENCE)['target']['text']
    assert other != own
    with opened(MODEL) as window:
        type_sentence(window, SENTENCE)
        window.press('Tab', 'F2')
        wait_for('the entry', lambda: window.find('text', 'Read another word instead'))
        window.type('world')
        window.press('Return')
        wait_for(other, lambda: window.find('label', other))
        assert window.text('text', 'Source sentence') == SENTENCE
        wait_for('the change', lambda: window.find('check box', 'Token 1 “hello” read as “world”'))
        window.press('ctrl+z')
        wait_for(own, lambda: window.find('label', own))


def test_a_session_comes_back_after_a_kill_and_after_leaving():
    with tempfile.TemporaryDirectory() as state:
        saved = pathlib.Path(state) / 'heed' / 'last-session.heed'
        killed = Window(MODEL, XDG_STATE_HOME=state)
        type_sentence(killed, SENTENCE)
        wait_for('the session on the disk', lambda: SENTENCE in saved.read_text())
        killed.process.kill()
        killed.process.wait()

        for sentence in (SENTENCE, 'world hello'):
            with opened(XDG_STATE_HOME=state) as window:
                wait_for(sentence, lambda: window.text('text', 'Source sentence') == sentence)
                type_sentence(window, 'world hello')


def test_the_more_attention_the_darker_the_cell():
    with opened(MODEL) as window:
        type_sentence(window, SENTENCE)
        pixels = screen()
        heatmap = wait_for('the heatmap', lambda: window.find('image', 'Attention'))
        samples = {}
        for x, y in window.lattice(heatmap, N_POINTS):
            color = plain_color(pixels, x, y)
            name = window.click(heatmap, x, y) if color not in (None, CARD) else None
            if name is not None:
                samples[name] = sum(color)
    check_samples(samples)


def plain_color(pixels, x, y):
    """Returns the colour of a small square; None if it has several, as on a letter or an edge."""
    colors = {bytes(pixels[y + dy][3 * (x + dx):3 * (x + dx) + 3]) for dx in (-2, 0, 2) for dy in (-2, 0, 2)}
    return colors.pop() if len(colors) == 1 else None


def check_samples(samples):
    """Checks that the accessible names of the clicked cells agree with heed-cli's matrix,
    and that cells with more attention are darker."""
    record = attend(SENTENCE)
    known = {f'{source} → {target.replace("</s>", "⟨eos⟩")}: {weight:.3f}'
             for target, row in zip(record['target']['tokens'], record['attention'][0]['weights'])
             for source, weight in zip(record['source']['tokens'], row)}
    assert len(samples) >= N_SAMPLES and set(samples) <= known, (samples, known)

    brightness = [samples[name] for name in sorted(samples, key=lambda name: name.rpartition(' ')[2])]
    assert brightness == sorted(brightness, reverse=True) and len(set(brightness)) > 2, samples


def test_a_damaged_model_is_said_to_be_one():
    damaged = pathlib.Path(folder.name) / 'damaged.safetensors'
    damaged.write_bytes(MODEL.read_bytes()[:100])
    with opened(damaged) as window:
        wait_for('the message', lambda: window.find('label', '“damaged.safetensors” is damaged'))
        wait_for('the default model', lambda: window.text('text', 'Source sentence'))
        wait_for('the message still', lambda: window.find('label', '“damaged.safetensors” is damaged'))


def test_the_window_speaks_chinese():
    with opened(MODEL, LANGUAGE='zh_CN') as window:
        wait_for('the entry', lambda: window.find('text', '源句'))


if __name__ == '__main__':
    install()
    make_model()
    tap.run(globals(), '/system/window')

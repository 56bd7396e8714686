#!/usr/bin/python3
"""Plays the first lesson to its end with keys and a pointer, as a learner does.

The test calls no function of the program: it types, clicks and chooses from menus in the
installed window, and reads the response of the lesson through the accessibility bus, as a
screen reader does.

Covers: app/window/lessons/lesson-actions.c
"""

import json
import time

import pyatspi

import tap
from installation import BUILD, install
from window import Window, wait_for

LESSON = BUILD.parent / 'resources' / 'lessons' / '01-why-attention.json'
STEPS = json.loads(LESSON.read_text(encoding='utf-8'))['steps']
TEN = 'The old dog of my brother is asleep in the garden.'
TWENTY = ('My old brother and his dog walk along the river every morning but today '
          'it is raining and they stay at home.')
MODEL = 'English → French, additive, small'
LOOK_SECONDS = 0.4  # the panel checks the goal several times a second


def says(window, text):
    """Whether the lesson says it; braces are texts of the window itself, and not looked at."""
    beginning = text['en'].partition('{')[0].strip()
    return window.find('label', beginning) or window.find('status bar', beginning)


def middle(widget):
    box = widget.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return box.x + box.width // 2, box.y + box.height // 2


def click_at(window, x, y):
    window.xdotool('mousemove', str(x), str(y), 'click', '1')


def click_on(window, role, name):
    click_at(window, *middle(wait_for(name, lambda: window.find(role, name))))


def go_on(window, step):
    """To the step of that number, from 0, with the keyboard."""
    wait_for(f'step {step} to be offered', lambda: window.find('label', f'{step} of {len(STEPS)}'))
    window.press('alt+n')
    wait_for(f'step {step}', lambda: window.find('label', f'{step + 1} of {len(STEPS)}'))
    wait_for(f'what step {step} says', lambda: says(window, STEPS[step]['say']))


def praised(window, step):
    return says(window, STEPS[step]['because'])


def write(window, sentence):
    window.press('ctrl+l', 'ctrl+a')
    window.type(sentence)


def focused(window):
    return pyatspi.findDescendant(
        window.root, lambda widget: widget.getState().contains(pyatspi.STATE_FOCUSED))


def choose(window, *names):
    """In an open menu, moves down to each item in turn and activates it."""
    for name in names:
        for _ in range(40):
            window.press('Down')
            now = focused(window)
            if now is not None and name in now.name:
                break
        else:
            raise AssertionError(f'expected {name} in the menu, found the end')
        window.press('Return')


def sweep(window, step, points):
    """Clicks on one place after the other until the lesson accepts one."""
    for x, y in points:
        click_at(window, x, y)
        time.sleep(LOOK_SECONDS)
        if praised(window, step):
            return
    raise AssertionError(f'step {step}: expected one of {len(points)} places to be right, found none')


def lattice(window, n_across, n_down):
    heatmap = wait_for('the heatmap', lambda: window.find('image', 'Attention'))
    box = heatmap.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return [(box.x + box.width * (i + 0.5) / n_across, box.y + box.height * (j + 0.5) / n_down)
            for j in range(n_down) for i in range(n_across)]


def test_a_lesson_is_played_to_its_end_with_keys_and_pointer():
    window = Window('--lesson', LESSON)
    try:
        wait_for('what the lesson says', lambda: says(window, STEPS[0]['say']))
        go_on(window, 1)
        go_on(window, 2)
        write(window, 'Too short.')
        time.sleep(LOOK_SECONDS)
        assert not praised(window, 2)
        write(window, TEN)
        wait_for('the praise', lambda: praised(window, 2))

        go_on(window, 3)
        answers = [answer['en'] for answer in STEPS[3]['answers']]
        click_on(window, 'push button', answers[0])
        wait_for('the hint', lambda: says(window, STEPS[3]['hint']))
        click_on(window, 'push button', answers[STEPS[3]['right'] - 1])
        wait_for('the praise', lambda: praised(window, 3))

        go_on(window, 4)
        click_at(window, 120, 27)
        choose(window, MODEL)
        wait_for('the praise', lambda: praised(window, 4))

        go_on(window, 5)
        go_on(window, 6)
        # The first row: from above, as far as the labels go, the first cells that are hit.
        sweep(window, 6, lattice(window, 24, 24))
        go_on(window, 7)
        sweep(window, 7, [point for point in lattice(window, 3, 30) if point[0] > 300][::2])
        go_on(window, 8)
        write(window, TWENTY)
        wait_for('the praise', lambda: praised(window, 8))
        go_on(window, 9)
        click_on(window, 'push button', 'Leave the lesson')
        wait_for('the lesson to be gone', lambda: not says(window, STEPS[9]['say']))
    finally:
        status = window.close()
    assert status == 0, status


if __name__ == '__main__':
    install()
    tap.run(globals(), '/system/lesson-keys')

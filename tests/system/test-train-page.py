#!/usr/bin/python3
"""Starts the installed window, goes to the page Train with real keys, trains a
toy, and looks at the screen.
"""

import re

import tap
from installation import install
from window import Window, screen, wait_for

N_SAMPLES = 9   # a side of the lattice of points looked at in the heatmap
REVERSE = 2     # its position in the list of tasks


def epoch(window):
    """Returns the progress of the running training; None if none runs."""
    label = window.find('label', 'tokens/s')
    return float(re.search(r'epoch ([0-9.]+)', label.name).group(1)) if label else None


class TrainWindow(Window):
    """A window on the page Train."""

    def __init__(self, **more):
        super().__init__(**more)
        wait_for('the page Translate', lambda: self.find('text', 'Source sentence'))
        self.press('alt+4')
        wait_for('the page Train', lambda: self.find('text', 'Probe sentence'))

    def choose_reverse(self):
        """Chooses the task Reverse; the list of tasks has the focus."""
        self.press('space', *['Down'] * REVERSE, 'Return')
        wait_for('Reverse', lambda: self.find('label', 'says the letters backwards'))

    def start(self):
        self.press('ctrl+Return')
        return wait_for('the first batches', lambda: epoch(self))

    def leave(self):
        """Without saving what was learned."""
        self.press('ctrl+q')
        wait_for('a question', lambda: self.find('push button', 'Close Without Saving')).queryAction().doAction(0)
        try:
            return self.process.wait(30)
        finally:
            self.process.kill()


def colors_of(window, heatmap):
    pixels = screen()
    return {bytes(pixels[y][3 * x:3 * x + 3]) for x, y in window.lattice(heatmap, N_SAMPLES)}


def test_a_toy_is_trained_while_somebody_types():
    window = TrainWindow()
    try:
        window.choose_reverse()
        before = window.start()

        # The other page can be used meanwhile, and the training continues.
        window.press('alt+1', 'ctrl+l', 'ctrl+a')
        window.type('The cat is sleeping.')
        wait_for('a translation', lambda: window.find('label', 'Le chat dort'))
        window.press('alt+4')
        wait_for('a later epoch', lambda: (epoch(window) or 0.0) > before)

        # A heatmap of a probe, with more in it than one colour.
        heatmap = wait_for('the heatmap', lambda: window.find('image', 'Attention'))
        wait_for('colours', lambda: len(colors_of(window, heatmap)) > 3)
        wait_for('a probe', lambda: window.text('text', 'Probe sentence'))
        wait_for('a loss', lambda: window.find('image', 'Loss at epoch'))
    finally:
        status = window.leave()
    assert status == 0, status


def test_it_pauses_and_goes_on():
    window = TrainWindow()
    try:
        window.choose_reverse()
        window.start()
        window.press('ctrl+Return')
        paused = wait_for('a pause', lambda: window.find('label', 'paused: epoch')).name
        window.press('alt+1', 'alt+4')
        assert wait_for('the pause', lambda: window.find('label', 'paused: epoch')).name == paused
        window.press('ctrl+Return')
        wait_for('it goes on', lambda: epoch(window))
    finally:
        window.leave()


def test_a_training_is_removed_and_nothing_is_lost_then():
    window = TrainWindow()
    try:
        window.choose_reverse()
        window.start()
        wait_for('its button', lambda: window.find('push button', 'Remove Reverse')).queryAction().doAction(0)
        wait_for('a question', lambda: window.find('push button', 'Remove Remove')).queryAction().doAction(0)
        wait_for('nothing', lambda: not window.find('push button', 'Remove Reverse'))
        status = window.close()  # no dialog asks for confirmation
    finally:
        window.process.kill()
    assert status == 0, status


if __name__ == '__main__':
    install()
    tap.run(globals(), '/system/train-page')

#!/usr/bin/python3
"""Somebody who presses whatever comes: random keys, clicks, drags, wheels and sizes.

    robot.py BUILD PREFIX [EVENTS [SEED]]

The events are real ones, on the installed window. Nothing is asked of it but to be
there at the end, and to have logged no warning, critical or error. The same seed
presses the same. It never presses what closes the program.
"""

import random
import re
import subprocess
import sys
import tempfile

from installation import BIN, environment, install
from window import wait_for

EVENTS = int(sys.argv[3]) if len(sys.argv) > 3 else 200
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else 1
A_BATCH = 20             # events of one call of xdotool
TITLE_BAR = 52           # px; at its right end is what closes the window
CLOSE_BUTTONS = 150
SIZES = ((1280, 820), (800, 600), (1024, 768), (1100, 900))
WORDS = ('The cat', ' is', ' black', 'hello ', 'i love you', ' and', '.', '?', ' 12', ' été', '我爱你')
KEYS = ('Return', 'Escape', 'Tab', 'shift+Tab', 'BackSpace', 'space', 'Up', 'Down', 'Left', 'Right', 'Home', 'End',
        'Page_Up', 'Page_Down', 'alt+Left', 'alt+Right', 'alt+Home', 'alt+End', 'alt+1', 'alt+2', 'ctrl+l', 'ctrl+a',
        'ctrl+z', 'ctrl+shift+z', 'ctrl+f', 'ctrl+e', 'ctrl+plus', 'ctrl+minus', 'ctrl+0', 'ctrl+c', 'F8', 'F10',
        'shift+Up', 'shift+Down', 'shift+Left', 'shift+Right', 'p', 's', 'f', 'm', 'ctrl+Return', 'Delete')
BAD = re.compile(r'-(WARNING|CRITICAL|ERROR)|AddressSanitizer|LeakSanitizer|runtime error:')
# The last is GTK's own: it counts pressed widgets, and miscounts when one goes while it is pressed.
OF_OTHERS = re.compile(r'dbind|AT-SPI|dconf|Fontconfig|libEGL|MESA|portal|theme|cloudprovider|accounting of active', re.I)


class Robot:
    """Presses keys and buttons of a window that lies at the top left."""

    def __init__(self, chance):
        self.chance = chance
        self.size = SIZES[0]

    def place(self, top=0):
        """Somewhere on the window, but not on what closes it."""
        width, height = self.size
        while True:
            x, y = self.chance.randrange(width), self.chance.randrange(top, height)
            if y > TITLE_BAR or x < width - CLOSE_BUTTONS:
                return [str(x), str(y)]

    def event(self):
        """One event, in the words of xdotool."""
        kind = self.chance.choices(('key', 'type', 'click', 'drag', 'wheel', 'zoom', 'move'), (40, 8, 30, 8, 8, 2, 4))[0]
        if kind == 'key':
            return ['key', self.chance.choice(KEYS)]
        if kind == 'type':
            return ['type', self.chance.choice(WORDS)]
        if kind == 'drag':
            # Not by the title bar: without a window manager that would take the window off the screen.
            return ['mousemove', *self.place(TITLE_BAR), 'mousedown', '1', 'mousemove', *self.place(), 'mouseup', '1']
        button = {'click': ['click', '1'], 'move': []}.get(kind, ['click', self.chance.choice('45')])
        held = ['keydown', 'ctrl'] if kind == 'zoom' else []
        return ['mousemove', *self.place(), *held, *button, *(['keyup', 'ctrl'] if held else [])]

    def resize(self, window):
        self.size = self.chance.choice(SIZES)
        subprocess.run(['xdotool', 'windowsize', window, *map(str, self.size), 'windowmove', window, '0', '0'], check=True)


def find_window(process):
    """The X window of a process: the first of them, before anything else opened."""
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(process.pid)],
                           capture_output=True, text=True, check=False).stdout.split()
    return found[0] if found else None


def complaints(log):
    return [line for line in log.splitlines() if BAD.search(line) and not OF_OTHERS.search(line)]


def run(n_events, seed):
    robot = Robot(random.Random(seed))
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile('w+') as log:
        process = subprocess.Popen([BIN / 'heed'], stdout=log, stderr=log,
                                   env=environment(GSK_RENDERER='cairo', HOME=home, XDG_CACHE_HOME=home))
        try:
            window = wait_for('a window', lambda: find_window(process))
            robot.resize(window)
            for done in range(0, n_events, A_BATCH):
                events = [word for _ in range(A_BATCH) for word in robot.event()]
                subprocess.run(['xdotool', *events], check=False)
                assert process.poll() is None, f'ended with {process.returncode} after {done + A_BATCH} events, seed {seed}'
                if robot.chance.random() < 0.1:
                    robot.resize(window)
        finally:
            process.kill()
            process.wait()
            log.seek(0)
            said = complaints(log.read())
    assert not said, f'seed {seed}: ' + '\n'.join(said[:10])


if __name__ == '__main__':
    install()
    run(EVENTS, SEED)
    print(f'{EVENTS} events, seed {SEED}: it is there, and had nothing to complain about')

#!/usr/bin/python3
"""Sends random input to the window: keys, clicks, drags, wheels, files, models, pages, sizes.

    robot.py BUILD PREFIX [EVENTS [SEED]]

The events are real X events, sent to the installed window. The test passes if the program
still runs at the end, has logged no warning, critical or error, and uses at most GROWTH_MB
more memory than in the middle. The same seed gives the same events. The robot avoids
everything that closes the program or asks for a file to write.
"""

import pathlib
import random
import re
import subprocess
import sys
import tempfile

from installation import BIN, BUILD, SHARE, environment, install
from window import wait_for

EVENTS = int(sys.argv[3]) if len(sys.argv) > 3 else 200
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else 1
A_BATCH = 20             # events of one call of xdotool
# The allowed growth of memory from the middle of the walk to its end. A larger model may be open at the end,
# and a training may run; in a long walk, a leak at each event exceeds this.
GROWTH_MB = 256
TITLE_BAR = 52           # px; the close button is at its right end
CLOSE_BUTTONS = 150
SIZES = ((1280, 820), (800, 600), (1024, 768), (1100, 900))
WORDS = ('The cat', ' is', ' black', 'hello ', 'i love you', ' and', '.', '?', ' 12', ' été', '我爱你')
KEYS = ('Return', 'Escape', 'Tab', 'shift+Tab', 'BackSpace', 'space', 'Up', 'Down', 'Left', 'Right', 'Home', 'End',
        'Page_Up', 'Page_Down', 'alt+Left', 'alt+Right', 'alt+Home', 'alt+End', 'alt+1', 'alt+2', 'alt+3', 'alt+4', 'ctrl+l', 'ctrl+a',
        'ctrl+z', 'ctrl+shift+z', 'ctrl+f', 'ctrl+e', 'ctrl+plus', 'ctrl+minus', 'ctrl+0', 'ctrl+c', 'F1', 'F5', 'F8', 'F10', 'ctrl+t',
        'shift+Up', 'shift+Down', 'shift+Left', 'shift+Right', 'p', 's', 'f', 'm', 'ctrl+Return', 'Delete')
MODEL_BUTTON = ('mousemove', '120', '27', 'click', '1')
SOURCE_PLACE = (20, 870)  # below the window in each of SIZES
BAD = re.compile(r'-(WARNING|CRITICAL|ERROR)|AddressSanitizer|LeakSanitizer|runtime error:')
# The last six are bugs of GTK: it counts active widgets wrongly if one is removed while it is pressed; the page
# buttons of its shortcuts window are narrower than their margins; a tree view of GTK 4.8 that starts a search, such
# as that of the file chooser on Ctrl+F, inserts its entry beside a node of another parent; a column title of the file
# chooser that is clicked while it shows no folder sorts a model that does not exist (Heed has no tree view); a drop
# target that is still reading what was dropped warns of the next drop; and an entry on which a word of its own is
# dropped keeps the caret of the drop, even where there is no longer any text.
OF_OTHERS = re.compile(r'dbind|AT-SPI|dconf|Fontconfig|libEGL|MESA|portal|theme|cloudprovider|accounting of active|'
                       r'reported min width -4|previous_sibling->parent == parent|GTK_IS_TREE_SORTABLE|self->drop ==|'
                       r"pango_layout_get_cursor_pos: assertion 'index >= 0 && index <= layout->length'", re.I)


class Robot:
    """Presses keys and buttons of a window that lies at the top left."""

    def __init__(self, chance):
        self.chance = chance
        self.size = SIZES[0]

    def place(self, top=0):
        """Returns a random place on the window, except near the close button."""
        width, height = self.size
        while True:
            x, y = self.chance.randrange(width), self.chance.randrange(top, height)
            if y > TITLE_BAR or x < width - CLOSE_BUTTONS:
                return [str(x), str(y)]

    def drop(self):
        """Drags a file from the other window; the pauses let the two programs negotiate the drop."""
        x, y = SOURCE_PLACE[0] + 50, SOURCE_PLACE[1] + 30
        return ['mousemove', str(x), str(y), 'mousedown', '1', 'mousemove', str(x + 20), str(y - 10), 'sleep', '0.05',
                'mousemove', *self.place(TITLE_BAR), 'sleep', '0.1', 'mousemove_relative', '1', '1', 'sleep', '0.1',
                'mouseup', '1']

    def event(self):
        """Returns one event as arguments of xdotool."""
        kind = self.chance.choices(('key', 'type', 'click', 'drag', 'wheel', 'zoom', 'move', 'drop', 'model', 'page'),
                                   (40, 8, 30, 8, 8, 2, 4, 1, 2, 2))[0]
        if kind == 'drop':
            return self.drop()
        if kind == 'model':
            # From the list of the button at the top left.
            return ['key', 'Escape', *MODEL_BUTTON, 'sleep', '0.1', *['key', 'Down'] * self.chance.randrange(1, 12),
                    'key', 'Return']
        if kind == 'page':
            return ['key', self.chance.choice(('alt+1', 'alt+2', 'alt+3', 'alt+4'))]
        if kind == 'key':
            return ['key', self.chance.choice(KEYS)]
        if kind == 'type':
            # Without a number it types all that follows, as words.
            return ['type', '--args', '1', self.chance.choice(WORDS)]
        if kind == 'drag':
            # Not on the title bar: without a window manager, that would move the window off the screen.
            return ['mousemove', *self.place(TITLE_BAR), 'mousedown', '1', 'mousemove', *self.place(), 'mouseup', '1']
        button = {'click': ['click', '1'], 'move': []}.get(kind, ['click', self.chance.choice('45')])
        held = ['keydown', 'ctrl'] if kind == 'zoom' else []
        return ['mousemove', *self.place(), *held, *button, *(['keyup', 'ctrl'] if held else [])]

    def resize(self, window):
        self.size = self.chance.choice(SIZES)
        subprocess.run(['xdotool', 'windowsize', window, *map(str, self.size), 'windowmove', window, '0', '0'], check=True)


def memory_mb(process):
    """Returns the resident memory of a process in MB."""
    status = pathlib.Path(f'/proc/{process.pid}/status').read_text()
    return int(re.search(r'VmRSS:\s*(\d+)', status).group(1)) / 1024


def droppable(folder):
    """Returns paths to drop: models, a text, and files that are neither, or missing."""
    text, junk = pathlib.Path(folder) / 'sentence.txt', pathlib.Path(folder) / 'junk.safetensors'
    text.write_text('The cat is black.\n')
    junk.write_bytes(bytes(range(256)) * 4)
    models = sorted((SHARE / 'heed' / 'models').glob('*.safetensors'))
    return [*models[:4], text, junk, pathlib.Path(folder) / 'gone.pt', folder]


def find_window(process):
    """Returns the first X window of a process, before it opens others; None if there is none yet."""
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(process.pid)],
                           capture_output=True, text=True, check=False).stdout.split()
    return found[0] if found else None


def complaints(log):
    return [line for line in log.splitlines() if BAD.search(line) and not OF_OTHERS.search(line)]


def check_said(log, events):
    """Fails if the log has warnings or errors; the message lists the events since the last check."""
    said = complaints(pathlib.Path(log.name).read_text(errors='replace'))
    assert not said, '\n'.join([*said[:10], 'after', *(' '.join(event) for event in events)])


def walk(robot, process, window, n_events, log):
    """Sends the events. Returns the memory in the middle and at the end, in MB."""
    memory = []
    for done in range(0, n_events, A_BATCH):
        events = [robot.event() for _ in range(A_BATCH)]
        subprocess.run(['xdotool', *(word for event in events for word in event)], check=False)
        check_said(log, events)
        assert process.poll() is None, f'ended with {process.returncode} after {done + A_BATCH} events'
        memory.append(memory_mb(process))
        if robot.chance.random() < 0.1:
            robot.resize(window)
    half, last = memory[len(memory) // 2], memory[-1]
    assert last - half <= GROWTH_MB, f'expected to grow by at most {GROWTH_MB} MB, found {half:.0f} to {last:.0f} MB'
    return half, last


def run(n_events, seed):
    """Runs one walk. Returns the memory in the middle and at the end, in MB; fails if something was wrong."""
    robot = Robot(random.Random(seed))
    with tempfile.TemporaryDirectory() as home, tempfile.NamedTemporaryFile() as log:
        env = environment(GSK_RENDERER='cairo', HOME=home, XDG_CACHE_HOME=home)
        process = subprocess.Popen([BIN / 'heed'], stdout=log, stderr=log, env=env, cwd=home)
        source = subprocess.Popen([BUILD / 'tests' / 'system' / 'drag-source', *droppable(home)],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
        try:
            window = wait_for('a window', lambda: find_window(process))
            place = wait_for('what files are dragged from', lambda: find_window(source))
            subprocess.run(['xdotool', 'windowmove', place, *map(str, SOURCE_PLACE)], check=True)
            robot.resize(window)
            memory = walk(robot, process, window, n_events, log)
            check_said(log, [])
        except AssertionError as error:
            raise AssertionError(f'seed {seed}: {error}') from error
        finally:
            for one in (source, process):
                one.kill()
                one.wait()
    return memory


if __name__ == '__main__':
    install()
    middle, end = run(EVENTS, SEED)
    print(f'{EVENTS} events, seed {SEED}: it is there, and had nothing to complain about; '
          f'{middle:.0f} MB in the middle, {end:.0f} MB at the end')

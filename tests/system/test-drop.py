#!/usr/bin/python3
"""Drags a model's file from another program and drops it on a side of the page Compare.

The drag is a real one (XDND), from a window of another process.
"""

import subprocess
import time

import pyatspi

import tap
from installation import BUILD, SHARE, environment, install
from window import Window, wait_for

MODEL = SHARE / 'heed' / 'models' / 'en-zh.safetensors'
SOURCE_PLACE = (20, 900)  # below the window


def find_window(process):
    """Returns the X id of a window of the process; None if it has none yet."""
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(process.pid)],
                           capture_output=True, text=True, check=False).stdout.split()
    return found[-1] if found else None


def place_of(window, side):
    panel = wait_for(side, lambda: window.find('panel', side))
    box = panel.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return box.x + box.width // 2, box.y + box.height // 2


def drag(start, end):
    """Drags in several moves with pauses: the target has to answer before the drop."""
    subprocess.run(['xdotool', 'mousemove', *map(str, start), 'mousedown', '1', 'sleep', '0.2',
                    'mousemove_relative', '15', '0', 'sleep', '0.2', 'mousemove_relative', '15', '0', 'sleep', '0.2',
                    'mousemove', *map(str, end), 'sleep', '0.3', 'mousemove_relative', '2', '2', 'sleep', '0.5',
                    'mouseup', '1'], check=True)


def test_a_model_dropped_on_a_side_opens_there():
    window = Window()
    source = subprocess.Popen([BUILD / 'tests' / 'system' / 'drag-source', MODEL],
                              env=environment(GSK_RENDERER='cairo'))
    try:
        wait_for('the entry', lambda: window.find('text', 'Source sentence'))
        heed = wait_for('a window', lambda: find_window(window.process))
        subprocess.run(['xdotool', 'windowsize', heed, '1280', '820', 'windowmove', heed, '0', '0'], check=True)
        dragged = wait_for('what files are dragged from', lambda: find_window(source))
        subprocess.run(['xdotool', 'windowmove', dragged, *map(str, SOURCE_PLACE)], check=True)
        window.press('alt+2')
        wait_for('side B', lambda: window.find('panel', 'Side B: '))
        time.sleep(1)
        first = window.find('panel', 'Side A: ').name
        drag((SOURCE_PLACE[0] + 50, SOURCE_PLACE[1] + 30), place_of(window, 'Side B: '))
        wait_for('the model on side B', lambda: 'Chinese' in window.find('panel', 'Side B: ').name)
        assert window.find('panel', 'Side A: ').name == first
    finally:
        source.kill()
        source.wait()
        status = window.close()
    assert status == 0, status


if __name__ == '__main__':
    install()
    tap.run(globals(), '/system/drop')

"""Controls the window as users of a keyboard and of a screen reader do.

Keys are sent through the X server; the contents of the window are read through AT-SPI,
as a screen reader does, and from the pixels of the screen.
"""

import subprocess
import tempfile
import time

import pyatspi

from installation import BIN, environment

PATIENCE_SECONDS = 30
CLICK_SECONDS = 1
PAUSE_SECONDS = 0.02


def wait_for(what, find):
    """Calls find() until its result is true, and returns that. Fails with a message that names what."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            found = find()
        except Exception:  # an accessible that has just gone; GLib.Error has no useful subclass
            found = None
        if found:
            return found
        time.sleep(PAUSE_SECONDS)
    raise AssertionError(f'waited {PATIENCE_SECONDS} s for {what}')


class Window:
    """One running Heed."""

    def __init__(self, *arguments, **more):
        self.state = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen([BIN / 'heed', *arguments], env=environment(
            GSK_RENDERER='cairo', **{'XDG_STATE_HOME': self.state.name} | more))
        self.root = wait_for('the program on the accessibility bus', self._find_program)
        wait_for('a window', lambda: self.root.childCount)

    def _find_program(self):
        desktop = pyatspi.Registry.getDesktop(0)
        return next((child for child in desktop if child and child.get_process_id() == self.process.pid), None)

    def find(self, role, name=''):
        """The first widget of this role whose name contains this."""
        return pyatspi.findDescendant(
            self.root, lambda widget: widget.getRoleName() == role and name in widget.name)

    def items(self, panel):
        """The rows of its lists."""
        return pyatspi.findAllDescendants(panel, lambda widget: widget.getRoleName() == 'list item')

    def text(self, role, name):
        """Returns the text of an entry."""
        text = self.find(role, name).queryText()
        return text.getText(0, text.characterCount)

    def xdotool(self, *words):
        subprocess.run(['xdotool', *words], check=True)

    def press(self, *keys):
        self.xdotool('key', '--delay', '20', *keys)

    def type(self, text):
        self.xdotool('type', '--delay', '20', text)

    def click(self, widget, x, y):
        """Clicks at a place. Returns the new accessible name of the widget; None if it does not change."""
        before = widget.name
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1'], check=True)
        end = time.monotonic() + CLICK_SECONDS
        while time.monotonic() < end:
            widget.clearCache()
            if widget.name != before:
                return widget.name
            time.sleep(PAUSE_SECONDS)
        return None

    def lattice(self, widget, n):
        """n by n points of the screen, spread over a widget; the window lies at its top left."""
        box = widget.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        for i in range(n):
            for j in range(n):
                yield (int(box.x + box.width * (i + 0.5) / n), int(box.y + box.height * (j + 0.5) / n))

    def close(self):
        """Quits with Ctrl+Q. Returns the exit status."""
        self.press('ctrl+q')
        try:
            return self.process.wait(PATIENCE_SECONDS)
        finally:
            self.process.kill()


def screen():
    """Returns the rows of the screen, three bytes per pixel."""
    size = subprocess.run(['xdotool', 'getdisplaygeometry'], capture_output=True, text=True, check=True).stdout.split()
    width = int(size[0])
    pixels = subprocess.run(['import', '-window', 'root', '-depth', '8', 'rgb:-'], capture_output=True, check=True).stdout
    return [pixels[start:start + 3 * width] for start in range(0, len(pixels), 3 * width)]

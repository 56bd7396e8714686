"""Installs Heed with `meson install`, for the tests that start the installed programs.

Meson puts it under the prefix, so the prefix has to be a folder that a test may
write to: ./test configures one inside the build folder.
"""

import os
import pathlib
import subprocess
import sys

BUILD = pathlib.Path(sys.argv[1])
PREFIX = pathlib.Path(sys.argv[2])
BIN = PREFIX / 'bin'
SHARE = PREFIX / 'share'


def install():
    """Installs Heed; skips the whole script if the prefix is outside the build folder."""
    if BUILD not in PREFIX.parents:
        print(f'1..0 # SKIP expected a prefix inside the build folder, as ./test gives one, found {PREFIX}')
        sys.exit(0)
    subprocess.run(['meson', 'install', '--no-rebuild', '--quiet', '-C', BUILD], stdout=subprocess.DEVNULL, check=True)


def environment(**more):
    """Returns the environment of a user who installed Heed to the prefix, without references to the build folder."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(('HEED_', 'GSETTINGS_', 'GTK_', 'GSK_', 'GDK_DEBUG', 'G_DEBUG', 'LC_', 'LANG'))}
    return kept | {
        'PATH': f'{BIN}:{kept["PATH"]}',
        'XDG_DATA_DIRS': f'{SHARE}:/usr/local/share:/usr/share',
        'LANG': 'C.UTF-8',
        'GSETTINGS_BACKEND': 'memory',
    } | more


def heed_cli(*arguments, text='', **more):
    return subprocess.run([BIN / 'heed-cli', *arguments], input=text, env=environment(**more),
                          capture_output=True, text=True, check=False)

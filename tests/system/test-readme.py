#!/usr/bin/env python3
"""Runs the commands of README.md in order, in one folder."""

import re
import subprocess
import sys
import tempfile

import tap
from installation import environment, install
from readme import README, blocks


def test_every_command_does_what_it_says():
    with tempfile.TemporaryDirectory() as folder:
        for block in blocks('python'):
            subprocess.run([sys.executable, '-c', block], cwd=folder, check=True)
        for block in blocks('sh')[1:]:
            done = subprocess.run(['bash', '-e', '-o', 'pipefail', '-c', block.replace('./run cli', 'heed-cli')],
                                  cwd=folder, env=environment(), capture_output=True, text=True, check=False)
            assert done.returncode == 0 and done.stdout, (block, done)


def test_python_for_other_programs_is_python():
    assert blocks('py')
    for block in blocks('py'):
        compile(block, 'README.md', 'exec')


def test_the_first_commands_are_run_and_test():
    commands = [line.split()[0] for line in blocks('sh')[0].splitlines()]
    assert commands == ['./run', './test'], commands


def test_every_picture_and_file_it_shows_is_there():
    for path in re.findall(r'\]\(([^)#:]+)\)', README.read_text()):
        assert (README.parent / path).is_file(), path


if __name__ == '__main__':
    install()
    tap.run(globals(), '/system/readme')

"""Reads the shell commands from the code blocks of README.md."""

import pathlib
import re

README = pathlib.Path(__file__).resolve().parent.parent.parent / 'README.md'


def blocks(language):
    return re.findall(rf'^```{language}\n(.*?)^```$', README.read_text(), re.MULTILINE | re.DOTALL)

#!/usr/bin/env python3
"""Checks that every verb and option of heed-cli is documented and completed.

The manual page must explain each, and the shell completion must offer it.
"""

import pathlib
import re
import subprocess
import sys

import tap

HEED_CLI = sys.argv[1]
RESOURCES = pathlib.Path(__file__).resolve().parent.parent.parent / 'resources'
MANUAL = (RESOURCES / 'man' / 'heed-cli.1').read_text().replace('\\-', '-')

# Completes the words after the function's name, the last of them unfinished.
COMPLETE = '''
source "$0"
program=$1; shift
COMP_WORDS=(heed-cli "$@")
COMP_CWORD=$#
_heed_cli "$program" "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
printf '%s\\n' "${COMPREPLY[@]}"
'''


def help_of(*words):
    return subprocess.run([HEED_CLI, *words, '--help'], capture_output=True, text=True, check=True).stdout


def verbs():
    return re.findall(r'^  ([a-z]+)  ', help_of(), re.MULTILINE)


def options(verb):
    return set(re.findall(r'--[a-z][a-z0-9-]*', help_of(verb))) - {'--help'}


def complete(*words):
    done = subprocess.run(['bash', '-c', COMPLETE, RESOURCES / 'completions' / 'heed-cli', HEED_CLI, *words],
                          capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_there_are_verbs():
    assert 'models' in verbs()


def test_the_manual_explains_every_verb_and_option():
    missing = [verb for verb in verbs() if f'\n.SS {verb}\n' not in MANUAL]
    for verb in set(verbs()) - set(missing):
        section = MANUAL.split(f'\n.SS {verb}\n')[1].partition('\n.SS ')[0]
        missing += [f'{verb} {option}' for option in options(verb) if option not in section]
    assert not missing, missing


def test_every_mechanism_is_in_the_manual_and_the_readmes():
    names = re.findall(r'^  ([a-z-]+)  +\S', help_of('train').partition('Mechanisms:\n')[2], re.MULTILINE)
    assert 'additive' in names and 'transformer' in names, names
    section = MANUAL.split('\n.SS train\n')[1].partition('\n.SS ')[0]
    readme = (RESOURCES.parent / 'README.md').read_text()
    layouts = (RESOURCES / 'layouts' / 'README.md').read_text()
    assert not [name for name in names if name not in section], section
    assert not [name for name in names if f'`{name}`' not in readme]
    assert not [name for name in names if f'`{name}`' not in layouts and name != 'transformer']  # a family, no score


def test_the_manual_explains_nothing_else():
    assert sorted(re.findall(r'^\.SS (.+)$', MANUAL, re.MULTILINE)) == sorted(verbs())


def test_verbs_are_completed():
    assert complete('') == verbs()
    assert complete('mod') == ['models']


def test_options_are_completed():
    for verb in verbs():
        assert options(verb) <= set(complete(verb, '--')), verb


if __name__ == '__main__':
    tap.run(globals(), '/house/cli-words')

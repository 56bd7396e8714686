#!/usr/bin/env python3
"""Installs Heed and checks the files for the desktop, the shell and the manual."""

import subprocess

import tap
from installation import BIN, SHARE, environment, heed_cli, install

FILES = [
    'applications/org.heed.Heed.desktop',
    'bash-completion/completions/heed-cli',
    'glib-2.0/schemas/gschemas.compiled',
    'icons/hicolor/scalable/apps/org.heed.Heed.svg',
    'icons/hicolor/symbolic/apps/org.heed.Heed-symbolic.svg',
    'locale/fr/LC_MESSAGES/heed.mo',
    'locale/zh_CN/LC_MESSAGES/heed.mo',
    'man/man1/heed-cli.1',
    'man/man1/heed.1',
    'metainfo/org.heed.Heed.metainfo.xml',
    'mime/packages/org.heed.Heed.xml',
]


def test_everything_is_in_its_place():
    missing = [name for name in FILES if not (SHARE / name).is_file()]
    assert not missing, missing


def test_settings_are_found():
    done = subprocess.run(['gsettings', 'list-keys', 'org.heed.Heed'], env=environment(),
                          capture_output=True, text=True, check=True)
    assert 'last-model' in done.stdout.split()


def test_the_desktop_file_starts_what_is_there():
    lines = (SHARE / FILES[0]).read_text().splitlines()
    program = next(line for line in lines if line.startswith('Exec=')).removeprefix('Exec=').split()[0]
    assert (BIN / program).is_file(), program


def test_heed_cli_says_its_version():
    done = heed_cli('--version')
    assert done.returncode == 0 and done.stdout.startswith('heed-cli '), done


def test_shipped_models_are_installed_under_their_names():
    models = {path.stem for path in (SHARE / 'heed' / 'models').glob('*.safetensors')}
    listed = {line.split()[0] for line in heed_cli('models').stdout.splitlines()}
    assert models == listed, (models, listed)


if __name__ == '__main__':
    install()
    tap.run(globals(), '/system/installed')

#!/usr/bin/env python3
"""Runs ./run and the scripts that it uses with a fake dpkg, apt and sudo.

Nothing is installed: the real tools are replaced by scripts that record their
arguments.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile

import tap

TOP = pathlib.Path(__file__).resolve().parent.parent.parent

SCRIPTS = ('run', 'test', '.ci/run', '.ci/install-packages', 'tests/xrun.sh')
SOURCED = ('resources/completions/heed-cli',)

# Reports all packages of the lists as installed, except one.
DPKG_QUERY = '''#!/bin/bash
for package; do
  case $package in
    -* | libmissing) ;;
    *) echo "installed $package" ;;
  esac
done
'''

RECORDER = '#!/bin/bash\necho "$(basename "$0") $*" >>"$LOG"\n'

# The program prints the folder from which it was built.
MESON = '''#!/bin/bash
echo "meson $*" >>"$LOG"
mkdir -p "$2/app"
echo >"$2/build.ninja"
printf '#!/bin/bash\\necho "built from %s"\\n' "$3" >"$2/app/heed-cli"
chmod +x "$2/app/heed-cli"
'''


class Machine:
    """A machine on which the package libmissing is not installed."""

    def __init__(self, user='0', sudo=True):
        self.folder = tempfile.TemporaryDirectory()
        top = pathlib.Path(self.folder.name)
        self.log = top / 'log'
        self.log.touch()
        self.lists = top / 'lists'
        self.lists.mkdir()
        tools = top / 'bin'
        tools.mkdir()

        scripts = {'dpkg-query': DPKG_QUERY, 'id': f'#!/bin/bash\necho {user}\n', 'apt-get': RECORDER,
                   'meson': MESON, 'ninja': '#!/bin/bash\nexit 0\n'}
        if sudo:
            scripts['sudo'] = RECORDER
        for name, text in scripts.items():
            (tools / name).write_text(text)
            (tools / name).chmod(0o755)
        for name in ('bash', 'basename', 'cat', 'chmod', 'cksum', 'cmp', 'cut', 'dirname', 'grep', 'mkdir', 'readlink', 'rm'):
            (tools / name).symlink_to(shutil.which(name))

        self.environment = {
            'PATH': str(tools), 'LOG': str(self.log), 'HEED_PACKAGE_LISTS': str(self.lists),
        }

    def run(self, script, *arguments, top=TOP, **environment):
        return subprocess.run([top / script, *arguments], env=self.environment | environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)

    def calls(self):
        return self.log.read_text().splitlines()


def machine(packages, **how):
    made = Machine(**how)
    (made.lists / 'build').write_text('# what is wanted\n' + packages)
    (made.lists / 'run').write_text('# nothing more\n')
    return made


def test_nothing_missing_calls_nothing():
    made = machine('libone\nlibtwo\n')
    done = made.run('.ci/install-packages', 'build')
    assert (done.returncode, done.stdout, done.stderr, made.calls()) == (0, '', '', []), done


def test_only_what_is_missing_is_installed_and_named_first():
    made = machine('libone\nlibmissing\n')
    done = made.run('.ci/install-packages', 'build')
    assert done.returncode == 0 and done.stderr == 'Installing with apt-get: libmissing\n', done
    assert made.calls() == ['apt-get update -qq',
                            'apt-get install -y -qq --no-install-recommends libmissing'], made.calls()


def test_no_install_names_what_is_missing_and_fails():
    made = machine('libone\nlibmissing\n')
    done = made.run('.ci/install-packages', '--no-install', 'build')
    assert done.returncode == 1 and done.stderr == 'Missing packages: libmissing\n', done
    assert made.calls() == [], made.calls()


def test_sudo_is_used_unless_root():
    made = machine('libmissing\n', user='1000')
    assert made.run('.ci/install-packages', 'build').returncode == 0
    assert all(call.startswith('sudo apt-get ') for call in made.calls()) and made.calls(), made.calls()


def test_neither_root_nor_sudo_says_so():
    made = machine('libmissing\n', user='1000', sudo=False)
    done = made.run('.ci/install-packages', 'build')
    assert done.returncode == 1 and 'libmissing' in done.stderr and 'sudo' in done.stderr, done
    assert made.calls() == [], made.calls()


def test_run_stops_when_told_not_to_install():
    made = machine('libmissing\n')
    done = made.run('run', '--no-install', 'cli', 'models')
    assert done.returncode == 1 and done.stderr == 'Missing packages: libmissing\n', done


def test_run_without_a_display_says_how_to_see_the_same():
    done = machine('libone\n').run('run')
    assert done.returncode == 1 and done.stdout == '', done
    assert len(done.stderr.splitlines()) == 1 and './run cli attend' in done.stderr, done


def copy_of_the_scripts(folder):
    shutil.copytree(TOP / '.ci', folder / '.ci')
    shutil.copy(TOP / 'run', folder / 'run')
    return folder


def start_copy(made, top):
    done = made.run('run', 'cli', 'models', top=top, HOME=made.folder.name)
    assert done.returncode == 0 and done.stdout == f'built from {top}\n', done


def test_run_builds_anew_where_the_folder_was_moved_to():
    made = machine('libone\n')
    top = pathlib.Path(made.folder.name).resolve()
    here = copy_of_the_scripts(top / 'here')
    start_copy(made, here)
    start_copy(made, here)
    assert len(made.calls()) == 1, made.calls()

    there = here.rename(top / 'a stick, ö')
    start_copy(made, there)
    start_copy(made, there)
    assert len(made.calls()) == 2, made.calls()


def test_run_builds_in_the_cache_where_nothing_can_be_written():
    if os.geteuid() == 0 and not shutil.which('setpriv'):
        raise tap.Skip('no setpriv')
    made = machine('libone\n')
    top = pathlib.Path(made.folder.name).resolve()
    here = copy_of_the_scripts(top / 'here')
    home = top / 'home'
    home.mkdir(mode=0o777)
    for path in (top, made.log, home):
        path.chmod(0o777)
    here.chmod(0o555)
    command = [here / 'run', 'cli', 'models']
    if os.geteuid() == 0:
        command = [shutil.which('setpriv'), '--reuid=65534', '--regid=65534', '--clear-groups', '--', *command]
    done = subprocess.run(command, env=made.environment | {'HOME': str(home)}, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout == f'built from {here}\n', done
    assert list((home / '.cache' / 'heed').glob('build-*/built-from')), done
    assert not (here / '_build').exists()
    here.chmod(0o755)


def test_package_lists_are_sorted_and_name_nothing_twice():
    named = []
    for path in (TOP / '.ci' / 'packages').iterdir():
        packages = [line for line in path.read_text().splitlines() if not line.startswith('#')]
        assert packages == sorted(packages), path
        named += packages
    assert len(named) == len(set(named)), sorted(named)


def test_shellcheck_has_nothing_to_say():
    if not shutil.which('shellcheck'):
        raise tap.Skip('no shellcheck')
    done = subprocess.run(['shellcheck', '--shell=bash', *SCRIPTS, *SOURCED], cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_script_may_be_executed():
    for script in SCRIPTS:
        assert os.access(TOP / script, os.X_OK), script


if __name__ == '__main__':
    tap.run(globals(), '/house/scripts')

"""Runs the test_* functions of a script and reports in TAP.

A test fails by raising; it is skipped by raising Skip with the reason.
"""

import traceback


class Skip(Exception):
    pass


def run(module, prefix):
    """Runs every test_* of a module's globals; test_a_is_b is prefix/a-is-b."""
    tests = [(name, value) for name, value in module.items() if name.startswith('test_')]

    print(f'1..{len(tests)}')
    for number, (name, test) in enumerate(tests, 1):
        path = prefix + '/' + name.removeprefix('test_').replace('_', '-')
        try:
            test()
            print(f'ok {number} {path}')
        except Skip as reason:
            print(f'ok {number} {path} # SKIP {reason}')
        except Exception:
            print('\n'.join('# ' + line for line in traceback.format_exc().splitlines()))
            print(f'not ok {number} {path}')

#!/usr/bin/env python3
"""Says how many test cases passed, and names those that did not.

Meson counts programs. This reads the log that `meson test` leaves behind and
counts the cases inside them: every TAP line of a program that speaks TAP, one
for a program that does not. A program that failed though every case it reported
passed (it crashed, was stopped, leaked) counts as one failed case more. What a
failed program said last is repeated, since its own place in the log is far up.
"""

import json
import pathlib
import re
import sys

CASE = re.compile(r'^(ok|not ok)\b\s*\d*\s*-?\s*(.*)$')
GOOD = ('OK', 'EXPECTEDFAIL', 'SKIP')
N_LAST_LINES = 40


def cases_of(test):
    """Yields (outcome, name) for every case of one program."""
    cases = []
    for line in test.get('stdout', '').splitlines():
        found = CASE.match(line)
        if not found:
            continue
        name, _, directive = found.group(2).partition('#')
        directive = directive.strip().lower()
        if directive.startswith('skip'):
            outcome = 'skipped'
        elif found.group(1) == 'ok' or directive.startswith('todo'):
            outcome = 'passed'
        else:
            outcome = 'failed'
        cases.append((outcome, f'{test["name"]}: {name.strip()}'))

    if test['result'] not in GOOD and not any(outcome == 'failed' for outcome, _ in cases):
        cases.append(('failed', f'{test["name"]}: {test["result"]}, exit status {test["returncode"]}'))
    if not cases:
        cases.append(('skipped' if test['result'] == 'SKIP' else 'passed', test['name']))

    return cases


def last_words(test):
    """What a program said last, on either stream, but for the cases that passed."""
    lines = (test.get('stdout') or '').splitlines() + (test.get('stderr') or '').splitlines()
    return [line for line in lines if not line.startswith('ok ')][-N_LAST_LINES:]


def main(log):
    counts = {'passed': 0, 'failed': 0, 'skipped': 0}
    for line in pathlib.Path(log).read_text().splitlines():
        test = json.loads(line)
        cases = cases_of(test)
        if any(outcome == 'failed' for outcome, _ in cases):
            print('\n'.join(f'  {words}' for words in last_words(test)))
        for outcome, name in cases:
            counts[outcome] += 1
            if outcome == 'failed':
                print(f'FAILED {name}')
            elif outcome == 'skipped':
                print(f'skipped {name}')

    total = f'{counts["passed"]} passed, {counts["failed"]} failed'
    if counts['skipped']:
        total += f', {counts["skipped"]} skipped'
    print(total)

    return 1 if counts['failed'] or not counts['passed'] else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))

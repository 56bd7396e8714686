# by_turns.py — programs that measure, run by turns, and a table of medians
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A machine that does other things too is slow for a while and fast for a
# while. Peers that take turns meet the same of both; the table gives the median
# over rounds and says how busy the machine was.

import json
import os
import statistics
import subprocess


def run(command, **environment):
    result = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True,
                            env={**os.environ, **environment}, check=False)
    if result.returncode != 0:
        return None
    return json.loads(result.stdout.strip().splitlines()[-1])


def number(value):
    """A measurement of heed-cli is an object with its median."""
    return value["median"] if isinstance(value, dict) else value


def collect(contenders, rounds):
    """contenders: name -> function that gives an object of numbers, or None.
    Gives name -> member -> median over the rounds."""
    seen = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, measure in contenders.items():
            numbers = measure()
            if numbers is not None:
                seen[name].append(numbers)
    return {name: {key: statistics.median(number(one[key]) for one in all_of_it)
                   for key, value in all_of_it[0].items() if isinstance(number(value), (int, float))}
            for name, all_of_it in seen.items() if all_of_it}


def write_row(cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def write_header(cells):
    write_row(cells)
    write_row(["---"] * len(cells))


def say_load():
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)

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

THREADS = object()  # a place in a command


def run(command, **environment):
    result = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True,
                            env={**os.environ, **environment}, check=False)
    if result.returncode != 0:
        return None
    return json.loads(result.stdout.strip().splitlines()[-1])


def run_torch(command, threads, own_threads, **environment):
    """OpenBLAS, which multiplies for PyTorch, has threads of its own: as many as
    the machine has processors, unless told otherwise. Two pools must not spin
    against each other."""
    return run([own_threads if part is THREADS else part for part in command],
               OPENBLAS_NUM_THREADS=threads, OMP_WAIT_POLICY="PASSIVE", **environment)


def torch_set_ups(command, threads, **environment):
    """name -> function: with two threads, both pools have two, or OpenBLAS alone.
    Where command has THREADS, PyTorch is told how many are its own."""
    return {f"torch-{own}": lambda own=own: run_torch(command, threads, own, **environment)
            for own in sorted({"1", threads})}


def take_fastest_torch(found, cost):
    """Takes the set-ups out of what collect gave; the one whose cost is least counts."""
    names = [name for name in found if name.startswith("torch-")]
    return min((found.pop(name) for name in names), key=cost, default={})


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

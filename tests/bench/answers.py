#!/usr/bin/env python3
# answers.py — how long a program that keeps heed-cli attend open waits for an answer
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#     answers.py BUILD [--model MODEL] [--lines 200]
#
# Writes a line, reads the record, writes the next, as a plug-in of an editor would;
# the time is from before the write until the whole record was read.

import argparse
import pathlib
import statistics
import subprocess
import time

LINES = ["hello", "The cat is sleeping on the table.", "Where is the station?",
         "I would like to know when the next train to the city leaves this evening."]


def ask(process, line):
    before = time.perf_counter()
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()
    record = process.stdout.readline()
    assert record.endswith(b"\n"), record
    return 1000 * (time.perf_counter() - before), len(record)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--model", default="en-fr")
    parser.add_argument("--lines", type=int, default=200)
    options = parser.parse_args()

    process = subprocess.Popen([options.build / "app/heed-cli", "attend", "--model", options.model, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    first, _ = ask(process, LINES[0])
    print(f"the first, which waits for the model: {first:.1f} ms")
    for line in LINES:
        times = [ask(process, line) for _ in range(options.lines)]
        waits = sorted(wait for wait, _ in times)
        print(f"{statistics.median(waits):6.1f} ms median, {waits[9 * len(waits) // 10]:6.1f} p90, "
              f"{waits[-1]:6.1f} worst, {times[0][1] / 1000:6.1f} kB  {line}")
    process.stdin.close()
    process.wait()


main()

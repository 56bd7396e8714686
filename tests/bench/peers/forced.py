#!/usr/bin/env python3
# forced.py — reading along given targets, beside PyTorch
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#     forced.py BUILD MODEL.safetensors [--pairs 4000] [--threads 1,2] [--rounds 3]
#
# Both read the same pairs, token ids at random of 4 to 24 a side, and write the links
# by the largest weight; the last column says how many are the same. Heed's time is
# that of the whole program less that of reading one batch; PyTorch's is that of the
# reading alone, once without the output layer, which no link needs, and once with it.

import argparse
import json
import pathlib
import random
import resource
import struct
import subprocess
import sys
import tempfile
import time

import by_turns

HERE = pathlib.Path(__file__).parent
KEEP_MEMORY = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": "20000000000"}
FIRST_WORD = 4
BATCH = 64


def read_vocabularies(path):
    with path.open("rb") as file:
        size, = struct.unpack("<Q", file.read(8))
        d = json.loads(json.loads(file.read(size))["__metadata__"]["heed.config"])
    return d["source_vocabulary"], d["target_vocabulary"]


def write_pairs(options, folder):
    chance = random.Random(1)
    sides = read_vocabularies(options.model)
    pairs = []
    for _ in range(options.pairs):
        length = chance.randint(4, 24)
        lengths = (length, max(1, length + chance.randint(-3, 3)))
        pairs.append([[chance.randrange(FIRST_WORD, size) for _ in range(n)] for size, n in zip(sides, lengths)])
    for i, side in enumerate(("source", "target")):
        lines = [" ".join(map(str, pair[i])) + "\n" for pair in pairs]
        (folder / side).write_text("".join(lines))
        (folder / f"few-{side}").write_text("".join(lines[:BATCH]))


def align(options, folder, jobs, prefix=""):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    links = subprocess.run([options.build / "app/heed-cli", "align", "--model", options.model, "--source-ids",
                            "--target-ids", "--pieces", "--rule", "argmax", "--jobs", jobs,
                            "--source", folder / f"{prefix}source", "--target", folder / f"{prefix}target"],
                           stdout=subprocess.PIPE, text=True, check=True).stdout
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return links, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure_heed(options, folder, jobs):
    _, few_wall, few_cpu = align(options, folder, jobs, "few-")
    links, wall, cpu = align(options, folder, jobs)
    (folder / "heed").write_text(links)
    n = options.pairs - BATCH
    return {"lines_per_second": n / (wall - few_wall), "lines_per_cpu_second": n / (cpu - few_cpu)}


def measure_share_of_same(folder):
    heed, torch = ([set(line.split()) for line in (folder / name).read_text().splitlines()] for name in ("heed", "torch"))
    return sum(len(a & b) for a, b in zip(heed, torch)) / sum(len(a | b) for a, b in zip(heed, torch))


def measure(options, folder, threads):
    def torch_command(*more):
        return [sys.executable, HERE / "forced_torch.py", options.model, folder / "source", folder / "target",
                folder / "torch", by_turns.THREADS, *more]

    found = {}
    for kind, more in (("links", ()), ("scores", ("scores",))):
        numbers = by_turns.collect({
            "heed": lambda: measure_heed(options, folder, threads),
            **by_turns.torch_set_ups(torch_command(*more), threads, **KEEP_MEMORY),
        }, options.rounds)
        found[kind] = by_turns.take_fastest_torch(numbers, lambda torch: -torch["lines_per_second"])
        found["heed"] = numbers["heed"]

    cells = []
    for key in ("lines_per_second", "lines_per_cpu_second"):
        heed, links, scores = (found[name].get(key) for name in ("heed", "links", "scores"))
        cells += [f"{heed:,.0f}"]
        cells += [f"{peer:,.0f} ({heed / peer:.2f})" if peer else "–" for peer in (links, scores)]
    same = f"{100 * measure_share_of_same(folder):.2f} %" if found["links"] else "–"
    by_turns.write_row([threads, *cells, same])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--pairs", type=int, default=4000)
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    by_turns.say_load()
    by_turns.write_header(["threads", "Heed, lines/s", "PyTorch, links alone (ratio)", "with scores (ratio)",
                           "Heed, lines a processor's second", "PyTorch, links alone (ratio)", "with scores (ratio)",
                           "same links"])
    with tempfile.TemporaryDirectory() as folder:
        write_pairs(options, pathlib.Path(folder))
        for threads in options.threads.split(","):
            measure(options, pathlib.Path(folder), threads)
    by_turns.say_load()


main()

#!/usr/bin/env python3
# training.py — a training batch beside PyTorch
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#     training.py BUILD [--names book,gru-512,…] [--threads 1,2] [--rounds 3]
#
# BUILD is the build folder, with tests/bench/bench-training in it. Both train the
# same model on the same pairs in batches of the same size. PyTorch runs with
# malloc told to keep its memory, which is its best set-up: without, half of its
# time goes into touching fresh pages. With two threads the faster of two ways to
# share them between PyTorch and OpenBLAS counts.

import argparse
import json
import pathlib
import random
import sys
import tempfile

import by_turns

HERE = pathlib.Path(__file__).parent

KEEP_MEMORY = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": "20000000000"}

RECURRENT = {"cell": "gru", "initial_state": "copy", "score": "additive", "query": "previous",
             "cell_input": ["context", "embedding"], "output": ["state"]}

CONFIGURATIONS = {
    "book": {
        "vocabulary": 200, "words": (1, 5), "pairs": 600, "batches": 200, "dropout": 0.1, "learning_rate": 0.005,
        "model": {**RECURRENT, "encoder_layers": 2, "encoder_directions": 1, "encoder_width": 32,
                  "source_embedding": 32, "target_embedding": 32, "decoder_layers": 2, "decoder_width": 32,
                  "attention_width": 32},
    },
    "gru-512": {
        "vocabulary": 8000, "words": (19, 19), "pairs": 1280, "batches": 7, "dropout": 0.0, "learning_rate": 0.001,
        "model": {**RECURRENT, "encoder_layers": 1, "encoder_directions": 2, "encoder_width": 256,
                  "source_embedding": 256, "target_embedding": 256, "decoder_layers": 1, "decoder_width": 512,
                  "attention_width": 512},
    },
    "transformer-256": {
        "vocabulary": 8000, "words": (19, 19), "pairs": 1280, "batches": 7, "dropout": 0.0, "learning_rate": 0.0005,
        "model": {"family": "transformer", "width": 256, "layers": 3, "heads": 8, "feed_forward": 1024,
                  "norm_place": "post", "activation": "relu", "positions": "sinusoid-interleaved"},
    },
}


def write_pairs(path, plan):
    """Every word of the vocabulary, then words at random."""
    chance = random.Random(1)
    n_words = plan["vocabulary"] - 4
    supply = [list(range(n_words)), list(range(n_words))]
    with path.open("w", encoding="utf-8") as file:
        for _ in range(plan["pairs"]):
            n = chance.randint(*plan["words"])
            sides = [[side.pop() if side else chance.randrange(n_words) for _ in range(n)] for side in supply]
            file.write("\t".join(" ".join(f"w{word}" for word in side) for side in sides) + "\n")


def write_configuration(folder, name, threads):
    plan = CONFIGURATIONS[name]
    text = {"tokenizer": "word", "vocabulary": plan["vocabulary"]}
    path = folder / f"{name}-{threads}.json"
    write_pairs(folder / f"{name}.tsv", plan)
    path.write_text(json.dumps({
        "name": name, "data": {"train": f"{name}.tsv", "max_tokens": 40},
        "source_text": text, "target_text": text, "model": plan["model"],
        "training": {"batch_size": 64, "batches": plan["batches"], "learning_rate": plan["learning_rate"],
                     "clip_norm": 1, "dropout": plan["dropout"], "seed": 1, "shards": int(threads)},
    }), encoding="utf-8")
    return path


def measure(options, folder, name, threads):
    path = write_configuration(folder, name, threads)

    command = [sys.executable, HERE / "train_torch.py", path, by_turns.THREADS]
    found = by_turns.collect({
        "heed": lambda: by_turns.run([options.build / "tests/bench/bench-training", path]),
        **by_turns.torch_set_ups(command, threads, **KEEP_MEMORY),
    }, options.rounds)
    torch = by_turns.take_fastest_torch(found, lambda numbers: numbers["step_ms"])
    heed = found.get("heed", {})

    def cells(key):
        a, b = heed.get(key), torch.get(key)
        return [f"{a:,.0f}" if a else "–", f"{b:,.0f}" if b else "–", f"{a / b:.2f}" if a and b else "–"]

    by_turns.write_row([name, threads, *cells("tokens_per_second"), *cells("tokens_per_cpu_second"),
                        *cells("peak_mb")])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--names", default=",".join(CONFIGURATIONS))
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    by_turns.say_load()
    by_turns.write_header(["configuration", "threads", "Heed, tokens/s", "PyTorch", "ratio",
                           "Heed, tokens a processor's second", "PyTorch", "ratio",
                           "Heed, peak MB", "PyTorch", "ratio"])
    with tempfile.TemporaryDirectory() as folder:
        for name in options.names.split(","):
            for threads in options.threads.split(","):
                measure(options, pathlib.Path(folder), name, threads)
    by_turns.say_load()


main()

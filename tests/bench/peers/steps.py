#!/usr/bin/env python3
# steps.py — a decoding step beside PyTorch, ONNX Runtime and a plain read loop
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#     steps.py BUILD [--shapes d2l,gru-512,…] [--threads 1,2] [--rounds 5] [--seconds 2]
#
# BUILD is the build folder, with heed-cli and tests/bench/read-loop in it. Peers
# that are not there (python3-torch; npm install onnxruntime-node, found through
# NODE_PATH) are left out.

import argparse
import pathlib
import sys
import tempfile

import by_turns

HERE = pathlib.Path(__file__).parent
STEP_TORCH = [sys.executable, HERE / "step_torch.py"]


def contenders(options, shape, threads, onnx, n_bytes):
    seconds = options.seconds
    all_of_them = {
        "heed": lambda: by_turns.run([options.build / "app/heed-cli", "bench", "--shape", shape,
                                      "--threads", threads, "--seconds", seconds]),
        **by_turns.torch_set_ups([*STEP_TORCH, shape, by_turns.THREADS, seconds], threads),
        "onnx": lambda: by_turns.run(["node", HERE / "step_onnx.js", onnx, threads, seconds]),
    }
    if n_bytes > 1e6:
        all_of_them["read"] = lambda: by_turns.run([options.build / "tests/bench/read-loop", n_bytes / 1e6,
                                                    threads, seconds])
    return all_of_them


def ratio(a, b):
    return f"{a / b:.2f}" if a and b else "–"


def measure(options, shape, threads, onnx, n_bytes):
    found = by_turns.collect(contenders(options, shape, threads, onnx, n_bytes), options.rounds)
    torch = by_turns.take_fastest_torch(found, lambda numbers: numbers["step_us"])
    if torch:
        found["torch"] = torch
    step = {name: numbers.get("step_us") for name, numbers in found.items()}
    cpu = {name: numbers.get("step_cpu_us") for name, numbers in found.items()}
    heed = step.get("heed")
    show = [f"{step[name]:,.1f} / {cpu[name]:,.1f}" if name in step else "–" for name in ("heed", "torch", "onnx")]
    by_turns.write_row([shape, threads, *show,
                        f"{step['read']:,.1f}" if "read" in step else "–",
                        ratio(step.get("torch"), heed), ratio(cpu.get("torch"), cpu.get("heed")),
                        ratio(step.get("onnx"), heed), ratio(cpu.get("onnx"), cpu.get("heed")),
                        ratio(step.get("read"), heed),
                        ratio(found.get("heed", {}).get("beam_step_us"), heed)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--shapes", default="d2l,gru-512,gru-1024,marian-base")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    options = parser.parse_args()

    by_turns.say_load()
    by_turns.write_header(["shape", "threads", "Heed, µs clock / processor", "PyTorch", "ONNX Runtime", "read loop, µs",
                           "PyTorch : Heed, clock", "processor", "ONNX : Heed, clock", "processor",
                           "read : Heed", "beam 4 : greedy"])
    with tempfile.TemporaryDirectory() as folder:
        for shape in options.shapes.split(","):
            onnx = pathlib.Path(folder) / f"{shape}.onnx"
            exported = by_turns.run([*STEP_TORCH, shape, "export", onnx])
            for threads in options.threads.split(","):
                measure(options, shape, threads, onnx, exported["bytes"] if exported else 0)
    by_turns.say_load()


main()

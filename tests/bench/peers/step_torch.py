#!/usr/bin/env python3
# step_torch.py — PyTorch's time for one step of a shape; or the step as ONNX
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#     step_torch.py SHAPE THREADS SECONDS     prints JSON
#     step_torch.py SHAPE export FILE.onnx    prints JSON: how many bytes a step reads

import json
import statistics
import sys
import time
import warnings

import torch

import step_models


def measure(run, seconds):
    for _ in range(3):
        run()
    times = []
    cpu = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 3:
        start, cpu_start = time.perf_counter(), time.process_time()
        run()
        cpu.append(time.process_time() - cpu_start)
        times.append(time.perf_counter() - start)
    return {"step_us": 1e6 * statistics.median(times), "step_cpu_us": 1e6 * statistics.median(cpu)}


def main():
    shape, what, last = sys.argv[1:]
    warnings.filterwarnings("ignore")
    model = step_models.make(shape)

    with torch.no_grad():
        if what == "export":
            torch.onnx.export(model, model.examples, last, opset_version=13)
            print(json.dumps({"bytes": step_models.count_bytes(model)}))
            return

        torch.set_num_threads(int(what))
        script = torch.jit.freeze(torch.jit.trace(model, model.examples))
        eager = measure(lambda: model(*model.examples), float(last) / 2)
        traced = measure(lambda: script(*model.examples), float(last) / 2)
        print(json.dumps(min(eager, traced, key=lambda times: times["step_us"])))


main()

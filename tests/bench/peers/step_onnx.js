// step_onnx.js — ONNX Runtime's time for one step that step_torch.py exported
//
// Copyright 2026 The Heed authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
//     node step_onnx.js FILE.onnx THREADS SECONDS     prints JSON
//
// Node's copies of the tensors are inside the time.

const ort = require("onnxruntime-node");

function fill(metadata) {
  const n = metadata.shape.reduce((a, b) => a * b, 1);
  if (metadata.type === "int64")
    return new ort.Tensor("int64", new BigInt64Array(n).fill(5n), metadata.shape);
  return new ort.Tensor("float32", Float32Array.from({ length: n }, Math.random), metadata.shape);
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

async function main() {
  const [path, threads, seconds] = process.argv.slice(2);
  const session = await ort.InferenceSession.create(path, {
    intraOpNumThreads: Number(threads), interOpNumThreads: 1, executionMode: "sequential",
  });
  const inputs = {};
  for (const metadata of session.inputMetadata)
    inputs[metadata.name] = fill(metadata);

  for (let i = 0; i < 3; i++)
    await session.run(inputs);

  const times = [];
  const cpu = [];
  const end = performance.now() + 1e3 * Number(seconds);
  while (performance.now() < end || times.length < 3) {
    const start = performance.now();
    const cpuStart = process.cpuUsage();
    await session.run(inputs);
    times.push(1e3 * (performance.now() - start));
    const used = process.cpuUsage(cpuStart);
    cpu.push(used.user + used.system);
  }
  console.log(JSON.stringify({ step_us: median(times), step_cpu_us: median(cpu) }));
}

main();

#!/usr/bin/env python3
# forced_torch.py — PyTorch reads pairs along given targets, in batches
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#     forced_torch.py MODEL SOURCE TARGET LINKS THREADS [scores]      prints JSON
#
# MODEL is a GRU of Heed's own format, of the default model's description; SOURCE
# and TARGET are lines of token ids. Writes the links by the largest weight, which
# say that it is the same model. Lean: pairs in order of length, 64 at once, the
# encoder packed, keys once a sentence, one product for the output layer, which is
# run if scores are wanted.

import json
import pathlib
import struct
import sys
import time

import numpy
import torch
from torch import nn

BATCH = 64


def read_model(path):
    data = pathlib.Path(path).read_bytes()
    size, = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + size])
    kinds = {"F16": numpy.float16, "F32": numpy.float32}
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] in kinds:
            first, last = (8 + size + offset for offset in entry["data_offsets"])
            numbers = numpy.frombuffer(data[first:last], kinds[entry["dtype"]]).astype(numpy.float32)
            tensors[name] = torch.from_numpy(numbers.reshape(entry["shape"]))
    return json.loads(header["__metadata__"]["heed.config"]), tensors


class Model:
    def __init__(self, path):
        d, t = read_model(path)
        wanted = {"cell": "gru", "encoder_layers": 1, "encoder_directions": 2, "decoder_layers": 1,
                  "score": "additive", "query": "current", "initial_state": "bridge",
                  "cell_input": ["embedding", "attentional"], "combine": ["state", "context"],
                  "output": ["attentional"], "source_end": True}
        assert all(d[key] == value for key, value in wanted.items()), "a model of another description"
        self.tokens = d["tokens"]
        self.source = t["encoder.embedding.weight"]
        self.target = t["decoder.embedding.weight"]
        self.encoder = nn.GRU(d["source_embedding"], d["encoder_width"], bidirectional=True)
        self.cell = nn.GRUCell(d["target_embedding"] + d["combine_width"], d["decoder_width"])
        for name, parameter in self.encoder.named_parameters():
            parameter.data = t["encoder.rnn." + name].reshape(parameter.shape)
        for name, parameter in self.cell.named_parameters():
            parameter.data = t[f"decoder.rnn.{name}_l0"].reshape(parameter.shape)
        self.t = t
        self.width = d["combine_width"]

    def map(self, x, name):
        return nn.functional.linear(x, self.t[f"decoder.{name}.weight"], self.t.get(f"decoder.{name}.bias"))

    def read(self, sources, targets, wants_scores):
        """Gives weights, T x B x S, and log-probabilities, T x B."""
        begin, end, padding = (self.tokens[key] for key in ("begin", "end", "padding"))
        source = pad([ids + [end] for ids in sources], padding)
        read = pad([[begin] + ids for ids in targets], padding)
        lengths = torch.tensor([len(ids) + 1 for ids in sources])
        packed = nn.utils.rnn.pack_padded_sequence(nn.functional.embedding(source, self.source), lengths,
                                                   enforce_sorted=False)
        values, last = self.encoder(packed)
        values = nn.utils.rnn.pad_packed_sequence(values)[0].transpose(0, 1)
        keys = self.map(values, "attention.key")
        hidden = (torch.arange(source.shape[0]).unsqueeze(0) >= lengths.unsqueeze(1))
        state = torch.tanh(self.map(torch.cat([last[0], last[1]], 1), "bridge.h_l0"))
        fed = torch.zeros(len(sources), self.width)
        v = self.t["decoder.attention.score.weight"][0]
        weights, outputs = [], []
        for x in nn.functional.embedding(read, self.target):
            state = self.cell(torch.cat([x, fed], 1), state)
            query = self.map(state, "attention.query").unsqueeze(1)
            scores = (torch.tanh(query + keys) @ v).masked_fill(hidden, -torch.inf)
            weights.append(torch.softmax(scores, 1))
            context = torch.bmm(weights[-1].unsqueeze(1), values).squeeze(1)
            fed = torch.tanh(self.map(torch.cat([state, context], 1), "combine"))
            outputs.append(fed)
        if not wants_scores:
            return torch.stack(weights), None
        said = pad([ids + [end] for ids in targets], padding)
        logits = self.map(torch.stack(outputs), "output")
        return torch.stack(weights), -nn.functional.cross_entropy(logits.flatten(0, 1), said.flatten(), reduction="none")


def pad(rows, padding):
    longest = max(map(len, rows))
    return torch.tensor([row + [padding] * (longest - len(row)) for row in rows]).t().contiguous()


def read_lines(path):
    return [[int(word) for word in line.split()] for line in pathlib.Path(path).read_text().splitlines()]


def main():
    model_path, source_path, target_path, links_path, threads = sys.argv[1:6]
    torch.set_num_threads(int(threads))
    model = Model(model_path)
    sources, targets = read_lines(source_path), read_lines(target_path)
    order = sorted(range(len(sources)), key=lambda i: (-len(sources[i]), -len(targets[i])))
    links = [None] * len(sources)

    start, cpu_start = time.perf_counter(), time.process_time()
    with torch.no_grad():
        for first in range(0, len(order), BATCH):
            some = order[first:first + BATCH]
            weights, _ = model.read([sources[i] for i in some], [targets[i] for i in some], "scores" in sys.argv)
            for b, i in enumerate(some):
                weights[:, b, len(sources[i])] = 0  # no word is linked with the end token
            best = weights.argmax(2).tolist()
            for b, i in enumerate(some):
                links[i] = " ".join(f"{best[t][b]}-{t}" for t in range(len(targets[i])))
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu_start

    pathlib.Path(links_path).write_text("".join(line + "\n" for line in links))
    print(json.dumps({"lines_per_second": len(links) / wall, "lines_per_cpu_second": len(links) / cpu}))


main()

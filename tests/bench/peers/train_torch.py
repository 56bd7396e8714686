#!/usr/bin/env python3
# train_torch.py — PyTorch trains the models that training.py gives Heed
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#     train_torch.py CONFIGURATION THREADS     prints JSON, as bench-training does
#
# The code is PyTorch's own layers where it has them and otherwise lean: keys and
# the encoder's products once for all positions, one product for the output
# layer. Pairs come in batches as the file has them, padded to the longest of a
# batch; padding counts in no loss.

import json
import pathlib
import resource
import statistics
import sys
import time

import torch
from torch import nn

PADDING, BEGIN, END, FIRST_WORD = 0, 1, 2, 4


def read_pairs(path, size):
    """Words become numbers by the order in which they come."""
    words = [{}, {}]
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        sides = [side.split() for side in line.split("\t")[:2]]
        pairs.append([[known.setdefault(word, len(known) % (size - FIRST_WORD) + FIRST_WORD) for word in side]
                      for known, side in zip(words, sides)])
    return pairs


def pad(rows):
    longest = max(map(len, rows))
    return torch.tensor([row + [PADDING] * (longest - len(row)) for row in rows]).t().contiguous()


def make_batches(pairs, size):
    batches = []
    for first in range(0, len(pairs), size):
        some = pairs[first:first + size]
        batches.append((pad([source + [END] for source, _ in some]),
                        pad([[BEGIN] + target for _, target in some]),
                        pad([target + [END] for _, target in some])))
    return batches


class Recurrent(nn.Module):
    """A GRU that asks with the previous state, additive attention."""

    def __init__(self, d, vocabulary, dropout):
        super().__init__()
        two = d["encoder_directions"] == 2
        width = d["decoder_width"]
        keys = d["encoder_width"] * (2 if two else 1)
        n_layers = d["decoder_layers"]
        self.source = nn.Embedding(vocabulary, d["source_embedding"])
        self.target = nn.Embedding(vocabulary, d["target_embedding"])
        self.encoder = nn.GRU(d["source_embedding"], d["encoder_width"], d["encoder_layers"], bidirectional=two,
                              dropout=dropout if d["encoder_layers"] > 1 else 0)
        self.key = nn.Linear(keys, d["attention_width"], bias=False)
        self.query = nn.Linear(width, d["attention_width"], bias=False)
        self.score = nn.Linear(d["attention_width"], 1, bias=False)
        self.cells = nn.ModuleList([nn.GRUCell(keys + d["target_embedding"] if i == 0 else width, width)
                                    for i in range(n_layers)])
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(width, vocabulary)
        self.two = two

    def forward(self, source, read):
        values, last = self.encoder(self.dropout(self.source(source)))
        keys = self.key(values)
        hidden = (source == PADDING).unsqueeze(2)
        states = [torch.cat([last[0], last[1]], 1)] if self.two else list(last)
        outputs = []
        for x in self.dropout(self.target(read)):
            scores = self.score(torch.tanh(self.query(states[-1]) + keys)).masked_fill(hidden, -torch.inf)
            context = (torch.softmax(scores, 0) * values).sum(0)
            x = torch.cat([context, x], 1)
            for i, cell in enumerate(self.cells):
                states[i] = x = cell(x if i == 0 else self.dropout(x), states[i])
            outputs.append(self.dropout(x))
        return self.output(torch.stack(outputs))


class Transformer(nn.Module):
    def __init__(self, d, vocabulary, dropout):
        super().__init__()
        width = d["width"]
        self.source = nn.Embedding(vocabulary, width)
        self.target = nn.Embedding(vocabulary, width)
        self.positions = nn.Parameter(torch.randn(512, 1, width), requires_grad=False)
        self.body = nn.Transformer(width, d["heads"], d["layers"], d["layers"], d["feed_forward"], dropout)
        self.output = nn.Linear(width, vocabulary)
        self.factor = width ** 0.5

    def forward(self, source, read):
        padded = (source == PADDING).t()
        future = self.body.generate_square_subsequent_mask(len(read))
        return self.output(self.body(self.source(source) * self.factor + self.positions[:len(source)],
                                     self.target(read) * self.factor + self.positions[:len(read)],
                                     tgt_mask=future, src_key_padding_mask=padded, memory_key_padding_mask=padded))


def main():
    path = pathlib.Path(sys.argv[1])
    configuration = json.loads(path.read_text(encoding="utf-8"))
    training = configuration["training"]
    vocabulary = configuration["source_text"]["vocabulary"]
    torch.set_num_threads(int(sys.argv[2]))
    torch.manual_seed(1)

    batches = make_batches(read_pairs(path.parent / configuration["data"]["train"], vocabulary),
                           training["batch_size"])
    family = Transformer if configuration["model"].get("family") == "transformer" else Recurrent
    model = family(configuration["model"], vocabulary, training["dropout"]).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=training["learning_rate"])
    criterion = nn.CrossEntropyLoss(ignore_index=PADDING)
    wall, cpu, n_tokens = [], [], []

    for i in range(training["batches"]):
        source, read, said = batches[i % len(batches)]
        start, cpu_start = time.perf_counter(), time.process_time()
        optimizer.zero_grad()
        loss = criterion(model(source, read).flatten(0, 1), said.flatten())
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), training["clip_norm"])
        optimizer.step()
        if i > 0:
            cpu.append(time.process_time() - cpu_start)
            wall.append(time.perf_counter() - start)
            n_tokens.append(int((said != PADDING).sum()))

    tokens = statistics.mean(n_tokens)
    print(json.dumps({
        "step_ms": 1e3 * statistics.median(wall), "cpu_ms": 1e3 * statistics.median(cpu),
        "tokens_per_second": tokens / statistics.median(wall),
        "tokens_per_cpu_second": tokens / statistics.median(cpu), "loss": loss.item(),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))


main()

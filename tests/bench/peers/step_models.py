# step_models.py — one decoding step of each shape that heed-cli bench has
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The same arithmetic as app/cli/bench-shapes.c describes, lean: the keys are
# made once a sentence, one row, random weights. A step gives the logits, the
# next state, and every cross attention before and after the softmax.

import math

import torch
from torch import nn

SOURCE_TOKENS = 20
CACHED_TOKENS = 10  # the middle of twenty steps


class AdditiveAttention(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.query = nn.Linear(width, width, bias=False)
        self.score = nn.Linear(width, 1, bias=False)

    def forward(self, h, keys, values):
        scores = self.score(torch.tanh(self.query(h) + keys)).transpose(0, 1)
        weights = torch.softmax(scores, 1)
        return weights @ values, scores, weights


class Gru(nn.Module):
    """One layer, written out so that it can be exported."""

    def __init__(self, n_in, width):
        super().__init__()
        self.ih = nn.Linear(n_in, 3 * width)
        self.hh = nn.Linear(width, 3 * width)

    def forward(self, x, h):
        x_r, x_z, x_n = self.ih(x).chunk(3, 1)
        h_r, h_z, h_n = self.hh(h).chunk(3, 1)
        z = torch.sigmoid(x_z + h_z)
        n = torch.tanh(x_n + torch.sigmoid(x_r + h_r) * h_n)
        return (1 - z) * n + z * h


class GruStep(nn.Module):
    """gru-512 and gru-1024."""

    def __init__(self, width, vocabulary):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.attention = AdditiveAttention(width)
        self.gru = Gru(3 * width, width)
        self.combine = nn.Linear(4 * width, width)
        self.output = nn.Linear(width, vocabulary)
        self.examples = (torch.tensor([5]), torch.randn(1, width),
                         torch.randn(SOURCE_TOKENS, width), torch.randn(SOURCE_TOKENS, 2 * width))

    def forward(self, token, h, keys, values):
        e = self.embedding(token)
        context, scores, weights = self.attention(h, keys, values)
        h = self.gru(torch.cat([context, e], 1), h)
        combined = torch.tanh(self.combine(torch.cat([h, context, e], 1)))
        return self.output(combined), h, scores, weights


class D2lStep(nn.Module):
    """d2l: two layers of width 32."""

    def __init__(self, width=32, vocabulary=200):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.attention = AdditiveAttention(width)
        self.first = Gru(2 * width, width)
        self.second = Gru(width, width)
        self.output = nn.Linear(width, vocabulary)
        self.examples = (torch.tensor([5]), torch.randn(2, 1, width),
                         torch.randn(SOURCE_TOKENS, width), torch.randn(SOURCE_TOKENS, width))

    def forward(self, token, h, keys, values):
        e = self.embedding(token)
        context, scores, weights = self.attention(h[1], keys, values)
        first = self.first(torch.cat([context, e], 1), h[0])
        second = self.second(first, h[1])
        return self.output(second), torch.stack([first, second]), scores, weights


class MarianLayer(nn.Module):
    def __init__(self, width, n_heads, inner):
        super().__init__()
        self.n_heads = n_heads
        self.factor = 1 / math.sqrt(width // n_heads)
        for name in ["q", "k", "v", "o", "cross_q", "cross_o"]:
            setattr(self, name, nn.Linear(width, width))
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norms = nn.ModuleList([nn.LayerNorm(width) for _ in range(3)])

    def heads(self, x):
        return x.view(1, self.n_heads, -1).transpose(0, 1)  # heads x 1 x width

    def attend(self, q, keys, values):
        scores = q @ keys.transpose(1, 2) * self.factor
        weights = torch.softmax(scores, 2)
        return (weights @ values).transpose(0, 1).reshape(1, -1), scores, weights

    def forward(self, x, keys, values, cross_keys, cross_values):
        keys = torch.cat([keys, self.heads(self.k(x))], 1)
        values = torch.cat([values, self.heads(self.v(x))], 1)
        context, _, _ = self.attend(self.heads(self.q(x)), keys, values)
        x = self.norms[0](x + self.o(context))
        context, scores, weights = self.attend(self.heads(self.cross_q(x)), cross_keys, cross_values)
        x = self.norms[1](x + self.cross_o(context))
        inner = self.up(x)
        x = self.norms[2](x + self.down(inner * torch.sigmoid(inner)))
        return x, keys, values, scores, weights


class MarianStep(nn.Module):
    """marian-base; the output layer is the embedding."""

    def __init__(self, width=512, n_layers=6, n_heads=8, inner=2048, vocabulary=32000):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.bias = nn.Parameter(torch.zeros(vocabulary))
        self.layers = nn.ModuleList([MarianLayer(width, n_heads, inner) for _ in range(n_layers)])
        self.factor = math.sqrt(width)

        def cache(n_tokens):
            return torch.randn(n_layers, n_heads, n_tokens, width // n_heads)

        self.examples = (torch.tensor([5]), torch.randn(1, width), cache(CACHED_TOKENS), cache(CACHED_TOKENS),
                         cache(SOURCE_TOKENS), cache(SOURCE_TOKENS))

    def forward(self, token, position, keys, values, cross_keys, cross_values):
        x = self.embedding(token) * self.factor + position
        outputs = []
        for i, layer in enumerate(self.layers):
            x, *rest = layer(x, keys[i], values[i], cross_keys[i], cross_values[i])
            outputs.append(rest)
        logits = nn.functional.linear(x, self.embedding.weight, self.bias)
        return (logits, *[torch.stack(column) for column in zip(*outputs)])


SHAPES = {
    "d2l": D2lStep,
    "gru-512": lambda: GruStep(512, 10000),
    "gru-1024": lambda: GruStep(1024, 10000),
    "marian-base": MarianStep,
}


def make(shape):
    torch.manual_seed(1)
    return SHAPES[shape]().eval()


def count_bytes(model):
    """What a step must read: every weight, of an embedding only a row."""
    n = sum(p.numel() for name, p in model.named_parameters() if name != "embedding.weight")
    if isinstance(model, MarianStep):
        n += model.embedding.weight.numel()
    return 4 * n

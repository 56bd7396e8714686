#!/usr/bin/env python3
"""Writes small checkpoints as other programs save them, with their answers.

    make-layouts.py FOLDER

Each model is computed here in plain Python and double precision, from what the
other program's source says and knowing nothing of Heed's descriptions. The
numbers are random; the same every time. tests/data/layouts holds the result.
"""

import argparse
import collections
import io
import json
import math
import pathlib
import pickle
import random
import struct
import sys
import types
import zipfile

V_SOURCE, V_TARGET, EMBEDDING, WIDTH = 11, 9, 5, 4
STEPS = 6


# --- Vectors and cells -------------------------------------------------------

def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def linear(weight, bias, x):
    y = [dot(row, x) for row in weight]
    return [a + b for a, b in zip(y, bias)] if bias else y


def add(a, b):
    return [x + y for x, y in zip(a, b)]


def tanh(x):
    return [math.tanh(value) for value in x]


def relu(x):
    return [max(0.0, value) for value in x]


def sigmoid(x):
    return [1 / (1 + math.exp(-value)) for value in x]


def softmax(scores):
    largest = max(scores)
    powers = [math.exp(score - largest) for score in scores]
    return [power / sum(powers) for power in powers]


def gru(w_ih, w_hh, b_ih, b_hh, x, state):
    n = len(state[0])
    a, b = linear(w_ih, b_ih, x), linear(w_hh, b_hh, state[0])
    r = sigmoid(add(a[:n], b[:n]))
    z = sigmoid(add(a[n:2 * n], b[n:2 * n]))
    new = tanh([p + q * s for p, q, s in zip(a[2 * n:], r, b[2 * n:])])
    return ([(1 - zi) * ni + zi * hi for zi, ni, hi in zip(z, new, state[0])],)


def lstm(w_ih, w_hh, b_ih, b_hh, x, state):
    h, c = state
    n = len(h)
    gates = add(linear(w_ih, b_ih, x), linear(w_hh, b_hh, h))
    i, f, g, o = sigmoid(gates[:n]), sigmoid(gates[n:2 * n]), tanh(gates[2 * n:3 * n]), sigmoid(gates[3 * n:])
    c = [fi * ci + ii * gi for fi, ci, ii, gi in zip(f, c, i, g)]
    return [oi * math.tanh(ci) for oi, ci in zip(o, c)], c


class Cells:
    """Stacked GRU or LSTM cells, as torch.nn.GRU and torch.nn.LSTM stack them."""

    def __init__(self, model, name, kind, n_in, width, layers, directions=1, names='{kind}_l{layer}{reverse}'):
        self.step = gru if kind == 'gru' else lstm
        self.n_states = 1 if kind == 'gru' else 2
        self.width, self.layers, self.directions = width, layers, directions
        gates = 3 if kind == 'gru' else 4
        self.weights = {}
        for layer in range(layers):
            for direction in range(directions):
                size = n_in if layer == 0 else width * directions
                reverse = '_reverse' if direction else ''
                self.weights[layer, direction] = [
                    model.new(f'{name}.' + names.format(kind=part, layer=layer, reverse=reverse), *shape)
                    for part, shape in (('weight_ih', (gates * width, size)), ('weight_hh', (gates * width, width)),
                                        ('bias_ih', (gates * width,)), ('bias_hh', (gates * width,)))]

    def zero(self):
        return tuple([0.0] * self.width for _ in range(self.n_states))

    def run(self, xs):
        """Outputs of both directions at each position, and the last states in PyTorch's order."""
        last = []
        for layer in range(self.layers):
            outputs = []
            for direction in range(self.directions):
                state, out = self.zero(), []
                for x in (xs if direction == 0 else xs[::-1]):
                    state = self.step(*self.weights[layer, direction], x, state)
                    out.append(state[0])
                outputs.append(out if direction == 0 else out[::-1])
                last.append(state)
            xs = [[value for part in parts for value in part] for parts in zip(*outputs)]
        return xs, last

    def advance(self, x, states):
        new = []
        for layer in range(self.layers):
            new.append(self.step(*self.weights[layer, 0], x, states[layer]))
            x = new[-1][0]
        return x, new


def side_by_side(last, directions):
    """(layers * directions) states to layers of twice the width."""
    return [tuple([value for d in range(directions) for value in last[layer * directions + d][i]]
                  for i in range(len(last[0])))
            for layer in range(len(last) // directions)]


# --- A model: named tensors, and how it decodes -------------------------------

class Model:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.tensors = {}

    def new(self, name, *shape):
        """Random numbers that float32 can hold; bigger than usual, so that a wrong one shows."""
        def number():
            return struct.unpack('<f', struct.pack('<f', self.random.gauss(0, 0.8)))[0]
        value = ([[number() for _ in range(shape[1])] for _ in range(shape[0])] if len(shape) == 2
                 else [number() for _ in range(shape[0])])
        self.tensors[name] = (shape, value)
        return value

    def linear(self, name, n_out, n_in, bias=True):
        weight = self.new(f'{name}.weight', n_out, n_in)
        return weight, (self.new(f'{name}.bias', n_out) if bias else None)


def decode(begin, end, start, step):
    """Greedily: step(token, state) gives logits, weights and the next state."""
    steps, token, state = [], begin, start
    for _ in range(STEPS):
        logits, weights, state = step(token, state)
        probs = softmax(logits)
        token = max(range(len(probs)), key=lambda i: probs[i])
        margin = math.log(probs[token]) - math.log(max(p for i, p in enumerate(probs) if i != token))
        steps.append({'id': token, 'log_prob': math.log(probs[token]), 'attention': weights, 'margin': margin})
        if token == end:
            break
    return steps


def find(make, *arguments):
    """The first random model that says something: three words or more, and none by a hair."""
    for seed in range(1, 10000):
        model, steps = make(seed, *arguments)
        if len({step['id'] for step in steps}) >= 3 and all(step['margin'] > 0.02 for step in steps):
            return model, steps
    raise SystemExit('no such model')


def attend(scores, keys):
    weights = softmax(scores)
    return weights, [dot(weights, column) for column in zip(*keys)]


# --- d2l: Bahdanau, and scaled dot product ------------------------------------

def d2l(seed, kind, layers, attention, new_names, num_steps, source):
    m = Model(seed)
    embed = m.new('encoder.embedding.weight', V_SOURCE, EMBEDDING)
    encoder = Cells(m, 'encoder.rnn.rnn' if new_names else 'encoder.rnn', kind, EMBEDDING, WIDTH, layers)
    if attention:
        w_k = m.linear('decoder.attention.W_k', WIDTH, WIDTH, bias=False)
        w_q = m.linear('decoder.attention.W_q', WIDTH, WIDTH, bias=False)
        w_v = m.linear('decoder.attention.w_v', 1, WIDTH, bias=False)
    target = m.new('decoder.embedding.weight', V_TARGET, EMBEDDING)
    decoder = Cells(m, 'decoder.rnn', kind, EMBEDDING + WIDTH, WIDTH, layers)
    dense = m.linear('decoder.dense', V_TARGET, WIDTH)

    valid = min(len(source), num_steps)
    padded = (source + [1] * num_steps)[:num_steps]
    keys, last = encoder.run([embed[i] for i in padded])

    def step(token, states):
        q = states[-1][0]
        if attention:
            scores = [linear(*w_v, tanh(add(linear(*w_q, q), linear(*w_k, k))))[0] for k in keys]
        else:
            scores = [dot(q, k) / math.sqrt(WIDTH) for k in keys]
        weights, context = attend([s if t < valid else -1e6 for t, s in enumerate(scores)], keys)
        top, states = decoder.advance(context + target[token], states)
        return linear(*dense, top), weights[:valid], states

    return m, decode(2, 3, last, step)


# --- PyTorch's tutorials --------------------------------------------------------

def tutorial(seed, kind, layers, source):
    m = Model(seed)
    embed = m.new('encoder.embedding.weight', V_SOURCE, WIDTH)
    encoder = Cells(m, 'encoder.gru', kind, WIDTH, WIDTH, layers)
    target = m.new('decoder.embedding.weight', V_TARGET, WIDTH)
    wa, ua = m.linear('decoder.attention.Wa', WIDTH, WIDTH), m.linear('decoder.attention.Ua', WIDTH, WIDTH)
    va = m.linear('decoder.attention.Va', 1, WIDTH)
    decoder = Cells(m, 'decoder.gru', kind, 2 * WIDTH, WIDTH, layers)
    out = m.linear('decoder.out', V_TARGET, WIDTH)
    keys, last = encoder.run([embed[i] for i in source])

    def step(token, states):
        q = states[-1][0]
        weights, context = attend([linear(*va, tanh(add(linear(*wa, q), linear(*ua, k))))[0] for k in keys], keys)
        top, states = decoder.advance(target[token] + context, states)
        return linear(*out, top), weights, states

    return m, decode(0, 1, last, step)


def chatbot(seed, kind, layers, directions, score, source, encoder_name='encoder', decoder_name='decoder'):
    m = Model(seed)
    embed = m.new(f'{encoder_name}.embedding.weight', V_SOURCE, WIDTH)
    encoder = Cells(m, f'{encoder_name}.gru', kind, WIDTH, WIDTH, layers, directions)
    target = embed  # one vocabulary for both, and one embedding under two names
    m.tensors[f'{decoder_name}.embedding.weight'] = m.tensors[f'{encoder_name}.embedding.weight']
    decoder = Cells(m, f'{decoder_name}.gru', kind, WIDTH, WIDTH, layers)
    concat = m.linear(f'{decoder_name}.concat', WIDTH, 2 * WIDTH)
    out = m.linear(f'{decoder_name}.out', V_SOURCE, WIDTH)
    if score != 'dot':
        attn = m.linear(f'{decoder_name}.attn.attn', WIDTH, WIDTH * (2 if score == 'concat' else 1))
    if score == 'concat':
        v = m.new(f'{decoder_name}.attn.v', WIDTH)

    outputs, last = encoder.run([embed[i] for i in source])
    keys = [add(k[:WIDTH], k[WIDTH:]) for k in outputs] if directions == 2 else outputs

    def score_of(s, k):
        if score == 'dot':
            return dot(s, k)
        if score == 'general':
            return dot(s, linear(*attn, k))
        return dot(v, tanh(linear(*attn, s + k)))

    def step(token, states):
        top, states = decoder.advance(target[token], states)
        weights, context = attend([score_of(top, k) for k in keys], keys)
        return linear(*out, tanh(linear(*concat, top + context))), weights, states

    return m, decode(1, 2, last[:layers], step)


# --- OpenNMT-py -----------------------------------------------------------------

def opennmt(seed, kind, layers, directions, score, feed, bridge, source):
    m = Model(seed)
    half = WIDTH // directions
    luts = 'embeddings.make_embedding.emb_luts.0.weight' if feed else 'embeddings.emb_luts.0.weight'
    embed = m.new(f'model.encoder.{luts}', V_SOURCE, EMBEDDING)
    encoder = Cells(m, 'model.encoder.rnn', kind, EMBEDDING, half, layers, directions)
    bridges = [m.linear(f'model.encoder.bridge.{i}', half * layers, half * layers)
               for i in range(encoder.n_states)] if bridge else None
    target = m.new(f'model.decoder.{luts}', V_TARGET, EMBEDDING)
    decoder = Cells(m, 'model.decoder.rnn', kind, EMBEDDING + (WIDTH if feed else 0), WIDTH, layers,
                    names='layers.{layer}.{kind}' if feed else '{kind}_l{layer}')
    if score == 'general':
        linear_in = m.linear('model.decoder.attn.linear_in', WIDTH, WIDTH, bias=False)
    elif score == 'mlp':
        w_context = m.linear('model.decoder.attn.linear_context', WIDTH, WIDTH, bias=False)
        w_query = m.linear('model.decoder.attn.linear_query', WIDTH, WIDTH)
        v = m.linear('model.decoder.attn.v', 1, WIDTH, bias=False)
    linear_out = m.linear('model.decoder.attn.linear_out', WIDTH, 2 * WIDTH, bias=score == 'mlp')
    generator = m.linear('generator.0', V_TARGET, WIDTH)

    keys, last = encoder.run([embed[i] for i in source])
    if bridge:
        mapped = []
        for i in range(encoder.n_states):
            flat = [value for state in last for value in state[i]]
            size = half * layers
            flat = [value for at in range(0, len(flat), size) for value in relu(linear(*bridges[i], flat[at:at + size]))]
            mapped.append([flat[at:at + half] for at in range(0, len(flat), half)])
        last = list(zip(*mapped))

    def score_of(q, k):
        if score == 'general':
            return dot(linear(*linear_in, q), k)
        if score == 'mlp':
            return linear(*v, tanh(add(linear(*w_query, q), linear(*w_context, k))))[0]
        return dot(q, k)

    def step(token, state):
        fed, states = state
        top, states = decoder.advance(target[token] + (fed if feed else []), states)
        weights, context = attend([score_of(top, k) for k in keys], keys)
        output = linear(*linear_out, context + top)
        if score != 'mlp':
            output = tanh(output)
        return linear(*generator, output), weights, (output, states)

    return m, decode(2, 3, ([0.0] * WIDTH, side_by_side(last, directions)), step)


# --- JoeyNMT ----------------------------------------------------------------------

def joeynmt(seed, kind, layers, directions, score, feed, init_hidden, scale, source):
    m = Model(seed)
    embed = m.new('model_state.src_embed.lut.weight', V_SOURCE, EMBEDDING)
    target = m.new('model_state.trg_embed.lut.weight', V_TARGET, EMBEDDING)
    encoder = Cells(m, 'model_state.encoder.rnn', kind, EMBEDDING, WIDTH, 2, directions)
    decoder = Cells(m, 'model_state.decoder.rnn', kind, EMBEDDING + (WIDTH if feed else 0), WIDTH, layers)
    vector = m.linear('model_state.decoder.att_vector_layer', WIDTH, WIDTH + directions * WIDTH)
    output = m.linear('model_state.decoder.output_layer', V_TARGET, WIDTH, bias=False)
    w_k = m.linear('model_state.decoder.attention.key_layer', WIDTH, directions * WIDTH, bias=False)
    if score == 'bahdanau':
        w_q = m.linear('model_state.decoder.attention.query_layer', WIDTH, WIDTH, bias=False)
        energy = m.linear('model_state.decoder.attention.energy_layer', 1, WIDTH, bias=False)
    if init_hidden == 'bridge':
        bridge = m.linear('model_state.decoder.bridge_layer', WIDTH, directions * WIDTH)

    factor = math.sqrt(EMBEDDING) if scale else 1.0
    keys, last = encoder.run([[factor * x for x in embed[i]] for i in source])
    final = [value for state in last[-directions:] for value in state[0]]
    if init_hidden == 'bridge':
        h = tanh(linear(*bridge, final))
    elif init_hidden == 'last':
        h = final[:WIDTH]
    else:
        h = [0.0] * WIDTH
    start = [tuple(h for _ in range(decoder.n_states)) for _ in range(layers)]

    def score_of(q, k):
        if score == 'bahdanau':
            return linear(*energy, tanh(add(linear(*w_q, q), linear(*w_k, k))))[0]
        return dot(q, linear(*w_k, k))

    def step(token, state):
        fed, states = state
        top, states = decoder.advance([factor * x for x in target[token]] + (fed if feed else []), states)
        weights, context = attend([score_of(top, k) for k in keys], keys)
        fed = tanh(linear(*vector, top + context))
        return linear(*output, fed), weights, (fed, states)

    return m, decode(2, 3, ([0.0] * WIDTH, start), step)


# --- What torch.save() writes, without torch ----------------------------------------

class Storage:
    def __init__(self, numbers):
        self.numbers = numbers


def fake(module, name):
    """Something that pickles as module.name."""
    for part in range(module.count('.') + 1):
        path = '.'.join(module.split('.')[:part + 1])
        sys.modules.setdefault(path, types.ModuleType(path))
    made = type(name, (), {'__module__': module, '__qualname__': name})
    setattr(sys.modules[module], name, made)
    return made


REBUILD = fake('torch._utils', '_rebuild_tensor_v2')
FLOATS = fake('torch', 'FloatStorage')
VOCAB = fake('torchtext.vocab', 'Vocab')


class Tensor:
    def __init__(self, shape, value):
        self.shape = shape
        self.storage = Storage([x for row in value for x in row] if len(shape) == 2 else value)

    def __reduce__(self):
        strides = (self.shape[1], 1) if len(self.shape) == 2 else (1,)
        return Call(REBUILD), (self.storage, 0, tuple(self.shape), strides, False, collections.OrderedDict())


def Call(kind):
    return kind


class TorchPickler(pickle.Pickler):
    def __init__(self, file):
        super().__init__(file, protocol=2)
        self.storages = []

    def persistent_id(self, obj):
        if not isinstance(obj, Storage):
            return None
        self.storages.append(obj)
        return ('storage', FLOATS, str(len(self.storages) - 1), 'cpu', len(obj.numbers))


def torch_save(path, value):
    data = io.BytesIO()
    pickler = TorchPickler(data)
    pickler.dump(value)
    with zipfile.ZipFile(path, 'w') as archive:
        def write(name, content):
            archive.writestr(zipfile.ZipInfo(f'archive/{name}', (1980, 1, 1, 0, 0, 0)), content)
        write('data.pkl', data.getvalue())
        for i, storage in enumerate(pickler.storages):
            write(f'data/{i}', struct.pack(f'<{len(storage.numbers)}f', *storage.numbers))
        write('version', b'3\n')


def nest(tensors):
    """"model.encoder.weight" to {"model": {"encoder.weight": ...}}, one level, as checkpoints have it."""
    nested = {}
    for name, (shape, value) in tensors.items():
        top, rest = name.split('.', 1)
        nested.setdefault(top, collections.OrderedDict())[rest] = Tensor(shape, value)
    return nested


def flat(tensors):
    return collections.OrderedDict((name, Tensor(shape, value)) for name, (shape, value) in tensors.items())


def words(n, specials):
    return specials + [f'w{i}' for i in range(n - len(specials))]


# --- The models -------------------------------------------------------------------

def write(folder, name, model, steps, source, checkpoint, suffix='pt', files=None):
    folder = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    torch_save(folder / f'model.{suffix}', checkpoint)
    for file, content in (files or {}).items():
        (folder / file).write_text(content)
    rounded = [{'id': s['id'], 'log_prob': round(s['log_prob'], 10), 'attention': [round(a, 10) for a in s['attention']]}
               for s in steps]
    (folder / 'expected.json').write_text(json.dumps({'source': source, 'steps': rounded}) + '\n')


def vocab(texts):
    made = VOCAB()
    made.__dict__.update(itos=texts, stoi={word: i for i, word in enumerate(texts)}, freqs=collections.Counter(texts))
    return made


def main():
    folder = pathlib.Path(sys.argv[1])
    source = [6, 4, 9, 7, 3]

    m, steps = find(d2l, 'lstm', 3, True, True, 9, source)
    write(folder, 'd2l-lstm-3-layers-new-names', m, steps, source, {'module.' + k: v for k, v in flat(m.tensors).items()})
    m, steps = find(d2l, 'gru', 1, False, False, 10, source)
    write(folder, 'd2l-scaled-dot', m, steps, source, {'epoch': 3, 'state_dict': flat(m.tensors)}, 'pth')

    source = [6, 4, 9, 7, 1]
    m, steps = find(tutorial, 'gru', 1, source)
    write(folder, 'tutorial', m, steps, source, flat(m.tensors))
    m, steps = find(tutorial, 'lstm', 2, source)
    write(folder, 'tutorial-lstm-2-layers', m, steps, source, flat(m.tensors))

    source = [6, 4, 9, 7, 2]
    for kind, layers, directions, score in (('gru', 2, 2, 'concat'), ('gru', 3, 1, 'dot'), ('lstm', 1, 2, 'general')):
        m, steps = find(chatbot, kind, layers, directions, score, source, 'en', 'de')
        checkpoint = {'iteration': 4000, 'en': None, 'de': None, 'loss': 2.5, **nest(m.tensors),
                      'voc_dict': {'name': 'movies', 'trimmed': True, 'num_words': V_SOURCE,
                                   'index2word': dict(enumerate(words(V_SOURCE, ['PAD', 'SOS', 'EOS'])))}}
        write(folder, f'chatbot-{score}', m, steps, source, checkpoint, 'tar')

    source = [6, 4, 9, 7]
    itos = words(V_SOURCE, ['<unk>', '<blank>']), words(V_TARGET, ['<unk>', '<blank>', '<s>', '</s>'])
    for name, kind, layers, directions, score, feed, bridge in (
            ('opennmt-general-bridge', 'lstm', 2, 2, 'general', True, True),
            ('opennmt-mlp-bridge', 'gru', 1, 2, 'mlp', True, True),
            ('opennmt-dot-3-layers', 'gru', 3, 2, 'dot', False, True),
            ('opennmt-mlp', 'lstm', 2, 1, 'mlp', False, False)):
        m, steps = find(opennmt, kind, layers, directions, score, feed, bridge, source)
        fields = ([('src', vocab(itos[0])), ('tgt', vocab(itos[1]))] if feed else {'src': itos[0], 'tgt': itos[1]})
        checkpoint = {**nest(m.tensors), 'vocab': fields, 'opt': argparse.Namespace(rnn_type=kind.upper(), layers=layers)}
        write(folder, name, m, steps, source, checkpoint)

    source = [6, 4, 9, 7, 3]
    itos = words(V_SOURCE, ['<unk>', '<pad>', '<s>', '</s>']), words(V_TARGET, ['<unk>', '<pad>', '<s>', '</s>'])
    for name, kind, layers, directions, score, feed, init_hidden, scale in (
            ('joeynmt-bahdanau', 'lstm', 3, 2, 'bahdanau', True, 'bridge', False),
            ('joeynmt-luong', 'gru', 1, 2, 'luong', False, 'last', True),
            ('joeynmt-zero', 'gru', 2, 2, 'luong', True, 'zero', False)):
        m, steps = find(joeynmt, kind, layers, directions, score, feed, init_hidden, scale, source)
        config = (f'name: "toy"\ndata:\n    src:\n        lang: "en"\n        lowercase: True\n    trg:\n        lang: "fr"\n'
                  f'model:\n    encoder:\n        rnn_type: {kind}  # a comment\n        embeddings:\n'
                  f'            embedding_dim: {EMBEDDING}\n            scale: {scale}\n'
                  f'    decoder:\n        init_hidden: "{init_hidden}"\n        embeddings:\n            scale: {scale}\n')
        files = {'config.yaml': config, 'src_vocab.txt': '\n'.join(itos[0]) + '\n', 'trg_vocab.txt': '\n'.join(itos[1]) + '\n'}
        write(folder, name, m, steps, source, {'steps': 7, **nest(m.tensors)}, 'ckpt', files)


if __name__ == '__main__':
    main()

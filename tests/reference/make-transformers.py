#!/usr/bin/python3
"""Writes small Transformers as other programs save them, with their answers.

    make-transformers.py FOLDER

Each model is computed here by numpy in double precision, from what the other
program's source says and knowing nothing of Heed's descriptions. The numbers are
random; the same every time. tests/data/layouts holds the result, beside what
make-layouts.py writes.
"""

import importlib.util
import json
import math
import pathlib
import struct
import sys

import numpy as np

STEPS = 6
MARGIN = 0.02  # nats between the best token and the next, so that float32 takes the same
LEAST_ATTENTION = 1e-3

spec = importlib.util.spec_from_file_location('layouts', pathlib.Path(__file__).with_name('make-layouts.py'))
layouts = importlib.util.module_from_spec(spec)
spec.loader.exec_module(layouts)


# --- What a Transformer computes ----------------------------------------------

def erf(x):
    return np.vectorize(math.erf)(x)


ACTIVATIONS = {
    'relu': lambda x: np.maximum(x, 0),
    'gelu': lambda x: x * (1 + erf(x / math.sqrt(2))) / 2,
    'gelu-tanh': lambda x: x / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3))),
    'swish': lambda x: x / (1 + np.exp(-x)),
}


def interleaved(n, d):
    angles = np.arange(n)[:, None] / 10000 ** (np.arange(0, d, 2) / d)
    return np.stack([np.sin(angles), np.cos(angles)], -1).reshape(n, d)


def halves(n, d):
    angles = np.arange(n)[:, None] / 10000 ** (np.arange(0, d, 2) / d)
    return np.concatenate([np.sin(angles), np.cos(angles)], -1)


def timescales(n, d):
    """From 1, and the last angle is a position over 10,000 exactly."""
    angles = np.arange(1, n + 1)[:, None] * np.exp(-math.log(10000) / (d / 2 - 1) * np.arange(d // 2))
    return np.concatenate([np.sin(angles), np.cos(angles)], -1)


def bucket(distance, both_ways, n, most):
    """T5's _relative_position_bucket: distance is the key's place less the query's."""
    result = 0
    if both_ways:
        n //= 2
        result = n if distance > 0 else 0
        distance = abs(distance)
    else:
        distance = max(-distance, 0)
    exact = n // 2
    if distance < exact:
        return result + distance
    far = exact + int(np.float32(math.log(distance / exact)) / np.float32(math.log(most / exact)) * (n - exact))
    return result + min(far, n - 1)


class Transformer:
    """P has float32 numbers under plain names; o are the choices."""

    def __init__(self, seed, **o):
        self.o = {'norm': 'layer', 'eps': 1e-5, 'pre': False, 'activation': 'relu', 'gated': False, 'scale_scores': True,
                  'scale_embedding': True, 'bias': True, 'attention_bias': True, 'final_norm': True, 'shared': False,
                  'tied': False, 'scale_output': False, 'embedding_norm': False, 'out_bias': True, **o}
        self.random = np.random.RandomState(seed)
        self.P = {}
        self.make()

    def new(self, name, *shape, around=0.0, spread=None):
        spread = spread if spread is not None else 1.6 / math.sqrt(shape[-1])
        self.P[name] = (around + spread * self.random.standard_normal(shape)).astype(np.float32)

    def map(self, name, n_out, n_in, bias):
        self.new(f'{name}.w', n_out, n_in)
        if bias:
            self.new(f'{name}.b', n_out, spread=0.3)

    def norm_of(self, name):
        self.new(f'{name}.w', self.o['d'], around=1.0, spread=0.3)
        if self.o['norm'] == 'layer':
            self.new(f'{name}.b', self.o['d'], spread=0.3)

    def attention_of(self, name):
        d, inner = self.o['d'], self.o['heads'] * self.o.get('head', self.o['d'] // self.o['heads'])
        for part in 'qkv':
            self.map(f'{name}.{part}', inner, d, self.o['attention_bias'])
        self.map(f'{name}.o', d, inner, self.o['attention_bias'])
        self.norm_of(f'{name}.norm')

    def make(self):
        o = self.o
        self.new('enc.emb', o['vs'], o['d'], spread=0.5)
        if not o['shared']:
            self.new('dec.emb', o['vt'], o['d'], spread=0.5)
        for side, layers in (('enc', o['layers'][0]), ('dec', o['layers'][1])):
            if o['embedding_norm']:
                self.norm_of(f'{side}.embnorm')
            if 'buckets' in o:
                self.new(f'{side}.rel', o['buckets'], o['heads'], spread=0.7)
            for layer in range(layers):
                self.attention_of(f'{side}.{layer}.self')
                if side == 'dec':
                    self.attention_of(f'{side}.{layer}.cross')
                for part, n_out, n_in in (('inner', o['ffn'], o['d']), ('gate', o['ffn'], o['d']), ('out', o['d'], o['ffn'])):
                    if part != 'gate' or o['gated']:
                        self.map(f'{side}.{layer}.ff.{part}', n_out, n_in, o['bias'])
                self.norm_of(f'{side}.{layer}.ff.norm')
            if o['final_norm']:
                self.norm_of(f'{side}.norm')
        if not o['tied']:
            self.new('out.w', o['vt'], o['d'], spread=0.5)
        if o['out_bias']:
            self.new('out.b', o['vt'], spread=0.3)

    def p(self, name):
        return self.P[name].astype(np.float64)

    def linear(self, x, name):
        y = x @ self.p(f'{name}.w').T
        return y + self.p(f'{name}.b') if f'{name}.b' in self.P else y

    def norm(self, x, name):
        if self.o['norm'] == 'layer':
            x = x - x.mean(-1, keepdims=True)
        y = x / np.sqrt((x ** 2).mean(-1, keepdims=True) + self.o['eps']) * self.p(f'{name}.w')
        return y + self.p(f'{name}.b') if f'{name}.b' in self.P else y

    def block(self, x, name, f):
        return x + f(self.norm(x, name)) if self.o['pre'] else self.norm(x + f(x), name)

    def attend(self, q, k, v, bias):
        heads, size = self.o['heads'], q.shape[-1] // self.o['heads']
        out, weights = np.zeros_like(q), []
        for h in range(heads):
            part = slice(h * size, (h + 1) * size)
            scores = q[:, part] @ k[:, part].T * (size ** -0.5 if self.o['scale_scores'] else 1) + bias[h]
            powers = np.exp(scores - scores.max(-1, keepdims=True))
            weights.append(powers / powers.sum(-1, keepdims=True))
            out[:, part] = weights[-1] @ v[:, part]
        return out, weights

    def self_attention(self, x, name, bias):
        q, k, v = (self.linear(x, f'{name}.{part}') for part in 'qkv')
        return self.linear(self.attend(q, k, v, bias)[0], f'{name}.o')

    def feed_forward(self, x, name):
        act = ACTIVATIONS[self.o['activation']]
        inner = self.linear(x, f'{name}.inner')
        inner = act(self.linear(x, f'{name}.gate')) * inner if self.o['gated'] else act(inner)
        return self.linear(inner, f'{name}.out')

    def relative(self, side, n):
        if 'buckets' not in self.o:
            return [0.0] * self.o['heads']
        table = self.p(f'{side}.rel')
        places = [[bucket(k - q, side == 'enc', self.o['buckets'], self.o['distance']) for k in range(n)] for q in range(n)]
        return [table[places, h] for h in range(self.o['heads'])]

    def embed(self, ids, side):
        o = self.o
        x = self.p('enc.emb' if o['shared'] else f'{side}.emb')[ids] * (math.sqrt(o['d']) if o['scale_embedding'] else 1)
        if side == 'dec' and o.get('empty_start'):
            x[0] = 0
        if 'positions' in o:
            x = x + o['positions'](len(ids), o['d'])
        return self.norm(x, f'{side}.embnorm') if o['embedding_norm'] else x

    def finish(self, x, side):
        return self.norm(x, f'{side}.norm') if self.o['final_norm'] else x

    def encode(self, ids):
        x, bias = self.embed(ids, 'enc'), self.relative('enc', len(ids))
        for layer in range(self.o['layers'][0]):
            x = self.block(x, f'enc.{layer}.self.norm', lambda y: self.self_attention(y, f'enc.{layer}.self', bias))
            x = self.block(x, f'enc.{layer}.ff.norm', lambda y: self.feed_forward(y, f'enc.{layer}.ff'))
        return self.finish(x, 'enc')

    def decode(self, ids, memory):
        """Log-probabilities of the next token, and where layer 0, head 0 looked."""
        x, seen = self.embed(ids, 'dec'), []
        future = np.triu(np.full((len(ids), len(ids)), -1e30), 1)
        bias = [future + b for b in self.relative('dec', len(ids))]

        def cross(y, layer):
            name = f'dec.{layer}.cross'
            out, weights = self.attend(self.linear(y, f'{name}.q'), self.linear(memory, f'{name}.k'),
                                       self.linear(memory, f'{name}.v'), [0.0] * self.o['heads'])
            seen.append(weights[0][-1])
            return self.linear(out, f'{name}.o')

        for layer in range(self.o['layers'][1]):
            x = self.block(x, f'dec.{layer}.self.norm', lambda y: self.self_attention(y, f'dec.{layer}.self', bias))
            x = self.block(x, f'dec.{layer}.cross.norm', lambda y: cross(y, layer))
            x = self.block(x, f'dec.{layer}.ff.norm', lambda y: self.feed_forward(y, f'dec.{layer}.ff'))
        x = self.finish(x, 'dec')[-1] * (self.o['d'] ** -0.5 if self.o['scale_output'] else 1)
        weight = self.p('out.w') if not self.o['tied'] else self.p('enc.emb' if self.o['shared'] else 'dec.emb')
        logits = weight @ x + (self.p('out.b') if self.o['out_bias'] else 0)
        if 'banned' in self.o:
            logits[self.o['banned']] = -np.inf
        logits -= logits.max()
        return logits - math.log(np.exp(logits).sum()), seen[0]

    def greedy(self, source, begin, end):
        memory, target, steps = self.encode(source), [begin], []
        while len(steps) < STEPS and target[-1] != end or len(target) == 1:
            log_probs, attention = self.decode(target, memory)
            order = np.argsort(-log_probs)
            if log_probs[order[0]] - log_probs[order[1]] < MARGIN:
                return None
            target.append(int(order[0]))
            steps.append({'id': target[-1], 'log_prob': round(float(log_probs[order[0]]), 10),
                          'attention': [round(float(a), 10) for a in attention]})
        return steps if len(steps) >= 4 and len({step['id'] for step in steps}) >= 2 else None


def find(source, begin, end, **options):
    """The first seed whose answer is long enough, and sure enough, to be a test."""
    for seed in range(10000):
        model = Transformer(seed, **options)
        steps = model.greedy(source, begin, end)
        if steps is not None:
            return model, steps
    raise AssertionError(options)


# --- How it is saved ----------------------------------------------------------

def rename(model, pairs, per_layer):
    """pairs: plain prefix -> theirs; per_layer: {'enc': (theirs, {part: theirs})}; a part is "self.q"."""
    tensors = {}
    for name, value in model.P.items():
        side, *rest = name.split('.')
        if rest and rest[0].isdigit():
            top, parts = per_layer[side]
            kind = {'w': 'weight', 'b': 'bias'}[rest[-1]]
            tensors[top.format(rest[0]) + parts['.'.join(rest[1:-1])] + '.' + kind] = value
        else:
            tensors[pairs[name]] = value
    return tensors


def stack(model, name):
    """in_proj: the rows of query, key and value."""
    for kind in 'wb':
        if f'{name}.q.{kind}' in model.P:
            yield kind, np.concatenate([model.P[f'{name}.{part}.{kind}'] for part in 'qkv'])


def safetensors(path, tensors):
    header, data = {}, b''
    for name, value in tensors.items():
        start = len(data)
        data += value.astype('<f4').tobytes()
        header[name] = {'dtype': 'F32', 'shape': list(value.shape), 'data_offsets': [start, len(data)]}
    header = json.dumps(header).encode()
    path.write_bytes(struct.pack('<Q', len(header)) + header + data)


def torch_tensors(tensors):
    return {name: layouts.Tensor(value.shape, value.tolist()) for name, value in tensors.items()}


def save(folder, name, source, steps, files):
    folder = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in {**files, 'expected.json': {'source': source, 'steps': steps}}.items():
        if isinstance(content, str):
            (folder / file).write_text(content)
        elif file.endswith('.json'):
            (folder / file).write_text(json.dumps(content) + '\n')
        elif isinstance(content, bytes):
            (folder / file).write_bytes(content)
        elif file.endswith('.safetensors'):
            safetensors(folder / file, content)
        else:
            layouts.torch_save(folder / file, content)


# --- The programs ---------------------------------------------------------------

def torch_names(model, wrap):
    o, T = model.o, {}
    for name, value in model.P.items():
        parts = name.split('.')
        side = {'enc': 'encoder', 'dec': 'decoder'}.get(parts[0])
        kind = {'w': 'weight', 'b': 'bias'}.get(parts[-1])
        if name == 'enc.emb' or name == 'dec.emb':
            T[wrap + {'enc': 'src', 'dec': 'tgt'}[parts[0]] + '_tok_emb.embedding.weight'] = value
        elif parts[0] == 'out':
            T[f'{wrap}generator.{kind}'] = value
        elif parts[1] == 'norm':
            T[f'{wrap}transformer.{side}.norm.{kind}'] = value
        else:
            layer = f'{wrap}transformer.{side}.layers.{parts[1]}.'
            part = '.'.join(parts[2:-1])
            known = {'self.o': 'self_attn.out_proj', 'cross.o': 'multihead_attn.out_proj', 'self.norm': 'norm1',
                     'cross.norm': 'norm2', 'ff.norm': 'norm2' if side == 'encoder' else 'norm3', 'ff.inner': 'linear1',
                     'ff.out': 'linear2'}
            if part in known:
                T[f'{layer}{known[part]}.{kind}'] = value
    for side, n_layers in (('enc', o['layers'][0]), ('dec', o['layers'][1])):
        for layer in range(n_layers):
            for block, theirs in (('self', 'self_attn'), ('cross', 'multihead_attn')):
                for kind, value in stack(model, f'{side}.{layer}.{block}'):
                    long = {'enc': 'encoder', 'dec': 'decoder'}[side]
                    T[f'{wrap}transformer.{long}.layers.{layer}.{theirs}.in_proj_{ {"w": "weight", "b": "bias"}[kind] }'] = value
    return T


def torch_transformers(folder):
    source = [6, 4, 9, 7, 3]
    for name, wrap, heads, description, o in (
            ('torch-postnorm-gelu', '', 2, {'heads': 2, 'activation': 'gelu'}, {'activation': 'gelu', 'layers': (1, 3)}),
            ('torch-prenorm', 'model.', 3, {'heads': 3, 'norm_place': 'pre'}, {'pre': True, 'layers': (2, 1)})):
        model, steps = find(source, 2, 3, d=12, heads=heads, ffn=20, vs=13, vt=11, positions=interleaved, **o)
        tensors = torch_names(model, wrap)
        tensors[f'{wrap}positional_encoding.pos_embedding'] = interleaved(30, 12).reshape(30, 12)
        save(folder, name, source, steps, {'model.pt': torch_tensors(tensors), 'model.json': description})


def d2l_transformer(folder):
    source = [6, 4, 9, 7, 3]
    model, steps = find(source, 2, 3, d=8, heads=4, ffn=12, vs=13, vt=11, layers=(3, 1), positions=interleaved,
                        attention_bias=True, final_norm=False)
    parts = {'self.q': 'attention.W_q', 'self.k': 'attention.W_k', 'self.v': 'attention.W_v', 'self.o': 'attention.W_o',
             'self.norm': 'addnorm1.ln', 'ff.inner': 'ffn.dense1', 'ff.out': 'ffn.dense2', 'ff.norm': 'addnorm2.ln'}
    decoder = {'self.q': 'attention1.W_q', 'self.k': 'attention1.W_k', 'self.v': 'attention1.W_v', 'self.o': 'attention1.W_o',
               'self.norm': 'addnorm1.ln', 'cross.q': 'attention2.W_q', 'cross.k': 'attention2.W_k', 'cross.v': 'attention2.W_v',
               'cross.o': 'attention2.W_o', 'cross.norm': 'addnorm2.ln', 'ff.inner': 'ffn.dense1', 'ff.out': 'ffn.dense2',
               'ff.norm': 'addnorm3.ln'}
    tensors = rename(model, {'enc.emb': 'encoder.embedding.weight', 'dec.emb': 'decoder.embedding.weight',
                             'out.w': 'decoder.dense.weight', 'out.b': 'decoder.dense.bias'},
                     {'enc': ('encoder.blks.block{}.', parts), 'dec': ('decoder.blks.block{}.', decoder)})
    save(folder, 'd2l-transformer-with-biases', source, steps, {'model.pt': torch_tensors(tensors)})


def joeynmt(folder):
    source = [6, 4, 9, 7, 3]
    for name, pre, scale in (('joeynmt-transformer-pre', True, True), ('joeynmt-transformer-post', False, False)):
        model, steps = find(source, 2, 3, d=8, heads=2, ffn=12, vs=13, vt=11, layers=(2, 2), positions=interleaved, pre=pre,
                            final_norm=pre, scale_embedding=scale, out_bias=False, eps=1e-6)
        common = {'ff.inner': 'feed_forward.pwff_layer.0', 'ff.out': 'feed_forward.pwff_layer.3',
                  'ff.norm': 'feed_forward.layer_norm'}
        encoder = {f'self.{k}': f'src_src_att.{v}' for k, v in
                   (('q', 'q_layer'), ('k', 'k_layer'), ('v', 'v_layer'), ('o', 'output_layer'))}
        decoder = {f'{b}.{k}': f'{theirs}.{v}' for b, theirs in (('self', 'trg_trg_att'), ('cross', 'src_trg_att')) for k, v in
                   (('q', 'q_layer'), ('k', 'k_layer'), ('v', 'v_layer'), ('o', 'output_layer'))}
        tensors = rename(
            model, {'enc.emb': 'src_embed.lut.weight', 'dec.emb': 'trg_embed.lut.weight', 'out.w': 'decoder.output_layer.weight',
                    'enc.norm.w': 'encoder.layer_norm.weight', 'enc.norm.b': 'encoder.layer_norm.bias',
                    'dec.norm.w': 'decoder.layer_norm.weight', 'dec.norm.b': 'decoder.layer_norm.bias'},
            {'enc': ('encoder.layers.{}.', {**common, **encoder, 'self.norm': 'layer_norm'}),
             'dec': ('decoder.layers.{}.', {**common, **decoder, 'self.norm': 'x_layer_norm', 'cross.norm': 'dec_layer_norm'})})
        config = ''.join(f'    {side}:\n        num_heads: 2\n        embeddings:\n            scale: {scale}\n'
                         for side in ('encoder', 'decoder'))
        save(folder, name, source, steps, {'model.ckpt': {'steps': 7, 'model_state': torch_tensors(tensors)},
                                           'config.yaml': 'model:\n' + config})


def t5(folder):
    source = [9, 4, 11, 7, 1]
    parts = {f'self.{k}': f'0.SelfAttention.{k}' for k in 'qkvo'} | {'self.norm': '0.layer_norm'}
    cross = {f'cross.{k}': f'1.EncDecAttention.{k}' for k in 'qkvo'} | {'cross.norm': '1.layer_norm'}
    for name, gated, tied, kind, act in (('t5-gated', True, False, 'gated-gelu', 'gelu-tanh'),
                                         ('t5-tied', False, True, 'relu', 'relu')):
        model, steps = find(source, 0, 1, d=12, heads=3, head=6, ffn=16, vs=14, vt=14, layers=(2, 3), pre=True, norm='rms',
                            eps=1e-6, scale_scores=False, scale_embedding=False, bias=False, attention_bias=False, shared=True,
                            out_bias=False, tied=tied, scale_output=tied, gated=gated, activation=act, buckets=8, distance=12)

        def ff(i):
            inner = ({'ff.gate': f'{i}.DenseReluDense.wi_0', 'ff.inner': f'{i}.DenseReluDense.wi_1'} if gated
                     else {'ff.inner': f'{i}.DenseReluDense.wi'})
            return inner | {'ff.out': f'{i}.DenseReluDense.wo', 'ff.norm': f'{i}.layer_norm'}

        bias = 'block.0.layer.0.SelfAttention.relative_attention_bias.weight'
        tensors = rename(model, {'enc.emb': 'shared.weight', 'enc.rel': f'encoder.{bias}', 'dec.rel': f'decoder.{bias}',
                                 'enc.norm.w': 'encoder.final_layer_norm.weight',
                                 'dec.norm.w': 'decoder.final_layer_norm.weight', 'out.w': 'lm_head.weight'},
                         {'enc': ('encoder.block.{}.layer.', parts | ff(1)), 'dec': ('decoder.block.{}.layer.', parts | cross | ff(2))})
        config = {'model_type': 't5', 'architectures': ['T5ForConditionalGeneration'], 'is_encoder_decoder': True,
                  'd_model': 12, 'd_kv': 6, 'd_ff': 16, 'num_heads': 3, 'num_layers': 2, 'num_decoder_layers': 3,
                  'vocab_size': 14, 'feed_forward_proj': kind, 'tie_word_embeddings': tied, 'layer_norm_epsilon': 1e-6,
                  'relative_attention_num_buckets': 8, 'relative_attention_max_distance': 12, 'decoder_start_token_id': 0,
                  'pad_token_id': 0, 'eos_token_id': 1}
        save(folder, name, source, steps, {'model.safetensors': tensors, 'config.json': config})


def marian(folder):
    """Two vocabularies, an output of its own, other choices than opus-mt's."""
    source = [6, 4, 9, 7, 0]
    model, steps = find(source, 10, 0, d=12, heads=2, ffn=16, vs=13, vt=11, layers=(1, 2), positions=halves, final_norm=False,
                        scale_embedding=False, activation='relu', banned=10)
    parts = {f'self.{k}': f'self_attn.{v}' for k, v in (('q', 'q_proj'), ('k', 'k_proj'), ('v', 'v_proj'), ('o', 'out_proj'))}
    cross = {k.replace('self', 'cross'): v.replace('self_attn', 'encoder_attn') for k, v in parts.items()}
    common = {'self.norm': 'self_attn_layer_norm', 'ff.inner': 'fc1', 'ff.out': 'fc2', 'ff.norm': 'final_layer_norm'}
    tensors = rename(model, {'enc.emb': 'model.encoder.embed_tokens.weight', 'dec.emb': 'model.decoder.embed_tokens.weight',
                             'out.w': 'lm_head.weight', 'out.b': 'final_logits_bias'},
                     {'enc': ('model.encoder.layers.{}.', parts | common),
                      'dec': ('model.decoder.layers.{}.', parts | cross | common | {'cross.norm': 'encoder_attn_layer_norm'})})
    tensors['final_logits_bias'] = tensors['final_logits_bias'][None]
    config = {'model_type': 'marian', 'is_encoder_decoder': True, 'd_model': 12, 'encoder_layers': 1, 'decoder_layers': 2,
              'encoder_attention_heads': 2, 'decoder_attention_heads': 2, 'encoder_ffn_dim': 16, 'decoder_ffn_dim': 16,
              'vocab_size': 13, 'decoder_vocab_size': 11, 'share_encoder_decoder_embeddings': False,
              'tie_word_embeddings': False, 'max_position_embeddings': 20, 'activation_function': 'relu',
              'scale_embedding': False, 'pad_token_id': 10, 'decoder_start_token_id': 10, 'eos_token_id': 0}
    save(folder, 'marian-separate', source, steps,
         {'model.safetensors': tensors, 'config.json': config, 'generation_config.json': {'bad_words_ids': [[10]]}})


def ctranslate2_file(arrays, aliases, version=6, revision=6):
    ids = {'float32': 0, 'int8': 1, 'int16': 2, 'int32': 3, 'float16': 4}

    def text(string):
        return struct.pack('<H', len(string.encode()) + 1) + string.encode() + b'\0'

    data = struct.pack('<I', version) + text('TransformerSpec') + struct.pack('<II', revision, len(arrays))
    for name, value in arrays.items():
        data += text(name) + struct.pack('<B', value.ndim) + struct.pack(f'<{value.ndim}I', *value.shape)
        data += struct.pack('<BI', ids[str(value.dtype)], value.nbytes) + value.tobytes()
    return data + struct.pack('<I', len(aliases)) + b''.join(text(a) + text(b) for a, b in aliases.items())


def ctranslate2(folder):
    """As from OpenNMT-py: pre-norm, no end token on the source, positions computed by CTranslate2."""
    source = [6, 4, 9, 7]
    model, steps = find(source, 1, 2, d=12, heads=3, ffn=16, vs=13, vt=13, layers=(2, 1), positions=timescales, pre=True,
                        activation='gelu', shared=True, tied=True, embedding_norm=True)
    arrays = {'decoder/embeddings/weight': model.P['enc.emb'], 'decoder/projection/bias': model.P['out.b']}
    for side, long, n_layers in (('enc', 'encoder', 2), ('dec', 'decoder', 1)):
        arrays |= {f'{long}/num_heads': np.array(3, np.int16), f'{long}/pre_norm': np.array(1, np.int8),
                   f'{long}/activation': np.array(3, np.int8), f'{long}/scale_embeddings': np.array(12 ** 0.5, np.float32)}
        for theirs, ours in (('layer_norm', 'norm'), ('layernorm_embedding', 'embnorm')):
            arrays |= {f'{long}/{theirs}/gamma': model.P[f'{side}.{ours}.w'], f'{long}/{theirs}/beta': model.P[f'{side}.{ours}.b']}
        for layer in range(n_layers):
            top, ours = f'{long}/layer_{layer}/', f'{side}.{layer}.'
            for theirs, kinds in (('self_attention/layer_norm', 'self.norm'), ('attention/layer_norm', 'cross.norm'),
                                  ('ffn/layer_norm', 'ff.norm')):
                if ours + kinds + '.w' in model.P:
                    arrays |= {top + theirs + '/gamma': model.P[ours + kinds + '.w'], top + theirs + '/beta': model.P[ours + kinds + '.b']}
            for theirs, parts in (('self_attention/linear_0', ('self.q', 'self.k', 'self.v')), ('self_attention/linear_1', ('self.o',)),
                                  ('attention/linear_0', ('cross.q',)), ('attention/linear_1', ('cross.k', 'cross.v')),
                                  ('attention/linear_2', ('cross.o',)), ('ffn/linear_0', ('ff.inner',)), ('ffn/linear_1', ('ff.out',))):
                for kind, long_kind in (('w', 'weight'), ('b', 'bias')):
                    if f'{ours}{parts[0]}.{kind}' in model.P:
                        arrays[f'{top}{theirs}/{long_kind}'] = np.concatenate([model.P[f'{ours}{part}.{kind}'] for part in parts])
    aliases = {'decoder/projection/weight': 'decoder/embeddings/weight', 'encoder/embeddings_0/weight': 'decoder/embeddings/weight'}
    words = ['<blank>', '<s>', '</s>'] + [f'w{i}' for i in range(9)] + ['<unk>']
    config = {'bos_token': '<s>', 'eos_token': '</s>', 'unk_token': '<unk>', 'decoder_start_token': '<s>',
              'add_source_bos': False, 'add_source_eos': False, 'layer_norm_epsilon': None}
    save(folder, 'ctranslate2', source, steps, {'model.bin': ctranslate2_file(arrays, aliases), 'config.json': config,
                                                'shared_vocabulary.json': words})


def main():
    folder = pathlib.Path(sys.argv[1])
    for write in (torch_transformers, d2l_transformer, joeynmt, t5, marian, ctranslate2):
        write(folder)


if __name__ == '__main__':
    main()

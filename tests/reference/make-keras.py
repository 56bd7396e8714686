#!/usr/bin/env python3
"""Writes tests/data/keras: random models in the files that Keras makes, by h5py alone, and
files of HDF5 with what else may be in one.

Made with h5py 3.7 (HDF5 1.10.8) and NumPy 1.24. usage: make-keras.py FOLDER

The first model is TensorFlow's tutorial of 2021, "Neural machine translation with
attention": the decoder's state asks after its step (Luong), by an additive score (Bahdanau).
"""

import io
import json
import pathlib
import sys
import zipfile

import h5py
import numpy

SOURCE, TARGET = 7, 9
EMBEDDING, WIDTH, UNITS = 3, 4, 5
TOKENS = {'padding': 0, 'unknown': 1, 'begin': 2, 'end': 3}


class Random:
    def __init__(self, seed):
        self.numbers = numpy.random.default_rng(seed)

    def __call__(self, *shape):
        return self.numbers.normal(0, .6, shape).astype('<f4')


# --- Models -----------------------------------------------------------------

def nmt(random):
    """By the names of Keras 3: attribute by attribute, then variables by number."""
    yield 'encoder/embedding/vars/0', random(SOURCE, EMBEDDING)
    yield from gru(random, 'encoder/gru/cell/vars', EMBEDDING)
    yield 'decoder/embedding/vars/0', random(TARGET, EMBEDDING)
    yield from gru(random, 'decoder/gru/cell/vars', EMBEDDING)
    yield 'decoder/attention/W1/vars/0', random(WIDTH, UNITS)
    yield 'decoder/attention/W2/vars/0', random(WIDTH, UNITS)
    yield 'decoder/attention/attention/vars/0', random(UNITS)
    yield 'decoder/Wc/vars/0', random(2 * WIDTH, UNITS)
    yield 'decoder/fc/vars/0', random(UNITS, TARGET)
    yield 'decoder/fc/vars/1', random(TARGET)


def gru(random, folder, n_inputs):
    yield f'{folder}/0', random(n_inputs, 3 * WIDTH)
    yield f'{folder}/1', random(WIDTH, 3 * WIDTH)
    yield f'{folder}/2', random(2, 3 * WIDTH)


def whole(random):
    """By the names of Keras 2: layers with the same scope, weights with :0."""
    yield 'embedding', 'embedding/embeddings:0', random(SOURCE, EMBEDDING)
    for name, n_inputs in ('gru', EMBEDDING), ('gru_1', EMBEDDING + WIDTH):
        for weight, shape in ('kernel', (n_inputs, 3 * WIDTH)), ('recurrent_kernel', (WIDTH, 3 * WIDTH)), \
                ('bias', (2, 3 * WIDTH)):
            yield name, f'{name}/gru_cell/{weight}:0', random(*shape)
    yield 'embedding_1', 'embedding_1/embeddings:0', random(TARGET, EMBEDDING)
    for name, n_inputs, n_units in ('dense', WIDTH, UNITS), ('dense_1', WIDTH, UNITS), ('dense_2', UNITS, 1), \
            ('dense_3', WIDTH, TARGET):
        yield name, f'{name}/kernel:0', random(n_inputs, n_units)
        yield name, f'{name}/bias:0', random(n_units)


def lstm(random):
    """Keras' weights by NumPy, which knows no names but one's own; two directions."""
    yield 'source', random(SOURCE, EMBEDDING)
    for name, n_inputs, width in ('forward', EMBEDDING, 2), ('backward', EMBEDDING, 2), ('decoder', EMBEDDING, 4):
        yield f'{name}_kernel', random(n_inputs, 4 * width)
        yield f'{name}_recurrent_kernel', random(width, 4 * width)
        yield f'{name}_bias', random(4 * width)
    yield 'target', random(TARGET, EMBEDDING)
    yield 'dense_kernel', random(2 * WIDTH, TARGET)
    yield 'dense_bias', random(TARGET)


def save_whole(path):
    with h5py.File(path, 'w') as file:
        file.attrs['keras_version'] = '2.11.0'
        file.attrs['backend'] = 'tensorflow'
        file.attrs['model_config'] = json.dumps({'class_name': 'Functional', 'config': {'layers': []}})
        group = file.create_group('model_weights')
        layers = {}
        for layer, name, array in whole(Random(2)):
            layers.setdefault(layer, []).append(name)
            folder = group.require_group(layer)
            folder.create_dataset(name, array.shape, dtype=array.dtype)[:] = array
            folder.attrs['weight_names'] = [name.encode() for name in layers[layer]]
        group.attrs['layer_names'] = [name.encode() for name in layers]
        adam = file.create_group('optimizer_weights')
        adam.create_dataset('Adam/iter:0', data=numpy.int64(12))
        adam.create_dataset('Adam/dense/kernel/m:0', data=numpy.ones((WIDTH, UNITS), 'f4'))


def save_nmt(file):
    with h5py.File(file, 'w') as file:
        for name, array in nmt(Random(1)):
            file[name] = array
        file['optimizer/vars/0'] = numpy.int64(12)
        file['optimizer/vars/1'] = numpy.float32(1e-3)


# --- What else may be in a file ---------------------------------------------

def save_kinds(file):
    numbers = numpy.arange(60).reshape(5, 12)
    for dtype in '<f2', '<f4', '>f4', '<f8', '>f8', '|i1', '|u1', '<i2', '>i2', '<u4', '<i8', '>u8':
        file.create_dataset(f'types/{dtype[1:]}-{"big" if dtype[0] == ">" else "little"}', data=numbers.astype(dtype))
    file['types/bool'] = numbers % 2 == 1
    file['empty'] = numpy.zeros((0, 4), 'f4')
    file['null'] = h5py.Empty('f4')
    file['scalar'] = numpy.float32(1.5)
    file['text'] = 'no number'
    file['texts'] = numpy.array([b'no', b'numbers'])
    floats = numbers.astype('f4')
    file.create_dataset('chunks/plain', data=floats, chunks=(2, 5))
    file.create_dataset('chunks/gzip', data=floats, chunks=(3, 7), compression='gzip')
    file.create_dataset('chunks/all', data=floats, chunks=(5, 12), compression='gzip', shuffle=True, fletcher32=True)
    file.create_dataset('chunks/shuffle', data=floats, chunks=(1, 1), shuffle=True)
    file.create_dataset('chunks/line', data=floats.ravel(), chunks=(7,), compression='gzip', shuffle=True)
    file.create_dataset('chunks/cube', data=floats.reshape(3, 4, 5), chunks=(2, 3, 2), compression='gzip')
    space = h5py.h5s.create_simple((5, 12))
    compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    compact.set_layout(h5py.h5d.COMPACT)
    dataset = h5py.h5d.create(file.id, b'compact', h5py.h5t.IEEE_F32LE, space, compact)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, floats)
    reversed = h5py.h5p.create(h5py.h5p.DATASET_CREATE)  # from how h5py orders filters
    reversed.set_chunk((2, 5))
    reversed.set_shuffle()
    reversed.set_fletcher32()
    reversed.set_deflate(6)
    dataset = h5py.h5d.create(file['chunks'].id, b'reversed', h5py.h5t.IEEE_F32LE, space, reversed)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, floats)
    for i in range(40):  # more than one table, and a second level of the tree
        file[f'many/{i}'] = numpy.int8(i)


def save_circle(file):
    file.create_group('a/b/c')
    file['a/b/c/again'] = file['a']


def save_soft(file):
    file['a'] = numpy.ones(3)
    file['b'] = h5py.SoftLink('/a')


def save_external(file):
    file['b'] = h5py.ExternalLink('other.h5', '/a')


def save_outside(file):
    file.create_dataset('a', (3,), 'f4', external=[('/nowhere/numbers', 0, 12)])


def save_lzf(file):
    file.create_dataset('a', data=numpy.ones(100), compression='lzf')


def save_records(file):
    file['a'] = numpy.zeros(3, [('x', 'f4'), ('y', 'i4')])


def save_dense(file):
    for i in range(12):
        file[f'a/{i}'] = numpy.int8(i)


def save_latest(file):
    for i in range(4):
        file[f'a/{i}'] = numpy.full(3, i, 'f4')


def save_others(folder):
    for name, save in list(globals().items()):
        name = name.removeprefix('save_')
        if name in ('kinds', 'circle', 'soft', 'external', 'outside', 'lzf', 'records'):
            with h5py.File(folder / f'{name}.h5', 'w') as file:
                save(file)
        elif name in ('dense', 'latest'):
            with h5py.File(folder / f'{name}.h5', 'w', libver='latest') as file:
                save(file)


# --- Descriptions -----------------------------------------------------------

def cell(side, kernel, recurrent, bias, suffix=''):
    return {f'{side}.rnn.weight_ih_l0{suffix}': kernel,
            f'{side}.rnn.weight_hh_l0{suffix}': recurrent,
            f'{side}.rnn.bias_ih_l0{suffix}': {'name': bias, 'rows': [0, 1]},
            f'{side}.rnn.bias_hh_l0{suffix}': {'name': bias, 'rows': [1, 2]}}


def describe_whole():
    tensors = {'encoder.embedding.weight': 'embedding/embedding/embeddings:0',
               'decoder.embedding.weight': 'embedding_1/embedding_1/embeddings:0'}
    for side, name in ('encoder', 'gru'), ('decoder', 'gru_1'):
        tensors |= cell(side, *(f'{name}/{name}/gru_cell/{weight}:0' for weight in
                                ('kernel', 'recurrent_kernel', 'bias')))
    for place, name in ('attention.query', 'dense'), ('attention.key', 'dense_1'), ('attention.score', 'dense_2'), \
            ('output', 'dense_3'):
        tensors[f'decoder.{place}.weight'] = f'{name}/{name}/kernel:0'
        tensors[f'decoder.{place}.bias'] = f'{name}/{name}/bias:0'
    return {'family': 'recurrent', 'cell': 'gru', 'transposed': True, 'gates': 'zrn', 'initial_state': 'copy',
            'score': 'additive', 'query': 'previous', 'cell_input': ['context', 'embedding'], 'output': ['state'],
            'tokens': TOKENS, 'tensors': tensors}


def describe_lstm():
    tensors = {'encoder.embedding.weight': 'source', 'decoder.embedding.weight': 'target',
               'decoder.output.weight': 'dense_kernel', 'decoder.output.bias': 'dense_bias'}
    for side, name, suffix in ('encoder', 'forward', ''), ('encoder', 'backward', '_reverse'), \
            ('decoder', 'decoder', ''):
        tensors |= {f'{side}.rnn.weight_ih_l0{suffix}': f'{name}_kernel',
                    f'{side}.rnn.weight_hh_l0{suffix}': f'{name}_recurrent_kernel',
                    f'{side}.rnn.bias_ih_l0{suffix}': f'{name}_bias'}
    return {'family': 'recurrent', 'cell': 'lstm', 'gates': 'ifgo', 'transposed': True, 'initial_state': 'copy',
            'score': 'dot', 'query': 'current', 'cell_input': ['embedding'], 'output': ['context', 'state'],
            'tokens': TOKENS, 'tensors': tensors}


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    packed = io.BytesIO()
    save_nmt(packed)
    (folder / 'nmt.weights.h5').write_bytes(packed.getvalue())
    with zipfile.ZipFile(folder / 'nmt.keras', 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('metadata.json', json.dumps({'keras_version': '3.4.1'}))
        archive.writestr('config.json', '{}')
        archive.writestr('model.weights.h5', packed.getvalue())
    save_whole(folder / 'whole.h5')
    numpy.savez(folder / 'lstm.npz', **dict(lstm(Random(3))))
    (folder / 'whole.json').write_text(json.dumps(describe_whole(), indent=1) + '\n')
    (folder / 'lstm.json').write_text(json.dumps(describe_lstm(), indent=1) + '\n')
    save_others(folder)


main()

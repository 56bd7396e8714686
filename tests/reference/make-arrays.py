#!/usr/bin/env python3
"""Writes tests/data/arrays: one random GRU encoder-decoder as NumPy saves it, and the same
numbers as safetensors.

Made with NumPy 1.24. usage: make-arrays.py FOLDER
"""

import json
import pathlib
import struct
import sys

import numpy

SOURCE, TARGET, WIDTH, KEYS = ['<unk>', '<pad>', '<bos>', '<eos>', 'a', 'b', 'c', 'd'], \
    ['<unk>', '<pad>', '<bos>', '<eos>', 'e', 'f', 'g', 'h', 'i'], 5, 4

DESCRIPTION = {
    'family': 'recurrent', 'cell': 'gru', 'score': 'additive', 'query': 'previous',
    'cell_input': ['embedding', 'context'], 'output': ['state', 'context', 'embedding'],
    'tokens': {'unknown': 0, 'padding': 1, 'begin': 2, 'end': 3}, 'source_end': True,
    'source_words': SOURCE, 'target_words': TARGET,
}


def shapes():
    yield 'encoder.embedding.weight', (len(SOURCE), 3)
    yield 'decoder.embedding.weight', (len(TARGET), 6)
    for suffix in '', '_reverse':
        yield from cell('encoder', suffix, 3, KEYS)
    yield from cell('decoder', '', 6 + 2 * KEYS, WIDTH)
    yield 'decoder.attention.query.weight', (7, WIDTH)
    yield 'decoder.attention.key.weight', (7, 2 * KEYS)
    yield 'decoder.attention.key.bias', (7,)
    yield 'decoder.attention.score.weight', (1, 7)
    yield 'decoder.output.weight', (len(TARGET), WIDTH + 2 * KEYS + 6)
    yield 'decoder.output.bias', (len(TARGET),)


def cell(side, suffix, n_inputs, width):
    yield f'{side}.rnn.weight_ih_l0{suffix}', (3 * width, n_inputs)
    yield f'{side}.rnn.weight_hh_l0{suffix}', (3 * width, width)
    yield f'{side}.rnn.bias_ih_l0{suffix}', (3 * width,)
    yield f'{side}.rnn.bias_hh_l0{suffix}', (3 * width,)


def make():
    """Each array in another way that NumPy may have it."""
    kinds = ['<f4', '<f8', '>f4', '<f2', '>f8']
    random = numpy.random.default_rng(5)
    for i, (name, shape) in enumerate(shapes()):
        array = random.normal(0, .6, shape).astype(kinds[i % len(kinds)])
        yield name, numpy.asfortranarray(array) if i % 2 == 0 else array


def save_safetensors(path, arrays):
    header, numbers = {}, b''
    for name, array in arrays.items():
        data = array.astype('<f4').tobytes()
        header[name] = {'dtype': 'F32', 'shape': array.shape,
                        'data_offsets': [len(numbers), len(numbers) + len(data)]}
        numbers += data
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    path.write_bytes(struct.pack('<Q', len(text)) + text + numbers)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    arrays = dict(make())
    save_safetensors(folder / 'same.safetensors', arrays)
    numpy.savez(folder / 'stored.npz', words=numpy.array(SOURCE), **arrays)
    numpy.savez_compressed(folder / 'compressed.npz', step=numpy.int64(7), **arrays)
    (folder / 'model.json').write_text(json.dumps(DESCRIPTION) + '\n')


main()

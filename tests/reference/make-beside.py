#!/usr/bin/env python3
"""Writes tests/data/beside: one random model of PyTorch's translation tutorial, alone
and with what training scripts keep beside the weights.

Made with PyTorch 1.13 and NumPy 1.24. usage: make-beside.py FOLDER
"""

import argparse
import array
import collections
import datetime
import decimal
import enum
import fractions
import functools
import json
import pathlib
import re
import sys
import types
import uuid

import numpy
import torch

sys.modules['mine'] = sys.modules['__main__']  # the classes below are somebody's own

Point = collections.namedtuple('Point', 'x y', module='mine')


class Vocab:
    def __init__(self):
        self.itos = ['a', 'b']
        self.stoi = collections.defaultdict(unknown, a=0, b=1)


class Options(dict):
    pass


class Words(list):
    pass


class Slots:
    __slots__ = ('a',)

    def __init__(self):
        self.a = 1


class Color(enum.Enum):
    RED = 1


def unknown():
    return 0


for own in (Vocab, Options, Words, Slots, Color, unknown):
    own.__module__ = 'mine'

SOURCE, TARGET, WIDTH = ['SOS', 'EOS', 'je', 'suis', 'la'], ['SOS', 'EOS', 'i', 'am', 'here'], 6


def random(*shape):
    return torch.randn(*shape) * .6


def gru(n_inputs):
    return {'gru.weight_ih_l0': random(3 * WIDTH, n_inputs), 'gru.weight_hh_l0': random(3 * WIDTH, WIDTH),
            'gru.bias_ih_l0': random(3 * WIDTH), 'gru.bias_hh_l0': random(3 * WIDTH)}


def weights():
    encoder = {'embedding.weight': random(len(SOURCE), WIDTH), **gru(WIDTH)}
    decoder = {'embedding.weight': random(len(TARGET), WIDTH), **gru(2 * WIDTH),
               'out.weight': random(len(TARGET), WIDTH), 'out.bias': random(len(TARGET))}
    for name, n in ('Wa', WIDTH), ('Ua', WIDTH), ('Va', 1):
        decoder[f'attention.{name}.weight'] = random(n, WIDTH)
        decoder[f'attention.{name}.bias'] = random(n)
    return {'encoder': encoder, 'decoder': decoder}


def beside():
    options = Options(a=1)
    options.more = 2
    moment = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.timezone.utc)
    return {
        'best_loss': numpy.mean([2.5, 1.5]), 'step': numpy.int64(1500), 'flag': numpy.bool_(True),
        'losses': numpy.array([2.5, 1.5], dtype='f4'), 'columns': numpy.zeros((2, 3), order='F'),
        'names': numpy.array(['a', 'b']), 'things': numpy.array([None, 'x'], dtype=object),
        'fields': numpy.dtype([('a', 'i4')]), 'dtype': numpy.dtype('f8'), 'class': numpy.float32,
        'day': numpy.datetime64('2024-05-06'), 'masked': numpy.ma.array([1, 2], mask=[0, 1]),
        'numpy_random': numpy.random.RandomState(0).get_state(), 'generator': numpy.random.default_rng(1),
        'counts': collections.defaultdict(int, je=3), 'counter': collections.Counter('aab'),
        'ordered': collections.OrderedDict(a=1), 'last': collections.deque([1, 2], 3),
        'set': {1, 2}, 'frozen': frozenset([3]), 'empty': b'', 'bytes': b'a\0\xff', 'bytearray': bytearray(b'x'),
        'nothing': bytearray(), 'complex': 1 + 2j, 'range': range(3), 'slice': slice(1, 2), 'huge': 1 << 100,
        'type': type(None), 'dots': ..., 'array': array.array('f', [1, 2]), 'pattern': re.compile('a+'),
        'moment': moment, 'date': moment.date(), 'time': moment.time(), 'took': datetime.timedelta(hours=1),
        'decimal': decimal.Decimal('1.5'), 'fraction': fractions.Fraction(1, 3), 'id': uuid.UUID(int=7),
        'path': pathlib.PurePosixPath('/a/b'), 'windows': pathlib.PureWindowsPath('c:/a'),
        'options': argparse.Namespace(width=6), 'simple': types.SimpleNamespace(width=6),
        'device': torch.device('cpu'), 'torch_dtype': torch.float16, 'size': torch.Size([1, 2]),
        'layout': torch.strided, 'vocab': Vocab(), 'point': Point(1, 2), 'own_options': options,
        'own_words': Words('ab'), 'slots': Slots(), 'color': Color.RED, 'partial': functools.partial(unknown),
        'criterion': torch.nn.CrossEntropyLoss(),
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(3)
    model = weights()
    (folder / 'vocab.json').write_text(json.dumps({'src': SOURCE, 'tgt': TARGET}) + '\n')
    torch.save(model, folder / 'nothing.pt')
    for protocol in (2, 5):
        torch.save({**model, **beside()}, folder / f'protocol-{protocol}.pt', pickle_protocol=protocol)
    torch.save({**model, **beside()}, folder / 'legacy.pt', _use_new_zipfile_serialization=False)


main()

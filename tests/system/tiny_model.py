"""Writes small models in Heed's own format, using only the standard library.

The weights are random but reproducible: the output of such a model makes no sense,
but all of its numbers must be consistent.
"""

import json
import random
import struct

WORDS = ['<unk>', '<pad>', '<s>', '</s>', 'the', 'cat', 'dog', 'sleeps', 'eats', 'a', 'fish', '.',
         'un', 'chat', 'chien', 'dort', 'mange', 'le', 'poisson', 'déjà', '猫', '"quoted"', '▁on', 'ly']

TOKENS = {'unknown': 0, 'padding': 1, 'begin': 2, 'end': 3}


def shapes(vocabulary, embedding, width, attention, score):
    gates, memory = 3 * width, width
    yield 'encoder.embedding.weight', (vocabulary, embedding)
    yield 'encoder.rnn.weight_ih_l0', (gates, embedding)
    yield 'encoder.rnn.weight_hh_l0', (gates, width)
    yield 'decoder.embedding.weight', (vocabulary, embedding)
    if score == 'additive':
        yield 'decoder.attention.query.weight', (attention, width)
        yield 'decoder.attention.key.weight', (attention, memory)
        yield 'decoder.attention.score.weight', (1, attention)
    if score == 'multi-head':
        for part in ('query', 'key', 'value', 'output'):
            yield f'decoder.attention.{part}.weight', (width, memory)
    yield 'decoder.rnn.weight_ih_l0', (gates, memory + embedding)
    yield 'decoder.rnn.weight_hh_l0', (gates, width)
    yield 'decoder.output.weight', (vocabulary, width)


def safetensors(tensors, metadata):
    header, data = {'__metadata__': metadata}, b''
    for name, (shape, values) in tensors.items():
        start = len(data)
        data += struct.pack(f'<{len(values)}f', *values)
        header[name] = {'dtype': 'F32', 'shape': list(shape), 'data_offsets': [start, len(data)]}
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    return struct.pack('<Q', len(text)) + text + data


def write(path, score='additive', heads=1, words=WORDS, name='Tiny', text=None):
    """A one-layer GRU with attention over @words, given as text or (None) as ids only.

    @text says how both sides are split, as in a configuration.
    """
    vocabulary, embedding, width, attention = len(WORDS), 8, 8, 6
    numbers = random.Random(7)
    tensors = {
        tensor: (shape, [numbers.uniform(-1, 1) for _ in range(shape[0] * shape[1])])
        for tensor, shape in shapes(vocabulary, embedding, width, attention, score)
    }
    config = {
        'family': 'recurrent', 'cell': 'gru', 'encoder_layers': 1, 'decoder_layers': 1,
        'source_vocabulary': vocabulary, 'initial_state': 'copy', 'source_end': True,
        'score': score, 'heads': heads, 'attention_width': attention, 'query': 'previous',
        'cell_input': ['context', 'embedding'], 'output': ['state'], 'tokens': TOKENS,
    }
    metadata = {'heed.config': json.dumps(config), 'heed.name': name,
                'heed.source_language': 'en', 'heed.target_language': 'fr'}
    if text:
        config['source_text'] = config['target_text'] = text
        metadata['heed.config'] = json.dumps(config)
    if words:
        metadata['heed.source_vocabulary'] = metadata['heed.target_vocabulary'] = json.dumps(words)

    with open(path, 'wb') as file:
        file.write(safetensors(tensors, metadata))

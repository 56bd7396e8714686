#!/usr/bin/env python3
"""Fails if a function of ours has too many parameters.

Six are the most, and eight in a kernel, which takes bare pointers and sizes. What
belongs together is then a struct, as HeedDecoderInput is. GTK and GLib say
themselves what their callbacks get: measure() of a widget or a layout manager is
known by its GtkOrientation, others are listed below with the reason.
"""

import pathlib
import re
import sys

TOP = pathlib.Path(sys.argv[1])

FOLDERS = ('app', 'engine', 'ui')
SUFFIXES = ('.c', '.cc', '.h')
MOST = 6
MOST_OF_A_KERNEL = 8

MAY_HAVE_MORE = {
    'app/window/desktop/theme.c: setting_changed_cb': 'a GDBusSignalCallback',
    'engine/kernels/blas.c: heed_blas_gemm': 'what BLAS itself takes, three blocks being structs already',
    'engine/kernels/matvec.c: map_blocks': 'inlined twice into matvec_body(), which has eight, with one number more',
    'engine/kernels/scores.c: additive_backward_body': 'seven arrays, and their sizes',
    'engine/kernels/scores.c: dot_backward_body': 'five arrays, their sizes and a factor',
}

FUNCTION = re.compile(r'^(?P<name>[a-z_]\w*) \((?P<parameters>[^;{}]*?)\)\n\{', re.M)


def split(parameters):
    """The parameters, a pointer to a function being one."""
    parameters = re.sub(r'/\*.*?\*/', '', parameters, flags=re.S)
    depth = 0
    found = ['']
    for character in parameters:
        depth += (character == '(') - (character == ')')
        if character == ',' and depth == 0:
            found.append('')
        else:
            found[-1] += character
    return found


errors = []
unused = set(MAY_HAVE_MORE)

for path in sorted(path for folder in FOLDERS for path in (TOP / folder).rglob('*') if path.suffix in SUFFIXES):
    place = path.relative_to(TOP).as_posix()
    most = MOST_OF_A_KERNEL if place.startswith('engine/kernels/') else MOST
    text = path.read_text()

    for match in FUNCTION.finditer(text):
        function = f'{place}: {match["name"]}'
        parameters = split(match['parameters'])
        is_measure = re.fullmatch(r'(\w+_)?measure', match['name']) and 'GtkOrientation' in match['parameters']
        if len(parameters) <= most or is_measure:
            continue
        if function in MAY_HAVE_MORE:
            unused.discard(function)
            continue
        number = text.count('\n', 0, match.start()) + 1
        errors.append(f'{place}:{number}: {match["name"]}: expected at most {most} parameters, found {len(parameters)}')

for function in sorted(unused):
    if (TOP / function.split(':')[0]).is_file():
        errors.append(f'tests/check-functions.py: {function}: expected more parameters than others have, found none')

for error in errors:
    print(error)
sys.exit(bool(errors))

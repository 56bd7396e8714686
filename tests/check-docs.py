#!/usr/bin/env python3
"""Fails if a function that others build on does not say what it promises.

Such are the functions of engine/heed.h and engine/values.h, and those that the
headers of engine/kernels and engine/layers declare. Each has, right above its
definition, a comment that opens with its name and names every parameter that
needs words:

    /**
     * heed_softmax_forward:
     * @probs: (out): n_rows x n_columns
     * ...

A parameter that points at numbers has its shape: "n_rows x n_columns", "T x S",
"n numbers". One that is a GError is covered by a line "Errors:". What a function
returns stands behind "Returns:". Kernels and layers name where their formula is
from, behind "Source:", there or at the head of the file.
"""

import pathlib
import re
import sys

TOP = pathlib.Path(sys.argv[1])

HEADERS = ('engine/heed.h', 'engine/values.h', 'engine/kernels/*.h', 'engine/layers/*.h')
# What a file is not a formula of: these find, load or describe.
NO_FORMULA = {'engine/kernels/blas.h', 'engine/kernels/find.h', 'engine/kernels/simd.h'}

PROTOTYPE = re.compile(r'^(?!typedef|static|#|G_|struct|enum|\s|/)([A-Za-z_][\w \t*]*?[\s*])(heed_\w+)\s*\(([^;{]*?)\)[^;{]*;', re.M | re.S)
SHAPE = re.compile(r'\w x \w|\bone number\b|^\W*(\(\w+\)\W*)*(\d )?(n|n_\w+|[A-Z])( numbers)?\b|\b(n|n_\w+|[A-Z]) of them|\bthe same\b')

errors = []


def parameters(text):
    """Type and name of each, ours of a prototype."""
    text = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
    if text.strip() in ('void', ''):
        return []
    found = []
    depth = 0
    start = 0
    for i, letter in enumerate(text + ','):
        depth += (letter == '(') - (letter == ')')
        if letter == ',' and depth == 0:
            one = text[start:i].strip()
            start = i + 1
            name = re.search(r'(\w+)(\[[^\]]*\])?$', one)
            kind = ' '.join(one[:name.start()].split()) + (name.group(2) or '')
            found.append((kind, name.group(1)))
    return found


sources = {path: path.read_text() for path in sorted((TOP / 'engine').rglob('*.c*'))}
comments = {}
heads = {}
for path, text in sources.items():
    for comment in re.finditer(r'/\*\*\n \* (heed_\w+):\n(.*?)\*/', text, re.S):
        comments[comment.group(1)] = (path, comment.group(2))
    heads[path] = text[:text.find('#include')]

for pattern in HEADERS:
    for header in sorted(TOP.glob(pattern)):
        place = header.relative_to(TOP).as_posix()
        text = re.sub(r'/\*.*?\*/', lambda found: '\n' * found.group(0).count('\n'), header.read_text(), flags=re.S)
        for prototype in PROTOTYPE.finditer(text):
            returned, name, given = prototype.group(1).strip(), prototype.group(2), prototype.group(3)
            where = f'{place}:{text.count(chr(10), 0, prototype.start()) + 1}: {name}'
            if name.endswith(('_ref', '_unref', '_free', '_get_type', '_clear', '_quark')):
                continue
            if name not in comments:
                errors.append(f'{where}: expected a comment above its definition')
                continue
            path, comment = comments[name]
            for kind, parameter in parameters(given):
                if kind.replace(' ', '') == 'GError**':
                    if 'Errors:' not in comment:
                        errors.append(f'{where}: expected "Errors:"')
                    continue
                said = re.search(rf'@{parameter}:(.*?)(?=\n \* @\w+:|\n \*\n|\Z)', comment, re.S)
                if re.match(r'(const )?float \*|(const )?float\[|(const )?double \*|const float \*const', kind):
                    if not said:
                        errors.append(f'{where}: expected @{parameter} with its shape')
                    elif not SHAPE.search(said.group(1).lstrip(' ')):
                        errors.append(f'{where}: expected the shape of @{parameter}')
            if returned not in ('void',) and 'Returns:' not in comment:
                errors.append(f'{where}: expected "Returns:"')
            if ('kernels/' in place or 'layers/' in place) and place not in NO_FORMULA:
                if 'Source:' not in comment and 'Source:' not in heads[path]:
                    errors.append(f'{where}: expected "Source:" there or at the head of its file')

for error in errors:
    print(error)
sys.exit(bool(errors))

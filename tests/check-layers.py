#!/usr/bin/env python3
"""Fails if a file includes something its layer may not know about, or itself in a circle."""

import pathlib
import re
import sys

TOP = pathlib.Path(sys.argv[1])

# what every folder of app/core may include besides others of them
BELOW_CORE = r'config\.h|engine/(heed|values)\.h|engine/files/json(-fields|-writer)?\.h|ui/'

# what every folder of app/window may include besides others of them
BELOW_WINDOW = r'config\.h|engine/(heed|values)\.h|ui/|app/core/'

# folder: the project headers it may include. A folder may always include itself,
# unless a line for the file itself says otherwise.
MAY_INCLUDE = {
    'engine/values.h':  r'(?!)',
    'engine':           r'engine/values\.h',
    'engine/base':      r'engine/(heed|values)\.h',
    'engine/kernels':   r'engine/base/',
    'engine/tape':      r'engine/(base|kernels)/',
    'engine/layers':    r'engine/values\.h|engine/(base|kernels|tape)/',
    'engine/files':     r'engine/(heed|values)\.h|engine/base/',
    'engine/text':      r'engine/(heed|values)\.h|engine/base/|engine/files/',
    'engine/networks':  r'engine/(heed|values)\.h|engine/(base|tape|layers|files)/',
    'engine/models':    r'engine/heed\.h|engine/(base|files|text|networks)/',
    'engine/formats':   r'engine/heed\.h|engine/(base|files|text|networks|models)/|engine/formats/(folders|layouts)/',
    'engine/formats/folders': r'engine/heed\.h|engine/(files|text)/|engine/formats/layouts/|engine/networks/fields\.h',
    'engine/formats/layouts': r'engine/heed\.h|engine/(files|text)/',
    'engine/decoding':  r'engine/(heed|values)\.h|engine/(base|kernels|tape|networks|models)/',
    'engine/training':  r'engine/(heed|values)\.h|engine/(base|kernels|tape|files|text|networks|models|training/(mixing|tasks))/',
    'engine/training/tasks': r'engine/(heed|values)\.h|engine/(base|files|text|training/mixing)/',
    'engine/training/mixing': r'engine/(heed|values)\.h|engine/(base|files|text)/',
    'engine/alignment': r'engine/(heed|values)\.h|engine/base/',
    'engine/dumps':     r'engine/heed\.h|engine/(files|text)/',
    'engine/evaluation': r'engine/(heed|values)\.h|engine/base/',
    'ui':               r'config\.h|engine/values\.h',
    'app/core/work': BELOW_CORE,
    'app/core/changes': BELOW_CORE,
    'app/core/files': BELOW_CORE,
    'app/core/words': BELOW_CORE + r'|app/core/changes/',
    'app/core/translation': BELOW_CORE + r'|app/core/(changes|files|words|work)/',
    'app/core/figures': BELOW_CORE + r'|app/core/(models|translation)/',
    'app/core/links': BELOW_CORE + r'|app/core/(translation|words)/',
    'app/core/models': BELOW_CORE,
    'app/core/markup': BELOW_CORE + r'|app/core/words/',
    'app/core/corpus': BELOW_CORE + r'|app/core/(figures|files|links|models|translation|words|work)/',
    'app/core/lessons': BELOW_CORE,
    'app/core/sessions': BELOW_CORE + r'|app/core/(changes|corpus|markup|translation)/',
    'app/core/training': BELOW_CORE + r'|app/core/(figures|files|translation|work)/',
    'app/window/desktop': BELOW_WINDOW,
    'app/window/document': BELOW_WINDOW,
    'app/window/corpus': BELOW_WINDOW + r'|app/window/document/',
    'app/window/comparison': BELOW_WINDOW + r'|app/window/document/',
    'app/window/models': BELOW_WINDOW + r'|app/window/(desktop|document)/',
    'app/window/presentation': BELOW_WINDOW + r'|app/window/(desktop|document)/',
    'app/window/sessions': BELOW_WINDOW + r'|app/window/page\.h|app/window/(desktop|document|comparison)/',
    'app/window/lessons': BELOW_WINDOW + r'|app/window/page\.h|app/window/(desktop|document|presentation|sessions)/',
    'app/window':       BELOW_WINDOW + r'|app/window/(desktop|document|comparison|models|presentation|sessions|lessons)/',
    'app/window/pages/parts': BELOW_WINDOW + r'|app/window/(desktop|document)/',
    'app/window/pages/views': BELOW_WINDOW + r'|app/window/(desktop|document)/|app/window/pages/parts/',
    'app/window/pages/corpus': BELOW_WINDOW + r'|app/window/page\.h|app/window/(desktop|document|corpus|models)/|app/window/pages/parts/',
    'app/window/pages/train': BELOW_WINDOW + r'|app/window/page\.h|app/window/(desktop|sessions)/|app/window/pages/parts/',
    'app/window/pages/translate': BELOW_WINDOW + r'|app/window/page\.h|app/window/(desktop|document|corpus)/|app/window/pages/(parts|views|corpus)/',
    'app/window/pages/compare': BELOW_WINDOW + r'|app/window/page\.h|app/window/(desktop|document|comparison|models)/|app/window/pages/(parts|translate)/',
    'app/window/pages': BELOW_WINDOW + r'|app/window/(pages\.h|pages/)',
    'app/cli':          r'config\.h|engine/(heed|values)\.h|engine/evaluation/bootstrap\.h|engine/files/(gunzip|json(-fields|-writer)?)\.h|ui/|app/core/',
}

# system headers that belong to one place only
BELONGS_TO = {
    r'gtk/|gdk/|gsk/':            r'(ui|app/window)/',
    r'pango|cairo':               r'(ui|app)/',
    r'cblas|openblas':             r'engine/kernels/blas\.c',
    r'archive':                    r'engine/files/zip\.c',
    r'gif_lib':                    r'app/core/training/gif\.c',
    r'sentencepiece':              r'engine/text/sentencepiece\.cc',
    r'json-glib':                  r'(?!)',  # engine/files/json.c reads JSON, json-writer.c writes it
}

# headers of ui that programs without a display cannot include
WITHOUT_DISPLAY = r'app/(core|cli)/'


def includes_gtk(header, seen):
    """Whether a header of the project includes GTK, itself or through others."""
    path = TOP / header
    if header in seen or not path.exists():
        return False
    seen.add(header)
    for line in path.read_text().splitlines():
        found = re.match(r'\s*#\s*include\s*([<"])(.+)[>"]', line)
        if found and (re.match(r'gtk/|gdk/|gsk/', found.group(2)) if found.group(1) == '<'
                      else includes_gtk(found.group(2), seen)):
            return True
    return False


errors = []

for path in sorted(path for folder in ('engine', 'ui', 'app') for path in (TOP / folder).rglob('*.[ch]*') if path.suffix in ('.c', '.h', '.cc')):
    name = path.relative_to(TOP).as_posix()
    folder = path.parent.relative_to(TOP).as_posix()
    allowed = MAY_INCLUDE.get(name, folder + r'/[^/]+\.h|' + MAY_INCLUDE.get(folder, r'(?!)'))

    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*([<"])(.+)[>"]', line)
        if not found:
            continue
        header = found.group(2)
        if found.group(1) == '"':
            wrong = (not re.match(allowed, header) or
                     bool(re.match(WITHOUT_DISPLAY, name)) and header.startswith('ui/') and
                     includes_gtk(header, set()))
        else:
            wrong = any(re.match(system, header) and not re.match(home, name)
                        for system, home in BELONGS_TO.items())
        if wrong:
            errors.append(f'{name}:{number}: may not include {header}')


def list_includes(path):
    return set(re.findall(r'^\s*#\s*include\s*"(.+)\.h"', path.read_text(), re.MULTILINE))


def find_pair(path):
    """What a file is a part of: weights.c, weights.h, and weights-builder.h if it is what weights.c shows to its friends."""
    own = path.relative_to(TOP).with_suffix('').as_posix()
    outer = own.rpartition('-')[0]
    source = TOP / (outer + '.c')
    is_inner = (path.suffix == '.h' and not path.with_suffix('.c').exists() and source.exists() and
                outer in list_includes(path) and own in list_includes(source))
    return outer if is_inner else own


def list_pairs(folder):
    """Which pairs of .c and .h of a folder include which others."""
    files = {path: find_pair(path) for path in sorted((TOP / folder).rglob('*.[ch]*')) if path.suffix in ('.c', '.h', '.cc')}
    names = {path.relative_to(TOP).with_suffix('').as_posix(): pair for path, pair in files.items() if path.suffix == '.h'}
    pairs = {}
    for path, own in files.items():
        included = {names.get(header, header) for header in list_includes(path)}
        pairs.setdefault(own, set()).update(included - {own})
    return pairs


def reaches(pairs, start, end):
    """Whether start includes end, itself or through others."""
    seen, waiting = set(), [start]
    while waiting:
        for other in pairs.get(waiting.pop(), ()):
            if other == end:
                return True
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return False


# What knows each other cannot be read, or tested, one after the other.
for folder in ('engine', 'ui', 'app'):
    pairs = list_pairs(folder)
    errors += [f'{own}: includes itself through others' for own in pairs if reaches(pairs, own, own)]

for error in errors:
    print(error)
sys.exit(bool(errors))

/* pickle-text.h — parses pickles from bytes and writes them as text, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle.h"

G_BEGIN_DECLS

/* Parses a copy in a block of exactly n_bytes, so that a sanitizer detects reads past its end. */
HeedPickle *pickle_text_parse (gconstpointer   bytes,
                               gsize           n_bytes,
                               GError        **error);

/* Writes the value as Python would print it; objects as name(arguments){state} of {items}. */
char       *pickle_text_dup   (const HeedPickleValue *value);

G_END_DECLS

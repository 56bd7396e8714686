/* pickle-text.h — pickles in tests: read from bytes, shown as text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle.h"

G_BEGIN_DECLS

/* From a block of its own. */
HeedPickle *pickle_text_parse (gconstpointer   bytes,
                               gsize           n_bytes,
                               GError        **error);

/* As Python would print it; objects as name(made from){given} of {held}. */
char       *pickle_text_dup   (const HeedPickleValue *value);

G_END_DECLS

/* sentences.h — the sentences of tests/data
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pairs.h"

G_BEGIN_DECLS

/* Both sides of the pairs in tests/data/name, alternating. The strings are owned by pairs. */
GPtrArray *sentences_load (const char  *name,
                           HeedPairs  **pairs);

G_END_DECLS

/* example-corpus.h — the corpus that ships, to try what one can be asked
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "engine/heed.h"

G_BEGIN_DECLS

/* Whether this model translates what the example has: English into French. */
gboolean heed_example_corpus_fits       (const HeedModelInfo *info);

/* (transfer full): pairs of sentences, and their gold links; or NULL: it is not
 * where the models are */
char   **heed_example_corpus_list_files (void);

G_END_DECLS

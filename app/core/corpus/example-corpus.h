/* example-corpus.h — the example corpus that is installed with Heed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "engine/heed.h"

G_BEGIN_DECLS

/* Whether this model translates in the direction of the example: English into French. */
gboolean heed_example_corpus_fits       (const HeedModelInfo *info);

/* (transfer full): the paths of its sentence pairs and of their gold links; NULL if it is not
 * installed beside the models */
char   **heed_example_corpus_list_files (void);

G_END_DECLS

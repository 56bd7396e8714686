/* fuzz.h — what libFuzzer calls with bytes it made up
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each fuzz-*.c gives them to one reader and then reads all that came out, so
 * that a sanitizer sees what lies out of bounds. Without libFuzzer, replay.c
 * calls it with the files of tests/fuzz/corpus.
 */

#pragma once

#include <gio/gio.h>

#include "engine/files/weights.h"

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         n_bytes);

/* Every number of every array. */
void fuzz_read_weights (HeedWeights *weights);

/* A path that leads to these bytes until the next call. */
const char *fuzz_get_path (const guint8 *data,
                           gsize         n_bytes);

G_END_DECLS

/* pickle.h — reads a pickle without running it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

/* What was read, and everything in it. storages and tensors name each one once,
 * in the order in which they came. */
typedef struct {
  HeedPickleValue *root;
  GPtrArray       *storages;  /* HeedPickleStorage */
  GPtrArray       *tensors;   /* HeedPickleTensor */

  /* private */
  GPtrArray       *values;
  GStringChunk    *texts;
  GHashTable      *by_key;    /* key -> HeedPickleStorage */
  gsize            n_copied;  /* by calls */
} HeedPickle;

/* Reads one pickle from the front of bytes, which may go on behind it. */
HeedPickle *heed_pickle_parse (const guint8  *bytes,
                               gsize          n_bytes,
                               gsize         *n_used,
                               GError       **error);
void        heed_pickle_free  (HeedPickle    *pickle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPickle, heed_pickle_free)

G_END_DECLS

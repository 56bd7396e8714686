/* pickle.h — reading a pickle without running it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

/* Parses one pickle at the start of bytes, which may contain more data after it. */
HeedPickle *heed_pickle_parse (const guint8  *bytes,
                               gsize          n_bytes,
                               gsize         *n_used,
                               GError       **error);
void        heed_pickle_free  (HeedPickle    *pickle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPickle, heed_pickle_free)

G_END_DECLS

/* attention-store.h — the attention of many pairs in all heads, on the disk
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file is unnamed, so that it disappears with the program however that ends. Its size
 * is limited; pairs that do not fit any more are not stored.
 */

#pragma once

#include "app/core/translation/pair-attention.h"

G_BEGIN_DECLS

typedef struct _HeedAttentionStore HeedAttentionStore;

HeedAttentionStore *heed_attention_store_new         (guint                    n_pairs,
                                                      guint64                  max_bytes);
HeedAttentionStore *heed_attention_store_ref         (HeedAttentionStore      *self);
void                heed_attention_store_unref       (HeedAttentionStore      *self);

/* May be called on any thread. */
void                heed_attention_store_put         (HeedAttentionStore      *self,
                                                      guint                    i,
                                                      const HeedPairAttention *attention);
gboolean            heed_attention_store_has         (HeedAttentionStore      *self,
                                                      guint                    i);
gboolean            heed_attention_store_get         (HeedAttentionStore      *self,
                                                      guint                    i,
                                                      HeedPairAttention       *attention);
guint64             heed_attention_store_get_n_bytes (HeedAttentionStore      *self,
                                                      guint                   *n_stored);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttentionStore, heed_attention_store_unref)

G_END_DECLS

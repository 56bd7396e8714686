/* sentencepiece-model.h — SentencePiece models made by hand, valid or not
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum {
  PIECE_NORMAL = 1,
  PIECE_UNKNOWN,
  PIECE_CONTROL,
  PIECE_USER_DEFINED,
  PIECE_UNUSED,
  PIECE_BYTE
};

enum {
  MODEL_UNIGRAM = 1,
  MODEL_BPE
};

/* Each appends one message to a model. */
void model_add_piece      (GByteArray    *model,
                           gconstpointer  text,
                           gsize          n_bytes,
                           float          score,
                           int            type);
void model_add_trainer    (GByteArray    *model,
                           int            model_type,
                           gboolean       has_byte_fallback,
                           gboolean       has_space_as_suffix);
void model_add_normalizer (GByteArray    *model,
                           gconstpointer  charsmap,
                           gsize          n_bytes);

/* The pieces are <unk> <s> </s>, then ▁ a b ▁a ab, with ids 0 to 7. */
GByteArray *model_new_small (int model_type);

/* A normalisation table that maps a to b; its trie has 768 units. */
GByteArray *charsmap_new_a_to_b (void);
void        charsmap_set_unit   (GByteArray *charsmap,
                                 guint       i,
                                 guint32     unit);

G_END_DECLS

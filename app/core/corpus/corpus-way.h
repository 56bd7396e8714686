/* corpus-way.h — how the pairs of a corpus are read: by which attention, by which rule
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-files.h"
#include "app/core/corpus/corpus-rows.h"

G_BEGIN_DECLS

typedef struct {
  GArray             *sites;  /* of HeedAttentionSite, whose mean is read; empty if nothing
                               * attends */
  HeedLinkOptions     links;
  gboolean            keeps_end;       /* as in HeedLinkReading, like the next */
  gboolean            by_piece;
  gboolean            is_symmetrised;  /* with the links of a model of the other direction */
  HeedSymmetrisation  how;             /* if is_symmetrised */
} HeedCorpusWay;

HeedCorpusWay *heed_corpus_way_new       (HeedModel           *model);
HeedCorpusWay *heed_corpus_way_copy      (const HeedCorpusWay *way);
void           heed_corpus_way_free      (HeedCorpusWay       *way);

/* Returns the same way for the model of the other direction. It reads the same attention if the
 * user chose it and the other model has it, otherwise the default attention. */
HeedCorpusWay *heed_corpus_way_turn      (const HeedCorpusWay *way,
                                          HeedModel           *model,
                                          HeedModel           *reverse);

/* Returns a name such as "grow-diag". */
const char    *heed_symmetrisation_get_name (HeedSymmetrisation how);
#define HEED_N_SYMMETRISATIONS 4

/* Symmetrises the links of both directions; backward are those of the reversed pair. */
HeedAlignment *heed_corpus_way_agree     (const HeedCorpusWay *way,
                                          const HeedAlignment *forward,
                                          const HeedAlignment *backward);

gboolean       heed_corpus_way_is_same   (const HeedCorpusWay *way,
                                          const HeedCorpusWay *other);

/* The result of reading one pair: either problem or everything else. */
typedef struct {
  GError            *problem;
  HeedForced         forced;
  HeedKeptAttention  kept;
  HeedMatrix        *words;  /* that links are read from; NULL if there is none */
  HeedCorpusLine     line;
} HeedCorpusReading;

/* Returns all heads, layer by layer: those that are kept for each pair. */
GArray        *heed_corpus_way_list_heads (HeedModel          *model);

/* Returns the share of each of these heads in the attention that the way reads. */
float         *heed_corpus_way_dup_weights (const HeedCorpusWay *way,
                                            const GArray        *heads);

/* tokens: from heed_kept_attention_dup_tokens(), or NULL. */
HeedAlignment *heed_corpus_way_link       (const HeedCorpusWay     *way,
                                           const HeedKeptAttention *kept,
                                           const HeedMatrix        *tokens);

/* Fills n_pairs readings, to be cleared by the caller; the links are those of this model alone.
 * A pair without a target is translated first, and its target is set. */
void           heed_corpus_way_read      (const HeedCorpusWay *way,
                                          HeedModel           *model,
                                          HeedCorpusPair      *pairs,
                                          guint                n_pairs,
                                          HeedCorpusReading   *readings);
/* Computes the rest of a reading whose forced and kept are set. */
void           heed_corpus_way_read_kept (const HeedCorpusWay *way,
                                          const float         *weights,
                                          const HeedGivenPair *given,
                                          HeedCorpusReading   *reading);
gboolean       heed_corpus_way_translate (HeedModel           *model,
                                          HeedCorpusPair      *pair,
                                          GError             **error);
void           heed_corpus_reading_clear (HeedCorpusReading   *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusWay, heed_corpus_way_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedCorpusReading, heed_corpus_reading_clear)

G_END_DECLS

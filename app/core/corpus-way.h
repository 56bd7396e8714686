/* corpus-way.h — how the pairs of a corpus are read: by which attention, by which rule
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-files.h"
#include "app/core/corpus-rows.h"

G_BEGIN_DECLS

typedef struct {
  GArray             *sites;  /* of HeedAttentionSite, whose mean is read; none: nothing attends */
  HeedLinkOptions     links;
  gboolean            keeps_end;       /* as of HeedLinkReading, like the next */
  gboolean            by_piece;
  gboolean            is_symmetrised;  /* with what a model of the other direction finds */
  HeedSymmetrisation  how;             /* of is_symmetrised */
} HeedCorpusWay;

HeedCorpusWay *heed_corpus_way_new       (HeedModel           *model);
HeedCorpusWay *heed_corpus_way_copy      (const HeedCorpusWay *way);
void           heed_corpus_way_free      (HeedCorpusWay       *way);

/* The same for the model of the other direction: of its attentions those that way reads, if
 * somebody chose them and it has them, else the usual one. */
HeedCorpusWay *heed_corpus_way_turn      (const HeedCorpusWay *way,
                                          HeedModel           *model,
                                          HeedModel           *reverse);

/* "grow-diag" */
const char    *heed_symmetrisation_get_name (HeedSymmetrisation how);
#define HEED_N_SYMMETRISATIONS 4

/* What both found; backward: links of the turned pair. */
HeedAlignment *heed_corpus_way_agree     (const HeedCorpusWay *way,
                                          const HeedAlignment *forward,
                                          const HeedAlignment *backward);

gboolean       heed_corpus_way_is_same   (const HeedCorpusWay *way,
                                          const HeedCorpusWay *other);

/* What was made of one pair. Either problem or all the rest. */
typedef struct {
  GError            *problem;
  HeedForced         forced;
  HeedKeptAttention  kept;
  HeedMatrix        *words;  /* that links are read from; NULL if there is none */
  HeedCorpusLine     line;
} HeedCorpusReading;

/* All heads that there are, layer by layer: what is kept of a pair. */
GArray        *heed_corpus_way_list_heads (HeedModel          *model);

/* How much of each of these heads a way reads. */
float         *heed_corpus_way_dup_weights (const HeedCorpusWay *way,
                                            const GArray        *heads);

/* tokens: as of heed_kept_attention_dup_tokens(), or NULL. */
HeedAlignment *heed_corpus_way_link       (const HeedCorpusWay     *way,
                                           const HeedKeptAttention *kept,
                                           const HeedMatrix        *tokens);

/* n_pairs readings, each to be cleared; links are those of this model alone. A pair without a
 * target is translated first, and has one then. */
void           heed_corpus_way_read      (const HeedCorpusWay *way,
                                          HeedModel           *model,
                                          HeedCorpusPair      *pairs,
                                          guint                n_pairs,
                                          HeedCorpusReading   *readings);
/* Of a pair whose forced and kept are known: what follows from them. */
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

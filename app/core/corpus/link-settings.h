/* link-settings.h — how links are read from a model: by which attention and which rule
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
  HeedSymmetrisation  symmetrisation;  /* if is_symmetrised */
} HeedLinkSettings;

HeedLinkSettings *heed_link_settings_new               (HeedModel              *model);
HeedLinkSettings *heed_link_settings_copy              (const HeedLinkSettings *settings);
void              heed_link_settings_free              (HeedLinkSettings       *settings);

/* Returns the settings for the model of the other direction. The attention is the same if the
 * user chose it and the other model has it; otherwise it is the default one. The links that these
 * settings give are not symmetrised. */
HeedLinkSettings *heed_link_settings_new_reversed      (const HeedLinkSettings *settings,
                                                        HeedModel              *model,
                                                        HeedModel              *reverse);

/* Returns a name such as "grow-diag". */
const char       *heed_symmetrisation_get_name         (HeedSymmetrisation      symmetrisation);
#define HEED_N_SYMMETRISATIONS 4

/* Symmetrises the links of both directions; backward are those of the reversed pair. */
HeedAlignment    *heed_link_settings_symmetrise        (const HeedLinkSettings *settings,
                                                        const HeedAlignment    *forward,
                                                        const HeedAlignment    *backward);

gboolean          heed_link_settings_equal             (const HeedLinkSettings *settings,
                                                        const HeedLinkSettings *other);

/* The result of reading one pair: either problem or everything else. */
typedef struct {
  GError            *problem;
  HeedForced         forced;
  HeedPairAttention  attention;
  HeedMatrix        *words;  /* that links are read from; NULL if there is none */
  HeedCorpusLine     line;
} HeedCorpusReading;

/* Returns all heads, layer by layer: those that are stored for each pair. */
GArray        *heed_link_settings_list_heads       (HeedModel               *model);

/* Returns the share of each of these heads in the attention that links are read from. */
float         *heed_link_settings_dup_head_weights (const HeedLinkSettings  *settings,
                                                    const GArray            *heads);

/* tokens: from heed_pair_attention_dup_tokens(), or NULL. */
HeedAlignment *heed_link_settings_find_links       (const HeedLinkSettings  *settings,
                                                    const HeedPairAttention *attention,
                                                    const HeedMatrix        *tokens);

/* Fills n_pairs readings, to be cleared by the caller; the links are those of this model alone.
 * A pair without a target is translated first, and its target is set. */
void           heed_corpus_read_pairs       (const HeedLinkSettings *settings,
                                             HeedModel              *model,
                                             HeedCorpusPair         *pairs,
                                             guint                   n_pairs,
                                             HeedCorpusReading      *readings);
/* Computes the rest of a reading whose forced and attention are set. */
void           heed_corpus_reading_complete (const HeedLinkSettings *settings,
                                             const float            *weights,
                                             const HeedInputPair    *input,
                                             HeedCorpusReading      *reading);
gboolean       heed_corpus_pair_translate   (HeedModel              *model,
                                             HeedCorpusPair         *pair,
                                             GError                **error);
void           heed_corpus_reading_clear    (HeedCorpusReading      *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedLinkSettings, heed_link_settings_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedCorpusReading, heed_corpus_reading_clear)

G_END_DECLS

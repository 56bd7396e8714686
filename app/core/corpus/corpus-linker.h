/* corpus-linker.h — reading the links of the pairs of a corpus from their stored attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/attention-store.h"
#include "app/core/corpus/link-settings.h"

G_BEGIN_DECLS

/* The stored attention, and how links are read from it; borrowed. */
typedef struct {
  const HeedLinkSettings *settings;
  HeedAttentionStore     *store;
  GArray                 *heads;             /* stored, as in heed_link_settings_list_heads() */
  const HeedLinkSettings *reverse_settings;  /* from heed_link_settings_new_reversed(); like the
                                              * next two NULL if there is no model of the other
                                              * direction */
  HeedAttentionStore     *reverse_store;
  GArray                 *reverse_heads;
} HeedCorpusLinkerInput;

/* The links of one pair, and the attention they were read from. */
typedef struct {
  HeedMatrix    *tokens;   /* NULL if nothing attends */
  HeedMatrix    *words;    /* likewise, or if one side has no word */
  HeedAlignment *links;    /* NULL until the model of the other direction has read the pair */
  HeedMatrix    *weights;  /* that links were read from: words, or the mean of both directions;
                            * NULL as above */
} HeedPairLinks;

/* Immutable; may be used on any thread. */
typedef struct _HeedCorpusLinker HeedCorpusLinker;

HeedCorpusLinker *heed_corpus_linker_new      (const HeedCorpusLinkerInput *input);
HeedCorpusLinker *heed_corpus_linker_ref      (HeedCorpusLinker            *self);
void              heed_corpus_linker_unref    (HeedCorpusLinker            *self);

const HeedLinkSettings *heed_corpus_linker_get_settings (HeedCorpusLinker  *self);

/* Returns FALSE if the attention of the pair is not stored. */
gboolean          heed_corpus_linker_read     (HeedCorpusLinker            *self,
                                               guint                        i,
                                               HeedPairLinks               *pair_links);
void              heed_pair_links_clear       (HeedPairLinks               *pair_links);

/* Updates a row that is done from the links read again, without comparing them with gold links.
 * Returns FALSE as above. */
gboolean          heed_corpus_linker_read_row (HeedCorpusLinker            *self,
                                               guint                        i,
                                               HeedCorpusRow               *row,
                                               HeedAlignment              **links);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusLinker, heed_corpus_linker_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedPairLinks, heed_pair_links_clear)

G_END_DECLS

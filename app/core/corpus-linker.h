/* corpus-linker.h — links of the pairs of a corpus, from the attention that was kept of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-store.h"
#include "app/core/corpus-way.h"

G_BEGIN_DECLS

/* What is kept, and how it is read; borrowed. */
typedef struct {
  const HeedCorpusWay *way;
  HeedCorpusStore     *store;
  GArray              *heads;          /* of it, as of heed_corpus_way_list_heads() */
  const HeedCorpusWay *reverse_way;    /* as of heed_corpus_way_turn(); NULL, like the next two:
                                        * there is no model of the other direction */
  HeedCorpusStore     *reverse_store;
  GArray              *reverse_heads;
} HeedCorpusKept;

/* What was found of one pair. */
typedef struct {
  HeedMatrix    *tokens;   /* NULL: nothing attends */
  HeedMatrix    *words;    /* likewise, or one side has no word */
  HeedAlignment *links;    /* NULL: they wait for the model of the other direction */
  HeedMatrix    *weights;  /* of links: words, or the mean of both directions; NULL as said */
} HeedCorpusFound;

/* Never changes, and may be used on any thread. */
typedef struct _HeedCorpusLinker HeedCorpusLinker;

HeedCorpusLinker *heed_corpus_linker_new      (const HeedCorpusKept *kept);
HeedCorpusLinker *heed_corpus_linker_ref      (HeedCorpusLinker     *self);
void              heed_corpus_linker_unref    (HeedCorpusLinker     *self);

const HeedCorpusWay *heed_corpus_linker_get_way (HeedCorpusLinker   *self);

/* FALSE: of that pair nothing is kept. */
gboolean          heed_corpus_linker_read     (HeedCorpusLinker     *self,
                                               guint                 i,
                                               HeedCorpusFound      *found);
void              heed_corpus_found_clear     (HeedCorpusFound      *found);

/* What a row that is done becomes, judged by no gold links; FALSE as above. */
gboolean          heed_corpus_linker_read_row (HeedCorpusLinker     *self,
                                               guint                 i,
                                               HeedCorpusRow        *row,
                                               HeedAlignment       **links);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusLinker, heed_corpus_linker_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedCorpusFound, heed_corpus_found_clear)

G_END_DECLS

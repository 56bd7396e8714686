/* corpus-filter.h — filtering the pairs of a corpus by words and by ranges of numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "cat aer>0.5 length<0.8": pairs with that word in the source or the target whose numbers
 * are in these ranges.
 */

#pragma once

#include "app/core/corpus/corpus-files.h"
#include "app/core/corpus/corpus-rows.h"

G_BEGIN_DECLS

typedef struct _HeedCorpusFilter HeedCorpusFilter;

HeedCorpusFilter *heed_corpus_filter_new       (const char              *text);
HeedCorpusFilter *heed_corpus_filter_ref       (HeedCorpusFilter        *self);
void              heed_corpus_filter_unref     (HeedCorpusFilter        *self);

gboolean          heed_corpus_filter_has_words (const HeedCorpusFilter  *self);
gboolean          heed_corpus_filter_is_empty  (const HeedCorpusFilter  *self);

/* Returns whether the row is in all ranges; a missing number is in no range. i counts from 0. */
gboolean          heed_corpus_filter_has_row   (const HeedCorpusFilter  *self,
                                                const HeedCorpusRow     *row,
                                                guint                    i);

/* Returns whether the pair contains all words, ignoring case, also within longer words. */
gboolean          heed_corpus_filter_has_pair  (const HeedCorpusFilter  *self,
                                                const HeedCorpusPair    *pair);

/* Returns the name of a number in filters, in heed-cli and in exported files, such as "aer". */
const char       *heed_measure_get_name        (HeedMeasure              measure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusFilter, heed_corpus_filter_unref)

G_END_DECLS

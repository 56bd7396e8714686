/* open-corpus.h — the corpus that is open beside a document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     open = heed_open_corpus_of (document)
 *
 * The page Corpus sets its corpus, and the pair that it opens on another page. Other pages find
 * both here, and ask for a step of a pair, which the page Corpus then shows.
 */

#pragma once

#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

#define HEED_TYPE_OPEN_CORPUS (heed_open_corpus_get_type ())
G_DECLARE_FINAL_TYPE (HeedOpenCorpus, heed_open_corpus, HEED, OPEN_CORPUS, GObject)

/* Returns the object of a document, which owns it. Borrowed. */
HeedOpenCorpus *heed_open_corpus_of       (HeedDocument   *document);

/* NULL: none; ::changed reports another one. It is read with the document's model. */
HeedCorpus     *heed_open_corpus_get      (HeedOpenCorpus *self);
void            heed_open_corpus_set      (HeedOpenCorpus *self,
                                           HeedCorpus     *corpus);

/* The pair that the document shows; -1 if its sentence is not the one that was opened. */
void            heed_open_corpus_set_pair (HeedOpenCorpus *self,
                                           guint           pair);
int             heed_open_corpus_get_pair (HeedOpenCorpus *self);

/* Emits ::step-wanted with the pair and the step. */
void            heed_open_corpus_want     (HeedOpenCorpus *self,
                                           guint           pair,
                                           guint           step);

G_END_DECLS

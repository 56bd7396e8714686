/* small-corpus.h — some hundred pairs in files, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/corpus/corpus.h"
#include "app/window/pages/corpus/corpus-neighbours-button.h"

G_BEGIN_DECLS

typedef struct {
  char *folder;
  char *source;
  char *target;
  char *gold;
} SmallCorpus;

/* n_pairs lines in each of three files: English, French, links. */
void small_corpus_write (SmallCorpus *corpus,
                         guint        n_pairs);
void small_corpus_clear (SmallCorpus *corpus);

/* Its files, as they are opened; the gold file too if has_gold. */
void small_corpus_open  (SmallCorpus *corpus,
                         HeedCorpus  *opened,
                         gboolean     has_gold);

/* Such files, not opened yet, and what reads them with a model that ships. */
typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  HeedCorpus       *corpus;
  SmallCorpus       files;
} CorpusFixture;

void corpus_fixture_set_up    (CorpusFixture *fixture,
                               const char    *model,
                               guint          n_pairs);
void corpus_fixture_tear_down (CorpusFixture *fixture);

/* Iterates the main loop until then. */
void wait_for_corpus    (HeedCorpus      *corpus,
                         HeedCorpusState  state);

/* Asks for the steps nearest to the button's, and returns the table once it has rows. */
HeedNumberTable *find_nearest (HeedCorpusNeighboursButton *button);

/* Checks the first row of that table, as it is displayed. */
void assert_nearest     (HeedNumberTable *table,
                         const char      *pair,
                         const char      *word,
                         const char      *cosine);

/* One with a model that ships; it is there when this returns. */
HeedDocument *open_document (HeedEngineWorker *worker,
                             const char       *model);

G_END_DECLS

/* corpus-reverse.h — reading a corpus with a model of the other direction, to symmetrise links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A model of the other direction reads the same pairs, with their targets as its sources;
 * the attention of all its heads is stored. It reads while this is wanted and has not been stopped.
 */

#pragma once

#include "app/core/corpus/corpus-run.h"

G_BEGIN_DECLS

typedef enum {
  HEED_REVERSE_NONE,     /* there is no model */
  HEED_REVERSE_OPENING,
  HEED_REVERSE_WAITING,  /* for pairs, or until reading is wanted */
  HEED_REVERSE_READING,
  HEED_REVERSE_STOPPED,
  HEED_REVERSE_READ
} HeedReverseState;

/* The progress of reading. */
typedef struct {
  guint  n_done;
  guint  n_pairs;
  double rate;     /* pairs per second; 0 if not known yet */
} HeedCorpusProgress;

/* Called on the main thread. */
typedef struct {
  void (*opened)  (gpointer              data);  /* with another model, or none */
  void (*failed)  (const GError         *error,  /* the present model stays */
                   gpointer              data);
  void (*read)    (const HeedCorpusNews *news,   /* whose attention is stored now */
                   guint                 n_news,
                   gpointer              data);
  void (*changed) (gpointer              data);  /* state or progress */
} HeedCorpusReverseFuncs;

typedef struct _HeedCorpusReverse HeedCorpusReverse;

HeedCorpusReverse  *heed_corpus_reverse_new          (HeedEngineWorker             *worker,
                                                      const HeedCorpusReverseFuncs *funcs,
                                                      gpointer                      data);
void                heed_corpus_reverse_free         (HeedCorpusReverse            *self);

/* Opens another model in the background; path is NULL for none. */
void                heed_corpus_reverse_open         (HeedCorpusReverse            *self,
                                                      const char                   *path);

/* Sets the pairs to read; files may be NULL. The translator produces missing targets. */
void                heed_corpus_reverse_set_files    (HeedCorpusReverse            *self,
                                                      HeedCorpusFiles              *files,
                                                      HeedModel                    *translator);
void                heed_corpus_reverse_want         (HeedCorpusReverse            *self,
                                                      gboolean                      is_wanted);
void                heed_corpus_reverse_stop         (HeedCorpusReverse            *self);
void                heed_corpus_reverse_resume       (HeedCorpusReverse            *self);

HeedReverseState    heed_corpus_reverse_get_state    (HeedCorpusReverse            *self);
HeedCorpusProgress  heed_corpus_reverse_get_progress (HeedCorpusReverse            *self);

/* Borrowed; NULL if there is none. The store is also NULL without files. */
HeedModel          *heed_corpus_reverse_get_model    (HeedCorpusReverse            *self);
const char         *heed_corpus_reverse_get_path     (HeedCorpusReverse            *self);
HeedAttentionStore *heed_corpus_reverse_get_store    (HeedCorpusReverse            *self);
GArray             *heed_corpus_reverse_get_heads    (HeedCorpusReverse            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusReverse, heed_corpus_reverse_free)

G_END_DECLS

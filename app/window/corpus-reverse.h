/* corpus-reverse.h — a corpus read the other way round, to agree with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A model of the other direction reads the same pairs, with their targets as its sources; all
 * its heads are kept. It reads while somebody wants it and nobody stopped it.
 */

#pragma once

#include "app/core/corpus-run.h"

G_BEGIN_DECLS

typedef enum {
  HEED_REVERSE_NONE,     /* there is no model */
  HEED_REVERSE_OPENING,
  HEED_REVERSE_WAITING,  /* for pairs, or for somebody who wants them read */
  HEED_REVERSE_READING,
  HEED_REVERSE_STOPPED,
  HEED_REVERSE_READ
} HeedReverseState;

/* How it goes. */
typedef struct {
  guint  n_done;
  guint  n_pairs;
  double rate;     /* pairs a second; 0: not known yet */
} HeedCorpusProgress;

/* On the main thread. */
typedef struct {
  void (*opened)  (gpointer              data);  /* another model, or none */
  void (*failed)  (const GError         *error,  /* what there was is there still */
                   gpointer              data);
  void (*read)    (const HeedCorpusNews *news,   /* these are kept now */
                   guint                 n_news,
                   gpointer              data);
  void (*changed) (gpointer              data);  /* state or progress */
} HeedCorpusReverseFuncs;

typedef struct _HeedCorpusReverse HeedCorpusReverse;

HeedCorpusReverse *heed_corpus_reverse_new          (HeedEngineWorker             *worker,
                                                     const HeedCorpusReverseFuncs *funcs,
                                                     gpointer                      data);
void               heed_corpus_reverse_free         (HeedCorpusReverse            *self);

/* path NULL: none any more. */
void               heed_corpus_reverse_open         (HeedCorpusReverse            *self,
                                                     const char                   *path);

/* Whose pairs; files NULL: nobody's. The translator makes targets where there are none. */
void               heed_corpus_reverse_set_files    (HeedCorpusReverse            *self,
                                                     HeedCorpusFiles              *files,
                                                     HeedModel                    *translator);
void               heed_corpus_reverse_want         (HeedCorpusReverse            *self,
                                                     gboolean                      is_wanted);
void               heed_corpus_reverse_stop         (HeedCorpusReverse            *self);
void               heed_corpus_reverse_resume       (HeedCorpusReverse            *self);

HeedReverseState   heed_corpus_reverse_get_state    (HeedCorpusReverse            *self);
HeedCorpusProgress heed_corpus_reverse_get_progress (HeedCorpusReverse            *self);

/* Borrowed; NULL: there is none. The store: without files likewise. */
HeedModel         *heed_corpus_reverse_get_model    (HeedCorpusReverse            *self);
const char        *heed_corpus_reverse_get_path     (HeedCorpusReverse            *self);
HeedCorpusStore   *heed_corpus_reverse_get_store    (HeedCorpusReverse            *self);
GArray            *heed_corpus_reverse_get_heads    (HeedCorpusReverse            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusReverse, heed_corpus_reverse_free)

G_END_DECLS

/* corpus.h — the corpus that a person looks at, and how far it has been read
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Read with the model of a document, from the start again if that gets another one.
 */

#pragma once

#include "app/core/corpus-linker.h"
#include "app/window/corpus-reverse.h"
#include "app/window/document.h"

G_BEGIN_DECLS

typedef enum {
  HEED_CORPUS_EMPTY,    /* none was opened */
  HEED_CORPUS_OPENING,  /* its lines are checked; what was there before is there still */
  HEED_CORPUS_WAITING,  /* for a model */
  HEED_CORPUS_READING,
  HEED_CORPUS_STOPPED,
  HEED_CORPUS_READ
} HeedCorpusState;

#define HEED_TYPE_CORPUS (heed_corpus_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpus, heed_corpus, HEED, CORPUS, GObject)

HeedCorpus          *heed_corpus_new           (HeedDocument       *document);

/* One to three files in any order; ended by NULL. */
void                 heed_corpus_open          (HeedCorpus         *self,
                                                const char *const  *paths);
void                 heed_corpus_reopen        (HeedCorpus            *self,
                                                const HeedCorpusRoles *roles);

/* What a session has of it, and takes of it; FALSE: nothing is open. */
void                 heed_corpus_restore       (HeedCorpus            *self,
                                                const HeedCorpusRoles *roles,
                                                const HeedCorpusWay   *way,
                                                const char            *reverse);
gboolean             heed_corpus_get_roles     (HeedCorpus            *self,
                                                HeedCorpusRoles       *roles);

/* The files that somebody asked for last, whether they could be opened or not, and what tells
 * sources from targets; NULL: none yet. */
const char *const   *heed_corpus_get_given     (HeedCorpus            *self);
HeedCorpusLanguages  heed_corpus_get_languages (HeedCorpus            *self);

void                 heed_corpus_stop          (HeedCorpus         *self);
void                 heed_corpus_resume        (HeedCorpus         *self);

HeedCorpusState      heed_corpus_get_state     (HeedCorpus         *self);
HeedCorpusProgress   heed_corpus_get_progress  (HeedCorpus         *self);

/* How links are read: as a copy of way. What was read before is read again from what was kept
 * of it, or, where there was no room, by the model. */
void                 heed_corpus_set_way       (HeedCorpus          *self,
                                                const HeedCorpusWay *way);
gboolean             heed_corpus_is_rereading  (HeedCorpus          *self);
gboolean             heed_corpus_is_settled    (HeedCorpus          *self);

typedef enum {
  HEED_PROBES_NOT_WANTED,
  HEED_PROBES_UNDER_WAY,   /* or to begin, once all pairs were read */
  HEED_PROBES_STOPPED,
  HEED_PROBES_DONE
} HeedProbesState;

/* Why something is missing in pairs, or made up: asked of all of them, while somebody wants to
 * know; it can be paused. */
void                 heed_corpus_want_probes   (HeedCorpus          *self,
                                                gboolean             wants_probes);
void                 heed_corpus_pause_probes  (HeedCorpus          *self,
                                                gboolean             is_paused);
HeedProbesState      heed_corpus_get_probes    (HeedCorpus          *self,
                                                HeedCorpusProgress  *progress);

/* What a way is symmetrised with. */
HeedCorpusReverse   *heed_corpus_get_reverse   (HeedCorpus          *self);

/* The attention that is kept; NULL: none is. */
HeedCorpusStore     *heed_corpus_get_store     (HeedCorpus          *self);
GArray              *heed_corpus_get_heads     (HeedCorpus          *self);

/* Of all pairs that are kept; NULL: none is. Its way is the one that links are read in. */
HeedCorpusLinker    *heed_corpus_get_linker    (HeedCorpus          *self);

/* Borrowed; NULL: none was opened. They change with ::opened alone. */
HeedCorpusFiles     *heed_corpus_get_files     (HeedCorpus         *self);
HeedCorpusRows      *heed_corpus_get_rows      (HeedCorpus         *self);
const HeedCorpusWay *heed_corpus_get_way       (HeedCorpus         *self);
HeedModel           *heed_corpus_get_model     (HeedCorpus         *self);
HeedEngineWorker    *heed_corpus_get_worker    (HeedCorpus         *self);

/* Keeps what every row is now, and under which name, to compare with whatever comes: another
 * model, another way. */
void                 heed_corpus_keep          (HeedCorpus         *self,
                                                const char         *name);

/* FALSE: nothing was kept, or no row has gold links in both. */
typedef struct {
  const char   *name;        /* what was kept */
  guint         n_pairs;     /* with gold links in both */
  double        kept;        /* error rates of these */
  double        now;
  HeedInterval  difference;  /* 95 of 100 of now - kept lie there; NAN in it: not drawn yet */
} HeedCorpusComparison;

gboolean             heed_corpus_compare       (HeedCorpus           *self,
                                                HeedCorpusComparison *comparison);

/* Its gold links were edited: what was found is judged again, from what was kept. */
void                 heed_corpus_gold_changed  (HeedCorpus          *self,
                                                guint                pair);

/* Gold links of a pair are others, or found ones are looked at again. */
void                 heed_corpus_judge_again   (HeedCorpus          *self,
                                                guint                pair,
                                                const HeedAlignment *found);

/* With the interval as of some seconds ago; NAN in it: none yet. */
HeedCorpusSummary    heed_corpus_summarise     (HeedCorpus         *self);

/* ::sighted tells of it. */
void                 heed_corpus_look          (HeedCorpus         *self,
                                                guint               pair);

G_END_DECLS

/* corpus.h — the corpus that is open, and how far it has been read
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It is read with the model of a document, and read again if the document's model changes.
 */

#pragma once

#include "app/core/corpus/corpus-linker.h"
#include "app/window/corpus/corpus-reverse.h"
#include "app/window/document/document.h"

G_BEGIN_DECLS

typedef enum {
  HEED_CORPUS_EMPTY,    /* no corpus is open */
  HEED_CORPUS_OPENING,  /* its lines are checked; the previous corpus is still there */
  HEED_CORPUS_WAITING,  /* for a model */
  HEED_CORPUS_READING,
  HEED_CORPUS_STOPPED,
  HEED_CORPUS_READ
} HeedCorpusState;

#define HEED_TYPE_CORPUS (heed_corpus_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpus, heed_corpus, HEED, CORPUS, GObject)

HeedCorpus          *heed_corpus_new                 (HeedDocument       *document);

/* Opens one to three files in any order; NULL-terminated. */
void                 heed_corpus_open                (HeedCorpus         *self,
                                                      const char *const  *paths);
void                 heed_corpus_reopen              (HeedCorpus             *self,
                                                      const HeedCorpusRoles  *roles);

/* Restores a corpus from a session, and returns what a session saves; FALSE if no corpus is
 * open. */
void                 heed_corpus_restore             (HeedCorpus             *self,
                                                      const HeedCorpusRoles  *roles,
                                                      const HeedLinkSettings *settings,
                                                      const char             *reverse);
gboolean             heed_corpus_get_roles           (HeedCorpus             *self,
                                                      HeedCorpusRoles        *roles);

/* The files requested last, even if they could not be opened (NULL if there are none), and the
 * languages that tell sources from targets. */
const char *const   *heed_corpus_get_requested_paths (HeedCorpus             *self);
HeedCorpusLanguages  heed_corpus_get_languages       (HeedCorpus             *self);

void                 heed_corpus_stop                (HeedCorpus         *self);
void                 heed_corpus_resume              (HeedCorpus         *self);

HeedCorpusState      heed_corpus_get_state           (HeedCorpus         *self);
HeedCorpusProgress   heed_corpus_get_progress        (HeedCorpus         *self);

/* Sets how links are read; copies settings. The links of pairs read before are read again from the
 * stored attention, or by the model if the pair is not stored. */
void                 heed_corpus_set_link_settings   (HeedCorpus             *self,
                                                      const HeedLinkSettings *settings);
gboolean             heed_corpus_is_relinking        (HeedCorpus             *self);
gboolean             heed_corpus_is_settled          (HeedCorpus             *self);

typedef enum {
  HEED_PROBES_NOT_WANTED,
  HEED_PROBES_UNDER_WAY,   /* or waiting until all pairs have been read */
  HEED_PROBES_STOPPED,
  HEED_PROBES_DONE
} HeedProbesState;

/* The omission probe, which looks for missing and invented words: runs over all pairs while it
 * is wanted; it can be paused. */
void                    heed_corpus_want_probes        (HeedCorpus          *self,
                                                        gboolean             wants_probes);
void                    heed_corpus_pause_probes       (HeedCorpus          *self,
                                                        gboolean             is_paused);
HeedProbesState         heed_corpus_get_probes         (HeedCorpus          *self,
                                                        HeedCorpusProgress  *progress);

/* Returns the model of the other direction, whose links those of the corpus are symmetrised
 * with. */
HeedCorpusReverse      *heed_corpus_get_reverse        (HeedCorpus          *self);

/* The store of attention, and the heads in it; NULL if nothing is stored. */
HeedAttentionStore     *heed_corpus_get_store          (HeedCorpus          *self);
GArray                 *heed_corpus_get_heads          (HeedCorpus          *self);

/* Returns the linker of all stored pairs, which has the present link settings; NULL if nothing is
 * stored. */
HeedCorpusLinker       *heed_corpus_get_linker         (HeedCorpus          *self);

/* Borrowed; NULL if no corpus is open. They change only with ::opened. */
HeedCorpusFiles        *heed_corpus_get_files          (HeedCorpus         *self);
HeedCorpusRows         *heed_corpus_get_rows           (HeedCorpus         *self);
const HeedLinkSettings *heed_corpus_get_link_settings  (HeedCorpus         *self);
HeedModel              *heed_corpus_get_model          (HeedCorpus         *self);
HeedEngineWorker       *heed_corpus_get_worker         (HeedCorpus         *self);

/* Makes the current numbers of every row the baseline, under a name, for comparison with another
 * model or other link settings. */
void                    heed_corpus_set_baseline       (HeedCorpus         *self,
                                                        const char         *name);

/* Compares the rows with the baseline. Returns FALSE if there is none, or no row has gold
 * links in both. */
typedef struct {
  const char   *name;        /* of the baseline */
  guint         n_pairs;     /* with gold links in both */
  double        baseline;    /* error rates of these pairs */
  double        now;
  HeedInterval  difference;  /* 95% interval of now - baseline; NAN if not computed yet */
} HeedCorpusComparison;

gboolean             heed_corpus_compare        (HeedCorpus           *self,
                                                 HeedCorpusComparison *comparison);

/* To be called when the gold links of a pair were edited: compares them with the links read from
 * the stored attention. */
void                 heed_corpus_gold_changed   (HeedCorpus          *self,
                                                 guint                pair);

/* Compares the given links of a pair with its gold links again, and updates its row. */
void                 heed_corpus_evaluate_pair  (HeedCorpus          *self,
                                                 guint                pair,
                                                 const HeedAlignment *found);

/* The interval in it may be some seconds old; NAN if not computed yet. */
HeedCorpusSummary    heed_corpus_summarise      (HeedCorpus         *self);

/* Reads one pair with its attention in the background, then emits ::pair-loaded. */
void                 heed_corpus_load_pair      (HeedCorpus         *self,
                                                 guint               pair);

G_END_DECLS

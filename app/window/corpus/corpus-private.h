/* corpus-private.h — the internals of a corpus object, for the files that implement it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-intervals.h"
#include "app/core/corpus/corpus-prober.h"
#include "app/core/corpus/corpus-relink.h"
#include "app/core/links/found-links.h"
#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

struct _HeedCorpus
{
  GObject               parent_instance;

  HeedDocument         *document;
  HeedCorpusRun        *run;
  HeedModel            *model;              /* that read the rows; NULL if there is none */
  HeedCorpusFiles      *files;              /* NULL if no corpus is open */
  HeedCorpusRows       *rows;               /* likewise */
  HeedFoundLinks       *found;              /* of the rows with gold links */
  HeedLinkSettings     *settings;           /* NULL without a model */
  char                **requested_paths;    /* the files requested last; NULL if there are none */
  HeedLinkSettings     *wanted_settings;    /* for the next corpus; NULL for the default */
  GCancellable         *opening;            /* NULL while nothing is being opened */
  HeedAttentionStore   *store;              /* NULL without rows and a model */
  GArray               *heads;              /* that are in the store */
  HeedCorpusReverse    *reverse;
  HeedLinkSettings     *reverse_settings;   /* NULL without a model of the other direction */
  HeedCorpusLinker     *linker;             /* NULL without a store */
  HeedCorpusProber     *prober;
  gboolean              wants_probes;
  gboolean              is_probing;
  gboolean              has_stopped_probing;  /* by the user */
  GCancellable         *relinking;          /* NULL while no links are being read again */
  GArray               *pending;            /* of guint: pairs whose links are to be read again */
  HeedCorpusState       state;              /* never OPENING */

  gint64                began;              /* when reading the present rows began */
  guint                 n_done_before;
  guint                 changed_source;

  HeedCorpusIntervals  *intervals;
  char                 *baseline_name;      /* NULL if there is no baseline */
};

/* The files that were requested, and how the next corpus is read. Takes ownership of
 * requested_paths. */
void heed_corpus_take_requested_paths (HeedCorpus            *self,
                                       char                 **requested_paths);
void heed_corpus_take_roles           (HeedCorpus            *self,
                                       const HeedCorpusRoles *roles);
void heed_corpus_forget_request       (HeedCorpus            *self);
void heed_corpus_take_wanted_settings (HeedCorpus            *self);

/* Emits ::changed, at once or within a quarter of a second. */
void heed_corpus_emit_changed      (HeedCorpus           *self);
void heed_corpus_emit_changed_soon (HeedCorpus           *self);

/* Compares the links found with the gold links of the pair. */
void heed_corpus_evaluate_row      (HeedCorpus           *self,
                                    guint                 i,
                                    HeedCorpusRow        *row,
                                    const HeedAlignment  *found);
void heed_corpus_take_news         (HeedCorpus           *self,
                                    const HeedCorpusNews *news,
                                    guint                 n_news);

/* Reads the waiting rows. */
void heed_corpus_read_waiting      (HeedCorpus           *self);

/* The omission probe: handles new results; forgets all results, after the pairs or the attention
 * changed; probes the remaining pairs, if wanted. */
void heed_corpus_probed_cb         (const HeedProbeNews  *news,
                                    guint                 n_news,
                                    gboolean              is_over,
                                    gpointer              data);
void heed_corpus_forget_probes     (HeedCorpus           *self);
void heed_corpus_probe_rest        (HeedCorpus           *self);

/* To be called when the link settings, or the stores that links are read from, have changed. */
void heed_corpus_renew_linker      (HeedCorpus           *self);

/* Reads the links of all pairs again from the stored attention; or those of some pairs, soon. */
void heed_corpus_relink            (HeedCorpus           *self);
void heed_corpus_stop_relinking    (HeedCorpus           *self);
void heed_corpus_relink_pairs      (HeedCorpus           *self,
                                    const HeedCorpusNews *news,
                                    guint                 n_news);

G_END_DECLS

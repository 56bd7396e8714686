/* corpus-private.h — what the files of a corpus that is looked at share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-intervals.h"
#include "app/core/corpus-prober.h"
#include "app/core/corpus-reread.h"
#include "app/core/found-links.h"
#include "app/window/corpus.h"

G_BEGIN_DECLS

struct _HeedCorpus
{
  GObject               parent_instance;

  HeedDocument         *document;
  HeedCorpusRun        *run;
  HeedModel            *model;         /* that the rows are of; NULL: none */
  HeedCorpusFiles      *files;         /* NULL: none was opened */
  HeedCorpusRows       *rows;          /* likewise */
  HeedFoundLinks       *found;         /* of rows with gold links */
  HeedCorpusWay        *way;           /* NULL without a model */
  char                **given;         /* files that were asked for last; NULL: none */
  HeedCorpusWay        *wanted_way;    /* of the next corpus; NULL: as usual */
  GCancellable         *opening;       /* NULL: nothing is opened */
  HeedCorpusStore      *store;         /* NULL without rows and a model */
  GArray               *heads;         /* that are kept there */
  HeedCorpusReverse    *reverse;
  HeedCorpusWay        *reverse_way;   /* NULL without a model of the other direction */
  HeedCorpusLinker     *linker;        /* NULL without a store */
  HeedCorpusProber     *prober;
  gboolean              wants_probes;
  gboolean              is_probing;
  gboolean              has_stopped_probing;  /* a person has */
  GCancellable         *rereading;     /* NULL: links are not read again */
  GArray               *pending;       /* of guint: pairs whose links are to be read again */
  HeedCorpusState       state;         /* but for OPENING */

  gint64                began;         /* when the rows were begun that are read now */
  guint                 n_done_before;
  guint                 tell_source;

  HeedCorpusIntervals  *intervals;
  char                 *kept_name;     /* NULL: nothing is kept to compare with */
};

/* The files that were asked for; how the next corpus is read. Given is taken. */
void heed_corpus_take_given      (HeedCorpus            *self,
                                  char                 **given);
void heed_corpus_take_roles      (HeedCorpus            *self,
                                  const HeedCorpusRoles *roles);
void heed_corpus_forget_given    (HeedCorpus            *self);
void heed_corpus_take_wanted_way (HeedCorpus            *self);

/* ::changed, at once or within the next quarter of a second. */
void heed_corpus_tell           (HeedCorpus           *self);
void heed_corpus_tell_soon      (HeedCorpus           *self);

/* By the gold links of the pair. */
void heed_corpus_judge          (HeedCorpus           *self,
                                 guint                 i,
                                 HeedCorpusRow        *row,
                                 const HeedAlignment  *found);
void heed_corpus_take_news      (HeedCorpus           *self,
                                 const HeedCorpusNews *news,
                                 guint                 n_news);

/* The rows that wait. */
void heed_corpus_read_on        (HeedCorpus           *self);

/* What is missing in pairs: news of it; all that is known is of something else; what is left is
 * asked, if somebody wants it. */
void heed_corpus_probed_cb      (const HeedProbeNews  *news,
                                 guint                 n_news,
                                 gboolean              is_over,
                                 gpointer              data);
void heed_corpus_forget_probes  (HeedCorpus           *self);
void heed_corpus_probe_rest     (HeedCorpus           *self);

/* How links are read is another way now, or what there is to read them from. */
void heed_corpus_renew_linker   (HeedCorpus           *self);

/* All that was read, from what was kept of it; or of some pairs, soon. */
void heed_corpus_read_again     (HeedCorpus           *self);
void heed_corpus_stop_rereading (HeedCorpus           *self);
void heed_corpus_reread_pairs   (HeedCorpus           *self,
                                 const HeedCorpusNews *news,
                                 guint                 n_news);

G_END_DECLS

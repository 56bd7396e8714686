/* corpus.c — the corpus that a person looks at, and how far it has been read
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files are opened on threads of GIO; the model reads on the engine's. What comes from
 * them is taken on the main thread, and told of at most some times a second.
 */

#include "app/window/corpus.h"

#include "app/core/corpus-intervals.h"
#include "app/core/corpus-opener.h"

/* Of the disk, for reading links again. */
#define STORE_BYTES ((guint64) 1024 * 1024 * 1024)

#define TELL_MS     250

struct _HeedCorpus
{
  GObject               parent_instance;

  HeedDocument         *document;
  HeedCorpusRun        *run;
  HeedModel            *model;         /* that the rows are of; NULL: none */
  HeedCorpusFiles      *files;         /* NULL: none was opened */
  HeedCorpusRows       *rows;          /* likewise */
  HeedCorpusWay        *way;           /* NULL without a model */
  GCancellable         *opening;       /* NULL: nothing is opened */
  HeedCorpusStore      *store;         /* NULL without rows and a model */
  GArray               *heads;         /* that are kept there */
  GCancellable         *rereading;     /* NULL: links are not read again */
  HeedCorpusState       state;         /* but for OPENING */

  gint64                began;         /* when the rows were begun that are read now */
  guint                 n_done_before;
  guint                 tell_source;

  HeedCorpusIntervals  *intervals;
  char                 *kept_name;     /* NULL: nothing is kept to compare with */
};

enum {
  SIGNAL_OPENED,
  SIGNAL_FAILED,
  SIGNAL_CHANGED,
  SIGNAL_SIGHTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCorpus, heed_corpus, G_TYPE_OBJECT)

/* --- Telling ------------------------------------------------------------- */

static void
draw_intervals (HeedCorpus *self)
{
  if (self->rows != NULL)
    heed_corpus_intervals_draw (self->intervals, self->rows, self->state != HEED_CORPUS_READ);
}

static void
tell (HeedCorpus *self)
{
  g_clear_handle_id (&self->tell_source, g_source_remove);
  draw_intervals (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
tell_cb (gpointer data)
{
  HeedCorpus *self = data;

  self->tell_source = 0;
  tell (self);

  return G_SOURCE_REMOVE;
}

static void
tell_soon (HeedCorpus *self)
{
  if (self->tell_source == 0)
    self->tell_source = g_timeout_add (TELL_MS, tell_cb, self);
}

static void
drawn_cb (gpointer data)
{
  HeedCorpus *self = data;

  draw_intervals (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- Reading ------------------------------------------------------------- */

static void
judge (HeedCorpus          *self,
       guint                i,
       HeedCorpusRow       *row,
       const HeedAlignment *found)
{
  if (row->state == HEED_ROW_DONE)
    heed_corpus_row_judge (row, found,
                           heed_corpus_files_find_gold (self->files, i, row->n_source_words,
                                                        row->n_target_words, NULL));
}

static void
take_news (HeedCorpus           *self,
           const HeedCorpusNews *news,
           guint                 n_news)
{
  for (guint k = 0; k < n_news; k++)
    {
      HeedCorpusRow row = news[k].row;

      judge (self, news[k].i, &row, news[k].links);
      heed_corpus_rows_set (self->rows, news[k].i, &row);
    }
}

static void
read_cb (const HeedCorpusNews *news,
         guint                 n_news,
         gboolean              is_over,
         gpointer              data)
{
  HeedCorpus *self = data;

  take_news (self, news, n_news);

  if (is_over)
    {
      self->state = HEED_CORPUS_READ;
      tell (self);
    }
  else
    tell_soon (self);
}

static void
looked_cb (const HeedCorpusSight *sight,
           gpointer               data)
{
  g_signal_emit (data, signals[SIGNAL_SIGHTED], 0, sight);
}

static HeedCorpusJob
get_job (HeedCorpus *self)
{
  return (HeedCorpusJob) { self->model, self->files, self->way, self->store };
}

static void
read_on (HeedCorpus *self)
{
  const HeedCorpusJob job = get_job (self);

  self->state = HEED_CORPUS_READING;
  self->began = g_get_monotonic_time ();
  self->n_done_before = heed_corpus_rows_get_n_done (self->rows);
  heed_corpus_run_read (self->run, &job, self->rows);
  tell (self);
}

static void
forget_rows (HeedCorpus *self)
{
  guint n = heed_corpus_files_get_facts (self->files)->n_pairs;
  HeedCorpusRow waiting = { .state = HEED_ROW_WAITING };

  for (guint i = 0; i < n; i++)
    heed_corpus_rows_set (self->rows, i, &waiting);

  heed_corpus_intervals_forget (self->intervals);
}

/* --- Reading links again -------------------------------------------------- */

static void
stop_rereading (HeedCorpus *self)
{
  if (self->rereading != NULL)
    g_cancellable_cancel (self->rereading);
  g_clear_object (&self->rereading);
}

static void
reread_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(HeedCorpus) self = user_data;
  g_autoptr(GArray) read = heed_corpus_reread_finish (result, NULL);

  /* A newer one is under way, or all is over. */
  if (self->document == NULL || g_task_get_cancellable (G_TASK (result)) != self->rereading)
    return;

  g_clear_object (&self->rereading);
  if (read == NULL)
    return;

  heed_corpus_intervals_outdate (self->intervals);
  take_news (self, (const HeedCorpusNews *) (gpointer) read->data, read->len);
  tell (self);
}

/* What is done and kept; what is not kept waits for the model again. */
static GArray *
list_kept (HeedCorpus *self)
{
  GArray *kept = heed_corpus_news_new_list ();
  const HeedCorpusRow waiting = { .state = HEED_ROW_WAITING };

  for (guint i = 0; i < heed_corpus_rows_get_n (self->rows); i++)
    {
      HeedCorpusNews news = { i, *heed_corpus_rows_get (self->rows, i), NULL };

      if (news.row.state == HEED_ROW_DONE && heed_corpus_store_has (self->store, i))
        g_array_append_val (kept, news);
      else if (news.row.state == HEED_ROW_DONE)
        heed_corpus_rows_set (self->rows, i, &waiting);
    }

  return kept;
}

static void
read_again (HeedCorpus *self)
{
  const HeedCorpusReread reread = { self->store, self->way, self->heads };
  gboolean is_stopped = self->state == HEED_CORPUS_STOPPED;

  stop_rereading (self);
  heed_corpus_run_stop (self->run);
  heed_corpus_intervals_forget (self->intervals);
  self->rereading = g_cancellable_new ();
  heed_corpus_reread_async (&reread, list_kept (self), self->rereading, reread_cb,
                            g_object_ref (self));

  if (!is_stopped && heed_corpus_rows_get_n_done (self->rows) < heed_corpus_rows_get_n (self->rows))
    read_on (self);
  else
    tell (self);
}

/* With the model that the document has now. */
static void
begin (HeedCorpus *self)
{
  HeedModel *model = heed_document_get_model (self->document);

  heed_corpus_run_stop (self->run);
  stop_rereading (self);
  g_clear_pointer (&self->model, heed_model_unref);
  g_clear_pointer (&self->way, heed_corpus_way_free);
  g_clear_pointer (&self->heads, g_array_unref);
  g_clear_pointer (&self->store, heed_corpus_store_unref);
  self->state = self->files != NULL ? HEED_CORPUS_WAITING : HEED_CORPUS_EMPTY;
  if (model == NULL)
    return;

  self->model = heed_model_ref (model);
  self->way = heed_corpus_way_new (model);
  self->heads = heed_corpus_way_list_heads (model);
  if (self->files == NULL)
    return;

  self->store = heed_corpus_store_new (heed_corpus_files_get_facts (self->files)->n_pairs,
                                       STORE_BYTES);

  forget_rows (self);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  read_on (self);
}

static void
model_changed_cb (HeedCorpus *self)
{
  if (heed_document_get_model (self->document) != self->model)
    begin (self);
}

/* --- Opening ------------------------------------------------------------- */

static void
take_files (HeedCorpus      *self,
            HeedCorpusFiles *files)
{
  heed_corpus_run_stop (self->run);
  g_clear_pointer (&self->files, heed_corpus_files_unref);
  g_clear_pointer (&self->rows, heed_corpus_rows_free);
  self->files = files;
  self->rows = heed_corpus_rows_new (heed_corpus_files_get_facts (files)->n_pairs);
  g_clear_pointer (&self->kept_name, g_free);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  begin (self);
  tell (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(HeedCorpus) self = user_data;
  g_autoptr(GError) error = NULL;
  HeedCorpusFiles *files = heed_corpus_opener_finish (result, &error);

  /* A newer one is under way, or all is over. */
  if (self->document == NULL || g_task_get_cancellable (G_TASK (result)) != self->opening)
    {
      g_clear_pointer (&files, heed_corpus_files_unref);
      return;
    }

  g_clear_object (&self->opening);
  if (files != NULL)
    take_files (self, files);
  else
    {
      tell (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    }
}

/* What the model reads and writes tells which file is which. */
static HeedCorpusLanguages
get_languages (HeedCorpus *self)
{
  HeedModel *model = heed_document_get_model (self->document);
  const HeedModelInfo *info = model != NULL ? heed_model_get_info (model) : NULL;

  return (HeedCorpusLanguages) { info != NULL ? info->source_language : "",
                                 info != NULL ? info->target_language : "" };
}

static GCancellable *
begin_to_open (HeedCorpus *self)
{
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();

  return self->opening;
}

/* --- The object ---------------------------------------------------------- */

static void
heed_corpus_dispose (GObject *object)
{
  HeedCorpus *self = HEED_CORPUS (object);

  g_clear_handle_id (&self->tell_source, g_source_remove);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  stop_rereading (self);
  g_clear_pointer (&self->run, heed_corpus_run_free);
  g_clear_pointer (&self->intervals, heed_corpus_intervals_free);
  g_clear_object (&self->document);
  g_clear_pointer (&self->heads, g_array_unref);
  g_clear_pointer (&self->store, heed_corpus_store_unref);
  g_clear_pointer (&self->model, heed_model_unref);
  g_clear_pointer (&self->way, heed_corpus_way_free);
  g_clear_pointer (&self->files, heed_corpus_files_unref);
  g_clear_pointer (&self->rows, heed_corpus_rows_free);
  g_clear_pointer (&self->kept_name, g_free);

  G_OBJECT_CLASS (heed_corpus_parent_class)->dispose (object);
}

static guint
add_signal (const char *name,
            GType       type)
{
  return type == G_TYPE_NONE
         ? g_signal_new (name, HEED_TYPE_CORPUS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 0)
         : g_signal_new (name, HEED_TYPE_CORPUS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 1, type);
}

static void
heed_corpus_class_init (HeedCorpusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_corpus_dispose;

  /* ::opened: files or rows are others, or rows wait again; ::open-failed: with the error,
   * what was there is there still; ::changed: rows or state; ::sighted: with a
   * HeedCorpusSight that lives as long as the signal. */
  signals[SIGNAL_OPENED] = add_signal ("opened", G_TYPE_NONE);
  signals[SIGNAL_FAILED] = add_signal ("open-failed", G_TYPE_ERROR);
  signals[SIGNAL_CHANGED] = add_signal ("changed", G_TYPE_NONE);
  signals[SIGNAL_SIGHTED] = add_signal ("sighted", G_TYPE_POINTER);
}

static void
heed_corpus_init (HeedCorpus *self)
{
  self->intervals = heed_corpus_intervals_new (drawn_cb, self);
}

/**
 * heed_corpus_new:
 * @document: whose model reads
 *
 * Returns: (transfer full): nothing is opened yet
 */
HeedCorpus *
heed_corpus_new (HeedDocument *document)
{
  const HeedCorpusRunFuncs funcs = { read_cb, looked_cb };
  HeedCorpus *self = g_object_new (HEED_TYPE_CORPUS, NULL);

  self->document = g_object_ref (document);
  self->run = heed_corpus_run_new (heed_document_get_worker (document), &funcs, self);
  g_signal_connect_object (document, "model-changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  begin (self);

  return self;
}

void
heed_corpus_open (HeedCorpus        *self,
                  const char *const *paths)
{
  HeedCorpusLanguages languages;

  g_return_if_fail (HEED_IS_CORPUS (self));

  languages = get_languages (self);
  heed_corpus_opener_find_async (paths, &languages, begin_to_open (self), opened_cb,
                                 g_object_ref (self));
  tell (self);
}

/**
 * heed_corpus_reopen:
 * @paths: copied; who is who is said by the person
 * @count: likewise
 */
void
heed_corpus_reopen (HeedCorpus            *self,
                    const HeedCorpusPaths *paths,
                    HeedCorpusCount        count)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  heed_corpus_opener_open_async (paths, count, begin_to_open (self), opened_cb,
                                 g_object_ref (self));
  tell (self);
}

void
heed_corpus_stop (HeedCorpus *self)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->state != HEED_CORPUS_READING)
    return;

  heed_corpus_run_stop (self->run);
  self->state = HEED_CORPUS_STOPPED;
  tell (self);
}

void
heed_corpus_resume (HeedCorpus *self)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->state == HEED_CORPUS_STOPPED)
    read_on (self);
}

HeedCorpusState
heed_corpus_get_state (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), HEED_CORPUS_EMPTY);

  return self->opening != NULL ? HEED_CORPUS_OPENING : self->state;
}

HeedCorpusProgress
heed_corpus_get_progress (HeedCorpus *self)
{
  HeedCorpusProgress progress = { 0 };
  double seconds;

  g_return_val_if_fail (HEED_IS_CORPUS (self), progress);

  if (self->rows == NULL)
    return progress;

  seconds = (double) (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;
  progress.n_pairs = heed_corpus_rows_get_n (self->rows);
  progress.n_done = heed_corpus_rows_get_n_done (self->rows);
  if (self->state == HEED_CORPUS_READING && seconds > 0.0)
    progress.rate = (progress.n_done - self->n_done_before) / seconds;

  return progress;
}

HeedCorpusFiles *
heed_corpus_get_files (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return self->files;
}

HeedCorpusRows *
heed_corpus_get_rows (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return self->rows;
}

const HeedCorpusWay *
heed_corpus_get_way (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return self->way;
}

/**
 * heed_corpus_set_way:
 * @way: copied; of a model that there is
 */
void
heed_corpus_set_way (HeedCorpus          *self,
                     const HeedCorpusWay *way)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->way == NULL || heed_corpus_way_is_same (self->way, way))
    return;

  heed_corpus_way_free (self->way);
  self->way = heed_corpus_way_copy (way);
  if (self->store != NULL)
    read_again (self);
}

gboolean
heed_corpus_is_rereading (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), FALSE);

  return self->rereading != NULL;
}

HeedCorpusStore *
heed_corpus_get_store (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return self->store;
}

GArray *
heed_corpus_get_heads (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return self->heads;
}

HeedModel *
heed_corpus_get_model (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return self->model;
}

HeedCorpusSummary
heed_corpus_summarise (HeedCorpus *self)
{
  HeedCorpusSummary summary = { 0 };

  g_return_val_if_fail (HEED_IS_CORPUS (self), summary);

  if (self->rows != NULL)
    summary = heed_corpus_rows_summarise (self->rows);
  summary.error_rate = heed_corpus_intervals_get_error_rate (self->intervals);

  return summary;
}

void
heed_corpus_gold_changed (HeedCorpus *self,
                          guint       pair)
{
  g_auto(HeedKeptAttention) kept = { 0 };
  g_autofree float *weights = NULL;
  g_autoptr(HeedAlignment) found = NULL;
  HeedCorpusRow row;

  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->store == NULL || !heed_corpus_store_get (self->store, pair, &kept))
    return;

  row = *heed_corpus_rows_get (self->rows, pair);
  if (row.state != HEED_ROW_DONE)
    return;

  weights = heed_corpus_way_dup_weights (self->way, self->heads);
  found = heed_corpus_way_read_again (self->way, weights, &kept, &row);
  heed_corpus_judge_again (self, pair, found);
}

void
heed_corpus_judge_again (HeedCorpus          *self,
                         guint                pair,
                         const HeedAlignment *found)
{
  HeedCorpusRow row;

  g_return_if_fail (HEED_IS_CORPUS (self));
  g_return_if_fail (self->rows != NULL);

  row = *heed_corpus_rows_get (self->rows, pair);
  judge (self, pair, &row, found);
  heed_corpus_rows_set (self->rows, pair, &row);
  heed_corpus_intervals_outdate (self->intervals);
  tell_soon (self);
}

/**
 * heed_corpus_keep:
 * @name: what it is, for a person
 */
void
heed_corpus_keep (HeedCorpus *self,
                  const char *name)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->rows == NULL)
    return;

  heed_corpus_rows_keep (self->rows);
  g_free (self->kept_name);
  self->kept_name = g_strdup (name);
  heed_corpus_intervals_forget_difference (self->intervals);
  tell_soon (self);
}

gboolean
heed_corpus_compare (HeedCorpus           *self,
                     HeedCorpusComparison *comparison)
{
  HeedCorpusRates rates;

  g_return_val_if_fail (HEED_IS_CORPUS (self), FALSE);

  if (self->rows == NULL || self->kept_name == NULL)
    return FALSE;

  rates = heed_corpus_rates_find (self->rows);
  *comparison = (HeedCorpusComparison) {
    self->kept_name, rates.n_pairs, rates.kept, rates.now,
    heed_corpus_intervals_get_difference (self->intervals)
  };

  return rates.n_pairs > 0;
}

void
heed_corpus_look (HeedCorpus *self,
                  guint       pair)
{
  g_return_if_fail (HEED_IS_CORPUS (self));
  g_return_if_fail (self->files != NULL);

  if (self->model != NULL)
    {
      const HeedCorpusJob job = get_job (self);

      heed_corpus_run_look (self->run, &job, pair);
    }
}

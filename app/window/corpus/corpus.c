/* corpus.c — the corpus that is open, and how far it has been read
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files are opened on threads of GIO; the model reads on the engine's thread. Results are
 * stored on the main thread, and ::changed is emitted at most a few times a second.
 */

#include "app/window/corpus/corpus-private.h"

#include "app/core/corpus/corpus-dumped.h"
#include "app/core/corpus/corpus-opener.h"

/* On disk, for reading links again. */
#define STORE_BYTES ((guint64) 1024 * 1024 * 1024)

#define TELL_MS     250

enum {
  SIGNAL_OPENED,
  SIGNAL_FAILED,
  SIGNAL_REVERSE_FAILED,
  SIGNAL_CHANGED,
  SIGNAL_PAIR_LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCorpus, heed_corpus, G_TYPE_OBJECT)

/* --- Signals ------------------------------------------------------------- */

static void
draw_intervals (HeedCorpus *self)
{
  if (self->rows != NULL)
    heed_corpus_intervals_update (self->intervals, self->rows, !heed_corpus_is_settled (self));
}

void
heed_corpus_emit_changed (HeedCorpus *self)
{
  g_clear_handle_id (&self->changed_source, g_source_remove);
  draw_intervals (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
tell_cb (gpointer data)
{
  HeedCorpus *self = data;

  self->changed_source = 0;
  heed_corpus_emit_changed (self);

  return G_SOURCE_REMOVE;
}

void
heed_corpus_emit_changed_soon (HeedCorpus *self)
{
  if (self->changed_source == 0)
    self->changed_source = g_timeout_add (TELL_MS, tell_cb, self);
}

static void
drawn_cb (gpointer data)
{
  HeedCorpus *self = data;

  draw_intervals (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- Reading ------------------------------------------------------------- */

void
heed_corpus_evaluate_row (HeedCorpus          *self,
                          guint                i,
                          HeedCorpusRow       *row,
                          const HeedAlignment *found)
{
  HeedAlignment *gold;

  if (row->state != HEED_ROW_DONE)
    return;

  gold = heed_corpus_files_find_gold (self->files, i, row->n_source_words, row->n_target_words,
                                      NULL);
  heed_corpus_row_evaluate (row, found, gold);
  heed_found_links_set (self->found, i, gold != NULL ? found : NULL);
}

void
heed_corpus_take_news (HeedCorpus           *self,
                       const HeedCorpusNews *news,
                       guint                 n_news)
{
  for (guint k = 0; k < n_news; k++)
    {
      HeedCorpusRow row = news[k].row;

      heed_corpus_evaluate_row (self, news[k].i, &row, news[k].links);
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

  heed_corpus_take_news (self, news, n_news);
  if (heed_corpus_linker_get_settings (self->linker)->is_symmetrised)
    heed_corpus_relink_pairs (self, news, n_news);

  if (is_over)
    {
      self->state = HEED_CORPUS_READ;
      heed_corpus_probe_rest (self);
      heed_corpus_emit_changed (self);
    }
  else
    heed_corpus_emit_changed_soon (self);
}

static void
pair_loaded_cb (const HeedPairDetails *details,
                gpointer               data)
{
  g_signal_emit (data, signals[SIGNAL_PAIR_LOADED], 0, details);
}

static HeedCorpusJob
get_job (HeedCorpus *self)
{
  const HeedLinkSettings *settings = heed_corpus_linker_get_settings (self->linker);
  HeedCorpusJob job = { .model = self->model, .files = self->files, .settings = settings,
                        .store = self->store };

  if (settings->is_symmetrised)
    {
      job.reverse = heed_corpus_reverse_get_model (self->reverse);
      job.reverse_settings = self->reverse_settings;
    }

  return job;
}

void
heed_corpus_read_waiting (HeedCorpus *self)
{
  const HeedCorpusJob job = get_job (self);

  self->state = HEED_CORPUS_READING;
  self->began = g_get_monotonic_time ();
  self->n_done_before = heed_corpus_rows_get_n_done (self->rows);
  heed_corpus_run_read (self->run, &job, self->rows);
  heed_corpus_emit_changed (self);
}

static void
forget_rows (HeedCorpus *self)
{
  guint n = heed_corpus_files_get_facts (self->files)->n_pairs;
  HeedCorpusRow waiting = { .state = HEED_ROW_WAITING };

  for (guint i = 0; i < n; i++)
    heed_corpus_rows_set (self->rows, i, &waiting);

  heed_corpus_intervals_clear (self->intervals);
}

/* --- Models ---------------------------------------------------------------- */

static gboolean
is_dumped (HeedCorpus *self)
{
  return self->files != NULL && heed_corpus_files_get_dump (self->files) != NULL;
}

/* Sets the initial link settings, and the heads that they may use. */
static void
begin_settings (HeedCorpus *self,
                HeedModel  *model)
{
  self->model = model != NULL ? heed_model_ref (model) : NULL;
  self->settings =
    model != NULL ? heed_link_settings_new (model) : heed_corpus_dumped_new_settings ();
  self->heads = model != NULL ? heed_link_settings_list_heads (model)
                              : heed_corpus_dumped_list_heads ();
}

/* Prepares reading with the model that the document has now, or with the dump. Returns whether
 * there is one of these, and files. */
static gboolean
prepare (HeedCorpus *self)
{
  HeedModel *model = is_dumped (self) ? NULL : heed_document_get_model (self->document);

  heed_corpus_run_stop (self->run);
  heed_corpus_stop_relinking (self);
  heed_corpus_forget_probes (self);
  g_clear_pointer (&self->model, heed_model_unref);
  g_clear_pointer (&self->settings, heed_link_settings_free);
  g_clear_pointer (&self->heads, g_array_unref);
  g_clear_pointer (&self->store, heed_attention_store_unref);
  heed_corpus_renew_linker (self);
  heed_corpus_reverse_want (self->reverse, FALSE);
  heed_corpus_reverse_set_files (self->reverse, NULL, NULL);
  self->state = self->files != NULL ? HEED_CORPUS_WAITING : HEED_CORPUS_EMPTY;
  if (model == NULL && !is_dumped (self))
    return FALSE;

  begin_settings (self, model);
  heed_corpus_take_wanted_settings (self);
  if (self->files == NULL)
    return FALSE;

  self->store = heed_attention_store_new (heed_corpus_files_get_facts (self->files)->n_pairs,
                                          STORE_BYTES);
  if (model != NULL)
    heed_corpus_reverse_set_files (self->reverse, self->files, model);
  heed_corpus_renew_linker (self);

  forget_rows (self);

  return TRUE;
}

/* Nothing of an earlier corpus or model is left when the signal is emitted. */
static void
begin (HeedCorpus *self)
{
  gboolean can_read = prepare (self);

  if (self->files != NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  if (can_read)
    heed_corpus_read_waiting (self);
}

static void
model_changed_cb (HeedCorpus *self)
{
  if (!is_dumped (self) && heed_document_get_model (self->document) != self->model)
    begin (self);
}

/* --- The other direction ------------------------------------------------- */

static void
reverse_opened_cb (gpointer data)
{
  HeedCorpus *self = data;

  if (self->store != NULL && self->settings->is_symmetrised)
    heed_corpus_relink (self);
  else
    heed_corpus_renew_linker (self);

  heed_corpus_emit_changed (self);
}

static void
reverse_failed_cb (const GError *error,
                   gpointer      data)
{
  g_signal_emit (data, signals[SIGNAL_REVERSE_FAILED], 0, error);
}

static void
reverse_read_cb (const HeedCorpusNews *news,
                 guint                 n_news,
                 gpointer              data)
{
  HeedCorpus *self = data;

  if (heed_corpus_linker_get_settings (self->linker)->is_symmetrised)
    heed_corpus_relink_pairs (self, news, n_news);
}

static void
reverse_changed_cb (gpointer data)
{
  heed_corpus_emit_changed_soon (data);
}

/* --- Opening ------------------------------------------------------------- */

static void
take_files (HeedCorpus      *self,
            HeedCorpusFiles *files)
{
  heed_corpus_run_stop (self->run);
  g_clear_pointer (&self->files, heed_corpus_files_unref);
  g_clear_pointer (&self->rows, heed_corpus_rows_free);
  g_clear_pointer (&self->found, heed_found_links_free);
  self->files = files;
  self->rows = heed_corpus_rows_new (heed_corpus_files_get_facts (files)->n_pairs);
  self->found = heed_found_links_new (heed_corpus_files_get_facts (files)->n_pairs);
  g_clear_pointer (&self->baseline_name, g_free);
  begin (self);
  heed_corpus_emit_changed (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(HeedCorpus) self = user_data;
  g_autoptr(GError) error = NULL;
  HeedCorpusFiles *files = heed_corpus_opener_finish (result, &error);

  /* A newer corpus is being opened, or the corpus was disposed. */
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
      heed_corpus_emit_changed (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    }
}

/* The languages of the model help to tell the files apart. */
HeedCorpusLanguages
heed_corpus_get_languages (HeedCorpus *self)
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

  g_clear_handle_id (&self->changed_source, g_source_remove);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  heed_corpus_stop_relinking (self);
  g_clear_pointer (&self->run, heed_corpus_run_free);
  g_clear_pointer (&self->reverse, heed_corpus_reverse_free);
  g_clear_pointer (&self->prober, heed_corpus_prober_free);
  g_clear_pointer (&self->reverse_settings, heed_link_settings_free);
  g_clear_pointer (&self->linker, heed_corpus_linker_unref);
  g_clear_pointer (&self->intervals, heed_corpus_intervals_free);
  g_clear_object (&self->document);
  g_clear_pointer (&self->heads, g_array_unref);
  g_clear_pointer (&self->store, heed_attention_store_unref);
  g_clear_pointer (&self->model, heed_model_unref);
  g_clear_pointer (&self->settings, heed_link_settings_free);
  g_clear_pointer (&self->files, heed_corpus_files_unref);
  g_clear_pointer (&self->rows, heed_corpus_rows_free);
  g_clear_pointer (&self->found, heed_found_links_free);
  g_clear_pointer (&self->baseline_name, g_free);

  G_OBJECT_CLASS (heed_corpus_parent_class)->dispose (object);
}

static void
heed_corpus_finalize (GObject *object)
{
  HeedCorpus *self = HEED_CORPUS (object);

  g_array_unref (self->pending);
  heed_corpus_forget_request (self);

  G_OBJECT_CLASS (heed_corpus_parent_class)->finalize (object);
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
  G_OBJECT_CLASS (klass)->finalize = heed_corpus_finalize;

  /* ::opened: files or rows were replaced, or rows wait again. ::open-failed: with the error;
   * the previous corpus is kept. ::reverse-failed: the same for the model of the other
   * direction. ::changed: rows or state. ::pair-loaded: with a HeedPairDetails that is valid during
   * the signal only. */
  signals[SIGNAL_OPENED] = add_signal ("opened", G_TYPE_NONE);
  signals[SIGNAL_FAILED] = add_signal ("open-failed", G_TYPE_ERROR);
  signals[SIGNAL_REVERSE_FAILED] = add_signal ("reverse-failed", G_TYPE_ERROR);
  signals[SIGNAL_CHANGED] = add_signal ("changed", G_TYPE_NONE);
  signals[SIGNAL_PAIR_LOADED] = add_signal ("pair-loaded", G_TYPE_POINTER);
}

static void
heed_corpus_init (HeedCorpus *self)
{
  self->pending = g_array_new (FALSE, FALSE, sizeof (guint));
  self->intervals = heed_corpus_intervals_new (drawn_cb, self);
}

/**
 * heed_corpus_new:
 * @document: whose model reads the pairs
 *
 * Returns: (transfer full): an empty corpus
 */
HeedCorpus *
heed_corpus_new (HeedDocument *document)
{
  const HeedCorpusRunFuncs funcs = { read_cb, pair_loaded_cb };
  const HeedCorpusReverseFuncs reverse_funcs = { reverse_opened_cb, reverse_failed_cb,
                                                 reverse_read_cb, reverse_changed_cb };
  HeedCorpus *self = g_object_new (HEED_TYPE_CORPUS, NULL);

  self->document = g_object_ref (document);
  self->run = heed_corpus_run_new (heed_document_get_worker (document), &funcs, self);
  self->reverse = heed_corpus_reverse_new (heed_document_get_worker (document), &reverse_funcs,
                                           self);
  self->prober = heed_corpus_prober_new (heed_document_get_worker (document),
                                         heed_corpus_probed_cb, self);
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

  languages = heed_corpus_get_languages (self);
  heed_corpus_take_requested_paths (self, g_strdupv ((char **) paths));
  heed_corpus_opener_find_async (paths, &languages, begin_to_open (self), opened_cb,
                                 g_object_ref (self));
  heed_corpus_emit_changed (self);
}

/**
 * heed_corpus_reopen:
 * @roles: copied; the roles of the files, given by the user
 */
void
heed_corpus_reopen (HeedCorpus            *self,
                    const HeedCorpusRoles *roles)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  heed_corpus_take_roles (self, roles);
  heed_corpus_opener_open_async (roles, begin_to_open (self), opened_cb, g_object_ref (self));
  heed_corpus_emit_changed (self);
}

void
heed_corpus_stop (HeedCorpus *self)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->state != HEED_CORPUS_READING)
    return;

  heed_corpus_run_stop (self->run);
  self->state = HEED_CORPUS_STOPPED;
  heed_corpus_emit_changed (self);
}

void
heed_corpus_resume (HeedCorpus *self)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->state == HEED_CORPUS_STOPPED)
    heed_corpus_read_waiting (self);
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

const HeedLinkSettings *
heed_corpus_get_link_settings (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return self->settings;
}

/**
 * heed_corpus_get_reverse:
 *
 * Returns: (transfer none): the other direction, which may have no model
 */
HeedCorpusReverse *
heed_corpus_get_reverse (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return self->reverse;
}

/**
 * heed_corpus_is_settled:
 *
 * Returns: whether all requested pairs have been read, in both directions
 */
gboolean
heed_corpus_is_settled (HeedCorpus *self)
{
  HeedReverseState reverse;

  g_return_val_if_fail (HEED_IS_CORPUS (self), FALSE);

  reverse = heed_corpus_reverse_get_state (self->reverse);

  return self->state == HEED_CORPUS_READ && reverse != HEED_REVERSE_OPENING &&
         reverse != HEED_REVERSE_READING;
}

HeedAttentionStore *
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

HeedEngineWorker *
heed_corpus_get_worker (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return heed_document_get_worker (self->document);
}

HeedModel *
heed_corpus_get_model (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return self->model;
}

void
heed_corpus_load_pair (HeedCorpus *self,
                       guint       pair)
{
  g_return_if_fail (HEED_IS_CORPUS (self));
  g_return_if_fail (self->files != NULL);

  if (self->linker != NULL)
    {
      const HeedCorpusJob job = get_job (self);

      heed_corpus_run_load_pair (self->run, &job, pair);
    }
}

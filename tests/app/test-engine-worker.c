/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/work/engine-worker.h"
#include "fake-engine.h"

typedef struct {
  gboolean   done;
  GThread   *thread;
  HeedModel *model;
  GError    *error;
} Answer;

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer *answer = user_data;

  answer->model =
    heed_engine_worker_load_finish (HEED_ENGINE_WORKER (source), result, &answer->error);
  answer->thread = g_thread_self ();
  answer->done = TRUE;
}

static void
wait_for (const gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_engine_worker_loads_elsewhere_and_answers_here (void)
{
  g_autoptr(HeedEngineWorker) worker = heed_engine_worker_new ();
  Answer answer = { 0 };

  heed_engine_worker_load_async (worker, "sound", NULL, NULL, loaded_cb, &answer);
  wait_for (&answer.done);

  g_assert_no_error (answer.error);
  g_assert_nonnull (answer.model);
  g_assert_true (answer.thread == g_thread_self ());
  g_assert_true (fake_engine_get_thread () != g_thread_self ());

  heed_model_unref (answer.model);
}

static void
test_engine_worker_passes_errors_on (void)
{
  g_autoptr(HeedEngineWorker) worker = heed_engine_worker_new ();
  Answer answer = { 0 };

  heed_engine_worker_load_async (worker, "damaged", NULL, NULL, loaded_cb, &answer);
  wait_for (&answer.done);

  g_assert_null (answer.model);
  g_assert_error (answer.error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_clear_error (&answer.error);
}

static void
test_engine_worker_cancelled_load_loads_nothing (void)
{
  g_autoptr(HeedEngineWorker) worker = heed_engine_worker_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  guint n_models = fake_engine_get_n_models_alive ();
  Answer answer = { 0 };

  g_cancellable_cancel (cancellable);
  heed_engine_worker_load_async (worker, "sound", NULL, cancellable, loaded_cb, &answer);
  wait_for (&answer.done);

  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fake_engine_get_n_models_alive (), ==, n_models);
  g_clear_error (&answer.error);
}

/* Two pieces of work append their letter, one per unit of work. */
typedef struct {
  GString  *written;  /* used by the engine's thread only, until both are done */
  char      letter;
  guint     n_left;
  gboolean  done;
} Piece;

static gboolean
write_unit (gpointer data)
{
  Piece *piece = data;

  g_string_append_c (piece->written, piece->letter);
  piece->n_left--;

  return piece->n_left > 0;
}

static gboolean
mark_done_cb (gpointer data)
{
  ((Piece *) data)->done = TRUE;

  return G_SOURCE_REMOVE;
}

static void
tell_done (gpointer data)
{
  g_idle_add (mark_done_cb, data);
}

static gboolean
pass_gate_unit (gpointer data)
{
  GMutex *gate = data;

  g_mutex_lock (gate);
  g_mutex_unlock (gate);

  return FALSE;
}

static void
test_engine_worker_long_work_takes_turns (void)
{
  g_autoptr(HeedEngineWorker) worker = heed_engine_worker_new ();
  g_autoptr(GString) written = g_string_new (NULL);
  Piece long_piece = { written, 'l', 4, FALSE };
  Piece short_piece = { written, 's', 2, FALSE };
  GMutex gate;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  heed_engine_worker_push (worker, pass_gate_unit, &gate, NULL);
  heed_engine_worker_push (worker, write_unit, &long_piece, tell_done);
  heed_engine_worker_push (worker, write_unit, &short_piece, tell_done);
  g_mutex_unlock (&gate);

  wait_for (&long_piece.done);
  wait_for (&short_piece.done);
  g_assert_cmpstr (written->str, ==, "lslsll");
  g_mutex_clear (&gate);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/engine-worker/loads-elsewhere-and-answers-here",
                   test_engine_worker_loads_elsewhere_and_answers_here);
  g_test_add_func ("/app/engine-worker/passes-errors-on", test_engine_worker_passes_errors_on);
  g_test_add_func ("/app/engine-worker/cancelled-load-loads-nothing",
                   test_engine_worker_cancelled_load_loads_nothing);
  g_test_add_func ("/app/engine-worker/long-work-takes-turns",
                   test_engine_worker_long_work_takes_turns);

  return g_test_run ();
}

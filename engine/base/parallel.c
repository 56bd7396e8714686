/* parallel.c — a few threads that share one piece of work
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one place in the engine that starts threads. The number of parts is the
 * caller's and does not depend on the number of threads, so that a sum over
 * parts, taken in order, is the same on every machine. The calling thread works
 * too; the others sleep between two runs, they never spin.
 */

#include "engine/base/parallel.h"

struct _HeedParallel
{
  GThread          **threads;
  guint              n_threads;    /* besides the caller's */
  GMutex             lock;
  GCond              has_work;
  GCond              is_done;
  HeedParallelFunc   function;
  gpointer           user_data;
  guint              n_parts;
  guint              next_part;
  guint              n_unfinished; /* parts */
  gboolean           is_ending;
};

/* Takes parts until there are none. Called and returns with the lock held. */
static void
work (HeedParallel *parallel)
{
  while (parallel->next_part < parallel->n_parts)
    {
      guint part = parallel->next_part++;

      g_mutex_unlock (&parallel->lock);
      parallel->function (part, parallel->user_data);
      g_mutex_lock (&parallel->lock);

      if (--parallel->n_unfinished == 0)
        g_cond_signal (&parallel->is_done);
    }
}

static gpointer
run_thread (gpointer data)
{
  HeedParallel *parallel = data;

  g_mutex_lock (&parallel->lock);
  while (!parallel->is_ending)
    {
      work (parallel);
      if (!parallel->is_ending)
        g_cond_wait (&parallel->has_work, &parallel->lock);
    }
  g_mutex_unlock (&parallel->lock);

  return NULL;
}

/**
 * heed_parallel_new:
 * @n_threads: how many work at once, the caller included; at least 1
 */
HeedParallel *
heed_parallel_new (guint n_threads)
{
  HeedParallel *parallel = g_new0 (HeedParallel, 1);

  g_assert (n_threads >= 1);

  g_mutex_init (&parallel->lock);
  g_cond_init (&parallel->has_work);
  g_cond_init (&parallel->is_done);
  parallel->n_threads = n_threads - 1;
  parallel->threads = g_new0 (GThread *, n_threads);

  for (guint i = 0; i < parallel->n_threads; i++)
    parallel->threads[i] = g_thread_new ("heed-engine", run_thread, parallel);

  return parallel;
}

void
heed_parallel_free (HeedParallel *parallel)
{
  g_mutex_lock (&parallel->lock);
  parallel->is_ending = TRUE;
  g_cond_broadcast (&parallel->has_work);
  g_mutex_unlock (&parallel->lock);

  for (guint i = 0; i < parallel->n_threads; i++)
    g_thread_join (parallel->threads[i]);

  g_mutex_clear (&parallel->lock);
  g_cond_clear (&parallel->has_work);
  g_cond_clear (&parallel->is_done);
  g_free (parallel->threads);
  g_free (parallel);
}

void
heed_parallel_run (HeedParallel     *parallel,
                   guint             n_parts,
                   HeedParallelFunc  function,
                   gpointer          user_data)
{
  g_mutex_lock (&parallel->lock);
  parallel->function = function;
  parallel->user_data = user_data;
  parallel->n_parts = n_parts;
  parallel->next_part = 0;
  parallel->n_unfinished = n_parts;
  g_cond_broadcast (&parallel->has_work);

  work (parallel);
  while (parallel->n_unfinished > 0)
    g_cond_wait (&parallel->is_done, &parallel->lock);

  parallel->n_parts = 0;
  g_mutex_unlock (&parallel->lock);
}

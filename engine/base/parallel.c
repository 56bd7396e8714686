/* parallel.c — a few threads that share the parts of a task
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only place in the engine that starts threads. The caller chooses the number of
 * parts independently of the number of threads, so that a sum over the parts, added
 * in order, is the same on every machine.
 *
 * A decoding step consists of dozens of matrix products in a row, each shorter than
 * the time it takes to wake a thread. Therefore an idle thread spins for MOMENT_USEC
 * before it sleeps, and so does the caller while it waits for the last part. The time
 * is short, so that spinning does not disturb other programs.
 */

#include "engine/base/parallel.h"

#include <stdatomic.h>

#define MOMENT_USEC 50
#define N_GLANCES   64  /* checks between two reads of the clock */

struct _HeedParallel
{
  GThread          **threads;
  guint              n_threads;     /* not counting the caller's */
  atomic_flag        is_busy;       /* a run is in progress */

  /* The current run; written only while no thread works. */
  HeedParallelFunc   function;
  gpointer           user_data;
  guint              n_parts;
  _Atomic guint64    ticket;        /* number of the run << 32 | parts not yet taken */
  _Atomic guint      n_unfinished;  /* parts */

  /* For sleeping threads. */
  GMutex             lock;
  GCond              has_work;
  GCond              is_done;
  _Atomic guint      n_sleeping;    /* threads; changed with the lock held */
  _Atomic guint      is_waiting;    /* the caller sleeps */
  _Atomic guint      is_ending;
};

static guint32
n_left (guint64 ticket)
{
  return (guint32) ticket;
}

/* Yields to the other hardware thread of the core, if there is one. */
static void
glance_away (void)
{
#if defined (__x86_64__) || defined (__i386__)
  __builtin_ia32_pause ();
#endif
}

/* Takes parts until none are left. A run cannot end while a part of it is taken, so the fields
 * of the run are those that belong to the part. */
static void
work (HeedParallel *parallel)
{
  guint64 ticket = atomic_load (&parallel->ticket);

  while (n_left (ticket) > 0)
    {
      if (!atomic_compare_exchange_weak (&parallel->ticket, &ticket, ticket - 1))
        continue;

      parallel->function (parallel->n_parts - n_left (ticket), parallel->user_data);

      if (atomic_fetch_sub (&parallel->n_unfinished, 1) == 1 && atomic_load (&parallel->is_waiting))
        {
          g_mutex_lock (&parallel->lock);
          g_cond_signal (&parallel->is_done);
          g_mutex_unlock (&parallel->lock);
        }
      ticket = atomic_load (&parallel->ticket);
    }
}

static gboolean
has_work (HeedParallel *parallel)
{
  return n_left (atomic_load (&parallel->ticket)) > 0 || atomic_load (&parallel->is_ending);
}

static gboolean
is_done (HeedParallel *parallel)
{
  return atomic_load (&parallel->n_unfinished) == 0;
}

/* Spins for MOMENT_USEC; returns whether the condition became true. */
static gboolean
look_around (HeedParallel *parallel,
             gboolean    (*is_true) (HeedParallel *))
{
  gint64 end = g_get_monotonic_time () + MOMENT_USEC;

  do
    for (guint i = 0; i < N_GLANCES; i++)
      {
        if (is_true (parallel))
          return TRUE;
        glance_away ();
      }
  while (g_get_monotonic_time () < end);

  return FALSE;
}

/* offer_parts() reads n_sleeping after publishing the work, and this function checks for work
 * after incrementing n_sleeping: at least one of them sees the other, so no wake-up is lost. */
static void
sleep_until_work (HeedParallel *parallel)
{
  g_mutex_lock (&parallel->lock);
  atomic_fetch_add (&parallel->n_sleeping, 1);
  while (!has_work (parallel))
    g_cond_wait (&parallel->has_work, &parallel->lock);
  atomic_fetch_sub (&parallel->n_sleeping, 1);
  g_mutex_unlock (&parallel->lock);
}

static void
sleep_until_done (HeedParallel *parallel)
{
  g_mutex_lock (&parallel->lock);
  atomic_store (&parallel->is_waiting, TRUE);
  while (!is_done (parallel))
    g_cond_wait (&parallel->is_done, &parallel->lock);
  atomic_store (&parallel->is_waiting, FALSE);
  g_mutex_unlock (&parallel->lock);
}

static void
wake_threads (HeedParallel *parallel)
{
  g_mutex_lock (&parallel->lock);
  g_cond_broadcast (&parallel->has_work);
  g_mutex_unlock (&parallel->lock);
}

static gpointer
run_thread (gpointer data)
{
  HeedParallel *parallel = data;

  while (!atomic_load (&parallel->is_ending))
    {
      work (parallel);
      if (!look_around (parallel, has_work))
        sleep_until_work (parallel);
    }

  return NULL;
}

/**
 * heed_parallel_new:
 * @n_threads: the number of threads that work at once, including the caller; at least 1
 */
HeedParallel *
heed_parallel_new (guint n_threads)
{
  HeedParallel *parallel = g_new0 (HeedParallel, 1);

  g_assert (n_threads >= 1);

  g_mutex_init (&parallel->lock);
  g_cond_init (&parallel->has_work);
  g_cond_init (&parallel->is_done);
  atomic_flag_clear (&parallel->is_busy);
  parallel->n_threads = n_threads - 1;
  parallel->threads = g_new0 (GThread *, n_threads);

  for (guint i = 0; i < parallel->n_threads; i++)
    parallel->threads[i] = g_thread_new ("heed-engine", run_thread, parallel);

  return parallel;
}

void
heed_parallel_free (HeedParallel *parallel)
{
  atomic_store (&parallel->is_ending, TRUE);
  wake_threads (parallel);

  for (guint i = 0; i < parallel->n_threads; i++)
    g_thread_join (parallel->threads[i]);

  g_mutex_clear (&parallel->lock);
  g_cond_clear (&parallel->has_work);
  g_cond_clear (&parallel->is_done);
  g_free (parallel->threads);
  g_free (parallel);
}

static void
run_alone (guint            n_parts,
           HeedParallelFunc function,
           gpointer         user_data)
{
  for (guint part = 0; part < n_parts; part++)
    function (part, user_data);
}

/* The number of the run makes every ticket unique, so that a thread that is about to take a part
 * of the previous run cannot take one of this run by mistake. */
static void
offer_parts (HeedParallel *parallel,
             guint         n_parts)
{
  guint64 run = (atomic_load (&parallel->ticket) >> 32) + 1;

  atomic_store (&parallel->n_unfinished, n_parts);
  atomic_store (&parallel->ticket, run << 32 | n_parts);

  if (atomic_load (&parallel->n_sleeping) > 0)
    wake_threads (parallel);
}

/**
 * heed_parallel_run:
 * @n_parts: may be 0
 *
 * If the threads are busy with another caller's run, the caller does not wait but does
 * all parts itself. The same holds for a nested call from within a part.
 */
void
heed_parallel_run (HeedParallel     *parallel,
                   guint             n_parts,
                   HeedParallelFunc  function,
                   gpointer          user_data)
{
  if (parallel->n_threads == 0 || n_parts <= 1 || atomic_flag_test_and_set (&parallel->is_busy))
    {
      run_alone (n_parts, function, user_data);
      return;
    }

  parallel->function = function;
  parallel->user_data = user_data;
  parallel->n_parts = n_parts;
  offer_parts (parallel, n_parts);
  work (parallel);
  if (!look_around (parallel, is_done))
    sleep_until_done (parallel);

  atomic_flag_clear (&parallel->is_busy);
}

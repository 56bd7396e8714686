/* parallel.c — a few threads that share one piece of work
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one place in the engine that starts threads. The number of parts is the
 * caller's and does not depend on the number of threads, so that a sum over
 * parts, taken in order, is the same on every machine.
 *
 * A step of a decoder is dozens of products one right after the other, each
 * shorter than it takes to wake a thread. So a thread that has nothing to do
 * looks around for a moment before it sleeps, and so does the caller before it
 * sleeps until the last part is done. The moment is short: what else runs on
 * the machine shall not notice.
 */

#include "engine/base/parallel.h"

#include <stdatomic.h>

#define MOMENT_USEC 50
#define N_GLANCES   64  /* between two looks at the clock */

struct _HeedParallel
{
  GThread          **threads;
  guint              n_threads;     /* besides the caller's */
  atomic_flag        is_busy;       /* somebody runs something */

  /* Of the run at hand; written while nobody works. */
  HeedParallelFunc   function;
  gpointer           user_data;
  guint              n_parts;
  _Atomic guint64    ticket;        /* number of the run << 32 | parts not yet taken */
  _Atomic guint      n_unfinished;  /* parts */

  /* For those who sleep. */
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

/* Lets the other half of a core work, where there is one. */
static void
glance_away (void)
{
#if defined (__x86_64__) || defined (__i386__)
  __builtin_ia32_pause ();
#endif
}

/* Takes parts until there are none. A part that was taken keeps its run from
 * ending, so the fields of the run are those that belong to it. */
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

/* Whether it came true within the moment. */
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

/* Whoever brings work looks at n_sleeping after the work is there, and this
 * looks for work after n_sleeping counts it: one of both sees the other. */
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

guint
heed_parallel_get_n_threads (HeedParallel *parallel)
{
  return parallel->n_threads + 1;
}

static void
run_alone (guint            n_parts,
           HeedParallelFunc function,
           gpointer         user_data)
{
  for (guint part = 0; part < n_parts; part++)
    function (part, user_data);
}

/* The number of the run makes each ticket a new one, so that a thread that was
 * about to take a part of the run before takes none of this one by mistake. */
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
 * Threads that are busy with another caller's parts do not keep this one
 * waiting: it does all of its parts itself. So does a part that has parts.
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

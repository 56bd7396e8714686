/* test-parallel.c — every part runs exactly once, in parallel, before the call returns
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/base/parallel.h"

#define MOST_THREADS  5
#define MOST_PARTS    40
#define N_ROUNDS      50
#define N_SHORT_PARTS 200000

static void
count_cb (guint    part,
          gpointer user_data)
{
  int *counts = user_data;

  g_atomic_int_inc (&counts[part]);
}

static void
test_parallel_runs_every_part_once (void)
{
  for (guint n_threads = 1; n_threads <= MOST_THREADS; n_threads++)
    {
      g_autoptr(HeedParallel) parallel = heed_parallel_new (n_threads);

      for (guint round = 0; round < N_ROUNDS; round++)
        {
          guint n_parts = (round * 7) % (MOST_PARTS + 1);
          int counts[MOST_PARTS + 1] = { 0 };

          /* The counts need no atomic reads: all parts are done, and their writes visible, on
           * return. */
          heed_parallel_run (parallel, n_parts, count_cb, counts);
          for (guint part = 0; part <= MOST_PARTS; part++)
            g_assert_cmpint (counts[part], ==, part < n_parts);
        }
    }
}

typedef struct {
  GMutex lock;
  GCond  changed;
  guint  n_here;
  guint  n_expected;
} Meeting;

/* Returns only when every thread has arrived. */
static void
meet_cb (guint    part,
         gpointer user_data)
{
  Meeting *meeting = user_data;

  g_mutex_lock (&meeting->lock);
  meeting->n_here++;
  g_cond_broadcast (&meeting->changed);
  while (meeting->n_here < meeting->n_expected)
    g_cond_wait (&meeting->changed, &meeting->lock);
  g_mutex_unlock (&meeting->lock);
}

/* If parts were run one after another, this would hang until the test's time limit. In the first
 * round the threads are new; later they have to be woken up. */
static void
test_parallel_parts_run_side_by_side (void)
{
  g_autoptr(HeedParallel) parallel = heed_parallel_new (MOST_THREADS);
  Meeting meeting = { 0 };

  g_mutex_init (&meeting.lock);
  g_cond_init (&meeting.changed);

  for (guint round = 1; round <= N_ROUNDS; round++)
    {
      meeting.n_expected = round * MOST_THREADS;
      heed_parallel_run (parallel, MOST_THREADS, meet_cb, &meeting);
      g_assert_cmpuint (meeting.n_here, ==, meeting.n_expected);
    }

  g_cond_clear (&meeting.changed);
  g_mutex_clear (&meeting.lock);
}

static void
compare_thread_cb (guint    part,
                   gpointer caller)
{
  g_assert_true (g_thread_self () == caller);
}

/* Enough parts that a second thread, if there were one, would take some. */
static void
test_parallel_of_one_starts_no_thread (void)
{
  g_autoptr(HeedParallel) parallel = heed_parallel_new (1);

  heed_parallel_run (parallel, N_SHORT_PARTS, compare_thread_cb, g_thread_self ());
}

/* One of several concurrent callers gets the threads; the others do not wait for them. */
typedef struct {
  HeedParallel *parallel;
  int           counts[MOST_PARTS];
} Caller;

static gpointer
call_often (gpointer data)
{
  Caller *caller = data;

  for (guint round = 0; round < N_ROUNDS; round++)
    heed_parallel_run (caller->parallel, MOST_PARTS, count_cb, caller->counts);

  return NULL;
}

static void
test_parallel_serves_several_callers (void)
{
  g_autoptr(HeedParallel) parallel = heed_parallel_new (2);
  Caller callers[3] = { { parallel, { 0 } }, { parallel, { 0 } }, { parallel, { 0 } } };
  GThread *threads[G_N_ELEMENTS (callers)];

  for (guint i = 0; i < G_N_ELEMENTS (callers); i++)
    threads[i] = g_thread_new ("caller", call_often, &callers[i]);

  for (guint i = 0; i < G_N_ELEMENTS (callers); i++)
    {
      g_thread_join (threads[i]);
      for (guint part = 0; part < MOST_PARTS; part++)
        g_assert_cmpint (callers[i].counts[part], ==, N_ROUNDS);
    }
}

static void
nest_cb (guint    part,
         gpointer data)
{
  Caller *caller = data;

  heed_parallel_run (caller->parallel, MOST_PARTS, count_cb, caller->counts);
}

static void
test_parallel_parts_may_have_parts (void)
{
  g_autoptr(HeedParallel) parallel = heed_parallel_new (3);
  Caller caller = { parallel, { 0 } };

  heed_parallel_run (parallel, N_ROUNDS, nest_cb, &caller);
  for (guint part = 0; part < MOST_PARTS; part++)
    g_assert_cmpint (caller.counts[part], ==, N_ROUNDS);
}

static void
test_parallel_ends_without_having_run (void)
{
  heed_parallel_free (heed_parallel_new (MOST_THREADS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/parallel/runs-every-part-once", test_parallel_runs_every_part_once);
  g_test_add_func ("/engine/parallel/parts-run-side-by-side", test_parallel_parts_run_side_by_side);
  g_test_add_func ("/engine/parallel/of-one-starts-no-thread",
                   test_parallel_of_one_starts_no_thread);
  g_test_add_func ("/engine/parallel/serves-several-callers", test_parallel_serves_several_callers);
  g_test_add_func ("/engine/parallel/parts-may-have-parts", test_parallel_parts_may_have_parts);
  g_test_add_func ("/engine/parallel/ends-without-having-run",
                   test_parallel_ends_without_having_run);

  return g_test_run ();
}

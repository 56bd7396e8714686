/* test-ordered-work.c — work on several threads whose results are delivered in order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/work/ordered-work.h"

#define N_ITEMS   2000
#define N_THREADS 4

typedef struct {
  guint  number;
  guint  result;
} Item;

typedef struct {
  GMutex mutex;
  GCond  changed;
  guint  n_working;
  guint  n_finished;
  guint  fail_at;
  gint   n_freed;
} Shared;

static Shared *shared;

static void
free_item (gpointer data)
{
  g_atomic_int_inc (&shared->n_freed);
  g_free (data);
}

static Item *
create_item (guint number)
{
  Item *item = g_new0 (Item, 1);

  item->number = number;

  return item;
}

static void
set_up (Shared        *fixture,
        gconstpointer  data)
{
  shared = fixture;
  fixture->fail_at = G_MAXUINT;
  g_mutex_init (&fixture->mutex);
  g_cond_init (&fixture->changed);
}

static void
tear_down (Shared        *fixture,
           gconstpointer  data)
{
  g_mutex_clear (&fixture->mutex);
  g_cond_clear (&fixture->changed);
}

/* Items take very different times. */
static void
spin (gpointer data,
      gpointer user_data)
{
  Item *item = data;

  for (guint i = 0; i < (item->number * 7919u) % 5000u; i++)
    item->result = item->result * 31u + i;
  item->result = item->number + 1;
}

static gboolean
count_in_order (gpointer   data,
                gpointer   user_data,
                GError   **error)
{
  Item *item = data;
  Shared *fixture = user_data;

  g_assert_cmpuint (item->number, ==, fixture->n_finished);
  g_assert_cmpuint (item->result, ==, item->number + 1);

  if (item->number == fixture->fail_at)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "the disk is full");
      return FALSE;
    }

  fixture->n_finished++;

  return TRUE;
}

static void
test_ordered_work_results_come_in_order (Shared        *fixture,
                                         gconstpointer  data)
{
  const HeedOrderedWorkFuncs funcs = { spin, count_in_order, free_item, fixture };
  HeedOrderedWork *work = heed_ordered_work_new (N_THREADS, &funcs);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < N_ITEMS; i++)
    g_assert_true (heed_ordered_work_push (work, create_item (i)));

  g_assert_true (heed_ordered_work_end (work, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_finished, ==, N_ITEMS);
  g_assert_cmpint (fixture->n_freed, ==, N_ITEMS);
}

/* Each item waits until all threads are busy, so with fewer threads the test would not end. */
static void
wait_for_the_others (gpointer data,
                     gpointer user_data)
{
  Item *item = data;
  Shared *fixture = user_data;

  g_mutex_lock (&fixture->mutex);
  fixture->n_working++;
  g_cond_broadcast (&fixture->changed);
  while (fixture->n_working < N_THREADS)
    g_cond_wait (&fixture->changed, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);

  item->result = item->number + 1;
}

static void
test_ordered_work_happens_at_once (Shared        *fixture,
                                   gconstpointer  data)
{
  const HeedOrderedWorkFuncs funcs = { wait_for_the_others, count_in_order, free_item, fixture };
  HeedOrderedWork *work = heed_ordered_work_new (N_THREADS, &funcs);

  for (guint i = 0; i < N_THREADS; i++)
    heed_ordered_work_push (work, create_item (i));

  g_assert_true (heed_ordered_work_end (work, NULL));
  g_assert_cmpuint (fixture->n_finished, ==, N_THREADS);
}

static void
test_ordered_work_a_failure_stops_it (Shared        *fixture,
                                      gconstpointer  data)
{
  const HeedOrderedWorkFuncs funcs = { spin, count_in_order, free_item, fixture };
  HeedOrderedWork *work = heed_ordered_work_new (N_THREADS, &funcs);
  g_autoptr(GError) error = NULL;
  guint n_pushed = 0;

  fixture->fail_at = 5;
  while (heed_ordered_work_push (work, create_item (n_pushed++)))
    ;

  g_assert_false (heed_ordered_work_end (work, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (fixture->n_finished, ==, 5);
  g_assert_cmpint (fixture->n_freed, ==, (int) n_pushed);
}

static gboolean
signal_finished (gpointer   data,
                 gpointer   user_data,
                 GError   **error)
{
  Shared *fixture = user_data;

  g_mutex_lock (&fixture->mutex);
  fixture->n_finished++;
  g_cond_broadcast (&fixture->changed);
  g_mutex_unlock (&fixture->mutex);

  return TRUE;
}

/* A result must not wait for the next item, which may not have been typed yet. */
static void
test_ordered_work_a_result_waits_for_nothing_later (Shared        *fixture,
                                                    gconstpointer  data)
{
  const HeedOrderedWorkFuncs funcs = { spin, signal_finished, free_item, fixture };
  HeedOrderedWork *work = heed_ordered_work_new (1, &funcs);

  heed_ordered_work_push (work, create_item (0));

  g_mutex_lock (&fixture->mutex);
  while (fixture->n_finished < 1)
    g_cond_wait (&fixture->changed, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);

  g_assert_true (heed_ordered_work_end (work, NULL));
}

#define ADD(name, function) \
  g_test_add ("/app/ordered-work/" name, Shared, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("results-come-in-order", test_ordered_work_results_come_in_order);
  ADD ("happens-at-once", test_ordered_work_happens_at_once);
  ADD ("a-failure-stops-it", test_ordered_work_a_failure_stops_it);
  ADD ("a-result-waits-for-nothing-later", test_ordered_work_a_result_waits_for_nothing_later);

  return g_test_run ();
}

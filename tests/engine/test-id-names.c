/* test-id-names.c — the name of an id is the same in every thread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/models/id-names.h"

#define N_THREADS 4
#define N_IDS     1000

static void
test_id_names_are_numbers_behind_a_sign (void)
{
  g_autoptr(HeedIdNames) names = heed_id_names_new ();

  g_assert_cmpstr (heed_id_names_get (names, 0), ==, "#0");
  g_assert_cmpstr (heed_id_names_get (names, G_MAXUINT32), ==, "#4294967295");
  g_assert_cmpstr (heed_id_names_get (names, 0), ==, "#0");
}

static gpointer
ask_for_all (gpointer data)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint32 id = 0; id < N_IDS; id++)
    g_ptr_array_add (found, (gpointer) heed_id_names_get (data, id));

  return found;
}

static void
test_id_names_are_the_same_in_every_thread (void)
{
  g_autoptr(HeedIdNames) names = heed_id_names_new ();
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new (NULL, ask_for_all, names);

  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autoptr(GPtrArray) found = g_thread_join (threads[i]);

      for (guint32 id = 0; id < N_IDS; id++)
        g_assert_true (g_ptr_array_index (found, id) == heed_id_names_get (names, id));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/id-names/are-numbers-behind-a-sign",
                   test_id_names_are_numbers_behind_a_sign);
  g_test_add_func ("/engine/id-names/are-the-same-in-every-thread",
                   test_id_names_are_the_same_in_every_thread);

  return g_test_run ();
}

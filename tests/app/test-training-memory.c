/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a training took is given back when it goes.
 */

#include "process-memory.h"
#include "toy-pairs.h"

#define N_PAIRS     400
#define N_WARM      5
#define N_TRAININGS 20

/* Each training holds about 4 MB: a film with its models. After twenty, no more may
 * remain than the fragmentation of the C library's heap. */
#define MAX_GROWTH_KB 8192

static gboolean
has_thread (const char *name)
{
  g_autoptr(GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *id;

  while ((id = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", id, "comm", NULL);
      g_autofree char *found = NULL;

      if (g_file_get_contents (path, &found, NULL, NULL) && g_str_has_prefix (found, name))
        return TRUE;
    }

  return FALSE;
}

/* The thread ends after the training is released. */
static void
train_and_let_go (ToyPairs *toy)
{
  HeedTraining *training = heed_training_new (toy->plan, NULL);

  wait_until_over (training);
  g_assert_cmpint (heed_training_get_state (training), ==, HEED_TRAINING_FINISHED);
  g_object_unref (training);

  while (has_thread ("heed-training"))
    g_thread_yield ();
}

static void
test_training_memory_returns (void)
{
  ToyPairs toy;
  guint64 before, after;

  toy_pairs_set_up (&toy, N_PAIRS, 4);
  for (guint i = 0; i < N_WARM; i++)
    train_and_let_go (&toy);

  before = process_memory_get_resident ();
  for (guint i = 0; i < N_TRAININGS; i++)
    train_and_let_go (&toy);
  after = process_memory_get_resident ();

  g_test_message ("%" G_GUINT64_FORMAT " kB before, %" G_GUINT64_FORMAT " kB after", before, after);
  g_assert_cmpuint (after, <, before + MAX_GROWTH_KB);
  toy_pairs_tear_down (&toy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (process_memory_get_resident () > 0)
    g_test_add_func ("/app/training-memory/returns", test_training_memory_returns);

  return g_test_run ();
}

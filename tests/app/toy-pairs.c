/* toy-pairs.c — a file of pairs that a small model learns in seconds, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "toy-pairs.h"

#include <glib/gstdio.h>

#define LETTERS "abcdef"

static void
write_pairs (const char *path,
             guint       n_pairs)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n_pairs; i++)
    {
      g_autoptr(GString) side = g_string_new (NULL);
      int n_letters = g_rand_int_range (random, 3, 6);

      for (int j = 0; j < n_letters; j++)
        g_string_append_printf (side, "%s%c", j > 0 ? " " : "",
                                LETTERS[g_rand_int_range (random, 0, 6)]);

      g_string_append_printf (lines, "%s\t%s\n", side->str, side->str);
    }

  g_file_set_contents (path, lines->str, -1, &error);
  g_assert_no_error (error);
}

void
toy_pairs_set_up (ToyPairs *toy,
                  guint     n_pairs,
                  double    n_epochs)
{
  g_autoptr(GError) error = NULL;

  toy->folder = g_dir_make_tmp ("heed-test-XXXXXX", &error);
  g_assert_no_error (error);
  toy->path = g_build_filename (toy->folder, "toy.tsv", NULL);
  write_pairs (toy->path, n_pairs);

  toy->plan =
    heed_training_plan_new (heed_training_task_find ("pairs"), heed_mechanisms_find ("additive"));
  toy->plan->path = g_strdup (toy->path);
  toy->plan->units = HEED_UNITS_WORDS;
  toy->plan->hypers[HEED_HYPER_EMBEDDING] = 16;
  toy->plan->hypers[HEED_HYPER_WIDTH] = 16;
  toy->plan->hypers[HEED_HYPER_LAYERS] = 1;
  toy->plan->hypers[HEED_HYPER_DROPOUT] = 0;
  toy->plan->hypers[HEED_HYPER_BATCH_SIZE] = 32;
  toy->plan->hypers[HEED_HYPER_LEARNING_RATE] = 0.01;
  toy->plan->hypers[HEED_HYPER_EPOCHS] = n_epochs;
}

void
toy_pairs_tear_down (ToyPairs *toy)
{
  g_autoptr(GDir) folder = g_dir_open (toy->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (toy->folder, name, NULL);

      g_unlink (path);
    }

  g_rmdir (toy->folder);
  g_clear_pointer (&toy->folder, g_free);
  g_clear_pointer (&toy->path, g_free);
  g_clear_pointer (&toy->plan, heed_training_plan_free);
}

void
wait_until_trained (HeedTraining *training,
                    guint64       n_batches)
{
  while (heed_training_get_status (training)->report.batch < n_batches)
    g_main_context_iteration (NULL, TRUE);
}

void
wait_until_state (HeedTraining      *training,
                  HeedTrainingState  state)
{
  while (heed_training_get_state (training) != state)
    g_main_context_iteration (NULL, TRUE);
}

void
wait_until_over (HeedTraining *training)
{
  while (!heed_training_is_over (training))
    g_main_context_iteration (NULL, TRUE);
}

void
wait_until_probed (HeedTraining *training,
                   const char   *sentence)
{
  while (g_strcmp0 (heed_training_get_status (training)->probe, sentence) != 0)
    g_main_context_iteration (NULL, TRUE);
}

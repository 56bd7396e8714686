/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/training/training-fit.h"

#include <glib/gstdio.h>

#include "toy-pairs.h"

#define N_SENTENCES 200

static const char *const who[][2] = {
  { "The cat", "Le chat" }, { "The dog", "Le chien" }, { "The girl", "La fille" },
  { "My friend", "Mon ami" }, { "The boy", "Le garçon" }, { "The bird", "L'oiseau" },
};

static const char *const does[][2] = {
  { "wants", "veut" }, { "sees", "voit" }, { "likes", "aime" },
  { "takes", "prend" }, { "is looking for", "cherche" }, { "sells", "vend" },
};

static const char *const what[][2] = {
  { "the bread", "le pain" }, { "the apple", "la pomme" }, { "the book", "le livre" },
  { "the red ball", "la balle rouge" }, { "a glass", "un verre" }, { "some water", "de l'eau" },
};

/* Writes 216 different simple sentences, as in a first lesson. */
static void
write_sentences (const char *path)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < N_SENTENCES; i++)
    {
      guint k = i * 89 % 216;
      const char *const *a = who[k % 6], *const *b = does[k / 6 % 6], *const *c = what[k / 36];

      g_string_append_printf (lines, "%s %s %s.\t%s %s %s.\n", a[0], b[0], c[0], a[1], b[1], c[1]);
    }

  g_assert_true (g_file_set_contents (path, lines->str, -1, NULL));
}

static HeedTrainingPlan *
new_plan (const char *task,
          const char *path)
{
  g_autoptr(HeedPairFile) file = heed_pair_file_read (path, NULL, NULL);
  HeedTrainingPlan *plan =
    heed_training_plan_new (heed_training_task_find (task), heed_mechanisms_find ("additive"));

  plan->path = g_strdup (path);
  heed_training_plan_fit (plan, file);

  return plan;
}

/* With the preset's numbers there would be only 24 batches, and no correct translation. */
static void
assert_learns (const char *task)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "lesson.csv", NULL);
  g_autoptr(HeedTrainingPlan) plan = NULL;
  g_autoptr(HeedTraining) training = NULL;
  const HeedHeldOutCheck *check;

  write_sentences (path);
  plan = new_plan (task, path);
  training = heed_training_new (plan, NULL);
  wait_until_over (training);
  g_assert_no_error (heed_training_get_status (training)->error);
  check = heed_training_get_status (training)->check;

  g_test_message ("%s: %" G_GUINT64_FORMAT " batches, loss %.3f, held-out %.3f, exact %.2f of %u",
                  task, check->score.batch, heed_training_get_status (training)->report.loss,
                  check->score.loss, check->score.translation.exact_match,
                  check->score.n_translated);
  g_assert_cmpuint (heed_training_get_status (training)->n_train, ==, 180);
  g_assert_cmpuint (check->score.n_translated, ==, 20);
  g_assert_cmpfloat (check->score.loss, <, 0.5);
  g_assert_cmpfloat (check->score.translation.exact_match, >=, 0.8);

  g_unlink (path);
  g_rmdir (folder);
}

static void
test_training_fit_two_hundred_pairs_are_learned (void)
{
  assert_learns ("pairs");
}

static void
test_training_fit_two_hundred_pairs_are_learned_as_in_the_book (void)
{
  assert_learns ("book");
}

/* Only the number of pairs and their length matter. */
static void
fit_to (HeedTrainingPlan *plan,
        guint             n_pairs)
{
  HeedPairFile file = { .n_words = 20, .n_characters = 90 };

  file.pairs = g_array_sized_new (FALSE, TRUE, sizeof (HeedFilePair), n_pairs);
  g_array_set_size (file.pairs, n_pairs);
  heed_training_plan_fit (plan, &file);
  g_array_unref (file.pairs);
}

static void
test_training_fit_grows_with_the_file (void)
{
  static const guint sizes[] = { 20, 200, 1000, 5000, 20000 };
  const HeedTrainingTask *pairs = heed_training_task_find ("pairs");
  double before = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(HeedTrainingPlan) plan =
        heed_training_plan_new (pairs, heed_mechanisms_find ("additive"));
      double n_batches;

      fit_to (plan, sizes[i]);
      n_batches = sizes[i] * plan->hypers[HEED_HYPER_EPOCHS] / plan->hypers[HEED_HYPER_BATCH_SIZE];
      g_assert_cmpfloat (n_batches, >=, 1000.0);
      g_assert_cmpfloat (plan->hypers[HEED_HYPER_WIDTH], >=, before);
      g_assert_cmpuint (plan->vocabulary, <=, 5000);
      g_assert_cmpfloat (plan->hypers[HEED_HYPER_MAX_TOKENS], ==, 92.0);
      before = plan->hypers[HEED_HYPER_WIDTH];
    }
}

static void
test_training_fit_large_files_keep_the_preset (void)
{
  g_autoptr(HeedTrainingPlan) plan = heed_training_plan_new (
    heed_training_task_find ("pairs"), heed_mechanisms_find ("transformer"));
  g_autoptr(HeedTrainingPlan) usual = heed_training_plan_copy (plan);

  fit_to (plan, 490000);
  g_assert_cmpmem (plan->hypers, sizeof plan->hypers, usual->hypers, sizeof usual->hypers);
  g_assert_cmpuint (plan->vocabulary, ==, usual->vocabulary);
  g_assert_cmpfloat (plan->guided_alignment, ==, usual->guided_alignment);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/training-fit/two-hundred-pairs-are-learned",
                   test_training_fit_two_hundred_pairs_are_learned);
  g_test_add_func ("/app/training-fit/two-hundred-pairs-are-learned-as-in-the-book",
                   test_training_fit_two_hundred_pairs_are_learned_as_in_the_book);
  g_test_add_func ("/app/training-fit/grows-with-the-file", test_training_fit_grows_with_the_file);
  g_test_add_func ("/app/training-fit/large-files-keep-the-preset",
                   test_training_fit_large_files_keep_the_preset);

  return g_test_run ();
}

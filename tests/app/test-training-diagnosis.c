/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/training/training-diagnosis.h"

#include "ui/chart-layout.h"

#define N_WORDS 8

/* Each frame is a letter: u uniform, s stuck on the second word, d diagonal, b from the last
 * word back to the first in jumps, m a mixture without any of these patterns. */
static guint
find_column (char  look,
             guint t)
{
  switch (look)
    {
    case 's':
      return 1;

    case 'd':
      return t;

    case 'b':
      return N_WORDS - 1 - 3 * (t / 3);

    default:
      return t % 2;
    }
}

static HeedMatrix *
draw (char look)
{
  const float most = look == 'u' ? 1.0f / N_WORDS : look == 'm' ? 0.58f : 0.79f;
  const float rest = (1.0f - most) / (N_WORDS - 1);
  float values[N_WORDS * N_WORDS];

  for (guint t = 0; t < N_WORDS; t++)
    for (guint s = 0; s < N_WORDS; s++)
      values[t * N_WORDS + s] = s == find_column (look, t) ? most : rest;

  return heed_matrix_new (N_WORDS, N_WORDS, values);
}

static HeedSnapshot *
shoot (char   look,
       double epoch)
{
  const HeedToken tokens[N_WORDS] = {
    { .id = 1, .text = "the" },  { .id = 2, .text = "cat" }, { .id = 3, .text = "of" },
    { .id = 4, .text = "my" },   { .id = 5, .text = "old" }, { .id = 6, .text = "aunt" },
    { .id = 7, .text = "sleeps" }, { .id = 8, .text = "." },
  };
  HeedSnapshot *snapshot = g_atomic_rc_box_new0 (HeedSnapshot);

  snapshot->epoch = epoch;
  snapshot->source = heed_tokens_new (tokens, N_WORDS);
  snapshot->target = heed_tokens_new (tokens, N_WORDS);
  snapshot->read = heed_tokens_new (tokens, N_WORDS);
  snapshot->output = g_strdup ("");
  snapshot->attentions = g_new0 (HeedAttentions, 1);
  snapshot->attentions->ranges[HEED_ATTENTION_CROSS] = (HeedSiteRange) { 1, 1 };
  snapshot->attentions->matrices =
    g_ptr_array_new_with_free_func ((GDestroyNotify) heed_matrix_unref);
  g_ptr_array_add (snapshot->attentions->matrices, draw (look));

  return snapshot;
}

/* There is half an epoch between two frames. */
static HeedTrainingStatus *
new_status (const char *looks)
{
  HeedTrainingStatus *status = heed_training_status_new ();

  g_ptr_array_set_size (status->film, 0);
  for (guint i = 0; looks[i] != '\0'; i++)
    g_ptr_array_add (status->film, shoot (looks[i], i / 2.0));

  return status;
}

static HeedDiagnosis
diagnose (HeedTrainingStatus *status)
{
  return heed_training_diagnose (status, HEED_ATTENTIONS_DEFAULT_SITE);
}

static void
assert_kind (const char        *looks,
             HeedDiagnosisKind  kind)
{
  g_autoptr(HeedTrainingStatus) status = new_status (looks);

  g_assert_cmpint (diagnose (status).kind, ==, kind);
}

static void
test_training_diagnosis_of_what_it_looks_at (void)
{
  assert_kind ("", HEED_DIAGNOSIS_NONE);
  assert_kind ("uu", HEED_DIAGNOSIS_NONE);       /* too early */
  assert_kind ("uuuuuu", HEED_DIAGNOSIS_UNIFORM);
  assert_kind ("uuussss", HEED_DIAGNOSIS_STUCK);
  assert_kind ("uuummmm", HEED_DIAGNOSIS_NONE);
  assert_kind ("uuudddd", HEED_DIAGNOSIS_LEARNED);
  assert_kind ("uuumbbb", HEED_DIAGNOSIS_LEARNED);
  assert_kind ("uuudu", HEED_DIAGNOSIS_UNIFORM);  /* one frame may be chance */
  assert_kind ("uuuddddsss", HEED_DIAGNOSIS_LOST);
}

static void
test_training_diagnosis_says_when_and_where (void)
{
  g_autoptr(HeedTrainingStatus) lost = new_status ("uuuddddsss");
  g_autoptr(HeedTrainingStatus) stuck = new_status ("uuussss");
  HeedDiagnosis found = diagnose (lost);

  g_assert_cmpfloat_with_epsilon (found.since, 1.5, 1e-9);  /* the fourth frame */
  g_assert_cmpfloat_with_epsilon (found.until, 3.5, 1e-9);  /* the eighth */

  found = diagnose (stuck);
  g_assert_cmpstr (found.word, ==, "cat");
  g_assert_cmpfloat_with_epsilon (found.share, 0.79, 1e-6);
  g_assert_false (heed_diagnosis_advises_to_stop (&found));
}

/* Adds a fall from 2 to 1 over @n_falling points, then a rise by @rise over as many. */
static void
add_curve (GArray *curve,
           guint   n_falling,
           double  rise)
{
  for (guint i = 0; i < 2 * n_falling; i++)
    {
      double part = (double) (i % n_falling + 1) / n_falling;

      g_array_append_vals (curve,
                           &(HeedChartPoint) { i, i < n_falling ? 2.0 - part : 1.0 + rise * part },
                           1);
    }
}

/* Doubling a loss that is almost zero is no finding. */
static void
test_training_diagnosis_of_losses_that_are_none (void)
{
  g_autoptr(HeedTrainingStatus) status = new_status ("uuudddd");

  add_curve (status->held_out_loss, 6, 1.0);
  for (guint i = 0; i < status->held_out_loss->len; i++)
    g_array_index (status->held_out_loss, HeedChartPoint, i).y *= 1e-3;

  g_assert_cmpint (diagnose (status).kind, ==, HEED_DIAGNOSIS_LEARNED);
}

static void
test_training_diagnosis_of_losses_that_rise (void)
{
  g_autoptr(HeedTrainingStatus) falling = new_status ("uuudddd");
  g_autoptr(HeedTrainingStatus) rising = new_status ("uuudddd");
  g_autoptr(HeedTrainingStatus) by_heart = new_status ("uuudddd");
  HeedDiagnosis found;

  add_curve (falling->training_loss, 60, 0.02);
  add_curve (falling->held_out_loss, 6, 0.02);
  g_assert_cmpint (diagnose (falling).kind, ==, HEED_DIAGNOSIS_LEARNED);

  add_curve (rising->training_loss, 60, 1.0);
  found = diagnose (rising);
  g_assert_cmpint (found.kind, ==, HEED_DIAGNOSIS_LOSS_RISES);
  g_assert_cmpfloat (found.to, >, 1.5);
  g_assert_true (heed_diagnosis_advises_to_stop (&found));

  add_curve (by_heart->held_out_loss, 6, 0.5);
  found = diagnose (by_heart);
  g_assert_cmpint (found.kind, ==, HEED_DIAGNOSIS_HELD_OUT_RISES);
  g_assert_cmpfloat_with_epsilon (found.since, 5.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (found.from, 1.0, 1e-9);
  g_assert_true (heed_diagnosis_advises_to_stop (&found));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/training-diagnosis/of-what-it-looks-at",
                   test_training_diagnosis_of_what_it_looks_at);
  g_test_add_func ("/app/training-diagnosis/says-when-and-where",
                   test_training_diagnosis_says_when_and_where);
  g_test_add_func ("/app/training-diagnosis/of-losses-that-rise",
                   test_training_diagnosis_of_losses_that_rise);

  g_test_add_func ("/app/training-diagnosis/of-losses-that-are-none",
                   test_training_diagnosis_of_losses_that_are_none);

  return g_test_run ();
}

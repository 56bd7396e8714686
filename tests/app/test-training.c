/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real trainings of a real engine, on pairs that are learned in seconds.
 *
 * Covers: app/core/training/held-out-check.c,
 *   app/core/translation/snapshot.c,
 *   app/core/training/training-plan.c,
 *   app/core/training/training-run.c,
 *   app/core/training/training-status.c,
 *   app/core/training/training-work.c
 */

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "toy-pairs.h"
#include "ui/chart-layout.h"

#define N_PAIRS  400
#define ENDLESS  10000
#define N_ORDERS 40

static void
set_up (ToyPairs      *toy,
        gconstpointer  user_data)
{
  toy_pairs_set_up (toy, N_PAIRS, GPOINTER_TO_UINT (user_data));
}

static void
tear_down (ToyPairs      *toy,
           gconstpointer  user_data)
{
  toy_pairs_tear_down (toy);
}

static double
get_loss (const GArray *curve,
          guint         i)
{
  return g_array_index (curve, HeedChartPoint, i).y;
}

static void
test_training_loss_falls (ToyPairs      *toy,
                          gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = heed_training_new (toy->plan, NULL);
  const HeedTrainingStatus *status;

  wait_until_over (training);
  status = heed_training_get_status (training);

  g_assert_no_error (status->error);
  g_assert_cmpint (status->state, ==, HEED_TRAINING_FINISHED);
  g_assert_cmpuint (status->report.batch, ==, status->report.n_batches);
  g_assert_cmpuint (status->training_loss->len, ==, status->report.n_batches);
  g_assert_cmpfloat (get_loss (status->training_loss, status->training_loss->len - 1), <,
                     0.5 * get_loss (status->training_loss, 0));
  g_assert_cmpfloat (get_loss (status->held_out_loss, status->held_out_loss->len - 1), <,
                     0.5 * get_loss (status->held_out_loss, 0));
}

static void
test_training_held_out_pairs_are_checked (ToyPairs      *toy,
                                          gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = heed_training_new (toy->plan, NULL);
  const HeedHeldOutCheck *check;
  guint n_right = 0;

  wait_until_over (training);
  check = heed_training_get_status (training)->check;

  g_assert_nonnull (check);
  g_assert_cmpuint (check->score.batch, ==, heed_training_get_status (training)->report.batch);
  g_assert_cmpuint (check->samples->len, ==, check->score.n_translated);
  for (guint i = 0; i < check->samples->len; i++)
    {
      const HeedSample *sample = &g_array_index (check->samples, HeedSample, i);

      g_assert_cmpstr (sample->source, ==, sample->target);  /* the toy task is copying */
      g_assert_cmpint (sample->is_right, ==, g_str_equal (sample->target, sample->output));
      n_right += sample->is_right;
    }
  g_assert_cmpfloat_with_epsilon (check->score.translation.exact_match,
                                  (double) n_right / check->samples->len, 1e-9);
}

/* The file has capitals and punctuation; the model of the book has neither. */
static void
write_sentences (ToyPairs *toy)
{
  static const char *const who[] = { "Le chat", "Le chien", "La fille", "Mon ami" };
  static const char *const does[] = { "veut", "voit", "aime", "prend", "cherche" };
  static const char *const what[] = { "le pain", "la pomme", "le livre", "la balle", "un verre" };
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (lines, "%c %c %c\t%s %s %s.\n", 'a' + i % 4, 'g' + i / 4 % 5,
                            'n' + i / 20 % 5, who[i % 4], does[i / 4 % 5], what[i / 20 % 5]);

  g_file_set_contents (toy->path, lines->str, -1, NULL);
}

static void
test_training_compares_in_the_spelling_of_the_model (ToyPairs      *toy,
                                                     gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = NULL;
  const HeedHeldOutCheck *check;

  write_sentences (toy);
  toy->plan->task = heed_training_task_find ("book");
  training = heed_training_new (toy->plan, NULL);
  wait_until_over (training);
  g_assert_no_error (heed_training_get_status (training)->error);
  check = heed_training_get_status (training)->check;

  g_assert_nonnull (check->written);
  g_assert_true (g_unichar_isupper (g_utf8_get_char (check->written)));
  g_assert_true (g_str_has_suffix (check->compared, " ."));
  g_assert_cmpfloat (check->score.translation.exact_match, >, 0.5);
  g_assert_cmpfloat (check->score.translation.bleu, >, 50.0);
  g_assert_true (
    ((HeedSnapshot *) heed_training_get_status (training)->snapshot)->is_right);
}

static void
assert_is_attention (const HeedSnapshot *snapshot,
                     HeedAttentionSite   site)
{
  const HeedMatrix *attention = heed_snapshot_get_attention (snapshot, site);

  g_assert_nonnull (attention);
  g_assert_cmpuint (attention->n_rows, ==, heed_snapshot_get_rows (snapshot, site)->n_tokens);
  g_assert_cmpuint (attention->n_columns, ==, heed_snapshot_get_columns (snapshot, site)->n_tokens);

  for (guint t = 0; t < attention->n_rows; t++)
    {
      double sum = 0.0;

      for (guint s = 0; s < attention->n_columns; s++)
        sum += attention->values[t * attention->n_columns + s];

      g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-4);
    }
}

static double
find_entropy (const HeedSnapshot *snapshot)
{
  return heed_snapshot_find_entropy (snapshot, HEED_ATTENTIONS_DEFAULT_SITE);
}

static double
find_diagonality (const HeedSnapshot *snapshot)
{
  return heed_snapshot_find_diagonality (snapshot, HEED_ATTENTIONS_DEFAULT_SITE);
}

static void
test_training_film_is_of_the_whole (ToyPairs      *toy,
                                    gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = heed_training_new (toy->plan, NULL);
  const HeedTrainingStatus *status;
  HeedSnapshot *first;
  HeedSnapshot *last;

  wait_until_over (training);
  status = heed_training_get_status (training);
  first = g_ptr_array_index (status->film, 0);
  last = g_ptr_array_index (status->film, status->film->len - 1);

  g_assert_cmpuint (first->batch, ==, 0);
  g_assert_cmpuint (last->batch, ==, status->report.n_batches);
  for (guint i = 0; i < status->film->len; i++)
    assert_is_attention (g_ptr_array_index (status->film, i), HEED_ATTENTIONS_DEFAULT_SITE);

  /* Rows are the reference, so all pictures have the same rows. */
  g_assert_true (first->is_forced && last->is_forced);
  g_assert_cmpuint (first->target->n_tokens, ==, last->target->n_tokens);
  g_assert_cmpfloat (find_entropy (last), <, find_entropy (first));

  /* Copying letter by letter makes the attention diagonal. */
  g_assert_cmpfloat (find_diagonality (last), >, find_diagonality (first));
  g_assert_cmpfloat (find_diagonality (last), >, 0.6);
}

static void
hold_out (ToyPairs   *toy,
          const char *lines)
{
  g_free (toy->plan->valid_path);
  toy->plan->valid_path = g_build_filename (toy->folder, "held-out.tsv", NULL);
  g_file_set_contents (toy->plan->valid_path, lines, -1, NULL);
}

/* Checking so few pairs is fast on any machine. */
static HeedTraining *
start_with_a_brief_check (ToyPairs *toy)
{
  hold_out (toy, "a b c\ta b c\nf e\tf e\n");

  return heed_training_new (toy->plan, NULL);
}

static void
test_training_pause_pauses (ToyPairs      *toy,
                            gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = start_with_a_brief_check (toy);
  guint64 batch;

  wait_until_trained (training, 3);
  heed_training_pause (training);
  wait_until_state (training, HEED_TRAINING_PAUSED);
  batch = heed_training_get_status (training)->report.batch;

  /* The probes are answered, so the thread has run, but it has not trained. */
  heed_training_set_probe (training, "a b c");
  wait_until_probed (training, "a b c");
  heed_training_set_probe (training, "c b a");
  wait_until_probed (training, "c b a");
  g_assert_cmpuint (heed_training_get_status (training)->report.batch, ==, batch);
  g_assert_cmpuint (heed_training_get_status (training)->snapshot->batch, ==, batch);
  g_assert_cmpuint (heed_training_get_status (training)->check->score.batch, ==, batch);

  heed_training_go_on (training);
  wait_until_trained (training, batch + 1);
  g_assert_cmpint (heed_training_get_state (training), ==, HEED_TRAINING_RUNNING);
}

static void
test_training_stop_stops_and_keeps_the_model (ToyPairs      *toy,
                                              gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = start_with_a_brief_check (toy);
  guint64 batch;

  wait_until_trained (training, 3);
  heed_training_stop (training);
  wait_until_state (training, HEED_TRAINING_STOPPED);
  batch = heed_training_get_status (training)->report.batch;
  g_assert_cmpuint (heed_training_get_status (training)->check->score.batch, ==, batch);
  g_assert_true (heed_training_can_save (training));

  heed_training_go_on (training);
  heed_training_set_probe (training, "f e d");
  wait_until_probed (training, "f e d");
  g_assert_cmpint (heed_training_get_state (training), ==, HEED_TRAINING_STOPPED);
  g_assert_cmpuint (heed_training_get_status (training)->report.batch, ==, batch);
  assert_is_attention (heed_training_get_status (training)->snapshot, HEED_ATTENTIONS_DEFAULT_SITE);
}

static void
assert_probe (HeedTraining *training,
              const char   *sentence)
{
  g_assert_cmpstr (heed_training_get_status (training)->probe, ==, sentence);
}

static void
changed_cb (gboolean *has_changed)
{
  *has_changed = TRUE;
}

/* Results of work that had begun before the sentence changed are dropped. */
static void
test_training_late_reports_are_dropped (ToyPairs      *toy,
                                        gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = heed_training_new (toy->plan, NULL);
  gboolean has_changed;

  g_signal_connect_swapped (training, "changed", G_CALLBACK (changed_cb), &has_changed);
  wait_until_trained (training, 1);

  for (guint i = 0; i < N_ORDERS; i++)
    {
      const char *sentence = i % 2 == 0 ? "a b c d" : "e f a";

      heed_training_set_probe (training, sentence);
      has_changed = FALSE;
      while (!has_changed)
        g_main_context_iteration (NULL, TRUE);
      assert_probe (training, sentence);
    }
}

static void
test_training_film_is_shot_again_for_another_sentence (ToyPairs      *toy,
                                                       gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = heed_training_new (toy->plan, NULL);
  const HeedTrainingStatus *status;
  guint n_frames;

  wait_until_over (training);
  n_frames = heed_training_get_status (training)->film->len;
  heed_training_set_probe (training, "b a d");
  wait_until_probed (training, "b a d");
  status = heed_training_get_status (training);

  g_assert_cmpuint (status->film->len, ==, n_frames);
  for (guint i = 0; i < n_frames; i++)
    {
      const HeedSnapshot *frame = g_ptr_array_index (status->film, i);

      g_assert_cmpstr (frame->source->tokens[0].text, ==, "b");
      g_assert_cmpuint (frame->source->n_tokens, ==, 4);  /* and the end token */
    }
}

/* Trains the toy with a Transformer of two layers with two heads. */
static HeedTraining *
train_transformer (ToyPairs *toy)
{
  HeedTraining *training;

  toy->plan->mechanism = heed_mechanisms_find ("transformer");
  toy->plan->hypers[HEED_HYPER_LAYERS] = 2;
  toy->plan->hypers[HEED_HYPER_HEADS] = 2;
  training = heed_training_new (toy->plan, NULL);
  wait_until_over (training);

  return training;
}

static void
test_training_film_has_every_attention (ToyPairs      *toy,
                                        gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = train_transformer (toy);
  const HeedTrainingStatus *status = heed_training_get_status (training);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < status->film->len; i++)
    for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
      for (int layer = 0; layer < 2; layer++)
        for (int head = HEED_HEAD_MEAN; head < 2; head++)
          {
            HeedAttentionSite site = { kind, layer, head };

            assert_is_attention (g_ptr_array_index (status->film, i), site);
            g_hash_table_add (
              seen, heed_snapshot_get_attention (g_ptr_array_index (status->film, i), site));
          }

  /* All sites have different matrices. */
  g_assert_cmpuint (g_hash_table_size (seen), ==, status->film->len * 3 * 2 * 3);
}

static void
test_training_mean_of_heads_is_that (ToyPairs      *toy,
                                     gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = train_transformer (toy);
  const HeedSnapshot *snapshot = heed_training_get_status (training)->snapshot;
  const HeedMatrix *mean = heed_snapshot_get_attention (
    snapshot, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 1, HEED_HEAD_MEAN });
  const HeedMatrix *first =
    heed_snapshot_get_attention (snapshot, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 1, 0 });
  const HeedMatrix *second =
    heed_snapshot_get_attention (snapshot, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 1, 1 });

  for (guint i = 0; i < mean->n_rows * mean->n_columns; i++)
    g_assert_cmpfloat_with_epsilon (mean->values[i], (first->values[i] + second->values[i]) / 2.0,
                                    1e-6);

  g_assert_true (heed_snapshot_get_attention (snapshot, HEED_ATTENTIONS_DEFAULT_SITE) == mean);
}

/* About 400 letters need more numbers than a frame may hold; 20 letters do not. */
static void
test_training_film_of_a_long_sentence_is_bounded (ToyPairs      *toy,
                                                  gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = train_transformer (toy);
  g_autoptr(GString) sentence = g_string_new ("a b c");
  const HeedSnapshot *snapshot;

  while (sentence->len < 800)
    g_string_append (sentence, " d e f");

  heed_training_set_probe (training, sentence->str);
  wait_until_probed (training, sentence->str);
  snapshot = heed_training_get_status (training)->snapshot;
  g_assert_cmpuint (snapshot->attentions->ranges[HEED_ATTENTION_CROSS].n_layers, ==, 2);
  g_assert_cmpuint (snapshot->attentions->ranges[HEED_ATTENTION_CROSS].n_heads, ==, 1);
  g_assert_cmpuint (snapshot->attentions->ranges[HEED_ATTENTION_ENCODER_SELF].n_layers, ==, 0);
  g_assert_cmpuint (snapshot->attentions->matrices->len, ==, 2);

  /* For a site that was not kept, the nearest one is shown. */
  assert_is_attention (snapshot, (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 1, 0 });
  g_assert_true (
    heed_snapshot_get_attention (snapshot, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 1 }) ==
    g_ptr_array_index (snapshot->attentions->matrices, 0));
}

static void
count_cb (guint *n_times)
{
  (*n_times)++;
}

static void
test_training_nothing_is_heard_of_one_that_was_let_go (ToyPairs      *toy,
                                                       gconstpointer  user_data)
{
  HeedTraining *training = heed_training_new (toy->plan, NULL);
  g_autoptr(HeedTraining) other = NULL;
  guint n_times = 0;

  g_signal_connect_swapped (training, "changed", G_CALLBACK (count_cb), &n_times);
  wait_until_trained (training, 2);
  n_times = 0;
  g_assert_finalize_object (training);

  other = heed_training_new (toy->plan, NULL);
  wait_until_trained (other, 20);
  g_assert_cmpuint (n_times, ==, 0);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (heed_training_save_finish (HEED_TRAINING (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
test_training_saved_model_says_the_same (ToyPairs      *toy,
                                         gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = heed_training_new (toy->plan, NULL);
  g_autofree char *path = g_build_filename (toy->folder, "saved.safetensors", NULL);
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedSnapshot) again = NULL;
  const HeedSnapshot *snapshot;
  g_autoptr(GError) error = NULL;
  gboolean is_saved = FALSE;

  wait_until_over (training);
  g_assert_false (heed_training_is_saved (training));
  heed_training_set_name (training, "What we call it");
  heed_training_save_async (training, path, saved_cb, &is_saved);
  while (!is_saved)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (heed_training_is_saved (training));
  g_assert_cmpstr (heed_training_get_path (training), ==, path);
  model = heed_model_load (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heed_model_get_info (model)->name, ==, "What we call it");

  snapshot = heed_training_get_status (training)->snapshot;
  again = heed_snapshot_new (model, heed_training_get_probe (training), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->output, ==, snapshot->output);
}

static void
save (HeedTraining *training,
      const char   *path)
{
  gboolean is_saved = FALSE;

  heed_training_save_async (training, path, saved_cb, &is_saved);
  while (!is_saved)
    g_main_context_iteration (NULL, TRUE);
}

/* A model that was saved while paused still counts as saved after another
 * sentence was probed and after the training is over. */
static void
test_training_saved_model_stays_saved (ToyPairs      *toy,
                                       gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = heed_training_new (toy->plan, NULL);
  g_autofree char *path = g_build_filename (toy->folder, "saved.safetensors", NULL);

  wait_until_trained (training, 3);
  heed_training_pause (training);
  wait_until_state (training, HEED_TRAINING_PAUSED);
  save (training, path);
  g_assert_true (heed_training_is_saved (training));

  heed_training_set_probe (training, "a b c");
  wait_until_probed (training, "a b c");
  g_assert_true (heed_training_is_saved (training));

  heed_training_stop (training);
  wait_until_over (training);
  g_assert_true (heed_training_is_saved (training));
}

/* The sentence is typed letter by letter; some states of it cannot be read by the model. */
static void
test_training_film_loses_nothing_while_a_sentence_is_typed (ToyPairs      *toy,
                                                            gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = heed_training_new (toy->plan, "a b c");
  guint n_frames;

  wait_until_over (training);
  n_frames = heed_training_get_status (training)->film->len;
  g_assert_cmpuint (n_frames, >, 2);

  for (guint i = 0; i < 20; i++)
    heed_training_set_probe (training, i % 2 == 0 ? "" : "c");

  heed_training_set_probe (training, "c b a");
  wait_until_probed (training, "c b a");
  g_assert_cmpuint (heed_training_get_status (training)->film->len, ==, n_frames);

  heed_training_set_probe (training, "a b c");
  wait_until_probed (training, "a b c");
  g_assert_cmpuint (heed_training_get_status (training)->film->len, ==, n_frames);
}

#define N_TRAININGS 20
#define MARGIN_MIB  24  /* libraries, tables, arenas: kept after the first training */

static gsize
get_resident_mib (void)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);

  return g_ascii_strtoull (words[1], NULL, 10) * (gsize) sysconf (_SC_PAGESIZE) >> 20;
}

static gboolean
ring_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* One thread after another lets go of a hundred models; a leak of one in ten of
 * them would be seen. */
static void
test_training_let_go_gives_its_memory_back (ToyPairs      *toy,
                                            gconstpointer  user_data)
{
  guint bell = g_timeout_add (20, ring_cb, NULL);
  gint64 deadline;
  gsize before = get_resident_mib ();
  gsize held = 0;

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("what is freed is kept, to see whether somebody uses it");
  g_source_remove (bell);
  return;
#endif

  toy->plan->hypers[HEED_HYPER_WIDTH] = 128;
  toy->plan->hypers[HEED_HYPER_EMBEDDING] = 64;

  for (guint i = 0; i < N_TRAININGS; i++)
    {
      g_autoptr(HeedTraining) training = heed_training_new (toy->plan, NULL);

      wait_until_over (training);
      held = MAX (held, get_resident_mib ());
    }

  g_test_message ("%zu MiB before, at most %zu MiB", before, held);

  deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  while (get_resident_mib () > before + MARGIN_MIB && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (bell);
  g_test_message ("%zu MiB after %d", get_resident_mib (), N_TRAININGS);
  g_assert_cmpuint (get_resident_mib (), <=, before + MARGIN_MIB);
}

static void
test_training_model_without_attention_has_none (ToyPairs      *toy,
                                                gconstpointer  user_data)
{
  g_autoptr(HeedTraining) training = NULL;

  toy->plan->mechanism = heed_mechanisms_find ("none");
  training = heed_training_new (toy->plan, NULL);
  wait_until_over (training);

  g_assert_cmpint (heed_training_get_state (training), ==, HEED_TRAINING_FINISHED);
  g_assert_null (heed_snapshot_get_attention (heed_training_get_status (training)->snapshot,
                                              HEED_ATTENTIONS_DEFAULT_SITE));
  g_assert_true (isnan (find_entropy (heed_training_get_status (training)->snapshot)));
  g_assert_true (isnan (find_diagonality (heed_training_get_status (training)->snapshot)));
}

/* Trains as heed-cli does: batch after batch, without probes. */
static double
train_alone (const HeedTrainingPlan *plan)
{
  g_autofree char *configuration = heed_training_plan_dup_configuration (plan, NULL, NULL);
  g_autoptr(HeedTrainer) trainer = heed_trainer_new (configuration, "/", NULL, NULL);
  HeedTrainReport report = { 0 };

  while (!heed_trainer_is_finished (trainer))
    g_assert_true (heed_trainer_run_batch (trainer, &report, NULL));

  return report.loss;
}

/* Probes, checks and films do not change the numbers, those of dropout included. */
static void
test_training_numbers_are_those_of_the_trainer_alone (ToyPairs      *toy,
                                                      gconstpointer  user_data)
{
  const HeedMechanism *mechanism;

  for (guint i = 0; (mechanism = heed_mechanisms_get (i)) != NULL; i++)
    {
      g_autoptr(HeedTrainingPlan) plan =
        heed_training_plan_new (heed_training_task_find ("reverse"), mechanism);
      g_autoptr(HeedTraining) training = NULL;

      plan->hypers[HEED_HYPER_PAIRS] = 300;
      plan->hypers[HEED_HYPER_WIDTH] = 16;
      plan->hypers[HEED_HYPER_EMBEDDING] = 16;
      plan->hypers[HEED_HYPER_DROPOUT] = 0.1;
      plan->hypers[HEED_HYPER_EPOCHS] = 2;
      training = heed_training_new (plan, NULL);
      wait_until_over (training);

      g_test_message ("%s", mechanism->name);
      g_assert_no_error (heed_training_get_status (training)->error);
      g_assert_cmpfloat (heed_training_get_status (training)->report.loss, ==, train_alone (plan));
    }
}

static void
test_training_every_mechanism_trains (ToyPairs      *toy,
                                      gconstpointer  user_data)
{
  const HeedMechanism *mechanism;

  for (guint i = 0; (mechanism = heed_mechanisms_get (i)) != NULL; i++)
    {
      g_autoptr(HeedTraining) training = NULL;

      toy->plan->mechanism = mechanism;
      training = heed_training_new (toy->plan, NULL);
      wait_until_over (training);
      g_assert_no_error (heed_training_get_status (training)->error);
      g_assert_cmpint (heed_training_get_state (training), ==, HEED_TRAINING_FINISHED);
    }
}

static void
assert_probe_of (ToyPairs   *toy,
                 const char *held_out,
                 const char *expected)
{
  g_autoptr(HeedTraining) training = NULL;

  hold_out (toy, held_out);
  training = heed_training_new (toy->plan, NULL);
  wait_until_over (training);
  g_assert_cmpstr (heed_training_get_probe (training), ==, expected);
}

static void
test_training_probe_can_be_read_at_a_glance (ToyPairs      *toy,
                                             gconstpointer  user_data)
{
  assert_probe_of (toy, "a b\ta\na b c d\ta\na b c\ta\n", "a b c d");
  assert_probe_of (toy, "a b c d e f a b c d e f a b c d e f\ta\na b c\ta\na b\ta\n", "a b c");
  assert_probe_of (toy,
                   "a b c d e f a b c d e f a b c d e f\ta\na b c d e f a b c d e f a b c d\ta\n",
                   "a b c d e f a b c d e f a b c d");
}

static void
assert_fails (HeedTrainingPlan *plan,
              const char       *message)
{
  g_autoptr(HeedTraining) training = heed_training_new (plan, NULL);

  wait_until_over (training);
  g_assert_cmpint (heed_training_get_state (training), ==, HEED_TRAINING_FAILED);
  g_assert_nonnull (strstr (heed_training_get_status (training)->error->message, message));
  g_assert_false (heed_training_can_save (training));
}

static void
test_training_bad_data_is_said_to_be_bad (ToyPairs      *toy,
                                          gconstpointer  user_data)
{
  g_autofree char *missing = g_build_filename (toy->folder, "missing.tsv", NULL);

  g_file_set_contents (toy->path, "a\tb\nc\td\n", -1, NULL);
  assert_fails (toy->plan, "expected at least 20 pairs, found 2");

  toy->plan->valid_path = g_strdup (toy->path);
  g_file_set_contents (toy->path, "a\tb\nno tab\n", -1, NULL);
  assert_fails (toy->plan, "found 1; line 2: one column");

  g_free (toy->plan->path);
  toy->plan->path = g_steal_pointer (&missing);
  assert_fails (toy->plan, "missing.tsv");
}

#define ADD(name, n_epochs, test) \
  g_test_add ("/app/training/" name, ToyPairs, GUINT_TO_POINTER (n_epochs), set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("loss-falls", 12, test_training_loss_falls);
  ADD ("held-out-pairs-are-checked", 4, test_training_held_out_pairs_are_checked);
  ADD ("compares-in-the-spelling-of-the-model", 100,
       test_training_compares_in_the_spelling_of_the_model);
  ADD ("film-is-of-the-whole", 12, test_training_film_is_of_the_whole);
  ADD ("pause-pauses", ENDLESS, test_training_pause_pauses);
  ADD ("stop-stops-and-keeps-the-model", ENDLESS, test_training_stop_stops_and_keeps_the_model);
  ADD ("late-reports-are-dropped", ENDLESS, test_training_late_reports_are_dropped);
  ADD ("film-is-shot-again-for-another-sentence", 3,
       test_training_film_is_shot_again_for_another_sentence);
  ADD ("film-has-every-attention", 1, test_training_film_has_every_attention);
  ADD ("mean-of-heads-is-that", 1, test_training_mean_of_heads_is_that);
  ADD ("film-of-a-long-sentence-is-bounded", 1, test_training_film_of_a_long_sentence_is_bounded);
  ADD ("nothing-is-heard-of-one-that-was-let-go", ENDLESS,
       test_training_nothing_is_heard_of_one_that_was_let_go);
  ADD ("saved-model-says-the-same", 2, test_training_saved_model_says_the_same);
  ADD ("saved-model-stays-saved", ENDLESS, test_training_saved_model_stays_saved);
  ADD ("film-loses-nothing-while-a-sentence-is-typed", 3,
       test_training_film_loses_nothing_while_a_sentence_is_typed);
  ADD ("let-go-gives-its-memory-back", 2, test_training_let_go_gives_its_memory_back);
  ADD ("model-without-attention-has-none", 1, test_training_model_without_attention_has_none);
  ADD ("every-mechanism-trains", 1, test_training_every_mechanism_trains);
  ADD ("numbers-are-those-of-the-trainer-alone", 1,
       test_training_numbers_are_those_of_the_trainer_alone);
  ADD ("probe-can-be-read-at-a-glance", 1, test_training_probe_can_be_read_at_a_glance);
  ADD ("bad-data-is-said-to-be-bad", 1, test_training_bad_data_is_said_to_be_bad);

  return g_test_run ();
}

/* tasks.c — the list of tasks, their options, and the pairs they make
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     "data": {"task": "reverse", "pairs": 10000, "valid_pairs": 500,
 *              "min_length": 2, "max_length": 10, "alphabet": "abc...", "spaces": true}
 *     "data": {"task": "digits-fr", "max_length": 6}
 *     "data": {"task": "dates"}
 *     "data": {"task": "correction", "lines": "train.tsv.gz", "column": 2,
 *              "confusions": "same-sound.txt", "shapes": "same-shape.txt",
 *              "unchanged": 0.3, "replaced": 0.8, "sentences": 3}
 *
 * "lines" may be a list of files with shares as "train" has it (mixture.c); then
 * "column" is 1 or 2, and each line is drawn in proportion to the weights of its file
 * and origin.
 *
 * Whether a sentence is used for training or held out is decided by its target alone,
 * so that no target is ever in both, however many of each are made.
 */

#include "engine/training/tasks/task.h"

#include <string.h>

#include "engine/files/json-fields.h"

#define MAX_PAIRS        10000000
#define ONE_HELD_OUT_IN  10
#define TRIES_A_PAIR     1000
#define DEFAULT_ALPHABET "abcdefghijklmnopqrstuvwxyz"

static const HeedTask *const tasks[] = {
  &heed_task_dates,
  &heed_task_copy,
  &heed_task_reverse,
  &heed_task_sort,
  &heed_task_digits_en,
  &heed_task_digits_fr,
  &heed_task_digits_zh,
  &heed_task_correction,
};

/**
 * heed_tasks_get:
 *
 * Returns: (transfer none): task number @i, or %NULL if there are fewer
 */
const HeedTaskInfo *
heed_tasks_get (guint i)
{
  return i < G_N_ELEMENTS (tasks) ? &tasks[i]->info : NULL;
}

const HeedTask *
heed_task_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    if (g_str_equal (tasks[i]->info.name, name))
      return tasks[i];

  return NULL;
}

char *
heed_task_list_names (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", tasks[i]->info.name);

  return g_string_free (names, FALSE);
}

/* --- Options --- */

static gboolean
check_members (const HeedTask  *task,
               const HeedJson  *data,
               GError         **error)
{
  static const char *const always[] = { "task", "pairs", "valid_pairs", "valid", "max_tokens" };
  g_autoptr(GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_ptr_array_add (known, (gpointer) always[i]);
  for (guint i = 0; task->members[i] != NULL; i++)
    g_ptr_array_add (known, (gpointer) task->members[i]);
  g_ptr_array_add (known, NULL);

  return heed_json_check_names (data, (const char *const *) known->pdata, error);
}

static char *
make_path (const char *folder,
           const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);

  return path == NULL ? NULL : g_canonicalize_filename (path, absolute);
}

/* Numbers have at most 12 digits: larger ones have no words here. */
static guint
find_longest (const HeedTask *task)
{
  return task->max_length == heed_task_digits_en.max_length ? 12 : HEED_LONGEST_TASK_TEXT;
}

static gboolean
check_alphabet (const HeedJson  *data,
                const char      *alphabet,
                GError         **error)
{
  for (const char *at = alphabet; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isgraph (g_utf8_get_char (at)))
      return heed_json_refuse_field (data, "alphabet", "characters that can be seen", error);

  if (g_utf8_strlen (alphabet, -1) < 2)
    return heed_json_refuse_field (data, "alphabet", "two characters or more", error);

  return TRUE;
}

/* Parses a path, or a list of files with shares. */
static gboolean
parse_lines (HeedTaskOptions  *options,
             const HeedJson   *data,
             const char       *base_folder,
             GError          **error)
{
  const HeedJson *lines = heed_json_get_member (data, "lines");
  gboolean is_list = lines != NULL && heed_json_is_list (lines);
  const char *path = NULL;

  if (!heed_json_read_count (data, "column", 1, is_list ? 2 : 1000, &options->column, error))
    return FALSE;
  if (is_list)
    return heed_mixture_options_parse (&options->lines, data, "lines", base_folder, error);
  if (!heed_json_read_text (data, "lines", &path, error))
    return FALSE;

  options->lines_path = make_path (base_folder, path);

  return TRUE;
}

/**
 * heed_task_options_parse:
 * @options: (out): must be cleared, also after an error
 * @data: the "data" of a configuration, with a member "task"
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the member, its permitted values and the value
 *   found
 */
gboolean
heed_task_options_parse (HeedTaskOptions  *options,
                         const HeedJson   *data,
                         const char       *base_folder,
                         GError          **error)
{
  const char *name = NULL, *confusions = NULL, *shapes = NULL, *alphabet = DEFAULT_ALPHABET;

  *options = (HeedTaskOptions) {
    .n_pairs = 10000,
    .n_valid = 500,
    .spaces = TRUE,
    .column = 1,
    .unchanged = 0.3,
    .replaced = 0.8,
    .n_sentences = 1,
  };
  if (!heed_json_read_text (data, "task", &name, error))
    return FALSE;

  options->task = name != NULL ? heed_task_find (name) : NULL;
  if (options->task == NULL)
    {
      g_autofree char *names = heed_task_list_names ();

      return heed_json_refuse_field (data, "task", names, error);
    }

  options->min_length = options->task->min_length;
  options->max_length = options->task->max_length;
  if (!check_members (options->task, data, error) ||
      !heed_json_read_count (data, "pairs", 1, MAX_PAIRS, &options->n_pairs, error) ||
      !heed_json_read_count (data, "valid_pairs", 0, MAX_PAIRS, &options->n_valid, error) ||
      !heed_json_read_count (data, "max_length", 1, find_longest (options->task),
                             &options->max_length, error) ||
      !heed_json_read_count (data, "min_length", 1, options->max_length, &options->min_length,
                             error) ||
      !heed_json_read_text (data, "alphabet", &alphabet, error) ||
      !check_alphabet (data, alphabet, error) ||
      !heed_json_read_boolean (data, "spaces", &options->spaces, error) ||
      !parse_lines (options, data, base_folder, error) ||
      !heed_json_read_text (data, "confusions", &confusions, error) ||
      !heed_json_read_text (data, "shapes", &shapes, error) ||
      !heed_json_read_number (data, "unchanged", 0.0, 1.0, &options->unchanged, error) ||
      !heed_json_read_number (data, "replaced", 0.0, 1.0, &options->replaced, error) ||
      !heed_json_read_count (data, "sentences", 1, 100, &options->n_sentences, error))
    return FALSE;

  options->min_length = MIN (options->min_length, options->max_length);
  options->alphabet = g_strdup (alphabet);
  options->confusions_path = make_path (base_folder, confusions);
  options->shapes_path = make_path (base_folder, shapes);

  return TRUE;
}

void
heed_task_options_clear (HeedTaskOptions *options)
{
  g_clear_pointer (&options->alphabet, g_free);
  g_clear_pointer (&options->lines_path, g_free);
  heed_mixture_options_clear (&options->lines);
  g_clear_pointer (&options->confusions_path, g_free);
  g_clear_pointer (&options->shapes_path, g_free);
}

/* --- Pairs --- */

typedef struct {
  const HeedTaskOptions *options;
  gconstpointer          data;
  HeedRandom             random;
  gboolean               is_held_out;  /* which of the two is being made */
  GString               *source;       /* of one sentence, like target */
  GString               *target;
} Maker;

static gboolean
is_held_out (const HeedTask *task,
             const char     *target)
{
  HeedRandom random;

  if (g_strcmp0 (target, task->alone) == 0)
    return FALSE;

  heed_random_seed (&random, g_str_hash (target));

  return heed_random_below (&random, ONE_HELD_OUT_IN) == 0;
}

static gboolean
make_sentence (Maker *maker)
{
  const HeedTaskOptions *options = maker->options;

  for (guint i = 0; i < TRIES_A_PAIR; i++)
    {
      g_string_truncate (maker->source, 0);
      g_string_truncate (maker->target, 0);
      options->task->make (options, maker->data, &maker->random, maker->source, maker->target);
      if (is_held_out (options->task, maker->target->str) == maker->is_held_out &&
          maker->source->len > 0)
        return TRUE;
    }

  return FALSE;
}

/* Makes a pair of one sentence, or of a random number of them up to the options' maximum. */
static gboolean
make_pair (Maker   *maker,
           GString *source,
           GString *target)
{
  guint n_most = maker->options->n_sentences;
  guint n_sentences = n_most > 1 ? 1 + heed_random_below (&maker->random, n_most) : 1;

  g_string_truncate (source, 0);
  g_string_truncate (target, 0);

  for (guint i = 0; i < n_sentences; i++)
    {
      if (!make_sentence (maker))
        return FALSE;

      g_string_append (source, maker->source->str);
      g_string_append (target, maker->target->str);
    }

  return TRUE;
}

static HeedPairs *
make_some (Maker    *maker,
           guint64   seed,
           guint     n_pairs,
           gboolean  is_held_out,
           GError  **error)
{
  g_autoptr(HeedPairs) pairs = heed_pairs_new ();
  g_autoptr(GString) source = g_string_new (NULL);
  g_autoptr(GString) target = g_string_new (NULL);

  maker->is_held_out = is_held_out;
  heed_random_seed (&maker->random, seed);
  for (guint i = 0; i < n_pairs; i++)
    {
      if (!make_pair (maker, source, target))
        {
          g_set_error (
            error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
            "%s: expected a task with enough different pairs to hold some out, found a smaller one",
            maker->options->task->info.name);
          return NULL;
        }
      heed_pairs_add (pairs, source->str, target->str);
    }

  return g_steal_pointer (&pairs);
}

/**
 * heed_task_make_pairs:
 * @seed: the same seed gives the same pairs
 * @train: (out): as many pairs as @options specify
 * @valid: (out): as many pairs as @options specify, or %NULL if that is 0; no target
 *   sentence of it is in @train
 *
 * Errors: %HEED_ERROR_UNSUPPORTED, and those of reading a file
 */
gboolean
heed_task_make_pairs (const HeedTaskOptions  *options,
                      guint64                 seed,
                      GCancellable           *cancellable,
                      HeedPairs             **train,
                      HeedPairs             **valid,
                      GError                **error)
{
  g_autoptr(HeedPairs) learned = NULL;
  g_autoptr(HeedPairs) held_out = NULL;
  g_autoptr(GString) source = g_string_new (NULL);
  g_autoptr(GString) target = g_string_new (NULL);
  Maker maker = { .options = options, .source = source, .target = target };
  gpointer data = NULL;
  gboolean is_made;

  if (options->task->open != NULL)
    {
      data = options->task->open (options, cancellable, error);
      if (data == NULL)
        return FALSE;
    }

  maker.data = data;
  learned = make_some (&maker, seed, options->n_pairs, FALSE, error);
  if (learned != NULL && options->n_valid > 0)
    held_out = make_some (&maker, ~seed, options->n_valid, TRUE, error);
  is_made = learned != NULL && (options->n_valid == 0 || held_out != NULL);

  if (options->task->close != NULL)
    options->task->close (data);
  if (!is_made)
    return FALSE;

  *train = g_steal_pointer (&learned);
  *valid = g_steal_pointer (&held_out);

  return TRUE;
}

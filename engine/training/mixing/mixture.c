/* mixture.c — pairs from several files, drawn anew for each epoch
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     "data": {
 *       "train": [
 *         {"file": "everyday.tsv.gz", "share": 3},
 *         {"file": "manuals.tsv.gz", "share": 2, "weights": {"php-docs": 0.3, "gt-*": 0.2}}
 *       ],
 *       "epoch_pairs": 100000
 *     }
 *
 * Here three of five pairs of an epoch are from everyday.tsv.gz. Within a file, a pair is
 * drawn in proportion to the weight of its origin, which is the third column: an exact name
 * takes precedence over patterns, a longer pattern over a shorter one. A weight that
 * matches no pair is an error, since its name must be misspelt.
 *
 * This is systematic sampling: the pairs of a file are shuffled and laid end to end, each
 * as long as its weight. Then marks are set at equal distances, and a pair is drawn once
 * for each mark on it. So a pair that is expected 0.7 times in an epoch is drawn once or
 * not at all, and the next epoch draws others.
 */

#include "engine/training/mixing/mixture.h"

#include <string.h>

#include "engine/base/random.h"
#include "engine/files/json-fields.h"
#include "engine/heed.h"

#define MAX_EPOCH_PAIRS 100000000
#define LEAST_SHARE     1e-6
#define MOST_SHARE      1e6

typedef struct {
  HeedPairs *pairs;
  double    *weights;  /* one per pair */
  double     sum;      /* of weights */
  guint      n_draws;  /* per epoch */
} MixedFile;

struct _HeedMixture {
  MixedFile *files;
  guint      n_files;
};

/* --- Options --- */

static gboolean
parse_weights (HeedMixtureFile  *file,
               const HeedJson   *json,
               GError          **error)
{
  const HeedJson *weights = NULL;

  if (!heed_json_read_object (json, "weights", &weights, error))
    return FALSE;

  file->weights = g_new0 (HeedOriginWeight, heed_json_get_n (weights));
  for (guint i = 0; i < heed_json_get_n (weights); i++)
    {
      HeedOriginWeight *weight = &file->weights[file->n_weights++];

      weight->origin = g_strdup (heed_json_get_name (heed_json_get_nth (weights, i)));
      if (!heed_json_read_number (weights, weight->origin, 0.0, MOST_SHARE, &weight->weight, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
parse_file (HeedMixtureFile  *file,
            const HeedJson   *json,
            const char       *folder,
            GError          **error)
{
  static const char *const known[] = { "file", "share", "weights", NULL };
  const char *path = NULL;

  if (!heed_json_is_object (json))
    return heed_json_refuse (json, "an object with a file and its share", error);

  file->share = 1.0;
  if (!heed_json_check_names (json, known, error) ||
      !heed_json_read_text (json, "file", &path, error) ||
      !heed_json_read_number (json, "share", LEAST_SHARE, MOST_SHARE, &file->share, error))
    return FALSE;
  if (path == NULL)
    return heed_json_refuse_field (json, "file", "a path", error);

  file->path = g_canonicalize_filename (path, folder);

  return parse_weights (file, json, error);
}

/**
 * heed_mixture_options_parse:
 * @options: (out): must be cleared, also after an error
 * @data: the "data" of a configuration
 * @member: the member of @data that is a list of files
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the member, its permitted values and the value
 *   found
 */
gboolean
heed_mixture_options_parse (HeedMixtureOptions  *options,
                            const HeedJson      *data,
                            const char          *member,
                            const char          *base_folder,
                            GError             **error)
{
  g_autofree char *folder = g_canonicalize_filename (base_folder, NULL);
  const HeedJson *files = heed_json_get_member (data, member);

  if (heed_json_get_n (files) == 0)
    return heed_json_refuse (files, "a file or more", error);

  options->files = g_new0 (HeedMixtureFile, heed_json_get_n (files));
  for (guint i = 0; i < heed_json_get_n (files); i++)
    {
      options->n_files++;
      if (!parse_file (&options->files[i], heed_json_get_nth (files, i), folder, error))
        return FALSE;
    }

  return heed_json_read_count (data, "epoch_pairs", 1, MAX_EPOCH_PAIRS, &options->n_pairs, error);
}

void
heed_mixture_options_clear (HeedMixtureOptions *options)
{
  for (guint i = 0; i < options->n_files; i++)
    {
      for (guint k = 0; k < options->files[i].n_weights; k++)
        g_free (options->files[i].weights[k].origin);
      g_free (options->files[i].weights);
      g_free (options->files[i].path);
    }
  g_clear_pointer (&options->files, g_free);
  options->n_files = 0;
}

/* --- Files and their weights --- */

/* Returns the index of the weight that applies to an origin; n_weights if none does. */
static guint
find_weight (const HeedMixtureFile *file,
             const char            *origin)
{
  guint best = file->n_weights;

  for (guint k = 0; k < file->n_weights; k++)
    {
      const char *pattern = file->weights[k].origin;

      if (g_str_equal (pattern, origin))
        return k;
      if (g_pattern_match_simple (pattern, origin) &&
          (best == file->n_weights || strlen (pattern) > strlen (file->weights[best].origin)))
        best = k;
    }

  return best;
}

/* Equal origins are the same pointer, so the hash table compares pointers. */
static void
weigh_pairs (MixedFile             *mixed,
             const HeedMixtureFile *file,
             gboolean              *is_used)
{
  g_autoptr(GHashTable) found = g_hash_table_new (NULL, NULL);
  guint n_pairs;
  const HeedPair *pairs = heed_pairs_get (mixed->pairs, &n_pairs);

  mixed->weights = g_new (double, n_pairs);
  for (guint i = 0; i < n_pairs; i++)
    {
      gpointer known;
      guint k;

      if (!g_hash_table_lookup_extended (found, pairs[i].origin, NULL, &known))
        {
          known = GUINT_TO_POINTER (find_weight (file, pairs[i].origin));
          g_hash_table_insert (found, (gpointer) pairs[i].origin, known);
        }

      k = GPOINTER_TO_UINT (known);
      mixed->weights[i] = k < file->n_weights ? file->weights[k].weight : 1.0;
      mixed->sum += mixed->weights[i];
      if (k < file->n_weights)
        is_used[k] = TRUE;
    }
}

static gboolean
load_file (MixedFile              *mixed,
           const HeedMixtureFile  *file,
           GCancellable           *cancellable,
           GError                **error)
{
  g_autofree gboolean *is_used = g_new0 (gboolean, file->n_weights + 1);

  /* Without weights, the third column may contain anything. */
  mixed->pairs = file->n_weights > 0 ? heed_pairs_load_with_origins (file->path, cancellable, error)
                                     : heed_pairs_load (file->path, cancellable, error);
  if (mixed->pairs == NULL)
    return FALSE;

  weigh_pairs (mixed, file, is_used);

  for (guint k = 0; k < file->n_weights; k++)
    if (!is_used[k])
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                     "weights: expected origins of %s, found %s", file->path,
                     file->weights[k].origin);
        return FALSE;
      }

  if (!(mixed->sum > 0.0))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected pairs that weigh something, found none", file->path);
      return FALSE;
    }

  return TRUE;
}

/* Divides the draws of an epoch between the files; the last file gets the rounding error. */
static void
divide_draws (HeedMixture              *mixture,
              const HeedMixtureOptions *options)
{
  guint n_all = 0, n_left;
  double shares = 0.0;

  for (guint i = 0; i < options->n_files; i++)
    {
      guint n_pairs;

      heed_pairs_get (mixture->files[i].pairs, &n_pairs);
      n_all += n_pairs;
      shares += options->files[i].share;
    }

  n_left = options->n_pairs > 0 ? options->n_pairs : n_all;
  for (guint i = 0; i < options->n_files; i++)
    {
      guint n_draws = (guint) (n_left * (options->files[i].share / shares) + 0.5);

      mixture->files[i].n_draws = MIN (n_draws, n_left);
      n_left -= mixture->files[i].n_draws;
      shares -= options->files[i].share;
    }
}

/**
 * heed_mixture_new:
 *
 * Errors: those of reading a file; %HEED_ERROR_UNSUPPORTED for a weight that matches no
 *   pair
 * Cost:   all files stay in memory as long as the mixture exists
 */
HeedMixture *
heed_mixture_new (const HeedMixtureOptions  *options,
                  GCancellable              *cancellable,
                  GError                   **error)
{
  g_autoptr(HeedMixture) mixture = g_new0 (HeedMixture, 1);

  mixture->files = g_new0 (MixedFile, options->n_files);
  for (; mixture->n_files < options->n_files; mixture->n_files++)
    if (!load_file (&mixture->files[mixture->n_files], &options->files[mixture->n_files],
                    cancellable, error))
      {
        mixture->n_files++;
        return NULL;
      }

  divide_draws (mixture, options);

  return g_steal_pointer (&mixture);
}

void
heed_mixture_free (HeedMixture *mixture)
{
  for (guint i = 0; i < mixture->n_files; i++)
    {
      g_clear_pointer (&mixture->files[i].pairs, heed_pairs_free);
      g_free (mixture->files[i].weights);
    }
  g_free (mixture->files);
  g_free (mixture);
}

/* Exchanges source and target of all pairs. */
void
heed_mixture_swap (HeedMixture *mixture)
{
  for (guint i = 0; i < mixture->n_files; i++)
    heed_pairs_swap (mixture->files[i].pairs);
}

/* --- Drawing --- */

static void
draw_from_file (const MixedFile        *file,
                const HeedAugmentation *augmentation,
                HeedRandom             *random,
                HeedPairs              *drawn)
{
  guint n_pairs;
  const HeedPair *pairs = heed_pairs_get (file->pairs, &n_pairs);
  g_autofree guint *order = g_new (guint, n_pairs);
  double distance = file->sum / MAX (file->n_draws, 1);
  double mark = distance * heed_random_uniform (random);
  double end = 0.0;
  guint n_drawn = 0;

  for (guint i = 0; i < n_pairs; i++)
    order[i] = i;
  heed_random_shuffle (random, order, n_pairs);

  for (guint i = 0; i < n_pairs; i++)
    for (end += file->weights[order[i]]; mark < end && n_drawn < file->n_draws;
         n_drawn++, mark += distance)
      heed_augment_pair (augmentation, random, pairs, n_pairs, order[i], drawn);
}

/**
 * heed_mixture_draw:
 * @augmentation: how the drawn pairs are changed
 * @seed: the same seed gives the same pairs
 *
 * Returns: (transfer full): the pairs of an epoch
 */
HeedPairs *
heed_mixture_draw (HeedMixture            *mixture,
                   const HeedAugmentation *augmentation,
                   guint64                 seed)
{
  HeedPairs *drawn = heed_pairs_new ();
  HeedRandom random;

  heed_random_seed (&random, seed);
  for (guint i = 0; i < mixture->n_files; i++)
    draw_from_file (&mixture->files[i], augmentation, &random, drawn);

  return drawn;
}

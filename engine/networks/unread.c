/* unread.c — the tensors of a file that no part of a network reads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A weight that nothing reads means that the network that was trained is not the one
 * that was loaded. Some tensors in files are not weights of the network: optimizer
 * states, second copies of a matrix that several layers share, tables that are
 * computed anyway, counters. Every other tensor is taken for a weight.
 */

#include "engine/networks/unread.h"

#include <math.h>
#include <string.h>

#include "engine/layers/positions.h"

#define SINUSOID_TOLERANCE 5e-3  /* a table may be computed in float32 or stored in 16 bits */
#define MAX_TABLE_VALUES   (64 * 1024 * 1024)

struct _HeedCoverage
{
  GHashTable *rectangles;  /* name of an array -> GArray of distinct HeedRectangle */
};

HeedCoverage *
heed_coverage_new (void)
{
  HeedCoverage *coverage = g_new0 (HeedCoverage, 1);

  coverage->rectangles =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  return coverage;
}

void
heed_coverage_free (HeedCoverage *coverage)
{
  g_hash_table_unref (coverage->rectangles);
  g_free (coverage);
}

void
heed_coverage_note (HeedCoverage        *coverage,
                    const HeedArray     *array,
                    const HeedRectangle *rectangle)
{
  GArray *rectangles = g_hash_table_lookup (coverage->rectangles, array->name);

  if (rectangles == NULL)
    {
      rectangles = g_array_new (FALSE, FALSE, sizeof (HeedRectangle));
      g_hash_table_insert (coverage->rectangles, g_strdup (array->name), rectangles);
    }

  for (guint i = 0; i < rectangles->len; i++)
    if (memcmp (&g_array_index (rectangles, HeedRectangle, i), rectangle, sizeof *rectangle) == 0)
      return;

  g_array_append_val (rectangles, *rectangle);
}

static int
compare_columns (gconstpointer a,
                 gconstpointer b)
{
  const HeedRectangle *x = a;
  const HeedRectangle *y = b;

  return (x->first_column > y->first_column) - (x->first_column < y->first_column);
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  const gsize *x = a;
  const gsize *y = b;

  return (*x > *y) - (*x < *y);
}

/* Counts the columns that were read of one row; the rectangles are sorted by their first column. */
static gsize
count_columns (GArray *rectangles,
               gsize   row)
{
  gsize n_columns = 0;
  gsize end = 0;

  for (guint i = 0; i < rectangles->len; i++)
    {
      const HeedRectangle *r = &g_array_index (rectangles, HeedRectangle, i);

      if (r->first_row <= row && row < r->last_row && r->last_column > end)
        {
          n_columns += r->last_column - MAX (r->first_column, end);
          end = r->last_column;
        }
    }

  return n_columns;
}

/* Counts the numbers of an array that were read; those in two rectangles count once. Between two
 * neighbouring bounds, all rows are alike. */
static gsize
count_read (HeedCoverage    *coverage,
            const HeedArray *array)
{
  GArray *rectangles = g_hash_table_lookup (coverage->rectangles, array->name);
  g_autoptr(GArray) bounds = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize n_read = 0;

  if (rectangles == NULL)
    return 0;

  g_array_sort (rectangles, compare_columns);
  for (guint i = 0; i < rectangles->len; i++)
    {
      const HeedRectangle *r = &g_array_index (rectangles, HeedRectangle, i);

      g_array_append_val (bounds, r->first_row);
      g_array_append_val (bounds, r->last_row);
    }
  g_array_sort (bounds, compare_sizes);

  for (guint i = 0; i + 1 < bounds->len; i++)
    {
      gsize first = g_array_index (bounds, gsize, i);
      gsize last = g_array_index (bounds, gsize, i + 1);

      if (last > first)
        n_read += (last - first) * count_columns (rectangles, first);
    }

  return n_read;
}

/* --- Tensors that are no weights --- */

static gboolean
is_whole_numbers (const HeedArray *array)
{
  return array->dtype != HEED_DTYPE_F16 && array->dtype != HEED_DTYPE_BF16 &&
         array->dtype != HEED_DTYPE_F32 && array->dtype != HEED_DTYPE_F64;
}

/* Whether one part of a tensor's name shows that it belongs to the training. Parts are separated
 * by dots or, in Keras's files, by slashes. */
static gboolean
is_of_training (const char *part)
{
  static const char *const whole[] = {
    "ema",       "model_ema",  "ema_model",       "ema_state_dict",
    "exp_avg",   "exp_avg_sq", "momentum_buffer", "criterion",
    "loss",      "losses",     "history",         "scaler",
    "amp_state", "rng_state",  "cuda_rng_state",  "optim",
    NULL
  };

  return g_strv_contains (whole, part) || strstr (part, "optimizer") != NULL ||
         strstr (part, "scheduler") != NULL || g_str_has_suffix (part, "_opt") ||
         g_str_has_prefix (part, "opt_") || g_str_has_prefix (part, "optim_");
}

static const char *
find_part_of_training (char **parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    if (is_of_training (parts[i]))
      return parts[i];

  return NULL;
}

/* Whether the name is that of a buffer, which programs save with the weights but never train. */
static gboolean
is_buffer (const char *last_part)
{
  static const char *const buffers[] = { "num_batches_tracked",
                                         "running_mean",
                                         "running_var",
                                         "position_ids",
                                         "inv_freq",
                                         "rotary_emb",
                                         "cos_cached",
                                         "sin_cached",
                                         "_float_tensor",
                                         "version",
                                         "mask",
                                         "masks",
                                         "attn_mask",
                                         "src_mask",
                                         "tgt_mask",
                                         "causal_mask",
                                         "masked_bias",
                                         NULL };

  return g_strv_contains (buffers, last_part);
}

static gboolean
has_same_bytes (const HeedArray *array,
                const HeedArray *other)
{
  return array->dtype == other->dtype && array->n_bytes == other->n_bytes &&
         (array->data == other->data || memcmp (array->data, other->data, array->n_bytes) == 0);
}

static const HeedArray *
find_copy (HeedCoverage    *coverage,
           HeedWeights     *weights,
           const HeedArray *array)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, coverage->rectangles);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      const HeedArray *read = heed_weights_find (weights, name);

      if (read != NULL && read->n_values > 1 && has_same_bytes (array, read))
        return read;
    }

  return NULL;
}

static gboolean
is_sinusoid_row (const float   *row,
                 gsize          n_columns,
                 guint          position,
                 HeedSinusoids  kind,
                 float         *computed)
{
  heed_sinusoids_fill (computed, (guint) n_columns, position, kind);
  for (gsize i = 0; i < n_columns; i++)
    if (!(fabsf (row[i] - computed[i]) <= SINUSOID_TOLERANCE))
      return FALSE;

  return TRUE;
}

/* Whether a Transformer computes this table of positions itself. */
static gboolean
is_computed_table (const HeedArray     *array,
                   const HeedBlueprint *blueprint)
{
  static const struct { HeedPositions positions; HeedSinusoids kind; } kinds[] = {
    { HEED_POSITIONS_INTERLEAVED, HEED_SINUSOIDS_INTERLEAVED },
    { HEED_POSITIONS_HALVES, HEED_SINUSOIDS_HALVES },
    { HEED_POSITIONS_TIMESCALES, HEED_SINUSOIDS_TIMESCALES },
  };
  const HeedTransformerDescription *d = &blueprint->transformer;
  g_autofree float *floats = NULL;
  g_autofree float *computed = NULL;
  gsize n_rows, n_columns;
  guint k = 0;

  while (k < G_N_ELEMENTS (kinds) && kinds[k].positions != d->positions)
    k++;

  if (blueprint->family != HEED_FAMILY_TRANSFORMER || k == G_N_ELEMENTS (kinds) ||
      !heed_array_get_matrix (array, &n_rows, &n_columns) || n_columns != d->width ||
      n_columns % 2 != 0 || n_rows < 2 || array->n_values > MAX_TABLE_VALUES)
    return FALSE;

  floats = g_new (float, array->n_values);
  computed = g_new (float, n_columns);
  heed_array_copy_floats (array, floats);
  for (gsize row = 0; row < n_rows; row++)
    if (!is_sinusoid_row (floats + row * n_columns, n_columns, (guint) row + d->first_position,
                          kinds[k].kind, computed))
      return FALSE;

  return TRUE;
}

static gboolean
is_zero (const HeedArray *array)
{
  for (gsize i = 0; i < array->n_bytes; i++)
    if (array->data[i] != 0)
      return FALSE;

  return TRUE;
}

/* --- The list of unread tensors --- */

/* Returns why an unread array need not be read, or NULL if it is a weight. */
static char *
explain (HeedCoverage        *coverage,
         HeedWeights         *weights,
         const HeedBlueprint *blueprint,
         const HeedArray     *array)
{
  g_auto(GStrv) parts = g_strsplit_set (array->name, "./", -1);
  guint n_parts = g_strv_length (parts);
  const char *of_training = find_part_of_training (parts);
  const HeedArray *copy;

  if (array->n_values <= 1)
    return g_strdup ("a single number");

  if (is_whole_numbers (array))
    return g_strdup ("whole numbers, no weights");

  if (of_training != NULL)
    return g_strdup_printf ("%.40s belongs to the training", of_training);

  if (n_parts > 0 && is_buffer (parts[n_parts - 1]))
    return g_strdup_printf ("%.40s is no trained weight", parts[n_parts - 1]);

  copy = find_copy (coverage, weights, array);
  if (copy != NULL)
    return g_strdup_printf ("a copy of %.80s", copy->name);

  if (is_computed_table (array, blueprint))
    return g_strdup ("sinusoids of positions, which are computed");

  return g_str_has_suffix (array->name, "bias") && is_zero (array)
         ? g_strdup ("zeros, which add nothing")
         : NULL;
}

static void
free_unread (gpointer data)
{
  HeedUnread *unread = data;

  g_free (unread->name);
  g_free (unread->why);
  g_free (unread);
}

static HeedUnread *
make_unread (const HeedArray *array,
             char            *why,
             gsize            n_read)
{
  HeedUnread *unread = g_new0 (HeedUnread, 1);

  unread->name = g_strdup (array->name);
  unread->array = *array;
  unread->array.name = unread->name;
  unread->array.data = NULL;
  unread->is_weight = why == NULL;
  unread->why = why != NULL ? why
              : n_read == 0 ? g_strdup ("a weight that nothing reads")
                            : g_strdup_printf ("only %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                                               " numbers are read",
                                               n_read, array->n_values);

  return unread;
}

/**
 * heed_coverage_list_unread:
 * @weights: the file that was read
 * @blueprint: of the network that read it
 *
 * Cost: reads the numbers of unread tensors, and those of tensors they may be copies of
 *
 * Returns: (transfer full) (element-type HeedUnread): may be empty
 */
GPtrArray *
heed_coverage_list_unread (HeedCoverage        *coverage,
                           HeedWeights         *weights,
                           const HeedBlueprint *blueprint)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_unread);
  guint n_arrays;
  const HeedArray *arrays = heed_weights_get (weights, &n_arrays);

  for (guint i = 0; i < n_arrays; i++)
    {
      gsize n_read = count_read (coverage, &arrays[i]);

      if (n_read == 0)
        g_ptr_array_add (
          list, make_unread (&arrays[i], explain (coverage, weights, blueprint, &arrays[i]), 0));
      else if (n_read < arrays[i].n_values)
        g_ptr_array_add (list, make_unread (&arrays[i], NULL, n_read));
    }

  return list;
}

/* dump-array.c — attention as a NumPy array, as written by Neural Monkey
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The array is sentences x source positions x target positions, padded to the longest, or
 * a single sentence without the first dimension. Words are in separate files. Arrays of
 * other programs may have targets before sources; this is detected by the sums, since the
 * weights of a target token sum to 1. After the last token of a sentence there may be a
 * position for its end; the rest is padding.
 *
 * Source: neuralmonkey/runners/word_alignment_runner.py, perm=[1, 2, 0] of
 *   (target, sentence, source).
 */

#include "engine/dumps/dump.h"

#include <math.h>
#include <string.h>

#include "engine/files/npy-header.h"

#define MAGIC         "\x93NUMPY"
#define NEARLY        1e-3   /* tolerance for sums of float16 */
#define HARDLY_ANYTHING 1e-9

/* The array at the start of part->bytes, as sentences x first x second. */
typedef struct {
  HeedNpyHeader  header;
  const guint8  *numbers;
  gsize          n_first;
  gsize          n_second;
  gsize          strides[3];   /* in numbers, not bytes */
} Array;

static gboolean
looks (HeedDumpLines lines)
{
  return (gsize) (lines.end - lines.at) >= strlen (MAGIC) &&
         memcmp (lines.at, MAGIC, strlen (MAGIC)) == 0;
}

static gboolean
check_size (const HeedNpyHeader  *header,
            gsize                 n_bytes,
            GError              **error)
{
  gsize n_needed = heed_dtype_get_size (header->dtype);

  for (guint i = 0; i < header->n_dims; i++)
    if (!g_size_checked_mul (&n_needed, n_needed, header->shape[i]))
      n_needed = G_MAXSIZE;

  if (n_needed <= n_bytes - header->n_bytes)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "array: expected %" G_GSIZE_FORMAT " bytes of numbers, found %" G_GSIZE_FORMAT,
               n_needed, n_bytes - header->n_bytes);
  return FALSE;
}

static gboolean
parse (Array       *array,
       const char  *bytes,
       gsize        n_bytes,
       GError     **error)
{
  HeedNpyHeader *header = &array->header;
  guint first;

  *array = (Array) { 0 };
  if (!heed_npy_header_parse (header, (const guint8 *) bytes, n_bytes, error))
    return FALSE;

  if (!header->has_numbers || header->is_big_endian || header->n_dims < 2 || header->n_dims > 3)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "array: expected little-endian numbers of sentences x source x target, found "
                   "%s", !header->has_numbers     ? "other things than numbers"
                         : header->is_big_endian ? "big-endian numbers" : "another number of axes");
      return FALSE;
    }

  if (!check_size (header, n_bytes, error))
    return FALSE;

  first = header->n_dims - 2;
  array->numbers = (const guint8 *) bytes + header->n_bytes;
  array->n_first = header->shape[first];
  array->n_second = header->shape[first + 1];
  array->strides[2] = header->is_fortran ? (first > 0 ? header->shape[0] : 1) * array->n_first : 1;
  array->strides[1] = header->is_fortran ? (first > 0 ? header->shape[0] : 1) : array->n_second;
  array->strides[0] = header->is_fortran ? 1 : array->n_first * array->n_second;

  return TRUE;
}

static float
get_number (const Array *array,
            gsize        sentence,
            gsize        first,
            gsize        second)
{
  gsize place = sentence * array->strides[0] + first * array->strides[1] +
                second * array->strides[2];
  gsize size = heed_dtype_get_size (array->header.dtype);
  const HeedArray one = { .dtype = array->header.dtype, .n_values = 1,
                          .data = array->numbers + place * size, .n_bytes = size };
  float number;

  heed_array_copy_floats (&one, &number);

  return number;
}

/* The part of every sentence is the whole file; number tells which sentence it is. */
static gboolean
index_parts (HeedDumpLines   lines,
             GArray         *parts,
             GError        **error)
{
  const HeedDumpPart part = { lines.at, lines.end - lines.at, 0 };
  Array array;
  gsize n_sentences;

  if (!parse (&array, part.bytes, part.n_bytes, error))
    return FALSE;

  n_sentences = array.header.n_dims == 3 ? array.header.shape[0] : 1;
  if (array.n_first == 0 || array.n_second == 0 || n_sentences > part.n_bytes)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "array: expected positions on both sides, found an empty one");
      return FALSE;
    }

  for (gsize i = 0; i < n_sentences; i++)
    g_array_append_val (parts, part);

  return TRUE;
}

/* --- One sentence ---------------------------------------------------------- */

/* Returns the weight of a source position for a target position. */
static float
get_weight (const Array *array,
            guint        sentence,
            gboolean     source_first,
            gsize        target,
            gsize        source)
{
  return get_number (array, sentence, source_first ? source : target,
                     source_first ? target : source);
}

/* Returns the largest deviation from 1 of the sums of the first n_target rows. */
static double
measure_sums (const Array *array,
              guint        sentence,
              gboolean     source_first,
              gsize        n_target)
{
  gsize n_source = source_first ? array->n_first : array->n_second;
  double worst = 0.0;

  for (gsize t = 0; t < n_target; t++)
    {
      double sum = 0.0;

      for (gsize s = 0; s < n_source; s++)
        sum += get_weight (array, sentence, source_first, t, s);
      worst = MAX (worst, isfinite (sum) ? fabs (sum - 1.0) : INFINITY);
    }

  return worst;
}

/* Returns whether there are weights for an end position after the n_source words. */
static gboolean
has_end (const Array *array,
         guint        sentence,
         gboolean     source_first,
         gsize        n_target,
         gsize        n_source)
{
  for (gsize t = 0; t < n_target; t++)
    if (get_weight (array, sentence, source_first, t, n_source) > HARDLY_ANYTHING)
      return TRUE;

  return FALSE;
}

static gboolean
check_room (const char  *side,
            guint        sentence,
            gsize        n_words,
            gsize        n_positions,
            GError     **error)
{
  if (n_words >= 1 && n_words <= n_positions)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
               "sentence %u: expected 1 to %" G_GSIZE_FORMAT " %s tokens, found %" G_GSIZE_FORMAT,
               sentence + 1, n_positions, side, n_words);
  return FALSE;
}

static gboolean
copy_weights (const Array    *array,
              guint           sentence,
              gboolean        source_first,
              HeedDumpFound  *found,
              GError        **error)
{
  found->values = g_new (float, (gsize) found->n_rows * found->n_columns);
  for (guint t = 0; t < found->n_rows; t++)
    for (guint s = 0; s < found->n_columns; s++)
      {
        float weight = get_weight (array, sentence, source_first, t, s);

        if (!isfinite (weight) || weight < 0.0f)
          {
            g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                         "sentence %u: expected finite weights, not below 0, found %g at target "
                         "%u, source %u", sentence + 1, weight, t, s);
            return FALSE;
          }
        found->values[(gsize) t * found->n_columns + s] = weight;
      }

  return TRUE;
}

static gboolean
read_part (const HeedDumpPart   *part,
           guint                 number,
           const HeedDumpAsked  *asked,
           HeedDumpFound        *found,
           GError              **error)
{
  Array array;
  gsize n_source, n_target, most_source, most_target;
  gboolean source_first;

  if (asked->source == NULL || asked->target == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
                   "array: expected source and target tokens beside it, found no %s",
                   asked->source == NULL ? "sources" : "targets");
      return FALSE;
    }

  if (!parse (&array, part->bytes, part->n_bytes, error))
    return FALSE;

  n_source = g_strv_length (asked->source);
  n_target = g_strv_length (asked->target);
  source_first = n_target > array.n_first ||
                 measure_sums (&array, number, TRUE, MIN (n_target, array.n_second)) < NEARLY ||
                 measure_sums (&array, number, FALSE, n_target) >= NEARLY;
  most_source = source_first ? array.n_first : array.n_second;
  most_target = source_first ? array.n_second : array.n_first;
  if (!check_room ("source", number, n_source, most_source, error) ||
      !check_room ("target", number, n_target, most_target, error))
    return FALSE;

  found->n_rows = (guint) MIN (n_target + 1, most_target);
  found->n_columns = (guint) n_source;
  if (n_source < most_source && has_end (&array, number, source_first, n_target, n_source))
    found->n_columns++;

  return copy_weights (&array, number, source_first, found, error);
}

const HeedDumpReader heed_dump_array = { looks, index_parts, read_part };

/* corpus-filter.c — filtering the pairs of a corpus by words and by ranges of numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-filter.h"

#include <math.h>
#include <string.h>

typedef struct
{
  HeedMeasure measure;
  gboolean    is_least;  /* otherwise the greatest */
  double      limit;
} Range;

struct _HeedCorpusFilter
{
  gatomicrefcount  ref_count;
  GPtrArray       *words;   /* case-folded */
  GArray          *ranges;  /* of Range */
};

/* name: as in heed-cli corpus; other: a shorter name for typing. */
static const struct
{
  const char *name;
  const char *other;
} names[HEED_N_MEASURES] = {
  [HEED_MEASURE_NUMBER] = { "line", "number" },
  [HEED_MEASURE_ERROR_RATE] = { "aer", NULL },
  [HEED_MEASURE_PRECISION] = { "precision", NULL },
  [HEED_MEASURE_RECALL] = { "recall", NULL },
  [HEED_MEASURE_COVERAGE] = { "coverage_deviation_penalty", "coverage" },
  [HEED_MEASURE_ABSENT_OUT] = { "absentmindedness_out", "scatter-out" },
  [HEED_MEASURE_ABSENT_IN] = { "absentmindedness_in", "scatter-in" },
  [HEED_MEASURE_ENTROPY] = { "entropy", NULL },
  [HEED_MEASURE_LOG_PROB] = { "log_prob_per_token", "logp" },
  [HEED_MEASURE_LENGTH_RATIO] = { "length_ratio", "length" },
  [HEED_MEASURE_UNALIGNED] = { "unaligned", "unlinked" },
  [HEED_MEASURE_ERROR_CHANGE] = { "aer_change", "aer-change" },
  [HEED_MEASURE_LOG_PROB_CHANGE] = { "log_prob_per_token_change", "logp-change" },
  [HEED_MEASURE_RECEIVED] = { "received", NULL },
  [HEED_MEASURE_OMISSION] = { "log_prob_change", "omission" },
  [HEED_MEASURE_END] = { "end_probability", "end" },
  [HEED_MEASURE_SOURCE_SHARE] = { "source_share", NULL },
  [HEED_MEASURE_FLAGS] = { "flags", NULL },
};

const char *
heed_measure_get_name (HeedMeasure measure)
{
  return names[measure].name;
}

static gboolean
is_named (HeedMeasure  measure,
          const char  *name)
{
  return g_str_equal (names[measure].name, name) || g_strcmp0 (names[measure].other, name) == 0;
}

/* Parses a range such as "aer>0.5"; FALSE if the part is a word. */
static gboolean
parse_range (const char *part,
             Range      *range)
{
  gsize n = strcspn (part, "<>");
  g_autofree char *name = g_ascii_strdown (part, (gssize) n);
  const char *number;
  char *end;

  if (part[n] == '\0')
    return FALSE;

  number = part + n + 1;
  range->is_least = part[n] == '>';
  range->limit = g_ascii_strtod (number, &end);
  for (guint i = 0; i < HEED_N_MEASURES; i++)
    if (is_named ((HeedMeasure) i, name) && end != number && *end == '\0')
      {
        range->measure = (HeedMeasure) i;
        return TRUE;
      }

  return FALSE;
}

HeedCorpusFilter *
heed_corpus_filter_new (const char *text)
{
  HeedCorpusFilter *self = g_new0 (HeedCorpusFilter, 1);
  g_auto(GStrv) parts = g_strsplit_set (text, " \t\n", -1);

  g_atomic_ref_count_init (&self->ref_count);
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->ranges = g_array_new (FALSE, FALSE, sizeof (Range));

  for (guint i = 0; parts[i] != NULL; i++)
    {
      Range range;

      if (*parts[i] == '\0')
        continue;

      if (parse_range (parts[i], &range))
        g_array_append_val (self->ranges, range);
      else
        g_ptr_array_add (self->words, g_utf8_casefold (parts[i], -1));
    }

  return self;
}

HeedCorpusFilter *
heed_corpus_filter_ref (HeedCorpusFilter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
heed_corpus_filter_unref (HeedCorpusFilter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->words);
  g_array_unref (self->ranges);
  g_free (self);
}

gboolean
heed_corpus_filter_has_words (const HeedCorpusFilter *self)
{
  return self->words->len > 0;
}

gboolean
heed_corpus_filter_is_empty (const HeedCorpusFilter *self)
{
  return self->words->len == 0 && self->ranges->len == 0;
}

gboolean
heed_corpus_filter_has_row (const HeedCorpusFilter *self,
                            const HeedCorpusRow    *row,
                            guint                   i)
{
  for (guint k = 0; k < self->ranges->len; k++)
    {
      const Range *range = &g_array_index (self->ranges, Range, k);
      double value = range->measure == HEED_MEASURE_NUMBER
                     ? i + 1.0 : heed_corpus_row_get (row, range->measure);

      if (isnan (value) || (range->is_least ? value <= range->limit : value >= range->limit))
        return FALSE;
    }

  return TRUE;
}

gboolean
heed_corpus_filter_has_pair (const HeedCorpusFilter *self,
                             const HeedCorpusPair   *pair)
{
  g_autofree char *source = g_utf8_casefold (pair->source, -1);
  g_autofree char *target = g_utf8_casefold (pair->target != NULL ? pair->target : "", -1);

  for (guint k = 0; k < self->words->len; k++)
    {
      const char *word = g_ptr_array_index (self->words, k);

      if (strstr (source, word) == NULL && strstr (target, word) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* head-sums.c — measures of every head of a model over many pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All measures are over the model's tokens, except links, which are between words. Two heads are
 * similar if they attend most to the same token. The steps in which they do are counted for every
 * two heads, because rank correlations of all of them would be too slow.
 */

#include "app/core/links/head-sums.h"

#include <math.h>

#include "app/core/links/head-measures.h"

/* Sums of one head: each number is weighted with the number of steps that it is the mean of. */
typedef struct
{
  double              entropy;
  double              diagonality;
  double              end_mass;
  double              stop_mass;
  double              agreement;
  guint64             n_agreement;
  HeedAlignmentCounts counts;
} Sum;

struct _HeedHeadSums
{
  guint    n_heads;
  Sum     *sums;     /* n_heads */
  guint64 *n_same;   /* n_heads x n_heads: steps in which both attend most to the same token */
  guint64  n_steps;
  guint64  n_end;    /* steps of pairs whose source has an end token */
  guint64  n_stop;   /* steps of pairs with a mark that ends the sentence */
  guint    n_gold;
};

/**
 * heed_head_sums_new:
 * @n_heads: number of heads stored for each pair
 *
 * Returns: (transfer full): empty sums
 */
HeedHeadSums *
heed_head_sums_new (guint n_heads)
{
  HeedHeadSums *sums = g_new0 (HeedHeadSums, 1);

  sums->n_heads = n_heads;
  sums->sums = g_new0 (Sum, MAX (n_heads, 1));
  sums->n_same = g_new0 (guint64, MAX ((gsize) n_heads * n_heads, 1));

  return sums;
}

void
heed_head_sums_free (HeedHeadSums *sums)
{
  g_free (sums->sums);
  g_free (sums->n_same);
  g_free (sums);
}

/* --- A pair ---------------------------------------------------------------- */

static gsize
count_cells (const HeedPairAttention *attention)
{
  return (gsize) attention->n_steps * attention->n_columns;
}

static gboolean
has_end (const HeedPairAttention *attention)
{
  return attention->column_words[attention->n_columns - 1] == HEED_NO_WORD;
}

/* Returns the sum of all heads. */
static float *
dup_sum (const HeedPairAttention *attention)
{
  gsize n = count_cells (attention);
  float *sum = g_new0 (float, n);

  for (guint head = 0; head < attention->n_heads; head++)
    for (gsize i = 0; i < n; i++)
      sum[i] += attention->values[head * n + i];

  return sum;
}

/* The sum serves instead of the mean, since ranks do not change when a row is multiplied by a
 * constant. */
static double
find_agreement (const HeedPairAttention *attention,
                HeedMatrix              *own,
                const float             *sum)
{
  gsize n = count_cells (attention);
  g_autofree float *rest = g_new (float, n);
  g_autoptr(HeedMatrix) others = NULL;

  for (gsize i = 0; i < n; i++)
    rest[i] = sum[i] - own->values[i];
  others = heed_matrix_new (attention->n_steps, attention->n_columns, rest);

  return heed_attention_agreement (own, others);
}

static double
measure_stop (const HeedPairAttention *attention,
              const HeedMatrix        *own)
{
  double mass = 0.0;

  for (guint step = 0; step < attention->n_steps; step++)
    mass += own->values[(gsize) step * attention->n_columns + attention->stop_column];

  return mass;
}

static void
add_measures (Sum                     *sum,
              const HeedPairAttention *attention,
              HeedMatrix              *own,
              const float             *all)
{
  HeedHeadMeasures measures = heed_head_measures_of (own, has_end (attention));
  double agreement = attention->n_heads > 1 ? find_agreement (attention, own, all) : NAN;

  sum->entropy += measures.entropy * attention->n_steps;
  sum->diagonality += measures.diagonality * attention->n_steps;
  sum->end_mass += measures.end_mass * attention->n_steps;
  if (attention->stop_column != HEED_NO_COLUMN)
    sum->stop_mass += measure_stop (attention, own);
  if (isnan (agreement))
    return;

  sum->agreement += agreement * attention->n_steps;
  sum->n_agreement += attention->n_steps;
}

static void
add_links (Sum                     *sum,
           const HeedPairAttention *attention,
           const HeedMatrix        *own,
           const HeedLinkReading   *links,
           const HeedAlignment     *gold)
{
  g_autoptr(HeedAlignment) found = heed_pair_links_read (attention, own, links);

  heed_alignment_count (&sum->counts, found, gold);
}

/* Returns the token that each step of each head attends most to: heads x steps. */
static guint *
dup_most (const HeedPairAttention *attention)
{
  gsize n_rows = (gsize) attention->n_heads * attention->n_steps;
  guint *most = g_new0 (guint, n_rows);

  for (gsize row = 0; row < n_rows; row++)
    {
      const float *values = attention->values + row * attention->n_columns;

      for (guint column = 1; column < attention->n_columns; column++)
        if (values[column] > values[most[row]])
          most[row] = column;
    }

  return most;
}

static void
count_same (HeedHeadSums            *sums,
            const HeedPairAttention *attention)
{
  g_autofree guint *most = dup_most (attention);

  for (guint a = 0; a < attention->n_heads; a++)
    for (guint b = 0; b < attention->n_heads; b++)
      for (guint step = 0; step < attention->n_steps; step++)
        sums->n_same[(gsize) a * attention->n_heads + b] +=
          most[(gsize) a * attention->n_steps + step] ==
          most[(gsize) b * attention->n_steps + step];
}

/**
 * heed_head_sums_add:
 * @links: how links are read from each head
 * @gold: (nullable): the gold links
 *
 * Cost: sorts each row of each head
 */
void
heed_head_sums_add (HeedHeadSums            *sums,
                    const HeedPairAttention *attention,
                    const HeedLinkReading   *links,
                    const HeedAlignment     *gold)
{
  g_autofree float *all = NULL;

  g_return_if_fail (attention->n_heads == sums->n_heads);

  if (count_cells (attention) == 0)
    return;

  all = dup_sum (attention);
  for (guint head = 0; head < attention->n_heads; head++)
    {
      g_autoptr(HeedMatrix) own =
        heed_matrix_new (attention->n_steps, attention->n_columns,
                         attention->values + head * count_cells (attention));

      add_measures (&sums->sums[head], attention, own, all);
      if (gold != NULL)
        add_links (&sums->sums[head], attention, own, links, gold);
    }

  count_same (sums, attention);
  sums->n_steps += attention->n_steps;
  sums->n_end += has_end (attention) ? attention->n_steps : 0;
  sums->n_stop += attention->stop_column != HEED_NO_COLUMN ? attention->n_steps : 0;
  sums->n_gold += gold != NULL;
}

static void
add_sum (Sum       *sum,
         const Sum *more)
{
  sum->entropy += more->entropy;
  sum->diagonality += more->diagonality;
  sum->end_mass += more->end_mass;
  sum->stop_mass += more->stop_mass;
  sum->agreement += more->agreement;
  sum->n_agreement += more->n_agreement;
  sum->counts.n_found += more->counts.n_found;
  sum->counts.n_sure += more->counts.n_sure;
  sum->counts.n_found_sure += more->counts.n_found_sure;
  sum->counts.n_found_possible += more->counts.n_found_possible;
}

void
heed_head_sums_merge (HeedHeadSums       *sums,
                      const HeedHeadSums *part)
{
  g_return_if_fail (sums->n_heads == part->n_heads);

  for (guint head = 0; head < sums->n_heads; head++)
    add_sum (&sums->sums[head], &part->sums[head]);
  for (gsize i = 0; i < (gsize) sums->n_heads * sums->n_heads; i++)
    sums->n_same[i] += part->n_same[i];

  sums->n_steps += part->n_steps;
  sums->n_end += part->n_end;
  sums->n_stop += part->n_stop;
  sums->n_gold += part->n_gold;
}

/* --- Results --------------------------------------------------------------- */

static double
divide (double  sum,
        guint64 n)
{
  return n > 0 ? sum / (double) n : NAN;
}

static void
find_twin (const HeedHeadSums *sums,
           HeedCorpusHead     *head)
{
  const guint64 *same = sums->n_same + (gsize) head->i * sums->n_heads;

  head->twin = head->i == 0 ? 1 : 0;
  for (guint other = 0; other < sums->n_heads; other++)
    if (other != head->i && same[other] > same[head->twin])
      head->twin = other;

  head->twin_share = divide ((double) same[head->twin], sums->n_steps);
}

/**
 * heed_head_sums_dup_heads:
 *
 * Returns: (transfer full): of #HeedCorpusHead
 */
GArray *
heed_head_sums_dup_heads (const HeedHeadSums *sums)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (HeedCorpusHead));

  for (guint i = 0; i < sums->n_heads; i++)
    {
      const Sum *sum = &sums->sums[i];
      HeedCorpusHead head = {
        .i = i,
        .n_steps = sums->n_steps,
        .entropy = divide (sum->entropy, sums->n_steps),
        .diagonality = divide (sum->diagonality, sums->n_steps),
        .end_mass = divide (sum->end_mass, sums->n_end),
        .stop_mass = divide (sum->stop_mass, sums->n_stop),
        .agreement = divide (sum->agreement, sum->n_agreement),
        .twin_share = NAN,
        .n_gold = sums->n_gold,
        .counts = sum->counts,
      };

      if (sums->n_heads > 1)
        find_twin (sums, &head);
      g_array_append_val (heads, head);
    }

  return heads;
}

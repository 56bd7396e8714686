/* pair-links.c — reading links from the attention of a pair in all heads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rule compares units: words, or tokens if pieces are linked. If keeps_end is set, the source's
 * end token is one more unit.
 */

#include "app/core/links/pair-links.h"

/* One side of a matrix of units, which are tokens or words. */
typedef struct
{
  guint *units;    /* the unit of each column or row, or HEED_NO_WORD */
  guint *words;    /* the word of each unit, or HEED_NO_WORD */
  guint  n_units;
} Side;

static void
clear_side (Side *side)
{
  g_free (side->units);
  g_free (side->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, clear_side)

/* Groups the units by their words; there are n of them. */
static void
group (Side        *side,
       const guint *words,
       guint        n,
       guint        n_words,
       gboolean     by_piece)
{
  side->n_units = by_piece ? n : n_words;
  side->words = g_new (guint, MAX (n, n_words) + 1);
  side->units = g_new (guint, MAX (n, 1));
  for (guint unit = 0; unit < side->n_units; unit++)
    side->words[unit] = by_piece ? words[unit] : unit;
  for (guint i = 0; i < n; i++)
    side->units[i] = by_piece && words[i] != HEED_NO_WORD ? i : words[i];
}

/* Assigns the columns after the last word, the end token and padding, to one more unit. */
static void
add_end (Side  *side,
         guint  n_columns)
{
  guint end = side->n_units++;

  side->words[end] = HEED_NO_WORD;
  for (guint i = n_columns; i > 0 && side->units[i - 1] == HEED_NO_WORD; i--)
    side->units[i - 1] = end;
}

/* Assigns units to the steps, each by the token that it emits or, with a shift, reads. */
static guint *
dup_units_of_steps (const Side *target,
                    guint       n_tokens,
                    guint       n_steps,
                    guint       shift)
{
  guint *units = g_new (guint, MAX (n_steps, 1));

  for (guint step = 0; step < n_steps; step++)
    units[step] = step >= shift && step - shift < n_tokens ? target->units[step - shift]
                                                           : HEED_NO_WORD;

  return units;
}

static HeedAlignment *
link_words (const HeedAlignment *found,
            const Side          *source,
            const Side          *target)
{
  g_autofree HeedLink *links = g_new (HeedLink, MAX (found->n_links, 1));
  guint n = 0;

  for (guint i = 0; i < found->n_links; i++)
    {
      const HeedLink link = { .source = source->words[found->links[i].source],
                              .target = target->words[found->links[i].target] };

      if (link.source != HEED_NO_WORD && link.target != HEED_NO_WORD)
        links[n++] = link;
    }

  return heed_alignment_new (links, n);
}

/**
 * heed_pair_links_read:
 * @tokens: (nullable): n_steps x n_columns
 *
 * Thread: any
 *
 * Returns: (transfer full): the links; none if nothing attends
 */
HeedAlignment *
heed_pair_links_read (const HeedPairAttention *attention,
                      const HeedMatrix        *tokens,
                      const HeedLinkReading   *reading)
{
  HeedLinkOptions options = reading->options;
  g_auto(Side) source = { NULL };
  g_auto(Side) target = { NULL };
  g_autofree guint *steps = NULL;
  g_autoptr(HeedMatrix) units = NULL;
  g_autoptr(HeedAlignment) found = NULL;

  if (tokens == NULL || attention->n_source_words == 0 || attention->n_target_words == 0 ||
      attention->n_target_tokens == 0)
    return heed_alignment_new (NULL, 0);

  group (&source, attention->column_words, attention->n_columns, attention->n_source_words,
         reading->by_piece);
  group (&target, attention->target_words, attention->n_target_tokens, attention->n_target_words,
         reading->by_piece);
  if (reading->keeps_end)
    add_end (&source, attention->n_columns);

  steps =
    dup_units_of_steps (&target, attention->n_target_tokens, attention->n_steps, options.shift);
  units = heed_attention_merge (tokens, steps, target.n_units, source.units, source.n_units);
  options.shift = 0;
  found = heed_alignment_from_attention (units, &options);

  return link_words (found, &source, &target);
}

/**
 * heed_links_dup_weights:
 * @forward: T x S
 * @backward: S x T
 *
 * Returns: (transfer full): T x S, the mean of both weights for each pair of words
 */
HeedMatrix *
heed_links_dup_weights (const HeedMatrix *forward,
                        const HeedMatrix *backward)
{
  g_autofree float *values = g_new (float, (gsize) forward->n_rows * forward->n_columns);

  for (gsize t = 0; t < forward->n_rows; t++)
    for (gsize s = 0; s < forward->n_columns; s++)
      values[t * forward->n_columns + s] =
        0.5f * (forward->values[t * forward->n_columns + s] +
                backward->values[s * backward->n_columns + t]);

  return heed_matrix_new (forward->n_rows, forward->n_columns, values);
}

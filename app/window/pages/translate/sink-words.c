/* sink-words.c — explains how weights change when special tokens are left out
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * If a cell of the picture differs from the list beside it, the text gives both numbers
 * and the calculation between them.
 */

#include "app/window/pages/translate/sink-words.h"

#include <glib/gi18n.h>

#include "ui/number-format.h"
#include "ui/token-label.h"

/* Returns the attention of words with nothing left out; NULL if it does not have the row. */
static HeedMatrix *
dup_made (const HeedShownAttention *shown,
          int                       row)
{
  HeedMatrix *made = heed_word_map_merge (shown->rows, shown->columns, shown->tokens);

  if (made != NULL && row >= 0 && row < (int) made->n_rows &&
      made->n_columns == shown->columns->n_words)
    return made;

  g_clear_pointer (&made, heed_matrix_unref);

  return NULL;
}

#define SMALL 0.01  /* three decimals are too few to reproduce a division below this */

static char *
format (double weight,
        double least)
{
  return least < SMALL ? heed_number_format_element (weight) : heed_number_format_weight (weight);
}

/* Returns "… “book” has 0.123 ÷ 0.203 = 0.606 there" with the numbers of list and picture. */
static char *
describe_shared (const HeedShownAttention *shown,
                 const HeedMatrix         *made,
                 guint                     row,
                 int                       column)
{
  const HeedToken *columns = shown->columns->shown;
  const float *weights = made->values + (gsize) row * made->n_columns;
  g_autofree char *rest =
    heed_number_format_weight (heed_sinks_get_rest (weights, columns, made->n_columns));
  g_autofree char *label = NULL, *before = NULL, *after = NULL;

  if (column < 0 || column >= (int) made->n_columns || columns[column].is_special)
    /* Translators: the sum of some weights of the model */
    return g_strdup_printf (
      _("As computed by the model. The picture leaves out tokens that stand for no text, and "
        "divides the others by their sum, %s."), rest);

  label = heed_token_label_new (&columns[column]);
  before = format (weights[column], weights[column]);
  after = format (shown->attention->values[(gsize) row * made->n_columns + (guint) column],
                  weights[column]);

  /* Translators: the sum of some weights, a word, its weight, that sum again, their quotient */
  return g_strdup_printf (
    _("As computed by the model. The picture leaves out tokens that stand for no text, and divides "
      "the others by their sum, %s: “%s” has %s ÷ %s = %s there."),
    rest, label, before, rest, after);
}

/**
 * heed_sink_words_new:
 * @row: the word of the query
 * @column: the word of the key; -1 means none
 *
 * Returns: (transfer full) (nullable): the explanation
 */
char *
heed_sink_words_new (const HeedShownAttention *shown,
                     int                       row,
                     int                       column)
{
  g_autoptr(HeedMatrix) made = shown->sinks != HEED_SINKS_SHOWN ? dup_made (shown, row) : NULL;
  const float *weights;
  double rest;
  g_autofree char *taken = NULL;

  if (made == NULL || shown->attention == NULL || shown->attention->n_rows != made->n_rows)
    return NULL;

  if (shown->sinks == HEED_SINKS_SHARED)
    return describe_shared (shown, made, (guint) row, column);

  weights = made->values + (gsize) row * made->n_columns;
  rest = heed_sinks_get_rest (weights, shown->columns->shown, made->n_columns);
  taken = heed_number_format_weight (MAX (1.0 - rest, 0.0));

  /* Translators: a part of an attention */
  return g_strdup_printf (_("As computed by the model. The picture leaves out tokens that stand "
                            "for no text, which hold %s here."), taken);
}

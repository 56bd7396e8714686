/* partners.c — the tokens that a token attends to, or is attended to by
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An attention can be read both ways: a row says which tokens a token attends to, a column which
 * tokens attend to it. The weights of a row sum to 1, those of a column need not.
 */

#include "ui/partners.h"

#include <glib/gi18n.h>

#include "ui/number-format.h"

/* Maximum number of partners in a text. */
#define MAX_SAID 3

/* Smaller weights are not mentioned. */
#define LEAST_SAID 0.01

static int
compare (gconstpointer left,
         gconstpointer right)
{
  const HeedPartner *a = left;
  const HeedPartner *b = right;

  if (a->weight != b->weight)
    return a->weight < b->weight ? 1 : -1;

  return a->index < b->index ? -1 : 1;
}

/**
 * heed_partners_find:
 * @weights: the whole attention
 * @place: the token; an index that does not exist has no partners
 * @least: minimum weight of a partner
 *
 * Returns: (transfer full): an array of #HeedPartner, heaviest first
 */
GArray *
heed_partners_find (const HeedMatrix *weights,
                    HeedPlace         place,
                    double            least)
{
  GArray *partners = g_array_new (FALSE, FALSE, sizeof (HeedPartner));
  guint n_places = place.is_row ? weights->n_rows : weights->n_columns;
  guint n_others = place.is_row ? weights->n_columns : weights->n_rows;

  if (place.index < 0 || place.index >= (int) n_places)
    return partners;

  for (guint i = 0; i < n_others; i++)
    {
      gsize at = place.is_row ? (gsize) place.index * weights->n_columns + i
                              : (gsize) i * weights->n_columns + (gsize) place.index;
      HeedPartner partner = { i, weights->values[at] };

      if (partner.weight >= least)
        g_array_append_val (partners, partner);
    }

  g_array_sort (partners, compare);

  return partners;
}

static const char *
get_label (HeedHeatmapPicture *picture,
           gboolean            is_row,
           guint               index)
{
  return is_row ? heed_heatmap_picture_get_row_label (picture, index)
                : heed_heatmap_picture_get_column_label (picture, index);
}

/**
 * heed_partners_new_text:
 * @picture: an attention with its labels
 * @place: the token
 *
 * Returns: (transfer full): its heaviest partners, "économique ← Economic 0.844, Area 0.102";
 *   "Attention" if there is no such token
 */
char *
heed_partners_new_text (HeedHeatmapPicture *picture,
                        HeedPlace           place)
{
  HeedMatrix *weights = heed_heatmap_picture_get_matrix (picture);
  g_autoptr(GArray) partners = NULL;
  GString *text;

  if (weights == NULL || place.index < 0 ||
      place.index >= (int) (place.is_row ? weights->n_rows : weights->n_columns))
    return g_strdup (_("Attention"));

  partners = heed_partners_find (weights, place, LEAST_SAID);
  text = g_string_new (get_label (picture, place.is_row, (guint) place.index));
  g_string_append (text, place.is_row ? " ←" : " →");

  for (guint i = 0; i < MIN (partners->len, MAX_SAID); i++)
    {
      HeedPartner partner = g_array_index (partners, HeedPartner, i);
      g_autofree char *weight = heed_number_format_weight (partner.weight);

      g_string_append_printf (text, "%s %s %s", i > 0 ? "," : "",
                              get_label (picture, !place.is_row, partner.index), weight);
    }

  return g_string_free (text, FALSE);
}

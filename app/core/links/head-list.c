/* head-list.c — the attentions of all heads for one sentence, with a few measures of each
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list includes the mean over the heads of each layer, which is shown by default although it
 * often aligns worse than any single head.
 */

#include "app/core/links/head-list.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/links/head-measures.h"
#include "ui/number-format.h"

G_DEFINE_ENUM_TYPE (HeedHeadOrder, heed_head_order,
                    G_DEFINE_ENUM_VALUE (HEED_HEADS_BY_LAYER, "layer"),
                    G_DEFINE_ENUM_VALUE (HEED_HEADS_BY_ENTROPY, "entropy"),
                    G_DEFINE_ENUM_VALUE (HEED_HEADS_BY_DIAGONALITY, "diagonality"),
                    G_DEFINE_ENUM_VALUE (HEED_HEADS_BY_END, "end"),
                    G_DEFINE_ENUM_VALUE (HEED_HEADS_BY_AGREEMENT, "agreement"))

static void
clear_head (gpointer data)
{
  g_clear_pointer (&((HeedHead *) data)->attention, heed_matrix_unref);
}

/**
 * heed_head_measure:
 * @head: has its attention set; its measures are filled in
 * @columns: the words of the columns
 */
void
heed_head_measure (HeedHead          *head,
                   const HeedWordMap *columns)
{
  guint n = head->attention->n_columns;
  HeedHeadMeasures measures =
    heed_head_measures_of (head->attention,
                           columns->n_words == n && columns->shown[n - 1].is_special);

  head->entropy = measures.entropy;
  head->diagonality = measures.diagonality;
  head->end_mass = measures.end_mass;
}

static void
add_head (GArray                *heads,
          const HeedTranslation *translation,
          HeedAttentionSite      site,
          const HeedWordMap     *rows,
          const HeedWordMap     *columns)
{
  g_autoptr(HeedMatrix) tokens = heed_translation_dup_attention_at (translation, site);
  HeedHead head = { .site = site, .agreement = NAN };

  if (tokens == NULL || tokens->n_rows != rows->n_tokens || tokens->n_columns != columns->n_tokens)
    return;

  head.attention = heed_word_map_merge (rows, columns, tokens);
  heed_head_measure (&head, columns);
  g_array_append_val (heads, head);
}

/**
 * heed_head_list_new:
 * @range: the number of layers and heads of this kind of attention
 * @rows: the words of the rows
 * @columns: the words of the columns
 *
 * Cost:    copies layers x heads attentions
 *
 * Returns: (transfer full): of #HeedHead, layer by layer, each with its mean first
 */
GArray *
heed_head_list_new (const HeedTranslation *translation,
                    HeedSiteRange          range,
                    const HeedWordMap     *rows,
                    const HeedWordMap     *columns)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (HeedHead));

  g_array_set_clear_func (heads, clear_head);

  for (guint layer = 0; layer < range.n_layers; layer++)
    for (int i = HEED_HEAD_MEAN; i < (range.n_heads > 1 ? (int) range.n_heads : 0); i++)
      add_head (heads, translation,
                (HeedAttentionSite) { translation->site.kind, (int) layer, i }, rows, columns);

  return heads;
}

/**
 * heed_head_list_compare:
 * @evidence: (nullable): for the same words as the attentions
 *
 * Cost:    sorts each row of each head
 */
void
heed_head_list_compare (GArray     *heads,
                        HeedMatrix *evidence)
{
  for (guint i = 0; i < heads->len; i++)
    {
      HeedHead *head = &g_array_index (heads, HeedHead, i);
      gboolean fits = evidence != NULL && evidence->n_rows == head->attention->n_rows &&
                      evidence->n_columns == head->attention->n_columns;

      head->agreement = fits ? heed_attention_agreement (head->attention, evidence) : NAN;
    }
}

static double
get_key (const HeedHead *head,
         HeedHeadOrder   order)
{
  switch (order)
    {
    case HEED_HEADS_BY_ENTROPY:
      return head->entropy;

    case HEED_HEADS_BY_DIAGONALITY:
      return -head->diagonality;

    case HEED_HEADS_BY_END:
      return -head->end_mass;

    case HEED_HEADS_BY_AGREEMENT:
      return isnan (head->agreement) ? 2.0 : -head->agreement;

    case HEED_HEADS_BY_LAYER:
      break;
    }

  return 0.0;
}

/* Heads with equal keys are sorted by layer and head. */
static int
compare (gconstpointer left,
         gconstpointer right,
         gpointer      order)
{
  const HeedHead *a = left;
  const HeedHead *b = right;
  double difference = get_key (a, GPOINTER_TO_UINT (order)) - get_key (b, GPOINTER_TO_UINT (order));

  if (difference != 0.0)
    return difference > 0.0 ? 1 : -1;

  return a->site.layer != b->site.layer ? a->site.layer - b->site.layer
                                        : a->site.head - b->site.head;
}

void
heed_head_list_sort (GArray        *heads,
                     HeedHeadOrder  order)
{
  g_array_sort_with_data (heads, compare, GUINT_TO_POINTER (order));
}

char *
heed_head_dup_site_title (HeedAttentionSite site,
                          HeedSiteRange     range)
{
  g_autofree char *layer = heed_layer_dup_title (site.layer);
  g_autofree char *head =
    site.head == HEED_HEAD_MEAN ? g_strdup (_("mean")) : heed_head_dup_title (site.head);

  if (range.n_layers < 2)
    return g_steal_pointer (&head);

  return range.n_heads < 2 ? g_steal_pointer (&layer) : g_strdup_printf ("%s · %s", layer, head);
}

/* Returns the number that the heads are sorted by, as text. */
char *
heed_head_dup_number (const HeedHead *head,
                      HeedHeadOrder   order)
{
  switch (order)
    {
    case HEED_HEADS_BY_ENTROPY:
      return heed_number_format_bits (head->entropy);

    case HEED_HEADS_BY_DIAGONALITY:
      return heed_number_format_correlation (head->diagonality);

    case HEED_HEADS_BY_END:
      return heed_number_format_percent (head->end_mass);

    case HEED_HEADS_BY_AGREEMENT:
      return isnan (head->agreement) ? g_strdup ("…")
                                     : heed_number_format_correlation (head->agreement);

    case HEED_HEADS_BY_LAYER:
      break;
    }

  return g_strdup ("");
}

/* attentions.c — the attention matrices of one sentence, as many as are kept
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A film has about a hundred of these, so the size of each is bounded. For most
 * sentences everything fits. For a longer one only the mean over the heads of each
 * layer is kept, and for a very long one only those means of the cross-attention,
 * whatever their size. So the attention that a film shows by default is always
 * available.
 */

#include "app/core/translation/attentions.h"

#define MAX_CELLS 100000  /* 400 kB */

typedef enum {
  KEEP_ALL,
  KEEP_MEANS,
  KEEP_CROSS_MEANS
} Extent;

static guint
count_per_layer (const HeedSiteRange *range)
{
  return range->n_heads > 1 ? range->n_heads + 1 : 1;
}

static void
fill_ranges (HeedAttentions *attentions,
             HeedModel      *model,
             Extent          extent)
{
  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    {
      gboolean is_kept = extent != KEEP_CROSS_MEANS || kind == HEED_ATTENTION_CROSS;
      guint n_layers = is_kept ? heed_model_get_n_layers (model, kind) : 0;
      guint n_heads = n_layers > 0 ? heed_model_get_n_heads (model, kind, 0) : 0;

      attentions->ranges[kind] =
        (HeedSiteRange) { n_layers, extent == KEEP_ALL ? n_heads : MIN (n_heads, 1) };
    }
}

static gsize
count_cells (const HeedAttentions *attentions,
             gsize                 n_source,
             gsize                 n_target)
{
  gsize n_cells = 0;

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    {
      const HeedSiteRange *range = &attentions->ranges[kind];
      gsize n_rows = kind == HEED_ATTENTION_ENCODER_SELF ? n_source : n_target;
      gsize n_columns = kind == HEED_ATTENTION_DECODER_SELF ? n_target : n_source;

      n_cells += range->n_layers * count_per_layer (range) * n_rows * n_columns;
    }

  return n_cells;
}

static void
take (HeedAttentions    *attentions,
      HeedSession       *session,
      HeedAttentionKind  kind)
{
  const HeedSiteRange *range = &attentions->ranges[kind];

  for (guint layer = 0; layer < range->n_layers; layer++)
    for (guint i = 0; i < count_per_layer (range); i++)
      {
        HeedAttentionSite site = { kind, (int) layer, (int) i + HEED_HEAD_MEAN };

        g_ptr_array_add (attentions->matrices, heed_session_dup_attention (session, site));
      }
}

/**
 * heed_attentions_new:
 * @session: with at least one step
 *
 * Cost: copies at most 400 kB, or the means of the cross-attention if they are larger
 *
 * Returns: (transfer full): the attentions of its steps and of its encoder
 */
HeedAttentions *
heed_attentions_new (HeedSession *session)
{
  HeedAttentions *attentions = g_new0 (HeedAttentions, 1);
  HeedModel *model = heed_session_get_model (session);
  guint n_target = heed_session_get_n_steps (session);
  guint n_source;

  heed_session_get_source (session, &n_source);

  for (Extent extent = KEEP_ALL; extent <= KEEP_CROSS_MEANS; extent++)
    {
      fill_ranges (attentions, model, extent);
      if (count_cells (attentions, n_source, n_target) <= MAX_CELLS)
        break;
    }

  attentions->matrices = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_matrix_unref);
  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    take (attentions, session, kind);

  return attentions;
}

void
heed_attentions_free (HeedAttentions *attentions)
{
  g_ptr_array_unref (attentions->matrices);
  g_free (attentions);
}

/**
 * heed_attentions_get:
 * @site: the wanted site; if it is not kept, heed_site_ranges_clamp() chooses the nearest
 *
 * Returns: (transfer none) (nullable): its matrix; %NULL if there is no attention at all
 */
HeedMatrix *
heed_attentions_get (const HeedAttentions *attentions,
                     HeedAttentionSite     site)
{
  guint place = 0;

  site = heed_site_ranges_clamp (attentions->ranges, site);
  if (attentions->ranges[site.kind].n_layers == 0)
    return NULL;

  for (guint kind = 0; kind < site.kind; kind++)
    place += attentions->ranges[kind].n_layers * count_per_layer (&attentions->ranges[kind]);

  place += (guint) site.layer * count_per_layer (&attentions->ranges[site.kind]) +
           (guint) (site.head - HEED_HEAD_MEAN);

  return g_ptr_array_index (attentions->matrices, place);
}

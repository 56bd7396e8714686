/* site-ranges.c — the attentions that a model has, and their titles
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/site-ranges.h"

#include <glib/gi18n.h>

const char *
heed_attention_kind_get_title (HeedAttentionKind kind)
{
  switch (kind)
    {
    case HEED_ATTENTION_ENCODER_SELF:
      return _("Encoder self");

    case HEED_ATTENTION_DECODER_SELF:
      return _("Decoder self");

    case HEED_ATTENTION_CROSS:
      return _("Cross");
    }

  g_return_val_if_reached ("");
}

static guint
count_kinds (const HeedSiteRange *ranges)
{
  guint n_kinds = 0;

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    n_kinds += ranges[kind].n_layers > 0;

  return n_kinds;
}

gboolean
heed_site_ranges_have_choice (const HeedSiteRange *ranges)
{
  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    if (ranges[kind].n_layers > 1 || (ranges[kind].n_layers > 0 && ranges[kind].n_heads > 1))
      return TRUE;

  return count_kinds (ranges) > 1;
}

/**
 * heed_site_ranges_clamp:
 * @ranges: (array fixed-size=3): the layers and heads of each #HeedAttentionKind
 * @site: any site
 *
 * Returns: @site, or the nearest site that exists
 */
HeedAttentionSite
heed_site_ranges_clamp (const HeedSiteRange *ranges,
                        HeedAttentionSite    site)
{
  const HeedSiteRange *range;

  if (ranges[site.kind].n_layers == 0)
    site.kind = HEED_ATTENTION_CROSS;

  range = &ranges[site.kind];
  site.layer = CLAMP (site.layer, 0, MAX ((int) range->n_layers, 1) - 1);
  if (site.head >= (int) range->n_heads || range->n_heads <= 1)
    site.head = HEED_HEAD_MEAN;

  return site;
}

/* Titles count from 1; data and heed-cli count from 0. */
char *
heed_layer_dup_title (int layer)
{
  return g_strdup_printf (_("Layer %u"), (guint) layer + 1);
}

char *
heed_head_dup_title (int head)
{
  return head == HEED_HEAD_MEAN ? g_strdup (_("Mean of heads"))
                                : g_strdup_printf (_("Head %u"), (guint) head + 1);
}

char *
heed_heads_dup_title (guint64 heads)
{
  g_autoptr(GString) numbers = g_string_new (NULL);

  if (heads == 0)
    return heed_head_dup_title (HEED_HEAD_MEAN);

  for (guint head = 0; head < 64; head++)
    if ((heads >> head & 1) != 0)
      g_string_append_printf (numbers, "%s%u", numbers->len > 0 ? ", " : "", head + 1);

  /* Translators: the numbers of several heads, "2, 5" */
  return g_strdup_printf (_("Mean of heads %s"), numbers->str);
}

/**
 * heed_site_ranges_dup_text:
 * @ranges: (array fixed-size=3): the layers and heads of each #HeedAttentionKind
 * @site: an existing site
 *
 * Returns: (transfer full): "Cross · Layer 1 · Mean of heads", without the parts that offer no
 *   choice
 */
char *
heed_site_ranges_dup_text (const HeedSiteRange *ranges,
                           HeedAttentionSite    site)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (count_kinds (ranges) > 1)
    g_ptr_array_add (parts, g_strdup (heed_attention_kind_get_title (site.kind)));
  if (ranges[site.kind].n_layers > 1)
    g_ptr_array_add (parts, heed_layer_dup_title (site.layer));
  if (ranges[site.kind].n_heads > 1)
    g_ptr_array_add (parts, heed_head_dup_title (site.head));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

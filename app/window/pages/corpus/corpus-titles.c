/* corpus-titles.c — the names of link settings, for display
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-titles.h"

#include <glib/gi18n.h>

#include "ui/number-format.h"
#include "ui/site-ranges.h"

char *
heed_corpus_titles_new_site (HeedModel               *model,
                             const HeedAttentionSite *site)
{
  guint n_layers = model != NULL ? heed_model_get_n_layers (model, HEED_ATTENTION_CROSS) : 1;
  g_autofree char *layer = heed_layer_dup_title (site->layer);
  g_autofree char *head = heed_head_dup_title (site->head);
  gboolean has_heads =
    model != NULL && heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, site->layer) > 1;

  if (n_layers > 1 && has_heads)
    return g_strdup_printf ("%s · %s", layer, head);
  if (n_layers > 1)
    return g_steal_pointer (&layer);

  return has_heads ? g_steal_pointer (&head) : g_strdup (_("The attention"));
}

char *
heed_corpus_titles_new_set (const GArray *sites)
{
  g_autoptr(GString) heads = g_string_new (NULL);

  for (guint i = 0; i < sites->len; i++)
    {
      const HeedAttentionSite *site = &g_array_index (sites, HeedAttentionSite, i);

      g_string_append_printf (heads, "%s%d·%d", i > 0 ? ", " : "", site->layer + 1, site->head + 1);
    }

  /* Translators: pairs of layer and head */
  return g_strdup_printf (_("Heads %s"), heads->str);
}

char *
heed_corpus_titles_new_rule (const HeedLinkOptions *links)
{
  g_autofree char *share = heed_number_format_score (links->share);

  switch (links->rule)
    {
    case HEED_LINK_ARGMAX:
      return g_strdup (_("argmax"));
    case HEED_LINK_THRESHOLD:
      /* Translators: of a weight */
      return g_strdup_printf (_("at least %s"), share);
    case HEED_LINK_RELATIVE:
      return g_strdup_printf (_("at least %s of the most"), share);
    }

  g_return_val_if_reached (NULL);
}

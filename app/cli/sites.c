/* sites.c — the attentions that a model has, and the choice among them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/sites.h"

#include "app/cli/options.h"
#include "app/cli/verb.h"

static void
append_layer (GArray            *sites,
              HeedAttentionKind  kind,
              int                layer,
              int                head,
              guint              n_heads)
{
  HeedAttentionSite site = { kind, layer, head };

  if (head != HEED_EVERY_HEAD)
    {
      g_array_append_val (sites, site);
      return;
    }

  for (site.head = 0; site.head < (int) n_heads; site.head++)
    g_array_append_val (sites, site);
}

/**
 * heed_sites_choose:
 * @model: a model
 * @kind: the kind of attention
 * @choice: the layer and head
 *
 * Returns: (transfer full): an array of HeedAttentionSite; empty if the model has no such attention
 */
GArray *
heed_sites_choose (HeedModel            *model,
                   HeedAttentionKind     kind,
                   const HeedSiteChoice *choice)
{
  GArray *sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  int n_layers = (int) heed_model_get_n_layers (model, kind);

  for (int layer = 0; layer < n_layers; layer++)
    if (choice->layer == HEED_EVERY_LAYER || choice->layer == layer)
      append_layer (sites, kind, layer, choice->head, heed_model_get_n_heads (model, kind, layer));

  return sites;
}

gboolean
heed_sites_choose_one (HeedModel            *model,
                       const HeedSiteChoice *choice,
                       HeedAttentionSite    *site)
{
  int n_layers = (int) heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);

  *site = (HeedAttentionSite) {
    .kind = HEED_ATTENTION_CROSS,
    .layer = choice->layer == HEED_EVERY_LAYER ? n_layers - 1 : choice->layer,
    .head = choice->head == HEED_EVERY_HEAD ? HEED_HEAD_MEAN : choice->head,
  };

  return n_layers > 0;
}

/**
 * heed_sites_parse:
 * @layer: the value of --layer, or %HEED_EVERY_LAYER
 * @head_text: (nullable): the value of --head
 * @choice: (out): the parsed choice
 *
 * Errors: %HEED_CLI_ERROR_USE
 */
gboolean
heed_sites_parse (int              layer,
                  const char      *head_text,
                  HeedSiteChoice  *choice,
                  GError         **error)
{
  guint64 head;

  *choice = (HeedSiteChoice) { layer, HEED_EVERY_HEAD };

  if (layer != HEED_EVERY_LAYER &&
      !heed_options_check_range ("--layer", layer, 0, G_MAXINT16, error))
    return FALSE;

  if (head_text == NULL)
    return TRUE;

  if (g_str_equal (head_text, "mean"))
    {
      choice->head = HEED_HEAD_MEAN;
      return TRUE;
    }

  if (!heed_options_parse_unsigned ("--head", head_text, G_MAXINT16, &head, error))
    return FALSE;

  choice->head = (int) head;

  return TRUE;
}

static guint
count_most_layers (HeedModel *model,
                   gboolean   every_kind)
{
  guint n_layers = heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);

  if (every_kind)
    n_layers = MAX (n_layers, MAX (heed_model_get_n_layers (model, HEED_ATTENTION_ENCODER_SELF),
                                   heed_model_get_n_layers (model, HEED_ATTENTION_DECODER_SELF)));

  return n_layers;
}

/**
 * heed_sites_check:
 * @model: the loaded model
 * @choice: the user's choice
 * @every_kind: whether the choice is for self-attention too
 *
 * Errors: %HEED_CLI_ERROR_USE
 *
 * Returns: whether the model has that layer and head
 */
gboolean
heed_sites_check (HeedModel             *model,
                  const HeedSiteChoice  *choice,
                  gboolean               every_kind,
                  GError               **error)
{
  gint64 n_layers = count_most_layers (model, every_kind);
  gint64 n_heads = MAX (heed_model_get_info (model)->n_heads, 1);

  if (n_layers == 0 && (choice->layer >= 0 || choice->head >= 0))
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--layer or --head: expected a model with attention, found one without");
      return FALSE;
    }

  return (choice->layer < 0 ||
          heed_options_check_range ("--layer", choice->layer, 0, n_layers - 1, error)) &&
         (choice->head < 0 ||
          heed_options_check_range ("--head", choice->head, 0, n_heads - 1, error));
}

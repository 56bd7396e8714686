/* link-settings.c — how links are read from a model: by which attention and which rule
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/link-settings.h"

#include <string.h>

#include "app/core/links/pair-links.h"
#include "app/core/translation/walk.h"

/**
 * heed_link_settings_new:
 *
 * Returns: (transfer full): the default settings: the mean of the last layer's heads, and a
 * link to the source word with the greatest weight
 */
HeedLinkSettings *
heed_link_settings_new (HeedModel *model)
{
  HeedLinkSettings *settings = g_new0 (HeedLinkSettings, 1);
  int n_layers = (int) heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);
  int last = n_layers - 1;

  settings->links = HEED_LINK_OPTIONS_DEFAULT;
  settings->sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  if (n_layers > 0)
    {
      guint n_heads = heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, last);
      HeedAttentionSite site = { HEED_ATTENTION_CROSS, last, n_heads > 1 ? HEED_HEAD_MEAN : 0 };

      g_array_append_val (settings->sites, site);
    }

  return settings;
}

HeedLinkSettings *
heed_link_settings_copy (const HeedLinkSettings *settings)
{
  HeedLinkSettings *copy = g_memdup2 (settings, sizeof *settings);

  copy->sites = g_array_copy (settings->sites);

  return copy;
}

void
heed_link_settings_free (HeedLinkSettings *settings)
{
  g_array_unref (settings->sites);
  g_free (settings);
}

static gboolean
has_same_sites (const HeedLinkSettings *settings,
                const HeedLinkSettings *other)
{
  return settings->sites->len == other->sites->len &&
         memcmp (settings->sites->data, other->sites->data,
                 settings->sites->len * sizeof (HeedAttentionSite)) == 0;
}

gboolean
heed_link_settings_equal (const HeedLinkSettings *settings,
                          const HeedLinkSettings *other)
{
  return settings->links.rule == other->links.rule && settings->links.shift == other->links.shift &&
         (settings->links.rule == HEED_LINK_ARGMAX ||
          settings->links.share == other->links.share) &&
         settings->keeps_end == other->keeps_end && settings->by_piece == other->by_piece &&
         settings->is_symmetrised == other->is_symmetrised &&
         (!settings->is_symmetrised || settings->symmetrisation == other->symmetrisation) &&
         has_same_sites (settings, other);
}

/* --- The other direction --------------------------------------------------- */

static gboolean
has_sites (HeedModel    *model,
           const GArray *sites)
{
  int n_layers = (int) heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);

  for (guint i = 0; i < sites->len; i++)
    {
      const HeedAttentionSite *site = &g_array_index (sites, HeedAttentionSite, i);

      if (site->layer >= n_layers ||
          site->head >= (int) heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, site->layer))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_link_settings_new_reversed:
 * @model: the model of @settings
 * @reverse: the model of the other direction
 *
 * Returns: (transfer full): the settings for @reverse
 */
HeedLinkSettings *
heed_link_settings_new_reversed (const HeedLinkSettings *settings,
                                 HeedModel              *model,
                                 HeedModel              *reverse)
{
  g_autoptr(HeedLinkSettings) usual = heed_link_settings_new (model);
  HeedLinkSettings *turned = heed_link_settings_new (reverse);

  if (!has_same_sites (settings, usual) && has_sites (reverse, settings->sites))
    {
      g_array_unref (turned->sites);
      turned->sites = g_array_copy (settings->sites);
    }

  turned->links = settings->links;
  turned->keeps_end = settings->keeps_end;
  turned->by_piece = settings->by_piece;

  return turned;
}

const char *
heed_symmetrisation_get_name (HeedSymmetrisation symmetrisation)
{
  switch (symmetrisation)
    {
    case HEED_SYMMETRISE_INTERSECTION:
      return "intersection";
    case HEED_SYMMETRISE_UNION:
      return "union";
    case HEED_SYMMETRISE_GROW_DIAG:
      return "grow-diag";
    case HEED_SYMMETRISE_GROW_DIAG_FINAL_AND:
      return "grow-diag-final-and";
    }

  g_return_val_if_reached (NULL);
}

HeedAlignment *
heed_link_settings_symmetrise (const HeedLinkSettings *settings,
                               const HeedAlignment *forward,
                               const HeedAlignment *backward)
{
  g_autoptr(HeedAlignment) turned = heed_alignment_transpose (backward);

  return heed_alignment_symmetrise (forward, turned, settings->symmetrisation);
}

/* --- Heads ----------------------------------------------------------------- */

GArray *
heed_link_settings_list_heads (HeedModel *model)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  int n_layers = (int) heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);

  for (int layer = 0; layer < n_layers; layer++)
    {
      int n_heads = (int) heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, layer);

      for (int head = 0; head < n_heads; head++)
        {
          const HeedAttentionSite site = { HEED_ATTENTION_CROSS, layer, head };

          g_array_append_val (heads, site);
        }
    }

  return heads;
}

static gboolean
has_head (const HeedAttentionSite *site,
          const HeedAttentionSite *head)
{
  return site->layer == head->layer &&
         (site->head == HEED_HEAD_MEAN || site->head == head->head);
}

static guint
count_heads (const HeedAttentionSite *site,
             const GArray            *heads)
{
  guint n = 0;

  for (guint i = 0; i < heads->len; i++)
    n += has_head (site, &g_array_index (heads, HeedAttentionSite, i));

  return n;
}

/**
 * heed_link_settings_dup_head_weights:
 * @heads: from heed_link_settings_list_heads()
 *
 * Returns: (transfer full): one share per head; their sum is 1
 */
float *
heed_link_settings_dup_head_weights (const HeedLinkSettings *settings,
                                     const GArray           *heads)
{
  float *weights = g_new0 (float, MAX (heads->len, 1));

  for (guint k = 0; k < settings->sites->len; k++)
    {
      const HeedAttentionSite *site = &g_array_index (settings->sites, HeedAttentionSite, k);
      float share = 1.0f / (float) (MAX (count_heads (site, heads), 1) * settings->sites->len);

      for (guint i = 0; i < heads->len; i++)
        if (has_head (site, &g_array_index (heads, HeedAttentionSite, i)))
          weights[i] += share;
    }

  return weights;
}

/* --- Reading --------------------------------------------------------------- */

HeedAlignment *
heed_link_settings_find_links (const HeedLinkSettings  *settings,
                               const HeedPairAttention *attention,
                               const HeedMatrix        *tokens)
{
  const HeedLinkReading reading = { settings->links, settings->keeps_end, settings->by_piece };

  return heed_pair_links_read (attention, tokens, &reading);
}

/* Translates the source; the translation of an empty text is empty. */
gboolean
heed_corpus_pair_translate (HeedModel       *model,
                            HeedCorpusPair  *pair,
                            GError         **error)
{
  const HeedWalk walk = HEED_WALK_GREEDY;

  if (pair->target == NULL)
    pair->target = heed_words_count (pair->source) == 0
                   ? g_strdup ("")
                   : heed_walk_translate (model, pair->source, HEED_INPUT_TEXT, &walk, NULL, error);

  return pair->target != NULL;
}

/* Computes scores and texts first, then what is read from the attention. */
void
heed_corpus_reading_complete (const HeedLinkSettings *settings,
                              const float            *weights,
                              const HeedInputPair    *input,
                              HeedCorpusReading      *reading)
{
  const HeedForcedView nothing = { NULL, 0, 1, TRUE };
  g_autoptr(HeedMatrix) tokens = NULL;
  g_autoptr(HeedAlignment) links = NULL;

  reading->problem = g_steal_pointer (&reading->forced.problem);
  if (reading->problem != NULL)
    return;

  heed_corpus_line_read (&reading->line, input, &reading->forced, &nothing, &settings->links, NULL);
  tokens = heed_pair_attention_dup_tokens (&reading->attention, weights);
  if (tokens != NULL)
    reading->words =
      heed_pair_attention_dup_words (&reading->attention, tokens, settings->links.shift);
  links = heed_link_settings_find_links (settings, &reading->attention, tokens);
  heed_corpus_line_set_attention (&reading->line, tokens, reading->words, links);
}

/**
 * heed_corpus_read_pairs:
 * @pairs: n_pairs
 * @readings: (out): n_pairs
 *
 * The links are not compared with gold links.
 *
 * Cost: the more pairs of equal length in one call, the less time per pair
 */
void
heed_corpus_read_pairs (const HeedLinkSettings *settings,
                        HeedModel              *model,
                        HeedCorpusPair         *pairs,
                        guint                   n_pairs,
                        HeedCorpusReading      *readings)
{
  g_autoptr(GArray) heads = heed_link_settings_list_heads (model);
  const HeedForcedOptions options = { (const HeedAttentionSite *) (gpointer) heads->data,
                                      heads->len, TRUE };
  g_autofree float *weights = heed_link_settings_dup_head_weights (settings, heads);
  g_autofree HeedInputPair *input = g_new0 (HeedInputPair, MAX (n_pairs, 1));
  g_autofree HeedForced *forced = g_new0 (HeedForced, MAX (n_pairs, 1));
  g_autofree HeedPairAttention *attention = g_new0 (HeedPairAttention, MAX (n_pairs, 1));
  g_autofree guint *places = g_new (guint, MAX (n_pairs, 1));
  guint n = 0;

  for (guint i = 0; i < n_pairs; i++)
    {
      readings[i] = (HeedCorpusReading) { NULL };
      if (!heed_corpus_pair_translate (model, &pairs[i], &readings[i].problem))
        continue;

      input[n] = (HeedInputPair) { { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, pairs[i].source },
                                   { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, pairs[i].target } };
      places[n++] = i;
    }

  heed_forced_read_attention (forced, model, input, n, &options, attention);
  for (guint k = 0; k < n; k++)
    {
      readings[places[k]].forced = forced[k];
      readings[places[k]].attention = attention[k];
      heed_corpus_reading_complete (settings, weights, &input[k], &readings[places[k]]);
    }
}

void
heed_corpus_reading_clear (HeedCorpusReading *reading)
{
  g_clear_error (&reading->problem);
  heed_forced_clear (&reading->forced);
  heed_pair_attention_clear (&reading->attention);
  g_clear_pointer (&reading->words, heed_matrix_unref);
  heed_corpus_line_clear (&reading->line);
}

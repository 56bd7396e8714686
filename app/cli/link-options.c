/* link-options.c — how attention becomes links: --rule, --shift, --layer, --head and others
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/link-options.h"

#include <stdlib.h>
#include <string.h>

#include "app/cli/options.h"
#include "app/cli/verb.h"

static gboolean
parse_share (const char *text,
             double     *share)
{
  char *end;

  *share = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && *share > 0.0 && *share <= 1.0;
}

static gboolean
parse_rule (const char       *text,
            HeedLinkOptions  *options,
            GError          **error)
{
  static const struct {
    const char   *prefix;
    HeedLinkRule  rule;
  } rules[] = {
    { "threshold=", HEED_LINK_THRESHOLD },
    { "relative=", HEED_LINK_RELATIVE },
  };

  if (text == NULL || g_str_equal (text, "argmax"))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_has_prefix (text, rules[i].prefix) &&
        parse_share (text + strlen (rules[i].prefix), &options->share))
      {
        options->rule = rules[i].rule;
        return TRUE;
      }

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "--rule: expected argmax, threshold=X or relative=X with 0 < X <= 1, found %s",
               text);
  return FALSE;
}

gboolean
heed_link_options_parse_weights (const char  *text,
                                 gboolean    *are_norms,
                                 GError     **error)
{
  static const char *const names[] = { "raw", "norm", NULL };
  guint choice;

  if (!heed_options_parse_choice ("--weights", text, names, &choice, error))
    return FALSE;

  *are_norms = choice == 1;

  return TRUE;
}

/**
 * heed_link_options_parse:
 * @given: the options as given
 * @options: (out): the rule and the shift
 * @choice: (out): the layer and head
 *
 * Errors: %HEED_CLI_ERROR_USE
 */
gboolean
heed_link_options_parse (const HeedGivenLinks  *given,
                         HeedLinkOptions       *options,
                         HeedSiteChoice        *choice,
                         GError               **error)
{
  *options = HEED_LINK_OPTIONS_DEFAULT;

  if (!parse_rule (given->rule, options, error) ||
      !heed_options_check_range ("--shift", given->shift, 0, 1, error))
    return FALSE;

  options->shift = (guint) given->shift;

  return heed_sites_parse (given->layer, given->head, choice, error);
}

/* Parses two numbers separated by a colon. */
static gboolean
parse_head (const char         *text,
            HeedAttentionSite  *site,
            GError            **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", 3);
  guint64 layer, head;

  if (g_strv_length (parts) != 2)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--heads: expected layer:head, commas between several, found %s", text);
      return FALSE;
    }

  if (!heed_options_parse_unsigned ("--heads", parts[0], G_MAXINT16, &layer, error) ||
      !heed_options_parse_unsigned ("--heads", parts[1], G_MAXINT16, &head, error))
    return FALSE;

  *site = (HeedAttentionSite) { HEED_ATTENTION_CROSS, (int) layer, (int) head };

  return TRUE;
}

gboolean
heed_link_options_parse_heads (const char  *text,
                               GArray      *sites,
                               GError     **error)
{
  g_auto(GStrv) heads = g_strsplit (text, ",", -1);
  guint n_heads = MAX (g_strv_length (heads), 1);  /* "" counts as one invalid head */

  for (guint i = 0; i < n_heads; i++)
    {
      HeedAttentionSite site;

      if (!parse_head (heads[i] != NULL ? heads[i] : "", &site, error))
        return FALSE;

      g_array_append_val (sites, site);
    }

  return TRUE;
}

/**
 * heed_link_options_find_sites:
 * @model: the loaded model
 * @given: the options as given
 * @choice: the result of heed_link_options_parse()
 *
 * Errors: %HEED_CLI_ERROR_USE if the model has no such layer or head; %HEED_ERROR_UNSUPPORTED if it
 *   has no attention
 *
 * Returns: (transfer full): at least one #HeedAttentionSite, or %NULL
 */
GArray *
heed_link_options_find_sites (HeedModel             *model,
                              const HeedGivenLinks  *given,
                              const HeedSiteChoice  *choice,
                              GError               **error)
{
  g_autoptr(GArray) sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  HeedAttentionSite site;

  if (!heed_options_refuse_together (given->heads != NULL &&
                                     (given->head != NULL || given->layer != HEED_EVERY_LAYER),
                                     "--heads", "--layer or --head", error) ||
      !heed_sites_check (model, choice, FALSE, error) ||
      (given->heads != NULL && !heed_link_options_parse_heads (given->heads, sites, error)))
    return NULL;

  for (guint i = 0; i < sites->len; i++)
    {
      const HeedAttentionSite *one = &g_array_index (sites, HeedAttentionSite, i);

      if (!heed_sites_check (model, &(HeedSiteChoice) { one->layer, one->head }, FALSE, error))
        return NULL;
    }

  if (!heed_sites_choose_one (model, choice, &site))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected a model with attention, found one without",
                   heed_model_get_info (model)->name);
      return NULL;
    }

  if (sites->len == 0)
    g_array_append_val (sites, site);

  return g_steal_pointer (&sites);
}

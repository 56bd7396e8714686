/* link-options.c — how attention becomes links: --rule, --shift, --layer, --head
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

/**
 * heed_link_options_parse:
 * @given: as given
 * @options: (out): the rule and the shift
 * @choice: (out): which layer and head
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

gboolean
heed_link_options_find_site (HeedModel             *model,
                             const HeedSiteChoice  *choice,
                             HeedAttentionSite     *site,
                             GError               **error)
{
  if (!heed_sites_check (model, choice, FALSE, error))
    return FALSE;

  if (heed_sites_choose_one (model, choice, site))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected a model with attention, found one without",
               heed_model_get_info (model)->name);
  return FALSE;
}

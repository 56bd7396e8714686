/* search-options.c — the options for searching a target
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/search-options.h"

#include "app/cli/options.h"
#include "app/cli/verb.h"

/* Fails for NaN too. */
static gboolean
check_number (const char  *option,
              double       value,
              double       most,
              GError     **error)
{
  if (value >= 0.0 && value <= most)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE, "%s: expected 0 to %g, found %g", option,
               most, value);
  return FALSE;
}

static gboolean
check_top_p (double   top_p,
             GError **error)
{
  if (top_p > 0.0 && top_p <= 1.0)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "--top-p: expected a number above 0 and at most 1, found %g", top_p);
  return FALSE;
}

static gboolean
check_combinations (const HeedSearchOptions  *given,
                    GError                  **error)
{
  const HeedSearchOptions defaults = HEED_SEARCH_OPTIONS_DEFAULT;
  gboolean narrows = given->temperature != defaults.temperature || given->top_k != defaults.top_k ||
                     given->top_p != defaults.top_p || given->seed != defaults.seed;

  gboolean weighs = given->length_rule != NULL ||
                    given->length_penalty != defaults.length_penalty ||
                    given->coverage_penalty != defaults.coverage_penalty;

  if (weighs && given->beam == 1)
    {
      g_set_error_literal (
        error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
        "--length-penalty, --length-rule and --coverage-penalty: expected with --beam of 2 or "
        "more, found without");
      return FALSE;
    }

  if (given->sample ? given->beam == 1 : !narrows)
    return TRUE;

  g_set_error (
    error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
    given->sample
      ? "--sample: expected without --beam, found with it"
      : "--temperature, --top-k, --top-p and --seed: expected with --sample, found without it");
  return FALSE;
}

/**
 * heed_search_options_parse:
 * @given: the options as given
 * @walk: (inout): its beam and sampling are set
 *
 * Errors: %HEED_CLI_ERROR_USE
 */
gboolean
heed_search_options_parse (const HeedSearchOptions  *given,
                           HeedWalk                 *walk,
                           GError                  **error)
{
  static const char *const rules[] = { "power", "gnmt", NULL };
  guint rule;

  if (!heed_options_check_range ("--beam", given->beam, 1, HEED_BEAM_MAX_WIDTH, error) ||
      !heed_options_check_range ("--max-length", given->max_length, 0, HEED_MAX_LENGTH_LIMIT,
                                 error) ||
      !heed_options_check_range ("--top-k", given->top_k, 0, G_MAXINT, error) ||
      !heed_options_check_range ("--seed", given->seed, 0, G_MAXINT64, error) ||
      !heed_options_parse_choice ("--length-rule", given->length_rule, rules, &rule, error) ||
      !check_number ("--length-penalty", given->length_penalty, 100.0, error) ||
      !check_number ("--coverage-penalty", given->coverage_penalty, 100.0, error) ||
      !check_number ("--temperature", given->temperature, 1e6, error) ||
      !check_top_p (given->top_p, error) || !check_combinations (given, error))
    return FALSE;

  walk->beam = (HeedBeamOptions) {
    .width = (guint) given->beam,
    .max_length = (guint) given->max_length,
    .length_rule = (HeedLengthRule) rule,
    .length_penalty = given->length_penalty,
    .coverage_penalty = given->coverage_penalty,
  };
  walk->is_sampled = given->sample;
  walk->sampling = (HeedSamplingOptions) {
    .temperature = given->temperature,
    .top_k = (guint) given->top_k,
    .top_p = given->top_p,
    .seed = (guint64) given->seed,
  };

  return TRUE;
}

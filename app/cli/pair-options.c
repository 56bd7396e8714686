/* pair-options.c — the options of verbs that force a model along given translations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/pair-options.h"

#include "app/cli/error.h"

#define MAX_JOBS 256

/**
 * heed_pair_options_check:
 * @given: the options as given
 * @needs: the files that the verb cannot do without
 *
 * Errors: %HEED_CLI_ERROR_USE
 */
gboolean
heed_pair_options_check (const HeedPairOptions  *given,
                         HeedPairNeeds           needs,
                         GError                **error)
{
  const HeedPairPaths paths = heed_pair_options_get_paths (given);

  if (!heed_pair_paths_check (&paths, needs == HEED_PAIRS_NEED_BOTH,
                              needs == HEED_PAIRS_NEED_NOTHING, error))
    return FALSE;

  if (given->gold == NULL && (given->max_aer < INFINITY ||
                              heed_gold_options_are_given (&given->gold_as)))
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--max-aer, --gold-one-based, --gold-probabilities or --sure-from: expected "
                   "with --gold, found without");
      return FALSE;
    }

  return heed_options_check_range ("--jobs", given->jobs, 1, MAX_JOBS, error);
}

HeedPairPaths
heed_pair_options_get_paths (const HeedPairOptions *given)
{
  return (HeedPairPaths) { given->source, given->target, given->tsv, given->gold,
                           given->gold_as.probabilities, FALSE, 0 };
}

HeedModel *
heed_pair_options_load (const HeedPairOptions  *given,
                        GCancellable           *cancellable,
                        GError                **error)
{
  return heed_model_option_load_to_read (given->model, given->max_source_length, cancellable,
                                         error);
}

HeedAlignment *
heed_pair_options_parse_gold (const HeedPairOptions  *given,
                              const HeedPairLine     *pair,
                              GError                **error)
{
  return heed_gold_options_parse (&given->gold_as, pair->gold, pair->gold_probabilities, error);
}

gboolean
heed_pair_options_check_aer (const HeedPairOptions  *given,
                             double                  error_rate,
                             GError                **error)
{
  return heed_options_check_most ("AER", error_rate, given->max_aer, error);
}

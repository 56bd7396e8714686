/* gold-options.c — how a line of gold links is parsed: --gold-one-based and others
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/gold-options.h"

#include "app/core/links/gold-weights.h"

gboolean
heed_gold_options_are_given (const HeedGoldOptions *given)
{
  return given->is_one_based || given->probabilities != NULL || !isnan (given->sure_from);
}

/**
 * heed_gold_options_parse:
 * @given: the options as given
 * @gold: a line of links
 * @probabilities: (nullable): a probability for each of them
 *
 * Weights in the line of links itself tell nothing unless --sure-from is given.
 *
 * Errors: those of heed_gold_weights_apply() and heed_alignment_parse()
 *
 * Returns: (transfer full): the links, or %NULL
 */
HeedAlignment *
heed_gold_options_parse (const HeedGoldOptions  *given,
                         const char             *gold,
                         const char             *probabilities,
                         GError                **error)
{
  double sure_from = !isnan (given->sure_from)      ? given->sure_from
                     : given->probabilities != NULL ? HEED_SURE_FROM : 0.0;
  g_autofree char *line = heed_gold_weights_apply (gold, probabilities, sure_from, error);

  return line != NULL ? heed_alignment_parse (line, given->is_one_based ? 1 : 0, error) : NULL;
}

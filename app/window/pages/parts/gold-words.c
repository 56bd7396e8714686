/* gold-words.c — what is said of gold links and of the file that they are in
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/gold-words.h"

#include <glib/gi18n.h>

#include "ui/number-format.h"

/* Takes ownership of rates. */
static char *
add_settings (char                  *rates,
              HeedGold              *gold,
              const HeedLinkOptions *options)
{
  g_autofree char *text = rates;

  if (options->shift == 1)
    {
      g_autofree char *plain = g_steal_pointer (&text);

      /* Translators: rates of links; rows are about the token that is read */
      text = g_strdup_printf (_("%s · shifted"), plain);
    }
  if (heed_gold_has_source_tokens (gold) || heed_gold_has_target_tokens (gold))
    {
      g_autofree char *plain = g_steal_pointer (&text);

      /* Translators: rates of links; tokens are linked and not words */
      text = g_strdup_printf (_("%s · between tokens"), plain);
    }

  return g_steal_pointer (&text);
}

char *
heed_gold_words_new_score (HeedGold              *gold,
                           const HeedLinkOptions *options)
{
  HeedAlignmentCounts counts;
  HeedAlignmentScore score;
  g_autofree char *precision = NULL;
  g_autofree char *recall = NULL;
  g_autofree char *error_rate = NULL;

  if (!heed_gold_get_counts (gold, &counts))
    return NULL;

  score = heed_alignment_score_counts (&counts);
  precision = heed_number_format_weight (score.precision);
  recall = heed_number_format_weight (score.recall);
  error_rate = heed_number_format_weight (score.error_rate);

  /* Translators: three rates, from 0 to 1; AER is the alignment error rate */
  return add_settings (g_strdup_printf (_("precision %s · recall %s · AER %s"), precision, recall,
                                        error_rate),
                       gold, options);
}

char *
heed_gold_words_new_file (HeedGoldFile *file)
{
  g_autofree char *name = g_filename_display_name (heed_gold_file_get_path (file));

  /* Translators: the name of a file of links */
  return g_strdup_printf (heed_gold_file_get_first (file) == 1
                            ? _("%s; its words count from 1")
                            : _("%s; its words count from 0"),
                          name);
}

char *
heed_gold_words_new_loss (HeedGoldFile *file)
{
  g_autofree char *name = NULL;

  if (file == NULL)
    return g_strdup (_("changes of gold links"));

  name = g_filename_display_basename (heed_gold_file_get_path (file));

  /* Translators: something that would be lost; the name of a file */
  return g_strdup_printf (_("changes of the gold links in “%s”"), name);
}

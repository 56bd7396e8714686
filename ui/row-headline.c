/* row-headline.c — the headline for a row of an attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/row-headline.h"

#include <glib/gi18n.h>

#include "ui/token-label.h"

static char *
write_step (const char *label,
            guint       number,
            gboolean    is_forced)
{
  if (is_forced)
    return g_strdup_printf (_("Step %u — “%s”, chosen by hand"), number, label);

  return g_strdup_printf (_("Step %u — choosing “%s”"), number, label);
}

char *
heed_row_headline_new_step (const HeedRowWord *word,
                            const HeedStep    *step)
{
  g_autofree char *label = NULL;

  if (word == NULL || word->n_pieces == 1)
    {
      label = word != NULL ? g_strdup (word->label) : heed_token_label_new (&step->token);
      return write_step (label, step->position + 1, step->forced);
    }

  /* Translators: a word in several pieces, one of which a person chose. */
  if (word->has_forced)
    return g_strdup_printf (_("Steps %u–%u — “%s”, in part chosen by hand"), word->first + 1,
                            word->first + word->n_pieces, word->label);

  return g_strdup_printf (_("Steps %u–%u — choosing “%s”"), word->first + 1,
                          word->first + word->n_pieces, word->label);
}

char *
heed_row_headline_new_source (const HeedRowWord *word,
                              guint              position,
                              const char        *label)
{
  if (word == NULL || word->n_pieces == 1)
    return g_strdup_printf (_("Source token %d — “%s”"), (int) position + 1,
                            word != NULL ? word->label : label);

  return g_strdup_printf (_("Source tokens %u–%u — “%s”"), word->first + 1,
                          word->first + word->n_pieces, word->label);
}

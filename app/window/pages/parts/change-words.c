/* change-words.c — the name of a change in words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows, steps and tokens count from 1 here, as everywhere in the user interface.
 */

#include "app/window/pages/parts/change-words.h"

#include <glib/gi18n.h>

#include "ui/number-format.h"

static char *
name_found (const HeedChange *change)
{
  guint row = (guint) change->position + 1;
  g_autofree char *share = heed_number_format_weight (change->factor);

  if (change->is_best)
    /* Translators: a row of the attention, a word, and how probable the word is with it */
    return g_strdup_printf (_("Row %u looks where it gives “%s”: p %s"), row, change->label, share);

  /* Translators: the same where another word is still more probable */
  return g_strdup_printf (_("Row %u: no attention found gives “%s”; with the best it has p %s"),
                          row, change->label, share);
}

static char *
name_row (const HeedChange *change)
{
  guint row = (guint) change->position + 1;
  g_autofree char *weight = NULL;

  if (change->is_found)
    return name_found (change);

  if (change->is_held)
    /* Translators: its weights stay as they are, whatever else is changed */
    return g_strdup_printf (_("Row %u pinned"), row);

  weight = heed_number_format_weight (change->factor);

  /* Translators: a row of the attention, a token, and the weight it was given */
  return g_strdup_printf (_("Row %u edited: “%s” %s"), row, change->label, weight);
}

static char *
name_temper (const HeedChange *change)
{
  gboolean is_sharper = change->factor > 1.0f;

  if (change->position == HEED_EVERY_ROW)
    return g_strdup_printf (is_sharper ? _("Every row sharpened, × %.2g")
                                       : _("Every row flattened, × %.2g"),
                            (double) change->factor);

  return g_strdup_printf (is_sharper ? _("Row %u sharpened, × %.2g")
                                     : _("Row %u flattened, × %.2g"),
                          (guint) change->position + 1, (double) change->factor);
}

static char *
name_alone (const HeedChange *change)
{
  switch (change->kind)
    {
    case HEED_CHANGE_HIDDEN:
      return g_strdup_printf (_("Token %u “%s” hidden"), (guint) change->position + 1,
                              change->label);

    case HEED_CHANGE_TOKEN:
      return g_strdup_printf (_("Step %u forced to “%s”"), (guint) change->position + 1,
                              change->label);

    case HEED_CHANGE_PREFIX:
      /* Translators: a translation, or how one begins */
      return g_strdup_printf (change->is_whole ? _("Translation forced: “%s”")
                                               : _("Beginning forced: “%s”"),
                              change->label);

    case HEED_CHANGE_ROW:
      return name_row (change);

    case HEED_CHANGE_TEMPER:
      return name_temper (change);

    case HEED_CHANGE_REPLACED:
      /* Translators: a source token, and what is read in its place */
      return g_strdup_printf (_("Token %u “%s” read as “%s”"), (guint) change->position + 1,
                              change->label, change->replacement);

    case HEED_CHANGE_SILENCED:
      break;
    }

  return change->site.head == HEED_HEAD_MEAN ? g_strdup (_("All heads silenced"))
                                             : g_strdup (_("Head silenced"));
}

static char *
name_place (const HeedChange    *change,
            const HeedSiteRange *ranges)
{
  if (change->kind == HEED_CHANGE_HIDDEN || change->kind == HEED_CHANGE_TOKEN ||
      change->kind == HEED_CHANGE_PREFIX || change->kind == HEED_CHANGE_REPLACED)
    return g_strdup ("");

  if (change->site.layer == HEED_EVERY_LAYER)
    return g_strdup (heed_site_ranges_have_choice (ranges) ? _("all layers and heads") : "");

  return heed_site_ranges_dup_text (ranges, change->site);
}

/**
 * heed_change_words_new:
 * @change: any
 * @ranges: (array fixed-size=3): the layers and heads of each #HeedAttentionKind
 *
 * Returns: (transfer full): "Row 5 edited: “cup” 0.800 · Layer 1 · Head 2"
 */
char *
heed_change_words_new (const HeedChange    *change,
                       const HeedSiteRange *ranges)
{
  g_autofree char *name = name_alone (change);
  g_autofree char *place = name_place (change, ranges);

  if (*place == '\0')
    return g_steal_pointer (&name);

  return g_strdup_printf ("%s · %s", name, place);
}

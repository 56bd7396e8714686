/* axis-titles.c — the titles of a heatmap's two axes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A matrix does not show which of its axes is the source, and published figures
 * have often had it wrong, so every picture names its axes with their languages.
 */

#include "app/core/figures/axis-titles.h"

#include <glib/gi18n.h>

#include "app/core/models/language.h"

static char *
name_source (const HeedModelInfo *info)
{
  g_autofree char *language =
    info != NULL ? heed_language_new_name (info->source_language) : NULL;

  /* Translators: what a side of a heatmap is, and its language: “source: English” */
  return language != NULL ? g_strdup_printf (_("source: %s"), language) : g_strdup (_("source"));
}

static char *
name_target (const HeedModelInfo *info,
             gboolean             is_read)
{
  g_autofree char *language =
    info != NULL ? heed_language_new_name (info->target_language) : NULL;

  if (language == NULL)
    return g_strdup (is_read ? _("target, as read back") : _("target, as emitted"));

  /* Translators: what a side of a heatmap is, and its language: “target: French” */
  return g_strdup_printf (is_read ? _("target: %s, as read back") : _("target: %s, as emitted"),
                          language);
}

char *
heed_axis_titles_new_rows (const HeedModelInfo *info,
                           HeedAttentionKind    kind)
{
  return kind == HEED_ATTENTION_ENCODER_SELF ? name_source (info) : name_target (info, FALSE);
}

char *
heed_axis_titles_new_columns (const HeedModelInfo *info,
                              HeedAttentionKind    kind)
{
  return kind == HEED_ATTENTION_DECODER_SELF ? name_target (info, TRUE) : name_source (info);
}

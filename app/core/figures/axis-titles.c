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
#include <string.h>

static const struct {
  const char *code;
  const char *name;
} languages[] = {
  { "ar", N_("Arabic") },     { "cs", N_("Czech") },      { "da", N_("Danish") },
  { "de", N_("German") },     { "el", N_("Greek") },      { "en", N_("English") },
  { "es", N_("Spanish") },    { "et", N_("Estonian") },   { "fa", N_("Persian") },
  { "fi", N_("Finnish") },    { "fr", N_("French") },     { "he", N_("Hebrew") },
  { "hi", N_("Hindi") },      { "hu", N_("Hungarian") },  { "id", N_("Indonesian") },
  { "it", N_("Italian") },    { "ja", N_("Japanese") },   { "ko", N_("Korean") },
  { "nl", N_("Dutch") },      { "no", N_("Norwegian") },  { "pl", N_("Polish") },
  { "pt", N_("Portuguese") }, { "ro", N_("Romanian") },   { "ru", N_("Russian") },
  { "sv", N_("Swedish") },    { "tr", N_("Turkish") },    { "uk", N_("Ukrainian") },
  { "vi", N_("Vietnamese") }, { "zh", N_("Chinese") },
};

char *
heed_axis_titles_new_language (const char *tag)
{
  gsize length = strcspn (tag, "-_");

  if (*tag == '\0')
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strlen (languages[i].code) == length &&
        g_ascii_strncasecmp (tag, languages[i].code, length) == 0)
      return g_strdup (_(languages[i].name));

  return g_strdup (tag);
}

static char *
name_source (const HeedModelInfo *info)
{
  g_autofree char *language =
    info != NULL ? heed_axis_titles_new_language (info->source_language) : NULL;

  /* Translators: what a side of a heatmap is, and its language: “source: English” */
  return language != NULL ? g_strdup_printf (_("source: %s"), language) : g_strdup (_("source"));
}

static char *
name_target (const HeedModelInfo *info,
             gboolean             is_read)
{
  g_autofree char *language =
    info != NULL ? heed_axis_titles_new_language (info->target_language) : NULL;

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

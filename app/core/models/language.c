/* language.c — the name of a language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/models/language.h"

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
heed_language_new_name (const char *tag)
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

/* pattern.c — a pattern of a tokenizer.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/pattern.h"

#include <string.h>

#include "engine/heed.h"

/* Matches a single byte, even in the middle of a character. */
#define CUTTER "\\C"

/* Also refuses an escaped backslash before a C: what an escape ends with is not always clear
 * (\c\\C), and no tokenizer needs it. */
static gboolean
check_regex (const char  *regex,
             GError     **error)
{
  if (regex == NULL || strstr (regex, CUTTER) == NULL)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "pattern: expected whole characters, found " CUTTER " in %.60s", regex);

  return FALSE;
}

GRegex *
heed_pattern_new (const HeedJson  *json,
                  GError         **error)
{
  const char *literal = heed_json_get_text (heed_json_get_member (json, "String"));
  const char *regex = heed_json_get_text (heed_json_get_member (json, "Regex"));
  g_autofree char *escaped = literal != NULL ? g_regex_escape_string (literal, -1) : NULL;
  g_autoptr(GError) regex_error = NULL;
  GRegex *pattern;

  if ((literal == NULL && regex == NULL) || (literal != NULL && *literal == '\0'))
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           "pattern: expected a String or a Regex, found neither");
      return NULL;
    }

  if (literal == NULL && !check_regex (regex, error))
    return NULL;

  /* Without this, the library checks all of the text anew for each match. */
  pattern = g_regex_new (escaped != NULL ? escaped : regex, G_REGEX_OPTIMIZE, 0,
                         &regex_error);
  if (pattern == NULL)
    g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                 "pattern: expected a regular expression, found %.60s (%s)", regex,
                 regex_error->message);

  return pattern;
}

typedef struct {
  const char *content;
  gsize       max_bytes;
} Replacement;

static gboolean
append_content_cb (const GMatchInfo *match,
                   GString          *result,
                   gpointer          data)
{
  const Replacement *replacement = data;

  g_string_append (result, replacement->content);

  return result->len > replacement->max_bytes;
}

char *
heed_pattern_replace (GRegex     *pattern,
                      const char *text,
                      const char *content,
                      gsize       max_bytes)
{
  Replacement replacement = { content, max_bytes };
  char *replaced =
    g_regex_replace_eval (pattern, text, -1, 0, 0, append_content_cb, &replacement, NULL);

  return replaced != NULL ? replaced : g_strdup (text);
}

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

  pattern = g_regex_new (escaped != NULL ? escaped : regex, 0, 0, &regex_error);
  if (pattern == NULL)
    g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                 "pattern: expected a regular expression, found %.60s (%s)", regex,
                 regex_error->message);

  return pattern;
}

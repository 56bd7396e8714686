/* options.c — option checks shared by several verbs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/options.h"

#include "app/cli/error.h"

/**
 * heed_options_check_range:
 * @option: the name of the option, such as "--beam"
 * @value: the value given
 *
 * Errors: %HEED_CLI_ERROR_USE
 *
 * Returns: whether @least <= @value <= @most
 */
gboolean
heed_options_check_range (const char  *option,
                          gint64       value,
                          gint64       least,
                          gint64       most,
                          GError     **error)
{
  if (value >= least && value <= most)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "%s: expected %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
               ", found %" G_GINT64_FORMAT,
               option, least, most, value);
  return FALSE;
}

/**
 * heed_options_check_text:
 * @option: the name of the option, such as "--target"
 * @text: (nullable): bytes from the command line
 *
 * Errors: %HEED_CLI_ERROR_DATA
 *
 * Returns: whether it is UTF-8 or %NULL
 */
gboolean
heed_options_check_text (const char  *option,
                         const char  *text,
                         GError     **error)
{
  const char *end;

  if (text == NULL || g_utf8_validate (text, -1, &end))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "%s: expected UTF-8, found byte 0x%02x at offset %" G_GSIZE_FORMAT,
               option, (guint8) *end, (gsize) (end - text));
  return FALSE;
}

/**
 * heed_options_check_given:
 * @option: the name of the option, such as "--gold"
 * @value: (nullable): the value given; %NULL if the option is missing
 *
 * Errors: %HEED_CLI_ERROR_USE
 */
gboolean
heed_options_check_given (const char  *option,
                          const char  *value,
                          GError     **error)
{
  if (value != NULL)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE, "%s: expected a value, found none",
               option);
  return FALSE;
}

gboolean
heed_options_refuse_together (gboolean     both,
                              const char  *option,
                              const char  *other,
                              GError     **error)
{
  if (!both)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "%s: expected without %s, found with it", option, other);

  return FALSE;
}

gboolean
heed_options_check_no_arguments (char   **arguments,
                                 GError **error)
{
  if (arguments[0] == NULL)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "arguments: expected none, found %s", arguments[0]);
  return FALSE;
}

/**
 * heed_options_parse_unsigned:
 * @option: the name of the option, such as "--mask"
 * @text: a number, digits only
 * @most: the largest number allowed
 * @number: (out): the number
 *
 * Errors: %HEED_CLI_ERROR_USE
 */
gboolean
heed_options_parse_unsigned (const char  *option,
                             const char  *text,
                             guint64      most,
                             guint64     *number,
                             GError     **error)
{
  if (g_ascii_string_to_unsigned (text, 10, 0, most, number, NULL))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "%s: expected a number from 0 to %" G_GUINT64_FORMAT ", found %s",
               option, most, *text != '\0' ? text : "nothing");
  return FALSE;
}

/**
 * heed_options_parse_choice:
 * @option: the name of the option, such as "--format"
 * @text: (nullable): the value given; %NULL selects the first choice
 * @choices: the values allowed, NULL-terminated
 * @choice: (out): its position in @choices
 *
 * Errors: %HEED_CLI_ERROR_USE
 */
gboolean
heed_options_parse_choice (const char         *option,
                           const char         *text,
                           const char *const  *choices,
                           guint              *choice,
                           GError            **error)
{
  g_autofree char *list = NULL;

  for (*choice = 0; choices[*choice] != NULL; (*choice)++)
    if (text == NULL || g_str_equal (choices[*choice], text))
      return TRUE;

  list = g_strjoinv ("|", (char **) choices);
  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "%s: expected %s, found %s", option, list, text);
  return FALSE;
}

/**
 * heed_options_check_most:
 * @what: the name of the result, such as "AER"
 * @value: the result
 * @most: the threshold; %INFINITY if none was given
 *
 * Errors: %HEED_CLI_ERROR_MISSED
 */
gboolean
heed_options_check_most (const char  *what,
                         double       value,
                         double       most,
                         GError     **error)
{
  if (!(value > most))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_MISSED,
               "%s: expected at most %.9g, found %.9g", what, most, value);
  return FALSE;
}

gboolean
heed_options_check_least (const char  *what,
                          double       value,
                          double       least,
                          GError     **error)
{
  if (!(value < least))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_MISSED,
               "%s: expected at least %.9g, found %.9g", what, least, value);
  return FALSE;
}

/* output.c — writes results to standard output, messages to standard error
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/error.h"

/**
 * heed_output_write:
 * @text: whole lines
 * @n_bytes: length of @text
 *
 * Errors: %HEED_CLI_ERROR_DATA, for instance if the disk is full.
 */
gboolean
heed_output_write (const char  *text,
                   gsize        n_bytes,
                   GError     **error)
{
  if (fwrite (text, 1, n_bytes, stdout) == n_bytes && fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "standard output: expected room for %" G_GSIZE_FORMAT " bytes, found: %s",
               n_bytes, g_strerror (errno));
  return FALSE;
}

/**
 * heed_output_check_file:
 * @path: the file to write, or "-"
 *
 * Errors: %HEED_CLI_ERROR_DATA with the reason
 */
gboolean
heed_output_check_file (const char  *path,
                        GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char *problem = NULL;

  if (g_str_equal (path, "-"))
    return TRUE;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    problem = "a folder";
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    problem = g_file_test (folder, G_FILE_TEST_EXISTS) ? "no folder around it" : "no such folder";
  else if (access (folder, W_OK | X_OK) != 0)
    problem = g_strerror (errno);

  if (problem == NULL)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "%s: expected a file that can be written, found %s", path, problem);

  return FALSE;
}

/**
 * heed_output_check_none_failed:
 * @verb: the name of the verb
 * @n_failed: lines that could not be processed
 * @n_lines: number of all lines
 *
 * Errors: %HEED_CLI_ERROR_DATA
 */
gboolean
heed_output_check_none_failed (const char  *verb,
                               guint64      n_failed,
                               guint64      n_lines,
                               GError     **error)
{
  if (n_failed == 0)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "%s: expected every line to be processed, found %" G_GUINT64_FORMAT
               " of %" G_GUINT64_FORMAT " that cannot be",
               verb, n_failed, n_lines);
  return FALSE;
}

/**
 * heed_output_warn:
 * @message: the message; printed as one line, whatever bytes it contains from a file name or a text
 */
void
heed_output_warn (const char *message)
{
  g_autofree char *line = g_utf8_make_valid (message, -1);

  for (char *byte = line; *byte != '\0'; byte++)
    if (g_ascii_iscntrl (*byte))
      *byte = ' ';

  fprintf (stderr, "%s: %s\n", HEED_CLI_NAME, line);
}

/**
 * heed_output_has_color:
 *
 * Returns: whether standard output is a terminal that can show colours, and the user has not
 *   disabled them (https://no-color.org)
 */
gboolean
heed_output_has_color (void)
{
  const char *refused = g_getenv ("NO_COLOR");
  const char *terminal = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) && (refused == NULL || *refused == '\0') &&
         g_strcmp0 (terminal, "dumb") != 0;
}

/* The escape for a character that ends a line; NULL for other characters. */
static const char *
spell_line_break (gunichar character)
{
  static const struct { gunichar character; const char *spelling; } breaks[] = {
    { '\n', "\\n" }, { '\r', "\\r" }, { '\v', "\\v" }, { '\f', "\\f" },
    { 0x0085, "\\u0085" }, { 0x2028, "\\u2028" }, { 0x2029, "\\u2029" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    if (breaks[i].character == character)
      return breaks[i].spelling;

  return NULL;
}

static char *
spell (const char *text,
       gboolean    controls_too)
{
  GString *spelled = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);
      const char *line_break = spell_line_break (character);

      if (line_break != NULL)
        g_string_append (spelled, line_break);
      else
        g_string_append_unichar (
          spelled, controls_too && g_unichar_iscntrl (character) ? 0xfffd : character);
    }

  return g_string_free (spelled, FALSE);
}

/**
 * heed_output_dup_line:
 * @text: UTF-8; tokens of a vocabulary may contain line breaks
 *
 * Returns: (transfer full): the text with line breaks escaped
 */
char *
heed_output_dup_line (const char *text)
{
  return spell (text, FALSE);
}

/**
 * heed_output_dup_visible:
 * @text: UTF-8 from a file, which may contain control sequences for a terminal
 *
 * Returns: (transfer full): the text with line breaks escaped and every other control character
 *   replaced by U+FFFD
 */
char *
heed_output_dup_visible (const char *text)
{
  return spell (text, TRUE);
}

/**
 * heed_output_measure_width:
 * @text: UTF-8
 *
 * Returns: the number of terminal columns it takes
 */
guint
heed_output_measure_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (character))
        width += g_unichar_iswide (character) ? 2 : 1;
    }

  return width;
}

/* Appends the visible text, padded with spaces to n_columns. */
void
heed_output_append_padded (GString    *out,
                           const char *text,
                           guint       n_columns)
{
  g_autofree char *visible = heed_output_dup_visible (text);

  g_string_append (out, visible);
  for (guint width = heed_output_measure_width (visible); width < n_columns; width++)
    g_string_append_c (out, ' ');
}

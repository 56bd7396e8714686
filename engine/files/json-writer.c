/* json-writer.c — writing JSON, one value after another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-glib has a generator, but it has a fixed number format and needs a tree of nodes
 * first: one node for each of a million cells. Here each value is written immediately.
 */

#include "engine/files/json-writer.h"

#include <math.h>
#include <string.h>


struct _HeedJsonWriter
{
  GString  *text;
  gboolean  needs_comma;
  gboolean  is_indented;
  guint     depth;
};

HeedJsonWriter *
heed_json_writer_new (void)
{
  HeedJsonWriter *json = g_new0 (HeedJsonWriter, 1);

  json->text = g_string_new (NULL);

  return json;
}

HeedJsonWriter *
heed_json_writer_new_indented (void)
{
  HeedJsonWriter *json = heed_json_writer_new ();

  json->is_indented = TRUE;

  return json;
}

void
heed_json_writer_free (HeedJsonWriter *json)
{
  g_string_free (json->text, TRUE);
  g_free (json);
}

static void
append_escaped (GString  *text,
                gunichar  character)
{
  switch (character)
    {
    case '"':
      g_string_append (text, "\\\"");
      break;
    case '\\':
      g_string_append (text, "\\\\");
      break;
    case '\n':
      g_string_append (text, "\\n");
      break;
    case '\r':
      g_string_append (text, "\\r");
      break;
    case '\t':
      g_string_append (text, "\\t");
      break;
    default:
      g_string_append_printf (text, "\\u%04x", character);
    }
}

/* U+2028 and U+2029 are line ends in JavaScript and in Python's splitlines. */
static gboolean
needs_escape (gunichar character)
{
  return character < 0x20 || character == '"' || character == '\\' ||
         (character >= 0x7f && character < 0xa0) ||
         character == 0x2028 || character == 0x2029;
}

static void
append_quoted (GString    *text,
               const char *string)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (string, -1, NULL))
    string = valid = g_utf8_make_valid (string, -1);

  g_string_append_c (text, '"');
  for (const char *at = string; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (needs_escape (character))
        append_escaped (text, character);
      else
        g_string_append_len (text, at, g_utf8_next_char (at) - at);
    }
  g_string_append_c (text, '"');
}

static void
begin_line (HeedJsonWriter *json)
{
  if (json->is_indented && json->text->len > 0)
    g_string_append_printf (json->text, "\n%*s", (int) (2 * json->depth), "");
}

/* Writes what precedes a value: a comma, and a name within an object. */
static void
begin_value (HeedJsonWriter *json,
             const char     *name)
{
  if (json->needs_comma)
    g_string_append (json->text, json->is_indented ? "," : ", ");

  begin_line (json);
  if (name != NULL)
    {
      append_quoted (json->text, name);
      g_string_append (json->text, ": ");
    }

  json->needs_comma = TRUE;
}

static void
begin_container (HeedJsonWriter *json,
                 const char     *name,
                 char            bracket)
{
  begin_value (json, name);
  g_string_append_c (json->text, bracket);
  json->needs_comma = FALSE;
  json->depth++;
}

static void
end_container (HeedJsonWriter *json,
               char            bracket)
{
  gboolean is_empty = !json->needs_comma;

  json->depth--;
  if (!is_empty)
    begin_line (json);
  g_string_append_c (json->text, bracket);
  json->needs_comma = TRUE;
}

void
heed_json_writer_begin_object (HeedJsonWriter *json,
                               const char     *name)
{
  begin_container (json, name, '{');
}

void
heed_json_writer_end_object (HeedJsonWriter *json)
{
  end_container (json, '}');
}

void
heed_json_writer_begin_array (HeedJsonWriter *json,
                              const char     *name)
{
  begin_container (json, name, '[');
}

void
heed_json_writer_end_array (HeedJsonWriter *json)
{
  end_container (json, ']');
}

void
heed_json_writer_add_string (HeedJsonWriter *json,
                             const char     *name,
                             const char     *text)
{
  begin_value (json, name);

  if (text != NULL)
    append_quoted (json->text, text);
  else
    g_string_append (json->text, "null");
}

/**
 * heed_json_format_number:
 * @number: any number
 * @buffer: (out): buffer for its text
 *
 * Returns: @buffer; "null" if @number is not finite
 */
const char *
heed_json_format_number (double number,
                         char   buffer[HEED_NUMBER_BYTES])
{
  if (!isfinite (number))
    return strcpy (buffer, "null");

  return g_ascii_formatd (buffer, HEED_NUMBER_BYTES, "%.9g", number);
}

void
heed_json_writer_add_number (HeedJsonWriter *json,
                             const char     *name,
                             double          number)
{
  char buffer[HEED_NUMBER_BYTES];

  begin_value (json, name);
  g_string_append (json->text, heed_json_format_number (number, buffer));
}

void
heed_json_writer_add_count (HeedJsonWriter *json,
                            const char     *name,
                            guint64         count)
{
  begin_value (json, name);
  g_string_append_printf (json->text, "%" G_GUINT64_FORMAT, count);
}

void
heed_json_writer_add_boolean (HeedJsonWriter *json,
                              const char     *name,
                              gboolean        boolean)
{
  begin_value (json, name);
  g_string_append (json->text, boolean ? "true" : "false");
}

/**
 * heed_json_writer_add_matrix:
 * @name: (nullable): its name within an object
 * @matrix: n_rows x n_columns
 *
 * Adds an array of rows, each an array of numbers.
 */
void
heed_json_writer_add_matrix (HeedJsonWriter   *json,
                             const char       *name,
                             const HeedMatrix *matrix)
{
  heed_json_writer_begin_array (json, name);
  for (guint row = 0; row < matrix->n_rows; row++)
    {
      const float *values = matrix->values + (gsize) row * matrix->n_columns;

      heed_json_writer_begin_array (json, NULL);
      for (guint column = 0; column < matrix->n_columns; column++)
        heed_json_writer_add_number (json, NULL, values[column]);
      heed_json_writer_end_array (json);
    }
  heed_json_writer_end_array (json);
}

/* Writes the fewest digits that are read back as the same number; "-0" would be read as 0. */
static void
append_exact (GString *text,
              double   number)
{
  char digits[HEED_NUMBER_BYTES];

  heed_json_format_number (number, digits);
  if (number == 0.0 && signbit (number))
    strcpy (digits, "-0.0");
  else if (isfinite (number) && g_ascii_strtod (digits, NULL) != number)
    g_ascii_dtostr (digits, sizeof digits, number);

  g_string_append (text, digits);
}

static void
add_number (HeedJsonWriter *json,
            const char     *name,
            const HeedJson *value)
{
  double number = 0.0;
  gint64 whole = 0;

  begin_value (json, name);

  if (heed_json_is_whole (value) && heed_json_get_whole (value, &whole))
    g_string_append_printf (json->text, "%" G_GINT64_FORMAT, whole);
  else if (heed_json_get_number (value, &number))
    append_exact (json->text, number);
}

/**
 * heed_json_writer_add_value:
 * @name: (nullable): its name within an object
 * @value: (nullable): a value, which may be part of another tree
 */
void
heed_json_writer_add_value (HeedJsonWriter *json,
                            const char     *name,
                            const HeedJson *value)
{
  gboolean truth = FALSE;

  switch (heed_json_get_kind (value))
    {
    case HEED_JSON_NULL:
    case HEED_JSON_TEXT:
      heed_json_writer_add_string (json, name, heed_json_get_text (value));
      return;

    case HEED_JSON_BOOLEAN:
      heed_json_get_boolean (value, &truth);
      heed_json_writer_add_boolean (json, name, truth);
      return;

    case HEED_JSON_NUMBER:
      add_number (json, name, value);
      return;

    case HEED_JSON_LIST:
      heed_json_writer_begin_array (json, name);
      for (guint i = 0; i < heed_json_get_n (value); i++)
        heed_json_writer_add_value (json, NULL, heed_json_get_nth (value, i));
      heed_json_writer_end_array (json);
      return;

    case HEED_JSON_OBJECT:
      heed_json_writer_begin_object (json, name);
      for (guint i = 0; i < heed_json_get_n (value); i++)
        heed_json_writer_add_value (json, heed_json_get_name (heed_json_get_nth (value, i)),
                                    heed_json_get_nth (value, i));
      heed_json_writer_end_object (json);
      return;
    }
}

/**
 * heed_json_writer_add_json:
 * @name: (nullable): its name within an object
 * @value: external JSON, possibly over several lines
 *
 * Adds it on one line; if it is not valid JSON, as a string.
 */
void
heed_json_writer_add_json (HeedJsonWriter *json,
                           const char     *name,
                           const char     *value)
{
  g_autoptr(HeedJson) parsed = heed_json_parse (NULL, value, strlen (value), NULL, NULL);

  if (parsed != NULL)
    heed_json_writer_add_value (json, name, parsed);
  else
    heed_json_writer_add_string (json, name, value);
}

static char *
write_whole (const HeedJson *json,
             gboolean        is_indented)
{
  g_autoptr(HeedJsonWriter) writer =
    is_indented ? heed_json_writer_new_indented () : heed_json_writer_new ();

  heed_json_writer_add_value (writer, NULL, json);

  return g_strdup (heed_json_writer_get_text (writer));
}

char *
heed_json_to_line (const HeedJson *json)
{
  return write_whole (json, FALSE);
}

char *
heed_json_to_lines (const HeedJson *json)
{
  return write_whole (json, TRUE);
}

const char *
heed_json_writer_get_text (HeedJsonWriter *json)
{
  return json->text->str;
}

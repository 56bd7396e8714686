/* pair-record.c — reading a text with columns record by record
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record with a flaw ends with its first line, so that an unclosed quote loses one
 * line and not the rest of the file.
 *
 * Source: RFC 4180, "Common Format and MIME Type for Comma-Separated Values (CSV)
 * Files", section 2.
 */

#include "app/core/files/pair-record.h"

#include <string.h>

#define MAX_BYTES 65536  /* of a record */

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

HeedPairRecord *
heed_pair_record_new (void)
{
  HeedPairRecord *record = g_new0 (HeedPairRecord, 1);

  record->fields = g_ptr_array_new_with_free_func (free_string);

  return record;
}

void
heed_pair_record_free (HeedPairRecord *record)
{
  g_ptr_array_unref (record->fields);
  g_free (record);
}

const char *
heed_pair_record_get (const HeedPairRecord *record,
                      guint                 i)
{
  return ((GString *) g_ptr_array_index (record->fields, i))->str;
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

static const char *
find_line_end (const char *p)
{
  return p + strcspn (p, "\r\n");
}

/* Skips one line end, of one or two bytes. */
static const char *
step_over_line_end (const char *p)
{
  return p + (p[0] == '\r' && p[1] == '\n' ? 2 : *p != '\0' ? 1 : 0);
}

/* --- Fields -------------------------------------------------------------- */

static GString *
add_field (HeedPairRecord *record)
{
  GString *field = g_string_new (NULL);

  g_ptr_array_add (record->fields, field);

  return field;
}

/* Replaces tabs and line ends by spaces, because the training file uses them as separators, and
 * strips the field. */
static void
smooth (GString *field)
{
  for (gsize i = 0; i < field->len; i++)
    if (field->str[i] == '\t' || is_line_end (field->str[i]))
      field->str[i] = ' ';

  g_strstrip (field->str);
  g_string_set_size (field, strlen (field->str));
}

/* @p is after the opening quote. Returns: the position after the closing quote; NULL if there is
 * none */
static const char *
read_quoted (const char *p,
             GString    *field)
{
  const char *limit = p + MAX_BYTES;

  for (; *p != '\0' && p < limit; p++)
    {
      if (*p == '"' && p[1] != '"')
        return p + 1;

      p += *p == '"';
      g_string_append_c (field, *p);
    }

  return NULL;
}

/* Returns: the end of the field; NULL for a flaw */
static const char *
read_field (HeedPairRecord *record,
            const char     *p,
            char            separator)
{
  const char stops[] = { separator, '\r', '\n', '\0' };
  GString *field = add_field (record);
  const char *begin = p + strspn (p, " ");
  const char *end;

  if (*begin != '"')
    {
      end = p + strcspn (p, stops);
      g_string_append_len (field, p, end - p);
      return end;
    }

  end = read_quoted (begin + 1, field);
  if (end == NULL)
    return NULL;

  end += strspn (end, " ");

  return *end == separator || is_line_end (*end) || *end == '\0' ? end : NULL;
}

/* Returns: the end of the record; NULL for a flaw */
static const char *
read_quotable_fields (HeedPairRecord *record,
                      const char     *p,
                      char            separator)
{
  for (;;)
    {
      p = read_field (record, p, separator);
      if (p == NULL || *p != separator)
        return p;
      p++;
    }
}

/* In tab-separated fields quotes are ordinary characters, unless the whole field is in quotes and
 * has doubled quotes inside: then a program has quoted it, and the quotes are removed. */
static void
unquote (GString *field)
{
  g_autoptr(GString) inside = NULL;
  const char *end;

  if (field->len < 4 || field->str[0] != '"' || strstr (field->str + 1, "\"\"") == NULL)
    return;

  inside = g_string_new (NULL);
  end = read_quoted (field->str + 1, inside);
  if (end != NULL && *end == '\0')
    g_string_assign (field, inside->str);
}

static void
read_tabbed_fields (HeedPairRecord *record,
                    const char     *p,
                    const char     *end)
{
  for (;;)
    {
      gsize length = strcspn (p, "\t\r\n");
      GString *field = add_field (record);

      g_string_append_len (field, p, (gssize) length);
      unquote (field);
      p += length;
      if (p >= end)
        return;
      p++;
    }
}

/* --- Records ------------------------------------------------------------- */

static HeedPairRecordKind
find_kind (const char *begin,
           const char *end)
{
  const char *p = begin;

  while (p < end && (*p == ' ' || *p == '\t'))
    p++;

  return p == end ? HEED_PAIR_RECORD_EMPTY
                  : *begin == '#' ? HEED_PAIR_RECORD_COMMENT : HEED_PAIR_RECORD_COLUMNS;
}

static void
read_fields (HeedPairReader *reader,
             HeedPairRecord *record)
{
  const char *begin = reader->next;
  const char *end = find_line_end (begin);

  if (reader->separator == '\t')
    read_tabbed_fields (record, begin, end);
  else
    {
      const char *closed = read_quotable_fields (record, begin, reader->separator);

      if (closed == NULL)
        record->flaw = HEED_PAIR_FLAW_QUOTE;
      else
        end = closed;
    }

  if (end - begin > MAX_BYTES)
    record->flaw = HEED_PAIR_FLAW_LENGTH;
  else if (!g_utf8_validate_len (begin, (gsize) (end - begin), NULL))
    record->flaw = HEED_PAIR_FLAW_UTF8;

  if (record->flaw != HEED_PAIR_FLAW_NONE)
    end = find_line_end (begin);

  reader->next = end;
  for (guint i = 0; i < record->fields->len; i++)
    smooth (g_ptr_array_index (record->fields, i));
}

/* Counts the line ends between two positions; one that begins at end is not counted. */
static guint64
count_lines (const char *begin,
             const char *end)
{
  guint64 n_lines = 0;

  for (const char *p = find_line_end (begin); p < end; p = find_line_end (step_over_line_end (p)))
    n_lines++;

  return n_lines;
}

/**
 * heed_pair_reader_next:
 * @record: from heed_pair_record_new(); overwritten
 *
 * Returns: whether there was another record
 */
gboolean
heed_pair_reader_next (HeedPairReader *reader,
                       HeedPairRecord *record)
{
  const char *begin = reader->next;

  if (begin >= reader->end)
    return FALSE;

  g_ptr_array_set_size (record->fields, 0);
  record->flaw = HEED_PAIR_FLAW_NONE;
  record->line = reader->line;
  record->kind = find_kind (begin, find_line_end (begin));

  if (record->kind == HEED_PAIR_RECORD_COLUMNS)
    read_fields (reader, record);
  else
    reader->next = find_line_end (begin);

  reader->line += count_lines (begin, reader->next) + 1;
  reader->next = step_over_line_end (reader->next);

  return TRUE;
}

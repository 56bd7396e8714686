/* json.c — parsing untrusted JSON into a tree
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Strictly RFC 8259, plus an optional byte order mark. An earlier version used a
 * library, after a scan of the bytes that limited depth and values. But the library
 * reads 010 as 8 and a number beyond 64 bits as -1, ends a text at \u0000, and skips
 * the closing quote of "\ud83d\ude0": then the brackets it sees are not those that were
 * counted, and 200,000 of them crash the program.
 */

#include "engine/files/json.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "engine/files/file-kind.h"
#include "engine/heed.h"

#define MAX_BYTES       (256 * 1024 * 1024)
#define MAX_DEPTH       64   /* the parser recurses for every level */
#define MAX_VALUES      16000000
#define MAX_NUMBER      400  /* characters */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct {
  const char     *what;
  const char     *text;
  const char     *at;        /* position of the parser */
  const char     *end;
  HeedJsonLimits  limits;
  guint           depth;
  gsize           n_values;
  GString        *part;      /* the decoded text so far */
} Parser;

/* --- Messages ------------------------------------------------------------- */

G_GNUC_PRINTF (4, 5) static gboolean
refuse (GError     **error,
        HeedError    code,
        const char  *what,
        const char  *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, HEED_ERROR, code, "%s%sJSON: %s", what != NULL ? what : "",
               what != NULL ? ": " : "", message);

  return FALSE;
}

static guint
get_line (const Parser *parser)
{
  guint line = 1;

  for (const char *p = parser->text; p < parser->at; p++)
    line += *p == '\n';

  return line;
}

/* Reports the text at parser->at, up to the next punctuation. */
static gboolean
refuse_here (const Parser  *parser,
             const char    *expected,
             GError       **error)
{
  g_autofree char *found = NULL;
  const char *end = parser->at;

  if (parser->at == parser->end)
    return refuse (error, HEED_ERROR_DAMAGED, parser->what, "line %u: expected %s, found the end",
                   get_line (parser), expected);

  if (!g_ascii_isgraph (*parser->at))
    return refuse (error, HEED_ERROR_DAMAGED, parser->what,
                   "line %u: expected %s, found byte 0x%02x", get_line (parser), expected,
                   (guint8) *parser->at);

  while (end < parser->end && end < parser->at + 20 && g_ascii_isgraph (*end) &&
         (end == parser->at || strchr (",:[]{}\"", *end) == NULL))
    end++;
  found = g_strndup (parser->at, (gsize) (end - parser->at));

  return refuse (error, HEED_ERROR_DAMAGED, parser->what, "line %u: expected %s, found %s",
                 get_line (parser), expected, found);
}

/* --- Texts ---------------------------------------------------------------- */

/* Reads the four digits after \u; -1 if they are invalid. */
static int
read_unit (Parser *parser)
{
  int unit = 0;

  if (parser->end - parser->at < 4)
    return -1;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (parser->at[i]);

      if (digit < 0)
        return -1;

      unit = unit * 16 + digit;
    }

  parser->at += 4;

  return unit;
}

/* Parses what follows \u: one unit, or a surrogate pair. */
static gboolean
parse_unicode (Parser  *parser,
               GError **error)
{
  const char *start = parser->at;
  int unit = read_unit (parser);
  gunichar character = (gunichar) unit;

  if (unit >= 0xd800 && unit < 0xdc00 && parser->end - parser->at > 2 && parser->at[0] == '\\' &&
      parser->at[1] == 'u')
    {
      int low;

      parser->at += 2;
      low = read_unit (parser);
      if (low >= 0xdc00 && low < 0xe000)
        character = 0x10000 + ((gunichar) (unit - 0xd800) << 10) + (gunichar) (low - 0xdc00);
    }

  if (unit <= 0 || (character >= 0xd800 && character < 0xe000))
    {
      parser->at = start;
      return refuse_here (parser, "the four digits of a character behind \\u", error);
    }

  g_string_append_unichar (parser->part, character);

  return TRUE;
}

static gboolean
parse_escape (Parser  *parser,
              GError **error)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found;

  parser->at++;
  if (parser->at < parser->end && *parser->at == 'u')
    {
      parser->at++;
      return parse_unicode (parser, error);
    }

  found = parser->at < parser->end && *parser->at != '\0' ? strchr (escapes, *parser->at) : NULL;
  if (found == NULL)
    return refuse_here (parser, "one of \" \\ / b f n r t u behind \\", error);

  g_string_append_c (parser->part, meanings[found - escapes]);
  parser->at++;

  return TRUE;
}

/* Parses a text, including both quotes, into parser->part. */
static gboolean
parse_text (Parser  *parser,
            GError **error)
{
  g_string_truncate (parser->part, 0);
  parser->at++;

  for (;;)
    {
      const char *start = parser->at;

      while (parser->at < parser->end && *parser->at != '"' && *parser->at != '\\' &&
             (guint8) *parser->at >= 0x20)
        parser->at++;
      g_string_append_len (parser->part, start, parser->at - start);

      if (parser->at == parser->end || (guint8) *parser->at < 0x20)
        return refuse_here (parser, "the quote at the end of a text", error);

      if (*parser->at == '"')
        break;

      if (!parse_escape (parser, error))
        return FALSE;
    }

  parser->at++;

  return TRUE;
}

/* --- Numbers -------------------------------------------------------------- */

static const char *
skip_digits (const char *p,
             const char *end)
{
  while (p < end && g_ascii_isdigit (*p))
    p++;

  return p;
}

/* number = [ minus ] int [ frac ] [ exp ]    RFC 8259, section 6; NULL if it is not a number */
static const char *
skip_number (const char *p,
             const char *end,
             gboolean   *is_whole)
{
  const char *digits;

  p += p < end && *p == '-';
  digits = p;
  p = skip_digits (p, end);
  if (p == digits || (*digits == '0' && p > digits + 1))
    return NULL;

  *is_whole = TRUE;
  if (p < end && *p == '.')
    {
      digits = p + 1;
      p = skip_digits (digits, end);
      *is_whole = FALSE;
      if (p == digits)
        return NULL;
    }

  if (p < end && (*p == 'e' || *p == 'E'))
    {
      p++;
      p += p < end && (*p == '+' || *p == '-');
      digits = p;
      p = skip_digits (digits, end);
      *is_whole = FALSE;
      if (p == digits)
        return NULL;
    }

  return p;
}

/* A whole number that does not fit 64 bits becomes a double, with rounding. */
static HeedJson *
parse_number (Parser  *parser,
              GError **error)
{
  char digits[MAX_NUMBER + 1];
  gboolean is_whole = FALSE;
  const char *end = skip_number (parser->at, parser->end, &is_whole);
  gsize n_digits = end != NULL ? (gsize) (end - parser->at) : 0;
  double number;
  gint64 whole;

  if (end == NULL || n_digits > MAX_NUMBER ||
      (end < parser->end && (g_ascii_isalnum (*end) || *end == '.')))
    {
      refuse_here (parser, "a number", error);
      return NULL;
    }

  memcpy (digits, parser->at, n_digits);
  digits[n_digits] = '\0';
  number = g_ascii_strtod (digits, NULL);

  if (!isfinite (number))
    {
      refuse_here (parser, "a number below 1.8e308", error);
      return NULL;
    }

  parser->at = end;

  errno = 0;
  whole = is_whole ? g_ascii_strtoll (digits, NULL, 10) : 0;

  return is_whole && errno == 0 ? heed_json_new_whole (whole) : heed_json_new_number (number);
}

/* --- Values --------------------------------------------------------------- */

static HeedJson *parse_value (Parser  *parser,
                              GError **error);

static void
skip_space (Parser *parser)
{
  while (parser->at < parser->end &&
         (*parser->at == ' ' || *parser->at == '\t' || *parser->at == '\n' || *parser->at == '\r'))
    parser->at++;
}

/* Skips white space, and the mark and the space after it if it comes next. */
static gboolean
take_mark (Parser *parser,
           char    mark)
{
  skip_space (parser);
  if (parser->at == parser->end || *parser->at != mark)
    return FALSE;

  parser->at++;
  skip_space (parser);

  return TRUE;
}

static gboolean
parse_member (Parser    *parser,
              HeedJson  *object,
              GError   **error)
{
  g_autofree char *name = NULL;
  HeedJson *value;

  if (parser->at == parser->end || *parser->at != '"')
    return refuse_here (parser, "the name of a member in quotes", error);

  if (!parse_text (parser, error))
    return FALSE;

  name = g_strndup (parser->part->str, parser->part->len);
  if (heed_json_get_member (object, name) != NULL)
    return refuse (error, HEED_ERROR_DAMAGED, parser->what,
                   "line %u: expected each name once in an object, found \"%.60s\" twice",
                   get_line (parser), name);

  if (!take_mark (parser, ':'))
    return refuse_here (parser, "a colon behind a name", error);

  value = parse_value (parser, error);
  if (value == NULL)
    return FALSE;

  heed_json_set (object, name, value);

  return TRUE;
}

static gboolean
parse_element (Parser    *parser,
               HeedJson  *list,
               GError   **error)
{
  HeedJson *value = parse_value (parser, error);

  if (value != NULL)
    heed_json_add (list, value);

  return value != NULL;
}

static HeedJson *
parse_container (Parser  *parser,
                 GError **error)
{
  gboolean is_object = *parser->at == '{';
  const char mark = is_object ? '}' : ']';
  g_autoptr(HeedJson) json = is_object ? heed_json_new_object () : heed_json_new_list ();

  if (++parser->depth > parser->limits.max_depth)
    {
      refuse (error, HEED_ERROR_DAMAGED, parser->what, "expected at most %u levels, found more",
              parser->limits.max_depth);
      return NULL;
    }

  parser->at++;
  if (!take_mark (parser, mark))
    {
      do
        if (is_object ? !parse_member (parser, json, error) : !parse_element (parser, json, error))
          return NULL;
      while (take_mark (parser, ','));

      if (!take_mark (parser, mark))
        {
          refuse_here (parser, is_object ? "a comma or }" : "a comma or ]", error);
          return NULL;
        }
    }

  parser->depth--;

  return g_steal_pointer (&json);
}

static gboolean
take_word (Parser     *parser,
           const char *word)
{
  gsize n = strlen (word);

  if ((gsize) (parser->end - parser->at) < n || strncmp (parser->at, word, n) != 0 ||
      (parser->at + n < parser->end && g_ascii_isalnum (parser->at[n])))
    return FALSE;

  parser->at += n;

  return TRUE;
}

static HeedJson *
parse_value (Parser  *parser,
             GError **error)
{
  if (++parser->n_values > parser->limits.max_values)
    {
      refuse (error, HEED_ERROR_TOO_LARGE, parser->what,
              "expected at most %" G_GSIZE_FORMAT " values, found more", parser->limits.max_values);
      return NULL;
    }

  switch (parser->at < parser->end ? *parser->at : '\0')
    {
    case '{':
    case '[':
      return parse_container (parser, error);

    case '"':
      return parse_text (parser, error) ? heed_json_new_text (parser->part->str) : NULL;

    case '-':
    case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9':
      return parse_number (parser, error);

    default:
      if (take_word (parser, "true"))
        return heed_json_new_boolean (TRUE);
      if (take_word (parser, "false"))
        return heed_json_new_boolean (FALSE);
      if (take_word (parser, "null"))
        return heed_json_new_null ();

      refuse_here (parser, "a value", error);
      return NULL;
    }
}

/**
 * heed_json_parse:
 * @what: (nullable): prefix of messages
 * @text: (array length=n_bytes): not trusted; need not be NUL-terminated
 *
 * Errors: %HEED_ERROR_DAMAGED if it is not JSON, too deep, has an object with two
 * members of the same name or a text with a zero byte; %HEED_ERROR_TOO_LARGE if it has
 * too many bytes or values; as heed_file_kind_check().
 *
 * Returns: (transfer full): the value
 */
HeedJson *
heed_json_parse (const char            *what,
                 const char            *text,
                 gsize                  n_bytes,
                 const HeedJsonLimits  *limits,
                 GError               **error)
{
  g_autoptr(GString) part = g_string_new (NULL);
  g_autoptr(HeedJson) root = NULL;
  const gsize n_mark = strlen (BYTE_ORDER_MARK);
  Parser parser = { .what = what,
                    .text = text,
                    .at = text,
                    .end = text + n_bytes,
                    .part = part,
                    .limits =
                      limits != NULL ? *limits : (HeedJsonLimits) { MAX_DEPTH, MAX_VALUES } };

  g_return_val_if_fail (text != NULL && (limits == NULL || limits->max_depth <= MAX_DEPTH), NULL);

  if (n_bytes > MAX_BYTES)
    {
      refuse (error, HEED_ERROR_TOO_LARGE, what,
              "expected at most %d bytes, found %" G_GSIZE_FORMAT, MAX_BYTES, n_bytes);
      return NULL;
    }

  if (n_bytes > 0 && !heed_file_kind_check (text, n_bytes, HEED_FILE_KIND_JSON, "JSON", error))
    {
      if (what != NULL)
        g_prefix_error (error, "%s: ", what);
      return NULL;
    }

  if (!g_utf8_validate_len (text, n_bytes, NULL))
    {
      refuse (error, HEED_ERROR_DAMAGED, what, "expected UTF-8, found something else");
      return NULL;
    }

  if (n_bytes >= n_mark && memcmp (text, BYTE_ORDER_MARK, n_mark) == 0)
    parser.at += n_mark;

  skip_space (&parser);
  root = parse_value (&parser, error);
  if (root == NULL)
    return NULL;

  skip_space (&parser);
  if (parser.at < parser.end)
    {
      refuse_here (&parser, "one value", error);
      return NULL;
    }

  heed_json_set_what (root, what);

  return g_steal_pointer (&root);
}

/**
 * heed_json_parse_bytes:
 *
 * Calls heed_json_parse() with the contents of @bytes, which may be empty.
 */
HeedJson *
heed_json_parse_bytes (const char            *what,
                       GBytes                *bytes,
                       const HeedJsonLimits  *limits,
                       GError               **error)
{
  gsize n_bytes;
  const char *text = g_bytes_get_data (bytes, &n_bytes);

  return heed_json_parse (what, text != NULL ? text : "", n_bytes, limits, error);
}

/* Refuses files that are too large, or special files that might never end. */
static gboolean
check_file (const char  *path,
            const char  *name,
            GError     **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      int number = errno;

      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (number), "%s: %s", name,
                   g_strerror (number));
      return FALSE;
    }

  if (!S_ISREG (status.st_mode))
    return refuse (error, HEED_ERROR_UNSUPPORTED, name, "expected a file, found something else");

  return status.st_size <= MAX_BYTES ||
         refuse (error, HEED_ERROR_TOO_LARGE, name,
                 "expected at most %d bytes, found %" G_GINT64_FORMAT, MAX_BYTES,
                 (gint64) status.st_size);
}

/**
 * heed_json_load:
 *
 * Calls heed_json_parse() with the contents of a file, whose name is the prefix of
 * messages.
 *
 * Errors: those of heed_json_parse(), and #GFileError
 */
HeedJson *
heed_json_load (const char            *path,
                const HeedJsonLimits  *limits,
                GError               **error)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gsize n_bytes;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_basename (path);
  if (!check_file (path, name, error) || !g_file_get_contents (path, &text, &n_bytes, error))
    return NULL;

  return heed_json_parse (name, text, n_bytes, limits, error);
}

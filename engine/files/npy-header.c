/* npy-header.c — parsing the header of a NumPy array
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     6 bytes       \x93NUMPY
 *     2 bytes       version: 1.0, 2.0 or 3.0
 *     2 or 4 bytes  N, little-endian: 2 in version 1.0, 4 since
 *     N bytes       {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), },
 *                   spaces, a line end
 *
 * The dictionary is Python syntax, of which only the subset that NumPy writes is
 * accepted: these three keys, each once.
 *
 * Source: numpy/lib/format.py of NumPy 1.24, "Format Version 1.0" to "3.0".
 */

#include "engine/files/npy-header.h"

#include <string.h>

#include "engine/heed.h"

#define MAGIC         "\x93NUMPY"
#define MAGIC_BYTES   6
#define VERSION_BYTES 2
#define MAX_DESCR     32  /* bytes of a description that are quoted in a message */

/* The unread rest of the dictionary. */
typedef struct {
  const char *at;
  const char *end;
} Rest;

typedef struct {
  HeedNpyHeader *header;
  Rest           rest;
  GError       **error;
} Parser;

static gboolean
fail (GError     **error,
      const char  *expected)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "header of NumPy: expected %s, found something else", expected);

  return FALSE;
}

/* --- Python, as far as NumPy writes it --- */

static void
skip_spaces (Rest *rest)
{
  while (rest->at < rest->end && g_ascii_isspace (*rest->at))
    rest->at++;
}

/* Takes word if it is next after optional spaces; returns whether it was. */
static gboolean
take (Rest       *rest,
      const char *word)
{
  gsize n_bytes = strlen (word);

  skip_spaces (rest);
  if ((gsize) (rest->end - rest->at) < n_bytes || memcmp (rest->at, word, n_bytes) != 0)
    return FALSE;

  rest->at += n_bytes;

  return TRUE;
}

/* Takes a text without escapes, in quotes of either kind; NULL if there is none. */
static char *
take_text (Rest *rest)
{
  const char *begin;
  char quote;

  skip_spaces (rest);
  if (rest->at == rest->end || (*rest->at != '\'' && *rest->at != '"'))
    return NULL;

  quote = *rest->at++;
  begin = rest->at;
  while (rest->at < rest->end && *rest->at != quote && *rest->at != '\\' &&
         g_ascii_isprint (*rest->at))
    rest->at++;

  if (rest->at == rest->end || *rest->at != quote)
    return NULL;

  return g_strndup (begin, (gsize) (rest->at++ - begin));
}

/* Python 2 wrote 3L for a long integer. */
static gboolean
take_size (Rest  *rest,
           gsize *size)
{
  gboolean has_digits = FALSE;

  skip_spaces (rest);
  for (*size = 0; rest->at < rest->end && g_ascii_isdigit (*rest->at); rest->at++)
    {
      has_digits = TRUE;
      if (!g_size_checked_mul (size, *size, 10) ||
          !g_size_checked_add (size, *size, (gsize) (*rest->at - '0')))
        return FALSE;
    }

  if (has_digits && rest->at < rest->end && *rest->at == 'L')
    rest->at++;

  return has_digits;
}

/* --- The three values --- */

static const struct { const char *descr; HeedDtype dtype; } dtypes[] = {
  { "b1", HEED_DTYPE_BOOL }, { "i1", HEED_DTYPE_I8 },  { "u1", HEED_DTYPE_U8 },
  { "i2", HEED_DTYPE_I16 },  { "u2", HEED_DTYPE_U16 }, { "i4", HEED_DTYPE_I32 },
  { "u4", HEED_DTYPE_U32 },  { "i8", HEED_DTYPE_I64 }, { "u8", HEED_DTYPE_U64 },
  { "f2", HEED_DTYPE_F16 },  { "f4", HEED_DTYPE_F32 }, { "f8", HEED_DTYPE_F64 },
};

static gboolean
refuse_descr (GError     **error,
              const char  *found)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "expected numbers of 8 to 64 bits, or texts, which are left, found %.*s",
               MAX_DESCR, found);

  return FALSE;
}

/* Arrays of objects are refused: they would have to be unpickled, which runs code. */
static gboolean
find_dtype (HeedNpyHeader  *header,
            const char     *descr,
            GError        **error)
{
  gboolean has_order = *descr != '\0' && strchr ("<>=|", *descr) != NULL;
  const char *type = has_order ? descr + 1 : descr;

  if (*type == 'O')
    return refuse_descr (error, "objects of Python (pickled)");

  header->has_numbers = *type == '\0' || strchr ("USaMm", *type) == NULL;
  header->is_big_endian =
    *descr == '>' || (G_BYTE_ORDER == G_BIG_ENDIAN && *descr == '=');
  if (!header->has_numbers)
    return TRUE;

  for (gsize i = 0; has_order && i < G_N_ELEMENTS (dtypes); i++)
    if (g_str_equal (dtypes[i].descr, type))
      {
        header->dtype = dtypes[i].dtype;
        return heed_dtype_get_size (header->dtype) == 1 || *descr != '|' ||
               refuse_descr (error, descr);
      }

  return refuse_descr (error, descr);
}

static gboolean
parse_descr (Parser *parser)
{
  g_autofree char *descr = NULL;

  if (take (&parser->rest, "["))
    return refuse_descr (parser->error, "records of several fields");

  descr = take_text (&parser->rest);
  if (descr == NULL)
    return fail (parser->error, "a text behind 'descr'");

  return find_dtype (parser->header, descr, parser->error);
}

static gboolean
parse_order (Parser *parser)
{
  parser->header->is_fortran = take (&parser->rest, "True");

  return parser->header->is_fortran || take (&parser->rest, "False") ||
         fail (parser->error, "True or False behind 'fortran_order'");
}

/* Accepts (), (3,), (3, 4) and (3, 4,), but not (3). */
static gboolean
parse_shape (Parser *parser)
{
  HeedNpyHeader *header = parser->header;
  gboolean has_comma = TRUE;

  if (!take (&parser->rest, "("))
    return fail (parser->error, "a tuple behind 'shape'");

  for (header->n_dims = 0; !take (&parser->rest, ")"); header->n_dims++)
    {
      if (header->n_dims == HEED_ARRAY_MAX_DIMS)
        {
          g_set_error (parser->error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                       "expected at most %d dimensions, found more", HEED_ARRAY_MAX_DIMS);
          return FALSE;
        }

      if (!has_comma || !take_size (&parser->rest, &header->shape[header->n_dims]))
        return fail (parser->error, "sizes with commas between them behind 'shape'");

      has_comma = take (&parser->rest, ",");
    }

  return header->n_dims != 1 || has_comma || fail (parser->error, "a tuple behind 'shape'");
}

static const struct { const char *name; gboolean (*parse) (Parser *parser); } keys[] = {
  { "descr", parse_descr },
  { "fortran_order", parse_order },
  { "shape", parse_shape },
};

static gboolean
parse_member (Parser *parser,
              guint  *seen)
{
  g_autofree char *name = take_text (&parser->rest);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].name, name) && (*seen & 1u << i) == 0)
      {
        *seen |= 1u << i;
        return (take (&parser->rest, ":") || fail (parser->error, "a colon behind a key")) &&
               keys[i].parse (parser);
      }

  return fail (parser->error, "'descr', 'fortran_order' and 'shape', each once");
}

static gboolean
parse_dictionary (Parser *parser)
{
  gboolean has_comma = TRUE;
  guint seen = 0;

  if (!take (&parser->rest, "{"))
    return fail (parser->error, "a dictionary");

  while (!take (&parser->rest, "}"))
    {
      if (!has_comma)
        return fail (parser->error, "a comma between two keys");
      if (!parse_member (parser, &seen))
        return FALSE;

      has_comma = take (&parser->rest, ",");
    }

  skip_spaces (&parser->rest);

  return (seen == (1u << G_N_ELEMENTS (keys)) - 1 ||
          fail (parser->error, "'descr', 'fortran_order' and 'shape'")) &&
         (parser->rest.at == parser->rest.end ||
          fail (parser->error, "nothing behind the dictionary"));
}

/* --- All of it --- */

/* Finds the beginning and end of the dictionary. */
static gboolean
find_dictionary (const guint8  *tainted,
                 gsize          n_bytes,
                 gsize         *begin,
                 gsize         *end,
                 GError       **error)
{
  gsize length = 0;
  gsize n_length_bytes;

  if (n_bytes < MAGIC_BYTES + VERSION_BYTES || memcmp (tainted, MAGIC, MAGIC_BYTES) != 0)
    return fail (error, "an array of NumPy");

  if (tainted[6] < 1 || tainted[6] > 3 || tainted[7] != 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "header of NumPy: expected version 1.0, 2.0 or 3.0, found %u.%u", tainted[6],
                   tainted[7]);
      return FALSE;
    }

  n_length_bytes = tainted[6] == 1 ? 2 : 4;
  *begin = MAGIC_BYTES + VERSION_BYTES + n_length_bytes;
  if (n_bytes < *begin)
    return fail (error, "its length");

  for (gsize i = 0; i < n_length_bytes; i++)
    length |= (gsize) tainted[MAGIC_BYTES + VERSION_BYTES + i] << 8 * i;

  if (length > n_bytes - *begin)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "header of NumPy: expected %" G_GSIZE_FORMAT
                   " bytes, found room for %" G_GSIZE_FORMAT,
                   length, n_bytes - *begin);
      return FALSE;
    }

  *end = *begin + length;

  return TRUE;
}

/**
 * heed_npy_header_parse:
 * @header: (out): set if this returns %TRUE
 * @tainted: (array length=n_bytes): the contents of an .npy file, not trusted
 *
 * Errors: %HEED_ERROR_DAMAGED if it violates the format; %HEED_ERROR_UNSUPPORTED if its
 * type of numbers is not supported for weights, which the message names.
 *
 * Returns: whether the header is valid
 */
gboolean
heed_npy_header_parse (HeedNpyHeader  *header,
                       const guint8   *tainted,
                       gsize           n_bytes,
                       GError        **error)
{
  HeedNpyHeader parsed = { 0 };
  Parser parser = { &parsed, { NULL, NULL }, error };
  gsize begin, end;

  if (!find_dictionary (tainted, n_bytes, &begin, &end, error))
    return FALSE;

  parser.rest = (Rest) { (const char *) tainted + begin, (const char *) tainted + end };
  if (!parse_dictionary (&parser))
    return FALSE;

  parsed.n_bytes = end;
  *header = parsed;

  return TRUE;
}

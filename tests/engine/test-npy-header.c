/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/npy-header.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"

#define GOOD "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }"

/* Parses a copy in a block of its own, so that a sanitizer detects reads past its end. */
static gboolean
parse_bytes (HeedNpyHeader  *header,
             GByteArray     *bytes,
             GError        **error)
{
  g_autoptr(GBytes) block = scratch_block (bytes->data, bytes->len);

  return heed_npy_header_parse (header, g_bytes_get_data (block, NULL), bytes->len, error);
}

static GByteArray *
make (guint8      version,
      const char *dictionary)
{
  GByteArray *bytes = g_byte_array_new ();
  guint length = (guint) strlen (dictionary);

  g_byte_array_append (bytes, (const guint8 *) "\x93NUMPY", 6);
  g_byte_array_append (bytes, (const guint8[]) { version, 0 }, 2);
  for (guint i = 0; i < (version == 1 ? 2 : 4); i++)
    g_byte_array_append (bytes, &(guint8) { (guint8) (length >> 8 * i) }, 1);
  g_byte_array_append (bytes, (const guint8 *) dictionary, length);

  return bytes;
}

static HeedNpyHeader
parse (guint8      version,
       const char *dictionary)
{
  g_autoptr(GByteArray) bytes = make (version, dictionary);
  g_autoptr(GError) error = NULL;
  HeedNpyHeader header;

  parse_bytes (&header, bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (header.n_bytes, ==, bytes->len);

  return header;
}

static void
assert_refused (const char *dictionary,
                int         code,
                const char *what)
{
  g_autoptr(GByteArray) bytes = make (1, dictionary);
  g_autoptr(GError) error = NULL;
  HeedNpyHeader header;

  if (parse_bytes (&header, bytes, &error))
    g_error ("expected to be refused: %s", dictionary);
  g_assert_error (error, HEED_ERROR, code);
  if (strstr (error->message, what) == NULL)
    g_error ("expected %s in: %s", what, error->message);
}

static void
test_npy_header_every_version_is_read (void)
{
  for (guint8 version = 1; version <= 3; version++)
    {
      HeedNpyHeader header = parse (version, GOOD "   \n");

      g_assert_true (header.has_numbers);
      g_assert_cmpint (header.dtype, ==, HEED_DTYPE_F32);
      g_assert_false (header.is_fortran);
      g_assert_false (header.is_big_endian);
      g_assert_cmpuint (header.n_dims, ==, 2);
      g_assert_cmpuint (header.shape[0], ==, 3);
      g_assert_cmpuint (header.shape[1], ==, 4);
    }
}

/* Accepts what Python would accept: any order and any spaces. */
static void
test_npy_header_dictionaries_may_be_written_otherwise (void)
{
  HeedNpyHeader header =
    parse (1, "{\"shape\":(12L,),'fortran_order' : True , 'descr':\">f8\"}\n");

  g_assert_cmpint (header.dtype, ==, HEED_DTYPE_F64);
  g_assert_true (header.is_fortran);
  g_assert_true (header.is_big_endian);
  g_assert_cmpuint (header.n_dims, ==, 1);
  g_assert_cmpuint (header.shape[0], ==, 12);

  header = parse (1, "{'descr': '<i8', 'fortran_order': False, 'shape': (), }");
  g_assert_cmpuint (header.n_dims, ==, 0);

  header = parse (1, "{'descr': '|u1', 'fortran_order': False, 'shape': (0, 2), }");
  g_assert_cmpuint (header.shape[0], ==, 0);

  header = parse (1, "{'descr': '|b1', 'fortran_order': False, 'shape': (1,2,3,4,5,6,7,8)}");
  g_assert_cmpuint (header.n_dims, ==, 8);
}

static void
test_npy_header_texts_and_dates_have_no_numbers (void)
{
  static const char *const descrs[] = { "<U5", "|S3", "<M8[s]", "<m8[ns]" };

  for (gsize i = 0; i < G_N_ELEMENTS (descrs); i++)
    {
      g_autofree char *dictionary =
        g_strdup_printf ("{'descr': '%s', 'fortran_order': False, 'shape': (3,)}", descrs[i]);

      g_assert_false (parse (1, dictionary).has_numbers);
    }
}

static void
test_npy_header_what_is_no_weight_is_named (void)
{
  static const struct { const char *descr, *what; } cases[] = {
    { "'|O'", "objects of Python (pickled)" },
    { "'<c8'", "found <c8" },
    { "'<f16'", "found <f16" },
    { "'|V2'", "found |V2" },
    { "'|f4'", "found |f4" },
    { "'f4'", "found f4" },
    { "''", "found " },
    { "'<'", "found <" },
    { "[('x', '<f4'), ('y', '<f4')]", "records of several fields" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dictionary =
        g_strdup_printf ("{'descr': %s, 'fortran_order': False, 'shape': (3,)}", cases[i].descr);

      assert_refused (dictionary, HEED_ERROR_UNSUPPORTED, cases[i].what);
    }

  assert_refused ("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1)}",
                  HEED_ERROR_UNSUPPORTED, "at most 8 dimensions");
}

static void
test_npy_header_wrong_ones_are_damaged (void)
{
  static const char *const wrong[] = {
    "", " ", "{", "{}", "}", "[]", "(3, 4)",
    "{'descr': '<f4', 'fortran_order': False}",
    "{'descr': '<f4', 'shape': (3,)}",
    "{'fortran_order': False, 'shape': (3,)}",
    "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (3,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), 'more': 1}",
    "{'descr': '<f4' 'fortran_order': False, 'shape': (3,)}",
    "{'descr': '<f4',, 'fortran_order': False, 'shape': (3,)}",
    "{'descr'= '<f4', 'fortran_order': False, 'shape': (3,)}",
    "{descr: '<f4', 'fortran_order': False, 'shape': (3,)}",
    "{'descr': <f4, 'fortran_order': False, 'shape': (3,)}",
    "{'descr': '<f4",
    "{'descr': '<f\\x34', 'fortran_order': False, 'shape': (3,)}",
    "{'descr': '<f4', 'fortran_order': 0, 'shape': (3,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': 3}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3 4)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-3,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3.0,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': [3]}",
    GOOD " x",
    GOOD GOOD,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (wrong[i], HEED_ERROR_DAMAGED, "header of NumPy");
}

static void
test_npy_header_every_truncation_is_damaged (void)
{
  for (guint8 version = 1; version <= 2; version++)
    {
      g_autoptr(GByteArray) bytes = make (version, GOOD);

      while (bytes->len > 0)
        {
          g_autoptr(GError) error = NULL;
          HeedNpyHeader header;

          g_byte_array_set_size (bytes, bytes->len - 1);
          g_assert_false (parse_bytes (&header, bytes, &error));
          g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
        }
    }
}

/* Overwrites the length and every byte of the text, and tries the largest values. */
static void
test_npy_header_every_wrong_byte_is_survived (void)
{
  for (guint8 version = 1; version <= 3; version++)
    {
      g_autoptr(GByteArray) bytes = make (version, GOOD);

      for (guint i = 0; i < bytes->len; i++)
        {
          guint8 before = bytes->data[i];
          HeedNpyHeader header;

          bytes->data[i] = 0xff;
          g_assert_false (parse_bytes (&header, bytes, NULL));
          bytes->data[i] = (guint8) (before + 1);
          parse_bytes (&header, bytes, NULL);
          bytes->data[i] = before;
        }
    }
}

static void
test_npy_header_later_versions_are_refused (void)
{
  g_autoptr(GByteArray) bytes = make (4, GOOD);
  g_autoptr(GError) error = NULL;
  HeedNpyHeader header;

  g_assert_false (parse_bytes (&header, bytes, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "found 4.0"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/npy-header/every-version-is-read",
                   test_npy_header_every_version_is_read);
  g_test_add_func ("/engine/npy-header/dictionaries-may-be-written-otherwise",
                   test_npy_header_dictionaries_may_be_written_otherwise);
  g_test_add_func ("/engine/npy-header/texts-and-dates-have-no-numbers",
                   test_npy_header_texts_and_dates_have_no_numbers);
  g_test_add_func ("/engine/npy-header/what-is-no-weight-is-named",
                   test_npy_header_what_is_no_weight_is_named);
  g_test_add_func ("/engine/npy-header/wrong-ones-are-damaged",
                   test_npy_header_wrong_ones_are_damaged);
  g_test_add_func ("/engine/npy-header/every-truncation-is-damaged",
                   test_npy_header_every_truncation_is_damaged);
  g_test_add_func ("/engine/npy-header/every-wrong-byte-is-survived",
                   test_npy_header_every_wrong_byte_is_survived);
  g_test_add_func ("/engine/npy-header/later-versions-are-refused",
                   test_npy_header_later_versions_are_refused);

  return g_test_run ();
}

/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/line-store.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"

typedef struct {
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  int file = g_file_open_tmp ("heed-test-XXXXXX", &fixture->path, NULL);

  g_assert_true (file >= 0);
  g_close (file, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_free (fixture->path);
}

static void
put (Fixture    *fixture,
     const char *bytes,
     gssize      n_bytes)
{
  g_assert_true (g_file_set_contents (fixture->path, bytes, n_bytes, NULL));
}

static void
assert_line (HeedLineStore *store,
             guint          i,
             const char    *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *line = heed_line_store_dup_line (store, i, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, expected);
}

static void
assert_problem (HeedLineStore *store,
                guint          i,
                const char    *expected)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_line_store_dup_line (store, i, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, expected));
}

static void
test_line_store_reads_any_line (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(HeedLineStore) store = NULL;

  put (fixture, "\xef\xbb\xbfone\r\n\ntwo words\nlast", -1);
  store = heed_line_store_open (fixture->path, NULL, NULL);
  g_assert_cmpuint (heed_line_store_get_n_lines (store), ==, 4);
  assert_line (store, 3, "last");
  assert_line (store, 0, "one");
  assert_line (store, 1, "");
  assert_line (store, 2, "two words");
}

/* The text is longer than one block, with a line across the border of two. */
static void
test_line_store_finds_every_line (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(HeedLineStore) store = NULL;

  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (text, "line %u\n", i);
  put (fixture, text->str, (gssize) text->len);
  store = heed_line_store_open (fixture->path, NULL, NULL);
  g_assert_cmpuint (heed_line_store_get_n_lines (store), ==, 30000);

  for (guint i = 0; i < 30000; i += 7)
    {
      g_autofree char *expected = g_strdup_printf ("line %u", i);

      assert_line (store, i, expected);
    }
}

static void
test_line_store_unfolds (Fixture       *fixture,
                         gconstpointer  data)
{
  static const char wide[] = "\xff\xfe" "a\0\n\0\xe9\0\n";
  g_autoptr(GConverter) zip =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  char zipped[256];
  gsize n_read, n_written;
  g_autoptr(HeedLineStore) utf16 = NULL;
  g_autoptr(HeedLineStore) gzip = NULL;

  put (fixture, wide, sizeof wide);
  utf16 = heed_line_store_open (fixture->path, NULL, NULL);
  g_assert_cmpuint (heed_line_store_get_n_lines (utf16), ==, 2);
  assert_line (utf16, 1, "é");

  g_assert_cmpint (g_converter_convert (zip, "x\ny\n", 4, zipped, sizeof zipped,
                                        G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL),
                   ==, G_CONVERTER_FINISHED);
  put (fixture, zipped, (gssize) n_written);
  gzip = heed_line_store_open (fixture->path, NULL, NULL);
  g_assert_cmpuint (heed_line_store_get_n_lines (gzip), ==, 2);
  assert_line (gzip, 1, "y");
}

static void
test_line_store_refuses_what_is_no_text (Fixture       *fixture,
                                         gconstpointer  data)
{
  static const struct {
    const char *bytes;
    gssize      n_bytes;
  } files[] = {
    { "", 0 },
    { "a\0b\n", 4 },
    { "\x1f\x8b\x08no zip", 9 },
    { "\xff\xfe\x00", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GError) error = NULL;

      put (fixture, files[i].bytes, files[i].n_bytes);
      g_assert_null (heed_line_store_open (fixture->path, NULL, &error));
      g_assert_nonnull (strstr (error->message, fixture->path));
    }

  {
    g_autoptr(GError) error = NULL;

    g_assert_null (heed_line_store_open (g_get_tmp_dir (), NULL, &error));
    g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
    g_clear_error (&error);
    g_assert_null (heed_line_store_open ("/nonexistent/file", NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  }
}

/* An invalid line is an error of that line, not of the file, and the message gives its number. */
static void
test_line_store_names_the_line (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("right\n\xff\xfe wrong\n");
  g_autoptr(HeedLineStore) store = NULL;

  for (guint i = 0; i < HEED_LINE_STORE_MAX_BYTES; i++)
    g_string_append_c (text, 'x');
  g_string_append_len (text, "\nnot\0text\nlast\n", 15);
  put (fixture, text->str, (gssize) text->len);

  store = heed_line_store_open (fixture->path, NULL, NULL);
  assert_line (store, 0, "right");
  assert_problem (store, 1, "line 2: expected UTF-8");
  assert_problem (store, 2, "line 3: expected a sentence of at most 64 KiB");
  assert_problem (store, 3, "line 4: expected UTF-8");
  assert_line (store, 4, "last");
}

static void
test_line_store_survives_a_shorter_file (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr(HeedLineStore) store = NULL;
  FILE *file;

  put (fixture, "first\nsecond\n", -1);
  store = heed_line_store_open (fixture->path, NULL, NULL);
  file = g_fopen (fixture->path, "w");
  g_assert_cmpint (fputs ("first\n", file), >=, 0);
  fclose (file);

  assert_line (store, 0, "first");
  assert_problem (store, 1, "line 2: expected what was there before");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/line-store/reads-any-line", test_line_store_reads_any_line);
  ADD ("/app/line-store/finds-every-line", test_line_store_finds_every_line);
  ADD ("/app/line-store/unfolds", test_line_store_unfolds);
  ADD ("/app/line-store/refuses-what-is-no-text", test_line_store_refuses_what_is_no_text);
  ADD ("/app/line-store/names-the-line", test_line_store_names_the_line);
  ADD ("/app/line-store/survives-a-shorter-file", test_line_store_survives_a_shorter_file);
#undef ADD

  return g_test_run ();
}

/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/file-kind.h"

#include <string.h>

#include "engine/files/folder.h"
#include "engine/heed.h"
#include "tests/engine/scratch.h"

#define BYTES(literal) literal, sizeof literal - 1

#define LFS "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 310\n"

static const struct { HeedFileKind kind; const char *bytes; gsize n_bytes;
} files[] = {
  { HEED_FILE_KIND_EMPTY, BYTES ("") },
  { HEED_FILE_KIND_SAFETENSORS, BYTES ("\x10\0\0\0\0\0\0\0{\"a\": 1}") },
  { HEED_FILE_KIND_TORCH, BYTES ("\x80\2\x8a\n\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\2M") },
  { HEED_FILE_KIND_ZIP, BYTES ("PK\3\4\0\0\0\0") },
  { HEED_FILE_KIND_CTRANSLATE2, BYTES ("\6\0\0\0\x10\0TransformerSpec\0\7\0\0\0") },
  { HEED_FILE_KIND_SENTENCEPIECE, BYTES ("\n\x0e\n\5<unk>\x15\0\0\0\0\x18\2") },
  { HEED_FILE_KIND_JSON, BYTES (" {\"a\": 1}") },
  { HEED_FILE_KIND_JSON, BYTES ("\xef\xbb\xbf[1]") },
  { HEED_FILE_KIND_TEXT, BYTES ("go .\tva !\n") },
  { HEED_FILE_KIND_LFS_POINTER, BYTES (LFS) },
  { HEED_FILE_KIND_WEB_PAGE, BYTES ("\n<!DOCTYPE HTML>\n<html><head>") },
  { HEED_FILE_KIND_WEB_PAGE, BYTES ("<html lang=\"en\">") },
  { HEED_FILE_KIND_XML, BYTES ("<?xml version=\"1.0\"?><Error/>") },
  { HEED_FILE_KIND_PICKLE, BYTES ("\x80\4\x95\x10\0\0\0\0\0\0\0}") },
  { HEED_FILE_KIND_NUMPY_ARRAY, BYTES ("\x93NUMPY\1\0v\0{'descr'") },
  { HEED_FILE_KIND_NUMPY_ARCHIVE,
    BYTES ("PK\3\4\x14\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\5\0\0\0a.npy") },
  { HEED_FILE_KIND_TORCH,
    BYTES ("PK\3\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0a\0\0\0m/data.pkl\x80\2") },
  { HEED_FILE_KIND_HDF5, BYTES ("\x89HDF\r\n\x1a\n\0\0") },
  { HEED_FILE_KIND_ONNX, BYTES ("\x08\7\x12\7pytorch\x1a\5") },
  { HEED_FILE_KIND_GGUF, BYTES ("GGUF\3\0\0\0") },
  { HEED_FILE_KIND_GGML, BYTES ("lmgg\1\0\0\0") },
  { HEED_FILE_KIND_SAVED_MODEL, BYTES ("\x08\1\x12\xb2\x10\n") },
  { HEED_FILE_KIND_TENSORFLOW_LITE, BYTES ("\x1c\0\0\0TFL3") },
  { HEED_FILE_KIND_TORCH_LUA, BYTES ("\4\0\0\0\1\0\0\0\3\0\0\0") },
  { HEED_FILE_KIND_GZIP, BYTES ("\x1f\x8b\x08\0") },
  { HEED_FILE_KIND_BZIP2, BYTES ("BZh91AY&SY") },
  { HEED_FILE_KIND_XZ, BYTES ("\xfd"
                              "7zXZ\0\0") },
  { HEED_FILE_KIND_ZSTANDARD, BYTES ("\x28\xb5\x2f\xfd\x04") },
  { HEED_FILE_KIND_7Z, BYTES ("7z\xbc\xaf\x27\x1c\0\4") },
  { HEED_FILE_KIND_RAR, BYTES ("Rar!\x1a\x07\1\0") },
  { HEED_FILE_KIND_PDF, BYTES ("%PDF-1.7\n") },
  { HEED_FILE_KIND_PNG, BYTES ("\x89PNG\r\n\x1a\n\0") },
  { HEED_FILE_KIND_JPEG, BYTES ("\xff\xd8\xff\xe0") },
  { HEED_FILE_KIND_GIF, BYTES ("GIF89a\1") },
  { HEED_FILE_KIND_WEBP, BYTES ("RIFF\1\0\0\0WEBP") },
  { HEED_FILE_KIND_ELF, BYTES ("\x7f"
                               "ELF\2") },
  { HEED_FILE_KIND_UNKNOWN, BYTES ("\1\2\3\4") },
  { HEED_FILE_KIND_UNKNOWN, BYTES ("a\xff"
                                   "bcdefgh") },
};

static void
test_file_kind_is_seen_from_the_first_bytes (void)
{
  gboolean is_tested[HEED_N_FILE_KINDS] = { [HEED_FILE_KIND_TAR] = TRUE,
                                            [HEED_FILE_KIND_ZEROS] = TRUE,
                                            [HEED_FILE_KIND_TENSORFLOW_INDEX] = TRUE };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) block = scratch_block (files[i].bytes, files[i].n_bytes);
      HeedFileKind found = heed_file_kind_find (g_bytes_get_data (block, NULL), files[i].n_bytes);

      if (found != files[i].kind)
        g_error ("file %" G_GSIZE_FORMAT ": expected kind %d, found %d", i, files[i].kind, found);
      is_tested[found] = TRUE;
    }

  for (guint kind = 0; kind < HEED_N_FILE_KINDS; kind++)
    g_assert_true (is_tested[kind]);
}

static void
test_file_kind_is_seen_further_behind (void)
{
  g_autofree guint8 *bytes = g_malloc0 (2000);

  g_assert_cmpint (heed_file_kind_find (bytes, 2000), ==, HEED_FILE_KIND_ZEROS);
  memcpy (bytes + 1992, "\x57\xfb\x80\x8b\x24\x75\x47\xdb", 8);
  g_assert_cmpint (heed_file_kind_find (bytes, 2000), ==, HEED_FILE_KIND_TENSORFLOW_INDEX);
  memcpy (bytes, "a.txt", 5);
  memcpy (bytes + 257, "ustar", 5);
  g_assert_cmpint (heed_file_kind_find (bytes, 1000), ==, HEED_FILE_KIND_TAR);
  memcpy (bytes + 257, "ustar  ", 8);
  g_assert_cmpint (heed_file_kind_find (bytes, 1000), ==, HEED_FILE_KIND_TAR);

  memset (bytes, 'a', 2000);
  memcpy (bytes + HEED_FILE_KIND_BYTES - 1, "é", strlen ("é"));
  g_assert_cmpint (heed_file_kind_find (bytes, HEED_FILE_KIND_BYTES), ==, HEED_FILE_KIND_TEXT);
}

/* A text stays a text, whatever it begins with, and also if it is in an old encoding. */
static void
test_file_kind_words_of_a_text_are_not_magic (void)
{
  static const char *const texts[] = {
    "PNG and WEBP images\n", "RIFF or WEBP?",  "GGUF is a format\n", "lmgg\n", "tjgg\n", "fmgg\n",
    "The TFL3 table\n",      "GIF87a, GIF89a\n", "GIF89a\n", "%PDF-reader\n", "Pi: 1AY&SY\n",
  };
  g_autoptr(GString) mustard = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *latin = g_strconcat (texts[i], "caf\xe9 cr\xe8me", NULL);

      g_assert_cmpint (heed_file_kind_find (texts[i], strlen (texts[i])), ==, HEED_FILE_KIND_TEXT);
      g_assert_cmpint (heed_file_kind_find (latin, strlen (latin)), ==, HEED_FILE_KIND_UNKNOWN);
    }

  while (mustard->len < 256)
    g_string_append_c (mustard, mustard->len % 8 == 7 ? '\n' : 'm');
  g_string_append (mustard, "mustard\ncustar  d\n");
  g_assert_cmpint (heed_file_kind_find (mustard->str, mustard->len), ==, HEED_FILE_KIND_TEXT);
  g_string_insert_c (mustard, 0, '{');
  g_string_erase (mustard, 1, 1);
  g_assert_cmpint (heed_file_kind_find (mustard->str, mustard->len), ==, HEED_FILE_KIND_JSON);
  g_string_erase (mustard, 256, 8);
  g_assert_cmpint (heed_file_kind_find (mustard->str, mustard->len), ==, HEED_FILE_KIND_JSON);
}

/* Truncated files are identified without reading past their end, and every known kind has a
 * description. */
static void
test_file_kind_every_truncation_is_survived (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    for (gsize n_kept = 0; n_kept <= files[i].n_bytes; n_kept++)
      {
        g_autoptr(GBytes) block = scratch_block (files[i].bytes, n_kept);
        HeedFileKind found = heed_file_kind_find (g_bytes_get_data (block, NULL), n_kept);

        g_assert_true ((found == HEED_FILE_KIND_UNKNOWN) ==
                       (heed_file_kind_describe (found) == NULL));
      }
}

static void
assert_check (const char   *bytes,
              HeedFileKind  wanted,
              int           code,
              const char   *what)
{
  g_autoptr(GError) error = NULL;
  gboolean may_be = heed_file_kind_check (bytes, strlen (bytes), wanted, "such a file", &error);

  if (what == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (may_be);
      return;
    }

  g_assert_false (may_be);
  g_assert_error (error, HEED_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "expected such a file, found "));
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_file_kind_other_files_are_named (void)
{
  assert_check (LFS, HEED_FILE_KIND_TORCH, HEED_ERROR_UNSUPPORTED,
                "a Git LFS pointer: the weights were not downloaded");
  assert_check (LFS, HEED_FILE_KIND_TEXT, HEED_ERROR_UNSUPPORTED, "Git LFS pointer");
  assert_check (LFS, HEED_FILE_KIND_JSON, HEED_ERROR_UNSUPPORTED, "Git LFS pointer");
  assert_check ("<!doctype html>", HEED_FILE_KIND_TEXT, HEED_ERROR_UNSUPPORTED, "a web page");
  assert_check ("", HEED_FILE_KIND_SAFETENSORS, HEED_ERROR_DAMAGED, "an empty file");
  assert_check ("hello", HEED_FILE_KIND_SENTENCEPIECE, HEED_ERROR_UNSUPPORTED, "a text file");
  assert_check ("PK\3\4", HEED_FILE_KIND_CTRANSLATE2, HEED_ERROR_UNSUPPORTED, "a zip archive");

  assert_check ("PK\3\4", HEED_FILE_KIND_TORCH, 0, NULL);
  assert_check ("{}", HEED_FILE_KIND_TEXT, 0, NULL);
  assert_check ("[]", HEED_FILE_KIND_JSON, 0, NULL);
  assert_check ("\xef\xbb\xbf{}", HEED_FILE_KIND_JSON, 0, NULL);
  assert_check ("hello", HEED_FILE_KIND_JSON, 0, NULL);
  assert_check ("\1\2\3", HEED_FILE_KIND_SAFETENSORS, 0, NULL);
  assert_check ("", HEED_FILE_KIND_TEXT, 0, NULL);
}

static void
test_file_kind_zips_are_told_by_their_files (void)
{
  g_assert_cmpstr (heed_file_kind_describe_zip ((const char *[]) { NULL }), ==,
                   "an empty zip archive");
  g_assert_cmpstr (heed_file_kind_describe_zip ((const char *[]) { "a/b.npy", NULL }), ==,
                   "arrays of NumPy (.npz)");
  g_assert_nonnull (strstr (
    heed_file_kind_describe_zip ((const char *[]) { "m/data.pkl", "m/constants.pkl", NULL }),
    "TorchScript"));
  g_assert_nonnull (strstr (
    heed_file_kind_describe_zip ((const char *[]) { "config.json", "model.weights.h5", NULL }),
    "Keras"));
  g_assert_cmpstr (heed_file_kind_describe_zip ((const char *[]) { "a", "b", NULL }), ==,
                   "a zip archive of other files");
}

/* Each file of a model folder whose other files may be missing. */
static void
test_file_kind_parts_of_folders_are_named (void)
{
  static const char *const models[] = {
    "layouts/ctranslate2", "fixtures/marian", "layouts/t5-gated",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", models[i], NULL);
      g_autoptr(HeedFolder) folder = heed_folder_open (from, NULL);
      g_autoptr(GDir) dir = g_dir_open (from, 0, NULL);
      const char *name;

      g_assert_nonnull (folder);
      while ((name = g_dir_read_name (dir)) != NULL)
        if (heed_folder_has (folder, name))
          {
            g_autoptr(GBytes) file =
              heed_folder_map_kind (folder, name, HEED_FILE_KIND_TEXT, "text", NULL);

            g_assert_true ((file != NULL) ==
                           (g_str_has_suffix (name, ".json") || g_str_has_suffix (name, ".txt") ||
                            g_str_has_suffix (name, "README")));
          }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/file-kind/is-seen-from-the-first-bytes",
                   test_file_kind_is_seen_from_the_first_bytes);
  g_test_add_func ("/engine/file-kind/is-seen-further-behind",
                   test_file_kind_is_seen_further_behind);
  g_test_add_func ("/engine/file-kind/words-of-a-text-are-not-magic",
                   test_file_kind_words_of_a_text_are_not_magic);
  g_test_add_func ("/engine/file-kind/every-truncation-is-survived",
                   test_file_kind_every_truncation_is_survived);
  g_test_add_func ("/engine/file-kind/other-files-are-named", test_file_kind_other_files_are_named);
  g_test_add_func ("/engine/file-kind/zips-are-told-by-their-files",
                   test_file_kind_zips_are_told_by_their_files);
  g_test_add_func ("/engine/file-kind/parts-of-folders-are-named",
                   test_file_kind_parts_of_folders_are_named);

  return g_test_run ();
}

/* test-attention-dump.c — attention files of other programs: complete, truncated and damaged
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/dumps/dump-array.c, engine/dumps/dump-blocks.c, engine/dumps/dump-lines.c,
 *   engine/dumps/dump-records.c, engine/dumps/dump-rows.c, engine/dumps/dump-tables.c
 */

#include "engine/heed.h"
#include "tests/engine/scratch.h"

#include <string.h>

static const HeedAttentionSite any_site = { HEED_ATTENTION_CROSS, HEED_DUMP_LAST_LAYER,
                                            HEED_HEAD_MEAN };

/* One sentence in each format: source "le ch@@ at" and the end token, target "the cat" and the end
 * token. */
static const char blocks[] =
  "0 ||| le ch@@ at ||| -1.5 ||| the cat ||| 3 4\n"
  "0.75 0.125 0.125 \n0.25 0.5 0.25 \n0.125 0.625 0.25 \n0 0.25 0.75 \n\n";
static const char rows[] =
  "le ch@@ at ||| 0.75,0.125,0.125 0.25,0.5,0.25 0.125,0.625,0.25 0,0.25,7.5e-1\n";
static const char tables[] =
  "SENT 1: the cat\n"
  "                  the        cat       </s> \n"
  "        le *0.7500000  0.1250000  0.1250000 \n"
  "      ch@@  0.2500000 *0.5000000  0.2500000 \n"
  "        at  0.1250000 *0.6250000  0.2500000 \n"
  "      </s>  0.0000000  0.2500000 *0.7500000 \n"
  "PRED 1: le chat\n";
static const char records[] =
  "{\"source\": {\"tokens\": [\"the\", \"cat\", \"</s>\"]}, "
  "\"target\": {\"tokens\": [\"le\", \"ch@@\", \"at\", \"</s>\"]}, \"attention\": ["
  "{\"kind\": \"cross\", \"layer\": 0, \"head\": 0, \"weights\": [[1]]}, "
  "{\"kind\": \"encoder\", \"layer\": 1, \"head\": 0, \"weights\": [[1]]}, "
  "{\"kind\": \"cross\", \"layer\": 1, \"head\": 0, \"weights\": "
  "[[0.5, 0.25, 0.25], [0.5, 0.5, 0], [0.25, 0.75, 0], [0, 0, 1]]}, "
  "{\"kind\": \"cross\", \"layer\": 1, \"head\": 1, \"weights\": "
  "[[1, 0, 0], [0, 0.5, 0.5], [0, 0.5, 0.5], [0, 0.5, 0.5]]}]}\n";

static const float expected[] = {
  0.75f, 0.125f, 0.125f, 0.25f, 0.5f, 0.25f, 0.125f, 0.625f, 0.25f, 0.0f, 0.25f, 0.75f,
};

/* The weights of one sentence, source first, with one extra position on either side. */
static GBytes *
new_array (const char *shape)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf (
    "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }", shape);
  guint16 n_head = GUINT16_TO_LE ((guint16) strlen (head));

  g_byte_array_append (bytes, (const guint8 *) "\x93NUMPY\x01\x00", 8);
  g_byte_array_append (bytes, (const guint8 *) &n_head, 2);
  g_byte_array_append (bytes, (const guint8 *) head, (guint) strlen (head));
  for (guint s = 0; s < 4; s++)
    for (guint t = 0; t < 5; t++)
      {
        float weight = s < 3 && t < 4 ? expected[t * 3 + s] : 0.0f;

        g_byte_array_append (bytes, (const guint8 *) &weight, sizeof weight);
      }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
assert_sentence (GBytes         *bytes,
                 HeedDumpFormat  format,
                 const char     *source,
                 const char     *target)
{
  static const char *const tokens[] = { "le", "ch@@", "at", "</s>" };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedAttentionDump) dump = heed_attention_dump_new (bytes, HEED_DUMP_GUESSED, &error);
  g_autoptr(HeedDumpedAttention) found = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (heed_attention_dump_get_format (dump), ==, format);
  g_assert_cmpuint (heed_attention_dump_get_n (dump), ==, 1);
  found = heed_attention_dump_read (dump, 0, source, target, &any_site, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->n_source, ==, 3);
  g_assert_cmpuint (found->n_target, ==, 4);
  g_assert_cmpstr (found->source[1].text, ==, "cat");
  for (guint t = 0; t < 4; t++)
    g_assert_cmpstr (found->target[t].text, ==, tokens[t]);
  g_assert_true (found->target[1].goes_on && !found->target[2].goes_on);
  g_assert_true (found->target[3].is_special && found->source[2].is_special);
  for (guint i = 0; i < 12; i++)
    g_assert_cmpfloat (found->weights->values[i], ==, expected[i]);
}

static void
assert_text (const char     *text,
             HeedDumpFormat  format,
             const char     *source)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  assert_sentence (bytes, format, source, NULL);
}

static void
test_formats (void)
{
  g_autoptr(GBytes) array = new_array ("(1, 4, 5)");
  g_autoptr(GBytes) flat = new_array ("(4, 5)");

  assert_text (blocks, HEED_DUMP_BLOCKS, NULL);
  assert_text (rows, HEED_DUMP_ROWS, "the cat");
  assert_text (tables, HEED_DUMP_TABLES, NULL);
  assert_text (records, HEED_DUMP_RECORDS, NULL);
  assert_sentence (array, HEED_DUMP_ARRAY, "the cat", "le ch@@ at");
  assert_sentence (flat, HEED_DUMP_ARRAY, "the cat", "le ch@@ at");
}

/* Equal tokens have equal ids, whatever the ids are. */
static void
test_ids (void)
{
  static const char text[] = "a b a ||| 0.5,0.5 0.5,0.5 0.5,0.5\n";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(HeedAttentionDump) dump = heed_attention_dump_new (bytes, HEED_DUMP_GUESSED, NULL);
  g_autoptr(HeedDumpedAttention) found =
    heed_attention_dump_read (dump, 0, "x y", NULL, &any_site, NULL);

  g_assert_cmpuint (found->target[0].id, ==, found->target[2].id);
  g_assert_cmpuint (found->target[0].id, !=, found->target[1].id);
}

/* Every read returns either a result or an error, never both or neither. */
static void
read_all (const char     *data,
          gsize           n_bytes,
          HeedDumpFormat  format)
{
  g_autofree char *copy = g_memdup2 (data, n_bytes);  /* so that a sanitizer detects reads past the
                                                       * end */
  g_autoptr(GBytes) bytes = g_bytes_new_static (copy, n_bytes);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedAttentionDump) dump = heed_attention_dump_new (bytes, format, &error);

  g_assert_true ((dump != NULL) == (error == NULL));
  for (guint i = 0; dump != NULL && i < heed_attention_dump_get_n (dump); i++)
    for (guint beside = 0; beside < 2; beside++)
      {
        g_autoptr(GError) problem = NULL;
        g_autoptr(HeedDumpedAttention) found =
          heed_attention_dump_read (dump, i, beside ? "the cat" : NULL,
                                    beside ? "le ch@@ at" : NULL, &any_site, &problem);

        g_assert_true ((found != NULL) == (problem == NULL));
        g_assert_true (found == NULL || found->weights != NULL);
      }
}

static void
test_hostile (void)
{
  g_autoptr(GBytes) array = new_array ("(1, 4, 5)");
  const struct { const char *data; gsize n; } samples[] = {
    { blocks, strlen (blocks) }, { rows, strlen (rows) }, { tables, strlen (tables) },
    { records, strlen (records) }, { g_bytes_get_data (array, NULL), g_bytes_get_size (array) },
  };
  static const char spoilers[] = { 0, '\n', ' ', ',', '|', '-', '9', 'e', (char) 0xff, '[' };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    for (guint format = 0; format < HEED_N_DUMP_FORMATS; format++)
      for (gsize n = 0; n <= samples[i].n; n++)
        {
          g_autofree char *spoilt = g_memdup2 (samples[i].data, samples[i].n);

          read_all (samples[i].data, n, (HeedDumpFormat) format);
          if (n < samples[i].n)
            spoilt[n] = spoilers[(n + format) % sizeof spoilers];
          read_all (spoilt, samples[i].n, (HeedDumpFormat) format);
        }
}

#define RECORD(source, target, weights) \
  "{\"source\":{\"tokens\":[" source "]},\"target\":{\"tokens\":[" target "]}," \
  "\"attention\":[{\"weights\":" weights "}]}"

static void
test_records_without_weights_are_refused (void)
{
  static const char *const texts[] = {
    RECORD ("", "\"a\"", "[[]]"), RECORD ("", "", "[]"), RECORD ("\"a\"", "", "[]"),
    RECORD ("", "\"a\"", "[1]"), RECORD ("", "\"a\"", "[{}]"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr(HeedAttentionDump) dump =
        heed_attention_dump_new (bytes, HEED_DUMP_RECORDS, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (heed_attention_dump_read (dump, 0, NULL, NULL, &any_site, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "expected at least one weight"));
      read_all (texts[i], strlen (texts[i]), HEED_DUMP_RECORDS);
    }
}

static void
test_arrays_that_lie (void)
{
  static const char *const shapes[] = {
    "(4294967295, 4294967295, 4294967295)", "(0, 4, 5)", "(1, 0, 5)",
    "(18446744073709551615, 0, 0)",
    "(2, 4, 5)", "(20,)", "(1, 1, 4, 5)", "()",
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr(GBytes) bytes = new_array (shapes[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedAttentionDump) dump =
        heed_attention_dump_new (bytes, HEED_DUMP_GUESSED, &error);

      g_assert_true (dump == NULL || heed_attention_dump_get_n (dump) == 0);
      g_assert_true ((dump == NULL) == (error != NULL));
    }
}

/* GIO's message already begins with the path. */
static void
test_open_names_the_path_once (void)
{
  static const char *const contents[] = { NULL, "nothing", "\x1f\x8b" "broken" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *path = scratch_path ("dump");
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) parts = NULL;

      if (contents[i] != NULL)
        g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      g_assert_null (heed_attention_dump_open (path, HEED_DUMP_GUESSED, NULL, &error));
      parts = g_strsplit (error->message, path, -1);
      g_assert_cmpuint (g_strv_length (parts), ==, 2);
    }
}

static void
test_names (void)
{
  static const char *const names[] = { "auto", "numpy", "json", "nematus", "marian", "opennmt" };

  for (guint i = 0; i < HEED_N_DUMP_FORMATS; i++)
    g_assert_cmpstr (heed_dump_format_get_name ((HeedDumpFormat) i), ==, names[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/attention-dump/formats", test_formats);
  g_test_add_func ("/engine/attention-dump/same-token-same-id", test_ids);
  g_test_add_func ("/engine/attention-dump/hostile", test_hostile);
  g_test_add_func ("/engine/attention-dump/records-without-weights-are-refused",
                   test_records_without_weights_are_refused);
  g_test_add_func ("/engine/attention-dump/arrays-that-lie", test_arrays_that_lie);
  g_test_add_func ("/engine/attention-dump/open-names-the-path-once",
                   test_open_names_the_path_once);
  g_test_add_func ("/engine/attention-dump/names", test_names);

  return g_test_run ();
}

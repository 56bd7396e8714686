/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/base/error.c
 */

#include "engine/files/json.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"

#define N_WORDS 250000

static const HeedJsonLimits limits = { .max_depth = 4, .max_values = 20 };

static HeedJson *
parse (const char  *text,
       gsize        n_bytes,
       GError     **error)
{
  g_autoptr(GBytes) block = scratch_block (text, n_bytes);

  return heed_json_parse_bytes ("x.json", block, &limits, error);
}

static HeedJson *
parse_sound (const char *text)
{
  g_autoptr(GError) error = NULL;
  HeedJson *root = parse (text, strlen (text), &error);

  g_assert_no_error (error);

  return root;
}

static void
assert_refused (const char *text,
                int         code,
                const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (parse (text, strlen (text), &error));
  g_assert_error (error, HEED_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "x.json: "));
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_json_sound_text_is_parsed (void)
{
  g_autoptr(HeedJson) root =
    parse_sound ("{\"a\": [1, -2.5e3, true, null], \"b\": {\"a\": \"\\u00e9 \\\" {[\"}}");
  const HeedJson *list = heed_json_get_member (root, "a");
  gboolean truth = FALSE;
  double number = 0.0;
  gint64 whole = 0;

  g_assert_true (heed_json_is_object (root));
  g_assert_cmpuint (heed_json_get_n (root), ==, 2);
  g_assert_cmpstr (heed_json_get_name (heed_json_get_nth (root, 1)), ==, "b");
  g_assert_true (heed_json_is_list (list));
  g_assert_cmpuint (heed_json_get_n (list), ==, 4);
  g_assert_true (heed_json_get_whole (heed_json_get_nth (list, 0), &whole));
  g_assert_cmpint (whole, ==, 1);
  g_assert_true (heed_json_get_number (heed_json_get_nth (list, 1), &number));
  g_assert_cmpfloat (number, ==, -2500.0);
  g_assert_true (heed_json_get_boolean (heed_json_get_nth (list, 2), &truth));
  g_assert_true (truth);
  g_assert_cmpint (heed_json_get_kind (heed_json_get_nth (list, 3)), ==, HEED_JSON_NULL);
  g_assert_cmpstr (
    heed_json_get_text (heed_json_get_member (heed_json_get_member (root, "b"), "a")), ==,
    "é \" {[");
}

static void
test_json_nothing_is_asked_of_what_is_not_there (void)
{
  g_autoptr(HeedJson) root = parse_sound ("{\"a\": 1}");
  const HeedJson *absent = heed_json_get_member (heed_json_get_member (root, "b"), "c");
  double number = 7.0;

  g_assert_null (absent);
  g_assert_cmpuint (heed_json_get_n (absent), ==, 0);
  g_assert_null (heed_json_get_text (absent));
  g_assert_null (heed_json_get_text (heed_json_get_member (root, "a")));
  g_assert_false (heed_json_get_number (absent, &number));
  g_assert_cmpfloat (number, ==, 7.0);
}

static void
test_json_every_truncation_is_damaged (void)
{
  static const char text[] = "{\"a\":[1,{\"b\":\"\\\\\"}],\"c\":\"é\"}";

  for (gsize n_bytes = 0; n_bytes < strlen (text); n_bytes++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (text, n_bytes, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
    }
}

static void
test_json_too_deep_is_damaged (void)
{
  g_autofree char *deep = g_strnfill (10000000, '[');

  assert_refused ("[[[[[]]]]]", HEED_ERROR_DAMAGED,
                  "x.json: JSON: expected at most 4 levels, found more");
  assert_refused ("{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}", HEED_ERROR_DAMAGED, NULL);
  assert_refused (deep, HEED_ERROR_DAMAGED, NULL);
}

/* The default limit, for callers that set no limits of their own. */
static void
test_json_has_64_levels_at_most (void)
{
  for (gsize n_levels = 64; n_levels <= 65; n_levels++)
    {
      g_autofree char *open = g_strnfill (n_levels, '[');
      g_autofree char *close = g_strnfill (n_levels, ']');
      g_autofree char *text = g_strconcat (open, close, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedJson) root = heed_json_parse ("x.json", text, strlen (text), NULL, &error);

      g_assert_true ((root != NULL) == (n_levels <= 64));
      g_assert_true (n_levels <= 64 || g_error_matches (error, HEED_ERROR, HEED_ERROR_DAMAGED));
    }
}

static void
test_json_side_by_side_is_not_deep (void)
{
  g_autoptr(HeedJson) root = parse_sound ("[[],[[[]]],[],{\"a\":[]}]");

  g_assert_cmpuint (heed_json_get_n (root), ==, 4);
}

static void
test_json_too_many_values_is_too_large (void)
{
  assert_refused ("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]", HEED_ERROR_TOO_LARGE,
                  NULL);
  assert_refused ("[[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[]]",
                  HEED_ERROR_TOO_LARGE, NULL);
}

static void
test_json_repeated_member_is_damaged (void)
{
  assert_refused ("{\"a\":1,\"b\":2,\"a\":3}", HEED_ERROR_DAMAGED,
                  "x.json: JSON: line 1: expected each name once in an object, found \"a\" twice");
  assert_refused ("{\"a\":{\"b\":{}},\"a\":{\"b\":{}}}", HEED_ERROR_DAMAGED, NULL);
  assert_refused ("[{\"a\":[{\"b\":2,\"b\":2}]}]", HEED_ERROR_DAMAGED, NULL);
  assert_refused ("{\"a\":1,\"\\u0061\":1}", HEED_ERROR_DAMAGED, NULL);
}

/* A quote in a comment would hide the brackets behind it from the depth check. */
static void
test_json_comments_are_damaged (void)
{
  assert_refused ("/* \" */ [[[[[[[[]]]]]]]]", HEED_ERROR_DAMAGED, NULL);
  assert_refused ("// \"\n[1]", HEED_ERROR_DAMAGED, NULL);
  assert_refused ("['\"', [[[[[[]]]]]]]", HEED_ERROR_DAMAGED, NULL);
  assert_refused ("[1] # \"", HEED_ERROR_DAMAGED, NULL);
}

static void
test_json_bytes_that_are_not_text_are_damaged (void)
{
  g_autoptr(GError) error = NULL;

  assert_refused ("[\"\xff\"]", HEED_ERROR_DAMAGED,
                  "x.json: JSON: expected UTF-8, found something else");
  g_assert_null (parse ("[1]\0[2]", 7, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

static void
test_json_nothing_is_damaged (void)
{
  assert_refused ("", HEED_ERROR_DAMAGED, NULL);
  assert_refused ("   \n", HEED_ERROR_DAMAGED, NULL);
  assert_refused ("\xef\xbb\xbf", HEED_ERROR_DAMAGED, NULL);
}

static void
test_json_byte_order_mark_is_skipped (void)
{
  g_autoptr(HeedJson) root = parse_sound ("\xef\xbb\xbf[1]\r\n");

  g_assert_cmpuint (heed_json_get_n (root), ==, 1);
}

/* Some JSON libraries accept these, with different results. */
static void
test_json_numbers_are_those_of_the_standard (void)
{
  static const char *const wrong[] = { "[010]",   "[-01]", "[0x10]",      "[.5]",
                                       "[1.]",    "[1e]",  "[+1]",        "[-]",
                                       "[1_000]", "[NaN]", "[-Infinity]", "[1e400]" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (wrong[i], HEED_ERROR_DAMAGED, NULL);

  assert_refused ("[1,\n010]", HEED_ERROR_DAMAGED,
                  "x.json: JSON: line 2: expected a number, found 010");
}

static void
test_json_whole_numbers_may_be_written_with_a_point (void)
{
  g_autoptr(HeedJson) root = parse_sound ("[64.0, 6.4e1, 64, 64.5, 1e300]");

  for (guint i = 0; i < 5; i++)
    {
      gint64 whole = 0;
      gboolean is_whole = heed_json_get_whole (heed_json_get_nth (root, i), &whole);

      g_assert_cmpint (is_whole, ==, i < 3);
      g_assert_cmpint (whole, ==, i < 3 ? 64 : 0);
    }
}

/* transformers writes 1000000000000000019884624838656 for "no limit". */
static void
test_json_long_whole_numbers_keep_their_size (void)
{
  g_autoptr(HeedJson) root = parse_sound (
    "[1000000000000000019884624838656, 18446744073709551615, -9223372036854775809, 7]");
  g_autoptr(HeedJson) largest = parse_sound ("[9223372036854775807, -9223372036854775808]");
  gint64 whole = 0;
  const double expected[] = { 1e30, 18446744073709551616.0, -9223372036854775808.0, 7.0 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      double number = 0.0;

      g_assert_true (heed_json_get_number (heed_json_get_nth (root, i), &number));
      g_assert_cmpfloat (number, ==, expected[i]);
    }

  g_assert_true (heed_json_get_whole (heed_json_get_nth (largest, 0), &whole));
  g_assert_cmpint (whole, ==, G_MAXINT64);
  g_assert_true (heed_json_get_whole (heed_json_get_nth (largest, 1), &whole));
  g_assert_cmpint (whole, ==, G_MININT64);
}

static void
test_json_texts_are_not_cut (void)
{
  assert_refused (
    "[\"a\\u0000b\"]", HEED_ERROR_DAMAGED,
    "x.json: JSON: line 1: expected the four digits of a character behind \\u, found 0000b");
  assert_refused ("[\"\\x\"]", HEED_ERROR_DAMAGED, NULL);
  assert_refused ("[\"\\ud800\"]", HEED_ERROR_DAMAGED, NULL);
  assert_refused ("[\"a\nb\"]", HEED_ERROR_DAMAGED, NULL);
}

/* A reader that skips four digits after \u would look for the end of this string in the wrong
 * place. */
static void
test_json_half_escapes_hide_no_brackets (void)
{
  g_autoptr(GString) text = g_string_new ("{\"\\ud83d\\ude0\"");

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "a\":{\"");

  assert_refused (text->str, HEED_ERROR_DAMAGED, NULL);
}

static void
test_json_escapes_are_characters (void)
{
  g_autoptr(HeedJson) root =
    parse_sound ("[\"\\ud83d\\ude00\\u00e9\\u2028\\\"\\\\\\/\\b\\f\\n\\r\\t\"]");

  g_assert_cmpstr (heed_json_get_text (heed_json_get_nth (root, 0)), ==, "😀é\u2028\"\\/\b\f\n\r\t");
}

static void
test_json_grammar_is_kept (void)
{
  static const char *const wrong[] = { "[1,]",     "[,1]",       "[1 2]", "{a:1}", "{\"a\" 1}",
                                       "{\"a\":}", "{\"a\":1,}", "[1]]",  "1 2",   "[1}",
                                       "{]",       "TRUE",       "true1", "nul",   "[\"a\" \"b\"]",
                                       "{1: 2}",   "'a'" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (wrong[i], HEED_ERROR_DAMAGED, NULL);

  assert_refused ("{\n\"a\": 1\n\"b\": 2}", HEED_ERROR_DAMAGED,
                  "x.json: JSON: line 3: expected a comma or }, found \"b");
}

static void
test_json_a_vocabulary_is_read_while_nobody_waits (void)
{
  static const HeedJsonLimits large = { 2, 2 * N_WORDS };
  g_autoptr(GString) text = g_string_new ("{");
  g_autoptr(HeedJson) root = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start, id = 0;

  for (guint i = 0; i < N_WORDS; i++)
    g_string_append_printf (text, "%s\"word %u\": %u", i == 0 ? "" : ", ", i, i);
  g_string_append_c (text, '}');

  start = g_get_monotonic_time ();
  root = heed_json_parse (NULL, text->str, text->len, &large, &error);
  g_test_message ("%d members took %" G_GINT64_FORMAT " ms", N_WORDS,
                  (g_get_monotonic_time () - start) / 1000);

  g_assert_no_error (error);
  g_assert_cmpuint (heed_json_get_n (root), ==, N_WORDS);
  g_assert_true (heed_json_get_whole (heed_json_get_member (root, "word 249999"), &id));
  g_assert_cmpint (id, ==, 249999);
}

static void
test_json_files_are_named (void)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-json-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "vocab.json", NULL);
  g_autoptr(GError) empty = NULL;
  g_autoptr(GError) no_file = NULL;
  g_autoptr(GError) absent = NULL;

  g_assert_null (heed_json_load (path, &limits, &absent));
  g_assert_error (absent, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_null (heed_json_load (path, &limits, &empty));
  g_assert_error (empty, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_assert_cmpstr (empty->message, ==, "vocab.json: JSON: line 1: expected a value, found the end");
  g_assert_null (heed_json_load (folder, &limits, &no_file));
  g_assert_error (no_file, HEED_ERROR, HEED_ERROR_UNSUPPORTED);

  g_remove (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/json/sound-text-is-parsed", test_json_sound_text_is_parsed);
  g_test_add_func ("/engine/json/nothing-is-asked-of-what-is-not-there",
                   test_json_nothing_is_asked_of_what_is_not_there);
  g_test_add_func ("/engine/json/every-truncation-is-damaged",
                   test_json_every_truncation_is_damaged);
  g_test_add_func ("/engine/json/too-deep-is-damaged", test_json_too_deep_is_damaged);
  g_test_add_func ("/engine/json/has-64-levels-at-most", test_json_has_64_levels_at_most);
  g_test_add_func ("/engine/json/side-by-side-is-not-deep", test_json_side_by_side_is_not_deep);
  g_test_add_func ("/engine/json/too-many-values-is-too-large",
                   test_json_too_many_values_is_too_large);
  g_test_add_func ("/engine/json/repeated-member-is-damaged", test_json_repeated_member_is_damaged);
  g_test_add_func ("/engine/json/comments-are-damaged", test_json_comments_are_damaged);
  g_test_add_func ("/engine/json/bytes-that-are-not-text-are-damaged",
                   test_json_bytes_that_are_not_text_are_damaged);
  g_test_add_func ("/engine/json/nothing-is-damaged", test_json_nothing_is_damaged);
  g_test_add_func ("/engine/json/byte-order-mark-is-skipped", test_json_byte_order_mark_is_skipped);
  g_test_add_func ("/engine/json/numbers-are-those-of-the-standard",
                   test_json_numbers_are_those_of_the_standard);
  g_test_add_func ("/engine/json/whole-numbers-may-be-written-with-a-point",
                   test_json_whole_numbers_may_be_written_with_a_point);
  g_test_add_func ("/engine/json/long-whole-numbers-keep-their-size",
                   test_json_long_whole_numbers_keep_their_size);
  g_test_add_func ("/engine/json/texts-are-not-cut", test_json_texts_are_not_cut);
  g_test_add_func ("/engine/json/half-escapes-hide-no-brackets",
                   test_json_half_escapes_hide_no_brackets);
  g_test_add_func ("/engine/json/escapes-are-characters", test_json_escapes_are_characters);
  g_test_add_func ("/engine/json/grammar-is-kept", test_json_grammar_is_kept);
  g_test_add_func ("/engine/json/a-vocabulary-is-read-while-nobody-waits",
                   test_json_a_vocabulary_is_read_while_nobody_waits);
  g_test_add_func ("/engine/json/files-are-named", test_json_files_are_named);

  return g_test_run ();
}

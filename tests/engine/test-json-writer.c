/* test-json-writer.c — heed-cli writes valid JSON
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "engine/files/json-writer.h"

static void
test_json_writer_commas_stand_between_values_only (void)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_begin_array (json, "empty");
  heed_json_writer_end_array (json);
  heed_json_writer_begin_array (json, "pair");
  heed_json_writer_add_count (json, NULL, 1);
  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_boolean (json, "yes", TRUE);
  heed_json_writer_add_string (json, "none", NULL);
  heed_json_writer_end_object (json);
  heed_json_writer_end_array (json);
  heed_json_writer_add_number (json, "half", 0.5);
  heed_json_writer_end_object (json);

  g_assert_cmpstr (
    heed_json_writer_get_text (json), ==,
    "{\"empty\": [], \"pair\": [1, {\"yes\": true, \"none\": null}], \"half\": 0.5}");
}

static void
test_json_writer_every_character_survives (void)
{
  for (gunichar character = 1; character < 0x11000; character++)
    {
      g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();
      g_autoptr(JsonNode) node = NULL;
      char text[8] = { 0 };

      if (!g_unichar_validate (character))
        continue;

      g_unichar_to_utf8 (character, text);
      heed_json_writer_begin_array (json, NULL);
      heed_json_writer_add_string (json, NULL, text);
      heed_json_writer_end_array (json);

      node = json_from_string (heed_json_writer_get_text (json), NULL);
      g_assert_nonnull (node);
      g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), 0), ==, text);
    }
}

/* Each record is one line, so line breaks in strings are escaped. */
static void
test_json_writer_strings_end_no_line (void)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_add_string (json, NULL, "a\nb\rc\x7f\xc2\x85\xe2\x80\xa8\xe2\x80\xa9");

  g_assert_cmpstr (heed_json_writer_get_text (json), ==,
                   "\"a\\nb\\rc\\u007f\\u0085\\u2028\\u2029\"");
}

static void
test_json_writer_bad_utf8_becomes_a_replacement_character (void)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_add_string (json, NULL, "a\xff");

  g_assert_cmpstr (heed_json_writer_get_text (json), ==, "\"a\xef\xbf\xbd\"");
}

static void
test_json_writer_numbers_have_nine_digits_in_any_locale (void)
{
  char buffer[HEED_NUMBER_BYTES];

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    g_test_message ("no de_DE.UTF-8 here; the C locale only");

  g_assert_cmpstr (heed_json_format_number (1.0 / 3.0, buffer), ==, "0.333333333");
  g_assert_cmpstr (heed_json_format_number (-1234567890123.0, buffer), ==, "-1.23456789e+12");
  g_assert_cmpstr (heed_json_format_number (0.0, buffer), ==, "0");
  setlocale (LC_NUMERIC, "C");
}

static void
test_json_writer_nine_digits_give_a_float_back (void)
{
  const float floats[] = { 0.1f, 1.0f / 3.0f, 1.17549435e-38f, 3.40282347e+38f, 16777217.0f };
  char buffer[HEED_NUMBER_BYTES];

  for (guint i = 0; i < G_N_ELEMENTS (floats); i++)
    g_assert_true ((float) g_ascii_strtod (heed_json_format_number (floats[i], buffer), NULL) ==
                   floats[i]);
}

static void
test_json_writer_what_is_not_finite_is_null (void)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_array (json, NULL);
  heed_json_writer_add_number (json, NULL, NAN);
  heed_json_writer_add_number (json, NULL, INFINITY);
  heed_json_writer_add_number (json, NULL, -INFINITY);
  heed_json_writer_end_array (json);

  g_assert_cmpstr (heed_json_writer_get_text (json), ==, "[null, null, null]");
}

static void
test_json_writer_a_matrix_is_its_rows (void)
{
  const float values[] = { 0.25f, 0.75f, 1.0f, 0.0f, 0.5f, 0.5f };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (3, 2, values);
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_add_matrix (json, NULL, matrix);

  g_assert_cmpstr (heed_json_writer_get_text (json), ==, "[[0.25, 0.75], [1, 0], [0.5, 0.5]]");
}

static void
test_json_writer_foreign_json_fits_on_the_line (void)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_json (json, "card", "{\n  \"steps\": [1,\n 2]\n}");
  heed_json_writer_add_json (json, "no card", "{ \"steps\": ");
  heed_json_writer_end_object (json);

  g_assert_cmpstr (heed_json_writer_get_text (json), ==,
                   "{\"card\": {\"steps\": [1, 2]}, \"no card\": \"{ \\\"steps\\\": \"}");
}

static void
test_json_writer_values_are_indented (void)
{
  static const char text[] = "{\n"
                             "  \"a\": [\n"
                             "    1,\n"
                             "    {\n"
                             "      \"b\": -2.5\n"
                             "    }\n"
                             "  ],\n"
                             "  \"c\": {},\n"
                             "  \"d\": []\n"
                             "}";
  static const HeedJsonLimits limits = { 8, 100 };
  g_autoptr(HeedJson) root = heed_json_parse (NULL, text, strlen (text), &limits, NULL);
  g_autofree char *lines = heed_json_to_lines (root);

  g_assert_cmpstr (lines, ==, text);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/json-writer/commas-stand-between-values-only",
                   test_json_writer_commas_stand_between_values_only);
  g_test_add_func ("/engine/json-writer/every-character-survives",
                   test_json_writer_every_character_survives);
  g_test_add_func ("/engine/json-writer/strings-end-no-line",
                   test_json_writer_strings_end_no_line);
  g_test_add_func ("/engine/json-writer/bad-utf8-becomes-a-replacement-character",
                   test_json_writer_bad_utf8_becomes_a_replacement_character);
  g_test_add_func ("/engine/json-writer/numbers-have-nine-digits-in-any-locale",
                   test_json_writer_numbers_have_nine_digits_in_any_locale);
  g_test_add_func ("/engine/json-writer/nine-digits-give-a-float-back",
                   test_json_writer_nine_digits_give_a_float_back);
  g_test_add_func ("/engine/json-writer/what-is-not-finite-is-null",
                   test_json_writer_what_is_not_finite_is_null);
  g_test_add_func ("/engine/json-writer/a-matrix-is-its-rows",
                   test_json_writer_a_matrix_is_its_rows);
  g_test_add_func ("/engine/json-writer/foreign-json-fits-on-the-line",
                   test_json_writer_foreign_json_fits_on_the_line);
  g_test_add_func ("/engine/json-writer/values-are-indented", test_json_writer_values_are_indented);

  return g_test_run ();
}

/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/json-fields.h"

#include <string.h>

#include "engine/heed.h"

static const HeedJsonLimits limits = { .max_depth = 8, .max_values = 100 };

static HeedJson *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  HeedJson *root = heed_json_parse ("heed.config", text, strlen (text), &limits, &error);

  g_assert_no_error (error);

  return root;
}

static void
assert_message (GError     *error,
                const char *message)
{
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_json_fields_are_read (void)
{
  static const char *const cells[] = { "gru", "lstm", NULL };
  g_autoptr(HeedJson) root =
    parse ("{\"layers\": 3.0, \"rate\": 0.5, \"tied\": true, \"name\": \"n\", \"cell\": \"lstm\","
           " \"side\": {}, \"parts\": []}");
  const HeedJson *side = NULL, *parts = NULL;
  const char *name = NULL;
  gboolean tied = FALSE;
  double rate = 0.0;
  guint layers = 0, cell = 0;

  g_assert_true (heed_json_read_count (root, "layers", 1, 3, &layers, NULL));
  g_assert_true (heed_json_read_number (root, "rate", 0.0, 1.0, &rate, NULL));
  g_assert_true (heed_json_read_boolean (root, "tied", &tied, NULL));
  g_assert_true (heed_json_read_text (root, "name", &name, NULL));
  g_assert_true (heed_json_read_choice (root, "cell", cells, &cell, NULL));
  g_assert_true (heed_json_read_object (root, "side", &side, NULL));
  g_assert_true (heed_json_read_list (root, "parts", &parts, NULL));

  g_assert_cmpuint (layers, ==, 3);
  g_assert_cmpfloat (rate, ==, 0.5);
  g_assert_true (tied);
  g_assert_cmpstr (name, ==, "n");
  g_assert_cmpuint (cell, ==, 1);
  g_assert_true (heed_json_is_object (side) && heed_json_is_list (parts));
}

static void
test_json_fields_that_are_absent_leave_the_value (void)
{
  g_autoptr(HeedJson) root = parse ("{}");
  guint layers = 5;
  float rate = 0.25f;

  g_assert_true (heed_json_read_count (root, "layers", 1, 3, &layers, NULL));
  g_assert_true (heed_json_read_float (root, "rate", 0.0, 1.0, &rate, NULL));
  g_assert_cmpuint (layers, ==, 5);
  g_assert_cmpfloat (rate, ==, 0.25f);
}

static void
test_json_fields_are_named_from_the_root (void)
{
  g_autoptr(HeedJson) root =
    parse ("{\"encoder\": {\"layers\": \"six\", \"widths\": [1, -2], \"rnn.*\": 3.5}}");
  const HeedJson *encoder = heed_json_get_member (root, "encoder");
  g_autoptr(GError) layers_error = NULL;
  g_autoptr(GError) widths_error = NULL;
  g_autoptr(GError) rnn_error = NULL;
  g_autoptr(GError) absent_error = NULL;
  const char *text = NULL;
  guint value = 9;

  g_assert_false (heed_json_read_count (encoder, "layers", 0, 64, &value, &layers_error));
  assert_message (
    layers_error,
    "heed.config: encoder.layers: expected a whole number from 0 to 64, found \"six\"");
  g_assert_false (heed_json_take_count (
    heed_json_get_nth (heed_json_get_member (encoder, "widths"), 1), 0, 64, &value, &widths_error));
  assert_message (widths_error,
                  "heed.config: encoder.widths[1]: expected a whole number from 0 to 64, found -2");
  g_assert_false (heed_json_read_text (encoder, "rnn.*", &text, &rnn_error));
  assert_message (rnn_error, "heed.config: encoder.\"rnn.*\": expected a text, found 3.5");
  g_assert_false (heed_json_refuse_field (encoder, "cell", "gru or lstm", &absent_error));
  assert_message (absent_error, "heed.config: encoder.cell: expected gru or lstm, found nothing");
  g_assert_cmpuint (value, ==, 9);
}

/* found: how the error message describes the value. */
static void
assert_found (const char *value,
              const char *found)
{
  g_autofree char *text = g_strdup_printf ("{\"a\": %s}", value);
  g_autofree char *message =
    g_strdup_printf ("heed.config: a: expected one of x, y, found %s", found);
  g_autoptr(HeedJson) root = parse (text);
  g_autoptr(GError) error = NULL;
  guint choice = 0;

  g_assert_false (
    heed_json_read_choice (root, "a", (const char *const[]) { "x", "y", NULL }, &choice, &error));
  assert_message (error, message);
}

static void
test_json_fields_say_what_was_found (void)
{
  assert_found ("\"z\"", "\"z\"");
  assert_found ("\"äääääääääääääääääääääääääääääääääääääääääz\"",
                "\"ääääääääääääääääääääääääääääääääääääääää…\"");
  assert_found ("12", "12");
  assert_found ("-0.5", "-0.5");
  assert_found ("null", "null");
  assert_found ("false", "false");
  assert_found ("[1, 2]", "a list of 2");
  assert_found ("{}", "an object");
}

static void
test_json_fields_of_other_names_are_refused (void)
{
  static const char *const known[] = { "layers", "width", NULL };
  g_autoptr(HeedJson) root = parse ("{\"encoder\": {\"layers\": 1, \"widht\": 2}}");
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_json_check_names (heed_json_get_member (root, "encoder"), known, &error));
  assert_message (error, "heed.config: encoder: expected layers, width, found widht");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/json-fields/are-read", test_json_fields_are_read);
  g_test_add_func ("/engine/json-fields/that-are-absent-leave-the-value",
                   test_json_fields_that_are_absent_leave_the_value);
  g_test_add_func ("/engine/json-fields/are-named-from-the-root",
                   test_json_fields_are_named_from_the_root);
  g_test_add_func ("/engine/json-fields/say-what-was-found", test_json_fields_say_what_was_found);
  g_test_add_func ("/engine/json-fields/of-other-names-are-refused",
                   test_json_fields_of_other_names_are_refused);

  return g_test_run ();
}

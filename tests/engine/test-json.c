/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/json.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"

static const HeedJsonLimits limits = { .max_depth = 4, .max_values = 20 };

static JsonNode *
parse (const char  *text,
       gsize        n_bytes,
       GError     **error)
{
  g_autoptr(GBytes) block = scratch_block (text, n_bytes);

  const char *own = g_bytes_get_data (block, NULL);

  return heed_json_parse (own != NULL ? own : "", n_bytes, &limits, error);
}

static void
assert_refused (const char *text,
                int         code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (parse (text, strlen (text), &error));
  g_assert_error (error, HEED_ERROR, code);
}

static void
test_json_sound_text_is_parsed (void)
{
  static const char text[] = "{\"a\": [1, -2.5e3, true, null], \"b\": {\"a\": \"\\u00e9 \\\" {[\"}}";
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = parse (text, strlen (text), &error);
  JsonObject *object;

  g_assert_no_error (error);
  object = json_node_get_object (root);
  g_assert_cmpint (json_array_get_int_element (json_object_get_array_member (object, "a"), 0), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "b"), "a"),
                   ==, "é \" {[");
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

  assert_refused ("[[[[[]]]]]", HEED_ERROR_DAMAGED);
  assert_refused ("{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}", HEED_ERROR_DAMAGED);
  assert_refused (deep, HEED_ERROR_DAMAGED);
}

static void
test_json_side_by_side_is_not_deep (void)
{
  static const char text[] = "[[],[[[]]],[],{\"a\":[]}]";
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 4);
}

static void
test_json_too_many_values_is_too_large (void)
{
  assert_refused ("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]", HEED_ERROR_TOO_LARGE);
  assert_refused ("[[],[],[],[],[],[],[],[],[],[],[],[]]", HEED_ERROR_TOO_LARGE);
}

static void
test_json_repeated_member_is_damaged (void)
{
  assert_refused ("{\"a\":1,\"b\":2,\"a\":3}", HEED_ERROR_DAMAGED);
  assert_refused ("{\"a\":{\"b\":{}},\"a\":{\"b\":{}}}", HEED_ERROR_DAMAGED);
  assert_refused ("[{\"a\":[{\"b\":2,\"b\":2}]}]", HEED_ERROR_DAMAGED);
}

/* A quote in a comment would hide brackets from what counts them. */
static void
test_json_comments_are_damaged (void)
{
  assert_refused ("/* \" */ [[[[[[[[]]]]]]]]", HEED_ERROR_DAMAGED);
  assert_refused ("// \"\n[1]", HEED_ERROR_DAMAGED);
  assert_refused ("['\"', [[[[[[]]]]]]]", HEED_ERROR_DAMAGED);
  assert_refused ("[1] # \"", HEED_ERROR_DAMAGED);
}

static void
test_json_bytes_that_are_not_text_are_damaged (void)
{
  g_autoptr(GError) error = NULL;

  assert_refused ("[\"\xff\"]", HEED_ERROR_DAMAGED);
  g_assert_null (parse ("[1]\0[2]", 7, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

static void
test_json_nothing_is_damaged (void)
{
  assert_refused ("", HEED_ERROR_DAMAGED);
  assert_refused ("   \n", HEED_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/json/sound-text-is-parsed", test_json_sound_text_is_parsed);
  g_test_add_func ("/engine/json/every-truncation-is-damaged", test_json_every_truncation_is_damaged);
  g_test_add_func ("/engine/json/too-deep-is-damaged", test_json_too_deep_is_damaged);
  g_test_add_func ("/engine/json/side-by-side-is-not-deep", test_json_side_by_side_is_not_deep);
  g_test_add_func ("/engine/json/too-many-values-is-too-large", test_json_too_many_values_is_too_large);
  g_test_add_func ("/engine/json/repeated-member-is-damaged", test_json_repeated_member_is_damaged);
  g_test_add_func ("/engine/json/comments-are-damaged", test_json_comments_are_damaged);
  g_test_add_func ("/engine/json/bytes-that-are-not-text-are-damaged",
                   test_json_bytes_that_are_not_text_are_damaged);
  g_test_add_func ("/engine/json/nothing-is-damaged", test_json_nothing_is_damaged);

  return g_test_run ();
}

/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/json.h"

#include "engine/files/json-writer.h"

#define N_MEMBERS 100

static void
assert_line (const HeedJson *json,
             const char     *expected)
{
  g_autofree char *line = heed_json_to_line (json);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_json_value_is_made_and_changed (void)
{
  g_autoptr(HeedJson) root = heed_json_new_object ();
  HeedJson *list = heed_json_set_list (root, "list");

  heed_json_set_text (root, "text", "a");
  heed_json_add_whole (list, 1);
  heed_json_add_text (list, "b");
  heed_json_set_boolean (heed_json_add_object (list), "yes", TRUE);
  heed_json_add_whole (heed_json_add_list (list), 2);
  heed_json_set_whole (heed_json_set_object (root, "object"), "n", -3);
  assert_line (
    root, "{\"list\": [1, \"b\", {\"yes\": true}, [2]], \"text\": \"a\", \"object\": {\"n\": -3}}");

  heed_json_set_number (root, "text", 0.5);
  heed_json_remove (root, "object");
  heed_json_remove (root, "no such");
  assert_line (root, "{\"list\": [1, \"b\", {\"yes\": true}, [2]], \"text\": 0.5}");
}

static void
test_json_value_copies_are_their_own (void)
{
  g_autoptr(HeedJson) root = heed_json_new_object ();
  g_autoptr(HeedJson) copy = NULL;

  heed_json_add_whole (heed_json_set_list (root, "list"), 1);
  heed_json_set (root, "null", heed_json_new_null ());
  copy = heed_json_copy (root);
  heed_json_add_whole (heed_json_find (root, "list"), 2);

  assert_line (root, "{\"list\": [1, 2], \"null\": null}");
  assert_line (copy, "{\"list\": [1], \"null\": null}");
}

/* Uses more members than the number from which an object has a hash index. */
static void
test_json_value_with_many_members_finds_each (void)
{
  g_autoptr(HeedJson) root = heed_json_new_object ();

  for (guint i = 0; i < N_MEMBERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      heed_json_set_whole (root, name, i);
    }
  heed_json_set_whole (root, "50", 500);
  heed_json_remove (root, "51");

  g_assert_cmpuint (heed_json_get_n (root), ==, N_MEMBERS - 1);
  for (guint i = 0; i < N_MEMBERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      gint64 found = -1;

      heed_json_get_whole (heed_json_get_member (root, name), &found);
      g_assert_cmpint (found, ==, i == 50 ? 500 : i == 51 ? -1 : (gint64) i);
    }
}

static void
test_json_value_of_a_float_is_short (void)
{
  g_autoptr(HeedJson) root = heed_json_new_object ();

  heed_json_set_float (root, "a", 1e-5f);
  heed_json_set_float (root, "b", 0.1f);
  heed_json_set_float (root, "c", 1.0f / 3.0f);
  heed_json_set_float (root, "d", 2.0f);
  heed_json_set_number (root, "e", 1.0 / 3.0);

  assert_line (
    root, "{\"a\": 1e-05, \"b\": 0.1, \"c\": 0.33333334, \"d\": 2, \"e\": 0.33333333333333331}");
}

static void
test_json_value_has_a_path (void)
{
  g_autoptr(HeedJson) root = heed_json_new_object ();
  const HeedJson *list = heed_json_set_list (heed_json_set_object (root, "a"), "b.c");
  g_autofree char *nameless = heed_json_dup_path (root, NULL);
  g_autofree char *inner = heed_json_dup_path (list, NULL);
  g_autofree char *named = NULL;

  heed_json_set_what (root, "model.json");
  named = heed_json_dup_path (root, "a");

  g_assert_cmpstr (nameless, ==, "");
  g_assert_cmpstr (inner, ==, "a.\"b.c\"");
  g_assert_cmpstr (named, ==, "model.json: a");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/json-value/is-made-and-changed", test_json_value_is_made_and_changed);
  g_test_add_func ("/engine/json-value/copies-are-their-own", test_json_value_copies_are_their_own);
  g_test_add_func ("/engine/json-value/with-many-members-finds-each",
                   test_json_value_with_many_members_finds_each);
  g_test_add_func ("/engine/json-value/of-a-float-is-short", test_json_value_of_a_float_is_short);
  g_test_add_func ("/engine/json-value/has-a-path", test_json_value_has_a_path);

  return g_test_run ();
}

/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/pickle.h"

/* {"a": 5, 7: "seven", "list": [True, "x"]}, as protocol 2 */
static const guint8 bytes[] =
  "\x80\x02}(X\x01\0\0\0aK\x05K\x07X\x05\0\0\0sevenX\x04\0\0\0list](\x88X\x01\0\0\0xeu.";

static HeedPickle *
parse (void)
{
  g_autoptr(GError) error = NULL;
  gsize n_used;
  HeedPickle *pickle = heed_pickle_parse (bytes, sizeof bytes - 1, &n_used, &error);

  g_assert_no_error (error);

  return pickle;
}

static void
test_pickle_value_text_key_is_found (void)
{
  g_autoptr(HeedPickle) pickle = parse ();

  g_assert_cmpuint (heed_pickle_value_get_size (pickle->root), ==, 3);
  g_assert_cmpint (heed_pickle_value_get_int (heed_pickle_value_find (pickle->root, "a"), -1), ==,
                   5);
  g_assert_null (heed_pickle_value_find (pickle->root, "7"));
  g_assert_null (heed_pickle_value_find (pickle->root, "b"));
}

static void
test_pickle_value_items_are_counted_and_lent (void)
{
  g_autoptr(HeedPickle) pickle = parse ();
  const HeedPickleValue *list = heed_pickle_value_find (pickle->root, "list");

  g_assert_cmpuint (heed_pickle_value_get_size (list), ==, 2);
  g_assert_cmpint (heed_pickle_value_get_int (heed_pickle_value_get_item (list, 0), -1), ==, 1);
  g_assert_cmpstr (heed_pickle_value_get_text (heed_pickle_value_get_item (list, 1), NULL), ==,
                   "x");
  g_assert_null (heed_pickle_value_get_item (list, 2));
}

/* Reading members of an absent value is allowed, so that callers need not check each step of a
 * path. */
static void
test_pickle_value_questions_to_nothing_have_answers (void)
{
  g_autoptr(HeedPickle) pickle = parse ();
  const HeedPickleValue *number = heed_pickle_value_find (pickle->root, "a");

  g_assert_null (heed_pickle_value_find (NULL, "a"));
  g_assert_null (heed_pickle_value_find (number, "a"));
  g_assert_null (heed_pickle_value_get_item (NULL, 0));
  g_assert_null (heed_pickle_value_get_item (pickle->root, 0));
  g_assert_cmpuint (heed_pickle_value_get_size (NULL), ==, 0);
  g_assert_cmpuint (heed_pickle_value_get_size (number), ==, 0);
  g_assert_cmpstr (heed_pickle_value_get_text (number, "fallback"), ==, "fallback");
  g_assert_cmpstr (heed_pickle_value_get_text (NULL, "fallback"), ==, "fallback");
  g_assert_cmpint (heed_pickle_value_get_int (NULL, 42), ==, 42);
  g_assert_cmpint (heed_pickle_value_get_int (pickle->root, 42), ==, 42);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/pickle-value/text-key-is-found", test_pickle_value_text_key_is_found);
  g_test_add_func ("/engine/pickle-value/items-are-counted-and-lent",
                   test_pickle_value_items_are_counted_and_lent);
  g_test_add_func ("/engine/pickle-value/questions-to-nothing-have-answers",
                   test_pickle_value_questions_to_nothing_have_answers);

  return g_test_run ();
}

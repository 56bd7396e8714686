/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/yaml-scalars.h"

#include <string.h>

static GHashTable *
parse (const char *text)
{
  return heed_yaml_scalars_parse (text, strlen (text));
}

static void
test_yaml_scalars_keys_are_paths (void)
{
  g_autoptr(GHashTable) scalars = parse ("name: \"toy: one\"  # a comment\n"
                                         "data:\n"
                                         "    src:   en\n"
                                         "    # nothing\n"
                                         "    trg: 'fr'\r\n"
                                         "model:\n"
                                         "  encoder:\n"
                                         "    rnn_type: lstm # best\n"
                                         "  decoder: {}\n"
                                         "seed: 42");

  g_assert_cmpstr (g_hash_table_lookup (scalars, "name"), ==, "toy: one");
  g_assert_cmpstr (g_hash_table_lookup (scalars, "data.src"), ==, "en");
  g_assert_cmpstr (g_hash_table_lookup (scalars, "data.trg"), ==, "fr");
  g_assert_cmpstr (g_hash_table_lookup (scalars, "model.encoder.rnn_type"), ==, "lstm");
  g_assert_cmpstr (g_hash_table_lookup (scalars, "seed"), ==, "42");
}

static void
test_yaml_scalars_lists_and_other_lines_are_passed_over (void)
{
  g_autoptr(GHashTable) scalars =
    parse ("- a: 1\n---\nhttp://x\nlist:\n  - one\n  - b: 2\nlast: x\n:\n: y\n");

  g_assert_cmpstr (g_hash_table_lookup (scalars, "last"), ==, "x");
  g_assert_null (g_hash_table_lookup (scalars, "list.b"));
  g_assert_null (g_hash_table_lookup (scalars, "a"));
}

static void
test_yaml_scalars_depth_and_zero_bytes_are_survived (void)
{
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GHashTable) scalars = NULL;
  g_autoptr(GHashTable) cut = heed_yaml_scalars_parse ("a: 1\0b: 2", 9);

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (deep, "%*skey:\n", (int) i, "");
  g_string_append (deep, "last: 1\n");
  scalars = heed_yaml_scalars_parse (deep->str, deep->len);

  g_assert_cmpstr (g_hash_table_lookup (scalars, "last"), ==, "1");
  g_assert_cmpstr (g_hash_table_lookup (cut, "a"), ==, "1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/yaml-scalars/keys-are-paths", test_yaml_scalars_keys_are_paths);
  g_test_add_func ("/engine/yaml-scalars/lists-and-other-lines-are-passed-over",
                   test_yaml_scalars_lists_and_other_lines_are_passed_over);
  g_test_add_func ("/engine/yaml-scalars/depth-and-zero-bytes-are-survived",
                   test_yaml_scalars_depth_and_zero_bytes_are_survived);

  return g_test_run ();
}

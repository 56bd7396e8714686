/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/models/language.h"

static void
assert_name (const char *tag,
             const char *name)
{
  g_autofree char *found = heed_language_new_name (tag);

  g_assert_cmpstr (found, ==, name);
}

static void
test_language_is_named_by_its_tag (void)
{
  assert_name ("fr", "French");
  assert_name ("FR-ca", "French");
  assert_name ("zh_CN", "Chinese");
}

static void
test_language_that_is_unknown_has_its_tag_as_name (void)
{
  assert_name ("tlh-Latn", "tlh-Latn");
  assert_name ("f", "f");
  assert_name ("fra", "fra");
  assert_name ("", NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/language/is-named-by-its-tag", test_language_is_named_by_its_tag);
  g_test_add_func ("/app/language/that-is-unknown-has-its-tag-as-name",
                   test_language_that_is_unknown_has_its_tag_as_name);

  return g_test_run ();
}

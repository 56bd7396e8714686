/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/entry-limit.h"

#define LIMIT 10

typedef struct {
  GtkWidget *entry;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->entry = g_object_ref_sink (gtk_entry_new ());
  heed_entry_limit_install (GTK_EDITABLE (fixture->entry), LIMIT);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->entry);
}

static void
insert (Fixture    *fixture,
        const char *text,
        int         position)
{
  gtk_editable_insert_text (GTK_EDITABLE (fixture->entry), text, -1, &position);
}

static void
assert_text (Fixture    *fixture,
             const char *expected)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, expected);
}

static void
test_entry_limit_what_fits_is_left_alone (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  insert (fixture, "été 我们 ok", 0);

  assert_text (fixture, "été 我们 ok");
}

static void
test_entry_limit_counts_characters_not_bytes (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  insert (fixture, "我我我我我我我我我我我我", 0);

  assert_text (fixture, "我我我我我我我我我我");
}

static void
test_entry_limit_middle_takes_what_still_fits (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  insert (fixture, "ABCDEFGH", 0);
  insert (fixture, "1234", 4);

  assert_text (fixture, "ABCD12EFGH");
}

static void
test_entry_limit_full_entry_takes_nothing (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  insert (fixture, "ABCDEFGHIJ", 0);
  insert (fixture, "1", 3);

  assert_text (fixture, "ABCDEFGHIJ");
}

static void
test_entry_limit_lines_and_controls_become_blanks (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  insert (fixture, "a\nb\tc\x01" "d\u2028e", 0);

  assert_text (fixture, "a b c d e");
}

#define ADD(name, test) \
  g_test_add ("/app/entry-limit/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("what-fits-is-left-alone", test_entry_limit_what_fits_is_left_alone);
  ADD ("counts-characters-not-bytes", test_entry_limit_counts_characters_not_bytes);
  ADD ("middle-takes-what-still-fits", test_entry_limit_middle_takes_what_still_fits);
  ADD ("full-entry-takes-nothing", test_entry_limit_full_entry_takes_nothing);
  ADD ("lines-and-controls-become-blanks", test_entry_limit_lines_and_controls_become_blanks);

  return g_test_run ();
}

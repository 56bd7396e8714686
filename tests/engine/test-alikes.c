/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/training/tasks/alikes.h"
#include "tests/engine/scratch.h"

#define N_DRAWS 3000

static HeedAlikes *
load (const char *text)
{
  g_autofree char *path = scratch_write ("alikes.txt", text, strlen (text));
  g_autoptr(GError) error = NULL;
  HeedAlikes *alikes = heed_alikes_load (path, NULL, &error);

  g_assert_no_error (error);

  return alikes;
}

/* Counts how often drawn replaces character. */
static guint
count (HeedAlikes *alikes,
       const char *character,
       const char *drawn)
{
  HeedRandom random;
  guint n = 0;

  heed_random_seed (&random, 7);
  for (guint i = 0; i < N_DRAWS; i++)
    n += heed_alikes_draw (alikes, &random, g_utf8_get_char (character)) ==
         g_utf8_get_char (drawn);

  return n;
}

static void
test_alikes_first_list_is_drawn_two_times_in_three (void)
{
  g_autoptr(HeedAlikes) alikes = load ("#one\ttwo\n他\t她\t塔\n");

  g_assert_cmpuint (count (alikes, "他", "她"), >, N_DRAWS * 62 / 100);
  g_assert_cmpuint (count (alikes, "他", "她"), <, N_DRAWS * 71 / 100);
  g_assert_cmpuint (count (alikes, "他", "她") + count (alikes, "他", "塔"), ==, N_DRAWS);
}

static void
test_alikes_the_only_list_is_drawn_always (void)
{
  g_autoptr(HeedAlikes) alikes = load ("书\t\t树\n我\t握\n");

  g_assert_cmpuint (count (alikes, "书", "树"), ==, N_DRAWS);
  g_assert_cmpuint (count (alikes, "我", "握"), ==, N_DRAWS);
}

static void
test_alikes_what_is_not_listed_is_taken_for_nothing (void)
{
  g_autoptr(HeedAlikes) alikes = load ("# 他\t她\n书\t\t\n\nword\n");
  HeedRandom random;

  heed_random_seed (&random, 7);
  g_assert_cmpuint (heed_alikes_draw (alikes, &random, g_utf8_get_char ("他")), ==, 0);
  g_assert_cmpuint (heed_alikes_draw (alikes, &random, g_utf8_get_char ("书")), ==, 0);
  g_assert_cmpuint (heed_alikes_draw (alikes, &random, 'w'), ==, 0);
}

/* 跟 is replaced by 根, which is counted 99 times, ten times as often as by 哏, which is never
 * counted. */
static void
test_alikes_come_by_the_root_of_how_often_they_are_seen (void)
{
  g_autoptr(HeedAlikes) alikes = load ("跟\t哏根\n");
  g_autoptr(GHashTable) counts = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (count (alikes, "跟", "根"), <, N_DRAWS * 55 / 100);

  g_hash_table_insert (counts, GUINT_TO_POINTER (g_utf8_get_char ("根")), GUINT_TO_POINTER (99));
  heed_alikes_weigh (alikes, counts);
  g_assert_cmpuint (count (alikes, "跟", "根"), >, N_DRAWS * 88 / 100);
  g_assert_cmpuint (count (alikes, "跟", "根"), <, N_DRAWS * 94 / 100);
}

static void
test_alikes_file_that_is_not_there_is_named (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_alikes_load ("/nowhere/alikes.txt", NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "/nowhere/alikes.txt"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/alikes/first-list-is-drawn-two-times-in-three",
                   test_alikes_first_list_is_drawn_two_times_in_three);
  g_test_add_func ("/engine/alikes/the-only-list-is-drawn-always",
                   test_alikes_the_only_list_is_drawn_always);
  g_test_add_func ("/engine/alikes/what-is-not-listed-is-taken-for-nothing",
                   test_alikes_what_is_not_listed_is_taken_for_nothing);
  g_test_add_func ("/engine/alikes/come-by-the-root-of-how-often-they-are-seen",
                   test_alikes_come_by_the_root_of_how_often_they_are_seen);
  g_test_add_func ("/engine/alikes/file-that-is-not-there-is-named",
                   test_alikes_file_that_is_not_there_is_named);

  return g_test_run ();
}

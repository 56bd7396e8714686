/* lesson-list.c — the lessons that ship, in their order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * They are resources of the program, and their names begin with their numbers.
 */

#include "app/window/lessons/lesson-list.h"

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/**
 * heed_lesson_list_dup:
 *
 * Returns: (transfer full) (array zero-terminated=1): their URIs
 */
char **
heed_lesson_list_dup (void)
{
  g_auto(GStrv) names = g_resources_enumerate_children (HEED_LESSON_RESOURCES, 0, NULL);
  guint n_names = names != NULL ? g_strv_length (names) : 0;
  char **uris = g_new0 (char *, n_names + 1);

  if (n_names > 0)
    qsort (names, n_names, sizeof *names, compare_names);

  for (guint i = 0; i < n_names; i++)
    uris[i] = g_strconcat ("resource://" HEED_LESSON_RESOURCES "/", names[i], NULL);

  return uris;
}

/**
 * heed_lesson_list_find_next:
 * @file: any lesson
 *
 * Returns: (transfer full) (nullable): the lesson that follows it
 */
GFile *
heed_lesson_list_find_next (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_auto(GStrv) uris = heed_lesson_list_dup ();

  for (guint i = 0; uris[i] != NULL && uris[i + 1] != NULL; i++)
    if (g_str_equal (uris[i], uri))
      return g_file_new_for_uri (uris[i + 1]);

  return NULL;
}

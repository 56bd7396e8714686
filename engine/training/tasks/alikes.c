/* alikes.c — characters that are often confused with each other
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People who type by sound tend to take the first character that the input method
 * suggests, and frequent characters are suggested first: 根 is written for 跟 more often
 * than 哏 is. So a character is drawn in proportion to the square root of one plus the
 * number of its occurrences; the root gives rare characters a chance.
 */

#include "engine/training/tasks/alikes.h"

#include <math.h>
#include <string.h>

#include "engine/files/text-lines.h"

typedef struct {
  gunichar *characters;  /* n_characters */
  double   *ends;        /* n_characters: cumulative sums of the weights */
  glong     n_characters;
} Choice;

typedef struct {
  Choice mostly;
  Choice rarely;
} Alike;

struct _HeedAlikes
{
  GHashTable *table;  /* character -> Alike */
};

static void
free_alike (gpointer data)
{
  Alike *alike = data;

  g_free (alike->mostly.characters);
  g_free (alike->mostly.ends);
  g_free (alike->rarely.characters);
  g_free (alike->rarely.ends);
  g_free (alike);
}

void
heed_alikes_free (HeedAlikes *alikes)
{
  g_hash_table_unref (alikes->table);
  g_free (alikes);
}

/* --- Reading --- */

static void
weigh_choice (Choice     *choice,
              GHashTable *counts)
{
  double end = 0.0;

  for (glong i = 0; i < choice->n_characters; i++)
    {
      gpointer key = GUINT_TO_POINTER (choice->characters[i]);
      guint count = counts != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) : 0;

      end += sqrt (1.0 + count);
      choice->ends[i] = end;
    }
}

static void
read_choice (Choice     *choice,
             const char *column)
{
  choice->characters = g_utf8_to_ucs4_fast (column, -1, &choice->n_characters);
  choice->ends = g_new (double, choice->n_characters);
  weigh_choice (choice, NULL);
}

static void
read_line (HeedAlikes *alikes,
           const char *line)
{
  g_auto(GStrv) columns = g_strsplit (line, "\t", 3);
  gunichar character = g_utf8_get_char (line);
  Alike *alike;

  if (character == '#' || character == '\0' || columns[1] == NULL)
    return;

  alike = g_new0 (Alike, 1);
  read_choice (&alike->mostly, columns[1]);
  read_choice (&alike->rarely, columns[2] != NULL ? columns[2] : "");
  g_hash_table_replace (alikes->table, GUINT_TO_POINTER (character), alike);
}

/**
 * heed_alikes_load:
 *
 * Returns: (transfer full): the table of the file; lines without a tab are skipped
 * Errors: those of reading a file, with the path as prefix
 */
HeedAlikes *
heed_alikes_load (const char    *path,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(HeedAlikes) alikes = g_new0 (HeedAlikes, 1);
  g_autoptr(HeedTextLines) lines = NULL;
  g_autoptr(GError) flaw = NULL;
  const char *line;

  alikes->table = g_hash_table_new_full (NULL, NULL, NULL, free_alike);
  lines = heed_text_lines_open (path, error);
  if (lines == NULL)
    return NULL;

  while ((line = heed_text_lines_next (lines, cancellable, &flaw)) != NULL)
    read_line (alikes, line);

  if (flaw != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&flaw), "%s: ", path);
      return NULL;
    }

  return g_steal_pointer (&alikes);
}

void
heed_alikes_weigh (HeedAlikes *alikes,
                   GHashTable *counts)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, alikes->table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Alike *alike = value;

      weigh_choice (&alike->mostly, counts);
      weigh_choice (&alike->rarely, counts);
    }
}

/* --- Drawing --- */

/* Draws from the first list with probability 2 / 3 if neither list is empty. */
gunichar
heed_alikes_draw (const HeedAlikes *alikes,
                  HeedRandom       *random,
                  gunichar          character)
{
  const Alike *alike = g_hash_table_lookup (alikes->table, GUINT_TO_POINTER (character));
  const Choice *choice;
  double mark;
  glong i = 0;

  if (alike == NULL || alike->mostly.n_characters + alike->rarely.n_characters == 0)
    return 0;

  if (alike->rarely.n_characters == 0 ||
      (alike->mostly.n_characters > 0 && heed_random_below (random, 3) < 2))
    choice = &alike->mostly;
  else
    choice = &alike->rarely;

  mark = heed_random_uniform (random) * choice->ends[choice->n_characters - 1];
  while (i + 1 < choice->n_characters && mark >= choice->ends[i])
    i++;

  return choice->characters[i];
}

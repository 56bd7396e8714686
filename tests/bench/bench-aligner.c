/* bench-aligner.c — the engine's own aligner, of a text, on pairs with gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     bench-aligner TEXT.tsv TEST.tsv OUT
 *
 * Lines are source, tab, target, spaces between words. It learns from both files, as is
 * usual where no links are given, and writes the links of the second into OUT.HOW, once
 * for each way to make one of both directions.
 */

#include "engine/heed.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  GHashTable *ids[2];
  GArray     *words[2];   /* of guint32: the words of all lines */
  GArray     *n_words[2]; /* of guint: the number of words of each line */
} Text;

static void
add_side (Text *text,
          guint side,
          char *line)
{
  guint n = 0;

  for (char *word = strtok (line, " "); word != NULL; word = strtok (NULL, " "), n++)
    {
      GHashTable *ids = text->ids[side];
      gpointer found;
      guint32 id;

      if (!g_hash_table_lookup_extended (ids, word, NULL, &found))
        {
          found = GUINT_TO_POINTER (g_hash_table_size (ids));
          g_hash_table_insert (ids, g_strdup (word), found);
        }
      id = GPOINTER_TO_UINT (found);
      g_array_append_val (text->words[side], id);
    }

  g_array_append_val (text->n_words[side], n);
}

/* Adds the lines of a file. Returns the number of lines so far. */
static guint
add_file (Text       *text,
          const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents (path, &contents, NULL, &error))
    g_error ("%s", error->message);

  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (tab == NULL)
        continue;

      *tab = '\0';
      add_side (text, 0, lines[i]);
      add_side (text, 1, tab + 1);
    }

  return text->n_words[0]->len;
}

static HeedIdPair *
list_pairs (const Text *text)
{
  guint n_pairs = text->n_words[0]->len;
  HeedIdPair *pairs = g_new (HeedIdPair, n_pairs);
  gsize at[2] = { 0, 0 };

  for (guint i = 0; i < n_pairs; i++)
    {
      guint n_source = g_array_index (text->n_words[0], guint, i);
      guint n_target = g_array_index (text->n_words[1], guint, i);

      pairs[i] = (HeedIdPair) { &g_array_index (text->words[0], guint32, at[0]), n_source,
                                &g_array_index (text->words[1], guint32, at[1]), n_target };
      at[0] += n_source;
      at[1] += n_target;
    }

  return pairs;
}

static void
write_links (HeedAligner        *aligner,
             const HeedIdPair   *pairs,
             guint               n_pairs,
             HeedSymmetrisation  how,
             const char         *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) links = heed_aligner_align (aligner, pairs, n_pairs, how, NULL, &error);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      g_autofree char *line = heed_alignment_dup_text (g_ptr_array_index (links, i));

      g_string_append_printf (text, "%s\n", line);
    }

  if (links == NULL || !g_file_set_contents (path, text->str, (gssize) text->len, &error))
    g_error ("%s", error->message);
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[] = { "intersection", "union", "grow-diag",
                                       "grow-diag-final-and" };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedAligner) aligner = NULL;
  g_autofree HeedIdPair *pairs = NULL;
  Text text;
  guint n_text, n_all;

  if (argc != 4)
    {
      fprintf (stderr, "usage: bench-aligner TEXT.tsv TEST.tsv OUT\n");
      return 2;
    }

  for (guint side = 0; side < 2; side++)
    {
      text.ids[side] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      text.words[side] = g_array_new (FALSE, FALSE, sizeof (guint32));
      text.n_words[side] = g_array_new (FALSE, FALSE, sizeof (guint));
    }

  n_text = add_file (&text, argv[1]);
  n_all = add_file (&text, argv[2]);
  pairs = list_pairs (&text);
  aligner = heed_aligner_new (pairs, n_all, NULL, NULL, NULL, &error);
  if (aligner == NULL)
    g_error ("%s", error->message);

  for (guint how = 0; how < G_N_ELEMENTS (names); how++)
    {
      g_autofree char *path = g_strconcat (argv[3], ".", names[how], NULL);

      write_links (aligner, pairs + n_text, n_all - n_text, (HeedSymmetrisation) how, path);
    }

  for (guint side = 0; side < 2; side++)
    {
      g_hash_table_unref (text.ids[side]);
      g_array_unref (text.words[side]);
      g_array_unref (text.n_words[side]);
    }

  return 0;
}

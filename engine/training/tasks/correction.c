/* correction.c — the task of correcting sentences with errors
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Data with real errors are rare, so errors are generated: in correct sentences, some
 * characters are replaced by ones that sound alike, as in errors of typing Chinese by
 * sound, or by ones that look alike, as in errors of reading; a few are left out,
 * doubled or swapped. Characters that sound or look alike are listed in tables
 * (alikes.h).
 */

#include "engine/training/tasks/task.h"

#include <glib/gi18n.h>
#include <string.h>

#include "engine/files/text-lines.h"
#include "engine/training/tasks/alikes.h"

#define TRIES_A_LINE    20  /* positions tried until one is found where an error can be made */
#define LINES_SEED      1   /* seed for drawing lines from several files */
#define ONE_BY_SHAPE_IN 4   /* one of so many replaced characters, if a table of shapes is given */

typedef struct {
  GPtrArray  *lines;
  HeedAlikes *sounds;  /* or NULL */
  HeedAlikes *shapes;  /* or NULL */
} Data;

static void
close_data (gpointer pointer)
{
  Data *data = pointer;

  g_ptr_array_unref (data->lines);
  g_clear_pointer (&data->sounds, heed_alikes_free);
  g_clear_pointer (&data->shapes, heed_alikes_free);
  g_free (data);
}

/* --- Reading --- */

/* Returns a column of the line, counted from 1; NULL if there are fewer. */
static char *
get_column (const char *line,
            guint       column)
{
  for (guint i = 1; i < column && line != NULL; i++)
    {
      line = strchr (line, '\t');
      line = line != NULL ? line + 1 : NULL;
    }

  return line != NULL ? g_strndup (line, strcspn (line, "\t")) : NULL;
}

/* Reads each distinct line once: frequent lines should not get more weight. */
static gboolean
read_lines (Data                   *data,
            const HeedTaskOptions  *options,
            GCancellable           *cancellable,
            GError                **error)
{
  g_autoptr(HeedTextLines) lines = heed_text_lines_open (options->lines_path, error);
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GError) flaw = NULL;
  const char *line;

  if (lines == NULL)
    return FALSE;

  while ((line = heed_text_lines_next (lines, cancellable, &flaw)) != NULL)
    {
      g_autofree char *text = get_column (line, options->column);

      if (text == NULL || *text == '\0' || g_hash_table_contains (known, text))
        continue;

      g_hash_table_add (known, text);
      g_ptr_array_add (data->lines, g_steal_pointer (&text));
    }

  if (flaw != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&flaw), "%s: ", options->lines_path);
      return FALSE;
    }

  if (data->lines->len == 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected lines with a column %u, found none", options->lines_path,
                   options->column);
      return FALSE;
    }

  return TRUE;
}

/* Draws lines from several files according to their shares and weights. */
static gboolean
draw_lines (Data                   *data,
            const HeedTaskOptions  *options,
            GCancellable           *cancellable,
            GError                **error)
{
  static const HeedAugmentation none = { 0 };
  g_autoptr(HeedMixture) mixture = heed_mixture_new (&options->lines, cancellable, error);
  g_autoptr(HeedPairs) drawn = NULL;
  const HeedPair *pairs;
  guint n_pairs;

  if (mixture == NULL)
    return FALSE;

  drawn = heed_mixture_draw (mixture, &none, LINES_SEED);
  pairs = heed_pairs_get (drawn, &n_pairs);
  for (guint i = 0; i < n_pairs; i++)
    g_ptr_array_add (data->lines,
                     g_strdup (options->column == 1 ? pairs[i].source : pairs[i].target));

  return TRUE;
}

static GHashTable *
count_characters (const Data *data)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < data->lines->len; i++)
    for (const char *at = g_ptr_array_index (data->lines, i); *at != '\0';
         at = g_utf8_next_char (at))
      {
        gpointer key = GUINT_TO_POINTER (g_utf8_get_char (at));
        guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

        g_hash_table_insert (counts, key, GUINT_TO_POINTER (count + 1));
      }

  return counts;
}

static gboolean
read_alikes (Data                   *data,
             const HeedTaskOptions  *options,
             GCancellable           *cancellable,
             GError                **error)
{
  g_autoptr(GHashTable) counts = count_characters (data);
  const char *paths[] = { options->confusions_path, options->shapes_path };
  HeedAlikes **tables[] = { &data->sounds, &data->shapes };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (paths[i] != NULL)
      {
        *tables[i] = heed_alikes_load (paths[i], cancellable, error);
        if (*tables[i] == NULL)
          return FALSE;

        heed_alikes_weigh (*tables[i], counts);
      }

  return TRUE;
}

static gpointer
open_data (const HeedTaskOptions  *options,
           GCancellable           *cancellable,
           GError                **error)
{
  gboolean is_mixed = options->lines.n_files > 0;
  Data *data;

  if (options->lines_path == NULL && !is_mixed)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           "lines: expected the path of a file with right sentences, found none");
      return NULL;
    }

  data = g_new0 (Data, 1);
  data->lines = g_ptr_array_new_with_free_func (g_free);

  if (!(is_mixed ? draw_lines : read_lines) (data, options, cancellable, error) ||
      !read_alikes (data, options, cancellable, error))
    {
      close_data (data);
      return NULL;
    }

  return data;
}

/* --- Making errors --- */

/* Returns a character that sounds or looks like this one, or 0. */
static gunichar
draw_alike (const Data *data,
            HeedRandom *random,
            gunichar    character)
{
  gunichar alike = 0;

  if (data->shapes != NULL &&
      (data->sounds == NULL || heed_random_below (random, ONE_BY_SHAPE_IN) == 0))
    alike = heed_alikes_draw (data->shapes, random, character);
  if (alike == 0 && data->sounds != NULL)
    alike = heed_alikes_draw (data->sounds, random, character);

  return alike;
}

/* Draws the position of a letter; marks and spaces are never changed. */
static gboolean
draw_letter (GArray     *text,
             HeedRandom *random,
             guint      *place)
{
  for (guint i = 0; i < TRIES_A_LINE; i++)
    {
      *place = heed_random_below (random, text->len);
      if (g_unichar_isalnum (g_array_index (text, gunichar, *place)))
        return TRUE;
    }

  return FALSE;
}

static void
replace_letter (const Data *data,
                HeedRandom *random,
                GArray     *text)
{
  guint place;

  for (guint i = 0; i < TRIES_A_LINE; i++)
    {
      gunichar alike;

      if (!draw_letter (text, random, &place))
        return;

      alike = draw_alike (data, random, g_array_index (text, gunichar, place));
      if (alike != 0)
        {
          g_array_index (text, gunichar, place) = alike;
          return;
        }
    }
}

/* With probability replaced, replaces a character. Otherwise leaves one out, doubles it, or
 * swaps it with its neighbour, with equal probability. */
static void
make_error (const Data *data,
            double      replaced,
            HeedRandom *random,
            GArray     *text)
{
  double chance = heed_random_uniform (random);
  gunichar letter;
  guint place;

  if (chance < replaced && (data->sounds != NULL || data->shapes != NULL))
    {
      replace_letter (data, random, text);
      return;
    }

  if (!draw_letter (text, random, &place))
    return;

  letter = g_array_index (text, gunichar, place);
  chance = heed_random_uniform (random);
  if (chance < 1.0 / 3.0 && text->len > 2)
    g_array_remove_index (text, place);
  else if (chance < 2.0 / 3.0 || place + 1 == text->len ||
           !g_unichar_isalnum (g_array_index (text, gunichar, place + 1)))
    g_array_insert_val (text, place, letter);
  else
    {
      g_array_index (text, gunichar, place) = g_array_index (text, gunichar, place + 1);
      g_array_index (text, gunichar, place + 1) = letter;
    }
}

/* Makes a pair with one error, or sometimes two or three. */
static void
make_correction (const HeedTaskOptions *options,
                 gconstpointer          pointer,
                 HeedRandom            *random,
                 GString               *source,
                 GString               *target)
{
  const Data *data = pointer;
  const char *line = g_ptr_array_index (data->lines, heed_random_below (random, data->lines->len));
  gboolean is_unchanged = heed_random_uniform (random) < options->unchanged;
  g_autoptr(GArray) text = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    g_array_append_vals (text, &(gunichar) { g_utf8_get_char (at) }, 1);

  for (guint n = 0; n < 3 && !is_unchanged && (n == 0 || heed_random_below (random, 10) < 3); n++)
    make_error (data, options->replaced, random, text);

  for (guint i = 0; i < text->len; i++)
    g_string_append_unichar (source, g_array_index (text, gunichar, i));
  g_string_append (target, line);
}

static const char *const members[] = { "lines",     "column",    "confusions", "shapes",
                                       "unchanged", "replaced",  "sentences",  NULL };

const HeedTask heed_task_correction = {
  .info = { "correction", N_("Spelling correction"),
            N_("adds errors to correct sentences, and learns to undo them"), "我喜换在图书馆看书。", TRUE },
  .source_text = HEED_TOKENIZER_CHARACTER,
  .target_text = HEED_TOKENIZER_CHARACTER,
  .min_length = 1,
  .max_length = 1,
  .members = members,
  .open = open_data,
  .close = close_data,
  .make = make_correction,
};

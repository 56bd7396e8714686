/* correction.c — sentences with errors become the right ones
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Data with real errors are rare, so errors are made: in right sentences, some
 * characters are replaced by ones that sound alike, which is what typing Chinese
 * by sound gets wrong; a few are left out, written twice, or swapped.
 *
 * What sounds alike is in a file of lines: a character, tab, those of the same
 * sound and tone, tab, those of the same sound and another tone. Lines that
 * begin with # say nothing.
 */

#include "engine/training/tasks/task.h"

#include <glib/gi18n.h>
#include <string.h>

#include "engine/files/text-lines.h"

#define TRIES_A_LINE 20  /* places looked at for one that can be got wrong */

typedef struct {
  GPtrArray  *lines;
  GHashTable *alikes;  /* character -> Alike */
} Data;

typedef struct {
  gunichar *same_tone;   /* n_same_tone */
  glong     n_same_tone;
  gunichar *other_tone;
  glong     n_other_tone;
} Alike;

static void
free_alike (gpointer data)
{
  Alike *alike = data;

  g_free (alike->same_tone);
  g_free (alike->other_tone);
  g_free (alike);
}

static void
close_data (gpointer pointer)
{
  Data *data = pointer;

  g_ptr_array_unref (data->lines);
  g_hash_table_unref (data->alikes);
  g_free (data);
}

/* --- Reading --- */

/* Column number, from 1, or NULL if there are fewer. */
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

static void
add_alike (Data       *data,
           const char *line)
{
  g_auto(GStrv) columns = g_strsplit (line, "\t", 3);
  gunichar character = g_utf8_get_char (line);
  Alike *alike;

  if (character == '#' || character == '\0' || columns[1] == NULL)
    return;

  alike = g_new0 (Alike, 1);
  alike->same_tone = g_utf8_to_ucs4_fast (columns[1], -1, &alike->n_same_tone);
  alike->other_tone =
    g_utf8_to_ucs4_fast (columns[2] != NULL ? columns[2] : "", -1, &alike->n_other_tone);
  g_hash_table_replace (data->alikes, GUINT_TO_POINTER (character), alike);
}

static gboolean
read_alikes (Data          *data,
             const char    *path,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(HeedTextLines) lines = NULL;
  g_autoptr(GError) flaw = NULL;
  const char *line;

  if (path == NULL)
    return TRUE;

  lines = heed_text_lines_open (path, error);
  if (lines == NULL)
    return FALSE;

  while ((line = heed_text_lines_next (lines, cancellable, &flaw)) != NULL)
    add_alike (data, line);

  if (flaw != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&flaw), "%s: ", path);
      return FALSE;
    }

  return TRUE;
}

/* Each line once: those that many people wrote are not more right. */
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

static gpointer
open_data (const HeedTaskOptions  *options,
           GCancellable           *cancellable,
           GError                **error)
{
  Data *data;

  if (options->lines_path == NULL)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           "lines: expected the path of a file with right sentences, found none");
      return NULL;
    }

  data = g_new0 (Data, 1);
  data->lines = g_ptr_array_new_with_free_func (g_free);
  data->alikes = g_hash_table_new_full (NULL, NULL, NULL, free_alike);

  if (!read_alikes (data, options->confusions_path, cancellable, error) ||
      !read_lines (data, options, cancellable, error))
    {
      close_data (data);
      return NULL;
    }

  return data;
}

/* --- Making errors --- */

/* A character that sounds like this one, of the same tone two times in three. */
static gunichar
draw_alike (const Data *data,
            HeedRandom *random,
            gunichar    character)
{
  const Alike *alike = g_hash_table_lookup (data->alikes, GUINT_TO_POINTER (character));
  gboolean is_same_tone;

  if (alike == NULL || alike->n_same_tone + alike->n_other_tone == 0)
    return 0;

  is_same_tone =
    alike->n_other_tone == 0 || (alike->n_same_tone > 0 && heed_random_below (random, 3) < 2);

  return is_same_tone ? alike->same_tone[heed_random_below (random, (guint) alike->n_same_tone)]
                      : alike->other_tone[heed_random_below (random, (guint) alike->n_other_tone)];
}

/* A place where a letter stands; marks and spaces are left alone. */
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

static void
make_error (const Data *data,
            HeedRandom *random,
            GArray     *text)
{
  double chance = heed_random_uniform (random);
  gunichar letter;
  guint place;

  if (chance < 0.8 && g_hash_table_size (data->alikes) > 0)
    {
      replace_letter (data, random, text);
      return;
    }

  if (!draw_letter (text, random, &place))
    return;

  letter = g_array_index (text, gunichar, place);
  if (chance < 0.87 && text->len > 2)
    g_array_remove_index (text, place);
  else if (chance < 0.94 || place + 1 == text->len ||
           !g_unichar_isalnum (g_array_index (text, gunichar, place + 1)))
    g_array_insert_val (text, place, letter);
  else
    {
      g_array_index (text, gunichar, place) = g_array_index (text, gunichar, place + 1);
      g_array_index (text, gunichar, place + 1) = letter;
    }
}

/* One error, or sometimes two or three. */
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
    make_error (data, random, text);

  for (guint i = 0; i < text->len; i++)
    g_string_append_unichar (source, g_array_index (text, gunichar, i));
  g_string_append (target, line);
}

static const char *const members[] = { "lines",     "column",    "confusions",
                                       "unchanged", "sentences", NULL };

const HeedTask heed_task_correction = {
  .info = { "correction", N_("Spelling correction"),
            N_("makes errors in right sentences, and undoes them"), "我喜换在图书馆看书。", TRUE },
  .source_text = HEED_TOKENIZER_CHARACTER,
  .target_text = HEED_TOKENIZER_CHARACTER,
  .min_length = 1,
  .max_length = 1,
  .members = members,
  .open = open_data,
  .close = close_data,
  .make = make_correction,
};

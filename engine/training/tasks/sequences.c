/* sequences.c — the toy tasks copy, reverse and sort
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each the correct attention is known: the main diagonal, the antidiagonal, and a
 * permutation.
 */

#include "engine/training/tasks/task.h"

#include <glib/gi18n.h>
#include <stdlib.h>

static const char *const members[] = { "min_length", "max_length", "alphabet", "spaces", NULL };

/* Draws letters as indices into the alphabet; returns their number. */
static guint
draw (const HeedTaskOptions *options,
      HeedRandom            *random,
      guint                 *letters)
{
  guint n_letters = (guint) g_utf8_strlen (options->alphabet, -1);
  guint n =
    options->min_length + heed_random_below (random, options->max_length - options->min_length + 1);

  for (guint i = 0; i < n; i++)
    letters[i] = heed_random_below (random, n_letters);

  return n;
}

static void
append_letters (GString               *text,
                const HeedTaskOptions *options,
                const guint           *letters,
                guint                  n)
{
  for (guint i = 0; i < n; i++)
    {
      if (i > 0 && options->spaces)
        g_string_append_c (text, ' ');
      g_string_append_unichar (
        text, g_utf8_get_char (g_utf8_offset_to_pointer (options->alphabet, letters[i])));
    }
}

static void
make_copy (const HeedTaskOptions *options,
           gconstpointer          data G_GNUC_UNUSED,
           HeedRandom            *random,
           GString               *source,
           GString               *target)
{
  guint letters[HEED_LONGEST_TASK_TEXT];
  guint n = draw (options, random, letters);

  append_letters (source, options, letters, n);
  append_letters (target, options, letters, n);
}

static void
make_reverse (const HeedTaskOptions *options,
              gconstpointer          data G_GNUC_UNUSED,
              HeedRandom            *random,
              GString               *source,
              GString               *target)
{
  guint letters[HEED_LONGEST_TASK_TEXT];
  guint n = draw (options, random, letters);

  append_letters (source, options, letters, n);
  for (guint i = 0; i < n / 2; i++)
    {
      guint letter = letters[i];

      letters[i] = letters[n - 1 - i];
      letters[n - 1 - i] = letter;
    }
  append_letters (target, options, letters, n);
}

static int
compare_letters (gconstpointer a,
                 gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return (left > right) - (left < right);
}

static void
make_sort (const HeedTaskOptions *options,
           gconstpointer          data G_GNUC_UNUSED,
           HeedRandom            *random,
           GString               *source,
           GString               *target)
{
  guint letters[HEED_LONGEST_TASK_TEXT];
  guint n = draw (options, random, letters);

  append_letters (source, options, letters, n);
  qsort (letters, n, sizeof *letters, compare_letters);
  append_letters (target, options, letters, n);
}

const HeedTask heed_task_copy = {
  .info = { "copy", N_("Copy"), N_("says the same letters again: attention is a diagonal"),
            "q w e r t y", FALSE },
  .source_text = HEED_TOKENIZER_WORD,
  .target_text = HEED_TOKENIZER_WORD,
  .min_length = 2,
  .max_length = 10,
  .members = members,
  .make = make_copy,
};

const HeedTask heed_task_reverse = {
  .info = { "reverse", N_("Reverse"),
            N_("says the letters backwards: attention is the other diagonal"), "q w e r t y",
            FALSE },
  .source_text = HEED_TOKENIZER_WORD,
  .target_text = HEED_TOKENIZER_WORD,
  .min_length = 2,
  .max_length = 10,
  .members = members,
  .make = make_reverse,
};

const HeedTask heed_task_sort = {
  .info = { "sort", N_("Sort"),
            N_("says the letters in the order of the alphabet, wherever they stand"),
            "q w e r t y", FALSE },
  .source_text = HEED_TOKENIZER_WORD,
  .target_text = HEED_TOKENIZER_WORD,
  .min_length = 2,
  .max_length = 10,
  .members = members,
  .make = make_sort,
};

/* pair-summary.c — a summary for the user of a file of sentence pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/files/pair-file.h"

#include <glib/gi18n.h>

#define N_SHOWN         3
#define MAX_SIDE_CHARS  40

static const char *
get_flaw_words (HeedPairFlaw why)
{
  switch (why)
    {
    case HEED_PAIR_FLAW_NONE:
      break;

    case HEED_PAIR_FLAW_ONE_COLUMN:
      return _("one column");

    case HEED_PAIR_FLAW_NO_SOURCE:
      return _("no source");

    case HEED_PAIR_FLAW_NO_TARGET:
      return _("no target");

    case HEED_PAIR_FLAW_COLUMNS:
      return _("more columns than other lines; a text with the separator in it belongs in quotes");

    case HEED_PAIR_FLAW_QUOTE:
      return _("a quote that is not closed, or text behind one");

    case HEED_PAIR_FLAW_UTF8:
      return _("not valid UTF-8");

    case HEED_PAIR_FLAW_LENGTH:
      return _("longer than 64 KiB");
    }

  g_return_val_if_reached ("");
}

/**
 * heed_pair_file_dup_skip:
 * @i: below %HEED_PAIR_FILE_MAX_SKIPS
 *
 * Returns: (transfer full) (nullable): which line was skipped and why; %NULL if fewer were
 */
char *
heed_pair_file_dup_skip (const HeedPairFile *file,
                         guint               i)
{
  g_return_val_if_fail (file != NULL && i < HEED_PAIR_FILE_MAX_SKIPS, NULL);

  if (i >= file->n_skipped)
    return NULL;

  /* Translators: the number of a line in a file, and why it was passed over */
  return g_strdup_printf (_("line %u: %s"), (guint) file->skips[i].line,
                          get_flaw_words (file->skips[i].why));
}

static char *
shorten (const char *text)
{
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_SIDE_CHARS)
    return g_strdup (text);

  beginning = g_utf8_substring (text, 0, MAX_SIDE_CHARS - 1);

  return g_strconcat (beginning, "…", NULL);
}

static void
append_count (const HeedPairFile *file,
              GString            *text)
{
  const char *separator = file->separator == '\t'  ? _("tabs")
                          : file->separator == ';' ? _("semicolons")
                                                   : _("commas");

  /* Translators: how many pairs a file has, and what parts its columns */
  g_string_append_printf (text,
                          ngettext ("%u pair, columns parted by %s",
                                    "%u pairs, columns parted by %s", file->pairs->len),
                          file->pairs->len, separator);
}

static void
append_pairs (const HeedPairFile *file,
              GString            *text)
{
  for (guint i = 0; i < MIN (file->pairs->len, N_SHOWN); i++)
    {
      const HeedFilePair *pair = &g_array_index (file->pairs, HeedFilePair, i);
      g_autofree char *source = shorten (pair->source);
      g_autofree char *target = shorten (pair->target);

      g_string_append_c (text, '\n');
      /* Translators: a pair of a file: source and target */
      g_string_append_printf (text, _("“%s” → “%s”"), source, target);
    }
}

static void
append_part (GString    *text,
             const char *part)
{
  g_string_append (text, text->len > 0 ? ", " : "");
  g_string_append (text, part);
}

/* Lists the lines that are not pairs but no mistakes either: names, empty lines, comments. */
static void
append_passed_over (const HeedPairFile *file,
                    GString            *text)
{
  g_autoptr(GString) parts = g_string_new (NULL);
  g_autofree char *empty =
    g_strdup_printf (ngettext ("%u empty line", "%u empty lines", file->n_empty), file->n_empty);
  g_autofree char *comments =
    g_strdup_printf (ngettext ("%u comment", "%u comments", file->n_comments), file->n_comments);

  if (file->has_names)
    append_part (parts, _("the names of the columns"));
  if (file->n_empty > 0)
    append_part (parts, empty);
  if (file->n_comments > 0)
    append_part (parts, comments);

  if (parts->len == 0)
    return;

  g_string_append_c (text, '\n');
  /* Translators: what was not read of a file: empty lines, comments */
  g_string_append_printf (text, _("Passed over: %s."), parts->str);
}

static void
append_skipped (const HeedPairFile *file,
                GString            *text)
{
  if (file->n_skipped == 0)
    return;

  g_string_append_c (text, '\n');
  g_string_append_printf (text,
                          ngettext ("%u line is no pair:", "%u lines are no pairs:",
                                    file->n_skipped),
                          file->n_skipped);

  for (guint i = 0; i < MIN (file->n_skipped, HEED_PAIR_FILE_MAX_SKIPS); i++)
    {
      g_autofree char *words = heed_pair_file_dup_skip (file, i);

      g_string_append_printf (text, "\n%s", words);
    }

  if (file->n_skipped > HEED_PAIR_FILE_MAX_SKIPS)
    g_string_append (text, "\n…");
}

/**
 * heed_pair_file_dup_summary:
 *
 * Returns: (transfer full): several lines of text, in the user's language
 */
char *
heed_pair_file_dup_summary (const HeedPairFile *file)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (file != NULL, NULL);

  append_count (file, text);
  append_pairs (file, text);
  append_passed_over (file, text);
  append_skipped (file, text);

  return g_strdup (text->str);
}

/* corpus-messages.c — messages for the user about the state and the results of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-messages.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/words/words.h"
#include "app/window/pages/corpus/corpus-titles.h"
#include "ui/number-format.h"

static void
append_part (GString    *text,
             const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
append_file (GString    *text,
             const char *path,
             const char *what)
{
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *part = NULL;

  if (name == NULL)
    return;

  part = what != NULL ? g_strdup_printf ("%s (%s)", name, what) : g_strdup (name);
  append_part (text, part);
}

static const char *
describe_format (HeedCorpusFormat format)
{
  switch (format)
    {
    case HEED_CORPUS_LINES:
      return NULL;
    case HEED_CORPUS_TABS:
      return _("source, tab, target");
    case HEED_CORPUS_BARS:
      return _("source ||| target");
    case HEED_CORPUS_CSV:
      return _("CSV");
    }

  g_return_val_if_reached (NULL);
}

char *
heed_corpus_message_new_files (HeedCorpusFiles *files)
{
  const HeedCorpusFacts *facts = heed_corpus_files_get_facts (files);
  HeedGoldFile *gold = heed_corpus_files_get_gold (files);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *count =
    g_strdup_printf (ngettext ("%'u sentence", "%'u sentences", facts->n_pairs), facts->n_pairs);

  append_file (text, facts->paths.dump, _("attention of another program"));
  append_file (text, facts->paths.source, describe_format (facts->format));
  append_file (text, facts->paths.target, NULL);
  if (!facts->has_target)
    append_part (text, _("translated by the model"));
  append_file (text, facts->paths.gold,
               gold == NULL                           ? NULL
               : heed_gold_file_get_first (gold) == 1 ? _("links from 1")
                                                      : _("links from 0"));
  append_file (text, facts->paths.probabilities, _("probabilities of the links"));

  /* Translators: names of files, and how many sentences are in them */
  return g_strdup_printf (_("%s — %s"), text->str, count);
}

char *
heed_corpus_message_new_wrong (HeedCorpusFiles *files)
{
  const HeedCorpusFacts *facts = heed_corpus_files_get_facts (files);
  guint n = facts->n_wrong_text + facts->n_wrong_gold;

  if (n == 0)
    return NULL;

  return g_strdup_printf (ngettext ("%u line is left out: %s",
                                    "%u lines are left out, first %s", n),
                          n, facts->first_wrong);
}

static char *
dup_time_left (double seconds)
{
  if (seconds < 60.0)
    return g_strdup_printf (_("%.0f s left"), MAX (ceil (seconds), 1.0));
  if (seconds < 3600.0)
    return g_strdup_printf (_("%.0f min left"), ceil (seconds / 60.0));

  return g_strdup_printf (_("%.0f h left"), ceil (seconds / 3600.0));
}

char *
heed_corpus_message_new_progress (const HeedCorpusProgress *progress,
                                  HeedCorpusState           state)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (state == HEED_CORPUS_OPENING)
    return g_strdup (_("Reading the files…"));

  g_string_append_printf (text, _("%'u of %'u"), progress->n_done, progress->n_pairs);
  if (state == HEED_CORPUS_STOPPED)
    append_part (text, _("stopped"));
  if (state == HEED_CORPUS_WAITING)
    append_part (text, _("no model is open"));

  if (progress->rate > 0.0)
    {
      g_autofree char *rate = g_strdup_printf (_("%.0f sentences/s"), progress->rate);
      g_autofree char *left = dup_time_left ((progress->n_pairs - progress->n_done) /
                                             progress->rate);

      append_part (text, rate);
      append_part (text, left);
    }

  return g_strdup (text->str);
}

/* --- Ways ----------------------------------------------------------------- */

static gboolean
may_be_same (const char *language,
             const char *other)
{
  return *language == '\0' || *other == '\0' || g_ascii_strcasecmp (language, other) == 0;
}

gboolean
heed_corpus_message_is_turned (HeedModel *model,
                               HeedModel *reverse)
{
  const HeedModelInfo *info = heed_model_get_info (model);
  const HeedModelInfo *other = heed_model_get_info (reverse);

  return may_be_same (info->source_language, other->target_language) &&
         may_be_same (info->target_language, other->source_language);
}

char *
heed_corpus_message_new_reverse (HeedCorpus *corpus)
{
  HeedCorpusReverse *reverse = heed_corpus_get_reverse (corpus);
  HeedCorpusProgress progress = heed_corpus_reverse_get_progress (reverse);
  HeedModel *model = heed_corpus_get_model (corpus);
  HeedModel *other = heed_corpus_reverse_get_model (reverse);

  if (other != NULL && model != NULL && !heed_corpus_message_is_turned (model, other))
    return g_strdup (_("This model is not of the other direction"));

  switch (heed_corpus_reverse_get_state (reverse))
    {
    case HEED_REVERSE_NONE:
      return g_strdup (_("Until then links are read one way"));
    case HEED_REVERSE_OPENING:
      return g_strdup (_("The model is opened…"));
    case HEED_REVERSE_STOPPED:
      return heed_corpus_message_new_progress (&progress, HEED_CORPUS_STOPPED);
    case HEED_REVERSE_WAITING:
    case HEED_REVERSE_READING:
    case HEED_REVERSE_READ:
      return heed_corpus_message_new_progress (&progress, HEED_CORPUS_READING);
    }

  g_return_val_if_reached (NULL);
}

static void
append_rest (GString       *text,
             HeedCorpus    *corpus,
             const HeedLinkSettings *settings)
{
  g_autofree char *rule = heed_corpus_titles_new_rule (&settings->links);

  g_string_append_printf (text, ", %s", rule);
  if (settings->links.shift > 0)
    g_string_append_printf (text, ", %s", _("token read"));
  if (settings->keeps_end)
    g_string_append_printf (text, ", %s", _("end kept"));
  if (settings->by_piece)
    g_string_append_printf (text, ", %s", _("by pieces"));

  if (settings->is_symmetrised)
    {
      HeedModel *reverse = heed_corpus_reverse_get_model (heed_corpus_get_reverse (corpus));

      /* Translators: a way to make one of the links of two models, and the second model */
      g_string_append_printf (text, _(", %s with %s"),
                              heed_symmetrisation_get_name (settings->symmetrisation),
                              heed_model_get_info (reverse)->name);
    }
}

/* Returns the present link settings, for one direction only while there is no model of the other
 * direction. */
char *
heed_corpus_message_new_settings (HeedCorpus *corpus)
{
  HeedModel *model = heed_corpus_get_model (corpus);
  HeedCorpusLinker *linker = heed_corpus_get_linker (corpus);
  const HeedLinkSettings *settings = linker != NULL ? heed_corpus_linker_get_settings (linker)
                                                    : heed_corpus_get_link_settings (corpus);
  GString *text = g_string_new (NULL);

  if (model != NULL)
    g_string_append (text, heed_model_get_info (model)->name);
  else
    append_file (text, heed_corpus_files_get_path (heed_corpus_get_files (corpus)), NULL);

  if (settings->sites->len == 1)
    {
      g_autofree char *site = heed_corpus_titles_new_site (
        model, &g_array_index (settings->sites, HeedAttentionSite, 0));

      g_string_append_printf (text, ", %s", site);
    }
  else if (settings->sites->len > 1)
    {
      g_autofree char *set = heed_corpus_titles_new_set (settings->sites);

      g_string_append_printf (text, ", %s", set);
    }

  if (settings->sites->len > 0)
    append_rest (text, corpus, settings);

  return g_string_free (text, FALSE);
}

char *
heed_corpus_message_new_comparison (const HeedCorpusComparison *comparison)
{
  double difference = comparison->now - comparison->baseline;
  g_autofree char *baseline = heed_number_format_weight (comparison->baseline);
  g_autofree char *now = heed_number_format_weight (comparison->now);
  g_autofree char *change = heed_number_format_weight (difference);
  g_autofree char *interval = isnan (comparison->difference.low)
                              ? g_strdup ("…")
                              : heed_corpus_message_new_interval (&comparison->difference);

  /* Translators: an error rate, what had it, an error rate, a difference, between which numbers
   * that probably lies, how many sentences */
  return g_strdup_printf (ngettext ("AER was %s (%s), is %s: %s (%s) on %u sentence",
                                    "AER was %s (%s), is %s: %s (%s) on %u sentences",
                                    comparison->n_pairs),
                          baseline, comparison->name, now, change, interval, comparison->n_pairs);
}

char *
heed_corpus_message_new_stored (HeedAttentionStore *store)
{
  guint n_stored;
  g_autofree char *size = g_format_size (heed_attention_store_get_n_bytes (store, &n_stored));

  /* Translators: how many sentences, a size */
  return g_strdup_printf (ngettext ("Of %'u sentence all heads are kept, %s on the disk while the "
                                    "window is open, so that links are read again at once",
                                    "Of %'u sentences all heads are kept, %s on the disk while "
                                    "the window is open, so that links are read again at once",
                                    n_stored), n_stored, size);
}

char *
heed_corpus_message_new_interval (const HeedInterval *interval)
{
  g_autofree char *low = heed_number_format_weight (interval->low);
  g_autofree char *high = heed_number_format_weight (interval->high);

  if (isnan (interval->low))
    return g_strdup ("");

  /* Translators: between which two numbers one lies */
  return g_strdup_printf (_("%s to %s"), low, high);
}

/* --- One pair ------------------------------------------------------------ */

static char *
dup_span (const char         *text,
          const HeedWordSpan *span)
{
  g_auto(GStrv) words = heed_words_split (text);
  guint n = g_strv_length (words);
  g_autoptr(GString) joined = g_string_new (NULL);

  for (guint i = span->first; i <= span->last && i < n; i++)
    g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);

  return g_strdup (joined->str);
}

static void
append_flags (GString               *text,
              const HeedPairDetails *details)
{
  const HeedCorpusLine *line = &details->reading.line;

  if (line->flags & HEED_FLAG_UNREAD)
    {
      g_autofree char *span = dup_span (details->pair.source, &line->unread);
      g_autofree char *part = g_strdup_printf (_("hardly anything looks at “%s”"), span);

      append_part (text, part);
    }

  if (line->flags & HEED_FLAG_LOOP)
    {
      g_autofree char *part =
        g_strdup_printf (_("goes in circles from step %u on"), line->loop_step + 1);

      append_part (text, part);
    }

  if (line->flags & HEED_FLAG_COPIED)
    {
      g_autofree char *span = dup_span (details->pair.target, &line->copied);
      g_autofree char *part = g_strdup_printf (_("copied: “%s”"), span);

      append_part (text, part);
    }
}

char *
heed_corpus_message_new_sentence (const HeedPairDetails *details,
                                  const GError          *gold_problem)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const GError *problem = details->reading.problem;

  if (problem != NULL)
    return g_strdup (problem->message);

  append_flags (text, details);
  if (gold_problem != NULL)
    append_part (text, gold_problem->message);

  return g_strdup (text->str);
}

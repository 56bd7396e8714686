/* evaluate-compare.c — confidence intervals of scores, scores by bucket, and comparison of systems
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/evaluate-compare.h"

#include <math.h>

#define SEED 1

void
heed_comparison_make (HeedComparison   *comparison,
                      const HeedScored *scored,
                      guint             n_draws)
{
  const HeedBootstrapOptions options = { scored->tokenizer, n_draws, SEED };

  *comparison = (HeedComparison) {
    .has_other = scored->others != NULL,
    .n_draws = n_draws,
    .bootstrap = heed_evaluate_bootstrap (scored->hypotheses, scored->others, scored->references,
                                          scored->n_sentences, &options),
    .lengths = heed_score_buckets_by_length (scored),
    .frequencies = heed_score_buckets_by_frequency (scored),
  };

  if (comparison->has_other)
    comparison->other = heed_evaluate_translations (scored->others, scored->references,
                                                    scored->n_sentences, scored->tokenizer);
}

void
heed_comparison_clear (HeedComparison *comparison)
{
  g_clear_pointer (&comparison->lengths, g_array_unref);
  g_clear_pointer (&comparison->frequencies, g_array_unref);
}

/* --- JSON ------------------------------------------------------------------ */

static void
add_interval (HeedJsonWriter     *json,
              const char         *name,
              const HeedInterval *interval)
{
  heed_json_writer_begin_array (json, name);
  heed_json_writer_add_number (json, NULL, interval->low);
  heed_json_writer_add_number (json, NULL, interval->high);
  heed_json_writer_end_array (json);
}

static void
add_difference (HeedJsonWriter      *json,
                const char          *name,
                double               score,
                const HeedBootstrap *bootstrap)
{
  heed_json_writer_begin_object (json, name);
  heed_json_writer_add_number (json, "score", score);
  add_interval (json, "interval", &bootstrap->other_interval);
  heed_json_writer_add_number (json, "difference", bootstrap->difference);
  add_interval (json, "difference_interval", &bootstrap->difference_interval);
  heed_json_writer_add_number (json, "p_value", bootstrap->p_value);
  heed_json_writer_end_object (json);
}

static void
add_buckets (HeedJsonWriter *json,
             const char     *name,
             GArray         *buckets,
             const char     *counted,
             const char     *score,
             gboolean        has_other)
{
  heed_json_writer_begin_array (json, name);
  for (guint i = 0; i < buckets->len; i++)
    {
      const HeedScoreBucket *bucket = &g_array_index (buckets, HeedScoreBucket, i);

      heed_json_writer_begin_object (json, NULL);
      heed_json_writer_add_count (json, "least", bucket->least);
      if (bucket->most != G_MAXUINT)
        heed_json_writer_add_count (json, "most", bucket->most);
      heed_json_writer_add_count (json, counted, bucket->n);
      heed_json_writer_add_number (json, score, bucket->score);
      if (has_other)
        heed_json_writer_add_number (json, "against", bucket->other);
      heed_json_writer_end_object (json);
    }
  heed_json_writer_end_array (json);
}

void
heed_comparison_add_json (const HeedComparison *comparison,
                          HeedJsonWriter       *json)
{
  const HeedTranslationBootstrap *bootstrap = &comparison->bootstrap;

  heed_json_writer_add_count (json, "draws", comparison->n_draws);
  add_interval (json, "bleu_interval", &bootstrap->bleu.interval);
  add_interval (json, "chrf_interval", &bootstrap->chrf.interval);
  if (comparison->has_other)
    {
      heed_json_writer_begin_object (json, "against");
      add_difference (json, "bleu", comparison->other.bleu, &bootstrap->bleu);
      add_difference (json, "chrf", comparison->other.chrf, &bootstrap->chrf);
      heed_json_writer_end_object (json);
    }

  add_buckets (json, "by_length", comparison->lengths, "sentences", "bleu",
               comparison->has_other);
  add_buckets (json, "by_frequency", comparison->frequencies, "words", "f",
               comparison->has_other);
}

/* --- Text ------------------------------------------------------------------ */

static void
append_score (GString              *text,
              const char           *name,
              double                other,
              const HeedBootstrap  *bootstrap,
              const HeedComparison *comparison)
{
  g_string_append_printf (text, "%-12s 95 of 100 draws from %.2f to %.2f\n", name,
                          bootstrap->interval.low, bootstrap->interval.high);
  if (comparison->has_other)
    g_string_append_printf (text,
                            "  against    %.9g: %+.2f, 95 of 100 from %+.2f to %+.2f, p %.3f\n",
                            other, bootstrap->difference, bootstrap->difference_interval.low,
                            bootstrap->difference_interval.high, bootstrap->p_value);
}

static void
append_number (GString *text,
               double   score)
{
  if (isnan (score))
    g_string_append (text, "      –");
  else
    g_string_append_printf (text, " %6.1f", score);
}

static void
append_buckets (GString    *text,
                const char *title,
                GArray     *buckets,
                gboolean    has_other)
{
  g_string_append_printf (text, "%s\n", title);
  for (guint i = 0; i < buckets->len; i++)
    {
      const HeedScoreBucket *bucket = &g_array_index (buckets, HeedScoreBucket, i);
      g_autofree char *range =
        bucket->most == G_MAXUINT     ? g_strdup_printf ("%u or more", bucket->least)
        : bucket->least == bucket->most ? g_strdup_printf ("%u", bucket->least)
                                        : g_strdup_printf ("%u to %u", bucket->least, bucket->most);

      g_string_append_printf (text, "  %-12s %7u", range, bucket->n);
      append_number (text, bucket->score);
      if (has_other)
        append_number (text, bucket->other);
      g_string_append_c (text, '\n');
    }
}

void
heed_comparison_append_text (const HeedComparison *comparison,
                             GString              *text)
{
  append_score (text, "BLEU", comparison->other.bleu, &comparison->bootstrap.bleu, comparison);
  append_score (text, "chrF2", comparison->other.chrf, &comparison->bootstrap.chrf, comparison);
  append_buckets (text, "words of a reference, sentences, BLEU", comparison->lengths,
                  comparison->has_other);
  append_buckets (text, "how often a word is in the references, words, F1",
                  comparison->frequencies, comparison->has_other);
}

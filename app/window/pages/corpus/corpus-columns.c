/* corpus-columns.c — the columns of the table of pairs: titles, help and the text of each number
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-columns.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"

#define N_GRADES 5

typedef struct
{
  const char *action;
  const char *title;
  const char *help;
  gboolean    needs_gold;
  gboolean    needs_attention;
  gboolean    is_usual;
} Column;

static const Column columns[HEED_N_MEASURES] = {
  [HEED_MEASURE_NUMBER] = {
    "number", N_("#"), N_("The line in the files"), FALSE, FALSE, TRUE },
  [HEED_MEASURE_ERROR_RATE] = {
    "aer", N_("AER"),
    N_("Alignment error rate: how far the links read from the attention are from the gold links; 0 "
       "is best"), TRUE, TRUE, TRUE },
  [HEED_MEASURE_PRECISION] = {
    "precision", N_("Precision"),
    N_("The share of the links found that are gold links, sure or possible"), TRUE, TRUE, FALSE },
  [HEED_MEASURE_RECALL] = {
    "recall", N_("Recall"), N_("The share of the sure gold links that were "
                               "found"), TRUE, TRUE, FALSE },
  [HEED_MEASURE_COVERAGE] = {
    "coverage", N_("Cov. dev."),
    N_("Coverage deviation penalty: 0 if every source token receives a total attention of 1, lower "
       "if some receive too little or too much"), FALSE, TRUE, TRUE },
  [HEED_MEASURE_ABSENT_OUT] = {
    "absent-out", N_("Scatter out"),
    N_("Absentmindedness out: 0 if every target token attends to a single source token, lower the "
       "more they scatter"), FALSE, TRUE, FALSE },
  [HEED_MEASURE_ABSENT_IN] = {
    "absent-in", N_("Scatter in"),
    N_("Absentmindedness in: 0 if every source token is attended to by a single target token, "
       "lower the more it is shared"), FALSE, TRUE, FALSE },
  [HEED_MEASURE_ENTROPY] = {
    "entropy", N_("Entropy"),
    N_("How uncertain the model is about the next token, on average, in "
       "bits"), FALSE, FALSE, TRUE },
  [HEED_MEASURE_LOG_PROB] = {
    "log-prob", N_("log p"),
    N_("Mean log-probability of a target token; 0 is certain"), FALSE,
    FALSE, TRUE },
  [HEED_MEASURE_LENGTH_RATIO] = {
    "length", N_("Length"), N_("Target words to source words"), FALSE, FALSE, FALSE },
  [HEED_MEASURE_UNALIGNED] = {
    "unaligned", N_("Unlinked"), N_("The share of the target words without a link"), FALSE,
    TRUE, FALSE },
  [HEED_MEASURE_ERROR_CHANGE] = {
    "aer-change", N_("Δ AER"),
    N_("How much higher the error rate is than in the kept reading"), TRUE, TRUE,
    TRUE },
  [HEED_MEASURE_LOG_PROB_CHANGE] = {
    "logp-change", N_("Δ log p"),
    N_("How much more probable a token is than in the kept reading"), FALSE, FALSE,
    TRUE },
  [HEED_MEASURE_RECEIVED] = {
    "received", N_("Least read"),
    N_("How much attention the least read source words receive; a translated word receives about "
       "1. Computed by the model on demand, like the next three"), FALSE, TRUE, FALSE },
  [HEED_MEASURE_OMISSION] = {
    "omission", N_("Without it"),
    N_("How the log-probability of the target changes without those source words: near 0 or "
       "above, nothing in the target comes from them"), FALSE, TRUE, FALSE },
  [HEED_MEASURE_END] = {
    "end", N_("Early end"),
    N_("The highest probability of the end before the step where the sentence ends"), FALSE, TRUE,
    FALSE },
  [HEED_MEASURE_SOURCE_SHARE] = {
    "source-share", N_("From source"),
    N_("How much of each step rests on the source rather than on the words before it"), FALSE, TRUE,
    FALSE },
  [HEED_MEASURE_FLAGS] = {
    "flags", N_("Flags"),
    N_("Unread: source words that receive almost no attention. Loop: the same tokens three times "
       "in a row. Copied: source words that appear unchanged in the target. Hallucination: the "
       "steps rest too little on the source, if that was computed"), FALSE, FALSE, TRUE },
};

const char *
heed_corpus_columns_get_title (HeedMeasure measure)
{
  return columns[measure].title;
}

const char *
heed_corpus_columns_get_help (HeedMeasure measure)
{
  return columns[measure].help;
}

const char *
heed_corpus_columns_get_action (HeedMeasure measure)
{
  return columns[measure].action;
}

gboolean
heed_corpus_columns_needs_gold (HeedMeasure measure)
{
  return columns[measure].needs_gold;
}

gboolean
heed_corpus_columns_needs_attention (HeedMeasure measure)
{
  return columns[measure].needs_attention;
}

gboolean
heed_corpus_columns_is_default (HeedMeasure measure)
{
  return columns[measure].is_usual;
}

guint
heed_corpus_columns_get_grade (const HeedCorpusRow *row,
                               HeedMeasure          measure)
{
  double value = heed_corpus_row_get (row, HEED_MEASURE_ERROR_RATE);

  return measure == HEED_MEASURE_ERROR_RATE && isfinite (value)
         ? (guint) CLAMP (ceil (value * N_GRADES), 0.0, N_GRADES) : 0;
}

gboolean
heed_corpus_columns_needs_probe (HeedMeasure measure)
{
  return measure >= HEED_MEASURE_RECEIVED && measure <= HEED_MEASURE_SOURCE_SHARE;
}

gboolean
heed_corpus_columns_needs_model (HeedMeasure measure)
{
  return measure == HEED_MEASURE_ENTROPY || measure == HEED_MEASURE_LOG_PROB ||
         measure == HEED_MEASURE_LOG_PROB_CHANGE || heed_corpus_columns_needs_probe (measure);
}

gboolean
heed_corpus_columns_needs_baseline (HeedMeasure measure)
{
  return measure == HEED_MEASURE_ERROR_CHANGE || measure == HEED_MEASURE_LOG_PROB_CHANGE;
}

char *
heed_corpus_columns_dup_flags (guint flags)
{
  static const struct {
    HeedCorpusFlags  flag;
    const char      *name;
  } names[] = {
    { HEED_FLAG_UNREAD, N_("unread") },
    { HEED_FLAG_LOOP, N_("loop") },
    { HEED_FLAG_COPIED, N_("copied") },
    { HEED_FLAG_HALLUCINATION, N_("hallucination") },
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (flags & names[i].flag)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _(names[i].name));

  return g_string_free (text, FALSE);
}

char *
heed_corpus_columns_dup_text (const HeedCorpusRow *row,
                              guint                pair,
                              HeedMeasure          measure)
{
  double value;

  if (measure == HEED_MEASURE_NUMBER)
    return g_strdup_printf ("%u", pair + 1);

  if (row->state == HEED_ROW_WAITING)
    return g_strdup ("");

  if (measure == HEED_MEASURE_FLAGS)
    return row->state == HEED_ROW_FAILED ? g_strdup (_("not read"))
                                         : heed_corpus_columns_dup_flags (
                                             heed_corpus_row_get_flags (row));

  value = heed_corpus_row_get (row, measure);

  return isnan (value) ? g_strdup ("") : heed_number_format_score (value);
}

GMenuModel *
heed_corpus_columns_new_menu (const char *group)
{
  GMenu *menu = g_menu_new ();

  for (guint i = HEED_MEASURE_ERROR_RATE; i < HEED_N_MEASURES; i++)
    {
      g_autofree char *action = g_strconcat (group, ".", columns[i].action, NULL);

      g_menu_append (menu, _(columns[i].title), action);
    }

  return G_MENU_MODEL (menu);
}

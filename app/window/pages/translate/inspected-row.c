/* inspected-row.c — displays the selected row in the inspector
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/inspected-row.h"

#include "app/window/document/document-explanation.h"
#include "app/window/pages/translate/sink-words.h"

/* Returns the largest number of keys of the tokens from first to before end. */
static guint
count_keys (const HeedTranslation *translation,
            guint                  first,
            guint                  end)
{
  guint most = 0;

  for (guint row = first; row < end; row++)
    {
      guint n_keys = 0;

      if (heed_translation_get_attention (translation, row, &n_keys) != NULL)
        most = MAX (most, n_keys);
    }

  return most;
}

/* Merges one row of words as heed_word_map_merge() merges all: sums the weights of the keys of
 * each word, and divides by the number of tokens of the row. */
static float *
merge_row (const HeedTranslation *translation,
           const HeedWordMap     *columns,
           guint                  first,
           guint                  end)
{
  g_autofree double *sums = g_new0 (double, columns->n_words);
  float *merged = g_new0 (float, columns->n_words);

  for (guint row = first; row < end; row++)
    {
      guint n_keys = 0;
      const float *weights = heed_translation_get_attention (translation, row, &n_keys);

      for (guint key = 0; weights != NULL && key < n_keys; key++)
        sums[columns->words[key]] += weights[key];
    }

  for (guint word = 0; word < columns->n_words; word++)
    merged[word] = (float) (sums[word] / (end - first));

  return merged;
}

static gboolean
has_forced (const HeedTranslation *translation,
            guint                  first,
            guint                  end)
{
  for (guint row = first; row < end && row < translation->steps->len; row++)
    if (heed_translation_get_step (translation, row)->forced)
      return TRUE;

  return FALSE;
}

/* Leaves out words that none of the tokens can attend to yet. */
static void
take_columns (HeedRowWord           *word,
              const HeedTranslation *translation,
              const HeedWordMap     *columns)
{
  guint end = word->first + word->n_pieces;
  guint n_keys = count_keys (translation, word->first, end);
  g_autofree float *weights = NULL;
  guint n_words;

  if (n_keys == 0 || n_keys > columns->n_tokens)
    return;

  weights = merge_row (translation, columns, word->first, end);
  n_words = (guint) heed_word_map_find (columns, (int) n_keys - 1) + 1;
  heed_row_word_set_columns (word, columns->shown, columns->starts, weights, n_words);
}

/* Returns the word of a row, as displayed by heatmap and sentence; NULL while they display
 * another translation. */
static HeedRowWord *
new_word (const HeedTranslation    *translation,
          const HeedShownAttention *shown,
          guint                     n_columns,
          guint                     row)
{
  const HeedWordMap *rows = shown != NULL ? shown->rows : NULL;
  int index = rows != NULL ? heed_word_map_find (rows, (int) row) : -1;
  guint first, end;
  HeedRowWord *word;

  if (index < 0 || shown->columns->n_tokens != n_columns)
    return NULL;

  first = rows->starts[index];
  end = rows->starts[index + 1];
  word = heed_row_word_new (&rows->shown[index], rows->tokens + first, end - first, first);
  take_columns (word, translation, shown->columns);
  if (translation->site.kind != HEED_ATTENTION_ENCODER_SELF)
    word->has_forced = has_forced (translation, first, end);

  return word;
}

/* Explains how the weights of the picture differ from those of the list. */
static void
show_picture_note (HeedStepInspector        *inspector,
                   const HeedShownAttention *shown,
                   guint                     row)
{
  g_autofree char *note = NULL;
  guint written = heed_step_inspector_get_written_source (inspector);

  if (shown != NULL)
    note = heed_sink_words_new (shown, heed_word_map_find (shown->rows, (int) row),
                                heed_word_map_find (shown->columns, (int) written));

  heed_step_inspector_set_picture_note (inspector, note);
}

void
heed_inspected_row_show_in (HeedDocument             *document,
                            const HeedShownAttention *shown,
                            HeedStepInspector        *inspector)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  HeedDocumentView *view = heed_document_get_view (document);
  int row = heed_document_view_get_row (view);
  g_autofree HeedToken *columns = NULL;
  const float *weights, *scores;
  guint n_columns, n_keys = 0;

  if (row < 0)
    {
      heed_step_inspector_set_step (inspector, NULL, NULL, NULL, 0);
      return;
    }

  columns = heed_shown_attention_list_columns (document, &n_columns);
  scores = heed_translation_get_scores (translation, (guint) row, &n_keys);
  weights = heed_translation_get_attention (translation, (guint) row, &n_keys);
  heed_step_inspector_set_site (inspector, translation->site);
  heed_step_inspector_set_arithmetic (inspector, translation->heads == 0
                                                 ? heed_document_get_arithmetic (document) : NULL);
  heed_step_inspector_set_source (inspector, columns, n_columns);
  heed_step_inspector_take_word (inspector, new_word (translation, shown, n_columns, (guint) row));

  if (translation->site.kind == HEED_ATTENTION_ENCODER_SELF)
    heed_step_inspector_set_source_row (inspector, row, weights, scores, n_keys);
  else
    heed_step_inspector_set_step (inspector, heed_translation_get_step (translation, (guint) row),
                                  weights, scores, n_keys);

  heed_step_inspector_set_selected_source (inspector, heed_document_view_get_column (view));
  show_picture_note (inspector, shown, (guint) row);

  /* The engine explains single heads and the mean of all, but not the mean of chosen heads. */
  if (translation->heads == 0)
    heed_document_explain (document, (guint) row,
                           heed_step_inspector_get_written_source (inspector));
}

/* inspected-row.c — the row that is looked at, taken apart in the inspector
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/inspected-row.h"

#include "app/window/document-explanation.h"
#include "app/window/pages/shown-attention.h"

void
heed_inspected_row_show_in (HeedDocument      *document,
                            HeedStepInspector *inspector)
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
  heed_step_inspector_set_arithmetic (inspector, heed_document_get_arithmetic (document));
  heed_step_inspector_set_source (inspector, columns, n_columns);

  if (translation->site.kind == HEED_ATTENTION_ENCODER_SELF)
    heed_step_inspector_set_source_row (inspector, row, weights, scores, n_keys);
  else
    heed_step_inspector_set_step (inspector, heed_translation_get_step (translation, (guint) row),
                                  weights, scores, n_keys);

  heed_step_inspector_set_selected_source (inspector, heed_document_view_get_column (view));
  heed_document_explain (document, (guint) row,
                         heed_step_inspector_get_written_source (inspector));
}

/* analysis-button.h — a button that opens a popover with the result of an analysis
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/number-table.h"

G_BEGIN_DECLS

/* The label and the tooltip of the button, and the name of its table; all translated. */
typedef struct {
  const char *label;
  const char *help;
  const char *name;
  gboolean    opens_up;  /* whether the popover opens upwards, for a button low on its page */
} HeedAnalysisText;

#define HEED_TYPE_ANALYSIS_BUTTON (heed_analysis_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedAnalysisButton, heed_analysis_button, HEED, ANALYSIS_BUTTON, GtkWidget)

GtkWidget       *heed_analysis_button_new         (const HeedAnalysisText *text,
                                                   const HeedTableColumn  *columns,
                                                   guint                   n_columns);

/* Sets the sentence, and hides the table if it has no rows. */
void             heed_analysis_button_set_message (HeedAnalysisButton     *self,
                                                   const char             *message);
const char      *heed_analysis_button_get_message (HeedAnalysisButton     *self);
HeedNumberTable *heed_analysis_button_get_table   (HeedAnalysisButton     *self);
void             heed_analysis_button_close       (HeedAnalysisButton     *self);

G_END_DECLS

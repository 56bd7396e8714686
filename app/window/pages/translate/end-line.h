/* end-line.h — the probability of the end token at every step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/parts/shown-attention.h"

G_BEGIN_DECLS

/* Returns the probability of the end token at the last step of each row of the heatmap; n_values
 * is the number of rows; caller frees. NULL if the rows are not steps. */
double *heed_end_line_list    (HeedDocument             *document,
                               const HeedShownAttention *shown,
                               guint                    *n_values);

/* Draws the probabilities along the rows; removes the line if not is_wanted. */
void    heed_end_line_show_in (HeedDocument             *document,
                               const HeedShownAttention *shown,
                               gboolean                  is_wanted,
                               HeedHeatmap              *heatmap);

/* Describes which step ended the sentence, by what margin, and where it nearly ended before; NULL
 * if it did not end. */
char   *heed_end_line_dup_ending (HeedDocument          *document) G_GNUC_WARN_UNUSED_RESULT;

/* Describes the selected step; NULL if there is none. */
char   *heed_end_line_dup_text (HeedDocument            *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

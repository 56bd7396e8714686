/* end-line.h — how near the model was to ending the sentence, at every step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/shown-attention.h"

G_BEGIN_DECLS

/* The probability of the end token where each row of the heatmap ends; as many as
 * there are rows, for the caller to free. NULL where rows are no steps. */
double *heed_end_line_list    (HeedDocument             *document,
                               const HeedShownAttention *shown,
                               guint                    *n_values);

/* is_wanted: or else no line. */
void    heed_end_line_show_in (HeedDocument             *document,
                               const HeedShownAttention *shown,
                               gboolean                  is_wanted,
                               HeedHeatmap              *heatmap);

/* Which step ended the sentence, by how much, and where it nearly ended before; NULL: it did not
 * end. */
char   *heed_end_line_dup_ending (HeedDocument          *document) G_GNUC_WARN_UNUSED_RESULT;

/* In words, for the step that is selected; NULL: there is none. */
char   *heed_end_line_dup_text (HeedDocument            *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* compare-side.h — one of several translations that are compared
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/model-library.h"
#include "app/window/comparison.h"
#include "app/window/pages/shown-attention.h"
#include "app/window/view-options.h"

G_BEGIN_DECLS

#define HEED_TYPE_COMPARE_SIDE (heed_compare_side_get_type ())
G_DECLARE_FINAL_TYPE (HeedCompareSide, heed_compare_side, HEED, COMPARE_SIDE, GtkWidget)

/* number: from 0; it is called A, B … */
GtkWidget                *heed_compare_side_new          (guint             number,
                                                          HeedModelLibrary *library);

void                      heed_compare_side_line_up      (HeedCompareSide  *self,
                                                          GtkSizeGroup     *heads,
                                                          GtkSizeGroup     *feet);

HeedDocument             *heed_compare_side_get_document (HeedCompareSide  *self);
void                      heed_compare_side_set_document (HeedCompareSide  *self,
                                                          HeedDocument     *document);

/* What its document has now; where in it one is; what the comparison says of it. */
void                      heed_compare_side_show_steps   (HeedCompareSide  *self,
                                                          HeedShownAs       units);
void                      heed_compare_side_show_place   (HeedCompareSide  *self);
void                      heed_compare_side_show_state   (HeedCompareSide  *self,
                                                          HeedComparison   *comparison);
void                      heed_compare_side_show_text    (HeedCompareSide  *self,
                                                          const HeedWordMap *const *targets,
                                                          guint             n_sides);
void                      heed_compare_side_set_style    (HeedCompareSide  *self,
                                                          const HeedHeatmapStyle *style);

void                      heed_compare_side_set_points   (HeedCompareSide  *self,
                                                          gboolean          points);

HeedHeatmap              *heed_compare_side_get_heatmap  (HeedCompareSide  *self);

/* NULL: nothing yet. */
const HeedShownAttention *heed_compare_side_get_shown    (HeedCompareSide  *self);

G_END_DECLS

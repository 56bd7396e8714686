/* compare-side.h — one of several compared translations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/models/model-library.h"
#include "app/window/comparison/comparison.h"
#include "app/window/desktop/view-options.h"
#include "app/window/pages/parts/shown-attention.h"

G_BEGIN_DECLS

#define HEED_TYPE_COMPARE_SIDE (heed_compare_side_get_type ())
G_DECLARE_FINAL_TYPE (HeedCompareSide, heed_compare_side, HEED, COMPARE_SIDE, GtkWidget)

/* number counts from 0; the side is labelled A, B, … */
GtkWidget                *heed_compare_side_new          (guint             number,
                                                          HeedModelLibrary *library);

void                      heed_compare_side_line_up      (HeedCompareSide  *self,
                                                          GtkSizeGroup     *heads,
                                                          GtkSizeGroup     *feet);

HeedDocument             *heed_compare_side_get_document (HeedCompareSide  *self);
void                      heed_compare_side_set_document (HeedCompareSide  *self,
                                                          HeedDocument     *document);

/* Display the steps of its document; the selection and the played steps; the state of the
 * comparison. */
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

/* NULL if nothing is displayed yet. */
const HeedShownAttention *heed_compare_side_get_shown    (HeedCompareSide  *self);

G_END_DECLS

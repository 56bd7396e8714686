/* weight-bars.h — a list of names, each with a bar and a number
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/weight-bar.h"

G_BEGIN_DECLS

#define HEED_TYPE_WEIGHT_BARS (heed_weight_bars_get_type ())
G_DECLARE_FINAL_TYPE (HeedWeightBars, heed_weight_bars, HEED, WEIGHT_BARS, GtkWidget)

GtkWidget *heed_weight_bars_new          (void);

/* Copied; shown in this order. */
void       heed_weight_bars_set_bars     (HeedWeightBars      *self,
                                          const HeedWeightBar *bars,
                                          guint                n_bars);
guint      heed_weight_bars_get_n_bars   (HeedWeightBars      *self);

/* Headings of the columns; NULL, the default: none. */
void       heed_weight_bars_set_headings (HeedWeightBars      *self,
                                          const char          *label,
                                          const char          *score,
                                          const char          *value);

G_END_DECLS

/* histogram.h — the distribution of some numbers as bars
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_HISTOGRAM (heed_histogram_get_type ())
G_DECLARE_FINAL_TYPE (HeedHistogram, heed_histogram, HEED, HISTOGRAM, GtkWidget)

GtkWidget *heed_histogram_new         (void);

/* Counts in equal parts of the range; copied. n_bars 0: draws nothing. */
void       heed_histogram_set_bars    (HeedHistogram *self,
                                       const guint   *bars,
                                       guint          n_bars);

/* The range of all bars, which are equally wide. */
void       heed_histogram_set_range   (HeedHistogram *self,
                                       double         least,
                                       double         most);

/* The bar that contains the current value; -1: none. */
void       heed_histogram_set_marked  (HeedHistogram *self,
                                       int            bar);

/* Name of the quantity, for display: "AER". */
void       heed_histogram_set_name    (HeedHistogram *self,
                                       const char    *name);

G_END_DECLS

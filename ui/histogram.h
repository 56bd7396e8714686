/* histogram.h — how often numbers come, as bars
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

/* Equal parts of a range; copied. None: nothing is drawn. */
void       heed_histogram_set_bars    (HeedHistogram *self,
                                       const guint   *bars,
                                       guint          n_bars);

/* Where the range begins and ends; each bar is as wide. */
void       heed_histogram_set_range   (HeedHistogram *self,
                                       double         least,
                                       double         most);

/* The bar in which something lies that is looked at; -1: none. */
void       heed_histogram_set_marked  (HeedHistogram *self,
                                       int            bar);

/* What is counted, for a person: "AER". */
void       heed_histogram_set_name    (HeedHistogram *self,
                                       const char    *name);

G_END_DECLS

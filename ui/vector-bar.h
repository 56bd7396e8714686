/* vector-bar.h — a vector as a strip of colours
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_VECTOR_BAR (heed_vector_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedVectorBar, heed_vector_bar, HEED, VECTOR_BAR, GtkWidget)

GtkWidget *heed_vector_bar_new          (void);

void       heed_vector_bar_set_values   (HeedVectorBar *self,
                                         const float   *values,
                                         guint          n_values);
guint      heed_vector_bar_get_n_values (HeedVectorBar *self);

G_END_DECLS

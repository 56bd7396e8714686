/* loss-chart.h — a chart of the losses of one or two trainings over the epochs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/chart-layout.h"

G_BEGIN_DECLS

#define HEED_TYPE_LOSS_CHART (heed_loss_chart_get_type ())
G_DECLARE_FINAL_TYPE (HeedLossChart, heed_loss_chart, HEED, LOSS_CHART, GtkWidget)

GtkWidget *heed_loss_chart_new             (void);

/* The names of the trainings; a second one is shown only if it has a name. */
void       heed_loss_chart_set_names       (HeedLossChart         *self,
                                            const char            *first,
                                            const char            *second);

/* x in epochs, y in nats; copied. Points that are not finite are skipped. */
void       heed_loss_chart_set_training    (HeedLossChart         *self,
                                            guint                  run,
                                            const HeedChartPoint  *points,
                                            guint                  n_points);
void       heed_loss_chart_set_held_out    (HeedLossChart         *self,
                                            guint                  run,
                                            const HeedChartPoint  *points,
                                            guint                  n_points);

/* End of the x axis, in epochs; 0, the default: the end of the curves. */
void       heed_loss_chart_set_n_epochs    (HeedLossChart         *self,
                                            double                 n_epochs);

gboolean   heed_loss_chart_get_logarithmic (HeedLossChart         *self);
void       heed_loss_chart_set_logarithmic (HeedLossChart         *self,
                                            gboolean               is_logarithmic);

G_END_DECLS

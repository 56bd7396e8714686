/* scroll-area.h — a widget that scrolls what it draws itself
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_SCROLL_AREA (heed_scroll_area_get_type ())
G_DECLARE_DERIVABLE_TYPE (HeedScrollArea, heed_scroll_area, HEED, SCROLL_AREA, GtkWidget)

struct _HeedScrollAreaClass
{
  GtkWidgetClass parent_class;

  /* Another part is to be seen. Chain up. */
  void     (*scrolled)   (HeedScrollArea *self);

  /* A scrolled window has taken the area in: say how much there is. */
  void     (*adopted)    (HeedScrollArea *self);

  /* What does not scroll, px; FALSE is nothing. */
  gboolean (*get_border) (HeedScrollArea *self,
                          GtkBorder      *border);
};

double heed_scroll_area_get_x     (HeedScrollArea *self);
double heed_scroll_area_get_y     (HeedScrollArea *self);
void   heed_scroll_area_scroll_to (HeedScrollArea *self,
                                   double          x,
                                   double          y);

/* All sizes in px; a step is what an arrow of the scrollbar moves. */
void   heed_scroll_area_configure (HeedScrollArea *self,
                                   GtkOrientation  orientation,
                                   double          scroll,
                                   double          all,
                                   double          seen,
                                   double          step);

G_END_DECLS

/* scroll-area.h — the base class of widgets that draw and scroll their own contents
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

  /* The scroll position has changed. Implementations must chain up. */
  void     (*scrolled)   (HeedScrollArea *self);

  /* The widget was put into a scrolled window; call heed_scroll_area_configure() now. */
  void     (*adopted)    (HeedScrollArea *self);

  /* Sets the border that does not scroll, px; FALSE: there is none. */
  gboolean (*get_border) (HeedScrollArea *self,
                          GtkBorder      *border);
};

double heed_scroll_area_get_x     (HeedScrollArea *self);
double heed_scroll_area_get_y     (HeedScrollArea *self);
void   heed_scroll_area_scroll_to (HeedScrollArea *self,
                                   double          x,
                                   double          y);

/* All sizes in px; step is the distance that an arrow of the scrollbar moves. */
void   heed_scroll_area_configure (HeedScrollArea *self,
                                   GtkOrientation  orientation,
                                   double          scroll,
                                   double          all,
                                   double          seen,
                                   double          step);

G_END_DECLS

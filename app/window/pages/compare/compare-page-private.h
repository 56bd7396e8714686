/* compare-page-private.h — the members of the page, for its implementation files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/page.h"
#include "app/window/pages/compare/compare-page.h"
#include "app/window/pages/compare/compare-side.h"
#include "app/window/pages/compare/difference-pane.h"
#include "app/window/pages/parts/force-entry.h"
#include "app/window/pages/parts/transport.h"
#include "ui/color-legend.h"

G_BEGIN_DECLS

/**
 * HeedComparePage:
 *
 * The sentence; a choice of what the sides differ in; the sides; the transport and the
 * entry of a forced translation.
 *
 * ## Keyboard
 *
 * Control+B adds a side, Control+Shift+B removes the last one; Control+G forces the
 * same translation on all sides; Control+D shows the difference of two. Escape clears
 * the selection.
 *
 * ## CSS nodes
 *
 * One node named `comparepage`.
 *
 * ## Accessibility
 *
 * A group, with a group for each side.
 */
struct _HeedComparePage
{
  GtkWidget          parent_instance;

  GtkWidget         *entry;
  GtkWidget         *tools;
  HeedColorLegend   *legend;
  GtkWidget         *sides;
  GtkWidget         *footer;
  HeedTransport     *transport;
  HeedForceEntry    *force;

  HeedDifferencePane *pane;
  GtkSizeGroup      *heads;
  GtkSizeGroup      *feet;
  HeedModelLibrary  *library;
  HeedViewOptions   *options;
  HeedDocument      *document;    /* the window's; or NULL */
  HeedComparison    *comparison;
  GSimpleAction     *add_action;
  GSimpleAction     *remove_action;
  guint              lead;        /* index of the side of the last selection */
  guint              tick;        /* tick callback; 0 if the widgets are up to date */
  gboolean           has_new_steps;
  gboolean           is_presenting;
};

/* compare-page.c */
void             heed_compare_page_steps_changed (HeedComparePage  *self);
void             heed_compare_page_view_changed  (HeedDocumentView *view,
                                                  GParamSpec       *pspec,
                                                  HeedComparePage  *self);

/* compare-sides.c */
guint            heed_compare_page_get_n_sides   (HeedComparePage  *self);
HeedCompareSide *heed_compare_page_get_side      (HeedComparePage  *self,
                                                  guint             side);
void             heed_compare_page_show_sides    (HeedComparePage  *self);
void             heed_compare_page_fill_sides    (HeedComparePage  *self);

/* compare-figure.c */
gboolean         heed_compare_page_use_figure    (HeedPage         *page,
                                                  HeedFigureFunc    func,
                                                  gpointer          data);

G_END_DECLS

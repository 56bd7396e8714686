/* compare-page-private.h — what is in the page, for the files that work on it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/page.h"
#include "app/window/pages/compare-page.h"
#include "app/window/pages/compare-side.h"
#include "app/window/pages/difference-pane.h"
#include "app/window/pages/force-entry.h"
#include "app/window/pages/transport.h"
#include "ui/color-legend.h"

G_BEGIN_DECLS

/**
 * HeedComparePage:
 *
 * The sentence; what the sides differ in; the sides; transport and a translation to
 * force.
 *
 * ## Keyboard
 *
 * Control+B puts one more side beside the others, with Shift it removes the last;
 * Control+G makes all write the same; Control+D shows the difference of two. Escape
 * lets go of the column that was chosen.
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
  HeedDocument      *document;    /* the window's; NULL: none */
  HeedComparison    *comparison;
  GSimpleAction     *add_action;
  GSimpleAction     *remove_action;
  guint              lead;        /* the side where something was chosen last */
  guint              tick;        /* 0: the widgets show what the documents say */
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

/* compare-page.h — several translations side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/comparison/comparison.h"

G_BEGIN_DECLS

#define HEED_TYPE_COMPARE_PAGE (heed_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedComparePage, heed_compare_page, HEED, COMPARE_PAGE, GtkWidget)

GtkWidget      *heed_compare_page_new            (void);

/* NULL without a document. */
HeedComparison *heed_compare_page_get_comparison (HeedComparePage *self);

G_END_DECLS

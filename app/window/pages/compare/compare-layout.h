/* compare-layout.h — lays out sides in a row, and in several rows in a narrow window
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkLayoutManager *heed_compare_layout_new (void);

G_END_DECLS

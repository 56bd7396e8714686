/* compare-layout.h — sides beside each other, and below where the window is narrow
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkLayoutManager *heed_compare_layout_new (void);

G_END_DECLS

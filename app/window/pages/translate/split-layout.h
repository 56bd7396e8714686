/* split-layout.h — lays out a heatmap and, beside it, a narrower explanation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkLayoutManager *heed_split_layout_new (void);

G_END_DECLS

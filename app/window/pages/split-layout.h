/* split-layout.h — the heatmap gets the room, what explains it stands beside it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkLayoutManager *heed_split_layout_new (void);

G_END_DECLS

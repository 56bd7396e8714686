/* steady-list.h — keeps a list from being scrolled while its rows have no places yet
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whenever the items of `model` change, the list in `scrolled` that displays them stays where it is
 * until it is laid out again. */
void heed_steady_list_add (GtkScrolledWindow *scrolled,
                           GListModel        *model);

G_END_DECLS

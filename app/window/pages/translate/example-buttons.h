/* example-buttons.h — a button for each example sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/heed.h"

G_BEGIN_DECLS

/* Replaces the children of the box by one button per sentence; calls clicked_cb (data, button). */
void heed_example_buttons_fill (GtkBox    *box,
                                HeedModel *model,
                                GCallback  clicked_cb,
                                GObject   *data);

G_END_DECLS

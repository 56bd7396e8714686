/* card-dialog.h — a window that shows what is known about the model in use
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/models/model-card.h"

G_BEGIN_DECLS

/* Returns a new window, which the caller presents. */
GtkWidget *heed_card_dialog_new (GtkWindow  *parent,
                                 HeedModel  *model,
                                 const char *path);

G_END_DECLS

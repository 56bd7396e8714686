/* card-dialog.h — what is known of the model in use, in a window
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/model-card.h"

G_BEGIN_DECLS

/* The caller presents it. */
GtkWidget *heed_card_dialog_new (GtkWindow  *parent,
                                 HeedModel  *model,
                                 const char *path);

G_END_DECLS

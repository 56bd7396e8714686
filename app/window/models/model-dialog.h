/* model-dialog.h — asking the user for a model's file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/desktop/file-dialog.h"

G_BEGIN_DECLS

/* Calls chosen(widget, path) if a file was chosen and widget still exists. */
void heed_model_dialog_show (GtkWidget          *widget,
                             HeedFileChosenFunc  chosen);

G_END_DECLS

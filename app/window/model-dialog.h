/* model-dialog.h — asks a person for a model's file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/file-dialog.h"

G_BEGIN_DECLS

/* chosen is called with widget, if that is still there. */
void heed_model_dialog_show (GtkWidget          *widget,
                             HeedFileChosenFunc  chosen);

G_END_DECLS

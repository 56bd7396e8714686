/* export-options.h — how a figure is exported, as somebody chose it last
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/figure-file.h"

G_BEGIN_DECLS

typedef void (*HeedExportFunc) (GtkWidget            *window,
                                const char           *path,
                                const HeedFigureForm *form);

/* Choices beside the file: title, letters and size, as they were the last time as long
 * as the window lives. */
void heed_export_options_offer (GtkWidget       *window,
                                GtkFileChooser  *chooser);

/* What was chosen in that dialog; asks for a size first if it is to be another one than
 * is offered. Not called: somebody thought better of it. */
void heed_export_options_take  (GtkWidget       *window,
                                const char      *path,
                                HeedExportFunc   func);

G_END_DECLS

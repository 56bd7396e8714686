/* export-options.h — the options of a figure's export, as they were chosen last
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/figures/figure-file.h"

G_BEGIN_DECLS

typedef void (*HeedExportFunc) (GtkWidget            *window,
                                const char           *path,
                                const HeedFigureForm *form);

/* Adds the options title, outlines and size to a file dialog. They are preset to the last choice
 * in this window. */
void heed_export_options_offer (GtkWidget       *window,
                                GtkFileChooser  *chooser);

/* Calls func with the options chosen in that dialog. If "Another Size…" was chosen, a second
 * dialog asks for the size first; func is not called if that one is cancelled. */
void heed_export_options_take  (GtkWidget       *window,
                                const char      *path,
                                HeedExportFunc   func);

G_END_DECLS

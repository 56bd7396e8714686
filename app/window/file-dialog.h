/* file-dialog.h — asks a person for a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*HeedFileChosenFunc) (GtkWidget  *widget,
                                    const char *path);

/* patterns: with spaces between, "*.svg *.pdf". */
void heed_file_dialog_add_filter (GtkFileChooserNative *chooser,
                                  const char           *name,
                                  const char           *patterns);

/* Takes over @chooser. Calls @chosen if a file with a path was chosen, and if
 * @widget is still there; its window reports a file without one. */
void heed_file_dialog_show       (GtkFileChooserNative *chooser,
                                  GtkWidget            *widget,
                                  HeedFileChosenFunc    chosen);

/* What was chosen beside the file in the dialog that was shown last, as of
 * gtk_file_chooser_add_choice(); or NULL. */
const char *heed_file_dialog_get_choice (GtkWidget        *widget,
                                         const char       *id);

G_END_DECLS

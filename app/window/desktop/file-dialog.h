/* file-dialog.h — asking the user for a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*HeedFileChosenFunc) (GtkWidget  *widget,
                                    const char *path);
typedef void (*HeedFileCancelledFunc) (GtkWidget *widget);

/* patterns: separated by spaces, for example "*.svg *.pdf". */
void heed_file_dialog_add_filter (GtkFileChooserNative *chooser,
                                  const char           *name,
                                  const char           *patterns);

/* Takes ownership of chooser. Calls chosen(widget, path) if a file was chosen and widget still
 * exists. If the file has no local path, the window reports an error instead. */
void heed_file_dialog_show       (GtkFileChooserNative *chooser,
                                  GtkWidget            *widget,
                                  HeedFileChosenFunc    chosen);

/* To be called before _show. Calls cancelled(widget) if the dialog is closed without a file that
 * has a local path, or if widget shows another dialog instead, and widget still exists. */
void heed_file_dialog_set_cancelled (GtkFileChooserNative  *chooser,
                                     HeedFileCancelledFunc  cancelled);

/* Returns the option that was selected for a choice, as of gtk_file_chooser_add_choice(), in
 * widget's last dialog; or NULL. */
const char *heed_file_dialog_get_choice (GtkWidget        *widget,
                                         const char       *id);

G_END_DECLS

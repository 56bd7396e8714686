/* file-button.h — a button that chooses a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_FILE_BUTTON (heed_file_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedFileButton, heed_file_button, HEED, FILE_BUTTON, GtkWidget)

/* Absolute; NULL if no file is chosen. */
const char *heed_file_button_get_path (HeedFileButton  *self);
void        heed_file_button_set_path (HeedFileButton  *self,
                                       const char      *path);

G_END_DECLS

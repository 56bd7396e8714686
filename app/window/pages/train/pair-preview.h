/* pair-preview.h — a preview of a file of pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/files/pair-file.h"

G_BEGIN_DECLS

#define HEED_TYPE_PAIR_PREVIEW (heed_pair_preview_get_type ())
G_DECLARE_FINAL_TYPE (HeedPairPreview, heed_pair_preview, HEED, PAIR_PREVIEW, GtkWidget)

/* Reads the file; NULL hides the widget. With is_held_out a few pairs are enough. */
void                heed_pair_preview_set_path  (HeedPairPreview  *self,
                                                 const char       *path,
                                                 gboolean          is_held_out);

/* NULL if nothing was read yet, or nothing that can be trained on. */
const HeedPairFile *heed_pair_preview_get_file  (HeedPairPreview  *self);

G_END_DECLS

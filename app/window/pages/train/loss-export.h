/* loss-export.h — saves the losses of the displayed trainings as a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/train/film-view.h"

G_BEGIN_DECLS

#define HEED_LOSS_EXPORT_NAME "losses.svg"

/* path ends in .svg, .pdf, .png or .csv. Without a training nothing is written. */
gboolean heed_loss_export_save (HeedFilmView  *films,
                                gboolean       is_logarithmic,
                                const char    *path,
                                GError       **error);

G_END_DECLS

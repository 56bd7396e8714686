/* examples.h — sentences to try, by language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/heed.h"

G_BEGIN_DECLS

char **heed_examples_dup  (HeedModel *model);

/* A button for each in place of what is in the box; clicked_cb (data, button). */
void   heed_examples_fill (GtkBox    *box,
                           HeedModel *model,
                           GCallback  clicked_cb,
                           GObject   *data);

G_END_DECLS

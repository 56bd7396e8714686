/* examples.h — sentences to try, by language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *const *heed_examples_get  (const char *language);

/* A button for each in place of what is in the box; clicked_cb (data, button). */
void               heed_examples_fill (GtkBox     *box,
                                       const char *language,
                                       GCallback   clicked_cb,
                                       GObject    *data);

G_END_DECLS

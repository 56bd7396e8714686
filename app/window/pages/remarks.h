/* remarks.h — what the page says of a sentence, in labels around its attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/word-map.h"
#include "app/window/document.h"
#include "ui/shading.h"

G_BEGIN_DECLS

/* Each in a GtkLabel, which is gone while there is nothing to say, but for the
 * measures: those keep their place, and the last are said until there are others;
 * they speak of the words that the target is shown as. */
void heed_remarks_show_unknown  (GtkWidget    *label,
                                 HeedDocument *document);
void heed_remarks_show_cut      (GtkWidget    *label,
                                 HeedDocument *document);
void heed_remarks_show_measures (GtkWidget         *label,
                                 HeedDocument      *document,
                                 const HeedWordMap *target);

/* What of an attention is not drawn, if anything may not be. */
void heed_remarks_show_hidden_mass (GtkWidget         *label,
                                    const HeedShading *shading,
                                    const HeedMatrix  *attention);

G_END_DECLS

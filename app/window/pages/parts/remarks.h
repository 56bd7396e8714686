/* remarks.h — texts about a sentence in the labels around its attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/words/word-map.h"
#include "app/window/document/document.h"
#include "ui/shading.h"

G_BEGIN_DECLS

/* Each fills a GtkLabel and hides it if there is nothing to report. The label of the measures
 * keeps its space instead, and its text until there are new measures; they name the words of
 * target. */
void heed_remarks_show_unknown  (GtkWidget    *label,
                                 HeedDocument *document);
void heed_remarks_show_cut      (GtkWidget    *label,
                                 HeedDocument *document);
void heed_remarks_show_measures (GtkWidget         *label,
                                 HeedDocument      *document,
                                 const HeedWordMap *target);

/* Reports the weight that is not drawn, if a threshold is set. */
void heed_remarks_show_hidden_mass (GtkWidget         *label,
                                    const HeedShading *shading,
                                    const HeedMatrix  *attention);

G_END_DECLS

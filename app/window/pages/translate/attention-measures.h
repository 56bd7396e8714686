/* attention-measures.h — a card of measures of one attention, each explained in a sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/heed.h"

G_BEGIN_DECLS

/* A card for the inspector; created once and filled again whenever the attention changes. */
GtkWidget *heed_attention_measures_new  (void);
void       heed_attention_measures_show (GtkWidget         *card,
                                         const HeedMatrix  *attention,
                                         HeedAttentionKind  kind,
                                         const HeedToken   *rows,
                                         const HeedToken   *columns);

G_END_DECLS

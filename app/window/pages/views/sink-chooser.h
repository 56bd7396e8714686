/* sink-chooser.h — the choice of how the weights of special tokens are displayed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/words/sinks.h"

G_BEGIN_DECLS

#define HEED_TYPE_SINK_CHOOSER (heed_sink_chooser_get_type ())
G_DECLARE_FINAL_TYPE (HeedSinkChooser, heed_sink_chooser, HEED, SINK_CHOOSER, GtkWidget)

GtkWidget   *heed_sink_chooser_new      (void);

/* Reports the share of the special tokens; hidden if it is small and no rule is chosen. */
void         heed_sink_chooser_update   (HeedSinkChooser  *self,
                                         const HeedMatrix *attention,
                                         const HeedToken  *rows,
                                         const HeedToken  *columns);

HeedSinkRule heed_sink_chooser_get_rule (HeedSinkChooser  *self);
void         heed_sink_chooser_set_rule (HeedSinkChooser  *self,
                                         HeedSinkRule      rule);

G_END_DECLS

/* translate-presentation.c — the presentation mode of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only the sentence, its translation and the attention are visible; controls are hidden,
 * and keys replace them.
 */

#include "app/window/pages/translate/translate-presentation.h"

void
heed_translate_presentation_set (const HeedTranslateParts *parts,
                                 gboolean                  is_presenting)
{
  GtkWidget *const chrome[] = {
    parts->token_row,
    parts->legend_row,
    gtk_widget_get_parent (parts->verdict),
    gtk_widget_get_last_child (parts->split),
    GTK_WIDGET (parts->decoding),
    parts->tree_button,
    GTK_WIDGET (parts->force),
    parts->measures,
  };

  for (guint i = 0; i < G_N_ELEMENTS (chrome); i++)
    gtk_widget_set_visible (chrome[i], !is_presenting);

  heed_markup_bar_set_presenting (parts->markup, is_presenting);
  heed_gold_bar_set_presenting (parts->gold, is_presenting);
  heed_transport_set_bare (parts->transport, is_presenting);
  heed_heatmap_set_points (parts->heatmap, is_presenting);
  heed_view_options_set_presenting (parts->options, is_presenting);
}

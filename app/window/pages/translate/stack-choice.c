/* stack-choice.c — chooses the view that the page Translate displays
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/stack-choice.h"

#include "app/window/document/document-opening.h"
#include "app/window/pages/translate/evidence-display.h"

HeedViewMode
heed_stack_choice_get_mode (const HeedTranslateParts *parts)
{
  HeedViewMode mode = heed_view_options_get_mode (parts->options);

  return mode == HEED_VIEW_HEADS && !gtk_widget_get_visible (GTK_WIDGET (parts->chooser))
         ? HEED_VIEW_MATRIX : mode;
}

static const char *
choose_stack_page (const HeedTranslateParts *parts)
{
  HeedDocument *document = parts->document;
  HeedViewMode mode;

  if (heed_document_get_model (document) == NULL)
    return heed_document_get_is_opening (document) ? "heatmap" : "no-model";

  if (heed_document_get_state (document) == HEED_DOCUMENT_EMPTY)
    return "empty";

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (parts->tree_button)))
    return "tree";

  if (!heed_document_has_attention (document) && !heed_evidence_display_is_wanted (parts))
    return "no-attention";

  if (parts->shows_table)
    return "table";

  mode = heed_stack_choice_get_mode (parts);

  return mode == HEED_VIEW_MATRIX ? "heatmap" : heed_view_mode_get_name (mode);
}

/* Below the heatmap are its legend and caption; below a table only the way back. */
void
heed_stack_choice_show (const HeedTranslateParts *parts)
{
  HeedViewMode mode = heed_stack_choice_get_mode (parts);
  const char *page = choose_stack_page (parts);
  gboolean is_heatmap = g_str_equal (page, "heatmap");
  gboolean is_wall = g_str_equal (page, "heads");
  gboolean is_other_view = !is_heatmap && g_str_equal (page, heed_view_mode_get_name (mode));
  gboolean has_attention = is_heatmap || is_other_view || g_str_equal (page, "table");
  gboolean has_heads = gtk_widget_get_visible (GTK_WIDGET (parts->chooser));

  gtk_stack_set_visible_child_name (GTK_STACK (parts->stack), page);
  heed_view_toolbar_set_heads (parts->toolbar, has_heads, mode == HEED_VIEW_HEADS);
  gtk_widget_set_opacity (parts->legend_row,
                          has_attention || g_str_equal (page, "no-attention") ? 1.0 : 0.0);
  gtk_widget_set_opacity (parts->caption, is_heatmap ? 1.0 : 0.0);
  if (is_other_view)
    gtk_widget_set_visible (parts->caption, FALSE);
  gtk_widget_set_opacity (gtk_widget_get_parent (parts->verdict),
                          has_attention && !is_wall ? 1.0 : 0.0);
  gtk_widget_set_opacity (GTK_WIDGET (parts->legend), is_heatmap || is_wall ? 1.0 : 0.0);

  /* The legend keeps its space while there are no tokens yet; other views do not need it. */
  gtk_widget_set_visible (GTK_WIDGET (parts->legend), !is_other_view || is_wall);
}

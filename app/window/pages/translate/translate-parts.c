/* translate-parts.c — the widgets and objects of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/translate-parts.h"

static void
ensure_types (void)
{
  g_type_ensure (HEED_TYPE_BEAM_PANE);
  g_type_ensure (HEED_TYPE_CHANGES_VIEW);
  g_type_ensure (HEED_TYPE_COLOR_LEGEND);
  g_type_ensure (HEED_TYPE_DECODING_MENU);
  g_type_ensure (HEED_TYPE_EVIDENCE_BUTTON);
  g_type_ensure (HEED_TYPE_FORCE_ENTRY);
  g_type_ensure (HEED_TYPE_GOLD_BAR);
  g_type_ensure (HEED_TYPE_HEATMAP);
  g_type_ensure (HEED_TYPE_MARKUP_BAR);
  g_type_ensure (HEED_TYPE_SINK_CHOOSER);
  g_type_ensure (HEED_TYPE_SITE_CHOOSER);
  g_type_ensure (HEED_TYPE_STEP_INSPECTOR);
  g_type_ensure (HEED_TYPE_TARGET_SENTENCE);
  g_type_ensure (HEED_TYPE_TOKEN_FINDER);
  g_type_ensure (HEED_TYPE_TOKEN_STRIP);
  g_type_ensure (HEED_TYPE_TRANSPORT);
  g_type_ensure (HEED_TYPE_VIEW_TOOLBAR);
}

void
heed_translate_parts_bind (GtkWidgetClass *widget_class,
                           gssize          offset)
{
  static const struct {
    const char *name;
    gssize      offset;
  } children[] = {
    { "entry", G_STRUCT_OFFSET (HeedTranslateParts, entry) },
    { "token_row", G_STRUCT_OFFSET (HeedTranslateParts, token_row) },
    { "token_caption", G_STRUCT_OFFSET (HeedTranslateParts, token_caption) },
    { "tokens", G_STRUCT_OFFSET (HeedTranslateParts, tokens) },
    { "unknown", G_STRUCT_OFFSET (HeedTranslateParts, unknown) },
    { "split", G_STRUCT_OFFSET (HeedTranslateParts, split) },
    { "finder", G_STRUCT_OFFSET (HeedTranslateParts, finder) },
    { "stack", G_STRUCT_OFFSET (HeedTranslateParts, stack) },
    { "heatmap", G_STRUCT_OFFSET (HeedTranslateParts, heatmap) },
    { "examples", G_STRUCT_OFFSET (HeedTranslateParts, examples) },
    { "legend_row", G_STRUCT_OFFSET (HeedTranslateParts, legend_row) },
    { "toolbar", G_STRUCT_OFFSET (HeedTranslateParts, toolbar) },
    { "chooser", G_STRUCT_OFFSET (HeedTranslateParts, chooser) },
    { "evidence_button", G_STRUCT_OFFSET (HeedTranslateParts, evidence_button) },
    { "markup_button", G_STRUCT_OFFSET (HeedTranslateParts, markup_button) },
    { "markup", G_STRUCT_OFFSET (HeedTranslateParts, markup) },
    { "gold_button", G_STRUCT_OFFSET (HeedTranslateParts, gold_button) },
    { "gold", G_STRUCT_OFFSET (HeedTranslateParts, gold) },
    { "caption", G_STRUCT_OFFSET (HeedTranslateParts, caption) },
    { "hidden_mass", G_STRUCT_OFFSET (HeedTranslateParts, hidden_mass) },
    { "hatching", G_STRUCT_OFFSET (HeedTranslateParts, hatching) },
    { "legend", G_STRUCT_OFFSET (HeedTranslateParts, legend) },
    { "verdict", G_STRUCT_OFFSET (HeedTranslateParts, verdict) },
    { "sinks", G_STRUCT_OFFSET (HeedTranslateParts, sinks) },
    { "changes", G_STRUCT_OFFSET (HeedTranslateParts, changes) },
    { "inspector", G_STRUCT_OFFSET (HeedTranslateParts, inspector) },
    { "transport", G_STRUCT_OFFSET (HeedTranslateParts, transport) },
    { "measures", G_STRUCT_OFFSET (HeedTranslateParts, measures) },
    { "target", G_STRUCT_OFFSET (HeedTranslateParts, target) },
    { "difference", G_STRUCT_OFFSET (HeedTranslateParts, difference) },
    { "decoding", G_STRUCT_OFFSET (HeedTranslateParts, decoding) },
    { "tree_button", G_STRUCT_OFFSET (HeedTranslateParts, tree_button) },
    { "beam_pane", G_STRUCT_OFFSET (HeedTranslateParts, beam_pane) },
    { "force", G_STRUCT_OFFSET (HeedTranslateParts, force) },
    { "forced", G_STRUCT_OFFSET (HeedTranslateParts, forced) },
    { "effect_label", G_STRUCT_OFFSET (HeedTranslateParts, effect_label) },
    { "end_label", G_STRUCT_OFFSET (HeedTranslateParts, end_label) },
    { "cut", G_STRUCT_OFFSET (HeedTranslateParts, cut) },
  };

  ensure_types ();
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE,
                                               offset + children[i].offset);
}

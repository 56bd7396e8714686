/* translate-parts.h — the widgets and objects of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/desktop/view-options.h"
#include "app/window/document/document.h"
#include "app/window/pages/parts/force-entry.h"
#include "app/window/pages/parts/shown-attention.h"
#include "app/window/pages/parts/transport.h"
#include "app/window/pages/views/attention-editor.h"
#include "app/window/pages/views/attention-views.h"
#include "app/window/pages/views/beam-pane.h"
#include "app/window/pages/views/changes-view.h"
#include "app/window/pages/views/decoding-menu.h"
#include "app/window/pages/views/evidence-button.h"
#include "app/window/pages/views/gold-bar.h"
#include "app/window/pages/views/markup-bar.h"
#include "app/window/pages/views/shown-evidence.h"
#include "app/window/pages/views/sink-chooser.h"
#include "app/window/pages/views/view-toolbar.h"
#include "ui/attention-table.h"
#include "ui/color-legend.h"
#include "ui/heatmap.h"
#include "ui/site-chooser.h"
#include "ui/step-inspector.h"
#include "ui/target-sentence.h"
#include "ui/token-finder.h"
#include "ui/token-strip.h"

G_BEGIN_DECLS

typedef struct {
  /* From the template. */
  GtkWidget           *entry;
  GtkWidget           *token_row;
  GtkWidget           *token_caption;
  HeedTokenStrip      *tokens;
  GtkWidget           *unknown;
  GtkWidget           *split;
  HeedTokenFinder     *finder;
  GtkWidget           *stack;
  HeedHeatmap         *heatmap;
  GtkWidget           *examples;
  GtkWidget           *legend_row;
  HeedViewToolbar     *toolbar;
  HeedSiteChooser     *chooser;
  HeedEvidenceButton  *evidence_button;
  GtkWidget           *markup_button;
  HeedMarkupBar       *markup;
  GtkWidget           *gold_button;
  HeedGoldBar         *gold;
  GtkWidget           *caption;
  GtkWidget           *hidden_mass;
  GtkWidget           *hatching;
  HeedColorLegend     *legend;
  GtkWidget           *effect_label;
  GtkWidget           *verdict;
  HeedSinkChooser     *sinks;
  HeedChangesView     *changes;
  HeedStepInspector   *inspector;
  HeedTransport       *transport;
  HeedDecodingMenu    *decoding;
  GtkWidget           *tree_button;
  HeedBeamPane        *beam_pane;
  HeedForceEntry      *force;
  HeedTargetSentence  *target;
  GtkWidget           *measures;
  GtkWidget           *difference;
  GtkWidget           *forced;
  GtkWidget           *end_label;
  GtkWidget           *cut;

  /* Created by the page. */
  GtkWidget           *attention_measures;
  HeedAttentionEditor *editor;
  HeedAttentionViews  *views;
  HeedAttentionTable  *table;        /* NULL until first displayed */

  /* The contents, and how they are displayed. */
  HeedDocument        *document;
  HeedViewOptions     *options;
  HeedShownAttention  *shown;        /* NULL if nothing is displayed yet */
  HeedShownEvidence   *evidence;     /* NULL without a document */
  gboolean             has_pieces;   /* the model's words may be several subwords */
  gboolean             shows_table;
  gboolean             shows_end_line;
} HeedTranslateParts;

/* Binds those of the template to the HeedTranslateParts at this byte offset in the widget. */
void heed_translate_parts_bind (GtkWidgetClass *widget_class,
                                gssize          offset);

G_END_DECLS

/* translate-parts.h — what the page Translate is made of
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document.h"
#include "app/window/pages/attention-editor.h"
#include "app/window/pages/attention-views.h"
#include "app/window/pages/beam-pane.h"
#include "app/window/pages/changes-view.h"
#include "app/window/pages/decoding-menu.h"
#include "app/window/pages/evidence-button.h"
#include "app/window/pages/force-entry.h"
#include "app/window/pages/gold-bar.h"
#include "app/window/pages/markup-bar.h"
#include "app/window/pages/shown-attention.h"
#include "app/window/pages/shown-evidence.h"
#include "app/window/pages/sink-chooser.h"
#include "app/window/pages/transport.h"
#include "app/window/pages/view-toolbar.h"
#include "app/window/view-options.h"
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
  /* Of the template. */
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

  /* Made by the page. */
  GtkWidget           *attention_measures;
  HeedAttentionEditor *editor;
  HeedAttentionViews  *views;
  HeedAttentionTable  *table;        /* NULL until it is wanted */

  /* What they show, and how. */
  HeedDocument        *document;
  HeedViewOptions     *options;
  HeedShownAttention  *shown;        /* NULL: nothing yet */
  HeedShownEvidence   *evidence;     /* NULL without a document */
  gboolean             has_pieces;   /* words of the model may be in pieces */
  gboolean             shows_table;
  gboolean             shows_end_line;
} HeedTranslateParts;

/* Those of the template, into a HeedTranslateParts that is offset bytes into the widget. */
void heed_translate_parts_bind (GtkWidgetClass *widget_class,
                                gssize          offset);

G_END_DECLS

/* view-options.h — the options of how attention is drawn
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "app/core/links/head-list.h"
#include "app/core/words/word-map.h"
#include "ui/shading.h"

G_BEGIN_DECLS

typedef enum {
  HEED_VIEW_MATRIX,
  HEED_VIEW_RIBBONS,
  HEED_VIEW_TEXT,
  HEED_VIEW_HEADS,
  HEED_VIEW_STATES
} HeedViewMode;

#define HEED_TYPE_VIEW_MODE (heed_view_mode_get_type ())

GType            heed_view_mode_get_type       (void);

/* Returns the mode's name, such as "matrix", in settings, actions and the pages of a GtkStack. */
const char      *heed_view_mode_get_name       (HeedViewMode     mode);

/* What a matrix shows: attention, or evidence of effect in the order of HeedEvidenceKind. */
typedef enum {
  HEED_VIEW_OF_ATTENTION,
  HEED_VIEW_OF_OCCLUSION,
  HEED_VIEW_OF_GRADIENT,
  HEED_VIEW_OF_NORM,
  HEED_VIEW_OF_SHARE
} HeedViewSource;

#define HEED_TYPE_VIEW_SOURCE (heed_view_source_get_type ())

GType            heed_view_source_get_type     (void);

#define HEED_TYPE_VIEW_OPTIONS (heed_view_options_get_type ())
G_DECLARE_FINAL_TYPE (HeedViewOptions, heed_view_options, HEED, VIEW_OPTIONS, GObject)

HeedViewOptions *heed_view_options_new         (GSettings       *settings);

/* Returns one action per option, with the option's name and its value as state, for buttons and
 * menus. */
GActionGroup    *heed_view_options_get_actions (HeedViewOptions *self);

HeedViewMode     heed_view_options_get_mode    (HeedViewOptions *self);
HeedHeadOrder    heed_view_options_get_order   (HeedViewOptions *self);
HeedShownAs      heed_view_options_get_units   (HeedViewOptions *self);
HeedHeatmapStyle heed_view_options_get_style   (HeedViewOptions *self);

/* Returns FALSE if attention is to be drawn instead of evidence. */
gboolean         heed_view_options_get_evidence (HeedViewOptions  *self,
                                                HeedEvidenceKind *kind);

/* While presenting, numbers in cells and the palette for projectors override the user's choice. */
void               heed_view_options_set_presenting (HeedViewOptions *self,
                                                     gboolean         is_presenting);

G_END_DECLS

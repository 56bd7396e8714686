/* heatmap-notes.h — notes around the cells of a heatmap, in addition to the labels
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "engine/values.h"
#include "ui/color-scale.h"
#include "ui/heatmap-layout.h"
#include "ui/link-marks.h"

G_BEGIN_DECLS

/* Reference-counted; must not be changed once it is shared. Every part is optional. */
typedef struct {
  char     *row_title;     /* "target: French, as emitted" */
  char     *column_title;
  gboolean *hidden;        /* n_hidden columns from the first; TRUE if the column is masked */
  guint     n_hidden;
  gboolean  is_causal;     /* row t cannot see beyond column t */
  char     *quantity;      /* name of the quantity, "occlusion"; NULL: attention weights */
  char     *unit;          /* "nats"; NULL: none */
  char    **rows;          /* one per row, for the readout; NULL-terminated */
  char    **columns;       /* likewise, "" for none; labels of columns with a note are marked */
  gboolean  has_gold;      /* whether there are gold links, perhaps none in this sentence */
  HeedLinkMark *links;     /* n_links marks, drawn over the cells */
  guint     n_links;
} HeedHeatmapNotes;

HeedHeatmapNotes *heed_heatmap_notes_new   (void);
HeedHeatmapNotes *heed_heatmap_notes_ref   (HeedHeatmapNotes        *notes);
void              heed_heatmap_notes_unref (HeedHeatmapNotes        *notes);

/* The note on a row or column; NULL if there is none, and if notes is NULL. */
const char       *heed_heatmap_notes_get_row    (const HeedHeatmapNotes *notes,
                                                 guint                   row);
const char       *heed_heatmap_notes_get_column (const HeedHeatmapNotes *notes,
                                                 guint                   column);

/* A number with its unit; for weights, and if notes is NULL, "0.844". */
char             *heed_heatmap_notes_format     (const HeedHeatmapNotes *notes,
                                                 double                  number);

/* "sure link, missed" for a cell; NULL if there is no link, and if notes is NULL. */
const char       *heed_heatmap_notes_get_link   (const HeedHeatmapNotes *notes,
                                                 guint                   row,
                                                 guint                   column);

/* The name of the quantity, for the left side of an equation: "α". */
const char       *heed_heatmap_notes_get_symbol (const HeedHeatmapNotes *notes);

/* has_hatching: whether there are masked cells, as opposed to weights of zero.
 * hatch: draws strokes over them. */
gboolean          heed_heatmap_notes_has_hatching (const HeedHeatmapNotes  *notes);
void              heed_heatmap_notes_hatch        (const HeedHeatmapNotes  *notes,
                                                   cairo_t                 *cr,
                                                   const HeedHeatmapLayout *layout,
                                                   HeedColor                color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHeatmapNotes, heed_heatmap_notes_unref)

G_END_DECLS

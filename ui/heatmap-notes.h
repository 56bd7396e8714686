/* heatmap-notes.h — what is said around the cells of a heatmap, beside their labels
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

/* Counted; what is in it is not changed once somebody else has it. Each part may be
 * missing. */
typedef struct {
  char     *row_title;     /* "target: French, as emitted" */
  char     *column_title;
  gboolean *hidden;        /* n_hidden columns from the first: nobody may look there */
  guint     n_hidden;
  gboolean  is_causal;     /* row t cannot see beyond column t */
  char     *quantity;      /* "occlusion": what the numbers are; NULL: weights of attention */
  char     *unit;          /* "nats"; NULL: none */
  char    **rows;          /* one a row, for the readout; ended by NULL */
  char    **columns;       /* likewise, "" for nothing; the label of a column with one is marked */
  gboolean  has_gold;      /* people drew links, perhaps none */
  HeedLinkMark *links;     /* n_links of them, drawn over the cells */
  guint     n_links;
} HeedHeatmapNotes;

HeedHeatmapNotes *heed_heatmap_notes_new   (void);
HeedHeatmapNotes *heed_heatmap_notes_ref   (HeedHeatmapNotes        *notes);
void              heed_heatmap_notes_unref (HeedHeatmapNotes        *notes);

/* What is said of a row or column; NULL: nothing, and of all of them without notes. */
const char       *heed_heatmap_notes_get_row    (const HeedHeatmapNotes *notes,
                                                 guint                   row);
const char       *heed_heatmap_notes_get_column (const HeedHeatmapNotes *notes,
                                                 guint                   column);

/* A number with its unit; of weights, and without notes, "0.844". */
char             *heed_heatmap_notes_format     (const HeedHeatmapNotes *notes,
                                                 double                  number);

/* "sure link, missed", of a cell; NULL: nothing, and of all of them without notes. */
const char       *heed_heatmap_notes_get_link   (const HeedHeatmapNotes *notes,
                                                 guint                   row,
                                                 guint                   column);

/* What a number is called before an equals sign. */
const char       *heed_heatmap_notes_get_symbol (const HeedHeatmapNotes *notes);

/* Whether there are cells that are no zeros but cannot be looked at; draws strokes
 * over those. */
gboolean          heed_heatmap_notes_has_hatching (const HeedHeatmapNotes  *notes);
void              heed_heatmap_notes_hatch        (const HeedHeatmapNotes  *notes,
                                                   cairo_t                 *cr,
                                                   const HeedHeatmapLayout *layout,
                                                   HeedColor                color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHeatmapNotes, heed_heatmap_notes_unref)

G_END_DECLS

/* link-marks.h — links that people drew, over the cells of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "ui/color-scale.h"
#include "ui/heatmap-layout.h"

G_BEGIN_DECLS

/* What people said of a pair of words. */
typedef enum {
  HEED_GOLD_NONE,
  HEED_GOLD_POSSIBLE,  /* some did, or it may be left out */
  HEED_GOLD_SURE
} HeedGoldKind;

/* What a model found, against that: a link that is possible and was not found is nothing. */
typedef enum {
  HEED_OUTCOME_NONE,
  HEED_OUTCOME_HIT,     /* found, and sure or possible */
  HEED_OUTCOME_WRONG,   /* found, and neither */
  HEED_OUTCOME_MISSED,  /* sure, and not found */
  HEED_OUTCOME_CARRIES  /* of no gold: this link carries a mark of the source over */
} HeedLinkOutcome;

/* Cells of one pair of words, which may be in pieces on either side. */
typedef struct {
  guint           first_row;
  guint           n_rows;
  guint           first_column;
  guint           n_columns;
  HeedGoldKind    kind;
  HeedLinkOutcome outcome;
} HeedLinkMark;

typedef struct {
  HeedColor paper;   /* around everything that is drawn, whatever the cell behind it has */
  HeedColor text;    /* boxes */
  HeedColor hit;
  HeedColor wrong;
  HeedColor missed;
} HeedLinkColors;

/* Over cells that have just been drawn; marks of places that the layout does not have are left
 * out. A sure link is a box, a possible one a dashed box; ✓ is a hit, ✗ wrong, ○ missed, ◆ carries;
 * small and at the edge if there is a number in the middle. */
void  heed_link_marks_draw         (cairo_t                 *cr,
                                    const HeedHeatmapLayout *layout,
                                    const HeedLinkMark      *marks,
                                    guint                    n_marks,
                                    const HeedLinkColors    *colors,
                                    gboolean                 has_numbers);

/* What a legend explains, in its order, with its name for a person: a box or a sign. */
#define HEED_LINK_N_SAMPLES 5

const char *heed_link_marks_get_sample (guint                 i);
void  heed_link_marks_draw_sample  (cairo_t                 *cr,
                                    guint                    i,
                                    HeedRectangle            place,
                                    const HeedLinkColors    *colors);

/* "sure link, missed"; NULL: there is nothing to say. */
const char *heed_link_marks_describe   (HeedGoldKind          kind,
                                        HeedLinkOutcome       outcome);

/* That of a cell, NULL if there is none. */
const HeedLinkMark *heed_link_marks_find (const HeedLinkMark  *marks,
                                          guint                n_marks,
                                          guint                row,
                                          guint                column);

G_END_DECLS

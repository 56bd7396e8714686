/* link-marks.h — marks of gold links and their outcome over the cells of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "ui/color-scale.h"
#include "ui/heatmap-layout.h"

G_BEGIN_DECLS

/* Whether a pair of words is linked in the gold alignment. */
typedef enum {
  HEED_GOLD_NONE,
  HEED_GOLD_POSSIBLE,  /* drawn by some annotators only, or optional */
  HEED_GOLD_SURE
} HeedGoldKind;

/* The outcome of a pair of words, as compared with gold: NONE for a possible link not found. */
typedef enum {
  HEED_OUTCOME_NONE,
  HEED_OUTCOME_HIT,     /* found, and sure or possible */
  HEED_OUTCOME_WRONG,   /* found, and neither */
  HEED_OUTCOME_MISSED,  /* sure, and not found */
  HEED_OUTCOME_CARRIES  /* without gold: this link carries a markup from the source over */
} HeedLinkOutcome;

/* The cells of one pair of words, each of which may consist of several tokens. */
typedef struct {
  guint           first_row;
  guint           n_rows;
  guint           first_column;
  guint           n_columns;
  HeedGoldKind    kind;
  HeedLinkOutcome outcome;
} HeedLinkMark;

typedef struct {
  HeedColor paper;   /* halo around all lines, for contrast with any cell */
  HeedColor text;    /* boxes, and signs without a colour of their own */
  HeedColor hit;
  HeedColor wrong;
  HeedColor missed;
} HeedLinkColors;

/* Draws marks over the cells just drawn; marks outside the layout are skipped. A sure link is a
 * box, a possible one a dashed box; ✓ is a hit, ✗ wrong, ○ missed, ◆ carries. has_numbers: the
 * cells have numbers, so the signs are small and in the corner. */
void  heed_link_marks_draw         (cairo_t                 *cr,
                                    const HeedHeatmapLayout *layout,
                                    const HeedLinkMark      *marks,
                                    guint                    n_marks,
                                    const HeedLinkColors    *colors,
                                    gboolean                 has_numbers);

/* The entries of a legend, each a box or a sign, in order; get_sample()
 * returns the translated name. */
#define HEED_LINK_N_SAMPLES 5

const char *heed_link_marks_get_sample (guint                 i);
void  heed_link_marks_draw_sample  (cairo_t                 *cr,
                                    guint                    i,
                                    HeedRectangle            place,
                                    const HeedLinkColors    *colors);

/* "sure link, missed"; NULL if there is nothing to say. */
const char *heed_link_marks_describe   (HeedGoldKind          kind,
                                        HeedLinkOutcome       outcome);

/* Returns the mark that covers a cell; NULL if there is none. */
const HeedLinkMark *heed_link_marks_find (const HeedLinkMark  *marks,
                                          guint                n_marks,
                                          guint                row,
                                          guint                column);

G_END_DECLS

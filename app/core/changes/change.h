/* change.h — one named change that a user makes to a translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/changes.h"

G_BEGIN_DECLS

typedef enum {
  HEED_CHANGE_HIDDEN,    /* hides the source token at position */
  HEED_CHANGE_TOKEN,     /* makes the step at position take token_id */
  HEED_CHANGE_PREFIX,    /* makes the first n_ids steps take ids */
  HEED_CHANGE_ROW,       /* gives cells of one row the weights of pins */
  HEED_CHANGE_TEMPER,    /* sharpens or flattens one row, or every row */
  HEED_CHANGE_SILENCED,  /* silences the heads of site */
  HEED_CHANGE_REPLACED   /* reads ids instead of the n_replaced tokens from position on */
} HeedChangeKind;

#define HEED_EVERY_ROW (-1)

/* Immutable; members that its kind does not use are 0. */
typedef struct {
  HeedChangeKind     kind;
  gboolean           is_on;
  HeedAttentionSite  site;      /* layer may be HEED_EVERY_LAYER; HEED_HEAD_MEAN is every head */
  int                position;  /* or HEED_EVERY_ROW */
  guint32            token_id;
  float              factor;    /* TEMPER: of the scores; ROW: the weight that was set last */
  const HeedPin     *pins;      /* ROW */
  guint              n_pins;
  const guint32     *ids;       /* PREFIX, REPLACED */
  guint              n_ids;
  gboolean           is_whole;  /* PREFIX: the translation ends after them */
  gboolean           is_held;   /* ROW: the row stays as it was, whatever else changes */
  gboolean           is_found;  /* ROW: result of a search, also held; it gives the token label
                                 * the probability factor */
  gboolean           is_best;   /* if is_found: no token is more probable then */
  guint              n_replaced;  /* REPLACED: number of tokens replaced; label spells them */
  const char        *replacement; /* REPLACED: spelling of the new tokens, or NULL */
  const char        *label;     /* the token, the cell that was set last, or a text; or NULL */
} HeedChange;

/* Returns a deep copy of change. */
HeedChange *heed_change_new         (const HeedChange *change);
HeedChange *heed_change_ref         (HeedChange       *change);
void        heed_change_unref       (HeedChange       *change);
HeedChange *heed_change_new_switched (const HeedChange *change,
                                     gboolean          is_on);

/* Whether one replaces the other: same kind, position and, if it has one, site. */
gboolean    heed_change_is_of_same  (const HeedChange *change,
                                     const HeedChange *other);

/* Adds it to the changes that the decoder makes, whether it is on or not. */
void        heed_change_apply       (const HeedChange *change,
                                     HeedChanges      *changes);

/* Returns the change row with some cells set; all other cells, pinned or not, keep their
 * proportions. shown is the present sum of these cells' weights; row may be NULL. */
HeedChange *heed_change_new_cells_set (const HeedChange *row,
                                      const HeedPin    *cells,
                                      guint             n_cells,
                                      float             shown,
                                      const char       *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedChange, heed_change_unref)

G_END_DECLS

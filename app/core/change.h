/* change.h — one thing that a person wants to be different, and that has a name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes.h"

G_BEGIN_DECLS

typedef enum {
  HEED_CHANGE_HIDDEN,    /* the source token at position is hidden */
  HEED_CHANGE_TOKEN,     /* the step at position takes token_id */
  HEED_CHANGE_PREFIX,    /* the first steps take ids, one after the other */
  HEED_CHANGE_ROW,       /* cells of a row have the weights of pins */
  HEED_CHANGE_TEMPER,    /* a row, or every row, is sharper or flatter */
  HEED_CHANGE_SILENCED,  /* the heads of site say nothing */
  HEED_CHANGE_REPLACED   /* from position on ids are read instead of n_replaced tokens */
} HeedChangeKind;

#define HEED_EVERY_ROW (-1)

/* Immutable; what it does not need is 0. */
typedef struct {
  HeedChangeKind     kind;
  gboolean           is_on;
  HeedAttentionSite  site;      /* HEED_EVERY_LAYER; HEED_HEAD_MEAN: every head */
  int                position;  /* or HEED_EVERY_ROW */
  guint32            token_id;
  float              factor;    /* TEMPER: of the scores; ROW: what was asked last */
  const HeedPin     *pins;      /* ROW */
  guint              n_pins;
  const guint32     *ids;       /* PREFIX, REPLACED */
  guint              n_ids;
  gboolean           is_whole;  /* PREFIX: and nothing comes after them */
  gboolean           is_held;   /* ROW: as it was, whatever changes around it */
  gboolean           is_found;  /* ROW: held too, since it gives the token label a probability
                                 * of factor */
  gboolean           is_best;   /* and no token has more then */
  guint              n_replaced;  /* REPLACED: how many tokens, which label spells */
  const char        *replacement; /* REPLACED: what is read instead; or NULL */
  const char        *label;     /* of the token, of the cell that was set last, or text; or NULL */
} HeedChange;

/* A copy of all that change says. */
HeedChange *heed_change_new         (const HeedChange *change);
HeedChange *heed_change_ref         (HeedChange       *change);
void        heed_change_unref       (HeedChange       *change);
HeedChange *heed_change_new_switched (const HeedChange *change,
                                     gboolean          is_on);

/* Whether the one takes the place of the other. */
gboolean    heed_change_is_of_same  (const HeedChange *change,
                                     const HeedChange *other);

/* Adds it to what the decoder does, whether it is on or not. */
void        heed_change_apply       (const HeedChange *change,
                                     HeedChanges      *changes);

/* That row, with cells of it set: what else is pinned in it keeps its proportions as
 * the rest does. shown is what they have now, together; row may be NULL. */
HeedChange *heed_change_new_cells_set (const HeedChange *row,
                                      const HeedPin    *cells,
                                      guint             n_cells,
                                      float             shown,
                                      const char       *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedChange, heed_change_unref)

G_END_DECLS

/* edits.h — what was changed in a sentence, character by character
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* One character replaced, removed or added. */
typedef struct {
  guint    position;   /* in the source: what is replaced, or stands behind what is added */
  guint    ordinal;    /* of those added at one place, from 0; else HEED_EDIT_IN_PLACE */
  gunichar character;  /* what is there now; 0 if removed */
} HeedEdit;

#define HEED_EDIT_IN_PLACE G_MAXUINT

/* Summed over a corpus before anything is divided. */
typedef struct {
  guint64 n_made;
  guint64 n_wanted;
  guint64 n_right;  /* made and wanted */
} HeedEditCounts;

GArray *heed_edits_find      (const char           *source,
                              const char           *target);
void    heed_edits_count     (HeedEditCounts       *counts,
                              const char           *source,
                              const char           *hypothesis,
                              const char *const    *references);
double  heed_edits_precision (const HeedEditCounts *counts);
double  heed_edits_recall    (const HeedEditCounts *counts);
double  heed_edits_f         (const HeedEditCounts *counts,
                              double                beta);

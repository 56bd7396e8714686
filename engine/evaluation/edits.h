/* edits.h — the edits between two sentences, character by character
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* One character replaced, removed or added. */
typedef struct {
  guint    position;   /* in the source: the character changed, or the one after those added */
  guint    ordinal;    /* from 0 among those added at one place; else HEED_EDIT_IN_PLACE */
  gunichar character;  /* the new character; 0 if removed */
} HeedEdit;

#define HEED_EDIT_IN_PLACE G_MAXUINT

/* Counts, summed over a corpus. */
typedef struct {
  guint64 n_made;
  guint64 n_wanted;
  guint64 n_right;  /* both made and wanted */
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

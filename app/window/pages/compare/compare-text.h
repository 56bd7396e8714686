/* compare-text.h — a translation with its differences from other sides marked
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/words/word-map.h"

G_BEGIN_DECLS

/* The translations of all sides, and the one to display. */
typedef struct {
  const HeedWordMap *const *targets;   /* n_sides; an element is NULL if not known yet */
  guint                     n_sides;
  guint                     side;      /* index of the side to display */
  int                       selected;  /* index of its selected word, or -1 */
} HeedCompareText;

void heed_compare_text_show (GtkLabel              *label,
                             const HeedCompareText *text);

G_END_DECLS

/* compare-text.h — a translation, with what is otherwise beside it marked
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/word-map.h"

G_BEGIN_DECLS

/* What is said of the translations of all sides; NULL: of that one nothing yet. */
typedef struct {
  const HeedWordMap *const *targets;   /* n_sides of them */
  guint                     n_sides;
  guint                     side;      /* whose text it is */
  int                       selected;  /* the word of it that is looked at, or -1 */
} HeedCompareText;

void heed_compare_text_show (GtkLabel              *label,
                             const HeedCompareText *text);

G_END_DECLS

/* weight-bar.h — one row of a list of weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *label;
  double      value;      /* [0, 1]; length of the bar, and the number after it */
  double      score;      /* shown before the bar; NAN if there is none */
  gboolean    is_strong;  /* emphasized, as the selected or chosen one */
  gboolean    is_top;     /* marked as the largest */
  gboolean    is_hidden;  /* struck out */
} HeedWeightBar;

G_END_DECLS

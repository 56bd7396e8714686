/* weight-bar.h — a name with a weight, as it is shown
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *label;
  double      value;      /* [0, 1]; the length of the bar, and the number behind it */
  double      score;      /* shown before the bar; NAN is none */
  gboolean    is_strong;  /* the one that this is about */
  gboolean    is_top;     /* marked as the largest */
  gboolean    is_hidden;  /* struck out */
} HeedWeightBar;

G_END_DECLS

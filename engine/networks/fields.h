/* fields.h — the limits of a description, and a helper for its checks
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_MAX_WIDTH      16384
#define HEED_MAX_VOCABULARY 4000000

/* Returns is_right; if it is FALSE, sets HEED_ERROR_UNSUPPORTED with the formatted message. */
gboolean heed_field_check (gboolean     is_right,
                           GError     **error,
                           const char  *format,
                           ...) G_GNUC_PRINTF (3, 4);

/* A number of a description, with its bounds. */
typedef struct {
  const char *name;
  guint       value;
  guint       least;
  guint       most;
} HeedFieldSize;

/* Sizes may come from the shapes of tensors as well as from JSON. These bounds are what makes
 * products such as gates x width fit into a guint. */
gboolean heed_field_check_sizes (const HeedFieldSize  *sizes,
                                 guint                 n_sizes,
                                 GError              **error);

G_END_DECLS

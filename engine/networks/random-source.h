/* random-source.h — the random initial weights of a training
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/random.h"
#include "engine/networks/parameters.h"

G_BEGIN_DECLS

/* The user_data of heed_random_source(), a source for heed_network_bind(). */
typedef struct {
  HeedParameters *parameters;
  HeedRandom     *random;
} HeedRandomSource;

HeedTensor *heed_random_source (gpointer      user_data,
                                const char   *name,
                                guint         n_rows,
                                guint         n_columns,
                                gboolean      is_optional,
                                GError      **error);

G_END_DECLS

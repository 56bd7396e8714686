/* layouts.c — the layouts that are known, one file each
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/models/layouts/layouts.h"

static const HeedLayout *const layouts[] = {
  &heed_layout_d2l,
};

const HeedLayout *const *
heed_layouts_get (guint *n_layouts)
{
  *n_layouts = G_N_ELEMENTS (layouts);

  return layouts;
}

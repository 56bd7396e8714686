/* layouts.c — the layouts that are known, one file each
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/layouts/layouts.h"

/* The first that knows the tensors is asked; those with names of their own come
 * before those with names that others have too. */
static const HeedLayout *const layouts[] = {
  &heed_layout_opennmt,
  &heed_layout_joeynmt,
  &heed_layout_joeynmt_transformer,
  &heed_layout_d2l_transformer,
  &heed_layout_torch_transformer,
  &heed_layout_tutorial,
  &heed_layout_input_feeding,
  &heed_layout_chatbot,
  &heed_layout_d2l,
};

const HeedLayout *const *
heed_layouts_get (guint *n_layouts)
{
  *n_layouts = G_N_ELEMENTS (layouts);

  return layouts;
}

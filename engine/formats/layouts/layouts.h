/* layouts.h — the known layouts of tensors, one file each
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"

G_BEGIN_DECLS

extern const HeedLayout heed_layout_chatbot;
extern const HeedLayout heed_layout_d2l;
extern const HeedLayout heed_layout_d2l_transformer;
extern const HeedLayout heed_layout_input_feeding;
extern const HeedLayout heed_layout_joeynmt;
extern const HeedLayout heed_layout_joeynmt_transformer;
extern const HeedLayout heed_layout_opennmt;
extern const HeedLayout heed_layout_torch_transformer;
extern const HeedLayout heed_layout_tutorial;

/* Tries one layout after the other. weights and root must be set. */
gboolean heed_layouts_recognise (HeedRecognition  *recognition,
                                 GError          **error);

G_END_DECLS

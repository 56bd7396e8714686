/* encoder-view.h — self-attention of the encoder, as a matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/networks/decoder.h"

G_BEGIN_DECLS

/* S x S, row s is source token s; NULL if the encoder has no such attention. */
HeedMatrix *heed_encoder_view_dup (HeedEncoding       *encoding,
                                   HeedAttentionSite   site,
                                   gboolean            is_before_softmax);

G_END_DECLS

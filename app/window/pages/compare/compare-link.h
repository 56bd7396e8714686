/* compare-link.h — selects the same step and the same word on two sides
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/parts/shown-attention.h"

G_BEGIN_DECLS

/* A document and its displayed attention. */
typedef struct {
  HeedDocument             *document;
  const HeedShownAttention *shown;
} HeedLinkedSide;

void heed_compare_link_follow (HeedLinkedSide lead,
                               HeedLinkedSide follower);

G_END_DECLS

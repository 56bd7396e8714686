/* link-origin.h — detects links that seem to count words from 1
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Statistics of a file of links; all zero before the first line. */
typedef struct {
  guint64  n_links;
  gboolean has_first;  /* some link has word 0 on either side */
} HeedLinkOrigin;

void heed_link_origin_note (HeedLinkOrigin        *origin,
                            const HeedAlignment   *links);

/* Warns on standard error if the links of an option seem to count from 1 while those
 * they are compared with do not. */
void heed_link_origin_warn (const HeedLinkOrigin  *origin,
                            const char            *option,
                            const HeedLinkOrigin  *other);

G_END_DECLS

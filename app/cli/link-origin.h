/* link-origin.h — whether links seem to count words from 1
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Of a file of links; all zero before the first line. */
typedef struct {
  guint64  n_links;
  gboolean has_first;  /* one of them starts or ends at word 0 */
} HeedLinkOrigin;

void heed_link_origin_note (HeedLinkOrigin        *origin,
                            const HeedAlignment   *links);

/* Says on standard error that the links of an option seem to count from 1, if those that they
 * are compared with seem not to. */
void heed_link_origin_warn (const HeedLinkOrigin  *origin,
                            const char            *option,
                            const HeedLinkOrigin  *other);

G_END_DECLS

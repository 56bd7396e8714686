/* found-links.h — the found links of each pair of a corpus, now and in the baseline
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A link takes four bytes: about ten megabytes for a hundred thousand pairs, and the same
 * again for the earlier links. Only pairs with gold links are stored.
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef struct _HeedFoundLinks HeedFoundLinks;

HeedFoundLinks *heed_found_links_new      (guint                    n_pairs);
void             heed_found_links_free         (HeedFoundLinks     *self);

/* links may be NULL: then the links of the pair are unknown. */
void             heed_found_links_set          (HeedFoundLinks     *self,
                                                 guint                i,
                                                 const HeedAlignment *links);

/* Stores the present links as the baseline. */
void             heed_found_links_set_baseline (HeedFoundLinks     *self);

/* The present links and those of the baseline, owned by the caller; NULL if unknown. */
HeedAlignment   *heed_found_links_dup          (HeedFoundLinks     *self,
                                                 guint                i);
HeedAlignment   *heed_found_links_dup_baseline (HeedFoundLinks     *self,
                                                 guint                i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFoundLinks, heed_found_links_free)

G_END_DECLS

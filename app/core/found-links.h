/* found-links.h — the links that were found in each pair of a corpus, now and before
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Four bytes a link: of a hundred thousand pairs some ten megabytes, and as many again of
 * what was kept to be compared with. Of pairs alone that have gold links.
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef struct _HeedFoundLinks HeedFoundLinks;

HeedFoundLinks *heed_found_links_new      (guint                n_pairs);
void             heed_found_links_free     (HeedFoundLinks     *self);

/* links may be NULL: nothing is known of them any more. */
void             heed_found_links_set      (HeedFoundLinks     *self,
                                             guint                i,
                                             const HeedAlignment *links);

/* What there is now is what was before, from then on. */
void             heed_found_links_keep     (HeedFoundLinks     *self);

/* NULL: nothing is known. */
HeedAlignment   *heed_found_links_dup      (HeedFoundLinks     *self,
                                             guint                i);
HeedAlignment   *heed_found_links_dup_kept (HeedFoundLinks     *self,
                                             guint                i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFoundLinks, heed_found_links_free)

G_END_DECLS

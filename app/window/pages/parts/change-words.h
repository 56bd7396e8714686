/* change-words.h — the name of a change in words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/change.h"
#include "ui/site-ranges.h"

G_BEGIN_DECLS

/* ranges are the model's, as for heed_site_ranges_dup_text(). */
char *heed_change_words_new (const HeedChange    *change,
                             const HeedSiteRange *ranges) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* sentence-kind.h — whether a sentence for one model suits another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Returns the kind of sentences that a model reads, as a string to compare; NULL if unknown. */
char     *heed_sentence_kind_new  (HeedModel  *model);

gboolean  heed_sentence_kind_fits (const char *kind,
                                   const char *other);

G_END_DECLS

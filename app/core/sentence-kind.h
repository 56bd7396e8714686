/* sentence-kind.h — whether a sentence for one model is one for another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* What the model reads, in a word to compare; NULL: nobody says. */
char     *heed_sentence_kind_new  (HeedModel  *model);

gboolean  heed_sentence_kind_fits (const char *kind,
                                   const char *other);

G_END_DECLS

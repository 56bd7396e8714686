/* measures.h — what can be said about a whole translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation.h"

G_BEGIN_DECLS

/* "log p −3.12 · coverage 97 % · confidence 91 %"; of a translation that is
 * whole. */
char *heed_measures_new_text         (const HeedTranslation *translation);

/* What of the sentence the model does not know; NULL if it knows all of it. */
char *heed_measures_new_unknown_text (const HeedTranslation *translation);

/* That it was cut off, and whether it goes in circles; NULL if it ended. */
char *heed_measures_new_cut_text     (const HeedTranslation *translation,
                                      guint32                end_token);

G_END_DECLS

/* forced-words.h — the probabilities of a forced translation, in words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns the first step at which the model would have chosen another token; -1 if there is
 * none. */
int   heed_forced_words_find_divergence (const HeedTranslation *translation);

/* Returns the probability of each token, the first divergence, and the log-probabilities of both
 * translations. */
char *heed_forced_words_new             (const HeedTranslation *forced,
                                         const HeedTranslation *free) G_GNUC_WARN_UNUSED_RESULT;

/* Hides the label unless a whole translation is forced. */
void  heed_forced_words_show_in         (HeedDocument          *document,
                                         GtkLabel              *label);

G_END_DECLS

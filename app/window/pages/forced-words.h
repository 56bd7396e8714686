/* forced-words.h — what the model thinks of a translation that it was made to give
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The first step at which the model would have taken another token; -1: there is
 * none. */
int   heed_forced_words_find_divergence (const HeedTranslation *translation);

/* The probability of each token, the first divergence, and both sentences'
 * log-probability. */
char *heed_forced_words_new             (const HeedTranslation *forced,
                                         const HeedTranslation *free) G_GNUC_WARN_UNUSED_RESULT;

/* Hidden while nothing is forced as a whole. */
void  heed_forced_words_show_in         (HeedDocument          *document,
                                         GtkLabel              *label);

G_END_DECLS

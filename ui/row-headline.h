/* row-headline.h — the headline for a row of an attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/row-word.h"

G_BEGIN_DECLS

/* word: the word that the row belongs to; NULL: the token of the step is named. */
char *heed_row_headline_new_step   (const HeedRowWord *word,
                                    const HeedStep    *step)     G_GNUC_WARN_UNUSED_RESULT;

/* For encoder self-attention, whose rows are source tokens; label: that of the token. */
char *heed_row_headline_new_source (const HeedRowWord *word,
                                    guint              position,
                                    const char        *label)    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

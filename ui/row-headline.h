/* row-headline.h — a row of an attention in a few words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/row-word.h"

G_BEGIN_DECLS

/* word: what the row is a piece of; NULL: its token is spoken of. */
char *heed_row_headline_new_step   (const HeedRowWord *word,
                                    const HeedStep    *step)     G_GNUC_WARN_UNUSED_RESULT;

/* Of the encoder, whose rows are source tokens; label: of that token. */
char *heed_row_headline_new_source (const HeedRowWord *word,
                                    guint              position,
                                    const char        *label)    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

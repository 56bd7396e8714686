/* token-finder.h — finds a token of two sentences by its letters
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_TYPE_TOKEN_FINDER (heed_token_finder_get_type ())
G_DECLARE_FINAL_TYPE (HeedTokenFinder, heed_token_finder, HEED, TOKEN_FINDER, GtkWidget)

GtkWidget *heed_token_finder_new        (void);

/* The tokens to search: first the key tokens, then the query tokens. Copied. */
void       heed_token_finder_set_tokens (HeedTokenFinder *self,
                                         const HeedToken *columns,
                                         guint            n_columns,
                                         const HeedToken *rows,
                                         guint            n_rows);

/* Shows the search entry and moves the focus to it. */
void       heed_token_finder_open       (HeedTokenFinder *self);

G_END_DECLS

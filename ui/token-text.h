/* token-text.h — tokens joined to a text, with the position of each token in it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

#include "engine/values.h"

G_BEGIN_DECLS

/* Special tokens have no text, except the one with the index shown, or: all, or none of them. */
#define HEED_TOKEN_TEXT_ALL  (-2)
#define HEED_TOKEN_TEXT_NONE (-1)

/* Immutable. Positions are byte offsets; a token that is not shown has an empty range. */
typedef struct {
  char  *text;
  guint  n_tokens;
  guint *starts;  /* n_tokens of them */
  guint *ends;    /* n_tokens of them */
} HeedTokenText;

HeedTokenText *heed_token_text_new       (const HeedToken     *tokens,
                                          guint                n_tokens,
                                          int                  shown);
void           heed_token_text_free      (HeedTokenText       *text);

int            heed_token_text_find      (const HeedTokenText *text,
                                          guint                byte);
void           heed_token_text_add_marks (const HeedTokenText *text,
                                          PangoLayout         *layout,
                                          guint                index,
                                          cairo_t             *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTokenText, heed_token_text_free)

G_END_DECLS

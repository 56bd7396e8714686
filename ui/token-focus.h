/* token-focus.h — the focused token of two sentences, independent of any widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/partners.h"

G_BEGIN_DECLS

typedef struct {
  int       selected_row;     /* -1 is none */
  int       selected_column;
  gboolean  is_at_row;        /* whether the keyboard is in the query sentence */
  HeedPlace hover;            /* the token under the pointer */
} HeedTokenFocus;

void      heed_token_focus_init   (HeedTokenFocus       *focus);

/* The token under the pointer, else the one with the keyboard focus. */
HeedPlace heed_token_focus_get    (const HeedTokenFocus *focus);

/* Both return whether anything has changed. */
gboolean  heed_token_focus_hover  (HeedTokenFocus       *focus,
                                   HeedPlace             place);
gboolean  heed_token_focus_select (HeedTokenFocus       *focus,
                                   int                   row,
                                   int                   column);

void      heed_token_focus_choose (HeedTokenFocus       *focus,
                                   HeedPlace             place);

/* Keyboard navigation: walk() moves within a sentence, cross() to the heaviest partner in the
 * other one; index -1: nowhere. */
HeedPlace heed_token_focus_walk   (const HeedTokenFocus *focus,
                                   const HeedMatrix     *weights,
                                   int                   by);
HeedPlace heed_token_focus_cross  (const HeedTokenFocus *focus,
                                   const HeedMatrix     *weights,
                                   gboolean              to_row);

G_END_DECLS

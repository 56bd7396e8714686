/* token-focus.h — which token of two sentences is looked at, without any widget
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
  gboolean  is_at_row;        /* in which sentence the keyboard is */
  HeedPlace hover;            /* under the pointer */
} HeedTokenFocus;

void      heed_token_focus_init   (HeedTokenFocus       *focus);

/* Under the pointer, else where the keyboard is. */
HeedPlace heed_token_focus_get    (const HeedTokenFocus *focus);

/* Both say whether anything is other than before. */
gboolean  heed_token_focus_hover  (HeedTokenFocus       *focus,
                                   HeedPlace             place);
gboolean  heed_token_focus_select (HeedTokenFocus       *focus,
                                   int                   row,
                                   int                   column);

void      heed_token_focus_choose (HeedTokenFocus       *focus,
                                   HeedPlace             place);

/* Where a key leads: along a sentence, and to the token of the other one that is
 * linked most; -1 is nowhere. */
HeedPlace heed_token_focus_walk   (const HeedTokenFocus *focus,
                                   const HeedMatrix     *weights,
                                   int                   by);
HeedPlace heed_token_focus_cross  (const HeedTokenFocus *focus,
                                   const HeedMatrix     *weights,
                                   gboolean              to_row);

G_END_DECLS

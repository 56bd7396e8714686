/* markup-letters.h — the letters of the tokens that marks were made for
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/markup/markup-tokens.h"

G_BEGIN_DECLS

typedef struct _HeedMarkupLetters HeedMarkupLetters;

/* Copies the texts of the tokens. */
HeedMarkupLetters *heed_markup_letters_new  (const HeedToken         *tokens,
                                             guint                    n_tokens);
void               heed_markup_letters_free (HeedMarkupLetters       *self);

/* Returns the marks on the same letters of other tokens, as a new array of HeedMarkupMark; marks on
 * letters that are not there are left out. marks: made for self. */
GArray            *heed_markup_letters_move (const HeedMarkupLetters *self,
                                             const HeedMarkupLetters *to,
                                             GArray                  *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMarkupLetters, heed_markup_letters_free)

G_END_DECLS

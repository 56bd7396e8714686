/* markup-tokens.h — carrying marks on words of a sentence over to its translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/markup/markup.h"
#include "app/core/words/word-map.h"

G_BEGIN_DECLS

/* Marks the source tokens first <= t < end as bold or as a link. */
typedef struct {
  HeedMarkupRange tokens;
  gboolean        is_link;
} HeedMarkupMark;

/* The result. Units are tokens with the rule PER_TOKEN, otherwise words as displayed. */
typedef struct {
  HeedWordMap *source;
  HeedWordMap *target;
  GArray      *parts;   /* of HeedMarkupPart, one per mark, in units */
} HeedMarkupTokens;

/* A sentence and its translation; all borrowed. attention is n_target x n_source; each target unit
 * is linked to the source unit with its largest weight, unless one of them is a special token. */
typedef struct {
  const HeedToken  *source;
  guint             n_source;
  const HeedToken  *target;
  guint             n_target;
  const HeedMatrix *attention;
} HeedMarkupPair;

HeedMarkupTokens *heed_markup_tokens_carry (const HeedMarkupPair   *pair,
                                            const HeedMarkupMark   *marks,
                                            guint                   n_marks,
                                            HeedMarkupRule          rule);
void              heed_markup_tokens_free  (HeedMarkupTokens       *tokens);

/* Return the sentences as Pango markup: marked words in bold, links underlined. */
char             *heed_markup_tokens_dup_source (const HeedMarkupTokens *tokens,
                                                 const HeedMarkupMark   *marks,
                                                 guint                   n_marks);
char             *heed_markup_tokens_dup_target (const HeedMarkupTokens *tokens,
                                                 const HeedMarkupMark   *marks,
                                                 guint                   n_marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMarkupTokens, heed_markup_tokens_free)

G_END_DECLS

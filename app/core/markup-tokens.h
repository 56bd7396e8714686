/* markup-tokens.h — words of a sentence that a person marks, carried over to its translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/markup.h"
#include "app/core/word-map.h"

G_BEGIN_DECLS

/* Source tokens first <= t < end, set in bold or made a link. */
typedef struct {
  HeedMarkupRange tokens;
  gboolean        is_link;
} HeedMarkupMark;

/* Units are tokens by the rule PER_TOKEN, else words as they are shown. */
typedef struct {
  HeedWordMap *source;
  HeedWordMap *target;
  GArray      *parts;   /* of HeedMarkupPart, one a mark, in units */
} HeedMarkupTokens;

/* What a translation is made of; borrowed. attention: n_target x n_source; each target unit is
 * linked to the source unit that it looks at most, if neither is a special token. */
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

/* Both sentences as Pango reads them: marked words in bold, links underlined. */
char             *heed_markup_tokens_dup_source (const HeedMarkupTokens *tokens,
                                                 const HeedMarkupMark   *marks,
                                                 guint                   n_marks);
char             *heed_markup_tokens_dup_target (const HeedMarkupTokens *tokens,
                                                 const HeedMarkupMark   *marks,
                                                 guint                   n_marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMarkupTokens, heed_markup_tokens_free)

G_END_DECLS

/* given-tokens.h — tokens that a person spells, or gives as ids
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef enum {
  HEED_GIVEN_TEXT,    /* the model's own tokenizer splits it */
  HEED_GIVEN_TOKENS,  /* as the vocabulary spells them, spaces between */
  HEED_GIVEN_IDS      /* numbers, spaces or commas between */
} HeedGivenAs;

/* Without begin and end tokens, as heed_model_encode_source() has it. */
guint32 *heed_given_tokens_parse_source (HeedModel     *model,
                                         HeedGivenAs    given_as,
                                         const char    *text,
                                         guint         *n_ids,
                                         GError       **error);
guint32 *heed_given_tokens_parse_target (HeedModel     *model,
                                         HeedGivenAs    given_as,
                                         const char    *text,
                                         guint         *n_ids,
                                         GError       **error);

/* "▁chat", "chat" for the same where it starts a word, or "#17". */
gboolean heed_given_tokens_find_target  (HeedModel     *model,
                                         const char    *token,
                                         guint32       *id);

G_END_DECLS

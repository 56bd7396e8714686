/* input-tokens.h — parsing text, tokens or ids that a user gives
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef enum {
  HEED_INPUT_TEXT,    /* text, split by the model's own tokenizer */
  HEED_INPUT_TOKENS,  /* tokens spelled as in the vocabulary, separated by spaces */
  HEED_INPUT_IDS      /* numbers, separated by spaces or commas */
} HeedInputForm;

/* The ids have no begin and end tokens, as in heed_model_encode_source(). The caller frees them;
 * NULL with an error. */
guint32 *heed_input_tokens_parse_source (HeedModel       *model,
                                         HeedInputForm    input_form,
                                         const char      *text,
                                         guint           *n_ids,
                                         GError         **error);
guint32 *heed_input_tokens_parse_target (HeedModel       *model,
                                         HeedInputForm    input_form,
                                         const char      *text,
                                         guint           *n_ids,
                                         GError         **error);

/* Finds a target token by its spelling: "▁chat", or "chat" for the same token, or "#17" for an
 * id. */
gboolean heed_input_tokens_find_target  (HeedModel       *model,
                                         const char      *token,
                                         guint32         *id);

G_END_DECLS

/* describe.h — what several kinds of folder say of a model alike
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/folders/config.h"
#include "engine/formats/folders/token-list.h"
#include "engine/formats/layouts/recognition.h"
#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* pad_token_id, eos_token_id and decoder_start_token_id, which is the padding if
 * it is absent; the others stay as they are then. */
gboolean heed_describe_get_tokens (const HeedJson           *config,
                                   HeedSpecialTokens        *special,
                                   GError                  **error);

/* The tokens of both sides, which are the same where source says nothing else. */
void     heed_describe_tokens     (HeedRecognition          *recognition,
                                   const HeedSpecialTokens  *source,
                                   const HeedSpecialTokens  *target,
                                   const char               *why);

/* Which matrices are one, and where: any copy that is in the file will do. What
 * the configuration says is what is tried where the tensors allow both. */
typedef struct {
  gboolean shares_embedding;  /* (inout) */
  gboolean ties_output;       /* (inout) */
} HeedTies;

void     heed_describe_ties       (HeedRecognition          *recognition,
                                   const char               *prefix,
                                   HeedTies                 *ties);

/* Tokens have ids only, on both sides, and why. */
void     heed_describe_no_text    (HeedRecognition          *recognition,
                                   const char               *why);

/* Whether what is missing can be what an embedding was rounded up with: few rows,
 * at its end. _describe_gap: which names are made up, and by file's fault. */
gboolean heed_gap_is_padding      (const HeedGap            *gap);
void     heed_describe_gap        (HeedRecognition          *recognition,
                                   const char               *key,
                                   const char               *file,
                                   const HeedGap            *gap);

/* name is what Hugging Face calls a function; key, the field that names it. */
gboolean heed_describe_activation (HeedRecognition          *recognition,
                                   const char               *key,
                                   const char               *name,
                                   GError                  **error);

/* bad_words_ids of config.json, or of generation_config.json. */
gboolean heed_describe_banned     (HeedRecognition          *recognition,
                                   HeedFolder               *folder,
                                   const HeedJson           *config,
                                   GError                  **error);

G_END_DECLS

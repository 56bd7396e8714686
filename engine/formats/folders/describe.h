/* describe.h — parts of a description that several kinds of folders share
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

/* Reads pad_token_id, eos_token_id and decoder_start_token_id, which defaults to the padding;
 * the others are unchanged if absent. */
gboolean heed_describe_get_tokens (const HeedJson           *config,
                                   HeedSpecialTokens        *special,
                                   GError                  **error);

/* Sets the tokens of both sides; those of the source are omitted if they are the same. */
void     heed_describe_tokens     (HeedRecognition          *recognition,
                                   const HeedSpecialTokens  *source,
                                   const HeedSpecialTokens  *target,
                                   const char               *why);

/* Which matrices share their values, and where: any copy in the file can be used. The values
 * from the configuration apply if the tensors allow both. */
typedef struct {
  gboolean shares_embedding;  /* (inout) */
  gboolean ties_output;       /* (inout) */
} HeedTies;

void     heed_describe_ties       (HeedRecognition          *recognition,
                                   const char               *prefix,
                                   HeedTies                 *ties);

/* Marks the tokens of both sides as ids without text, and why. */
void     heed_describe_no_text    (HeedRecognition          *recognition,
                                   const char               *why);

/* heed_gap_is_padding() returns whether the missing words can be rows that an embedding was
 * rounded up by: few rows at its end. heed_describe_gap() records which names were made up
 * because file lacks them. */
gboolean heed_gap_is_padding      (const HeedGap            *gap);
void     heed_describe_gap        (HeedRecognition          *recognition,
                                   const char               *key,
                                   const char               *file,
                                   const HeedGap            *gap);

/* name is Hugging Face's name of the function; key is the field it comes from. */
gboolean heed_describe_activation (HeedRecognition          *recognition,
                                   const char               *key,
                                   const char               *name,
                                   GError                  **error);

/* Reads bad_words_ids of config.json, or of generation_config.json. */
gboolean heed_describe_banned     (HeedRecognition          *recognition,
                                   HeedFolder               *folder,
                                   const HeedJson           *config,
                                   GError                  **error);

G_END_DECLS

/* model-text.h — the tokenizers of a model: their fields in a description, and their storage
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"
#include "engine/files/weights.h"
#include "engine/models/model.h"

G_BEGIN_DECLS

/* The sources for the tokenizer of a side. */
typedef struct {
  HeedWeights    *weights;
  const HeedJson *json;     /* the description */
  const char     *path;     /* path of the weights; other files are next to it */
} HeedModelTextPlace;

/* side is "source" or "target". text stays NULL if the description has no tokenizer for it, or a
 * refused one; special is set from the model of the tokenizer if there are no words. */
gboolean    heed_model_text_load        (const HeedModelTextPlace  *place,
                                         const char                *side,
                                         HeedSpecialTokens         *special,
                                         HeedTokenizer            **text,
                                         GError                   **error);

/* Returns the reason why a side has no text according to the description, although its files
 * have a tokenizer; or NULL. */
const char *heed_model_text_get_refusal (const HeedJson            *json,
                                         const char                *key);

void        heed_model_text_describe    (HeedTokenizer             *text,
                                         HeedJson                  *json,
                                         const char                *key);

/* Words are stored in the metadata, the file of the splitter as an additional array. */
void        heed_model_text_save        (HeedTokenizer             *text,
                                         const char                *side,
                                         GHashTable                *metadata,
                                         GArray                    *arrays);

G_END_DECLS

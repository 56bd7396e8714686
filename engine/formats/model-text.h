/* model-text.h — what a description says of text, and how a model's file keeps it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"
#include "engine/files/weights.h"
#include "engine/models/model.h"

G_BEGIN_DECLS

/* Where a side's text is looked for. */
typedef struct {
  HeedWeights    *weights;
  const HeedJson *json;     /* the description */
  const char     *path;     /* of the weights: files lie beside them */
} HeedModelTextPlace;

/* side is "source" or "target". text stays NULL if nothing is said of one, or it
 * is refused; special becomes the model's own if words have none. */
gboolean    heed_model_text_load        (const HeedModelTextPlace  *place,
                                         const char                *side,
                                         HeedSpecialTokens         *special,
                                         HeedTokenizer            **text,
                                         GError                   **error);

/* Why a description gives a side no text, though its files have one; or NULL. */
const char *heed_model_text_get_refusal (const HeedJson            *json,
                                         const char                *key);

void        heed_model_text_describe    (HeedTokenizer             *text,
                                         HeedJson                  *json,
                                         const char                *key);

/* Words go to the metadata, what splits text becomes one more array. */
void        heed_model_text_save        (HeedTokenizer             *text,
                                         const char                *side,
                                         GHashTable                *metadata,
                                         GArray                    *arrays);

G_END_DECLS

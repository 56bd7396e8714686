/* model.h — a model, as the floors above use it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/parallel.h"
#include "engine/heed.h"
#include "engine/models/id-names.h"
#include "engine/networks/network.h"
#include "engine/networks/parameters.h"
#include "engine/networks/unread.h"
#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* What a model is made from. heed_model_new_from_parts() takes ownership of everything in it. If a
 * tokenizer is NULL, the tokens of that side have no text. */
typedef struct {
  HeedBlueprint      blueprint;
  HeedParameters    *parameters;
  HeedTokenizer     *source_text;
  HeedTokenizer     *target_text;
  HeedSpecialTokens  source_special;
  HeedSpecialTokens  target_special;
  GHashTable        *metadata;        /* char * to char *: "heed.name", ... */
  GPtrArray         *unread;          /* of HeedUnread: tensors that nothing reads; or NULL */
  GPtrArray         *warnings;        /* of char *, or NULL; NULL-terminated once in a model */
} HeedModelParts;

HeedModel               *heed_model_new_from_parts     (HeedModelParts  *parts,
                                                        GError         **error);
void                     heed_model_parts_clear        (HeedModelParts  *parts);

/* What the public API reports about a model; both results borrow from parts. */
HeedModelInfo            heed_model_parts_describe     (const HeedModelParts *parts);
HeedUnreadInfo          *heed_model_parts_list_unread  (const HeedModelParts *parts);

/* Checks that tokenizers and special tokens fit the embeddings. */
gboolean                 heed_model_parts_check        (const HeedModelParts *parts,
                                                        GError         **error);
const HeedModelParts    *heed_model_get_parts          (HeedModel       *model);
const HeedNetwork       *heed_model_get_network        (HeedModel       *model);
HeedIdNames             *heed_model_get_id_names       (HeedModel       *model);
gboolean                 heed_model_check_file         (HeedModel       *model,
                                                        GError         **error);

/* The smaller of the limit set by the user and the limit given by memory. */
guint                    heed_model_get_max_source_length (HeedModel    *model);

/* Threads that share large products, or NULL. */
HeedParallel            *heed_model_get_parallel       (HeedModel       *model);

/* Target tokens that decoding never takes: they are never candidates, and have probability 0
 * except in a forced step. Training ignores the ban. */
const guint32           *heed_model_get_banned         (HeedModel       *model,
                                                        guint           *n_banned);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedModelParts, heed_model_parts_clear)

G_END_DECLS

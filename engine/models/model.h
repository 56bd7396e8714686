/* model.h — a model as the floors above see it
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

/* What a model is made from. Everything in it is taken over by _new_from_parts
 * and given away by nobody; a tokenizer that is NULL leaves tokens without text. */
typedef struct {
  HeedBlueprint      blueprint;
  HeedParameters    *parameters;
  HeedTokenizer     *source_text;
  HeedTokenizer     *target_text;
  HeedSpecialTokens  source_special;
  HeedSpecialTokens  target_special;
  GHashTable        *metadata;        /* char * to char *: "heed.name", ... */
  GPtrArray         *unread;          /* of HeedUnread: what the file has beside; or NULL */
  GPtrArray         *warnings;        /* of char *; of a model, ended by NULL */
} HeedModelParts;

HeedModel               *heed_model_new_from_parts     (HeedModelParts  *parts,
                                                        GError         **error);
void                     heed_model_parts_clear        (HeedModelParts  *parts);

/* What it is, for people; both borrow from parts. */
HeedModelInfo            heed_model_parts_describe     (const HeedModelParts *parts);
HeedUnreadInfo          *heed_model_parts_list_unread  (const HeedModelParts *parts);

/* Whether texts, special tokens and embeddings have the same sizes. */
gboolean                 heed_model_parts_check        (const HeedModelParts *parts,
                                                        GError         **error);
const HeedModelParts    *heed_model_get_parts          (HeedModel       *model);
const HeedNetwork       *heed_model_get_network        (HeedModel       *model);
HeedIdNames             *heed_model_get_id_names       (HeedModel       *model);
gboolean                 heed_model_check_file         (HeedModel       *model,
                                                        GError         **error);

/* The limit that a person set, or that of the memory if it is the smaller one. */
guint                    heed_model_get_max_source_length (HeedModel    *model);

/* Threads that share large products, or NULL. */
HeedParallel            *heed_model_get_parallel       (HeedModel       *model);

/* Target tokens that decoding never takes: they are no candidates, and a step
 * that nobody forced gives them no probability. Training knows no ban. */
const guint32           *heed_model_get_banned         (HeedModel       *model,
                                                        guint           *n_banned);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedModelParts, heed_model_parts_clear)

G_END_DECLS

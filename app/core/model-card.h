/* model-card.h — what a model's file says about how the model was made
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* A file may say anything, so every text may be missing and none is trusted. */
typedef struct {
  char   *data;         /* what it was trained on; NULL, as the next ones: not said */
  char   *attribution;
  char   *licence;
  char   *score;        /* how good it is, in a few words */
  char   *command;      /* what made it */
  char   *prose;        /* the card beside the file, plain text */
  double  guided;       /* how much the loss of guided attention counted; 0: not at all */
  guint64 n_batches;    /* learned from; 0: not said */
} HeedModelCard;

/* path is where the model was read, to look for a card beside it; or NULL. */
HeedModelCard *heed_model_card_new  (HeedModel     *model,
                                     const char    *path);
void           heed_model_card_free (HeedModelCard *card);

/* Whether the card says that it was trained with guided attention. */
gboolean       heed_model_card_is_guided (HeedModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedModelCard, heed_model_card_free)

G_END_DECLS

/* model-card.h — how a model was made, according to its file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* The contents are untrusted; every text may be missing. */
typedef struct {
  char   *data;         /* what it was trained on; this and the next ones may be NULL */
  char   *attribution;
  char   *licence;
  char   *score;        /* its quality, in a few words */
  char   *command;      /* the command that trained it */
  char   *prose;        /* the card beside the file, plain text */
  double  guided;       /* weight of the guided attention loss; 0 if it was not used */
  guint64 n_batches;    /* number of training batches; 0 if unknown */
} HeedModelCard;

/* path is the model's file, beside which a card is looked for; or NULL. */
HeedModelCard *heed_model_card_new  (HeedModel     *model,
                                     const char    *path);
void           heed_model_card_free (HeedModelCard *card);

/* Whether the card says that it was trained with guided attention. */
gboolean       heed_model_card_is_guided (HeedModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedModelCard, heed_model_card_free)

G_END_DECLS

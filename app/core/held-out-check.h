/* held-out-check.h — how well a model in training does what it did not learn from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef struct {
  char     *source;
  char     *target;    /* what is right */
  char     *output;    /* what the model says */
  gboolean  is_right;
} HeedSample;

/* Immutable, like everything in engine/values.h. */
typedef struct {
  guint64   batch;
  double    epoch;
  double    loss;          /* nats a target token, over all held-out pairs */
  guint     n_translated;  /* of them, for what follows */
  double    exact_match;   /* 0 to 1 */
  double    bleu;          /* 0 to 100; over characters where one side has no spaces */
  GArray   *samples;       /* of HeedSample, as many as were translated */
} HeedHeldOutCheck;

HeedHeldOutCheck *heed_held_out_check_new   (HeedTrainer       *trainer,
                                             HeedModel         *model,
                                             guint              max_sentences,
                                             GCancellable      *cancellable,
                                             GError           **error);
HeedHeldOutCheck *heed_held_out_check_ref   (HeedHeldOutCheck  *check);
void              heed_held_out_check_unref (HeedHeldOutCheck  *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHeldOutCheck, heed_held_out_check_unref)

G_END_DECLS

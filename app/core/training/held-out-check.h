/* held-out-check.h — evaluating a model in training on its held-out pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/files/references.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* The score on the held-out pairs after a batch. All zero before the first check. */
typedef struct {
  guint64              batch;
  double               epoch;
  gboolean             has_loss;      /* there are held-out pairs */
  double               loss;          /* nats per target token, over all pairs */
  guint                n_translated;  /* sentences that translation counts; may be 0 */
  HeedTranslationScore translation;
} HeedTrainedScore;

/* target and output are in the model's own spelling (heed_model_normalise_target()). */
typedef struct {
  char     *source;
  char     *target;    /* the reference; the first of several */
  char     *output;    /* the model's translation */
  gboolean  is_right;
} HeedSample;

/* Immutable, like everything in engine/values.h. */
typedef struct {
  HeedTrainedScore  score;
  GArray           *samples;   /* of HeedSample, as many as were translated */
  char             *written;   /* the first target that normalising changes, unchanged; or NULL */
  char             *compared;  /* the same target, normalised; or NULL */
} HeedHeldOutCheck;

typedef struct {
  guint             max_sentences;  /* to translate; with 0 only the loss is computed */
  HeedBleuTokenizer tokenizer;
  guint             n_threads;      /* at least 1 */
} HeedHeldOutOptions;

/* The held-out pairs of a trainer; pairs with the same source are one sentence. */
HeedReferences    *heed_held_out_collect          (HeedTrainer               *trainer);
HeedBleuTokenizer  heed_held_out_choose_tokenizer (HeedReferences            *held_out);

char              *heed_held_out_choose_probe     (HeedTrainer               *trainer);

HeedHeldOutCheck  *heed_held_out_check_new        (HeedTrainer               *trainer,
                                                   HeedModel                 *model,
                                                   HeedReferences            *held_out,
                                                   const HeedHeldOutOptions  *options,
                                                   GCancellable              *cancellable,
                                                   GError                   **error);
HeedHeldOutCheck  *heed_held_out_check_ref        (HeedHeldOutCheck          *check);
void               heed_held_out_check_unref      (HeedHeldOutCheck          *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHeldOutCheck, heed_held_out_check_unref)

G_END_DECLS

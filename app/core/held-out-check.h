/* held-out-check.h — how well a model in training does what it did not learn from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/references.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* On the held-out pairs, after a batch. All zero: no model was tried yet. */
typedef struct {
  guint64              batch;
  double               epoch;
  gboolean             has_loss;      /* there are held-out pairs */
  double               loss;          /* nats a target token, over all of them */
  guint                n_translated;  /* sentences in translation; 0: none */
  HeedTranslationScore translation;
} HeedTrainedScore;

/* Both sides in the model's own spelling (heed_model_normalise_target()). */
typedef struct {
  char     *source;
  char     *target;    /* what is right; the first of several */
  char     *output;    /* what the model says */
  gboolean  is_right;
} HeedSample;

/* Immutable, like everything in engine/values.h. */
typedef struct {
  HeedTrainedScore  score;
  GArray           *samples;   /* of HeedSample, as many as were translated */
  char             *written;   /* a target that is spelled otherwise in the file; or NULL */
  char             *compared;  /* that one, as it was compared; or NULL */
} HeedHeldOutCheck;

typedef struct {
  guint             max_sentences;  /* to translate; 0: only the loss is asked for */
  HeedBleuTokenizer tokenizer;
  guint             n_threads;      /* at least 1 */
} HeedHeldOutOptions;

/* The held-out pairs of a trainer; those with one source are one sentence. */
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

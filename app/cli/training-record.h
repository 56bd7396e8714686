/* training-record.h — what is told of a training afterwards: its film and its losses
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/held-out-check.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* As given on the command line; NULL: it is not wanted. */
typedef struct {
  char *film;   /* the file to write */
  char *curve;  /* likewise */
  char *watch;  /* the sentence of the film; NULL: one that is held out */
  int   width;  /* px, of a picture; 0: as large as it is */
  int   height;
} HeedGivenRecord;

#define HEED_OPTIONS_RECORD(given) \
  { "film", 0, 0, G_OPTION_ARG_FILENAME, &(given)->film, \
    "Write how the attention to one sentence emerges", "FILE.{gif,svg,pdf,png}" }, \
  { "watch", 0, 0, G_OPTION_ARG_FILENAME, &(given)->watch, \
    "The sentence of the film (default: a held-out one)", "TEXT" }, \
  { "curve", 0, 0, G_OPTION_ARG_FILENAME, &(given)->curve, \
    "Write how the losses fell", "FILE.{svg,pdf,png,csv}" }, \
  { "picture-width", 0, 0, G_OPTION_ARG_INT, &(given)->width, \
    "Pixels of both as PNG, of the losses also as SVG or PDF", "N" }, \
  { "picture-height", 0, 0, G_OPTION_ARG_INT, &(given)->height, \
    "Pixels of the losses; a film keeps its shape", "N" }

typedef struct _HeedTrainingRecord HeedTrainingRecord;

/* Whether it can be written, asked before anything is trained. */
gboolean            heed_training_record_check      (const HeedGivenRecord   *given,
                                                     GError                 **error);

/* Looks at the model that knows nothing yet; all is borrowed. */
HeedTrainingRecord *heed_training_record_new        (const HeedGivenRecord   *given,
                                                     const char              *model_path,
                                                     HeedTrainer             *trainer,
                                                     HeedReferences          *held_out,
                                                     GError                 **error);
void                heed_training_record_free       (HeedTrainingRecord      *record);

/* After every batch, and after every check of what is held out. */
void                heed_training_record_add_batch  (HeedTrainingRecord      *record,
                                                     const HeedTrainReport   *report);
void                heed_training_record_add_score  (HeedTrainingRecord      *record,
                                                     const HeedTrainedScore  *score);

/* At the end, once; what the model is then is the last frame. */
gboolean            heed_training_record_save       (HeedTrainingRecord      *record,
                                                     GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTrainingRecord, heed_training_record_free)

G_END_DECLS

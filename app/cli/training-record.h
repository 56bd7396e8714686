/* training-record.h — the film and the loss curves that are saved after a training
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training/held-out-check.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* As given on the command line; NULL if not given. */
typedef struct {
  char *film;   /* output file */
  char *curve;  /* output file */
  char *watch;  /* sentence of the film; NULL: a held-out one */
  int   width;  /* px, of a picture; 0: its natural size */
  int   height;
} HeedGivenRecord;

#define HEED_OPTIONS_RECORD(given) \
  { "film", 0, 0, G_OPTION_ARG_FILENAME, &(given)->film, \
    "Write a film of how the attention to one sentence emerges", "FILE.{gif,svg,pdf,png}" }, \
  { "watch", 0, 0, G_OPTION_ARG_FILENAME, &(given)->watch, \
    "The sentence of the film (default: a held-out one)", "TEXT" }, \
  { "curve", 0, 0, G_OPTION_ARG_FILENAME, &(given)->curve, \
    "Write the losses as a picture or a table", "FILE.{svg,pdf,png,csv}" }, \
  { "picture-width", 0, 0, G_OPTION_ARG_INT, &(given)->width, \
    "Width in pixels: of both as PNG, of the losses also as SVG or PDF", "N" }, \
  { "picture-height", 0, 0, G_OPTION_ARG_INT, &(given)->height, \
    "Height of the losses in pixels; a film keeps its aspect ratio", "N" }

typedef struct _HeedTrainingRecord HeedTrainingRecord;

/* Checks whether the files can be written, before the training starts. */
gboolean            heed_training_record_check      (const HeedGivenRecord   *given,
                                                     GError                 **error);

/* Takes the first frame of the film, before the first batch. All arguments are borrowed
 * and must outlive the record. */
HeedTrainingRecord *heed_training_record_new        (const HeedGivenRecord   *given,
                                                     const char              *model_path,
                                                     HeedTrainer             *trainer,
                                                     HeedReferences          *held_out,
                                                     GError                 **error);
void                heed_training_record_free       (HeedTrainingRecord      *record);

/* Must be called after every batch, and after every check of the held-out pairs. */
void                heed_training_record_add_batch  (HeedTrainingRecord      *record,
                                                     const HeedTrainReport   *report);
void                heed_training_record_add_score  (HeedTrainingRecord      *record,
                                                     const HeedTrainedScore  *score);

/* Called once, at the end; records the final model as the last frame. */
gboolean            heed_training_record_save       (HeedTrainingRecord      *record,
                                                     GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTrainingRecord, heed_training_record_free)

G_END_DECLS

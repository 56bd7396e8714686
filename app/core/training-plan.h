/* training-plan.h — what a person wants to be trained, before it is
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* What can be learned: the engine's tasks, and files. */
typedef struct {
  const char *name;        /* of the engine's preset: "dates", "book", ... */
  const char *title;       /* an untranslated msgid, as the next one */
  const char *help;        /* what it is, or what its file must have */
  gboolean    needs_file;
  gboolean    is_file;     /* of pairs, parted into what is learned and held out */
  gboolean    has_units;   /* a person may say what a token is */
} HeedTrainingTask;

/* Into what both sides of a file are split. */
typedef enum {
  HEED_UNITS_PIECES,
  HEED_UNITS_WORDS,
  HEED_UNITS_CHARACTERS
} HeedUnits;

#define HEED_N_UNITS (HEED_UNITS_CHARACTERS + 1)

/* The numbers that a person may change, in the order of the form. */
typedef enum {
  HEED_HYPER_PAIRS,
  HEED_HYPER_EMBEDDING,
  HEED_HYPER_WIDTH,
  HEED_HYPER_LAYERS,
  HEED_HYPER_HEADS,
  HEED_HYPER_DROPOUT,
  HEED_HYPER_BATCH_SIZE,
  HEED_HYPER_MAX_TOKENS,
  HEED_HYPER_LEARNING_RATE,
  HEED_HYPER_EPOCHS
} HeedHyper;

#define HEED_N_HYPERS (HEED_HYPER_EPOCHS + 1)

typedef struct {
  const char *name;     /* an untranslated msgid */
  const char *help;     /* an untranslated msgid: a sentence in plain language */
  double      least;
  double      most;
  double      step;
  guint       n_digits; /* after the decimal sign */
} HeedHyperInfo;

typedef struct {
  const HeedTrainingTask *task;
  const HeedMechanism    *mechanism;
  char                   *path;        /* NULL: the task needs no file, or none was chosen */
  char                   *valid_path;  /* NULL: some pairs are held out */
  HeedUnits               units;
  double                  hypers[HEED_N_HYPERS];
  guint                   vocabulary;       /* pieces a side */
  guint                   min_frequency;    /* of words and characters that have a token */
  double                  guided_alignment;
  guint64                 seed;
} HeedTrainingPlan;

/* NULL from where there are none. */
const HeedTrainingTask *
                     heed_training_task_get                (guint                    i);
const HeedTrainingTask *
                     heed_training_task_find               (const char              *name);

const char          *heed_units_get_title                  (HeedUnits                units);
const HeedHyperInfo *heed_hyper_get_info                   (HeedHyper                hyper);
gboolean             heed_hyper_is_used                    (HeedHyper                hyper,
                                                            const HeedMechanism     *mechanism);

/* The engine's numbers for that, which are known to work. */
HeedTrainingPlan    *heed_training_plan_new                (const HeedTrainingTask  *task,
                                                            const HeedMechanism     *mechanism);
HeedTrainingPlan    *heed_training_plan_copy               (const HeedTrainingPlan  *plan);
void                 heed_training_plan_free               (HeedTrainingPlan        *plan);

/* Whether a sentence for one is a sentence for the other. */
gboolean             heed_training_plan_has_same_data      (const HeedTrainingPlan  *plan,
                                                            const HeedTrainingPlan  *other);

char                *heed_training_plan_dup_name           (const HeedTrainingPlan  *plan);
gboolean             heed_training_plan_check              (const HeedTrainingPlan  *plan,
                                                            GError                 **error);
char                *heed_training_plan_dup_configuration  (const HeedTrainingPlan  *plan,
                                                            const char              *train_path,
                                                            const char              *valid_path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTrainingPlan, heed_training_plan_free)

G_END_DECLS

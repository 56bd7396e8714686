/* training-plan.h — the settings of a training, as the user chooses them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* What can be trained: the engine's tasks, and files. */
typedef struct {
  const char *name;        /* of the engine's preset: "dates", "book", ... */
  const char *title;       /* an untranslated msgid, like the next one */
  const char *help;        /* what it is, or the format of its file */
  gboolean    needs_file;
  gboolean    is_file;     /* of pairs, some of which are held out */
  gboolean    has_units;   /* the user may choose the kind of tokens */
} HeedTrainingTask;

/* The tokens into which both sides of a file are split. */
typedef enum {
  HEED_UNITS_PIECES,
  HEED_UNITS_WORDS,
  HEED_UNITS_CHARACTERS
} HeedUnits;

#define HEED_N_UNITS (HEED_UNITS_CHARACTERS + 1)

/* The hyperparameters that the user may change, in the order of the form. */
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
  char                   *path;        /* NULL if the task needs no file, or none was chosen */
  char                   *valid_path;  /* NULL to hold out some pairs of path */
  HeedUnits               units;
  double                  hypers[HEED_N_HYPERS];
  guint                   vocabulary;       /* pieces per side */
  guint                   min_frequency;    /* for a word or character to get a token */
  double                  guided_alignment;
  guint64                 seed;
} HeedTrainingPlan;

/* Returns the i-th task; NULL beyond the last one. */
const HeedTrainingTask *
                     heed_training_task_get                (guint                    i);
const HeedTrainingTask *
                     heed_training_task_find               (const char              *name);

const char          *heed_units_get_title                  (HeedUnits                units);
const HeedHyperInfo *heed_hyper_get_info                   (HeedHyper                hyper);
gboolean             heed_hyper_is_used                    (HeedHyper                hyper,
                                                            const HeedMechanism     *mechanism);

/* Returns a plan with the engine's preset for them, which is known to work. */
HeedTrainingPlan    *heed_training_plan_new                (const HeedTrainingTask  *task,
                                                            const HeedMechanism     *mechanism);
HeedTrainingPlan    *heed_training_plan_copy               (const HeedTrainingPlan  *plan);
void                 heed_training_plan_free               (HeedTrainingPlan        *plan);

/* Whether both have the same data, so that a sentence for one suits the other. */
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

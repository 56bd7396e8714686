/* training-plan.h — what a person wants to be trained, before it is
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  HEED_MECHANISM_NONE,
  HEED_MECHANISM_ADDITIVE,
  HEED_MECHANISM_DOT,
  HEED_MECHANISM_SCALED_DOT,
  HEED_MECHANISM_GENERAL,
  HEED_MECHANISM_CONCAT,
  HEED_MECHANISM_MULTI_HEAD
} HeedMechanism;

#define HEED_N_MECHANISMS (HEED_MECHANISM_MULTI_HEAD + 1)

typedef enum {
  HEED_UNITS_WORDS,
  HEED_UNITS_CHARACTERS,
  HEED_UNITS_PIECES
} HeedUnits;

#define HEED_N_UNITS (HEED_UNITS_PIECES + 1)

/* The numbers that a person may change, in the order of the form. */
typedef enum {
  HEED_HYPER_EMBEDDING,
  HEED_HYPER_HIDDEN,
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
  double      usual;
  guint       n_digits; /* after the decimal sign */
} HeedHyperInfo;

typedef struct {
  char          *path;        /* of lines of source, tab, target */
  char          *valid_path;  /* NULL: some lines of path are held out */
  HeedUnits      units;
  HeedMechanism  mechanism;
  double         hypers[HEED_N_HYPERS];
  guint          seed;
} HeedTrainingPlan;

HeedTrainingPlan    *heed_training_plan_new                (void);
HeedTrainingPlan    *heed_training_plan_copy               (const HeedTrainingPlan  *plan);
void                 heed_training_plan_free               (HeedTrainingPlan        *plan);

/* Untranslated msgids, and what a mechanism computes. */
const char          *heed_mechanism_get_name               (HeedMechanism            mechanism);
const char          *heed_mechanism_get_help               (HeedMechanism            mechanism);
const char          *heed_units_get_name                   (HeedUnits                units);
const HeedHyperInfo *heed_hyper_get_info                   (HeedHyper                hyper);
gboolean             heed_hyper_is_used                    (HeedHyper                hyper,
                                                            HeedMechanism            mechanism);

char                *heed_training_plan_dup_name           (const HeedTrainingPlan  *plan);
gboolean             heed_training_plan_check              (const HeedTrainingPlan  *plan,
                                                            GError                 **error);
char                *heed_training_plan_dup_configuration  (const HeedTrainingPlan  *plan,
                                                            const char              *train_path,
                                                            const char              *valid_path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTrainingPlan, heed_training_plan_free)

G_END_DECLS

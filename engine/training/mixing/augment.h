/* augment.h — random variations of pairs, as users might type them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/random.h"
#include "engine/files/json.h"
#include "engine/files/pairs.h"

G_BEGIN_DECLS

typedef struct _HeedNames HeedNames;

/* The probability of each change, among the pairs to which it can be applied. */
typedef struct {
  double     final_mark;    /* drop it on both sides */
  double     lower_case;    /* lower-case both sides entirely */
  double     first_letter;  /* lower-case it on both sides */
  double     contractions;  /* contract "I am" to "I'm" in the source, or expand it */
  double     join;          /* append another short pair */
  double     names;         /* replace a name on both sides */
  HeedNames *all_names;     /* NULL if there are none */
} HeedAugmentation;

gboolean   heed_augmentation_parse         (HeedAugmentation        *augmentation,
                                            const HeedJson          *json,
                                            const char              *source_language,
                                            GError                 **error);
void       heed_augmentation_clear         (HeedAugmentation        *augmentation);

/* Appends pair i of pairs to drawn, changed at random. */
void       heed_augment_pair               (const HeedAugmentation  *augmentation,
                                            HeedRandom              *random,
                                            const HeedPair          *pairs,
                                            guint                    n_pairs,
                                            guint                    i,
                                            HeedPairs               *drawn);

/* Each function changes both texts and returns TRUE, or changes neither. */
gboolean   heed_augment_drop_final_marks   (GString                 *source,
                                            GString                 *target);
gboolean   heed_augment_lower_case         (GString                 *source,
                                            GString                 *target);
gboolean   heed_augment_lower_first_letter (GString                 *source,
                                            GString                 *target);
gboolean   heed_augment_join               (GString                 *source,
                                            GString                 *target,
                                            const HeedPair          *next);

/* These change the English side only, without changing its meaning. */
gboolean   heed_augment_contract           (GString                 *english);
gboolean   heed_augment_expand             (GString                 *english);

/* Parses groups of interchangeable names: [["Tom", "John"], ["Mary=玛丽", "Anna=安娜"]] */
HeedNames *heed_names_parse                (const HeedJson          *groups,
                                            GError                 **error);
void       heed_names_free                 (HeedNames               *names);
gboolean   heed_names_swap                 (HeedNames               *names,
                                            HeedRandom              *random,
                                            GString                 *source,
                                            GString                 *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedNames, heed_names_free)

G_END_DECLS

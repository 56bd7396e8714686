/* augment.h — other spellings of pairs, which a person might as well have typed
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

/* Which part of the pairs to which something can be done it is done to. */
typedef struct {
  double     final_mark;    /* both sides lose it */
  double     lower_case;    /* both sides, whole */
  double     first_letter;  /* of both sides, in lower case */
  double     contractions;  /* "I'm" for "I am" or the other way, in the source */
  double     join;          /* another short pair follows */
  double     names;         /* another one stands on both sides */
  HeedNames *all_names;     /* NULL: none */
} HeedAugmentation;

gboolean   heed_augmentation_parse         (HeedAugmentation        *augmentation,
                                            const HeedJson          *json,
                                            const char              *source_language,
                                            GError                 **error);
void       heed_augmentation_clear         (HeedAugmentation        *augmentation);
gboolean   heed_augmentation_is_any        (const HeedAugmentation  *augmentation);

/* Adds pair i of pairs to drawn, changed as chance decides. */
void       heed_augment_pair               (const HeedAugmentation  *augmentation,
                                            HeedRandom              *random,
                                            const HeedPair          *pairs,
                                            guint                    n_pairs,
                                            guint                    i,
                                            HeedPairs               *drawn);

/* Each changes both texts and returns TRUE, or neither. */
gboolean   heed_augment_drop_final_marks   (GString                 *source,
                                            GString                 *target);
gboolean   heed_augment_lower_case         (GString                 *source,
                                            GString                 *target);
gboolean   heed_augment_lower_first_letter (GString                 *source,
                                            GString                 *target);
gboolean   heed_augment_join               (GString                 *source,
                                            GString                 *target,
                                            const HeedPair          *next);

/* One side alone: what it means stays. */
gboolean   heed_augment_contract           (GString                 *english);
gboolean   heed_augment_expand             (GString                 *english);

/* Groups of names that may stand for each other: [["Tom", "John"], ["Mary=玛丽", "Anna=安娜"]] */
HeedNames *heed_names_parse                (const HeedJson          *groups,
                                            GError                 **error);
void       heed_names_free                 (HeedNames               *names);
gboolean   heed_names_swap                 (HeedNames               *names,
                                            HeedRandom              *random,
                                            GString                 *source,
                                            GString                 *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedNames, heed_names_free)

G_END_DECLS

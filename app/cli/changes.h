/* changes.h — --mask, --pin and --force: what the person changes in a decoding
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* In a step one source token gets this weight, (0, 1]. */
typedef struct {
  guint step;
  guint key;
  float weight;
} HeedPin;

/* In a step this token is taken, as a person spells it. */
typedef struct {
  guint  step;
  char  *token;
} HeedForce;

/* The same for every sentence. */
typedef struct {
  GArray *masks;   /* of guint, source positions */
  GArray *pins;    /* of HeedPin */
  GArray *forces;  /* of HeedForce, which it owns */
} HeedChanges;

HeedChanges *heed_changes_new         (void);
void         heed_changes_free        (HeedChanges     *changes);

/* How many steps must be walked one by one before only masks have a say. */
guint        heed_changes_get_n_steps (HeedChanges     *changes);

/* Hides the masked tokens of a session that took no step yet. */
gboolean     heed_changes_begin       (HeedChanges     *changes,
                                       HeedSession     *session,
                                       GError         **error);

/* Takes the next step as the changes want it. Where they force no token it is
 * token, or else one that is drawn; both may be NULL: the most probable one. */
gboolean     heed_changes_step        (HeedChanges     *changes,
                                       HeedSession     *session,
                                       const guint32   *token,
                                       const HeedSamplingOptions *sampling,
                                       GError         **error);

/* Whether all of them took place; a sentence may end before step 7. */
gboolean     heed_changes_check_done  (HeedChanges     *changes,
                                       HeedSession     *session,
                                       GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedChanges, heed_changes_free)

G_END_DECLS

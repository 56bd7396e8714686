/* walk.h — walking a session step by step with a given search method and changes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/changes.h"
#include "app/core/changes/input-tokens.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* How a session is walked. If a target is given, beam and sampling are ignored. */
typedef struct {
  HeedBeamOptions      beam;        /* width 1 is greedy; its max_length applies to every method */
  gboolean             is_sampled;  /* each token is drawn; then width is 1 */
  HeedSamplingOptions  sampling;
  const HeedChanges   *changes;     /* or NULL */
  const guint32       *target;      /* tokens to take before the end token; or NULL */
  guint                n_target;
} HeedWalk;

#define HEED_WALK_GREEDY ((HeedWalk) { .beam = { .width = 1 } })

/* Starts a session of a text, or of the tokens or ids in it. */
HeedSession *heed_walk_start     (HeedModel           *model,
                                  const char          *text,
                                  HeedInputForm        input_form,
                                  GError             **error);

/* Hides one source token; returns the id of the intervention, or 0 with an error. */
guint        heed_walk_hide_token (HeedSession        *session,
                                  guint                position,
                                  GError             **error);

/* Drops the changes of tokens that the session does not have. */
void         heed_walk_forget_missing (HeedSession    *session,
                                  HeedChanges         *changes);

/* Makes all changes of the whole sentence in a session in which no step was taken yet. */
gboolean     heed_walk_change    (HeedSession         *session,
                                  const HeedChanges   *changes,
                                  GError             **error);

/* Takes one step, without a beam. */
HeedStep    *heed_walk_step      (HeedSession         *session,
                                  const HeedWalk      *walk,
                                  GError             **error);

/* The same; the changes of the step stay in the session. */
HeedStep    *heed_walk_step_keeping (HeedSession      *session,
                                  const HeedWalk      *walk,
                                  GError             **error);

/* Walks the session to its end and returns it or a session that replaces it; NULL with an error.
 * Takes ownership of session in any case. */
HeedSession *heed_walk_run       (HeedSession         *session,
                                  const HeedWalk      *walk,
                                  GCancellable        *cancellable,
                                  GError             **error);

/* Translates a text from start to end. */
char        *heed_walk_translate (HeedModel           *model,
                                  const char          *text,
                                  HeedInputForm        input_form,
                                  const HeedWalk      *walk,
                                  GCancellable        *cancellable,
                                  GError             **error);

/* Returns a fork that took these tokens and whose next step is the one at position, with the
 * changes of attentions in that step made. */
HeedSession *heed_walk_fork_before (HeedSession       *session,
                                    const HeedChanges *changes,
                                    const guint32     *tokens,
                                    guint              position,
                                    GError           **error);

/* A question about one weight: its row (position), site and key. In the decoder, tokens are those
 * of the displayed translation up to the row's own; for encoder self-attention there are none. */
typedef struct {
  guint              position;
  HeedAttentionSite  site;
  guint              key;
  const guint32     *tokens;    /* n_tokens */
  guint              n_tokens;
} HeedWeightAsked;

/* Returns the arithmetic of one displayed weight, for these tokens and with these changes. */
HeedArithmetic *heed_walk_explain (HeedSession           *session,
                                   const HeedChanges     *changes,
                                   const HeedWeightAsked *asked);

G_END_DECLS

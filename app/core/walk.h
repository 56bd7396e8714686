/* walk.h — a session taken from step to step, as somebody wants it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes.h"
#include "app/core/given-tokens.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* How it is walked. A target that is given is taken, whatever the rest says. */
typedef struct {
  HeedBeamOptions      beam;        /* width 1 is greedy; its longest length is everybody's */
  gboolean             is_sampled;  /* each token is drawn; width is 1 then */
  HeedSamplingOptions  sampling;
  const HeedChanges   *changes;     /* or NULL */
  const guint32       *target;      /* tokens to take, and then the end token; or NULL */
  guint                n_target;
} HeedWalk;

#define HEED_WALK_GREEDY ((HeedWalk) { .beam = { .width = 1 } })

/* A session of text, or of the tokens or ids that it says. */
HeedSession *heed_walk_start     (HeedModel           *model,
                                  const char          *text,
                                  HeedGivenAs          given_as,
                                  GError             **error);

/* Hides one source token; the id of the intervention, or 0 with an error. */
guint        heed_walk_hide_token (HeedSession        *session,
                                  guint                position,
                                  GError             **error);

/* All that is changed for the whole sentence; of a session of which no step was taken. */
gboolean     heed_walk_change    (HeedSession         *session,
                                  const HeedChanges   *changes,
                                  GError             **error);

/* One step; no beam. */
HeedStep    *heed_walk_step      (HeedSession         *session,
                                  const HeedWalk      *walk,
                                  GError             **error);

/* Takes the session to its end and gives it back, or another in its place; NULL
 * with an error, and the session is gone all the same. */
HeedSession *heed_walk_run       (HeedSession         *session,
                                  const HeedWalk      *walk,
                                  GCancellable        *cancellable,
                                  GError             **error);

/* From start to end: what a text becomes. */
char        *heed_walk_translate (HeedModel           *model,
                                  const char          *text,
                                  HeedGivenAs          given_as,
                                  const HeedWalk      *walk,
                                  GCancellable        *cancellable,
                                  GError             **error);

/* A fork that stands before the step at position, after these tokens, with whatever is
 * changed of attentions in that step in force. */
HeedSession *heed_walk_fork_before (HeedSession       *session,
                                    const HeedChanges *changes,
                                    const guint32     *tokens,
                                    guint              position,
                                    GError           **error);

/* Of which row, at which key. In a decoder, tokens are those of the translation that is
 * shown, up to that of the row; where the encoder looks at itself there are none. */
typedef struct {
  guint              position;
  HeedAttentionSite  site;
  guint              key;
  const guint32     *tokens;    /* n_tokens */
  guint              n_tokens;
} HeedWeightAsked;

/* How a weight came about that is shown: of these tokens, changed as these changes say. */
HeedArithmetic *heed_walk_explain (HeedSession           *session,
                                   const HeedChanges     *changes,
                                   const HeedWeightAsked *asked);

G_END_DECLS

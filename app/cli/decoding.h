/* decoding.h — a session walked to its end, as the options say
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/changes.h"
#include "app/cli/given-tokens.h"

G_BEGIN_DECLS

#define HEED_BEAM_MAX_WIDTH   1000
#define HEED_MAX_LENGTH_LIMIT 100000

typedef struct {
  HeedGivenAs          source_as;   /* what heed_decoding_translate() reads */
  HeedBeamOptions      beam;        /* width 1 is greedy; its longest length is everybody's */
  gboolean             is_sampled;  /* each token is drawn; width is 1 then */
  HeedSamplingOptions  sampling;
  HeedChanges         *changes;     /* or NULL */
  const guint32       *target;      /* tokens to take, the end token last; or NULL */
  guint                n_target;
} HeedDecodingOptions;

/* Takes the session to its end and gives it back, or another in its place; NULL
 * with an error, and the session is gone all the same. */
HeedSession *heed_decoding_run       (HeedSession                *session,
                                      const HeedDecodingOptions  *options,
                                      GCancellable               *cancellable,
                                      GError                    **error);

/* The greedy or beam translation of a text. */
char        *heed_decoding_translate (HeedModel                  *model,
                                      const char                 *text,
                                      const HeedDecodingOptions  *options,
                                      GCancellable               *cancellable,
                                      GError                    **error);

G_END_DECLS

/* session.h — what a beam and an explanation need of a session
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"
#include "engine/networks/decoder.h"

G_BEGIN_DECLS

HeedEncoding     *heed_session_get_encoding     (HeedSession       *session);
HeedDecoderState *heed_session_get_state        (HeedSession       *session);
guint             heed_session_get_max_length   (HeedSession       *session);
guint             heed_session_get_n_candidates (HeedSession       *session);

/* Takes out of what a step computed what nobody will look at. */
void              heed_session_thin_out         (HeedSession       *session,
                                                 HeedDecoded       *decoded);

/* The token that the next step reads. */
guint32           heed_session_get_last_token   (HeedSession       *session);

/* What a step was taken from, and what a step computes with. */
HeedDecoderState *heed_session_get_state_before (HeedSession       *session,
                                                 guint              position);
HeedTape         *heed_session_get_tape         (HeedSession       *session);

/* What a person changed in the encoder; NULL if nothing. */
const HeedOverrides *
                  heed_session_get_encoder_overrides
                                                (HeedSession       *session);

/* What a person changed at this step. */
const HeedOverrides *
                  heed_session_get_overrides    (HeedSession       *session,
                                                 guint              position);

/* Takes a step that was computed elsewhere. */
void              heed_session_append           (HeedSession       *session,
                                                 HeedStep          *step,
                                                 HeedDecoderState  *next);

G_END_DECLS

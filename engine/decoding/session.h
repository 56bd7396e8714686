/* session.h — the internals of a session that beams and explanations use
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/decoding/intervention.h"
#include "engine/heed.h"
#include "engine/networks/decoder.h"

G_BEGIN_DECLS

HeedEncoding     *heed_session_get_encoding     (HeedSession       *session);
HeedDecoderState *heed_session_get_state        (HeedSession       *session);
guint             heed_session_get_max_length   (HeedSession       *session);
guint             heed_session_get_n_candidates (HeedSession       *session);

/* Drops attention and traces from what a step computed, if the session does not keep attention. */
void              heed_session_thin_out         (HeedSession       *session,
                                                 HeedDecoded       *decoded);

/* The token that the next step reads. */
guint32           heed_session_get_last_token   (HeedSession       *session);

/* The state that a step started from, and the tape that steps are computed with. */
HeedDecoderState *heed_session_get_state_before (HeedSession       *session,
                                                 guint              position);
HeedTape         *heed_session_get_tape         (HeedSession       *session);

/* The user's overrides of the encoder; NULL if there are none. */
const HeedOverrides *
                  heed_session_get_encoder_overrides
                                                (HeedSession       *session);

/* The user's overrides at this step. */
const HeedOverrides *
                  heed_session_get_overrides    (HeedSession       *session,
                                                 guint              position);

/* A copy of the user's interventions; free it. */
HeedInterventions *
                  heed_session_dup_interventions
                                                (HeedSession       *session);

/* Appends a step that was computed elsewhere. */
void              heed_session_append           (HeedSession       *session,
                                                 HeedStep          *step,
                                                 HeedDecoderState  *next);

G_END_DECLS

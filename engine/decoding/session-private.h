/* session-private.h — the members of a session
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/decoding/intervention.h"
#include "engine/decoding/session.h"
#include "engine/decoding/sides.h"

G_BEGIN_DECLS

struct _HeedSession
{
  HeedModel         *model;
  HeedTargetSide     target;         /* of the model */
  HeedEncoding      *encoding;
  HeedEncoding      *changed;        /* NULL, or the encoding with the user's overrides */
  HeedTape          *tape;           /* for the computation of one step */
  GPtrArray         *states;         /* T + 1 */
  GPtrArray         *steps;          /* T */
  HeedInterventions *interventions;
  HeedToken         *source;         /* n_source */
  guint              n_source;
  float             *probs;          /* V, scratch */
  guint              max_length;
  guint              n_candidates;
  gboolean           drops_attention;
};

G_END_DECLS

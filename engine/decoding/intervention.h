/* intervention.h — the interventions of a session, kept until they are undone
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"
#include "engine/networks/decoder.h"

G_BEGIN_DECLS

typedef struct _HeedInterventions HeedInterventions;

HeedInterventions *heed_interventions_new    (void);
HeedInterventions *heed_interventions_dup    (HeedInterventions       *interventions);
void               heed_interventions_free   (HeedInterventions       *interventions);

/* Returns an id, counted from 1, or 0 on error. */
guint              heed_interventions_add    (HeedInterventions       *interventions,
                                              HeedEncoding            *encoding,
                                              const HeedIntervention  *intervention,
                                              GError                 **error);
gboolean           heed_interventions_remove (HeedInterventions       *interventions,
                                              guint                    id,
                                              HeedAttentionKind       *kind);

/* Returns all overrides of this step, in the form that attention takes; NULL if there are none.
 * Valid until the next call of one of these functions. */
const HeedOverrides *
                   heed_interventions_apply  (HeedInterventions       *interventions,
                                              HeedEncoding            *encoding,
                                              guint                    step);

/* Returns the overrides of the encoder and of the first n_steps steps, for a forced pass. */
const HeedOverrides *
                   heed_interventions_apply_to_pass
                                             (HeedInterventions       *interventions,
                                              HeedEncoding            *encoding,
                                              guint                    n_steps);

const HeedOverrides *
                   heed_interventions_apply_to_encoder
                                             (HeedInterventions       *interventions,
                                              HeedEncoding            *encoding);

G_END_DECLS

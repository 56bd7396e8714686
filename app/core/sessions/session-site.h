/* session-site.h — which attention is meant, as a session file says it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json-fields.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* The largest position of a token in a session. */
#define HEED_SESSION_MAX_POSITION 1000000

/* The fields "attention", "layer" and "head" of an object. */
void     heed_session_site_set       (HeedJson           *object,
                                      HeedAttentionSite   site);
gboolean heed_session_site_read      (const HeedJson     *object,
                                      HeedAttentionSite  *site,
                                      GError            **error);

/* The heads of a mean, one bit each; 0 stands for all heads and is not written. */
void     heed_session_heads_set      (HeedJson           *object,
                                      guint64             heads);
gboolean heed_session_heads_read     (const HeedJson     *object,
                                      guint64            *heads,
                                      GError            **error);

/* A position in a sentence, or the number of a layer or head; value is unchanged if the field is
 * missing. */
gboolean heed_session_position_read  (const HeedJson     *object,
                                      const char         *name,
                                      int                *value,
                                      GError            **error);

G_END_DECLS

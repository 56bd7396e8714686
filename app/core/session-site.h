/* session-site.h — which attention is meant, as a session file says it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json-fields.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* No token of a session is further behind. */
#define HEED_SESSION_MAX_POSITION 1000000

/* Into an object, and from it: its fields "attention", "layer" and "head". */
void     heed_session_site_set       (HeedJson           *object,
                                      HeedAttentionSite   site);
gboolean heed_session_site_read      (const HeedJson     *object,
                                      HeedAttentionSite  *site,
                                      GError            **error);

/* Of a mean, whose it is, bit h being head h; 0, which is not written: of all heads. */
void     heed_session_heads_set      (HeedJson           *object,
                                      guint64             heads);
gboolean heed_session_heads_read     (const HeedJson     *object,
                                      guint64            *heads,
                                      GError            **error);

/* A place in a sentence, or a layer or head; the value stays if there is none. */
gboolean heed_session_position_read  (const HeedJson     *object,
                                      const char         *name,
                                      int                *value,
                                      GError            **error);

G_END_DECLS

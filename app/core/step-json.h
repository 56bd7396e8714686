/* step-json.h — a step and a site as JSON, as heed-cli attend and exports have them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json-writer.h"

G_BEGIN_DECLS

/* "cross" */
const char *heed_attention_kind_get_name (HeedAttentionKind  kind);

/* An object within an array. */
void        heed_step_json_add           (HeedJsonWriter    *json,
                                          const HeedStep    *step);

/* "kind", "layer" and "head", a number or "mean", into the object that is begun. */
void        heed_step_json_add_site      (HeedJsonWriter    *json,
                                          HeedAttentionSite  site);

G_END_DECLS

/* step-json.h — a step and a site as JSON, in the format of heed-cli attend and of exports
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json-writer.h"

G_BEGIN_DECLS

/* Returns "cross", "encoder_self" or "decoder_self". */
const char *heed_attention_kind_get_name (HeedAttentionKind  kind);

/* Adds a step as an object to the current array. */
void        heed_step_json_add           (HeedJsonWriter    *json,
                                          const HeedStep    *step);

/* Adds "kind", "layer" and "head" (a number or "mean") to the current object. */
void        heed_step_json_add_site      (HeedJsonWriter    *json,
                                          HeedAttentionSite  site);

G_END_DECLS

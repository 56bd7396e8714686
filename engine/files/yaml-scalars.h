/* yaml-scalars.h — the plain settings of a YAML file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From "model.encoder.rnn_type" to "lstm", for every line "key: value" and the
 * keys it is indented under. Lists, anchors and texts of several lines are
 * passed over: this reads configurations, not all of YAML. */
GHashTable *heed_yaml_scalars_parse (const char *text,
                                     gsize       n_bytes);

G_END_DECLS

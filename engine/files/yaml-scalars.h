/* yaml-scalars.h — reading the scalar settings of a YAML file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Maps paths such as "model.encoder.rnn_type" to values such as "lstm", for every line "key:
 * value" and the keys that it is indented under. Lists, anchors and multi-line texts are
 * skipped: this reads configurations, not all of YAML. */
GHashTable *heed_yaml_scalars_parse (const char *text,
                                     gsize       n_bytes);

G_END_DECLS

/* json-nodes.h — JSON from strangers, as nodes of json-glib: goes as its callers do
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a caller has use for; more than that is refused before it is parsed. */
typedef struct {
  guint max_depth;   /* objects and arrays in one another */
  gsize max_values;  /* numbers, texts, objects, arrays and so on together */
} HeedJsonNodeLimits;

JsonNode *heed_json_nodes_parse (const char            *text,
                           gsize                  n_bytes,
                           const HeedJsonNodeLimits  *limits,
                           GError               **error);

/* The same of all that bytes has, which may be nothing. */
JsonNode *heed_json_nodes_parse_bytes (GBytes                *bytes,
                                 const HeedJsonNodeLimits  *limits,
                                 GError               **error);

G_END_DECLS

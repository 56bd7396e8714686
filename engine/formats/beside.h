/* beside.h — a description file next to foreign weights, and its effect
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"
#include "engine/networks/blueprint.h"

G_BEGIN_DECLS

/* json is NULL if there is no description. */
typedef struct {
  char     *name;   /* file name, such as "model.json" */
  HeedJson *json;
} HeedBeside;

/* Finds "weights.json" next to "weights.pt", or else "model.json"; if path is a folder,
 * "model.json" in it. A file of that name that is not a description is reported in warnings,
 * which has char * elements. */
gboolean  heed_beside_find     (HeedBeside           *beside,
                                const char           *path,
                                GPtrArray            *warnings,
                                GError              **error);
void      heed_beside_clear    (HeedBeside           *beside);

/* Parses an object. what: name of the source for error messages. */
HeedJson *heed_beside_parse    (const char           *what,
                                const char           *text,
                                GError              **error);

/* Returns whether an object is meant to describe a model: it has a field that files of other
 * programs do not have. */
gboolean  heed_beside_is_description (const HeedJson  *json);

/* Replaces the recognised fields with those of other; in the table of tensors, single entries. A
 * field given in other is no longer marked as guessed, unless other marks it. */
void      heed_beside_override (HeedRecognition      *recognition,
                                const HeedJson       *other,
                                const char           *why);

/* Refuses unknown fields: a misspelt one would otherwise be ignored silently. */
gboolean  heed_beside_check    (const HeedBlueprint  *blueprint,
                                const HeedJson       *json,
                                GError              **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedBeside, heed_beside_clear)

G_END_DECLS

/* beside.h — a description beside somebody's weights, and what it changes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/formats/layouts/recognition.h"
#include "engine/networks/blueprint.h"

G_BEGIN_DECLS

/* json is NULL if there is none. */
typedef struct {
  char     *name;   /* "model.json" */
  HeedJson *json;
} HeedBeside;

/* "weights.json" beside "weights.pt", or else "model.json"; path may be a folder,
 * in which it is "model.json". What lies there but is no description is said in
 * warnings, of char *. */
gboolean  heed_beside_find     (HeedBeside           *beside,
                                const char           *path,
                                GPtrArray            *warnings,
                                GError              **error);
void      heed_beside_clear    (HeedBeside           *beside);

/* An object from text. what: whose, for the message. */
HeedJson *heed_beside_parse    (const char           *what,
                                const char           *text,
                                GError              **error);

/* Whether an object is meant to describe a model: it has a field that other
 * programs' files do not have. */
gboolean  heed_beside_is_description (const HeedJson  *json);

/* Fields of other replace those of what was recognised; of the table of tensors,
 * its lines. A field that is said is guessed no more, unless other says so. */
void      heed_beside_override (HeedRecognition      *recognition,
                                const HeedJson       *other,
                                const char           *why);

/* A field that is misspelled would change nothing, in silence. */
gboolean  heed_beside_check    (const HeedBlueprint  *blueprint,
                                const HeedJson       *json,
                                GError              **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedBeside, heed_beside_clear)

G_END_DECLS

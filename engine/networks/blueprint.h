/* blueprint.h — the description of a network, of either family
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/networks/description.h"
#include "engine/networks/transformer-description.h"

G_BEGIN_DECLS

typedef enum {
  HEED_FAMILY_RECURRENT,
  HEED_FAMILY_TRANSFORMER
} HeedFamily;

/* Only the description of this family is used. */
typedef struct {
  HeedFamily                 family;
  HeedDescription            recurrent;
  HeedTransformerDescription transformer;
} HeedBlueprint;

/* Sets the usual choices, and no sizes. */
void      heed_blueprint_init                  (HeedBlueprint        *blueprint);

/* The member "family" selects the description that is parsed; without it the family does not
 * change. */
gboolean  heed_blueprint_parse                 (HeedBlueprint        *blueprint,
                                                const HeedJson       *json,
                                                GError              **error);
gboolean  heed_blueprint_check                 (const HeedBlueprint  *blueprint,
                                                GError              **error);
void      heed_blueprint_infer                 (HeedBlueprint        *blueprint,
                                                HeedWeights          *weights,
                                                HeedTensorPlaces     *places);

/* Whether heed_blueprint_parse() reads a member of that name. */
gboolean  heed_blueprint_has_field             (const HeedBlueprint  *blueprint,
                                                const char           *name);
HeedJson *heed_blueprint_to_json               (const HeedBlueprint  *blueprint);

guint     heed_blueprint_get_source_vocabulary (const HeedBlueprint  *blueprint);
guint     heed_blueprint_get_target_vocabulary (const HeedBlueprint  *blueprint);
void      heed_blueprint_set_vocabularies      (HeedBlueprint        *blueprint,
                                                guint                 source_vocabulary,
                                                guint                 target_vocabulary);

/* Whether the model adds a begin or an end token to a source sentence. */
gboolean  heed_blueprint_has_source_begin      (const HeedBlueprint  *blueprint);
gboolean  heed_blueprint_has_source_end        (const HeedBlueprint  *blueprint);

/* Whether the model has attention over the source. */
gboolean  heed_blueprint_attends               (const HeedBlueprint  *blueprint);

/* Whether the encoder reads padding, so that the vocabulary must have a padding token. */
gboolean  heed_blueprint_reads_padding         (const HeedBlueprint  *blueprint);

G_END_DECLS

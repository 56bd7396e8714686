/* blueprint.c — the description of a network, of either family
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two families are told apart in three files: here for the description of a
 * network, in network.c for what it computes, in decoder.c for how it decodes.
 */

#include "engine/networks/blueprint.h"

#include "engine/files/json-fields.h"
#include "engine/networks/infer.h"

static const char *const families[] = { "recurrent", "transformer", NULL };

void
heed_blueprint_init (HeedBlueprint *blueprint)
{
  *blueprint = (HeedBlueprint) { 0 };
  heed_transformer_description_init (&blueprint->transformer);
}

/**
 * heed_blueprint_parse:
 * @blueprint: (inout): fields that @json does not name stay as they are
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the field, what it may be and what it is
 */
gboolean
heed_blueprint_parse (HeedBlueprint   *blueprint,
                      const HeedJson  *json,
                      GError         **error)
{
  if (!heed_json_read_choice (json, "family", families, &blueprint->family, error))
    return FALSE;

  return blueprint->family == HEED_FAMILY_TRANSFORMER
         ? heed_transformer_description_parse (&blueprint->transformer, json, error)
         : heed_description_parse (&blueprint->recurrent, json, error);
}

gboolean
heed_blueprint_check (const HeedBlueprint  *blueprint,
                      GError              **error)
{
  return blueprint->family == HEED_FAMILY_TRANSFORMER
         ? heed_transformer_description_check (&blueprint->transformer, error)
         : heed_description_check (&blueprint->recurrent, error);
}

void
heed_blueprint_infer (HeedBlueprint    *blueprint,
                      HeedWeights      *weights,
                      HeedTensorPlaces *places)
{
  if (blueprint->family == HEED_FAMILY_TRANSFORMER)
    heed_transformer_description_infer (&blueprint->transformer, weights, places);
  else
    heed_description_infer (&blueprint->recurrent, weights, places);
}

HeedJson *
heed_blueprint_to_json (const HeedBlueprint *blueprint)
{
  return blueprint->family == HEED_FAMILY_TRANSFORMER
         ? heed_transformer_description_to_json (&blueprint->transformer)
         : heed_description_to_json (&blueprint->recurrent);
}

/* heed_blueprint_to_json() writes a Transformer's "layers", for instance, once per side, but a
 * description may have one member for both. */
gboolean
heed_blueprint_has_field (const HeedBlueprint *blueprint,
                          const char          *name)
{
  g_autoptr(HeedJson) all = heed_blueprint_to_json (blueprint);
  g_autofree char *of_one_side = g_strconcat ("encoder_", name, NULL);

  return heed_json_get_member (all, name) != NULL ||
         (blueprint->family == HEED_FAMILY_TRANSFORMER &&
          heed_json_get_member (all, of_one_side) != NULL);
}

guint
heed_blueprint_get_source_vocabulary (const HeedBlueprint *blueprint)
{
  return blueprint->family == HEED_FAMILY_TRANSFORMER ? blueprint->transformer.source_vocabulary
                                                      : blueprint->recurrent.source_vocabulary;
}

guint
heed_blueprint_get_target_vocabulary (const HeedBlueprint *blueprint)
{
  return blueprint->family == HEED_FAMILY_TRANSFORMER ? blueprint->transformer.target_vocabulary
                                                      : blueprint->recurrent.target_vocabulary;
}

void
heed_blueprint_set_vocabularies (HeedBlueprint *blueprint,
                                 guint          source_vocabulary,
                                 guint          target_vocabulary)
{
  blueprint->recurrent.source_vocabulary = blueprint->transformer.source_vocabulary =
    source_vocabulary;
  blueprint->recurrent.target_vocabulary = blueprint->transformer.target_vocabulary =
    target_vocabulary;
}

gboolean
heed_blueprint_has_source_begin (const HeedBlueprint *blueprint)
{
  return blueprint->family == HEED_FAMILY_TRANSFORMER ? blueprint->transformer.source_begin
                                                      : blueprint->recurrent.source_begin;
}

gboolean
heed_blueprint_has_source_end (const HeedBlueprint *blueprint)
{
  return blueprint->family == HEED_FAMILY_TRANSFORMER ? blueprint->transformer.source_end
                                                      : blueprint->recurrent.source_end;
}

gboolean
heed_blueprint_reads_padding (const HeedBlueprint *blueprint)
{
  return blueprint->family == HEED_FAMILY_RECURRENT &&
         blueprint->recurrent.padding == HEED_PADDING_READ;
}

gboolean
heed_blueprint_attends (const HeedBlueprint *blueprint)
{
  return blueprint->family == HEED_FAMILY_TRANSFORMER ||
         blueprint->recurrent.score != HEED_SCORE_NONE;
}

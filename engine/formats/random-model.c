/* random-model.c — a model with random weights, for benchmarks
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/model-file.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/networks/random-source.h"

#define MAX_DEPTH  8
#define MAX_VALUES 10000

/**
 * heed_model_new_random:
 * @description: JSON, as in a model file; must include all sizes
 * @seed: the same seed gives the same weights
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the member
 * Cost:   draws a number for every weight
 *
 * Returns: (transfer full): a model whose tokens have no text
 */
HeedModel *
heed_model_new_random (const char  *description,
                       guint64      seed,
                       GError     **error)
{
  g_auto(HeedModelParts) parts = { .parameters = heed_parameters_new () };
  static const HeedJsonLimits limits = { MAX_DEPTH, MAX_VALUES };
  g_autoptr(HeedJson) json = NULL;
  HeedRandomSource source;
  HeedNetwork network;
  HeedRandom random;

  g_return_val_if_fail (description != NULL, NULL);

  json = heed_json_parse_object ("description", description, strlen (description), &limits, error);
  if (json == NULL ||
      !heed_model_parts_parse (&parts, json, error) ||
      !heed_blueprint_check (&parts.blueprint, error))
    return NULL;

  heed_random_seed (&random, seed);
  source = (HeedRandomSource) { parts.parameters, &random };
  if (!heed_network_bind (&network, &parts.blueprint, heed_random_source, &source, error))
    return NULL;

  parts.metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return heed_model_new_from_parts (&parts, error);
}

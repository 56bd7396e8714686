/* derivation.c — what the stages of a derivation have in common
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: as attention.c and multi-head.c
 */

#include "engine/layers/derivation.h"

#include <math.h>

/**
 * heed_derivation_write_vector:
 * @values: n
 *
 * Writes a computed vector.
 */
void
heed_derivation_write_vector (const HeedDerivation *derivation,
                              HeedStage             stage,
                              const char           *symbol,
                              const char           *meaning,
                              const float          *values,
                              guint                 n)
{
  heed_arithmetic_write (
    derivation->writer,
    &(HeedQuantity) { symbol, meaning, NULL, stage, HEED_ORIGIN_COMPUTED, 1, n, values });
}

/**
 * heed_derivation_write_learned:
 * @tensor: 1 x n, a parameter of the model
 *
 * Writes a learned vector.
 */
void
heed_derivation_write_learned (const HeedDerivation *derivation,
                               HeedStage             stage,
                               const char           *symbol,
                               const char           *meaning,
                               const HeedTensor     *tensor)
{
  heed_arithmetic_write (derivation->writer,
                         &(HeedQuantity) { symbol, meaning, NULL, stage, HEED_ORIGIN_LEARNED, 1,
                                           tensor->n_columns, tensor->values });
}

/**
 * heed_derivation_write_map:
 * @map: a projection of the model
 *
 * Writes the rows of the matrix that belong to the head, and of the bias if there is one.
 */
void
heed_derivation_write_map (const HeedDerivation    *derivation,
                           HeedStage                stage,
                           const HeedDerivationMap *map)
{
  heed_arithmetic_write (
    derivation->writer,
    &(HeedQuantity) { map->weight_symbol, map->weight_meaning, NULL, stage, HEED_ORIGIN_LEARNED,
                      map->n_rows, map->weight->n_columns,
                      map->weight->values + (gsize) map->first_row * map->weight->n_columns });

  if (map->bias != NULL)
    heed_arithmetic_write (derivation->writer,
                           &(HeedQuantity) { map->bias_symbol, map->bias_meaning, NULL, stage,
                                             HEED_ORIGIN_LEARNED, 1, map->n_rows,
                                             map->bias->values + map->first_row });
}

/**
 * heed_derivation_spell_map:
 * @input: the symbol of its input
 *
 * Returns: (transfer full): for example "W_q s + b_q"
 */
char *
heed_derivation_spell_map (const HeedDerivationMap *map,
                           const char              *input)
{
  if (map->bias == NULL)
    return g_strdup_printf ("%s %s", map->weight_symbol, input);

  return g_strdup_printf ("%s %s + %s", map->weight_symbol, input, map->bias_symbol);
}

/**
 * heed_derivation_new_floats:
 * @n: any number
 *
 * Returns: (transfer none): n floats, valid until the tape begins another step
 */
float *
heed_derivation_new_floats (const HeedDerivation *derivation,
                            gsize                 n)
{
  return heed_arena_floats (heed_tape_get_arena (derivation->tape), n);
}

/**
 * heed_derivation_get_score:
 *
 * Returns: the score of the key, from the step
 */
float
heed_derivation_get_score (const HeedDerivation *derivation)
{
  const HeedAttentionQuestion *q = derivation->question;

  return q->scores[(gsize) derivation->head * q->stride + derivation->key];
}

/**
 * heed_derivation_get_weight:
 *
 * Returns: the attention weight of the key, from the step
 */
float
heed_derivation_get_weight (const HeedDerivation *derivation)
{
  const HeedAttentionQuestion *q = derivation->question;

  return q->attention[(gsize) derivation->head * q->stride + derivation->key];
}

/**
 * heed_derivation_get_hidden:
 *
 * Returns: (nullable) (transfer none): K numbers, not 0 for a key hidden by the person;
 *   %NULL if none is hidden
 */
const guint8 *
heed_derivation_get_hidden (const HeedDerivation *derivation)
{
  const HeedAttentionOverride *override = derivation->question->override;

  if (override == NULL || override->masked == NULL)
    return NULL;

  return override->masked + (gsize) derivation->head * override->n_keys;
}

/**
 * heed_derivation_hides:
 * @key: 0 <= key < K
 *
 * Returns: whether the person has hidden this key
 */
gboolean
heed_derivation_hides (const HeedDerivation *derivation,
                       guint                 key)
{
  const guint8 *hidden = heed_derivation_get_hidden (derivation);

  return hidden != NULL && hidden[key] != 0;
}

/**
 * heed_derivation_find_changes:
 *
 * Returns: the changes of the person that affect this row of this head
 */
HeedChanged
heed_derivation_find_changes (const HeedDerivation *derivation)
{
  const HeedAttentionOverride *override = derivation->question->override;
  HeedChanged changed = HEED_CHANGED_NOTHING;

  if (override == NULL)
    return changed;

  for (guint key = 0; key < derivation->question->n_keys; key++)
    if (heed_derivation_hides (derivation, key))
      changed |= HEED_CHANGED_HIDDEN;
  if (override->pinned != NULL &&
      !isnan (override->pinned[(gsize) derivation->head * override->n_keys]))
    changed |= HEED_CHANGED_PINNED;
  if (override->factors != NULL && override->factors[derivation->head] != 1.0f)
    changed |= HEED_CHANGED_SHARPENED;
  if (heed_override_silences (override, derivation->head))
    changed |= HEED_CHANGED_SILENCED;

  return changed;
}

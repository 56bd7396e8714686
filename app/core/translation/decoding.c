/* decoding.c — how a sentence is to be decoded: greedily, by beam search or by sampling
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/translation/decoding.h"

static gboolean
is_same_beam (const HeedBeamOptions *beam,
              const HeedBeamOptions *other)
{
  return beam->width == other->width && beam->max_length == other->max_length &&
         beam->length_rule == other->length_rule &&
         beam->length_penalty == other->length_penalty &&
         beam->coverage_penalty == other->coverage_penalty &&
         beam->keep_pruned == other->keep_pruned;
}

static gboolean
is_same_sampling (const HeedSamplingOptions *sampling,
                  const HeedSamplingOptions *other)
{
  return sampling->temperature == other->temperature && sampling->top_k == other->top_k &&
         sampling->top_p == other->top_p && sampling->seed == other->seed;
}

gboolean
heed_decoding_is_same (const HeedDecoding *decoding,
                       const HeedDecoding *other)
{
  if (decoding->kind != other->kind)
    return FALSE;

  switch (decoding->kind)
    {
    case HEED_DECODING_BEAM:
      return is_same_beam (&decoding->beam, &other->beam);

    case HEED_DECODING_SAMPLING:
      return is_same_sampling (&decoding->sampling, &other->sampling);

    case HEED_DECODING_GREEDY:
      break;
    }

  return TRUE;
}

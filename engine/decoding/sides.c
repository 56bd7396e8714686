/* sides.c — the properties of a model that decoding needs, collected once
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/decoding/sides.h"

HeedSourceSide
heed_source_side_ask (HeedModel *model)
{
  const HeedSpecialTokens *special = &heed_model_get_parts (model)->source_special;

  return (HeedSourceSide) {
    .network = heed_model_get_network (model),
    .parallel = heed_model_get_parallel (model),
    .begin = special->begin,
    .end = special->end,
    .padding = special->padding,
    .unknown = special->unknown,
  };
}

HeedTargetSide
heed_target_side_ask (HeedModel *model)
{
  const HeedSpecialTokens *special = &heed_model_get_parts (model)->target_special;
  HeedTargetSide target = {
    .model = model,
    .n_tokens = heed_model_get_info (model)->target_vocabulary,
    .begin = special->begin,
    .end = special->end,
  };

  target.banned = heed_model_get_banned (model, &target.n_banned);

  return target;
}

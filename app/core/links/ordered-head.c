/* ordered-head.c — finding the head of a layer that follows the order of the source
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/links/ordered-head.h"

int
heed_ordered_head_find (const HeedTranslation *translation,
                        HeedModel             *model,
                        double                *order)
{
  HeedAttentionSite site = translation->site;
  guint n_target;
  g_autofree HeedToken *target = heed_translation_list_target (translation, &n_target);
  int best = -1;

  *order = 0.0;
  if (site.kind != HEED_ATTENTION_CROSS || translation->source == NULL)
    return -1;

  for (guint head = 0; head < heed_model_get_n_heads (model, site.kind, site.layer); head++)
    {
      g_autoptr(HeedMatrix) attention = NULL;
      HeedAttentionVerdict verdict;

      site.head = (int) head;
      attention = heed_steps_dup_attention ((HeedStep *const *) translation->steps->pdata,
                                            translation->steps->len, site);
      if (attention == NULL)
        continue;

      verdict =
        heed_attention_judge (attention, site.kind, target, translation->source->tokens);
      if (verdict.kind == HEED_VERDICT_IN_ORDER && verdict.evidence > *order)
        {
          best = (int) head;
          *order = verdict.evidence;
        }
    }

  return best;
}
